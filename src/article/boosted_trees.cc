#include "article/boosted_trees.h"

#include <cstdlib>
#include <string>
#include <unordered_map>

#include "base/text.h"

namespace readout {
namespace {

constexpr int kMaxDepth = 16;

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
  std::unordered_map<std::string_view, std::int32_t> ids;
  for (std::size_t i = 0; i < features.size(); ++i) ids.emplace(features[i], static_cast<std::int32_t>(i));
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
    const auto read = [&](const auto& self, int depth) -> std::int32_t {
      const auto id = static_cast<std::int32_t>(trees.nodes_.size());
      trees.nodes_.emplace_back();
      Node node;
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
        if (it == ids.end())
          wrong = "unknown feature '" + std::string(name) + "'";
        else if (!number(bound, value))
          wrong = "no number: '" + std::string(bound) + "'";
        if (!wrong.empty()) return id;
        node.feature = it->second;
        node.bound = static_cast<std::int32_t>(value);
        node.left = self(self, depth + 1);
        if (wrong.empty()) node.right = self(self, depth + 1);
        if (wrong.empty() && !text.take(')')) wrong = "no ')' where a split ends";
      }
      trees.nodes_[static_cast<std::size_t>(id)] = node;
      return id;
    };
    trees.roots_.push_back(read(read, 0));
    text.blanks();
    if (wrong.empty() && text.at != text.text.size()) wrong = "something follows the tree";
    if (!wrong.empty()) return bad(wrong);
  }
  return trees;
}

float BoostedTrees::score(const std::uint8_t* row) const {
  float sum = base_;
  for (std::int32_t at : roots_) {
    const Node* node = &nodes_[static_cast<std::size_t>(at)];
    while (node->feature >= 0) node = &nodes_[static_cast<std::size_t>(row[node->feature] < node->bound ? node->left : node->right)];
    sum += node->value;
  }
  return sum;
}

}  // namespace readout
