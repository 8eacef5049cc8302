// Days of the Gregorian calendar as numbers and as ISO 8601 text. No clock, no time zones.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace readout {

struct Day {
  int year = 0;
  int month = 0;  // 1..12
  int day = 0;    // 1..31
  friend auto operator<=>(const Day&, const Day&) = default;
};

bool valid(const Day& day);
std::int64_t to_number(const Day& day);  // days since 1970-01-01
Day from_number(std::int64_t number);
int weekday(const Day& day);  // 0 Monday … 6 Sunday
int days_in_month(int year, int month);
std::string iso(const Day& day);                      // "2024-04-26"
std::optional<Day> parse_iso(std::string_view text);  // reads a leading "YYYY-MM-DD"; more may follow

}  // namespace readout
