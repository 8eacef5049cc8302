// Word by word: which words of two sentences stand for each other.
#pragma once
#include "story/side.h"

namespace readout {

inline constexpr std::uint32_t kNoWord = 0xffffffff;

// Global alignment (Needleman and Wunsch 1970) of two runs of words. Cost: the product of their lengths; at most kMaxWords words
// of either run are looked at.
struct WordAlignment {
  // For each word of A (from `first_a`) the word of B it is matched or exchanged with, or kNoWord; and the same for B.
  std::vector<std::uint32_t> of_a, of_b;
  std::vector<bool> same_a, same_b;  // the partner is the same word or wording
  std::uint32_t first_a = 0, first_b = 0;

  std::uint32_t partner_a(std::uint32_t word) const { return word - first_a < of_a.size() ? of_a[word - first_a] : kNoWord; }
  std::uint32_t partner_b(std::uint32_t word) const { return word - first_b < of_b.size() ? of_b[word - first_b] : kNoWord; }
  bool kept_a(std::uint32_t word) const { return word - first_a < same_a.size() && same_a[word - first_a]; }
  bool kept_b(std::uint32_t word) const { return word - first_b < same_b.size() && same_b[word - first_b]; }
};

WordAlignment align_words(const Side& a, std::uint32_t first_a, std::uint32_t last_a, const Side& b, std::uint32_t first_b,
                          std::uint32_t last_b);

}  // namespace readout
