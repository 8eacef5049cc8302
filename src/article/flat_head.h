// What stands around the article in flattened text: which line is its title, which name its authors, which its date.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "article/flat_choice.h"
#include "article/flat_features.h"

namespace readout {

enum class HeadRole : unsigned char { title, author, date };
constexpr std::size_t kNHeadRoles = 3;

// How a page's dates are to be read: whether 4/5/2024 is in April.
bool month_first(std::string_view language);

// Lines that may play a role, with their features: those of the lines (second pass) and what follows from the lines kept.
struct HeadCandidates {
  static constexpr std::size_t kNoLine = static_cast<std::size_t>(-1);
  std::vector<std::size_t> lines;  // into FlatLines::lines
  std::vector<FoundDate> dates;    // one a candidate; begin == end when the line tells none
  FeatureRows rows;                // one row a candidate
};
std::span<const std::string_view> head_feature_names();
HeadCandidates find_head(const ArticleTables& tables, std::string_view text, const FlatLines& flat, const FlatFeatures& features,
                         const FlatChoice& choice, bool month_first);
// The columns that look at the title's line; kNoLine when there is none.
void place_title(HeadCandidates& head, std::size_t title_line);

struct DatedLine {
  std::size_t line = 0;
  FoundDate date;
  double chance = 0;  // of being the day of publication
};
struct FlatHead {
  std::string title;
  std::vector<std::string> authors;
  std::vector<DatedLine> dates;  // likeliest first
};
FlatHead read_head(const ArticleTables& tables, std::string_view text, const FlatLines& flat, const FlatFeatures& features,
                   const FlatChoice& choice, bool month_first);

}  // namespace readout
