// Finds which sentences of two texts say the same. Many to many: a rewriter joins, splits and moves sentences.
#pragma once
#include "story/side.h"

namespace readout {

struct AlignedPair {
  std::uint32_t a = 0, b = 0;  // sentences
  double score = 0;            // 0..1
};

// Pairs sorted by a, then b. Cost: linear in words, for words that are not in every sentence.
std::vector<AlignedPair> align(const StoryRules::Parts& parts, const Side& a, const Side& b);

}  // namespace readout
