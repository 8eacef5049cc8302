// Numbers with their scale, however they are written: "$95 billion", "95bn", "5 1/2", "5½", "five and a half", "40,000", "15 per cent".
#pragma once
#include "story/side.h"

namespace readout {

struct Quantity {
  std::uint32_t first = 0, last = 0;  // words of the side
  double value = 0;
  bool in_digits = false;
  bool ordinal = false;
};

// The quantities of words [first, last). "one" and ordinals in words are left out: they are grammar more often than number.
std::vector<Quantity> find_quantities(const StoryRules::Parts& parts, const Side& side, std::uint32_t first, std::uint32_t last);

}  // namespace readout
