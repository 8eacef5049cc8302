// What changed between sentences that say the same, and what came or went.
#pragma once
#include "story/align.h"

namespace readout {

struct Changes {
  std::vector<Difference> differences;  // most severe first, then by place in A
  std::vector<Difference> reworded;     // Comparison::reworded
  double fidelity = 1;                  // share of A's words that B kept in sentences that say the same
};
Changes find_differences(const StoryRules::Parts& parts, const Side& a, const Side& b, const std::vector<AlignedPair>& pairs);

}  // namespace readout
