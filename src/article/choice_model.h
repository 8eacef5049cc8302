// A readable linear model over yes-or-no features: how good one of several claims is. The weights are a table of names in
// data/article/ (title.weights, authors.weights), trained by data/article/train/train_choice.py; a feature without a line weighs 0.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/text_file.h"
#include "readout/result.h"

namespace readout {

class ChoiceModel {
 public:
  static constexpr std::size_t kMaxFeatures = 96;
  // A set of features, by their index in the list of names.
  struct Features {
    std::array<std::uint64_t, 2> bits{};
    void add(std::size_t feature) { bits[feature / 64] |= std::uint64_t{1} << (feature % 64); }
    bool has(std::size_t feature) const { return (bits[feature / 64] >> (feature % 64) & 1) != 0; }
    void join(const Features& other) {
      bits[0] |= other.bits[0];
      bits[1] |= other.bits[1];
    }
  };

  // Lines: FEATURE <tab> weight. "bias" is added to every score.
  static Result<ChoiceModel> compile(const TextFile& file, std::span<const std::string_view> names);
  double score(const Features& features) const;

 private:
  std::array<double, kMaxFeatures> weights_{};
  double bias_ = 0;
};

}  // namespace readout
