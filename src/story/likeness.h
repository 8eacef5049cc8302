// How alike two sketches are. Two questions, two signals: does one text follow the other (order), and do they tell the same
// facts (selection)?
//
//   chain      longest run of shared stems in the same order, weighted by rarity, over the smaller text     order
//   shared     weighted share of the smaller text's stems that the other has                               containment
//   jaccard    weighted Jaccard of stems
//   facts      weighted share of the poorer text's names and numbers that the other has                    selection
#pragma once
#include <cstdint>

#include "story/rules.h"

namespace readout {

struct Likeness {
  double chain = 0;
  double shared = 0;
  double jaccard = 0;
  double facts = 0;
  std::uint32_t chain_length = 0;  // stems in the run
  std::uint32_t n_shared = 0;
  std::uint32_t n_keys = 0;   // keys of the text with fewer
  std::uint32_t n_facts = 0;  // shared names and numbers
  double size_ratio = 0;      // smaller over larger, in weighted stems
  double verbatim = 0;        // share of neighbouring rare stems kept together, against the share of stems kept: 1 for a word-by-word copy
  double a_in_b = 0, b_in_a = 0;  // weighted containment each way
};

// Cost: linear in both chains, plus n log n for the run. Reused between calls; one a thread.
class LikenessScratch {
 public:
  // Prepares `a` to be compared with many others.
  void hold(const StoryRules::Parts& parts, const Sketch& a);
  Likeness with(const Sketch& b);

 private:
  const StoryRules::Parts* parts_ = nullptr;
  const Sketch* a_ = nullptr;
  WordTable<std::uint32_t> place_;  // stem → place in a's chain, from 1
  double weight_ = 0, fact_weight_ = 0;
  std::vector<std::uint32_t> places_;
  std::vector<float> weights_;
};

}  // namespace readout
