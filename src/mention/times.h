// Finds and values expressions of time: dates, weekdays, "last week", "three days ago", months, years, ranges.
// Values follow TIMEX3 (ISO-TimeML): the first day, the last day of a span, and the precision of the words.
#pragma once
#include <vector>

#include "mention/draft.h"

namespace readout {

// Ordered, not overlapping. Relative expressions need Draft::date; without it they get a TimeValue with an empty value.
std::vector<Mention> find_times(const Draft& draft);

}  // namespace readout
