// A sum of small decision trees over small whole-number features: gradient boosting. Source: Friedman 2001, "Greedy function
// approximation: a gradient boosting machine". The trees are readable text in data/article/ (one tree a line), trained by
// data/article/train. Scoring walks one path a tree; it takes no memory and no locks.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/text_file.h"
#include "readout/result.h"

namespace readout {

class BoostedTrees {
 public:
  // A line is PART <tab> TREE and a tree is a leaf (a number) or (feature<bound tree tree): left when the feature is below the
  // bound. Lines of other parts are passed over; "base" instead of a tree sets the constant: PART <tab> base <tab> number.
  static Result<BoostedTrees> compile(const TextFile& file, std::string_view part, std::span<const std::string_view> features);
  bool empty() const { return roots_.empty(); }
  float score(const std::uint8_t* row) const;  // log odds; the row holds one byte for each feature named to compile()

 private:
  struct Node {
    std::int32_t feature = -1;  // -1: a leaf
    std::int32_t bound = 0;
    std::int32_t left = 0, right = 0;
    float value = 0;
  };
  std::vector<Node> nodes_;
  std::vector<std::int32_t> roots_;
  float base_ = 0;
};

}  // namespace readout
