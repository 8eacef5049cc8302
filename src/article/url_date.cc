// Dates in addresses.
#include "article/dates.h"

#include <charconv>

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

}  // namespace

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
