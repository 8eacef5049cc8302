// The second look at a page's blocks: what a first guess at all of them tells of each one.
//
// A paragraph between kept ones, in the element that holds most of what was kept, shaped like what was kept, is likely one of
// them; a likely paragraph alone in an element of teasers is not. (Stacking: Wolpert 1992; Cohen and Carvalho 2005 for
// sequences. The first guesses the second model is trained on are those of pages held out.)
#pragma once
#include <span>
#include <string_view>

#include "article/html_features.h"

namespace readout {

std::span<const std::string_view> html_context_names();

// Fills the columns behind those of html_features(); `scores` are the first guess, log odds of keep, one a block.
void add_context(const Blocks& blocks, const BlockPlaces& places, std::span<const float> scores, FeatureTable& table);

}  // namespace readout
