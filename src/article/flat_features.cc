#include "article/flat_features.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

#include "base/hash.h"
#include "base/text.h"
#include "base/utf8.h"

namespace readout {
namespace {

// Columns. The two lists below name them in this order.
enum Column : std::size_t {
  c_words,
  c_word_size,
  c_ending,
  c_start,
  c_upper,
  c_caps,
  c_bullet,
  c_label,
  c_label_exact,
  c_commas,
  c_sentences,
  c_digits,
  c_address,
  c_quote,
  c_bracket,
  c_bars,
  c_colons,
  c_sign,
  c_dated,
  c_bullet_run,
  c_bullet_at,
  c_short_run,
  c_short_before,
  c_short_after,
  c_copies,
  c_copy_before,
  c_words_b1,
  c_words_b2,
  c_words_b3,
  c_words_a1,
  c_words_a2,
  c_words_a3,
  c_kind_b1,
  c_kind_b2,
  c_kind_a1,
  c_kind_a2,
  c_upper_b1,
  c_upper_a1,
  c_dated_b1,
  c_dated_b2,
  c_dated_a1,
  c_dated_a2,
  c_label_b1,
  c_label_b2,
  c_label_a1,
  c_label_a2,
  c_prose_3,
  c_prose_10,
  c_prose_before_10,
  c_prose_after_10,
  c_short_share_5,
  c_prose_gap_before,
  c_prose_gap_after,
  c_prose_size_before,
  c_prose_size_after,
  c_core,
  c_core_gap,
  c_core_words,
  c_core_at,
  c_prose_at,
  c_line_at,
  c_lines_before,
  c_lines_after,
  c_lines,
  c_segment,
  c_segment_words,
  c_segment_rank,
  c_segment_at,
  c_topics,
  c_topic_core,
  c_topic_core_rare,
  c_topic_lead,
  c_topic_next,
  c_topic_prev,
  c_tail_gap,
  c_tail_kind,
  c_tail_prose,
  c_tail_next,
  c_tails_in_core,
  c_byline_gap,
  c_date_gap_before,
  c_date_gap_after,
  c_same_shape,
  c_period,
  c_page_prose,
  c_title,
  c_copies_b,
  c_copies_a,
  c_dates_b10,
  c_dates_a10,
  c_dates_in_core,
  c_counts_5,
  c_cut_5,
  c_heads,
  c_anchor,
  c_anchor_gap,
  c_anchor_prose,
  c_anchor_shared,
  c_anchor_score,
  c_head_shared,
  c_head_gap,
  c_head_score,
  c_n_first,
  // second pass
  c_p = c_n_first,
  c_p_b1,
  c_p_b2,
  c_p_b3,
  c_p_a1,
  c_p_a2,
  c_p_a3,
  c_p_near_2,
  c_p_near_5,
  c_p_near_10,
  c_mass_before,
  c_mass_after,
  c_mass,
  c_kept_gap_before,
  c_kept_gap_after,
  c_kept_words_before,
  c_kept_words_after,
  c_kept_before,
  c_kept_after,
  c_main,
  c_main_gap,
  c_own_mass,
  c_tail_between,
  c_topic_kept,
  c_topic_kept_rare,
  c_topic_first,
  c_sure,
  c_dropped_before,
  c_dropped_after,
  c_n_columns
};
constexpr std::array<std::string_view, c_n_columns> kNames = {"words",
                                                              "word-size",
                                                              "ending",
                                                              "start",
                                                              "upper",
                                                              "caps",
                                                              "bullet",
                                                              "label",
                                                              "label-exact",
                                                              "commas",
                                                              "sentences",
                                                              "digits",
                                                              "address",
                                                              "quote",
                                                              "bracket",
                                                              "bars",
                                                              "colons",
                                                              "sign",
                                                              "dated",
                                                              "bullet-run",
                                                              "bullet-at",
                                                              "short-run",
                                                              "short-before",
                                                              "short-after",
                                                              "copies",
                                                              "copy-before",
                                                              "words-b1",
                                                              "words-b2",
                                                              "words-b3",
                                                              "words-a1",
                                                              "words-a2",
                                                              "words-a3",
                                                              "kind-b1",
                                                              "kind-b2",
                                                              "kind-a1",
                                                              "kind-a2",
                                                              "upper-b1",
                                                              "upper-a1",
                                                              "dated-b1",
                                                              "dated-b2",
                                                              "dated-a1",
                                                              "dated-a2",
                                                              "label-b1",
                                                              "label-b2",
                                                              "label-a1",
                                                              "label-a2",
                                                              "prose-3",
                                                              "prose-10",
                                                              "prose-before",
                                                              "prose-after",
                                                              "short-share",
                                                              "prose-gap-b",
                                                              "prose-gap-a",
                                                              "prose-size-b",
                                                              "prose-size-a",
                                                              "core",
                                                              "core-gap",
                                                              "core-words",
                                                              "core-at",
                                                              "prose-at",
                                                              "line-at",
                                                              "lines-before",
                                                              "lines-after",
                                                              "lines",
                                                              "segment",
                                                              "segment-words",
                                                              "segment-rank",
                                                              "segment-at",
                                                              "topics",
                                                              "topic-core",
                                                              "topic-rare",
                                                              "topic-lead",
                                                              "topic-next",
                                                              "topic-prev",
                                                              "tail-gap",
                                                              "tail-kind",
                                                              "tail-prose",
                                                              "tail-next",
                                                              "tails-in-core",
                                                              "byline-gap",
                                                              "date-gap-b",
                                                              "date-gap-a",
                                                              "same-shape",
                                                              "period",
                                                              "page-prose",
                                                              "title",
                                                              "copies-b",
                                                              "copies-a",
                                                              "dates-b",
                                                              "dates-a",
                                                              "dates-in-core",
                                                              "counts-near",
                                                              "cut-near",
                                                              "heads",
                                                              "anchor",
                                                              "anchor-gap",
                                                              "anchor-prose",
                                                              "anchor-shared",
                                                              "anchor-score",
                                                              "head-shared",
                                                              "head-gap",
                                                              "head-score",
                                                              "p",
                                                              "p-b1",
                                                              "p-b2",
                                                              "p-b3",
                                                              "p-a1",
                                                              "p-a2",
                                                              "p-a3",
                                                              "p-near-2",
                                                              "p-near-5",
                                                              "p-near-10",
                                                              "mass-before",
                                                              "mass-after",
                                                              "mass",
                                                              "kept-gap-b",
                                                              "kept-gap-a",
                                                              "kept-words-b",
                                                              "kept-words-a",
                                                              "kept-before",
                                                              "kept-after",
                                                              "main",
                                                              "main-gap",
                                                              "own-mass",
                                                              "tail-between",
                                                              "topic-kept",
                                                              "topic-kept-rare",
                                                              "topic-first",
                                                              "sure",
                                                              "dropped-b",
                                                              "dropped-a"};

// Steps of a scale on which a step is about a quarter more: sizes of lines, gaps and stretches.
std::uint8_t scale_of(double value) {
  if (value < 1) return 0;
  if (value <= 6) return static_cast<std::uint8_t>(value);
  return static_cast<std::uint8_t>(std::min(60.0, 6 + std::floor(3 * std::log2(value / 6))));
}
constexpr std::size_t kScaled = 1024;
std::uint8_t scale(double value) {
  static const std::array<std::uint8_t, kScaled> kTable = [] {
    std::array<std::uint8_t, kScaled> table{};
    for (std::size_t i = 0; i < kScaled; ++i) table[i] = scale_of(static_cast<double>(i));
    return table;
  }();
  const bool whole = value >= 0 && value < static_cast<double>(kScaled) && std::floor(value) == value;
  return whole ? kTable[static_cast<std::size_t>(value)] : scale_of(value);
}
std::uint8_t share(double part, double whole) {
  return whole <= 0 ? 0 : static_cast<std::uint8_t>(std::clamp(part / whole, 0.0, 1.0) * 20 + 0.5);
}
std::uint8_t chance(double p) { return static_cast<std::uint8_t>(std::clamp(p, 0.0, 1.0) * 40 + 0.5); }

bool heads_tail(Label label) {
  return label == Label::related || label == Label::tags || label == Label::comments || label == Label::popular ||
         label == Label::newsletter || label == Label::bio;
}

// Counts by topic word: open addressing, a power of two of places.
class TopicCounts {
 public:
  struct Entry {
    std::uint64_t word = 0;
    std::uint32_t lines = 0, core = 0, kept = 0, lead = 0, first = 0, stamp = 0;
  };
  explicit TopicCounts(std::size_t n) {
    std::size_t size = 64;
    while (size < n * 2) size *= 2;
    entries_.resize(size);
  }
  Entry& operator[](std::uint64_t word) {
    std::size_t at = mix64(word) & (entries_.size() - 1);
    while (entries_[at].word != 0 && entries_[at].word != word) at = (at + 1) & (entries_.size() - 1);
    entries_[at].word = word;
    return entries_[at];
  }
  std::vector<Entry>& all() { return entries_; }

 private:
  std::vector<Entry> entries_;
};

struct Posting {
  std::uint64_t word;
  std::uint32_t line;
  auto operator<=>(const Posting&) const = default;
};

struct LineFacts {
  std::uint32_t words = 0;
  std::uint8_t ending = 0, upper = 0, kind = 0, shape = 0;
  bool ends = false, prose = false, bullet = false, brief = false, dated = false, exact = false, idle = false, counts = false, cut = false;
  float heads = 0;  // how much of what it speaks of is spoken of in the running text behind it
  Label label = Label::none;
  std::uint64_t hash = 0;
  std::vector<std::uint64_t> topics;
};

std::size_t n_sentences(std::string_view text) {
  std::size_t n = 0;
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    if (text[i] == '.' || text[i] == '!' || text[i] == '?')
      n += text[i + 1] == ' ' || text[i + 1] == '"';
    else if (text[i] == '\xE3' && text[i + 1] == '\x80' && i + 2 < text.size() && text[i + 2] == '\x82')  // 。
      ++n;
  }
  return n;
}

// Share of the second line's topic words that stand in the first one too.
std::uint8_t shared_topics(const LineFacts& line, const LineFacts& head) {
  if (head.topics.empty()) return 0;
  double same = 0;
  for (const auto word : head.topics) same += std::find(line.topics.begin(), line.topics.end(), word) != line.topics.end();
  return static_cast<std::uint8_t>(share(same, static_cast<double>(head.topics.size())) + 1);
}

bool has_address(std::string_view line) {
  return line.find("http") != line.npos || line.find("www.") != line.npos || line.find('@') != line.npos ||
         line.find("pic.twitter") != line.npos || line.find('#') != line.npos;
}
bool has_quote(std::string_view line) {
  return line.find('"') != line.npos || line.find("\xE2\x80\x9C") != line.npos || line.find("\xC2\xAB") != line.npos ||
         line.find("\xE2\x80\x9E") != line.npos || line.find("\xE3\x80\x8C") != line.npos;
}
bool has_bars(std::string_view line) {
  return line.find('|') != line.npos || line.find(" > ") != line.npos || line.find("\xC2\xBB") != line.npos ||
         line.find("\xE2\x80\xBA") != line.npos || line.find("\xE2\x80\xA2") != line.npos || line.find(" \xC2\xB7 ") != line.npos;
}

}  // namespace

struct FlatFeatures::Facts {
  const FlatLines* flat = nullptr;
  std::vector<LineFacts> lines;
  std::vector<std::uint32_t> prose_sum;  // words of running text before each line
  TopicCounts topics{0};
  FeatureRows rows;

  double prose_between(std::size_t first, std::size_t last) const { return prose_sum[last] - prose_sum[first]; }
};

std::span<const std::string_view> FlatFeatures::names() { return kNames; }
std::size_t FlatFeatures::n_first() { return c_n_first; }
bool FlatFeatures::idle(std::size_t line) const { return facts_->lines[line].idle; }
bool FlatFeatures::dated(std::size_t line) const { return facts_->lines[line].dated; }
const FeatureRows& FlatFeatures::first() const { return facts_->rows; }
FlatFeatures::~FlatFeatures() = default;

FlatFeatures::FlatFeatures(const ArticleTables& tables, std::string_view text, const FlatLines& flat, std::string_view title)
    : facts_(std::make_unique<Facts>()) {
  Facts& facts = *facts_;
  facts.flat = &flat;
  const std::size_t n = flat.lines.size();
  facts.rows.width = c_n_columns;
  facts.rows.bytes.assign(n * c_n_columns, 0);
  facts.lines.resize(n);
  facts.prose_sum.assign(n + 1, 0);
  if (n == 0) return;
  const bool has_core = flat.core_first <= flat.core_last;

  // Each line alone.
  std::unordered_map<std::uint64_t, std::uint32_t> copies, seen;
  std::size_t n_topics = 0;
  const std::string title_key = text_key(title);
  for (std::size_t i = 0; i < n; ++i) {
    const FlatLine& one = flat.lines[i];
    const std::string_view line = slice(text, one.text);
    LineFacts& f = facts.lines[i];
    f.words = one.size.words;
    f.ending = static_cast<std::uint8_t>(ending_of(line));
    f.ends = f.ending <= 2;
    f.prose = one.prose;
    f.bullet = one.bullet;
    f.brief = f.words < 12 && !f.ends;
    f.upper = f.words < 3 ? 21 : share(one.size.words_upper, f.words);
    f.label = f.words <= 40 ? tables.labels.find(line, f.exact) : Label::none;
    f.hash = hash64(line);
    ++copies[f.hash];
    facts.prose_sum[i + 1] = facts.prose_sum[i] + (f.prose ? f.words : 0);
    f.kind = static_cast<std::uint8_t>((f.ends ? 0 : f.ending == 3 ? 1 : 2) + (f.bullet ? 3 : 0));
    f.shape = static_cast<std::uint8_t>((f.words < 4    ? 0
                                         : f.words < 9  ? 1
                                         : f.words < 20 ? 2
                                                        : 3) *
                                            8 +
                                        (f.ends ? 4 : 0) + (f.bullet ? 2 : 0) + (f.upper > 9 && f.upper <= 20 ? 1 : 0));
  }
  // Far from all running text nothing is kept but lines of some length.
  {
    constexpr std::size_t kFar = 8;
    std::size_t last = n * 2 + kFar;
    std::vector<bool> near(n, false);
    for (std::size_t i = 0; i < n; ++i) {
      const LineFacts& f = facts.lines[i];
      if (f.words >= 10 || (f.ends && f.words >= 4)) last = i;
      near[i] = last <= i && i - last <= kFar;
    }
    std::size_t next = n + kFar * 2;
    for (std::size_t i = n; i-- > 0;) {
      LineFacts& f = facts.lines[i];
      if (f.words >= 10 || (f.ends && f.words >= 4)) next = i;
      f.idle = f.words <= 6 && !f.ends && !near[i] && (next < i || next - i > kFar);
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    LineFacts& f = facts.lines[i];
    if (f.idle) continue;
    const std::string_view line = slice(text, flat.lines[i].text);
    f.topics = topic_words(line.substr(0, 3000));
    n_topics += f.topics.size();
    const bool digits = f.words <= kDatedWords && std::any_of(line.begin(), line.end(), [](char c) { return c >= '0' && c <= '9'; });
    f.dated = digits && !find_dates(line, tables.dates, true, 1).empty();
    f.counts = digits && f.words <= 8;
    f.cut = f.ending == 4 || ends_with(line, "...") || ends_with(line, "[…]");
  }
  facts.topics = TopicCounts(n_topics);
  std::uint32_t stamp = 0;
  std::size_t leads = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const LineFacts& f = facts.lines[i];
    const bool in_core = has_core && i >= flat.core_first && i <= flat.core_last && f.prose;
    const bool lead = in_core && leads < 2;
    leads += lead;
    ++stamp;
    for (const auto word : f.topics) {
      auto& entry = facts.topics[word];
      if (entry.stamp == stamp) continue;
      entry.stamp = stamp;
      ++entry.lines;
      entry.core += in_core;
      entry.lead += lead;
    }
  }

  // Lines that may be the title, by what of theirs is spoken of in the running text that follows.
  std::vector<Posting> postings;
  for (std::size_t i = 0; i < n; ++i)
    if (facts.lines[i].prose)
      for (const auto word : facts.lines[i].topics) postings.push_back({word, static_cast<std::uint32_t>(i)});
  std::sort(postings.begin(), postings.end());
  constexpr std::size_t kReach = 40;
  std::size_t anchor = n;
  double anchor_best = 0;
  for (std::size_t i = 0; i < n; ++i) {
    LineFacts& f = facts.lines[i];
    if (f.idle || f.words < 3 || f.words > 30 || f.topics.size() < 2) continue;
    double found = 0, all = 0;
    for (const auto word : f.topics) {
      const double weight = std::log2(1 + static_cast<double>(n) / facts.topics[word].lines);
      all += weight;
      std::size_t hits = 0;
      for (auto it = std::upper_bound(postings.begin(), postings.end(), Posting{word, static_cast<std::uint32_t>(i)});
           it != postings.end() && it->word == word && it->line <= i + kReach && hits < 3; ++it)
        hits += facts.lines[it->line].hash != f.hash;
      found += weight * static_cast<double>(hits) / 3;
    }
    f.heads = static_cast<float>(found / all);
    const double behind = facts.prose_between(i + 1, std::min(n, i + 1 + kReach));
    const double value = static_cast<double>(f.heads) * std::log2(1 + behind) * (f.ends ? 0.7 : 1.0) * (f.bullet ? 0.7 : 1.0) *
                         std::min(1.0, 0.5 + 0.1 * static_cast<double>(f.topics.size()));
    if (value > anchor_best) anchor_best = value, anchor = i;
  }
  std::vector<std::uint32_t> dates_sum(n + 1, 0), counts_sum(n + 1, 0), cut_sum(n + 1, 0);
  for (std::size_t i = 0; i < n; ++i) {
    dates_sum[i + 1] = dates_sum[i] + (facts.lines[i].dated && facts.lines[i].words <= 12);
    counts_sum[i + 1] = counts_sum[i] + facts.lines[i].counts;
    cut_sum[i + 1] = cut_sum[i] + facts.lines[i].cut;
  }
  std::size_t last_head = n;

  // Stretches of running text: up to four other lines may stand between.
  struct Segment {
    std::size_t first, last;
    std::uint32_t words;
  };
  std::vector<Segment> segments;
  std::vector<std::size_t> segment_of(n, n);
  for (std::size_t i = 0; i < n; ++i) {
    if (!facts.lines[i].prose) continue;
    if (segments.empty() || i - segments.back().last > 5) segments.push_back({i, i, 0});
    segments.back().last = i;
    segments.back().words += facts.lines[i].words;
  }
  std::vector<std::size_t> order(segments.size()), rank(segments.size());
  for (std::size_t k = 0; k < order.size(); ++k) order[k] = k;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return segments[a].words > segments[b].words; });
  for (std::size_t k = 0; k < order.size(); ++k) rank[order[k]] = k;
  for (std::size_t k = 0; k < segments.size(); ++k)
    for (std::size_t i = segments[k].first; i <= segments[k].last; ++i) segment_of[i] = k;
  const double best_segment = segments.empty() ? 0 : segments[order[0]].words;

  // Runs of bullets and of brief lines.
  std::vector<std::uint32_t> bullet_first(n), bullet_last(n), brief_first(n), brief_last(n);
  const auto runs = [&](auto member, std::vector<std::uint32_t>& first, std::vector<std::uint32_t>& last) {
    for (std::size_t i = 0; i < n;) {
      std::size_t end = i;
      while (end < n && member(end)) ++end;
      for (std::size_t k = i; k < end; ++k) first[k] = static_cast<std::uint32_t>(i), last[k] = static_cast<std::uint32_t>(end);
      i = std::max(end, i + 1);
    }
  };
  runs([&](std::size_t i) { return facts.lines[i].bullet; }, bullet_first, bullet_last);
  runs([&](std::size_t i) { return facts.lines[i].brief; }, brief_first, brief_last);

  const double core_words = has_core ? facts.prose_between(flat.core_first, flat.core_last + 1) : 0;
  const double all_words = facts.prose_sum[n];
  std::size_t last_prose = n, last_byline = n, last_date = n, last_tail = n, tails_in_core = 0;
  std::vector<std::size_t> next_prose(n + 1, n), next_date(n + 1, n), next_tail(n + 1, n);
  for (std::size_t i = n; i-- > 0;) {
    const LineFacts& f = facts.lines[i];
    next_prose[i] = f.prose ? i : next_prose[i + 1];
    next_date[i] = f.dated && f.words <= 12 ? i : next_date[i + 1];
    next_tail[i] = f.exact && heads_tail(f.label) ? i : next_tail[i + 1];
  }
  const auto gap = [&](std::size_t from, std::size_t to) -> std::uint8_t {
    return from >= n || to >= n ? 63 : scale(static_cast<double>(to - from));
  };
  for (std::size_t i = 0; i < n; ++i) {
    LineFacts& f = facts.lines[i];
    const FlatLine& one = flat.lines[i];
    std::uint8_t* row = facts.rows.row(i);
    const std::uint32_t before = seen[f.hash]++;
    const bool tail = f.exact && heads_tail(f.label);
    if (!f.idle) {
      const std::string_view line = slice(text, one.text);
      row[c_words] = scale(f.words);
      row[c_word_size] = f.words == 0 ? 0 : static_cast<std::uint8_t>(std::min(30u, one.size.letters * 2 / f.words));
      row[c_ending] = f.ending;
      row[c_start] = static_cast<std::uint8_t>(start_of(line));
      row[c_upper] = f.upper;
      row[c_caps] = one.size.letters > 3 ? share(one.size.letters_upper, one.size.letters) : 0;
      row[c_bullet] = f.bullet;
      row[c_label] = static_cast<std::uint8_t>(f.label);
      row[c_label_exact] = f.exact;
      row[c_commas] = scale(static_cast<double>(std::count(line.begin(), line.end(), ',')));
      row[c_sentences] = scale(static_cast<double>(n_sentences(line)));
      row[c_digits] = share(static_cast<double>(std::count_if(line.begin(), line.end(), [](char c) { return c >= '0' && c <= '9'; })),
                            static_cast<double>(line.size()));
      row[c_address] = has_address(line);
      row[c_quote] = has_quote(line);
      row[c_bracket] = line.back() == ')' || line.back() == ']';
      row[c_bars] = has_bars(line);
      row[c_colons] = scale(static_cast<double>(std::count(line.begin(), line.end(), ':')));
      row[c_sign] = line.find("\xC2\xA9") != line.npos || line.find("(c)") != line.npos;
      row[c_dated] = f.dated ? (f.words <= 5 ? 2 : 1) : 0;
      if (f.bullet)
        row[c_bullet_run] = scale(bullet_last[i] - bullet_first[i]), row[c_bullet_at] = scale(static_cast<double>(i - bullet_first[i]) + 1);
      if (f.brief) {
        row[c_short_run] = scale(brief_last[i] - brief_first[i]);
        row[c_short_before] = scale(static_cast<double>(i - brief_first[i]) + 1);
        row[c_short_after] = scale(static_cast<double>(brief_last[i] - i));
      }
      row[c_copies] = scale(copies[f.hash]);
      row[c_copy_before] = scale(before);
      constexpr std::size_t kWordsBefore[] = {c_words_b1, c_words_b2, c_words_b3}, kWordsAfter[] = {c_words_a1, c_words_a2, c_words_a3};
      for (std::size_t d = 0; d < 3; ++d) {
        row[kWordsBefore[d]] = i > d ? scale(facts.lines[i - d - 1].words) : 63;
        row[kWordsAfter[d]] = i + d + 1 < n ? scale(facts.lines[i + d + 1].words) : 63;
      }
      const auto look = [&](std::size_t at, bool inside, Column kind, Column dated, Column label) {
        if (!inside) {
          row[kind] = 7;
          return;
        }
        const LineFacts& other = facts.lines[at];
        row[kind] = other.kind;
        row[dated] = other.dated ? (other.words <= 5 ? 2 : 1) : 0;
        row[label] = static_cast<std::uint8_t>(static_cast<int>(other.label) * 2 + other.exact);
      };
      look(i - 1, i > 0, c_kind_b1, c_dated_b1, c_label_b1);
      look(i - 2, i > 1, c_kind_b2, c_dated_b2, c_label_b2);
      look(i + 1, i + 1 < n, c_kind_a1, c_dated_a1, c_label_a1);
      look(i + 2, i + 2 < n, c_kind_a2, c_dated_a2, c_label_a2);
      row[c_upper_b1] = i > 0 ? facts.lines[i - 1].upper : 22;
      row[c_upper_a1] = i + 1 < n ? facts.lines[i + 1].upper : 22;
      const auto prose_near = [&](std::size_t back, std::size_t ahead) {
        const double all = facts.prose_between(i > back ? i - back : 0, std::min(n, i + ahead + 1));
        return scale(all - (f.prose ? f.words : 0));
      };
      row[c_prose_3] = prose_near(3, 3);
      row[c_prose_10] = prose_near(10, 10);
      row[c_prose_before_10] = prose_near(10, 0);
      row[c_prose_after_10] = prose_near(0, 10);
      std::size_t brief = 0, around = 0;
      for (std::size_t k = i > 5 ? i - 5 : 0; k < std::min(n, i + 6); ++k) around += k != i, brief += k != i && facts.lines[k].brief;
      row[c_short_share_5] = share(static_cast<double>(brief), static_cast<double>(around));
      const std::size_t after = next_prose[i + 1];
      row[c_prose_gap_before] = gap(last_prose, i);
      row[c_prose_gap_after] = gap(i, after);
      row[c_prose_size_before] = last_prose < n ? scale(facts.lines[last_prose].words) : 63;
      row[c_prose_size_after] = after < n ? scale(facts.lines[after].words) : 63;
      row[c_core] = !has_core ? 0 : i < flat.core_first ? 1 : i > flat.core_last ? 3 : 2;
      if (has_core) row[c_core_gap] = i < flat.core_first ? gap(i, flat.core_first) : i > flat.core_last ? gap(flat.core_last, i) : 0;
      row[c_core_words] = scale(core_words);
      if (has_core && i > flat.core_first)
        row[c_core_at] = share(facts.prose_between(flat.core_first, std::min(i, flat.core_last + 1)), core_words);
      row[c_prose_at] = share(facts.prose_sum[i], all_words);
      row[c_line_at] = share(static_cast<double>(i), static_cast<double>(n));
      // Nothing is said of the first lines' place beyond a screenful: scraped pages begin with menus, other text with its lead.
      row[c_lines_before] = scale(static_cast<double>(i));
      row[c_lines_after] = scale(static_cast<double>(n - 1 - i));
      row[c_lines] = scale(static_cast<double>(n));
      if (segment_of[i] < n) {
        const Segment& segment = segments[segment_of[i]];
        row[c_segment] = share(segment.words, best_segment) + 1;
        row[c_segment_words] = scale(segment.words);
        row[c_segment_rank] = static_cast<std::uint8_t>(std::min<std::size_t>(rank[segment_of[i]] + 1, 20));
        row[c_segment_at] = share(facts.prose_between(segment.first, i), segment.words);
      }
      row[c_topics] = scale(static_cast<double>(f.topics.size()));
      if (!f.topics.empty()) {
        const bool in_core = has_core && i >= flat.core_first && i <= flat.core_last && f.prose;
        double in = 0, rare_in = 0, rare = 0, lead = 0;
        for (const auto word : f.topics) {
          const auto& entry = facts.topics[word];
          const double weight = std::log2(1 + static_cast<double>(n) / entry.lines);
          const bool shared = entry.core > (in_core ? 1u : 0u);
          in += shared;
          rare += weight;
          rare_in += shared ? weight : 0;
          lead += entry.lead > 0;
        }
        row[c_topic_core] = share(in, static_cast<double>(f.topics.size())) + 1;
        row[c_topic_core_rare] = share(rare_in, rare) + 1;
        row[c_topic_lead] = share(lead, static_cast<double>(f.topics.size())) + 1;
        const auto overlap = [&](std::size_t at) -> std::uint8_t {
          if (at >= n) return 0;
          ++stamp;
          for (const auto word : facts.lines[at].topics) facts.topics[word].stamp = stamp;
          double same = 0;
          for (const auto word : f.topics) same += facts.topics[word].stamp == stamp;
          return share(same, static_cast<double>(f.topics.size())) + 1;
        };
        row[c_topic_next] = overlap(after);
        row[c_topic_prev] = overlap(last_prose);
      }
      row[c_tail_gap] = gap(last_tail, i);
      row[c_tail_kind] = last_tail < n ? static_cast<std::uint8_t>(facts.lines[last_tail].label) : 0;
      row[c_tail_prose] = last_tail < n ? scale(facts.prose_between(last_tail, i)) : 63;
      row[c_tail_next] = gap(i, next_tail[i + 1]);
      row[c_tails_in_core] = scale(static_cast<double>(tails_in_core));
      row[c_byline_gap] = gap(last_byline, i);
      row[c_date_gap_before] = gap(last_date, i);
      row[c_date_gap_after] = gap(i, next_date[i + 1]);
      std::size_t same = 0;
      for (std::size_t k = i > 8 ? i - 8 : 0; k < std::min(n, i + 9); ++k) same += k != i && facts.lines[k].shape == f.shape;
      row[c_same_shape] = static_cast<std::uint8_t>(same);
      // Teasers come in turns: headline, text, date, headline, …
      std::size_t best = 0;
      for (std::size_t period = 2; period <= 5; ++period) {
        std::size_t turns = 0;
        for (std::size_t k = 1; k <= 3; ++k) {
          turns += i >= period * k && facts.lines[i - period * k].shape == f.shape && facts.lines[i - period * k + 1].shape != f.shape;
          turns += i + period * k < n && facts.lines[i + period * k].shape == f.shape && facts.lines[i + period * k - 1].shape != f.shape;
        }
        best = std::max(best, turns);
      }
      row[c_period] = static_cast<std::uint8_t>(best);
      row[c_page_prose] = share(all_words, static_cast<double>(n) * 10);
      std::uint32_t copies_before = 0, copies_after = 0;
      for (std::size_t d = 1; d <= 3; ++d) {
        if (i >= d) copies_before = std::max(copies_before, copies[facts.lines[i - d].hash]);
        if (i + d < n) copies_after = std::max(copies_after, copies[facts.lines[i + d].hash]);
      }
      row[c_copies_b] = scale(copies_before);
      row[c_copies_a] = scale(copies_after);
      row[c_dates_b10] = scale(dates_sum[i] - dates_sum[i > 10 ? i - 10 : 0]);
      row[c_dates_a10] = scale(dates_sum[std::min(n, i + 11)] - dates_sum[i + 1]);
      if (has_core && i > flat.core_first) row[c_dates_in_core] = scale(dates_sum[i] - dates_sum[flat.core_first]);
      row[c_counts_5] = scale(counts_sum[std::min(n, i + 6)] - counts_sum[i > 5 ? i - 5 : 0]);
      row[c_cut_5] = scale(cut_sum[std::min(n, i + 6)] - cut_sum[i > 5 ? i - 5 : 0]);
      row[c_heads] = static_cast<std::uint8_t>(f.heads * 20);
      if (anchor < n) {
        row[c_anchor] = i < anchor ? 1 : i == anchor ? 2 : 3;
        row[c_anchor_gap] = i < anchor ? gap(i, anchor) : gap(anchor, i);
        row[c_anchor_prose] = i > anchor ? scale(facts.prose_between(anchor, i)) : scale(facts.prose_between(i, anchor));
        row[c_anchor_score] = static_cast<std::uint8_t>(std::min(40.0, anchor_best * 4));
        row[c_anchor_shared] = shared_topics(facts.lines[i], facts.lines[anchor]);
      }
      if (last_head < n) {
        row[c_head_gap] = gap(last_head, i);
        row[c_head_score] = static_cast<std::uint8_t>(facts.lines[last_head].heads * 20);
        row[c_head_shared] = shared_topics(facts.lines[i], facts.lines[last_head]);
      }
      row[c_title] = !title_key.empty() && f.words <= 40 && text_key(line) == title_key;
    }
    if (f.prose) last_prose = i;
    if (!f.idle && !f.prose && f.words >= 3 && f.words <= 30 && f.topics.size() >= 2 && !f.ends) last_head = i;
    if (f.label == Label::byline) last_byline = i;
    if (f.dated && f.words <= 12) last_date = i;
    if (tail) last_tail = i, tails_in_core += has_core && i >= flat.core_first;
  }
}

const FeatureRows& FlatFeatures::second(std::span<const float> kept) {
  Facts& facts = *facts_;
  const std::size_t n = facts.lines.size();
  std::vector<double> sum(n + 1, 0), mass(n + 1, 0);
  std::vector<std::uint32_t> count(n + 1, 0), tails(n + 1, 0);
  for (auto& entry : facts.topics.all()) entry.kept = entry.first = 0;
  std::uint32_t stamp = 0;
  for (auto& entry : facts.topics.all()) stamp = std::max(stamp, entry.stamp);
  std::size_t n_first_lines = 0;
  double sure = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const LineFacts& f = facts.lines[i];
    const bool yes = kept[i] > 0.5F;
    sum[i + 1] = sum[i] + kept[i];
    mass[i + 1] = mass[i] + static_cast<double>(kept[i]) * f.words;
    count[i + 1] = count[i] + yes;
    tails[i + 1] = tails[i] + (f.exact && heads_tail(f.label));
    if (!yes) continue;
    sure += kept[i];
    const bool first = f.words >= 8 && n_first_lines < 3;
    n_first_lines += first;
    ++stamp;
    for (const auto word : f.topics) {
      auto& entry = facts.topics[word];
      if (entry.stamp == stamp) continue;
      entry.stamp = stamp;
      ++entry.kept;
      entry.first += first;
    }
  }
  // The stretch with most of the article; up to six lines in between may be dropped.
  std::vector<std::size_t> first_of(n, n), last_of(n, n);
  std::size_t main_first = n, main_last = 0, first = n, last = n;
  double best = -1;
  const auto close = [&] {
    if (first == n) return;
    const double own = mass[last + 1] - mass[first];
    for (std::size_t k = first; k <= last; ++k) first_of[k] = first, last_of[k] = last;
    if (own > best) best = own, main_first = first, main_last = last;
  };
  for (std::size_t i = 0; i < n; ++i) {
    if (kept[i] <= 0.5F) continue;
    if (first == n || i - last > 7) close(), first = i;
    last = i;
  }
  close();
  std::vector<std::size_t> next_kept(n + 1, n);
  for (std::size_t i = n; i-- > 0;) next_kept[i] = kept[i] > 0.5F ? i : next_kept[i + 1];
  std::size_t last_kept = n;
  const auto gap = [&](std::size_t from, std::size_t to) -> std::uint8_t {
    return from >= n || to >= n ? 63 : scale(static_cast<double>(to - from));
  };
  for (std::size_t i = 0; i < n; ++i) {
    const LineFacts& f = facts.lines[i];
    if (!f.idle) {
      std::uint8_t* row = facts.rows.row(i);
      constexpr Column kBefore[] = {c_p_b1, c_p_b2, c_p_b3}, kAfter[] = {c_p_a1, c_p_a2, c_p_a3};
      row[c_p] = chance(kept[i]);
      for (std::size_t d = 0; d < 3; ++d) {
        row[kBefore[d]] = i > d ? chance(kept[i - d - 1]) : 41;
        row[kAfter[d]] = i + d + 1 < n ? chance(kept[i + d + 1]) : 41;
      }
      const auto near = [&](std::size_t size) {
        const std::size_t from = i > size ? i - size : 0, to = std::min(n, i + size + 1);
        return to - from <= 1 ? std::uint8_t{0} : chance((sum[to] - sum[from] - kept[i]) / static_cast<double>(to - from - 1));
      };
      row[c_p_near_2] = near(2);
      row[c_p_near_5] = near(5);
      row[c_p_near_10] = near(10);
      row[c_mass_before] = share(mass[i], mass[n]);
      row[c_mass_after] = share(mass[n] - mass[i + 1], mass[n]);
      row[c_mass] = scale(mass[n]);
      const std::size_t after = next_kept[i + 1];
      row[c_kept_gap_before] = gap(last_kept, i);
      row[c_kept_gap_after] = gap(i, after);
      row[c_kept_words_before] = last_kept < n ? scale(facts.lines[last_kept].words) : 63;
      row[c_kept_words_after] = after < n ? scale(facts.lines[after].words) : 63;
      row[c_kept_before] = scale(count[i]);
      row[c_kept_after] = scale(count[n] - count[i + 1]);
      if (main_first < n) {
        row[c_main] = i < main_first ? 1 : i > main_last ? 3 : 2;
        row[c_main_gap] = i < main_first ? gap(i, main_first) : i > main_last ? gap(main_last, i) : 0;
        if (i > main_last) row[c_tail_between] = scale(tails[i + 1] - tails[main_last + 1]);
        if (i > main_last) row[c_dropped_before] = scale(static_cast<double>(i - main_last) - count[i] + count[main_last + 1]);
        if (i < main_first) row[c_dropped_after] = scale(static_cast<double>(main_first - i) - count[main_first] + count[i + 1]);
      }
      if (first_of[i] < n) row[c_own_mass] = share(mass[last_of[i] + 1] - mass[first_of[i]], best) + 1;
      if (!f.topics.empty()) {
        const bool own = kept[i] > 0.5F;
        double in = 0, rare_in = 0, rare = 0, lead = 0;
        for (const auto word : f.topics) {
          const auto& entry = facts.topics[word];
          const double weight = std::log2(1 + static_cast<double>(n) / entry.lines);
          const bool shared = entry.kept > (own ? 1u : 0u);
          in += shared;
          rare += weight;
          rare_in += shared ? weight : 0;
          lead += entry.first > 0;
        }
        row[c_topic_kept] = share(in, static_cast<double>(f.topics.size())) + 1;
        row[c_topic_kept_rare] = share(rare_in, rare) + 1;
        row[c_topic_first] = share(lead, static_cast<double>(f.topics.size())) + 1;
      }
      row[c_sure] = count[n] == 0 ? 0 : chance(sure / count[n]);
    }
    if (kept[i] > 0.5F) last_kept = i;
  }
  return facts.rows;
}

}  // namespace readout
