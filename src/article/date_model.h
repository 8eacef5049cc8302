// Weighs the days a page names: a log-linear model over their features, trained by data/article/train/train_dates.py. The
// probabilities of all days and of "none of them" add up to one, so that they serve as confidence.
#pragma once
#include <array>
#include <span>
#include <vector>

#include "article/date_evidence.h"
#include "base/text_file.h"
#include "readout/result.h"

namespace readout {

// Immutable after compile; share between threads.
class DateModel {
 public:
  // Lines FAMILY <tab> bin <tab> weight; "none <tab> 0 <tab> weight" is the score of no day.
  static Result<DateModel> compile(const TextFile& file);
  // Probability of each day to be that of publication, in the order given. All sum to less than one: the rest is none of them.
  std::vector<double> probabilities(std::span<const DateCandidate> days) const;

 private:
  std::array<float, kNDateFeatures> weights_{};
  float none_ = 0;
};

}  // namespace readout
