#include "article/forest.h"

#include <algorithm>
#include <cstdlib>
#include <string>

#include "base/text.h"

namespace readout {

Result<Forest> Forest::compile(const TextFile& file, std::string_view name, std::span<const std::string_view> features) {
  Forest forest;
  for (const Line& line : data_lines(file.text)) {
    const auto fields = split(line.text, '\t');
    const auto bad = [&](std::string message) {
      return Error{Error::Code::bad_data, std::move(message), file.name + ":" + std::to_string(line.number)};
    };
    if (fields.size() != 3) return bad("a line is NAME <tab> questions <tab> leaves");
    if (fields[0] != name) continue;
    if (fields[1] == "start") {
      forest.start_ = std::strtof(std::string(fields[2]).c_str(), nullptr);
      continue;
    }
    Tree tree{static_cast<std::uint32_t>(forest.questions_.size()), 0, static_cast<std::uint32_t>(forest.leaves_.size())};
    for (const std::string_view question : split(fields[1], ' ')) {
      const std::size_t cut = question.find('>');
      const auto it = std::find(features.begin(), features.end(), question.substr(0, cut));
      if (cut == question.npos || it == features.end()) return bad("unknown feature in '" + std::string(question) + "'");
      forest.questions_.push_back(
          {static_cast<std::uint32_t>(it - features.begin()), std::strtof(std::string(question.substr(cut + 1)).c_str(), nullptr)});
      ++tree.n_questions;
    }
    for (const std::string_view leaf : split(fields[2], ' '))
      forest.leaves_.push_back(std::strtof(std::string(leaf).c_str(), nullptr) / 1000);
    if (tree.n_questions > kMaxDepth || forest.leaves_.size() - tree.first_leaf != std::size_t{1} << tree.n_questions)
      return bad("a tree of d questions, 8 at most, has 2^d leaves");
    forest.trees_.push_back(tree);
  }
  return forest;
}

// Hot loop: some 500 trees × 6 questions × 200 rows a page. Rows go in bunches of 16 whose leaf numbers and sums stay in
// registers; a count the compiler knows is what it vectorises at -O2. The slow twin in forest_test.cc walks each tree row by row.
std::vector<float> Forest::score(const FeatureTable& table) const {
  constexpr std::size_t kBunch = FeatureTable::kBunch;
  std::vector<float> scores((table.rows() + kBunch - 1) / kBunch * kBunch);
  for (std::size_t begin = 0; begin < scores.size(); begin += kBunch) {
    float sums[kBunch];
    std::fill(std::begin(sums), std::end(sums), start_);
    for (const Tree& tree : trees_) {
      std::int32_t leaf[kBunch] = {};
      for (std::uint32_t k = 0; k < tree.n_questions; ++k) {
        const Question& question = questions_[tree.first_question + k];
        const float* values = table.column(question.column).data() + begin;
        const std::int32_t bit = 1 << k;
        for (std::size_t i = 0; i < kBunch; ++i) leaf[i] |= -static_cast<std::int32_t>(values[i] > question.threshold) & bit;
      }
      const float* leaves = leaves_.data() + tree.first_leaf;
      for (std::size_t i = 0; i < kBunch; ++i) sums[i] += leaves[leaf[i]];
    }
    std::copy(std::begin(sums), std::end(sums), scores.begin() + static_cast<std::ptrdiff_t>(begin));
  }
  scores.resize(table.rows());
  return scores;
}

}  // namespace readout
