#include "article/boosted_trees.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <unordered_map>

#include "base/text.h"

namespace readout {
namespace {

constexpr std::uint32_t kMaxDepth = 16;
constexpr std::size_t kMaxNodes = 60'000, kMaxFeatures = 256;

// Reads one tree from its text.
struct TreeText {
  std::string_view text;
  std::size_t at = 0;

  void blanks() {
    while (at < text.size() && text[at] == ' ') ++at;
  }
  bool take(char c) {
    blanks();
    if (at >= text.size() || text[at] != c) return false;
    ++at;
    return true;
  }
  std::string_view until(std::string_view stops) {
    blanks();
    const std::size_t begin = at;
    while (at < text.size() && stops.find(text[at]) == stops.npos) ++at;
    return text.substr(begin, at - begin);
  }
};

bool number(std::string_view word, double& value) {
  const std::string copy(word);
  char* end = nullptr;
  value = std::strtod(copy.c_str(), &end);
  return !copy.empty() && *end == '\0';
}

}  // namespace

Result<BoostedTrees> BoostedTrees::compile(const TextFile& file, std::string_view part, std::span<const std::string_view> features) {
  BoostedTrees trees;
  std::unordered_map<std::string_view, std::uint8_t> ids;
  for (std::size_t i = 0; i < features.size() && i < kMaxFeatures; ++i) ids.emplace(features[i], static_cast<std::uint8_t>(i));
  for (const Line& line : data_lines(file.text)) {
    const auto fields = split(line.text, '\t');
    const auto bad = [&](std::string message) {
      return Error{Error::Code::bad_data, std::move(message), file.name + ":" + std::to_string(line.number)};
    };
    if (fields.empty() || fields[0] != part) continue;
    if (fields.size() == 3 && fields[1] == "base") {
      double value = 0;
      if (!number(fields[2], value)) return bad("no number: '" + std::string(fields[2]) + "'");
      trees.base_ = static_cast<float>(value);
      continue;
    }
    if (fields.size() != 2) return bad("a line is PART <tab> tree");
    TreeText text{fields[1]};
    std::string wrong;
    Tree tree{static_cast<std::uint32_t>(trees.nodes_.size()), 0};
    trees.nodes_.emplace_back();
    // Reads the tree at `id` (from the first node); its children, if it has some, are put at the end.
    const auto read = [&](const auto& self, std::size_t id, std::uint32_t depth) -> void {
      tree.depth = std::max(tree.depth, depth);
      Node node;
      node.left = static_cast<std::uint16_t>(id);
      double value = 0;
      if (depth > kMaxDepth) {
        wrong = "the tree is too deep";
      } else if (!text.take('(')) {
        const std::string_view word = text.until(" )");
        if (!number(word, value)) wrong = "no number: '" + std::string(word) + "'";
        node.value = static_cast<float>(value);
      } else {
        const std::string_view name = text.until("<");
        const auto it = ids.find(name);
        text.take('<');
        const std::string_view bound = text.until(" )");
        const std::size_t left = trees.nodes_.size() - tree.first;
        if (it == ids.end())
          wrong = "unknown feature '" + std::string(name) + "'";
        else if (!number(bound, value) || value < 0 || value > 254)
          wrong = "no number: '" + std::string(bound) + "'";
        else if (left + 2 > kMaxNodes)
          wrong = "the tree is too large";
        if (!wrong.empty()) return;
        node.feature = it->second;
        node.bound = static_cast<std::uint8_t>(value);
        node.left = static_cast<std::uint16_t>(left);
        trees.nodes_.resize(trees.nodes_.size() + 2);
        self(self, left, depth + 1);
        if (wrong.empty()) self(self, left + 1, depth + 1);
        if (wrong.empty() && !text.take(')')) wrong = "no ')' where a split ends";
      }
      trees.nodes_[tree.first + id] = node;
    };
    read(read, 0, 0);
    trees.trees_.push_back(tree);
    text.blanks();
    if (wrong.empty() && text.at != text.text.size()) wrong = "something follows the tree";
    if (!wrong.empty()) return bad(wrong);
  }
  return trees;
}

// The inner loop takes both ways without a branch: which way a line goes is nearly random to the processor.
float BoostedTrees::score(const std::uint8_t* row) const {
  float sum = base_;
  for (const Tree& tree : trees_) {
    const Node* nodes = nodes_.data() + tree.first;
    std::size_t at = 0;
    for (std::uint32_t step = 0; step < tree.depth; ++step) at = nodes[at].left + std::size_t{row[nodes[at].feature] >= nodes[at].bound};
    sum += nodes[at].value;
  }
  return sum;
}

}  // namespace readout
