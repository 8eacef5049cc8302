// A scraped page's own date is often the day it was scraped. Evidence for and against each claim, summed:
//
//   a claim                        given by the carrier 2.0 · a "date:" line or prefix 1.5 · the address 2.5 · another line 1.0
//   the body names the same day    +2.0 (dateline, dated caption: weekday, month, day and year)
//   the body's latest full date    a claim more than 10 days after or any day before it: −1.0
//   weekdays in the body           news calls the days just past and to come by weekday. Where one weekday is the day of the
//                                  news ("met Friday", the weekday most named and named first), a claim on that day or the
//                                  day after it: +1.0; four days or more after it: −0.75
//
// The best sum wins. Its confidence falls with doubt; what lost, and what speaks against the winner, is noted.
#include "article/flat_date.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/format.h"
#include "base/text.h"
#include "base/utf8.h"

namespace readout {
namespace {

constexpr std::array<std::string_view, 7> kWeekdays = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

struct Candidate {
  FoundDate date;
  std::string from;
  double support = 0;
  bool claimed = false;  // said to be the date of publication, not just a date in the text
};

void add(std::vector<Candidate>& out, const FoundDate& date, std::string_view from, double support) {
  for (Candidate& one : out)
    if (one.date.day == date.day) {
      one.support += support * 0.5;
      if (one.date.time.empty()) one.date.time = date.time;
      return;
    }
  out.push_back({date, std::string(from), support, support >= 1.5 && from != "dateline"});
}

// Weekday named most, the earlier one first at a tie; -1 when none is.
int news_weekday(const DateWords& words, std::string_view body) {
  std::array<double, 7> counts{};
  const std::string_view head = body.substr(0, 20'000);
  std::size_t at = 0;
  double weight = 1.5;  // what is named first names the news
  while (at < head.size()) {
    std::size_t end = at;
    while (end < head.size() &&
           (static_cast<unsigned char>(head[end]) >= 0x80 || ((head[end] | 0x20) >= 'a' && (head[end] | 0x20) <= 'z') || head[end] == '-'))
      ++end;
    if (end > at && end - at >= 4 && end - at <= 24) {
      const Rune first = rune_at(head, at);
      if (is_upper(first.value) || static_cast<unsigned char>(head[at]) >= 0x80) {
        const int day = words.weekday(fold(head.substr(at, end - at)));
        if (day >= 0) {
          counts[static_cast<std::size_t>(day)] += weight;
          weight = 1.0;
        }
      }
    }
    at = std::max(end, at + 1);
  }
  const auto best = std::max_element(counts.begin(), counts.end());
  return *best <= 0 ? -1 : static_cast<int>(best - counts.begin());
}

// The text in front of the body.
std::string_view before_body(std::string_view whole, std::string_view body) {
  const std::size_t body_at = body.empty() ? 0 : whole.find(body.substr(0, std::min<std::size_t>(60, body.find('\n'))));
  return whole.substr(0, std::min(body_at == whole.npos ? std::size_t{4000} : body_at, whole.size()));
}

// Lines that are a date and little else, before the body or in its first line.
void add_lines_before(std::vector<Candidate>& claims, const ArticleTables& tables, std::string_view whole, std::string_view body) {
  const std::string_view before = before_body(whole, body);
  std::size_t from = before.size() > 6000 ? before.size() - 6000 : 0;
  int n_lines = 0;
  for (std::size_t end = before.size(); n_lines < 25;) {
    const std::size_t cut = end == 0 ? before.npos : before.rfind('\n', end - 1);
    const std::size_t begin = cut == before.npos || cut < from ? from : cut + 1;
    const std::string_view line = trim(before.substr(begin, end - begin));
    if (!line.empty() && line.size() < 160) {
      ++n_lines;
      const auto found = find_dates(line, tables.dates, true, 1);
      if (!found.empty()) {
        bool exact = false;
        const bool labelled = tables.labels.find(line, exact) == Label::date || starts_with(to_lower(line), "date");
        add(claims, found[0], "text", labelled ? 1.5 : found[0].begin < 30 ? 1.0 - 0.02 * n_lines : 0.5);
      }
    }
    if (begin <= from) break;
    end = begin - 1;
  }
}

}  // namespace

PublicationDate choose_flat_date(const ArticleTables& tables, const Page& page, std::string_view whole, std::string_view body,
                                 std::span<const DatedLine> lines, Notes& notes) {
  const DateWords& words = tables.dates;
  std::vector<Candidate> claims;
  if (auto date = parse_date(page.date, words, true)) add(claims, *date, "given", 2.0);
  if (auto date = date_in_url(page.url); date && !date->month_only) add(claims, *date, "url", 2.5);
  for (const DatedLine& line : lines) add(claims, line.date, "text", line.chance > 0.5 ? 1.5 : 0.5 + line.chance);
  if (lines.empty() && (before_body(whole, body).size() < whole.size() || !page.date.empty()))
    add_lines_before(claims, tables, whole, body);
  const auto dated = find_dates(body.substr(0, 30'000), words, true, 20);
  if (claims.empty()) {
    // A dateline or a dated caption in the first lines.
    for (const FoundDate& date : dated)
      if (date.end < 600) add(claims, date, "dateline", 0.8);
  }
  PublicationDate out;
  if (claims.empty()) return out;

  const int news_day = news_weekday(words, body);
  const FoundDate* latest = nullptr;
  for (const FoundDate& date : dated)
    if (latest == nullptr || latest->day < date.day) latest = &date;
  std::string against;
  for (Candidate& claim : claims) {
    const auto day = to_number(claim.date.day);
    for (const FoundDate& date : dated)
      if (std::llabs(to_number(date.day) - day) <= 1) {
        claim.support += 2.0;
        break;
      }
    if (news_day >= 0) {
      const int since = (weekday(claim.date.day) - news_day + 7) % 7;
      claim.support += since <= 1 ? 1.0 : since <= 3 ? 0.0 : -0.75;
    }
  }
  // A full date in the body, told with its weekday, may be nearer to the news than any claim.
  for (const FoundDate& date : dated) {
    if (date.end > 2000 || claims.size() > 20) break;
    const std::string_view near = body.substr(date.begin > 16 ? date.begin - 16 : 0, date.end - (date.begin > 16 ? date.begin - 16 : 0));
    bool with_weekday = false;
    for (const auto word : split(near, ' ')) {
      std::string key = fold(word);
      while (!key.empty() && (key.back() == ',' || key.back() == '.')) key.pop_back();
      const int day = words.weekday(key);
      with_weekday |= day >= 0 && day == weekday(date.day);
    }
    if (with_weekday) add(claims, date, "dateline", 1.75);
  }
  std::stable_sort(claims.begin(), claims.end(), [](const Candidate& a, const Candidate& b) { return a.support > b.support; });
  const Candidate& best = claims.front();
  out.value = iso(best.date.day);
  out.time = best.date.time;
  out.from = best.from;
  out.confidence = std::clamp(0.35 + 0.15 * best.support, 0.1, 0.95);
  const auto say = [&](std::string kind, std::string detail) { notes.push_back({Step::article, std::move(kind), {}, std::move(detail)}); };
  bool conflict = false;
  for (std::size_t i = 1; i < claims.size() && !conflict; ++i) {
    if ((claims[i].support < 1.2 && !claims[i].claimed) || std::llabs(to_number(claims[i].date.day) - to_number(best.date.day)) <= 1)
      continue;
    say("date-conflict", format("{} ({}) against {} ({})", out.value, out.from, iso(claims[i].date.day), claims[i].from));
    conflict = true;
  }
  if (best.from == "dateline") return out;
  const bool told = std::any_of(dated.begin(), dated.end(),
                                [&](const FoundDate& date) { return std::llabs(to_number(date.day) - to_number(best.date.day)) <= 1; });
  if (news_day >= 0 && !told && !conflict) {
    const int since = (weekday(best.date.day) - news_day + 7) % 7;
    if (since >= 4 || (latest != nullptr && latest->day > best.date.day)) {
      say("date-conflict",
          format("{} ({}) is a {}, but the text tells its news as of {}, {} days before; a page dated when it was copied looks like this",
                 out.value, out.from, kWeekdays[static_cast<std::size_t>(weekday(best.date.day))],
                 kWeekdays[static_cast<std::size_t>(news_day)], since));
      out.confidence = std::min(out.confidence, 0.4);
      conflict = true;
    }
  }
  if (!told && !conflict && best.from != "url" && best.from != "given" && news_day < 0) {
    say("date-unsupported", format("nothing in the text speaks for or against {} ({})", out.value, out.from));
    out.confidence = std::min(out.confidence, 0.6);
  }
  return out;
}

}  // namespace readout
