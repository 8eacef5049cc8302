// How likely each block of an HTML page is article: two forests of small trees (data/article/html_blocks.weights). The first judges
// each block by its features; the second looks again, knowing what the first would keep of the page.
#pragma once
#include <vector>

#include "article/forest.h"
#include "article/html_context.h"

namespace readout {

class BodyModel {
 public:
  static Result<BodyModel> compile(const TextFile& file);
  // Pages beyond these are judged without the model: a table of theirs would take hundreds of megabytes.
  static constexpr std::size_t kMaxBlocks = 20'000, kMaxNodes = 200'000;

  // Log odds of being article, one a block. Without the model: paragraphs of ten words and more that are no links.
  std::vector<float> score(const HtmlTree& tree, const Blocks& blocks, const Labels& labels, const PageContext& context) const;

 private:
  Forest first_, second_;
};

}  // namespace readout
