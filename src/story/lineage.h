// Who had it from whom, inside one group of copies.
#pragma once
#include "story/judge.h"

namespace readout {

// Fills `members` at the indexes `group` (sorted, into `articles`, which are sorted by id): story id, kind, parent, score, reason.
void find_lineage(const StoryRules::Parts& parts, const std::vector<StoryInput>& articles, const std::vector<std::uint32_t>& group,
                  std::vector<StoryMember>& members);

}  // namespace readout
