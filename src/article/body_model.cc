#include "article/body_model.h"

namespace readout {

Result<BodyModel> BodyModel::compile(const TextFile& file) {
  BodyModel model;
  const auto own = html_feature_names(), context = html_context_names();
  std::vector<std::string_view> names(own.begin(), own.end());
  names.insert(names.end(), context.begin(), context.end());
  auto first = Forest::compile(file, "first", own);
  if (!first) return first.error();
  auto second = Forest::compile(file, "second", names);
  if (!second) return second.error();
  model.first_ = std::move(*first);
  model.second_ = std::move(*second);
  return model;
}

std::vector<float> BodyModel::score(const HtmlTree& tree, const Blocks& blocks, const Labels& labels, const PageContext& context) const {
  std::vector<float> scores;
  if (first_.empty() || blocks.blocks.size() > kMaxBlocks || tree.size() > kMaxNodes) {
    for (const Block& block : blocks.blocks)
      scores.push_back(block.words >= 10 && block.link_bytes * 2 < block.text.size() && !has(block.inside, Inside::nav) &&
                               !has(block.inside, Inside::footer)
                           ? 1.0f
                           : -9.0f);
    return scores;
  }
  const BlockPlaces places(tree, blocks);
  FeatureTable table = html_features(tree, blocks, places, labels, context);
  scores = first_.score(table);
  if (second_.empty()) return scores;
  add_context(blocks, places, scores, table);
  return second_.score(table);
}

}  // namespace readout
