#include "article/dates.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "base/utf8.h"

namespace readout {
namespace {

constexpr int kFirstYear = 1990, kLastYear = 2035;
constexpr int kFirstPersian = 1369, kLastPersian = 1414;
constexpr int kThaiOffset = 543;
constexpr std::size_t kMostBits = 4000;

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
std::string two(int value) { return (value < 10 ? "0" : "") + std::to_string(value); }

// Value of a decimal digit of another script, -1 when it is none. `size` is its length in bytes.
int foreign_digit(std::string_view text, std::size_t at, std::size_t& size) {
  const auto c = static_cast<unsigned char>(text[at]);
  if (c < 0xD9) return -1;
  const Rune rune = rune_at(text, at);
  size = rune.size;
  for (const char32_t zero : {U'\u0660', U'\u06F0', U'\u0966', U'\u09E6', U'\u0E50', U'\uFF10'})
    if (rune.value >= zero && rune.value <= zero + 9) return static_cast<int>(rune.value - zero);
  return -1;
}

// The text with all digits as ASCII, and where its bytes came from (empty when nothing changed).
struct AsciiDigits {
  std::string text;
  std::vector<std::uint32_t> from;
  bool persian = false;
};
AsciiDigits ascii_digits(std::string_view text) {
  AsciiDigits out;
  std::size_t first = 0, size = 0;
  while (first < text.size() && foreign_digit(text, first, size) < 0) ++first;
  if (first == text.size()) return out;
  out.text.reserve(text.size());
  out.from.reserve(text.size() + 1);
  for (std::size_t at = 0; at < text.size();) {
    const int value = foreign_digit(text, at, size);
    out.from.push_back(static_cast<std::uint32_t>(at));
    if (value < 0) {
      out.text += text[at++];
    } else {
      out.persian = out.persian || static_cast<unsigned char>(text[at]) == 0xDB;
      out.text += static_cast<char>('0' + value);
      at += size;
    }
  }
  out.from.push_back(static_cast<std::uint32_t>(text.size()));
  return out;
}

// "T10:26:20.123+02:00", " - 10:26 Uhr", " at 5:22 pm", " 10h26" behind a date: reads the time and its zone.
class TimeReader {
 public:
  TimeReader(std::string_view text, std::size_t at, const DateWords& words) : text_(text), at_(at), words_(words) {}

  // Returns where the time ends, `at` when there is none.
  std::size_t read(FoundDate& date) {
    const std::size_t start = at_;
    lead_in();
    if (at_ == start) return start;
    std::size_t digits = digits_at(text_, at_, 2) >= 0 ? 2 : digits_at(text_, at_, 1) >= 0 ? 1 : 0;
    if (digits == 0 || at_ + digits >= text_.size()) return start;
    int hour = number(text_.substr(at_, digits));
    const char mark = text_[at_ + digits];
    const int minute = digits_at(text_, at_ + digits + 1, 2);
    if (!(mark == ':' || mark == 'h' || mark == 'H' || (mark == '.' && after_clock_word_)) || hour > 23 || minute < 0 || minute > 59)
      return start;
    at_ += digits + 3;
    if (at_ < text_.size() && digit(text_[at_])) return start;
    std::string second;
    if (mark == ':' && peek() == ':' && digits_at(text_, at_ + 1, 2) >= 0 && digits_at(text_, at_ + 1, 2) < 61) {
      second = text_.substr(at_, 3);
      at_ += 3;
      if (peek() == '.' || peek() == ':')
        for (++at_; at_ < text_.size() && digit(text_[at_]);) ++at_;
    }
    half_of_day(hour);
    date.time = two(hour) + ':' + two(minute) + second;
    zone(date);
    return at_;
  }

 private:
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  // One word of letters at `at`; dots inside are passed over ("p.m.").
  std::size_t word_end(std::size_t at) const {
    while (at < text_.size()) {
      const Rune rune = rune_at(text_, at);
      if (!is_letter(rune.value) && !(rune.value == '.' && at + 1 < text_.size() && is_letter(rune_at(text_, at + 1).value))) break;
      at += std::max<std::size_t>(rune.size, 1);
    }
    return at;
  }
  // Blanks, marks and words that stand between a day and its time.
  void lead_in() {
    if ((peek() == 'T' || peek() == 't') && at_ + 1 < text_.size() && digit(text_[at_ + 1])) {
      ++at_;
      return;
    }
    const std::size_t limit = std::min(text_.size(), at_ + 32);
    int words = 0;
    while (at_ < limit && !digit(text_[at_])) {
      const Rune rune = rune_at(text_, at_);
      if (rune.value == '\n') return;
      if (is_letter(rune.value)) {
        const std::size_t end = word_end(at_);
        const auto kinds = words_.kinds(text_.substr(at_, end - at_));
        const auto is = [&](DateWord kind) { return (kinds & static_cast<std::uint32_t>(kind)) != 0; };
        if (is(DateWord::am)) half_ = 1;
        if (is(DateWord::pm)) half_ = 2;
        const bool clock = is(DateWord::at) || is(DateWord::am) || is(DateWord::pm);
        if (!clock && !is(DateWord::little) && words_.weekday(text_.substr(at_, end - at_)) < 0) return;
        after_clock_word_ = after_clock_word_ || clock;
        if (++words > 4) return;
        at_ = end;
      } else if (rune.value == '/' || rune.value == '+' || rune.value == '%') {
        return;
      } else {
        at_ += std::max<std::size_t>(rune.size, 1);
      }
    }
  }
  void half_of_day(int& hour) {
    std::size_t i = at_;
    while (i < text_.size() &&
           (text_[i] == ' ' || static_cast<unsigned char>(text_[i]) == 0xC2 || static_cast<unsigned char>(text_[i]) == 0xA0))
      ++i;
    std::size_t end = word_end(i);
    if (end > i && half_ == 0) {
      std::string word;
      for (const char c : text_.substr(i, end - i))
        if (c != '.') word += c;
      const auto kinds = words_.kinds(word);
      half_ = (kinds & static_cast<std::uint32_t>(DateWord::am)) != 0 ? 1 : (kinds & static_cast<std::uint32_t>(DateWord::pm)) != 0 ? 2 : 0;
      if (half_ != 0) at_ = end;
    }
    if (half_ == 2 && hour < 12) hour += 12;
    if (half_ == 1 && hour == 12) hour = 0;
  }
  void zone(FoundDate& date) {
    std::size_t i = at_;
    if (i < text_.size() && text_[i] == ' ') ++i;
    const auto rest = text_.substr(i);
    const auto ends = [&](std::size_t n) { return n >= rest.size() || !((rest[n] | 0x20) >= 'a' && (rest[n] | 0x20) <= 'z'); };
    if (((starts_with(rest, "Z") && ends(1)) || (starts_with(rest, "GMT") && ends(3)) || (starts_with(rest, "UTC") && ends(3)))) {
      const std::size_t n = rest[0] == 'Z' ? 1 : 3;
      date.utc = true;
      date.time += "+00:00";
      at_ = i + n;
    } else if (rest.size() >= 3 && (rest[0] == '+' || rest[0] == '-') && digits_at(rest, 1, 2) >= 0 && digits_at(rest, 1, 2) <= 14) {
      const bool colon = rest.size() > 3 && rest[3] == ':';
      const int minutes = digits_at(rest, colon ? 4 : 3, 2);
      if (rest[0] == '-' && minutes < 0 && i > at_) return;  // "10:26 - 26" is no zone
      date.time += std::string(rest.substr(0, 3)) + ":" + (minutes >= 0 ? two(minutes) : "00");
      date.utc = digits_at(rest, 1, 2) == 0 && minutes <= 0;
      at_ = i + 3 + (minutes >= 0 ? (colon ? 3u : 2u) : 0u);
    }
  }

  std::string_view text_;
  std::size_t at_;
  const DateWords& words_;
  bool after_clock_word_ = false;
  int half_ = 0;
};

// One word, number or mark.
struct Bit {
  enum Kind : unsigned char { word, num, mark } kind = mark;
  std::uint32_t begin = 0, end = 0;
  int value = -1;
};

// 年月日 and 년월일 are marks of their own.
bool dense(char32_t r) { return (r >= 0x2E80 && r <= 0x9FFF) || (r >= 0xAC00 && r <= 0xD7AF) || (r >= 0xFF00 && r <= 0xFF5E); }

std::vector<Bit> cut(std::string_view text) {
  std::vector<Bit> bits;
  bits.reserve(std::min<std::size_t>(text.size() / 4 + 4, kMostBits));
  for (std::size_t at = 0; at < text.size() && bits.size() < kMostBits;) {
    Bit bit;
    const std::size_t begin = at;
    const char c = text[at];
    if (digit(c)) {
      while (at < text.size() && digit(text[at])) ++at;
      bit.kind = Bit::num;
      bit.value = at - begin <= 8 ? number(text.substr(begin, at - begin)) : -1;
    } else if (static_cast<unsigned char>(c) < 0x80 && !((c | 0x20) >= 'a' && (c | 0x20) <= 'z')) {
      ++at;
      if (static_cast<unsigned char>(c) <= ' ') continue;
    } else if (static_cast<unsigned char>(c) < 0x80 || !dense(rune_at(text, at).value)) {
      const Rune first = rune_at(text, at);
      at += std::max<std::uint32_t>(first.size, 1);
      if (is_space(first.value)) continue;
      if (first.value != 0xFFFD) {
        bit.kind = Bit::word;
        while (at < text.size()) {
          if (const char n = text[at]; static_cast<unsigned char>(n) < 0x80) {
            if (!((n | 0x20) >= 'a' && (n | 0x20) <= 'z')) break;
            ++at;
            continue;
          }
          const Rune next = rune_at(text, at);
          const bool mark_of_script = next.value >= 0x0900 && next.value <= 0x0EFF;  // vowel signs belong to the word
          if (!(is_letter(next.value) || mark_of_script || (next.value >= 0x300 && next.value <= 0x36F)) || dense(next.value)) break;
          at += next.size;
        }
      }
    } else {
      at += std::max<std::uint32_t>(rune_at(text, at).size, 1);
    }
    bit.begin = static_cast<std::uint32_t>(begin);
    bit.end = static_cast<std::uint32_t>(at);
    bits.push_back(bit);
  }
  return bits;
}

class TextDates {
 public:
  TextDates(std::string_view text, const DateWords& words, bool month_first, std::size_t limit, bool persian)
      : text_(text), words_(words), month_first_(month_first), persian_(persian), limit_(limit), bits_(cut(text)) {
    thai_ = text.find("\xE0\xB8") != text.npos || text.find("\xE0\xB9") != text.npos;
  }

  std::vector<FoundDate> run() {
    for (std::size_t i = 0; i < bits_.size() && found_.size() < limit_;) {
      const std::size_t next = match(i);
      i = next > i ? next : i + 1;
    }
    return std::move(found_);
  }

 private:
  struct Month {
    int value = 0;
    std::size_t next = 0;
  };
  std::string_view text(std::size_t i) const { return text_.substr(bits_[i].begin, bits_[i].end - bits_[i].begin); }
  std::size_t size(std::size_t i) const { return bits_[i].end - bits_[i].begin; }
  bool is_mark(std::size_t i, std::string_view mark) const { return i < bits_.size() && text(i) == mark; }
  bool is_word(std::size_t i) const { return i < bits_.size() && bits_[i].kind == Bit::word; }
  bool is_num(std::size_t i) const { return i < bits_.size() && bits_[i].kind == Bit::num && bits_[i].value >= 0; }
  bool gregorian_year(int value) const { return value >= kFirstYear && value <= kLastYear; }
  bool year(std::size_t i) const {
    if (!is_num(i) || size(i) != 4) return false;
    const int y = bits_[i].value;
    return gregorian_year(y) || (thai_ && gregorian_year(y - kThaiOffset)) || (persian_ && y >= kFirstPersian && y <= kLastPersian);
  }
  bool persian_year(std::size_t i) const {
    return is_num(i) && size(i) == 4 && bits_[i].value >= kFirstPersian && bits_[i].value <= kLastPersian;
  }
  // Two digits after a mark that parts a date: 26.04.24
  bool short_year(std::size_t i) const { return is_num(i) && size(i) == 2 && bits_[i].value >= 5 && bits_[i].value <= kLastYear - 2000; }
  bool day_num(std::size_t i) const { return is_num(i) && size(i) <= 2 && bits_[i].value >= 1 && bits_[i].value <= 31; }

  // The month whose name begins at `i`: one word, or up to three (كانون الثاني, ม.ค.), or "tháng 4".
  Month month(std::size_t i) const {
    if (!is_word(i)) return {};
    const auto word = text(i);
    if (const int m = words_.month(word); m > 0) return {m, i + 1};
    const bool ascii = static_cast<unsigned char>(word[0]) < 0x80;
    if (words_.is(word, DateWord::month_mark) && is_num(i + 1) && size(i + 1) <= 2 && bits_[i + 1].value >= 1 && bits_[i + 1].value <= 12)
      return {bits_[i + 1].value, i + 2};
    if (ascii) return {};
    std::string joined(word);
    std::size_t k = i + 1;
    for (int more = 0; more < 2; ++more) {
      if (is_mark(k, ".")) ++k;
      if (!is_word(k)) break;
      joined += text(k++);
      if (const int m = words_.month(joined); m > 0) return {m, k};
    }
    return {};
  }

  std::size_t add(int y, int m, int d, std::size_t first, std::size_t last, bool ambiguous) {
    Day day{y, m, d};
    if (m > DateWords::kPersian || (y >= kFirstPersian && y <= kLastPersian)) {
      if (y < kFirstPersian || y > kLastPersian) return first;
      if (m > DateWords::kPersian) m -= DateWords::kPersian;
      if (m > 12 || d > 31) return first;
      day = from_persian(y, m, d);
    } else if (!gregorian_year(y) && thai_) {
      day.year = y - kThaiOffset;
    }
    if (!usable(day)) return first;
    FoundDate date;
    date.day = day;
    date.begin = bits_[first].begin;
    date.end = bits_[last].end;
    date.ambiguous = ambiguous;
    date.end = std::max(date.end, TimeReader(text_, date.end, words_).read(date));
    std::size_t next = last + 1;
    while (next < bits_.size() && bits_[next].begin < date.end) ++next;
    found_.push_back(std::move(date));
    return next;
  }
  // Little words inside dates: 26 de abril de 2024, den 26. april, 26 aprile del 2024, 2024 m. balandžio 26 d., 26th of April
  std::size_t skip_words(std::size_t i) const {
    for (int n = 0; n < 4 && i < bits_.size(); ++n) {
      const auto one = text(i);
      if (bits_[i].kind == Bit::word ? words_.is(one, DateWord::little)
                                     : one == "." || one == "," || one == "º" || one == "ª" || one == "/" || one == "-" || one == "،")
        ++i;
      else
        break;
    }
    return i;
  }

  std::size_t match(std::size_t i) {
    const Bit& bit = bits_[i];
    if (bit.kind == Bit::num) return year(i) || persian_year(i) ? year_first(i) : day_num(i) ? day_first(i) : i;
    if (bit.kind == Bit::word) return month_first(i);
    return static_cast<unsigned char>(text_[bit.begin]) >= 0x80 ? era_first(i) : i;
  }

  // 年4月26日 behind a year
  std::size_t cjk(std::size_t first, std::size_t i, int y) {
    if (!((is_mark(i, "年") && is_mark(i + 2, "月")) || (is_mark(i, "년") && is_mark(i + 2, "월"))) || !day_num(i + 1) || !day_num(i + 3))
      return first;
    const bool tail = is_mark(i + 4, "日") || is_mark(i + 4, "일");
    return add(y, bits_[i + 1].value, bits_[i + 3].value, first, tail ? i + 4 : i + 3, false);
  }
  std::size_t year_first(std::size_t i) {
    // 2024-04-26, 2024/4/26, 2024.04.26, 2024. 4. 26.
    const int y = bits_[i].value;
    if (i + 4 < bits_.size() && text(i + 1).size() == 1 && text(i + 1) == text(i + 3) &&
        std::string_view("-/.").find(text(i + 1)) != std::string_view::npos && day_num(i + 2) && day_num(i + 4)) {
      if (!year(i) && text(i + 1) != "/") return i;
      if (!year(i) && month_first_) return i;
      return add(y, bits_[i + 2].value, bits_[i + 4].value, i, i + 4, false);
    }
    if (const std::size_t next = cjk(i, i + 1, y); next != i) return next;
    // 2024. április 26.   2024 m. balandžio 26 d.   2024 April 26
    const Month m = month(skip_words(i + 1));
    if (m.value > 0) {
      const std::size_t day = skip_words(m.next);
      if (day_num(day)) return add(y, m.value, bits_[day].value, i, day, false);
    }
    return i;
  }
  std::size_t day_first(std::size_t i) {
    // 26 April 2024, 26. April 2024, 26 de abril de 2024, 1er mars 2024
    if (const Month m = month(skip_words(i + 1)); m.value > 0) {
      const std::size_t y = skip_words(m.next);
      if (is_mark(m.next, "of")) return i;  // "10 out of 2024" is no October
      if (year(y) || (m.value > DateWords::kPersian && persian_year(y))) return add(bits_[y].value, m.value, bits_[i].value, i, y, false);
      if (short_year(y) && (is_mark(m.next, "-") || is_mark(m.next, "'") || is_mark(m.next, "’")) && !is_mark(y + 1, ":"))
        return add(2000 + bits_[y].value, m.value, bits_[i].value, i, y, false);
      if ((is_mark(m.next, "'") || is_mark(m.next, "’")) && short_year(m.next + 1))
        return add(2000 + bits_[m.next + 1].value, m.value, bits_[i].value, i, m.next + 1, false);
    }
    // 26.04.2024, 26/04/2024, 04/26/2024, 26.04.24
    if (i + 4 >= bits_.size() || bits_[i + 1].kind != Bit::mark || text(i + 1) != text(i + 3) || !day_num(i + 2) ||
        !(year(i + 4) || short_year(i + 4)))
      return i;
    const auto mark = text(i + 1);
    if (mark != "." && mark != "/" && mark != "-" && !(mark == "|" && year(i + 4))) return i;
    if (i > 0 && is_mark(i - 1, mark) && i > 1 && is_num(i - 2) && bits_[i - 1].end == bits_[i].begin) return i;
    if (is_mark(i + 5, mark) && is_num(i + 6) && bits_[i + 6].begin == bits_[i + 5].end && bits_[i + 5].begin == bits_[i + 4].end)
      return i;  // a version or telephone number
    const int y = year(i + 4) ? bits_[i + 4].value : 2000 + bits_[i + 4].value;
    int d = bits_[i].value, m = bits_[i + 2].value;
    const bool both = d <= 12 && m <= 12 && d != m;
    if (m > 12 || (both && mark != "." && month_first_)) std::swap(d, m);
    return add(y, m, d, i, i + 4, both && mark != ".");
  }
  // April 26, 2024; Apr. 26th 2024; tháng 4 26, 2024
  std::size_t month_first(std::size_t i) {
    const Month m = month(i);
    if (m.value == 0) return i;
    const std::size_t day = skip_words(m.next);
    if (!day_num(day)) return i;
    const std::size_t y = skip_words(day + 1);
    if (year(y)) return add(bits_[y].value, m.value, bits_[day].value, i, y, false);
    if (is_mark(y, "'") && short_year(y + 1)) return add(2000 + bits_[y + 1].value, m.value, bits_[day].value, i, y + 1, false);
    // Fri Apr 26 10:26:20 CEST 2024
    FoundDate time;
    const std::size_t end = TimeReader(text_, bits_[day].end, words_).read(time);
    if (end == bits_[day].end) return i;
    std::size_t after = day + 1;
    while (after < bits_.size() && bits_[after].begin < end) ++after;
    for (std::size_t k = after; k < std::min(after + 3, bits_.size()); ++k)
      if (year(k)) return add(bits_[k].value, m.value, bits_[day].value, i, k, false);
    return i;
  }
  // 令和6年4月26日, 民國113年4月26日
  std::size_t era_first(std::size_t i) {
    const auto era = words_.era(text_.substr(bits_[i].begin));
    if (!era) return i;
    std::size_t k = i;
    while (k < bits_.size() && bits_[k].begin < bits_[i].begin + era->second) ++k;
    if (!is_num(k) && !is_mark(k, "元")) return i;
    const int y = era->first + (is_num(k) ? bits_[k].value : 1);
    return gregorian_year(y) ? cjk(i, k + 1, y) : i;
  }

  std::string_view text_;
  const DateWords& words_;
  bool month_first_, persian_, thai_ = false;
  std::size_t limit_;
  std::vector<Bit> bits_;
  std::vector<FoundDate> found_;
};

}  // namespace

bool may_hold_date(std::string_view text) {
  bool latin = true;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (!digit(c)) {
      if (static_cast<unsigned char>(c) >= 0xD9) {
        std::size_t size = 1;
        if (foreign_digit(text, i, size) >= 0) return true;
        latin = false;
      }
      ++i;
      continue;
    }
    std::size_t end = i + 1;
    while (end < text.size() && digit(text[end])) ++end;
    const std::size_t n = end - i;
    if (n == 4) {
      const int y = number(text.substr(i, 4));
      if ((y >= kFirstYear && y <= kLastYear) || (y >= kFirstPersian && y <= kLastPersian)) return true;
      if (!latin && y >= kFirstYear + kThaiOffset && y <= kLastYear + kThaiOffset) return true;
    } else if (n == 2 && i > 0 && (text[i - 1] == '\'' || static_cast<unsigned char>(text[i - 1]) == 0x99)) {
      return true;  // Apr '24
    } else if (n <= 2 && end + 1 < text.size()) {
      if (text[end] == '.' || text[end] == '/' || text[end] == '-' || text[end] == '\'') return true;
      if (static_cast<unsigned char>(text[end]) == 0xE5 && text.substr(end).substr(0, 3) == "年") return true;
    } else if (n == 3 && text.substr(end).substr(0, 3) == "年") {
      return true;
    }
    i = end;
  }
  return false;
}

std::vector<FoundDate> find_dates(std::string_view text, const DateWords& words, bool month_first, std::size_t limit) {
  if (!may_hold_date(text)) return {};
  const AsciiDigits changed = ascii_digits(text);
  if (changed.from.empty()) return TextDates(text, words, month_first, limit, false).run();
  auto found = TextDates(changed.text, words, month_first, limit, changed.persian).run();
  for (FoundDate& date : found) {
    date.begin = changed.from[date.begin];
    date.end = changed.from[date.end];
  }
  return found;
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
      const int second = static_cast<int>(seconds % 86400);
      date.time = two(second / 3600) + ":" + two(second / 60 % 60) + ":" + two(second % 60) + "+00:00";
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
      TimeReader(value, d_at + d_size, words).read(date);
      return date;
    }
  }
  if (digits_at(value, 0, 8) > 0 && value.size() > 8 && value[8] == 'T') {
    date.day = {digits_at(value, 0, 4), digits_at(value, 4, 2), digits_at(value, 6, 2)};
    if (usable(date.day)) {
      if (digits_at(value, 9, 4) >= 0) {
        date.time = std::string(value.substr(9, 2)) + ":" + std::string(value.substr(11, 2));
        if (digits_at(value, 13, 2) >= 0) date.time += ":" + std::string(value.substr(13, 2));
        date.utc = value.back() == 'Z';
        if (date.utc) date.time += "+00:00";
      }
      return date;
    }
  }
  auto found = find_dates(value, words, month_first, 1);
  if (found.empty()) return std::nullopt;
  return found[0];
}

Day shifted_day(const FoundDate& date, int minutes) {
  if (date.time.size() < 5) return date.day;
  const std::string& time = date.time;
  const int minute = ((time[0] - '0') * 10 + time[1] - '0') * 60 + (time[3] - '0') * 10 + time[4] - '0' + minutes;
  return from_number(to_number(date.day) + (minute < 0 ? -1 : minute >= 24 * 60 ? 1 : 0));
}

}  // namespace readout
