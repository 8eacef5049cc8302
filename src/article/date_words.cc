#include "article/date_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>

#include "base/text.h"
#include "base/utf8.h"

namespace readout {
namespace {

constexpr std::array<std::string_view, 12> kKinds = {"published", "updated", "as-of", "event",         "little",       "month-mark",
                                                     "at",        "am",      "pm",    "key-published", "key-modified", "key-date"};
constexpr std::size_t kNearBytes = 72;                       // how far from a date its label may begin
constexpr std::size_t kMostWords = 5, kMostCharacters = 14;  // of one phrase

Error bad(const TextFile& file, const Line& line, std::string message) {
  return Error{Error::Code::bad_data, std::move(message), file.name + ":" + std::to_string(line.number)};
}
std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto end = text.data() + text.size();
  if (const auto done = std::from_chars(text.data(), end, value); done.ec != std::errc() || done.ptr != end) return std::nullopt;
  return value;
}

Result<Done> read_names(const TextFile& file, int most, ListedWords<int>& out) {
  for (const Line& line : data_lines(file.text)) {
    const auto fields = split(line.text, '\t');
    const auto value = fields.size() == 2 ? number(fields[0]) : std::nullopt;
    if (!value || *value < 0 || *value > most) return bad(file, line, "a line is NUMBER <tab> names");
    for (const auto name : split(fields[1], ' '))
      if (const std::string key = fold(name); !name.empty() && out.find(key) == nullptr) out[key] = *value;
  }
  return Done{};
}

template <class T>
T find_or(const ListedWords<T>& map, std::string_view word, T none) {
  return with_folded(word, [&](std::string_view key) {
    const T* value = map.find(key);
    return value == nullptr ? none : *value;
  });
}

// Words of folded text: runs of letters; characters of scripts that write no blanks stand alone.
struct Piece {
  std::size_t begin, end;
  bool alone;
};
std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> out;
  bool open = false;
  for (std::size_t at = 0; at < text.size();) {
    const Rune rune = rune_at(text, at);
    const std::size_t size = std::max<std::size_t>(rune.size, 1);
    const bool alone = (rune.value >= 0x0E00 && rune.value <= 0x0EFF) || (rune.value >= 0x2E80 && rune.value <= 0x9FFF) ||
                       (rune.value >= 0xAC00 && rune.value <= 0xD7AF);
    const bool part = is_letter(rune.value) || (rune.value >= 0x300 && rune.value <= 0x36F) ||
                      (rune.value >= 0x0900 && rune.value <= 0x0DFF) || rune.value == 0x1100 ||
                      (rune.value >= 0x1100 && rune.value <= 0x11FF);
    if (alone)
      out.push_back({at, at + size, true}), open = false;
    else if (!part)
      open = false;
    else if (open)
      out.back().end = at + size;
    else
      out.push_back({at, at + size, false}), open = true;
    at += size;
  }
  return out;
}

DateRole role_of(std::uint32_t kinds) {
  const auto is = [&](DateWord kind) { return (kinds & static_cast<std::uint32_t>(kind)) != 0; };
  return is(DateWord::event)       ? DateRole::event
         : is(DateWord::updated)   ? DateRole::updated
         : is(DateWord::published) ? DateRole::published
         : is(DateWord::as_of)     ? DateRole::as_of
                                   : DateRole::none;
}

// From the start of a character on.
std::string_view tail(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  std::size_t at = text.size() - bytes;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  return text.substr(at);
}
std::string_view head(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
  return text.substr(0, bytes);
}

}  // namespace

Result<DateWords> DateWords::compile(const TextFile& months, const TextFile& weekdays, const TextFile& file) {
  DateWords words;
  if (auto done = read_names(months, kPersian + 12, words.months_); !done) return done.error();
  if (auto done = read_names(weekdays, 6, words.weekdays_); !done) return done.error();
  for (const Line& line : data_lines(file.text)) {
    const auto fields = split(line.text, '\t');
    if (fields.size() < 2 || fields[1].empty()) return bad(file, line, "a line is KIND <tab> words");
    if (fields[0] == "era") {
      const auto before = fields.size() == 3 ? number(fields[2]) : std::nullopt;
      if (!before) return bad(file, line, "an era is: era <tab> name <tab> years before its first");
      words.eras_.emplace_back(fields[1], *before);
      continue;
    }
    const auto it = std::find(kKinds.begin(), kKinds.end(), fields[0]);
    if (it == kKinds.end() || fields.size() != 2) return bad(file, line, "unknown kind '" + std::string(fields[0]) + "'");
    const auto bit = 1u << (it - kKinds.begin());
    if (starts_with(fields[0], "key-"))
      words.keys_.emplace_back(fold(fields[1]), bit);
    else
      words.words_[fold(fields[1])] |= bit;
  }
  return words;
}

int DateWords::month(std::string_view word) const { return find_or(months_, word, 0); }
int DateWords::weekday(std::string_view word) const { return find_or(weekdays_, word, -1); }
std::uint32_t DateWords::kinds(std::string_view word) const { return find_or(words_, word, 0u); }

std::optional<std::pair<int, std::size_t>> DateWords::era(std::string_view text) const {
  for (const auto& [name, before] : eras_)
    if (starts_with(text, name)) return std::pair{before, name.size()};
  return std::nullopt;
}

// The phrase nearest to one end of `text`; longer ones win among those that end (or begin) at one place.
DateRole DateWords::role_in(std::string_view text, bool last) const {
  const std::string folded = fold(text);
  const auto pieces = pieces_of(folded);
  std::string phrase;
  DateRole best = DateRole::none;
  const std::size_t n = pieces.size();
  for (std::size_t k = 0; k < n && best == DateRole::none; ++k) {
    const std::size_t end = last ? n - k : 0;  // phrases that end here, or
    const std::size_t begin = last ? 0 : k;    // that begin here
    for (std::size_t words = 1; words <= (pieces[last ? end - 1 : begin].alone ? kMostCharacters : kMostWords); ++words) {
      if (last ? words > end : begin + words > n) break;
      const std::size_t from = last ? end - words : begin, to = last ? end : begin + words;
      phrase.clear();
      for (std::size_t i = from; i < to; ++i) {
        if (i > from && !(pieces[i].alone && pieces[i - 1].alone)) phrase += ' ';
        phrase.append(folded, pieces[i].begin, pieces[i].end - pieces[i].begin);
      }
      if (const std::uint32_t* kinds_of_phrase = words_.find(phrase))
        if (const DateRole role = role_of(*kinds_of_phrase); role != DateRole::none) best = role;
    }
  }
  return best;
}

DateRole DateWords::role(std::string_view before, std::string_view after) const {
  // Another date in between ends the reach of a word.
  before = tail(before, kNearBytes);
  if (const std::size_t digit = before.find_last_of("0123456789"); digit != before.npos) before.remove_prefix(digit + 1);
  if (const DateRole role = role_in(before, true); role != DateRole::none) return role;
  after = head(after, kNearBytes / 2);
  if (after.find_first_of("0123456789") != after.npos) return DateRole::none;
  return role_in(after, false);
}

DateRole DateWords::key_role(std::string_view key, bool& date) const {
  date = false;
  if (key.empty() || key.size() > 200) return DateRole::none;
  return with_folded(key, [&](std::string_view folded) {
    std::uint32_t found = 0;
    for (const auto& [word, bit] : keys_)
      if (folded.find(word) != folded.npos) found |= bit;
    const auto is = [&](DateWord kind) { return (found & static_cast<std::uint32_t>(kind)) != 0; };
    date = is(DateWord::key_date);
    return is(DateWord::key_modified) ? DateRole::updated : is(DateWord::key_published) ? DateRole::published : DateRole::none;
  });
}

Day from_persian(int year, int month, int day) {
  const auto leap = [](int y) {
    constexpr int kLeap[] = {1, 5, 9, 13, 17, 22, 26, 30};
    return std::find(std::begin(kLeap), std::end(kLeap), y % 33) != std::end(kLeap);
  };
  std::int64_t at = to_number({2021, 3, 21});  // 1 Farvardin 1400
  for (int y = 1400; y < year; ++y) at += leap(y) ? 366 : 365;
  for (int y = year; y < 1400; ++y) at -= leap(y) ? 366 : 365;
  return from_number(at + (month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30) + day - 1);
}

Result<NewsroomZones> NewsroomZones::compile(const TextFile& file) {
  constexpr std::array<std::string_view, 6> kSummers = {"", "europe", "north-america", "australia", "chile", "new-zealand"};
  NewsroomZones zones;
  for (const Line& line : data_lines(file.text)) {
    const auto fields = split(line.text, '\t');
    if (fields.size() != 2 && fields.size() != 3) return bad(file, line, "a line is DOMAIN <tab> hours <tab> summer time");
    const auto summer = std::find(kSummers.begin(), kSummers.end(), fields.size() == 3 ? fields[2] : std::string_view());
    if (summer == kSummers.end()) return bad(file, line, "unknown summer time '" + std::string(fields[2]) + "'");
    const double hours = std::strtod(std::string(fields[1]).c_str(), nullptr);
    if (!(hours >= -12 && hours <= 14)) return bad(file, line, "hours from UTC are -12 to 14");
    zones.zones_[fields[0]] = {static_cast<int>(hours * 60), static_cast<Summer>(summer - kSummers.begin())};
  }
  return zones;
}

// Rules of today; by days, for the hour of the change does not matter here.
bool NewsroomZones::in_summer(Summer rule, const Day& day) {
  const auto sunday = [&](int month, int nth) {  // nth 0: the last one
    if (nth == 0) {
      const Day last{day.year, month, days_in_month(day.year, month)};
      return from_number(to_number(last) - (weekday(last) + 1) % 7);
    }
    const Day first{day.year, month, 1};
    return from_number(to_number(first) + (6 - weekday(first)) + 7 * (nth - 1));
  };
  switch (rule) {
    case Summer::none: return false;
    case Summer::europe: return day >= sunday(3, 0) && day < sunday(10, 0);
    case Summer::north_america: return day >= sunday(3, 2) && day < sunday(11, 1);
    case Summer::australia: return day >= sunday(10, 1) || day < sunday(4, 1);
    case Summer::chile: return day >= sunday(9, 1) || day < sunday(4, 1);
    case Summer::new_zealand: return day >= sunday(9, 0) || day < sunday(4, 1);
  }
  return false;
}

std::optional<int> NewsroomZones::minutes(std::string_view site, const Day& day) const {
  const std::size_t dot = site.rfind('.');
  const Zone* zone = zones_.find(dot == site.npos ? site : site.substr(dot + 1));
  if (zone == nullptr) return std::nullopt;
  return zone->minutes + (in_summer(zone->summer, day) ? 60 : 0);
}

}  // namespace readout
