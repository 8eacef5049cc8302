// Reported speech without marks: the content of cue verbs, cue nouns and "according to", read from the tree.
#pragma once
#include <vector>

#include "quote/speakers.h"

namespace readout {

// What a cue reports: tokens [first, last), in two runs when the cue stands in the middle of it.
struct Reported {
  Attribution by;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> runs;
};

// In the order of their cues. Contents may nest ("A said that B believes …").
std::vector<Reported> find_reported(const TreeView& view);

}  // namespace readout
