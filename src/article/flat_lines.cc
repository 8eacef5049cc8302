#include "article/flat_lines.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "base/hash.h"
#include "base/text.h"
#include "base/utf8.h"

namespace readout {
namespace {

enum Family : std::size_t {
  f_bias,
  f_words,
  f_ending,
  f_ending_words,
  f_start,
  f_case,
  f_case_words,
  f_capitals,
  f_bullet,
  f_bullet_run,
  f_label,
  f_after_label,
  f_next,
  f_prev,
  f_next2,
  f_prev2,
  f_window,
  f_core,
  f_core_words,
  f_core_far,
  f_repeat,
  f_topic,
  f_topic_words,
  f_dated,
  f_commas,
  f_sentences,
  f_address,
  f_quote,
  f_credit,
  f_title,
  f_bars,
  f_core_case,
  f_topic_core,
  f_n_families
};
constexpr std::array<std::string_view, f_n_families> kFamilies = {
    "bias",       "words",    "ending",      "ending-words", "start",       "case",      "case-words", "capitals",  "bullet",
    "bullet-run", "label",    "after-label", "next",         "prev",        "next2",     "prev2",      "window",    "core",
    "core-words", "core-far", "repeat",      "topic",        "topic-words", "dated",     "commas",     "sentences", "address",
    "quote",      "credit",   "title",       "bars",         "core-case",   "topic-core"};

std::size_t words_bin(std::uint32_t words) {
  constexpr std::uint32_t kEdges[] = {1, 2, 3, 5, 8, 12, 18, 30, 60};
  return static_cast<std::size_t>(std::upper_bound(std::begin(kEdges), std::end(kEdges), words) - std::begin(kEdges));
}
std::size_t coarse(const FlatLine& line, std::size_t ending) {
  const auto words = line.size.words;
  return (words < 4 ? 0u : words < 9 ? 1u : words < 16 ? 2u : words < 35 ? 3u : 4u) * 4 + (line.bullet ? 2u : 0u) + (ending <= 2 ? 1u : 0u);
}
std::size_t case_bin(const Block& size) {
  if (size.words < 3) return 5;
  const double ratio = static_cast<double>(size.words_upper) / size.words;
  return ratio < 0.12 ? 0 : ratio < 0.25 ? 1 : ratio < 0.45 ? 2 : ratio < 0.7 ? 3 : 4;
}

std::size_t n_sentences(std::string_view text) {
  std::size_t n = 0;
  for (std::size_t i = 0; i + 2 < text.size(); ++i)
    if ((text[i] == '.' || text[i] == '!' || text[i] == '?') && (text[i + 1] == ' ' || text[i + 1] == '"')) ++n;
  return n;
}

// The stretch with the largest sum of line weights, prose up and all else down.
void find_core(const std::string_view text, FlatLines& out) {
  double sum = 0, best = 0;
  std::size_t first = 0;
  out.core_first = 1;
  out.core_last = 0;
  for (std::size_t i = 0; i < out.lines.size(); ++i) {
    const FlatLine& line = out.lines[i];
    const std::size_t ending = ending_of(slice(text, line.text));
    double weight = line.bullet ? -7.0 : -5.0;
    if (line.prose)
      weight = std::min<double>(line.size.words, 60) * (line.bullet ? 0.4 : 1.0) * (case_bin(line.size) >= 3 ? 0.2 : 1.0);
    else if (ending <= 2 && line.size.words >= 4 && !line.bullet)
      weight = 3;
    if (sum <= 0) sum = 0, first = i;
    sum += weight;
    if (sum > best) best = sum, out.core_first = first, out.core_last = i;
  }
}

}  // namespace

std::span<const std::string_view> flat_families() { return kFamilies; }

FlatLines cut_flat_lines(const ArticleTables&, std::string_view text) {
  FlatLines out;
  for (std::size_t at = 0; at <= text.size() && out.lines.size() < FlatLines::kMaxLines;) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::size_t b = at, e = end;
    const auto blank = [&](std::size_t i) {
      return text[i] == ' ' || text[i] == '\t' || text[i] == '\r' || text[i] == '\f' || text[i] == '\v';
    };
    while (b < e && blank(b)) ++b;
    while (e > b && blank(e - 1)) --e;
    FlatLine line;
    if (e - b > 2) {
      const std::string_view head = text.substr(b, e - b);
      std::size_t mark = 0;
      if (head[0] == '-' || head[0] == '*')
        mark = 1;
      else if (starts_with(head, "\xE2\x80\xA2") || starts_with(head, "\xE2\x96\xAA") || starts_with(head, "\xE2\x97\x8F"))
        mark = 3;
      else if (starts_with(head, "\xC2\xB7"))
        mark = 2;
      if (mark > 0 && head[mark] == ' ') {
        line.bullet = true;
        b += mark;
        while (b < e && blank(b)) ++b;
      }
    }
    if (e > b) {
      line.text = {static_cast<std::uint32_t>(b), static_cast<std::uint32_t>(e)};
      measure(text.substr(b, e - b), line.size);
      const std::size_t ending = ending_of(text.substr(b, e - b));
      line.prose = line.size.words >= 12 && ending <= 3;
      out.lines.push_back(line);
    }
    at = end + 1;
  }
  out.hit_lines = out.lines.size() >= FlatLines::kMaxLines;
  find_core(text, out);
  return out;
}

std::vector<LineFeatures> flat_features(const ArticleTables& tables, std::string_view text, const FlatLines& flat, std::string_view title) {
  const auto& lines = flat.lines;
  const std::size_t n = lines.size();
  std::vector<LineFeatures> out(n);
  const bool has_core = flat.core_first <= flat.core_last && n > 0;
  std::unordered_map<std::uint64_t, std::uint32_t> vocabulary, counts, seen;
  std::vector<std::vector<std::uint64_t>> topics(n);
  std::vector<std::uint64_t> hashes(n);
  std::vector<std::size_t> endings(n), run(n, 0);
  for (std::size_t i = 0; i < n; ++i) {
    const std::string_view line = slice(text, lines[i].text);
    hashes[i] = hash64(line);
    ++counts[hashes[i]];
    endings[i] = ending_of(line);
    if (lines[i].size.words <= 400) topics[i] = topic_words(line.substr(0, 3000));
    if (has_core && i >= flat.core_first && i <= flat.core_last && lines[i].prose)
      for (const auto word : topics[i]) ++vocabulary[word];
  }
  for (std::size_t i = 0; i < n;) {
    std::size_t end = i;
    while (end < n && lines[end].bullet) ++end;
    for (std::size_t k = i; k < end; ++k) run[k] = end - i;
    i = std::max(end, i + 1);
  }
  const std::string title_key = text_key(title);
  Label last_label = Label::none;
  std::size_t last_label_at = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const FlatLine& one = lines[i];
    const std::string_view line = slice(text, one.text);
    LineFeatures& f = out[i];
    f.active.reserve(40);
    const std::size_t words = words_bin(one.size.words), cased = case_bin(one.size);
    f.add(f_bias, 0);
    f.add(f_words, words);
    f.add(f_ending, endings[i]);
    f.add(f_ending_words, (endings[i] <= 1 ? 0u : endings[i] == 2 ? 1u : endings[i] == 3 ? 2u : endings[i] == 4 ? 3u : 4u) * 10 + words);
    f.add(f_start, start_of(line));
    f.add(f_case, cased);
    f.add(f_case_words, cased * 10 + words);
    if (one.size.letters > 3 && one.size.letters == one.size.letters_upper) f.add(f_capitals, words);
    if (one.bullet) f.add(f_bullet, words);
    if (run[i] > 0) f.add(f_bullet_run, run[i] == 1 ? 0 : run[i] <= 3 ? 1 : run[i] <= 8 ? 2 : 3);
    bool exact = false;
    const Label label = one.size.words <= 40 ? tables.labels.find(line, exact) : Label::none;
    if (label != Label::none) f.add(f_label, static_cast<std::size_t>(label) * 2 + exact);
    f.add(f_next, i + 1 < n ? coarse(lines[i + 1], endings[i + 1]) : 63);
    // Nothing is said of the first lines' place: scraped pages begin with menus, but other text begins with its lead.
    if (i > 0) f.add(f_prev, coarse(lines[i - 1], endings[i - 1]));
    f.add(f_next2, i + 2 < n ? coarse(lines[i + 2], endings[i + 2]) : 63);
    if (i > 1) f.add(f_prev2, coarse(lines[i - 2], endings[i - 2]));
    std::size_t prose_near = 0;
    for (std::size_t k = i > 4 ? i - 4 : 0; k < std::min(n, i + 5); ++k) prose_near += k != i && lines[k].prose && !lines[k].bullet;
    f.add(f_window, prose_near * 3 + (one.prose ? 2u : endings[i] <= 3 ? 1u : 0u));
    const std::size_t core = !has_core ? 0 : i < flat.core_first ? 1 : i > flat.core_last ? 3 : 2;
    f.add(f_core, core);
    f.add(f_core_words, core * 10 + words);
    f.add(f_core_case, (core * 2 + (endings[i] <= 3)) * 6 + cased);
    if (core == 1 || core == 3) {
      const std::size_t far = core == 1 ? flat.core_first - i : i - flat.core_last;
      f.add(f_core_far, (core == 1 ? 0u : 8u) +
                            (far <= 1    ? 0u
                             : far <= 2  ? 1u
                             : far <= 4  ? 2u
                             : far <= 8  ? 3u
                             : far <= 20 ? 4u
                                         : 5u) +
                            (one.prose ? 20u : 0u));
    }
    if (counts[hashes[i]] > 1) f.add(f_repeat, (seen[hashes[i]]++ > 0 ? 1u : 0u) * 10 + words);
    // How much of what the line speaks of is spoken of elsewhere in the core.
    if (!topics[i].empty() && has_core) {
      std::size_t shared = 0;
      const bool counted = core == 2 && one.prose;
      for (const auto word : topics[i]) {
        const auto it = vocabulary.find(word);
        shared += it != vocabulary.end() && it->second > (counted ? 1u : 0u);
      }
      const double ratio = static_cast<double>(shared) / static_cast<double>(topics[i].size());
      const std::size_t bin = ratio < 0.05 ? 0 : ratio < 0.15 ? 1 : ratio < 0.3 ? 2 : ratio < 0.5 ? 3 : ratio < 0.75 ? 4 : 5;
      f.add(f_topic, bin);
      f.add(f_topic_words, bin * 10 + words);
      f.add(f_topic_core, (core * 2 + one.prose) * 6 + bin);
    }
    const bool digits = std::any_of(line.begin(), line.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (digits && one.size.words <= 25) f.add(f_dated, words + (find_dates(line, tables.dates, true, 1).empty() ? 0u : 10u));
    f.add(f_commas, std::min<std::size_t>(static_cast<std::size_t>(std::count(line.begin(), line.end(), ',')), 4));
    f.add(f_sentences, std::min<std::size_t>(n_sentences(line), 5));
    if (line.find("http") != line.npos || line.find("www.") != line.npos || line.find('@') != line.npos ||
        line.find("pic.twitter") != line.npos)
      f.add(f_address, words);
    if (line.find('"') != line.npos || line.find("\xE2\x80\x9C") != line.npos || line.find("\xC2\xAB") != line.npos ||
        line.find("\xE2\x80\x9E") != line.npos)
      f.add(f_quote, words);
    if (line.back() == ')' && line.size() > 6) f.add(f_credit, words);
    if (!title_key.empty() && one.size.words <= 40 && text_key(line) == title_key) f.add(f_title, 0);
    if (line.find('|') != line.npos || line.find(" > ") != line.npos || line.find("\xC2\xBB") != line.npos) f.add(f_bars, words);
    if (last_label != Label::none) {
      const std::size_t far = i - last_label_at;
      f.add(f_after_label, static_cast<std::size_t>(last_label) * 3 + (far <= 2 ? 0u : far <= 10 ? 1u : 2u));
    }
    if (label != Label::none && exact && core == 3 && label != Label::share && label != Label::nav && label != Label::ad)
      last_label = label, last_label_at = i;
    f.link = i > 0 ? (one.bullet == lines[i - 1].bullet ? (one.bullet ? 1 : 0) : 2) : 0;
  }
  return out;
}

}  // namespace readout
