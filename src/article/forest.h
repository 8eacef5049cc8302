// Scores the rows of a FeatureTable by an ensemble of small symmetric decision trees.
//
// In a symmetric tree all nodes of one level ask the same question, "is this feature above this threshold?", so a tree of depth
// d is d questions and 2^d leaves, and the answers are the bits of the leaf's number. Questions are put to whole columns at once:
// no branches, linear in rows × questions. Sources: Friedman, Greedy function approximation (2001), for boosting; Kohavi and Li,
// Oblivious decision trees (1995). The models are readable tables in data/article/ (html_blocks, flat_lines and flat_head.weights),
// trained by data/article/train/ on the partly labelled pages named in data/article/README.md.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "article/feature_table.h"
#include "base/text_file.h"
#include "readout/result.h"

namespace readout {

class Forest {
 public:
  static constexpr std::size_t kMaxDepth = 8;

  // Lines of one forest, whose name begins each: NAME <tab> "start" <tab> log odds; NAME <tab> FEATURE>THRESHOLD … <tab> leaves, in
  // thousandths of log odds, bit k of a leaf's number being the answer to question k. Lines of other names are passed over.
  static Result<Forest> compile(const TextFile& file, std::string_view name, std::span<const std::string_view> features);
  bool empty() const { return trees_.empty(); }
  // Log odds, one a row. The table has the columns named at compile time. `plain` leaves AVX2 alone: the same bits, more slowly.
  std::vector<float> score(const FeatureTable& table, bool plain = false) const;
  // Log odds of one row that holds its features side by side, as small whole numbers.
  float score(const std::uint8_t* row) const;

 private:
  struct Question {
    std::uint32_t column = 0;
    float threshold = 0;
  };
  struct Tree {
    std::uint32_t first_question = 0, n_questions = 0, first_leaf = 0;
  };
  static constexpr std::size_t kBunch = FeatureTable::kBunch;
  // Adds the leaves that rows [begin, begin + kBunch) fall into to `sums`.
  void add_bunch(const FeatureTable& table, std::size_t begin, float* sums) const;
  void add_bunch_avx2(const FeatureTable& table, std::size_t begin, float* sums) const;

  std::vector<Tree> trees_;
  std::vector<Question> questions_;
  std::vector<float> leaves_;
  float start_ = 0;
};

}  // namespace readout
