// Which lines of flattened text are the article: two passes of boosted trees over the lines, then a few rules.
#pragma once
#include <vector>

#include "article/flat_features.h"
#include "article/flat_lines.h"
#include "article/tables.h"

namespace readout {

struct FlatChoice {
  std::vector<bool> keep;     // one a line
  std::vector<float> chance;  // of being article, as the last pass has it; empty without a model
  bool from_core = false;     // no line looks like an article: the stretch with most running text is kept
};

// Chances of each line by both passes.
std::vector<float> line_chances(const FlatModel& model, FlatFeatures& features, std::size_t n_lines);
// The rules: a bar for the chances, lowered where hardly anything passes; cuts at labels; nothing twice. `lean` is added to each
// line's log odds (recall up, precision down when positive).
FlatChoice choose_lines(const ArticleTables& tables, std::string_view text, const FlatLines& flat, std::vector<float> chances, double lean);

}  // namespace readout
