#include "article/forest.h"

#include <algorithm>
#include <cstdlib>
#include <string>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

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

// Hot loop: some 500 trees × 6 questions × 200 rows a page. Rows go in bunches whose leaf numbers and sums stay in registers. With
// AVX2 a question is put to eight rows at once and their leaves are gathered; every row's leaves are added in the order of the trees
// either way, so both give the same bits. The slow twin in forest_test.cc walks each tree row by row.
std::vector<float> Forest::score(const FeatureTable& table, bool plain) const {
  std::vector<float> scores((table.rows() + kBunch - 1) / kBunch * kBunch, start_);
#if defined(__x86_64__)
  static const bool fast = __builtin_cpu_supports("avx2");
  if (!plain && fast) {
    for (std::size_t begin = 0; begin < scores.size(); begin += kBunch) add_bunch_avx2(table, begin, scores.data() + begin);
    scores.resize(table.rows());
    return scores;
  }
#endif
  for (std::size_t begin = 0; begin < scores.size(); begin += kBunch) add_bunch(table, begin, scores.data() + begin);
  scores.resize(table.rows());
  return scores;
}

void Forest::add_bunch(const FeatureTable& table, std::size_t begin, float* sums) const {
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
}

float Forest::score(const std::uint8_t* row) const {
  float sum = start_;
  for (const Tree& tree : trees_) {
    std::size_t leaf = 0;
    for (std::uint32_t k = 0; k < tree.n_questions; ++k) {
      const Question& question = questions_[tree.first_question + k];
      leaf |= static_cast<std::size_t>(static_cast<float>(row[question.column]) > question.threshold) << k;
    }
    sum += leaves_[tree.first_leaf + leaf];
  }
  return sum;
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) void Forest::add_bunch_avx2(const FeatureTable& table, std::size_t begin, float* sums) const {
  constexpr std::size_t kLanes = 8, kVectors = kBunch / kLanes;
  const float* const first = table.column(0).data() + begin;
  const std::size_t stride = table.stride();
  __m256 sum[kVectors];
#pragma GCC unroll 4
  for (std::size_t v = 0; v < kVectors; ++v) sum[v] = _mm256_loadu_ps(sums + v * kLanes);
  for (const Tree& tree : trees_) {
    __m256i leaf[kVectors] = {};
    for (std::uint32_t k = 0; k < tree.n_questions; ++k) {
      const Question& question = questions_[tree.first_question + k];
      const float* values = first + question.column * stride;
      const __m256 threshold = _mm256_set1_ps(question.threshold);
      const __m256i bit = _mm256_set1_epi32(1 << k);
#pragma GCC unroll 4
      for (std::size_t v = 0; v < kVectors; ++v) {
        const __m256 above = _mm256_cmp_ps(_mm256_loadu_ps(values + v * kLanes), threshold, _CMP_GT_OQ);
        leaf[v] = _mm256_or_si256(leaf[v], _mm256_and_si256(_mm256_castps_si256(above), bit));
      }
    }
    const float* leaves = leaves_.data() + tree.first_leaf;
#pragma GCC unroll 4
    for (std::size_t v = 0; v < kVectors; ++v) sum[v] = _mm256_add_ps(sum[v], _mm256_i32gather_ps(leaves, leaf[v], sizeof(float)));
  }
#pragma GCC unroll 4
  for (std::size_t v = 0; v < kVectors; ++v) _mm256_storeu_ps(sums + v * kLanes, sum[v]);
}
#endif

}  // namespace readout
