// What dropped blocks look like, for people who ask why.
#pragma once
#include <vector>

#include "article/blocks.h"
#include "article/tables.h"

namespace readout {

// Names each verdict that says "debris" after what its block looks like: "menu", "footer", "comments", "related", "links", … The
// models decide by all features together; this is the plainest of them. `blocks` null for flattened text, else one a verdict.
void name_debris(const ArticleTables& tables, const Blocks* blocks, std::vector<BlockVerdict>& verdicts);

}  // namespace readout
