#include "article/html_context.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace readout {
namespace {

enum Column : std::size_t {
  c_score,
  c_before_1,
  c_before_2,
  c_before_3,
  c_after_1,
  c_after_2,
  c_after_3,
  c_before_3_mean,
  c_before_8_mean,
  c_before_20_mean,
  c_after_3_mean,
  c_after_8_mean,
  c_after_20_mean,
  c_share_before,
  c_share_after,
  c_kept,
  c_kept_before,
  c_kept_after,
  c_parent_others,
  c_parent_share,
  c_parent_kept,
  c_above_others,
  c_above_share,
  c_above_kept,
  c_third_others,
  c_third_share,
  c_third_kept,
  c_shape_others,
  c_shape_share,
  c_shape_kept,
  c_core_up,
  c_core_down,
  c_gap_before,
  c_gap_after,
  c_run_before,
  c_run_after,
  c_dropped_before,
  c_dropped_after,
  c_core_score,
  c_below_core,
  c_n_columns
};
constexpr std::array<std::string_view, c_n_columns> kNames = {"score",
                                                              "score_before_1",
                                                              "score_before_2",
                                                              "score_before_3",
                                                              "score_after_1",
                                                              "score_after_2",
                                                              "score_after_3",
                                                              "kept_before_3",
                                                              "kept_before_8",
                                                              "kept_before_20",
                                                              "kept_after_3",
                                                              "kept_after_8",
                                                              "kept_after_20",
                                                              "kept_share_before",
                                                              "kept_share_after",
                                                              "kept_page",
                                                              "kept_words_before",
                                                              "kept_words_after",
                                                              "kept_parent_others",
                                                              "kept_parent_share",
                                                              "kept_parent_words",
                                                              "kept_above_others",
                                                              "kept_above_share",
                                                              "kept_above_words",
                                                              "kept_third_others",
                                                              "kept_third_share",
                                                              "kept_third_words",
                                                              "kept_shape_others",
                                                              "kept_shape_share",
                                                              "kept_shape_words",
                                                              "kept_core_up",
                                                              "kept_core_down",
                                                              "kept_gap_before",
                                                              "kept_gap_after",
                                                              "kept_run_before",
                                                              "kept_run_after",
                                                              "dropped_run_before",
                                                              "dropped_run_after",
                                                              "core_score",
                                                              "below_core"};

struct Kept {
  double words = 0, kept = 0;
};

}  // namespace

std::span<const std::string_view> html_context_names() { return kNames; }

void add_context(const Blocks& blocks, const BlockPlaces& places, std::span<const float> scores, FeatureTable& table) {
  const std::size_t n = blocks.blocks.size(), first = html_feature_names().size();
  if (n == 0) return;
  const auto set = [&](Column column, std::size_t i, double value) { table.column(first + column)[i] = static_cast<float>(value); };
  const auto& holders = places.holders;

  // Expected words of the article in each block, and their sums: along the page, in each subtree, in each shape.
  std::vector<double> words(n), kept(n), words_to(n + 1, 0), kept_to(n + 1, 0);
  std::vector<Kept> nodes(holders.size()), shapes(places.shape_hashes.size());
  for (std::size_t i = 0; i < n; ++i) {
    words[i] = std::min(blocks.blocks[i].words, 100u) + 1;
    kept[i] = words[i] / (1 + std::exp(-static_cast<double>(scores[i])));
    words_to[i + 1] = words_to[i] + words[i];
    kept_to[i + 1] = kept_to[i] + kept[i];
    const auto add = [&](Kept& sum) { sum.words += words[i], sum.kept += kept[i]; };
    add(shapes[places.shape[i]]);
    for (std::uint32_t at = places.holder[i];; at = holders[at].parent) {
      add(nodes[at]);
      if (at == 0) break;
    }
  }
  const double all = kept_to[n] + 1e-9;
  double core_score = 0;  // how sure the first look is of what it keeps
  for (std::size_t i = 0; i < n; ++i) core_score += kept[i] * static_cast<double>(scores[i]) / all;

  // The core is the smallest element with nine tenths of what is kept.
  std::uint32_t core = 0;
  for (std::uint32_t at = 0; at < holders.size(); ++at)
    if (nodes[at].kept >= 0.9 * all && holders[at].depth >= holders[core].depth) core = at;
  const std::vector<std::uint32_t> meets = places.meeting_depths(core);

  const auto mean = [&](std::size_t from, std::size_t to) {
    return (kept_to[to] - kept_to[from]) / std::max(words_to[to] - words_to[from], 1e-9);
  };
  for (std::size_t i = 0; i < n; ++i) {
    const double score = static_cast<double>(scores[i]);
    set(c_score, i, score);
    for (std::size_t d = 1; d <= 3; ++d) {
      set(static_cast<Column>(c_before_1 + d - 1), i, i >= d ? static_cast<double>(scores[i - d]) : -6);
      set(static_cast<Column>(c_after_1 + d - 1), i, i + d < n ? static_cast<double>(scores[i + d]) : -6);
    }
    constexpr std::size_t kReach[] = {3, 8, 20};
    for (std::size_t r = 0; r < 3; ++r) {
      set(static_cast<Column>(c_before_3_mean + r), i, mean(i < kReach[r] ? 0 : i - kReach[r], i));
      set(static_cast<Column>(c_after_3_mean + r), i, mean(i + 1, std::min(n, i + 1 + kReach[r])));
    }
    set(c_share_before, i, kept_to[i] / all);
    set(c_share_after, i, (kept_to[n] - kept_to[i + 1]) / all);
    set(c_core_score, i, core_score);
    set(c_below_core, i, core_score - score);
    set(c_kept, i, all);
    set(c_kept_before, i, kept_to[i]);
    set(c_kept_after, i, kept_to[n] - kept_to[i + 1]);
    const auto write_group = [&](Column column, const Kept& sum) {
      const double others = sum.words - words[i];
      set(column, i, others < 1e-6 ? -1 : (sum.kept - kept[i]) / others);
      set(static_cast<Column>(column + 1), i, sum.kept / all);
      set(static_cast<Column>(column + 2), i, sum.kept - kept[i]);
    };
    const std::uint32_t node = places.holder[i], parent = holders[node].parent, above = holders[parent].parent;
    write_group(c_parent_others, nodes[parent]);
    write_group(c_above_others, nodes[above]);
    write_group(c_third_others, nodes[holders[above].parent]);
    write_group(c_shape_others, shapes[places.shape[i]]);
    set(c_core_up, i, holders[core].depth - meets[node]);
    set(c_core_down, i, holders[node].depth - meets[node]);
  }

  // How far it is to the next kept block and how long the run of kept or dropped ones beside this one is, either way.
  constexpr double kFar = 200;
  const auto walk = [&](Column gap_column, Column run_column, Column dropped_column, auto at) {
    double gap = kFar, run = 0, dropped = 0;
    for (std::size_t k = 0; k < n; ++k) {
      const std::size_t i = at(k);
      set(gap_column, i, gap);
      set(run_column, i, run);
      set(dropped_column, i, dropped);
      const bool is_kept = scores[i] > 0;
      gap = is_kept ? 0 : std::min(gap + 1, kFar);
      run = is_kept ? run + words[i] : 0;
      dropped = is_kept ? 0 : dropped + words[i];
    }
  };
  walk(c_gap_before, c_run_before, c_dropped_before, [](std::size_t k) { return k; });
  walk(c_gap_after, c_run_after, c_dropped_after, [n](std::size_t k) { return n - 1 - k; });
}

}  // namespace readout
