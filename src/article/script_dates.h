// Days in the state that a page's scripts carry: "publishedAt":"2024-04-26T10:26:20Z" and its like.
#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "article/dates.h"

namespace readout {

struct ScriptDate {
  FoundDate date;
  DateRole role = DateRole::none;  // what its key says; none: that it is a day
};

// In page order, at most twelve; of all scripts together the first 400,000 bytes are looked at. Quoted days whose key speaks of a
// day; one pass.
std::vector<ScriptDate> find_script_dates(std::span<const std::string_view> scripts, const DateWords& words, bool month_first);

}  // namespace readout
