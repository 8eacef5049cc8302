// A sum of small decision trees over small whole-number features: gradient boosting. Source: Friedman 2001, "Greedy function
// approximation: a gradient boosting machine". The trees are readable text in data/article/ (one tree a line), trained by
// data/article/train. Scoring walks one path a tree; it takes no memory and no locks.
#pragma once
#include <cstddef>
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
  bool empty() const { return trees_.empty(); }
  float score(const std::uint8_t* row) const;  // log odds; the row holds one byte, below 255, for each feature named to compile()

 private:
  // Eight bytes, the two children of a split side by side: a model of a hundred trees stays in the first-level cache. A leaf is
  // its own left child, so that a walk of the tree's depth ends there whatever it reads.
  struct Node {
    std::uint8_t feature = 0, bound = 255;
    std::uint16_t left = 0;  // from the first node of the tree
    float value = 0;
  };
  struct Tree {
    std::uint32_t first = 0, depth = 0;
  };
  std::vector<Node> nodes_;
  std::vector<Tree> trees_;
  float base_ = 0;
};

}  // namespace readout
