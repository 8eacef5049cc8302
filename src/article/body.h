// The text of an article: which blocks of the page it is made of, or which script holds it.
#pragma once
#include <string>
#include <vector>

#include "article/read_html.h"

namespace readout {

struct Chosen {
  std::vector<std::size_t> blocks;  // indices, ascending
  std::size_t words = 0;
};

Chosen choose_blocks(const ArticleTables& tables, const ReadHtml& read);

// Appends the chosen blocks as paragraphs to article.text, with their origins if asked.
void write_text(const ReadHtml& read, const Blocks& blocks, const std::vector<std::size_t>& chosen, Article& article, bool with_origins);

// Fills article.text: the chosen blocks, or the body a script holds where the page itself shows much less (noted).
// Returns the number of words.
std::size_t write_body(const ArticleTables& tables, const ReadHtml& read, Article& article, Notes& notes);

}  // namespace readout
