// The columns of html_features() that hold a block against what the page says of itself elsewhere: titles, description, authors,
// the body its JSON-LD holds, the same text said again, the words its likely paragraphs share.
#pragma once
#include <vector>

#include "article/html_features.h"

namespace readout {

// `core` tells of each block whether it is one of the likely paragraphs.
void write_claims(const Blocks& blocks, const PageContext& context, const std::vector<char>& core, FeatureTable& out);

}  // namespace readout
