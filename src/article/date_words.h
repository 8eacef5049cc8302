// Words of dates in many languages and the clocks of newsrooms: data/article/{months,weekdays,date_words,zones}.tsv, compiled.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/text_file.h"
#include "base/listed_words.h"
#include "readout/result.h"

namespace readout {

// What the words beside a date say of it.
enum class DateRole : unsigned char { none, published, updated, as_of, event };

// Bits of what a word inside or beside a date is.
enum class DateWord : std::uint32_t {
  published = 1u << 0,   // "published on": the day is that of publication
  updated = 1u << 1,     // "last modified"
  as_of = 1u << 2,       // "Stand:": the state of the text; some sites show nothing else
  event = 1u << 3,       // "member since", "born": the day is another one
  little = 1u << 4,      // inside a date: "de", "den", "th"
  month_mark = 1u << 5,  // before the number of a month: "tháng"
  at = 1u << 6,          // between day and time: "um", "at"
  am = 1u << 7,
  pm = 1u << 8,
  key_published = 1u << 9,  // inside names of fields, classes and keys: "pubdate"
  key_modified = 1u << 10,
  key_date = 1u << 11,
};

// Immutable after compile; share between threads. Words may be given in any letter case, with or without accents.
class DateWords {
 public:
  // A file that is missing (empty text) leaves its words out.
  static Result<DateWords> compile(const TextFile& months, const TextFile& weekdays, const TextFile& words = {});

  static constexpr int kPersian = 100;               // added to the number of a month of the Persian calendar
  int month(std::string_view word) const;            // 1..12, 101..112, 0 when no month
  int weekday(std::string_view word) const;          // 0 Monday .. 6 Sunday, -1 when none
  std::uint32_t kinds(std::string_view word) const;  // bits of DateWord
  bool is(std::string_view word, DateWord kind) const { return (kinds(word) & static_cast<std::uint32_t>(kind)) != 0; }
  // What the words nearest to a date say; `before` and `after` are the text on its two sides.
  DateRole role(std::string_view before, std::string_view after = {}) const;
  // Of the name of a field, a class or a key ("entry-date published", "firstPubDate"): published, updated, or none; `date` says
  // whether it speaks of a day at all.
  DateRole key_role(std::string_view key, bool& date) const;
  // Years before year 1 of the era whose name `text` begins with (令和 → 2018), and the bytes of that name.
  std::optional<std::pair<int, std::size_t>> era(std::string_view text) const;

 private:
  DateRole role_in(std::string_view text, bool last) const;
  ListedWords<int> months_, weekdays_;
  ListedWords<std::uint32_t> words_;
  std::vector<std::pair<std::string, std::uint32_t>> keys_;
  std::vector<std::pair<std::string, int>> eras_;
};

// Day of the Gregorian calendar of a day of the Persian solar calendar (leap years by the 33-year cycle, right for 1200 to 1500).
Day from_persian(int year, int month, int day);

// Hours from UTC of the newsrooms under a top-level domain, with the summer time they keep: data/article/zones.tsv.
class NewsroomZones {
 public:
  static Result<NewsroomZones> compile(const TextFile& file);
  // Minutes from UTC on that day; nothing when the site says nothing about where it is.
  std::optional<int> minutes(std::string_view site, const Day& day) const;

 private:
  enum class Summer : unsigned char { none, europe, north_america, australia, chile, new_zealand };
  struct Zone {
    int minutes = 0;
    Summer summer = Summer::none;
  };
  static bool in_summer(Summer rule, const Day& day);
  ListedWords<Zone> zones_;
};

}  // namespace readout
