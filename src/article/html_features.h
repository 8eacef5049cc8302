// What the body model is told of each block of an HTML page: numbers, one column a feature.
//
// A block is described by itself (size, links, marks, tag, hints of class names, labels), by its neighbours, by where it stands
// in the tree (what its parents and the blocks of the same shape hold, how far it is from the element with most running text)
// and by what the page claims (title, description, authors, JSON-LD body). Words are never features: the model is of no language.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "article/block_places.h"
#include "article/blocks.h"
#include "article/feature_table.h"
#include "article/text_shape.h"

namespace readout {

// What is already known of the page when its blocks are judged.
struct PageContext {
  std::vector<std::string> titles;  // folded, letters only: a block that says the same is a title
  std::vector<std::string> authors;
  std::string_view description;
  std::string_view linked_body;  // JSON-LD articleBody; empty when none
  std::size_t title_block = 0;   // index, or blocks.size()
};

std::span<const std::string_view> html_feature_names();

// Behind these the table has the columns that add_context() fills, of zeros.
FeatureTable html_features(const HtmlTree& tree, const Blocks& blocks, const BlockPlaces& places, const Labels& labels,
                           const PageContext& context);

}  // namespace readout
