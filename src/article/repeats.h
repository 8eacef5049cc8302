// Which of an article's paragraphs say again what another one says: copies for other screen sizes, pull quotes, boxes that
// repeat sentences of the text.
#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

namespace readout {

// A paragraph as far as repeats are concerned.
struct RepeatCandidate {
  std::string_view text;
  bool hidden = false;  // the page does not show it: half of it said elsewhere is enough
};

// For each paragraph whether it is to be left out: nearly all of its runs of five words stand in earlier paragraphs, or (a pull
// quote before its paragraph) in later ones. Of two copies the first one stays. Paragraphs of fewer than ten words are
// never repeats: lists and programmes say such lines twice in earnest. Linear in the text.
std::vector<bool> find_repeats(const std::vector<RepeatCandidate>& paragraphs);

}  // namespace readout
