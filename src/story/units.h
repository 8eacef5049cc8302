// The pieces that differences are looked for in: one sentence against one, or one against the neighbours it was split into.
#pragma once
#include "story/align.h"
#include "story/edits.h"

namespace readout {

struct StoryUnit {
  std::uint32_t a1 = 0, a2 = 0, b1 = 0, b2 = 0;      // sentences [a1, a2) of A say what [b1, b2) of B say
  std::uint32_t wa1 = 0, wa2 = 0, wb1 = 0, wb2 = 0;  // their words
  WordAlignment words;
  double fidelity = 0;  // share of A's words that B kept

  bool kept(std::uint32_t word_of_a) const { return words.kept_a(word_of_a); }
};

// Pairs one to one, and stars whose many sentences stand side by side. Sorted by place in A.
std::vector<StoryUnit> make_units(const Side& a, const Side& b, const std::vector<AlignedPair>& pairs);

}  // namespace readout
