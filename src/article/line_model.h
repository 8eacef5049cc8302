// Decides line by line what is article and what is debris: a linear-chain conditional random field with two states, keep and
// drop, over small discrete features. Source: Lafferty, McCallum, Pereira 2001. The weights are a readable table in
// data/article/ (html_blocks.weights, flat_lines.weights), trained by data/article/train/train.py on the partly labelled pages
// named in data/article/README.md. Decoding is Viterbi: linear in lines, a few additions a feature.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/text_file.h"
#include "readout/result.h"

namespace readout {

// Features of one line: each is family * kBins + bin. `link` says how the line hangs together with the one before.
struct LineFeatures {
  static constexpr std::size_t kBins = 64;
  static constexpr std::size_t kLinks = 4;
  std::vector<std::uint16_t> active;
  std::uint8_t link = 0;
  void add(std::size_t family, std::size_t bin) {
    active.push_back(static_cast<std::uint16_t>(family * kBins + (bin < kBins ? bin : kBins - 1)));
  }
};

class LineModel {
 public:
  // Lines: FAMILY <tab> bin <tab> weight of "keep"; "link" <tab> link:from>to <tab> weight, from and to being k or d.
  static Result<LineModel> compile(const TextFile& file, std::span<const std::string_view> families);
  bool empty() const { return weights_.empty(); }
  double score(const LineFeatures& line) const;  // log odds of keep, the line alone
  // The best sequence; `bias` is added to each line's keep score (recall up, precision down when positive).
  std::vector<bool> decode(std::span<const LineFeatures> lines, double bias = 0) const;

 private:
  std::vector<float> weights_;
  float link_[LineFeatures::kLinks][2][2] = {};
};

}  // namespace readout
