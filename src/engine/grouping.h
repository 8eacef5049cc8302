// Groups articles into stories and dates the stories: the story step plus what only a set of articles can say.
#pragma once
#include <cstdint>
#include <vector>

#include "story/stage.h"

namespace readout {

struct GroupedArticle {
  StoryInput input;
  double date_confidence = 0;  // of input.date
};

struct Grouping {
  std::vector<StoryMember> members;  // sorted by article id
  std::uint64_t capped = 0;          // postings too common to use
};

// Independent of the order of `articles`. Each member's event_date is filled: where the story step found none, it is the date of
// the member whose date is surest, the earliest of equally sure ones (a copy often carries the day of copying); dates with a confidence
// below a half do not count.
Grouping group_articles(const StoryRules& rules, std::vector<GroupedArticle> articles);

}  // namespace readout
