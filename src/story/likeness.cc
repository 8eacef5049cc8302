#include "story/likeness.h"

#include <algorithm>

namespace readout {
namespace {

// Heaviest strictly increasing subsequence: a Fenwick tree of running maxima over places. Also counts its members.
struct Best {
  float weight = 0;
  std::uint32_t length = 0;
};

Best heaviest_run(const std::vector<std::uint32_t>& places, const std::vector<float>& weights, std::uint32_t n_places) {
  std::vector<Best> tree(n_places + 1);
  Best best;
  for (std::size_t k = 0; k < places.size(); ++k) {
    Best here;
    for (std::uint32_t i = places[k] - 1; i > 0; i -= i & (~i + 1))
      if (tree[i].weight > here.weight) here = tree[i];
    here.weight += weights[k];
    ++here.length;
    for (std::uint32_t i = places[k]; i <= n_places; i += i & (~i + 1))
      if (here.weight > tree[i].weight) tree[i] = here;
    if (here.weight > best.weight) best = here;
  }
  return best;
}

}  // namespace

void LikenessScratch::hold(const StoryRules::Parts& parts, const Sketch& a) {
  parts_ = &parts;
  a_ = &a;
  place_ = {};
  place_.reserve(a.chain.size() + 1);
  weight_ = fact_weight_ = 0;
  for (std::uint32_t i = 0; i < a.chain.size(); ++i) {
    place_[a.chain[i]] = i + 1;
    weight_ += parts.idf_of(a.chain[i]);
  }
  for (const std::uint32_t fact : a.facts) fact_weight_ += parts.idf_of(fact);
}

Likeness LikenessScratch::with(const Sketch& b) {
  Likeness like;
  places_.clear();
  weights_.clear();
  double b_weight = 0, common = 0;
  for (const std::uint32_t key : b.chain) {
    const float weight = parts_->idf_of(key);
    b_weight += weight;
    if (const std::uint32_t* place = place_.find(key)) {
      places_.push_back(*place);
      weights_.push_back(weight);
      common += weight;
    }
  }
  const double smaller = std::min(weight_, b_weight), larger = std::max(weight_, b_weight);
  if (smaller <= 0) return like;
  const Best run = heaviest_run(places_, weights_, static_cast<std::uint32_t>(a_->chain.size()));
  like.chain = run.weight / smaller;
  like.chain_length = run.length;
  like.n_shared = static_cast<std::uint32_t>(places_.size());
  like.shared = common / smaller;
  like.jaccard = common / (weight_ + b_weight - common);
  like.size_ratio = smaller / larger;
  like.a_in_b = common / weight_;
  like.b_in_a = common / b_weight;

  const std::size_t fewer_keys = std::min(a_->keys.size(), b.keys.size());
  if (fewer_keys > 0 && like.shared > 0) {
    std::size_t shared_keys = 0;
    for (std::size_t i = 0, j = 0; i < a_->keys.size() && j < b.keys.size();) {
      if (a_->keys[i] < b.keys[j])
        ++i;
      else if (b.keys[j] < a_->keys[i])
        ++j;
      else
        ++shared_keys, ++i, ++j;
    }
    like.verbatim = std::min(1.0, static_cast<double>(shared_keys) / static_cast<double>(fewer_keys) / like.shared);
    like.n_keys = static_cast<std::uint32_t>(fewer_keys);
  }

  double b_facts = 0, shared_facts = 0;
  std::size_t i = 0;
  for (const std::uint32_t fact : b.facts) {
    const float weight = parts_->idf_of(fact);
    b_facts += weight;
    while (i < a_->facts.size() && a_->facts[i] < fact) ++i;
    if (i < a_->facts.size() && a_->facts[i] == fact) {
      shared_facts += weight;
      ++like.n_facts;
    }
  }
  const double poorer = std::min(fact_weight_, b_facts);
  like.facts = poorer > 0 ? shared_facts / poorer : like.shared;  // no facts to tell by: the words stand for them
  return like;
}

}  // namespace readout
