#include "article/dates.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>

#include "base/text.h"
#include "base/utf8.h"

namespace readout {
namespace {

constexpr int kFirstYear = 1990, kLastYear = 2035;

bool digit(char c) { return c >= '0' && c <= '9'; }
bool usable(const Day& day) { return day.year >= kFirstYear && day.year <= kLastYear && valid(day); }

int number(std::string_view text) {
  int value = -1;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}
int digits_at(std::string_view text, std::size_t at, std::size_t n) {
  if (at + n > text.size()) return -1;
  for (std::size_t i = at; i < at + n; ++i)
    if (!digit(text[i])) return -1;
  return number(text.substr(at, n));
}

// "T10:26:20.123+02:00" behind a date: reads the time and its zone. Returns where it ends.
std::size_t read_time(std::string_view text, std::size_t at, FoundDate& date) {
  std::size_t i = at;
  while (i < text.size() && (text[i] == 'T' || text[i] == 't' || text[i] == ' ' || text[i] == ',') && i < at + 3) ++i;
  if (i == at) return at;
  std::size_t hour_digits = digits_at(text, i, 2) >= 0 ? 2 : digits_at(text, i, 1) >= 0 ? 1 : 0;
  if (hour_digits == 0 || i + hour_digits >= text.size() || text[i + hour_digits] != ':') return at;
  const int hour = number(text.substr(i, hour_digits)), minute = digits_at(text, i + hour_digits + 1, 2);
  if (hour > 23 || minute < 0 || minute > 59) return at;
  i += hour_digits + 3;
  std::string time = (hour < 10 ? "0" : "") + std::to_string(hour) + (minute < 10 ? ":0" : ":") + std::to_string(minute);
  if (i < text.size() && text[i] == ':' && digits_at(text, i + 1, 2) >= 0 && digits_at(text, i + 1, 2) < 61) {
    time += std::string(text.substr(i, 3));
    i += 3;
  }
  if (i < text.size() && text[i] == '.')
    for (++i; i < text.size() && digit(text[i]);) ++i;
  std::size_t zone = i;
  if (zone < text.size() && text[zone] == ' ') ++zone;
  const auto rest = text.substr(zone);
  if (starts_with(rest, "Z") || starts_with(rest, "GMT") || starts_with(rest, "UTC")) {
    time += "+00:00";
    date.utc = true;
    i = zone + (rest[0] == 'Z' ? 1 : 3);
  } else if (!rest.empty() && (rest[0] == '+' || rest[0] == '-') && digits_at(rest, 1, 2) >= 0) {
    const bool colon = rest.size() > 3 && rest[3] == ':';
    const int minutes = digits_at(rest, colon ? 4 : 3, 2);
    time += std::string(rest.substr(0, 3)) + ":" + (minutes >= 0 ? std::string(rest.substr(colon ? 4 : 3, 2)) : "00");
    date.utc = digits_at(rest, 1, 2) == 0 && minutes <= 0;
    i = zone + 3 + (minutes >= 0 ? (colon ? 3u : 2u) : 0u);
  }
  date.time = time;
  return i;
}

// One word, number or mark of folded text.
struct Bit {
  enum Kind { word, num, mark } kind = mark;
  std::string text;
  int value = 0;
  std::size_t begin = 0, end = 0;
  bool blank_before = false;
};

std::vector<Bit> cut(std::string_view text, std::size_t limit) {
  std::vector<Bit> bits;
  bool blank = false;
  for (std::size_t at = 0; at < text.size() && bits.size() < limit;) {
    Bit bit;
    bit.begin = at;
    bit.blank_before = blank;
    const char c = text[at];
    if (digit(c)) {
      while (at < text.size() && digit(text[at])) ++at;
      bit.kind = Bit::num;
      bit.value = at - bit.begin <= 8 ? number(text.substr(bit.begin, at - bit.begin)) : -1;
    } else if (static_cast<unsigned char>(c) < 0x80 && !((c | 0x20) >= 'a' && (c | 0x20) <= 'z')) {
      ++at;
      if (static_cast<unsigned char>(c) <= ' ') {
        blank = true;
        continue;
      }
    } else {
      const Rune first = rune_at(text, at);
      if (is_space(first.value)) {
        at += first.size;
        blank = true;
        continue;
      }
      // 年月日 and 년월일 are marks of their own.
      const auto dense = [](char32_t r) {
        return (r >= 0x2E80 && r <= 0x9FFF) || (r >= 0xAC00 && r <= 0xD7AF) || (r >= 0xFF00 && r <= 0xFF5E);
      };
      at += std::max<std::uint32_t>(first.size, 1);
      if (!dense(first.value) && first.value != 0xFFFD) {
        bit.kind = Bit::word;
        while (at < text.size()) {
          const Rune next = rune_at(text, at);
          const bool mark_of_script = next.value >= 0x0900 && next.value <= 0x0EFF;  // vowel signs belong to the word
          if (!(is_letter(next.value) || mark_of_script || (next.value >= 0x300 && next.value <= 0x36F)) || dense(next.value)) break;
          at += next.size;
        }
      }
    }
    bit.end = at;
    bit.text = bit.kind == Bit::word ? fold(text.substr(bit.begin, at - bit.begin)) : std::string(text.substr(bit.begin, at - bit.begin));
    blank = false;
    bits.push_back(std::move(bit));
  }
  return bits;
}

class TextDates {
 public:
  TextDates(std::string_view text, const DateWords& words, bool month_first, std::size_t limit)
      : text_(text), words_(words), month_first_(month_first), limit_(limit), bits_(cut(text, 4000)) {}

  std::vector<FoundDate> run() {
    for (std::size_t i = 0; i < bits_.size() && found_.size() < limit_;) {
      const std::size_t next = match(i);
      i = next > i ? next : i + 1;
    }
    return std::move(found_);
  }

 private:
  bool is_mark(std::size_t i, std::string_view mark) const { return i < bits_.size() && bits_[i].text == mark; }
  bool is_num(std::size_t i) const { return i < bits_.size() && bits_[i].kind == Bit::num && bits_[i].value >= 0; }
  int month(std::size_t i) const { return i < bits_.size() && bits_[i].kind == Bit::word ? words_.month(bits_[i].text) : 0; }
  bool year(std::size_t i) const {
    return is_num(i) && bits_[i].end - bits_[i].begin == 4 && bits_[i].value >= kFirstYear && bits_[i].value <= kLastYear;
  }
  // Two digits after a mark that parts a date: 26.04.24
  bool short_year(std::size_t i) const {
    return is_num(i) && bits_[i].end - bits_[i].begin == 2 && bits_[i].value >= 5 && bits_[i].value <= kLastYear - 2000;
  }
  bool day_num(std::size_t i) const {
    return is_num(i) && bits_[i].end - bits_[i].begin <= 2 && bits_[i].value >= 1 && bits_[i].value <= 31;
  }

  std::size_t add(const Day& day, std::size_t first, std::size_t last, bool ambiguous) {
    if (!usable(day)) return first;
    FoundDate date;
    date.day = day;
    date.begin = bits_[first].begin;
    date.end = bits_[last].end;
    date.ambiguous = ambiguous;
    const std::size_t end = read_time(text_, date.end, date);
    date.end = std::max(date.end, end);
    found_.push_back(date);
    std::size_t next = last + 1;
    while (next < bits_.size() && bits_[next].begin < date.end) ++next;
    return next;
  }
  std::size_t skip(std::size_t i, std::initializer_list<std::string_view> marks) const {
    for (const auto mark : marks)
      if (is_mark(i, mark)) return i + 1;
    return i;
  }
  // Little words inside dates: 26 de abril de 2024, den 26. april, 26 aprile del 2024, 2024 m. balandžio 26 d., 26th of April
  std::size_t skip_words(std::size_t i) const {
    static constexpr std::string_view kLittle[] = {"de", "del", "of", "da", "du", "den", "the", "a", "st", "nd", "rd",
                                                   "th", "m",   "d",  "er", "e",  "g",   "г",   "р", "ao", "er."};
    for (int n = 0; n < 3 && i < bits_.size(); ++n) {
      if (bits_[i].kind == Bit::word && std::find(std::begin(kLittle), std::end(kLittle), bits_[i].text) != std::end(kLittle))
        ++i;
      else if (bits_[i].text == "." || bits_[i].text == "," || bits_[i].text == "º" || bits_[i].text == "/" || bits_[i].text == "-")
        ++i;
      else
        break;
    }
    return i;
  }

  std::size_t match(std::size_t i) {
    if (year(i)) {
      // 2024-04-26, 2024/4/26, 2024.04.26
      if (i + 4 < bits_.size() && bits_[i + 1].kind == Bit::mark && bits_[i + 1].text == bits_[i + 3].text &&
          bits_[i + 1].text.size() == 1 && std::string_view("-/.").find(bits_[i + 1].text) != std::string_view::npos && day_num(i + 2) &&
          day_num(i + 4))
        return add({bits_[i].value, bits_[i + 2].value, bits_[i + 4].value}, i, i + 4, false);
      // 2024年4月26日, 2024년 4월 26일
      if ((is_mark(i + 1, "年") || is_mark(i + 1, "년")) && day_num(i + 2) && (is_mark(i + 3, "月") || is_mark(i + 3, "월")) &&
          day_num(i + 4)) {
        const bool tail = is_mark(i + 5, "日") || is_mark(i + 5, "일");
        return add({bits_[i].value, bits_[i + 2].value, bits_[i + 4].value}, i, i + (tail ? 5 : 4), false);
      }
      // 2024. április 26.   2024 m. balandžio 26 d.   2024 April 26
      const std::size_t name = skip_words(i + 1);
      if (const int m = month(name); m > 0) {
        const std::size_t day = skip_words(name + 1);
        if (day_num(day) && !year(day)) return add({bits_[i].value, m, bits_[day].value}, i, day, false);
      }
      return i;
    }
    // 26 April 2024, 26. April 2024, 26 de abril de 2024, 1er mars 2024
    if (day_num(i)) {
      const std::size_t name = skip_words(i + 1);
      if (const int m = month(name); m > 0) {
        const std::size_t y = skip_words(name + 1);
        if (is_mark(name + 1, "of")) return i;  // "10 out of 2024" is no October
        if (year(y)) return add({bits_[y].value, m, bits_[i].value}, i, y, false);
        if (short_year(y) && (is_mark(name + 1, "-") || is_mark(name + 1, "'")) && !is_mark(y + 1, ":"))
          return add({2000 + bits_[y].value, m, bits_[i].value}, i, y, false);
      }
      // 26.04.2024, 26/04/2024, 04/26/2024, 26.04.24
      if (i + 4 < bits_.size() && bits_[i + 1].kind == Bit::mark && bits_[i + 1].text == bits_[i + 3].text && day_num(i + 2) &&
          (year(i + 4) || short_year(i + 4))) {
        const std::string& mark = bits_[i + 1].text;
        if (mark != "." && mark != "/" && mark != "-") return i;
        if (is_mark(i + 5, mark) && is_num(i + 6)) return i;  // a version or telephone number
        const int y = year(i + 4) ? bits_[i + 4].value : 2000 + bits_[i + 4].value;
        int d = bits_[i].value, m = bits_[i + 2].value;
        const bool both = d <= 12 && m <= 12 && d != m;
        if (m > 12 || (both && mark != "." && month_first_)) std::swap(d, m);
        return add({y, m, d}, i, i + 4, both && mark != ".");
      }
      return i;
    }
    // April 26, 2024; Apr. 26th 2024; tháng 4 26, 2024
    if (const int m = month(i); m > 0) {
      const std::size_t day = skip_words(i + 1);
      if (day_num(day)) {
        const std::size_t y = skip_words(day + 1);
        if (year(y)) return add({bits_[y].value, m, bits_[day].value}, i, y, false);
        // Fri Apr 26 10:26:20 CEST 2024
        FoundDate time;
        if (day + 1 < bits_.size()) {
          const std::size_t end = read_time(text_, bits_[day].end, time);
          if (end > bits_[day].end) {
            std::size_t after = day + 1;
            while (after < bits_.size() && bits_[after].begin < end) ++after;
            for (std::size_t k = after; k < std::min(after + 3, bits_.size()); ++k)
              if (year(k)) return add({bits_[k].value, m, bits_[day].value}, i, k, false);
          }
        }
      }
    }
    return i;
  }

  std::string_view text_;
  const DateWords& words_;
  bool month_first_;
  std::size_t limit_;
  std::vector<Bit> bits_;
  std::vector<FoundDate> found_;
};

Result<Done> read_names(const TextFile& file, int low, int high, std::unordered_map<std::string, int>& out) {
  for (const Line& line : data_lines(file.text)) {
    const auto fields = split(line.text, '\t');
    const int value = fields.size() == 2 ? number(fields[0]) : -1;
    if (value < low || value > high)
      return Error{Error::Code::bad_data, "a line is NUMBER <tab> names", file.name + ":" + std::to_string(line.number)};
    for (const auto name : split(fields[1], ' '))
      if (!name.empty()) out.emplace(fold(name), value);
  }
  return Done{};
}

}  // namespace

Result<DateWords> DateWords::compile(const TextFile& months, const TextFile& weekdays) {
  DateWords words;
  if (auto done = read_names(months, 1, 12, words.months_); !done) return done.error();
  if (auto done = read_names(weekdays, 0, 6, words.weekdays_); !done) return done.error();
  return words;
}
Result<NewsroomZones> NewsroomZones::compile(const TextFile& file) {
  NewsroomZones zones;
  for (const Line& line : data_lines(file.text)) {
    const auto fields = split(line.text, '\t');
    if (fields.size() != 2)
      return Error{Error::Code::bad_data, "a line is DOMAIN <tab> hours", file.name + ":" + std::to_string(line.number)};
    zones.minutes_[std::string(fields[0])] = static_cast<int>(std::strtod(std::string(fields[1]).c_str(), nullptr) * 60);
  }
  return zones;
}
int NewsroomZones::minutes(std::string_view site) const {
  const std::size_t dot = site.rfind('.');
  const auto it = minutes_.find(std::string(dot == site.npos ? site : site.substr(dot + 1)));
  return it == minutes_.end() ? 0 : it->second;
}

int DateWords::month(const std::string& folded) const {
  const auto it = months_.find(folded);
  return it == months_.end() ? 0 : it->second;
}
int DateWords::weekday(const std::string& folded) const {
  const auto it = weekdays_.find(folded);
  return it == weekdays_.end() ? -1 : it->second;
}

std::vector<FoundDate> find_dates(std::string_view text, const DateWords& words, bool month_first, std::size_t limit) {
  return TextDates(text, words, month_first, limit).run();
}

std::optional<FoundDate> parse_date(std::string_view value, const DateWords& words, bool month_first) {
  value = trim(value);
  if (value.empty() || value.size() > 400) return std::nullopt;
  FoundDate date;
  date.end = value.size();
  const bool all_digits = std::all_of(value.begin(), value.end(), digit);
  if (all_digits) {
    if (value.size() == 8 || value.size() == 14 || value.size() == 12) {
      date.day = {digits_at(value, 0, 4), digits_at(value, 4, 2), digits_at(value, 6, 2)};
      if (usable(date.day)) return date;
    }
    if (value.size() == 10 || value.size() == 13) {
      std::int64_t seconds = 0;
      std::from_chars(value.data(), value.data() + 10, seconds);
      date.day = from_number(seconds / 86400);
      date.utc = true;
      if (usable(date.day)) return date;
    }
    return std::nullopt;
  }
  if (digits_at(value, 0, 4) > 0 && value.size() >= 8 && (value[4] == '-' || value[4] == '/' || value[4] == '.')) {
    const std::size_t m_size = digits_at(value, 5, 2) >= 0 ? 2 : 1;
    const std::size_t d_at = 5 + m_size + 1;
    const std::size_t d_size = digits_at(value, d_at, 2) >= 0 ? 2 : 1;
    date.day = {digits_at(value, 0, 4), digits_at(value, 5, m_size), digits_at(value, d_at, d_size)};
    if (usable(date.day)) {
      read_time(value, d_at + d_size, date);
      return date;
    }
  }
  if (digits_at(value, 0, 8) > 0 && value.size() > 8 && value[8] == 'T') {
    date.day = {digits_at(value, 0, 4), digits_at(value, 4, 2), digits_at(value, 6, 2)};
    if (usable(date.day)) return date;
  }
  auto found = find_dates(value, words, month_first, 1);
  if (found.empty()) return std::nullopt;
  return found[0];
}

std::optional<FoundDate> date_in_url(std::string_view url) {
  const std::size_t scheme = url.find("://");
  const std::size_t path = url.find('/', scheme == url.npos ? 0 : scheme + 3);
  if (path == url.npos) return std::nullopt;
  FoundDate month_date;
  for (std::size_t at = path; at + 6 < url.size(); ++at) {
    if (digit(url[at])) continue;
    const int y = digits_at(url, at + 1, 4);
    if (y < kFirstYear || y > kLastYear) continue;
    const std::size_t next = at + 5;
    if (next >= url.size()) break;
    const char mark = url[next];
    if (mark == '/' || mark == '-' || mark == '_' || mark == '.') {
      const std::size_t m_size = digits_at(url, next + 1, 2) >= 0 ? 2 : digits_at(url, next + 1, 1) >= 0 ? 1 : 0;
      if (m_size == 0) continue;
      const std::size_t m_end = next + 1 + m_size;
      const int m = number(url.substr(next + 1, m_size));
      if (m_end < url.size() && digit(url[m_end]) && m_size == 2) {
        // /2024/0426/
        const int d = digits_at(url, m_end, 2);
        if (mark == '/' && (m_end + 2 >= url.size() || !digit(url[m_end + 2])) && usable({y, m, d})) {
          FoundDate date;
          date.day = {y, m, d};
          return date;
        }
        continue;
      }
      if (m_end < url.size() && (url[m_end] == mark || url[m_end] == '/' || url[m_end] == '-')) {
        const std::size_t d_size = digits_at(url, m_end + 1, 2) >= 0 ? 2 : digits_at(url, m_end + 1, 1) >= 0 ? 1 : 0;
        const std::size_t d_end = m_end + 1 + d_size;
        if (d_size > 0 && (d_end >= url.size() || !digit(url[d_end])) && usable({y, m, number(url.substr(m_end + 1, d_size))})) {
          FoundDate date;
          date.day = {y, m, number(url.substr(m_end + 1, d_size))};
          return date;
        }
        if (mark == '/' && m_size == 2 && url[m_end] == '/' && month_date.day.year == 0 && usable({y, m, 1})) {
          month_date.day = {y, m, 1};
          month_date.month_only = true;
        }
      }
    } else if (digits_at(url, at + 1, 8) > 0 && (at + 9 >= url.size() || !digit(url[at + 9]))) {
      const Day day{y, digits_at(url, at + 5, 2), digits_at(url, at + 7, 2)};
      if (usable(day)) {
        FoundDate date;
        date.day = day;
        return date;
      }
    }
  }
  if (month_date.day.year != 0) return month_date;
  // 29-10-2021: the order is told only when one number cannot be a month
  for (std::size_t at = path; at + 10 < url.size() + 1; ++at) {
    if (digits_at(url, at, 2) < 0 || url[at + 2] != '-' || digits_at(url, at + 3, 2) < 0 || url[at + 5] != '-' ||
        digits_at(url, at + 6, 4) < 0)
      continue;
    if (digit(url[at - 1]) || (at + 10 < url.size() && digit(url[at + 10]))) continue;
    const int first = digits_at(url, at, 2), second = digits_at(url, at + 3, 2);
    const Day day{digits_at(url, at + 6, 4), first > 12 ? second : first, first > 12 ? first : second};
    if ((first > 12) == (second > 12) || !usable(day)) continue;
    FoundDate date;
    date.day = day;
    return date;
  }
  return std::nullopt;
}

}  // namespace readout
