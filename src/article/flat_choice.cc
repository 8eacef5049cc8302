#include "article/flat_choice.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_set>

namespace readout {
namespace {

constexpr float kSurelyNot = 0.015F;  // what the first pass thinks that little of the second does not save; half of the lines

float logistic(float score) { return 1.0F / (1.0F + std::exp(-score)); }

// One-way cuts: once most of the kept running text is behind, a line that heads tags, other stories or comments ends the article.
void cut_at_labels(const ArticleTables& tables, std::string_view text, const FlatLines& flat, std::vector<bool>& keep) {
  std::size_t all = 0, behind = 0;
  const auto running = [&](std::size_t i) { return keep[i] && flat.lines[i].prose ? flat.lines[i].size.words : 0u; };
  for (std::size_t i = 0; i < flat.lines.size(); ++i) all += running(i);
  for (std::size_t i = 0; i < flat.lines.size(); ++i) {
    behind += running(i);
    if (behind * 20 < all * 17 || flat.lines[i].size.words > 6) continue;
    bool exact = false;
    const Label label = tables.labels.find(slice(text, flat.lines[i].text), exact);
    if (!exact || (label != Label::related && label != Label::tags && label != Label::comments && label != Label::popular)) continue;
    std::fill(keep.begin() + static_cast<std::ptrdiff_t>(i), keep.end(), false);
    return;
  }
}

// A page has an article: where hardly any words pass the bar it is lowered step by step.
std::vector<bool> over_the_bar(const FlatLines& flat, const std::vector<float>& chances, double lean) {
  constexpr std::size_t kFewWords = 40;
  std::vector<bool> keep(chances.size(), false);
  for (const float bar : {0.5F, 0.4F, 0.3F, 0.2F, 0.15F, 0.1F}) {
    const double bound = std::log(static_cast<double>(bar) / (1.0 - static_cast<double>(bar))) - lean;
    std::size_t words = 0;
    for (std::size_t i = 0; i < chances.size(); ++i) {
      const double p = std::clamp(static_cast<double>(chances[i]), 1e-6, 1 - 1e-6);
      keep[i] = std::log(p / (1 - p)) > bound;
      words += keep[i] ? flat.lines[i].size.words : 0;
    }
    if (words >= kFewWords) break;
  }
  return keep;
}

}  // namespace

std::vector<float> line_chances(const FlatModel& model, FlatFeatures& features, std::size_t n_lines) {
  std::vector<float> chances(n_lines, 0);
  const FeatureRows& first = features.first();
  for (std::size_t i = 0; i < n_lines; ++i)
    if (!features.idle(i)) chances[i] = logistic(model.first.score(first.row(i)));
  const FeatureRows& second = features.second(chances);
  for (std::size_t i = 0; i < n_lines; ++i)
    if (!features.idle(i) && chances[i] > kSurelyNot) chances[i] = logistic(model.second.score(second.row(i)));
  return chances;
}

FlatChoice choose_lines(const ArticleTables& tables, std::string_view text, const FlatLines& flat, std::vector<float> chances,
                        double lean) {
  FlatChoice choice;
  const std::size_t n = flat.lines.size();
  choice.keep.assign(n, true);
  if (!chances.empty()) choice.keep = over_the_bar(flat, chances, lean);
  choice.chance = std::move(chances);
  auto& keep = choice.keep;
  cut_at_labels(tables, text, flat, keep);
  // An article begins with a sentence: title, date and buttons before it go.
  for (std::size_t i = 0; i < n && !(keep[i] && flat.lines[i].prose); ++i) {
    const std::string_view line = slice(text, flat.lines[i].text);
    bool exact = false;
    if (keep[i] && flat.lines[i].size.words < 25 && (ending_of(line) > 3 || tables.labels.find(line, exact) != Label::none))
      keep[i] = false;
  }
  std::unordered_set<std::string> seen;
  for (std::size_t i = 0; i < n; ++i) {
    if (!keep[i]) continue;
    const FlatLine& line = flat.lines[i];
    const std::string_view words = slice(text, line.text);
    // One bullet alone between paragraphs, without an end mark, is a link to another story.
    const bool alone = line.bullet && (i == 0 || !flat.lines[i - 1].bullet) && (i + 1 == n || !flat.lines[i + 1].bullet);
    if (alone && ending_of(words) > 3 && line.size.words >= 4 && i > 0 && flat.lines[i - 1].prose && i + 1 < n && flat.lines[i + 1].prose)
      keep[i] = false;
    else if (line.size.words >= 8 && !seen.insert(text_key(words)).second)
      keep[i] = false;
  }
  if (std::find(keep.begin(), keep.end(), true) == keep.end() && flat.core_first <= flat.core_last && n > 0) {
    for (std::size_t i = flat.core_first; i <= flat.core_last; ++i) keep[i] = true;
    choice.from_core = true;
  }
  return choice;
}

}  // namespace readout
