#include "article/flat_head.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_set>

#include "base/text.h"
#include "base/utf8.h"

namespace readout {
namespace {

enum Extra : std::size_t {
  x_before,
  x_after,
  x_past_end,
  x_kept,
  x_chance,
  x_lead,
  x_name,
  x_name_again,
  x_inside,
  x_next_name,
  x_bars,
  x_date,
  x_clock,
  x_date_rank,
  x_title_after,
  x_title_before,
  x_n
};
constexpr std::array<std::string_view, x_n> kExtras = {"start-after", "start-before", "past-end",    "kept",        "chance",  "lead",
                                                       "name",        "name-again",   "inside",      "next-name",   "bars-in", "date",
                                                       "clock",       "date-rank",    "title-after", "title-before"};

std::uint8_t steps(double value) {
  if (value < 1) return 0;
  if (value <= 6) return static_cast<std::uint8_t>(value);
  return static_cast<std::uint8_t>(std::min(60.0, 6 + std::floor(3 * std::log2(value / 6))));
}

// The part of a line before the first mark that ends a name.
std::string_view before_marks(std::string_view line) {
  std::size_t end = line.size();
  for (const std::string_view mark : {"|", ",", " \xC2\xB7", "\xE2\x80\xA2", " - ", " \xE2\x80\x93", "/", "("})
    end = std::min(end, line.find(mark));
  return trim(line.substr(0, std::min(end, line.size())));
}

// Words of a part that looks like a person's name: two to five words with capitals, no digits; 0 when it does not.
std::size_t name_words(std::string_view part) {
  if (part.size() > 60) return 0;
  std::size_t capitals = 0, all = 0;
  for (const auto word : split(part, ' ')) {
    if (word.empty()) continue;
    ++all;
    const Rune first = rune_at(word, 0);
    if (!is_letter(first.value)) return 0;
    capitals += is_upper(first.value);
    if (std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; })) return 0;
  }
  return all >= 2 && all <= 5 && capitals >= 2 && capitals + 1 >= all ? all : 0;
}

// Names in a line that is a byline or begins with a name. A date in it ends them.
std::vector<std::string> names_in(const ArticleTables& tables, std::string_view line, const FoundDate& date) {
  if (date.end > 0 && date.begin >= 3) line = trim(line.substr(0, date.begin));
  bool exact = false;
  const Label label = tables.labels.find(line, exact);
  if (label == Label::credit) return {};
  const std::string_view part = before_marks(line);
  auto names = split_names(label != Label::byline && name_words(part) > 0 ? part : line, tables.bylines, tables.dates);
  if (label != Label::byline && name_words(part) == 0)  // no word says that names follow: only what looks like one counts
    std::erase_if(names, [](const std::string& name) { return name_words(name) == 0; });
  return names;
}

}  // namespace

std::span<const std::string_view> head_feature_names() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> all(FlatFeatures::names().begin(), FlatFeatures::names().end());
    all.insert(all.end(), kExtras.begin(), kExtras.end());
    return all;
  }();
  return names;
}

bool month_first(std::string_view language) { return language.empty() || language == "en"; }

HeadCandidates find_head(const ArticleTables& tables, std::string_view text, const FlatLines& flat, const FlatFeatures& features,
                         const FlatChoice& choice, bool month_first) {
  constexpr std::size_t kBack = 40, kAhead = 25, kPast = 6, kLong = 40;
  HeadCandidates head;
  const std::size_t n = flat.lines.size();
  std::size_t first = n, last = 0;
  for (std::size_t i = 0; i < n; ++i) {
    if (!choice.keep[i]) continue;
    first = std::min(first, i);
    last = i;
  }
  if (first == n) return head;
  std::unordered_set<std::uint64_t> lead;
  std::size_t leads = 0;
  for (std::size_t i = first; i <= last && leads < 2; ++i) {
    if (!choice.keep[i] || flat.lines[i].size.words < 8) continue;
    for (const auto word : topic_words(slice(text, flat.lines[i].text).substr(0, 1500))) lead.insert(word);
    ++leads;
  }
  for (std::size_t i = first > kBack ? first - kBack : 0; i < n; ++i) {
    if (i > first + kAhead && i <= last) continue;
    if (i > last + kPast && i > first + kAhead) break;
    if (!features.idle(i) && flat.lines[i].size.words <= kLong) head.lines.push_back(i);
  }
  const std::size_t own = FlatFeatures::names().size();
  head.rows.width = own + x_n;
  head.rows.bytes.assign(head.lines.size() * head.rows.width, 0);
  std::vector<std::string> keys;
  std::vector<bool> named;
  for (const auto i : head.lines) {
    const std::string_view line = slice(text, flat.lines[i].text);
    keys.push_back(text_key(line));
    named.push_back(name_words(before_marks(line)) > 0);
  }
  std::size_t date_rank = 0;
  for (std::size_t k = 0; k < head.lines.size(); ++k) {
    const std::size_t i = head.lines[k];
    const std::string_view line = slice(text, flat.lines[i].text);
    std::uint8_t* row = head.rows.row(k);
    std::copy(features.first().row(i), features.first().row(i) + own, row);
    row += own;
    if (i < first) row[x_before] = steps(static_cast<double>(first - i));
    if (i >= first) row[x_after] = steps(static_cast<double>(i - first) + 1);
    if (i > last) row[x_past_end] = steps(static_cast<double>(i - last));
    row[x_kept] = choice.keep[i];
    if (!choice.chance.empty()) row[x_chance] = static_cast<std::uint8_t>(choice.chance[i] * 40);
    const auto topics = topic_words(line);
    if (!topics.empty()) {
      double shared = 0;
      for (const auto word : topics) shared += lead.count(word) > 0;
      row[x_lead] = static_cast<std::uint8_t>(1 + 20 * shared / static_cast<double>(topics.size()));
    }
    const std::string_view part = before_marks(line);
    row[x_name] = static_cast<std::uint8_t>(name_words(part));
    if (row[x_name] > 0) {
      std::size_t again = 0;
      for (std::size_t at = text.find(part); at != text.npos && again < 5; at = text.find(part, at + part.size())) ++again;
      row[x_name_again] = static_cast<std::uint8_t>(again);
    }
    if (keys[k].size() >= 10) {
      std::size_t inside = 0;
      for (std::size_t other = 0; other < keys.size(); ++other) inside += other != k && keys[other].find(keys[k]) != std::string::npos;
      row[x_inside] = steps(static_cast<double>(inside));
    }
    std::size_t next = k + 1;
    while (next < head.lines.size() && !named[next]) ++next;
    row[x_next_name] = next < head.lines.size() ? steps(static_cast<double>(head.lines[next] - i)) : 63;
    row[x_bars] = steps(static_cast<double>(std::count(line.begin(), line.end(), '|') + std::count(line.begin(), line.end(), '>')));
    const bool look = flat.lines[i].size.words <= FlatFeatures::kDatedWords
                          ? features.dated(i)
                          : std::any_of(line.begin(), line.end(), [](char c) { return c >= '0' && c <= '9'; });
    const auto found = look ? find_dates(line, tables.dates, month_first, 1) : std::vector<FoundDate>();
    head.dates.push_back(found.empty() || found[0].month_only ? FoundDate{} : found[0]);
    if (head.dates.back().end > 0) {
      row[x_date] = static_cast<std::uint8_t>(1 + std::min<std::size_t>(found[0].begin / 4, 20));
      row[x_clock] = !found[0].time.empty();
      row[x_date_rank] = steps(static_cast<double>(++date_rank));
    }
  }
  return head;
}

void place_title(HeadCandidates& head, std::size_t title_line) {
  const std::size_t own = FlatFeatures::names().size();
  for (std::size_t k = 0; k < head.lines.size(); ++k) {
    std::uint8_t* row = head.rows.row(k) + own;
    row[x_title_after] = row[x_title_before] = 0;
    if (title_line == HeadCandidates::kNoLine) continue;
    if (head.lines[k] <= title_line) row[x_title_after] = steps(static_cast<double>(title_line - head.lines[k]) + 1);
    if (head.lines[k] > title_line) row[x_title_before] = steps(static_cast<double>(head.lines[k] - title_line));
  }
}

FlatHead read_head(const ArticleTables& tables, std::string_view text, const FlatLines& flat, const FlatFeatures& features,
                   const FlatChoice& choice, bool month_first) {
  FlatHead out;
  const auto& models = tables.head_models;
  if (std::any_of(models.begin(), models.end(), [](const Forest& model) { return model.empty(); })) return out;
  HeadCandidates head = find_head(tables, text, flat, features, choice, month_first);
  const auto chance = [&](HeadRole role, std::size_t k) {
    return 1 / (1 + std::exp(-static_cast<double>(models[static_cast<std::size_t>(role)].score(head.rows.row(k)))));
  };
  constexpr double kTitleBar = 0.02, kAuthorBar = 0.3, kDateBar = 0.1;
  std::size_t title = HeadCandidates::kNoLine;
  double best = kTitleBar;
  for (std::size_t k = 0; k < head.lines.size(); ++k) {
    if (flat.lines[head.lines[k]].size.words < 2) continue;
    if (const double p = chance(HeadRole::title, k); p > best) best = p, title = head.lines[k];
  }
  if (title != HeadCandidates::kNoLine) out.title = slice(text, flat.lines[title].text);
  place_title(head, title);
  std::vector<double> authors(head.lines.size());
  double best_author = 0;
  for (std::size_t k = 0; k < head.lines.size(); ++k) {
    if (flat.lines[head.lines[k]].size.words <= 20) authors[k] = chance(HeadRole::author, k);
    best_author = std::max(best_author, authors[k]);
  }
  for (std::size_t k = 0; k < head.lines.size(); ++k) {
    const std::string_view line = slice(text, flat.lines[head.lines[k]].text);
    if (authors[k] > kAuthorBar && authors[k] > best_author / 2 && out.authors.size() < 12)
      for (auto& name : names_in(tables, line, head.dates[k]))
        if (std::find(out.authors.begin(), out.authors.end(), name) == out.authors.end()) out.authors.push_back(std::move(name));
    if (head.dates[k].end > 0)
      if (const double p = chance(HeadRole::date, k); p > kDateBar) out.dates.push_back({head.lines[k], head.dates[k], p});
  }
  std::stable_sort(out.dates.begin(), out.dates.end(), [](const DatedLine& a, const DatedLine& b) { return a.chance > b.chance; });
  return out;
}

}  // namespace readout
