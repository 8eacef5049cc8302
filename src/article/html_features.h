// What the line model is told of each block of an HTML page.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "article/blocks.h"
#include "article/line_model.h"
#include "base/utf8.h"

namespace readout {

// What is already known of the page when its blocks are judged.
struct PageContext {
  std::vector<std::string> titles;  // folded, letters only: a block that says the same is a title
  std::vector<std::string> authors;
  std::string_view description;
  std::string_view linked_body;  // JSON-LD articleBody; empty when none
  std::size_t title_block = 0;   // index, or blocks.size()
};

std::span<const std::string_view> html_families();
std::vector<LineFeatures> html_features(const HtmlTree& tree, const Blocks& blocks, const Labels& labels, const PageContext& context);

// End mark and opening mark of a line, as bins both models share: 0 full stop, 1 the same inside quotes, 2 question, 3 colon …
std::size_t ending_of(std::string_view text);
std::size_t start_of(std::string_view text);

// Words of four letters and more, lower case, as hashes, sorted and each once: what a line speaks of.
std::vector<std::uint64_t> topic_words(std::string_view text);

// Folded letters and digits alone: two texts that differ in marks and blanks only have the same key.
inline std::string text_key(std::string_view text) { return letter_key(text); }

}  // namespace readout
