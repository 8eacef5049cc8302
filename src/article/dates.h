// Reads dates: machine formats (ISO 8601, RFC 822, epoch seconds) and dates written out in many languages, with digits of any
// script, in the Gregorian, Persian and Thai calendars and in Japanese and Chinese eras.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "article/date_words.h"
#include "base/date.h"

namespace readout {

struct FoundDate {
  Day day;
  std::string time;                // "10:26:20+02:00" with as many parts as were given; empty when none
  std::size_t begin = 0, end = 0;  // bytes of the text
  bool ambiguous = false;          // 4/5/2024: the order was guessed
  bool utc = false;                // the time is in UTC, so the publisher's day may be another
  bool month_only = false;         // no day was given; it is set to 1
};

// Whole value of an attribute or field; also takes a text date when it is short. Day as written, in the zone it was written in.
std::optional<FoundDate> parse_date(std::string_view value, const DateWords& words, bool month_first);

// All dates with a year in running text, in order, at most `limit`. Only the first 4,000 words and numbers are read.
std::vector<FoundDate> find_dates(std::string_view text, const DateWords& words, bool month_first, std::size_t limit = 50);

// Whether the text holds digits that may be a date with a year; a fast look before find_dates.
bool may_hold_date(std::string_view text);

// A date in a URL: /2024/04/26/, /2024-04-26-, /20240426; month_only for /2024/04/.
std::optional<FoundDate> date_in_url(std::string_view url);

// The day of a time given in UTC on a clock so many minutes ahead.
Day shifted_day(const FoundDate& date, int minutes);

}  // namespace readout
