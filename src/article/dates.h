// Reads dates: machine formats (ISO 8601, RFC 822, epoch seconds) and dates written out in many languages.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/date.h"
#include "base/text_file.h"
#include "readout/result.h"

namespace readout {

// Names of months and weekdays (data/article/months.tsv, weekdays.tsv), folded.
class DateWords {
 public:
  static Result<DateWords> compile(const TextFile& months, const TextFile& weekdays);
  int month(const std::string& folded) const;    // 1..12, 0 when no month
  int weekday(const std::string& folded) const;  // 0 Monday .. 6 Sunday, -1 when none

 private:
  std::unordered_map<std::string, int> months_, weekdays_;
};

struct FoundDate {
  Day day;
  std::string time;                // "10:26:20+02:00" with as many parts as were given; empty when none
  std::size_t begin = 0, end = 0;  // bytes of the text
  bool ambiguous = false;          // 4/5/2024: the order was guessed
  bool utc = false;                // the time is in UTC, so the publisher's day may be another
  bool month_only = false;         // no day was given; it is set to 1
};

// Hours from UTC of the newsrooms under a top-level domain: data/article/zones.tsv.
class NewsroomZones {
 public:
  static Result<NewsroomZones> compile(const TextFile& file);
  // Minutes from UTC; 0 when the site says nothing about where it is.
  int minutes(std::string_view site) const;

 private:
  std::unordered_map<std::string, int> minutes_;
};

// Whole value of an attribute or field; also takes a text date when it is short. Day as written, in the zone it was written in.
std::optional<FoundDate> parse_date(std::string_view value, const DateWords& words, bool month_first);

// All dates with a year in running text, in order, at most `limit`.
std::vector<FoundDate> find_dates(std::string_view text, const DateWords& words, bool month_first, std::size_t limit = 50);

// A date in a URL: /2024/04/26/, /2024-04-26-, /20240426; month_only for /2024/04/.
std::optional<FoundDate> date_in_url(std::string_view url);

}  // namespace readout
