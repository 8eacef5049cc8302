#include "story/align.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace readout {
namespace {

constexpr double kSure = 0.33;        // likeness by which two sentences are linked wherever they stand
constexpr double kInPlace = 0.20;     // … when their neighbours are linked in the same order
constexpr double kBetween = 0.03;     // … when they alone are left between two linked pairs
constexpr float kFunctionWord = 1;    // weight of a function word; a rare stem weighs about 7
constexpr double kPart = 0.30;        // share of a left-over sentence that a linked one must hold to take it in
constexpr double kPlacePrior = 0.08;  // what standing at the same relative place is worth
constexpr std::size_t kFewSentences = 64, kManySentences = 4096, kWork = 4'000'000;
constexpr std::size_t kMaxCells = 48;    // sentences of B that one sentence of A is weighed against in the end
constexpr std::int64_t kLongestGap = 4;  // left-over sentences that are paired by their place alone
constexpr double kShortSentence = 12;    // words of a sentence that may be reworded entirely
constexpr std::int64_t kNone = -2;

struct Cell {
  std::uint32_t a = 0, b = 0;
  float common = 0;
  double score = 0;
};

// The keys of one sentence with their weights; function words count a little, so that short sentences can be told apart.
struct Bag {
  std::vector<std::pair<std::uint32_t, float>> keys;  // sorted, each once with summed weight
  double weight = 0;
};

Bag make_bag(const StoryRules::Parts& parts, std::span<const Word> words) {
  Bag bag;
  for (const Word& word : words) {
    const float weight = (word.classes & kStop) ? kFunctionWord : parts.idf_of(word.key);
    bag.keys.emplace_back(word.key, weight);
    bag.weight += weight;
  }
  std::sort(bag.keys.begin(), bag.keys.end());
  std::size_t n = 0;
  for (const auto& [key, weight] : bag.keys) {
    if (n > 0 && bag.keys[n - 1].first == key)
      bag.keys[n - 1].second += weight;
    else
      bag.keys[n++] = {key, weight};
  }
  bag.keys.resize(n);
  return bag;
}

class Aligner {
 public:
  Aligner(const StoryRules::Parts& parts, const Side& a, const Side& b) : a_(a), b_(b), of_a_(a.size()), of_b_(b.size()) {
    for (std::size_t i = 0; i < a.size(); ++i) bags_a_.push_back(make_bag(parts, a.of(i)));
    for (std::size_t j = 0; j < b.size(); ++j) bags_b_.push_back(make_bag(parts, b.of(j)));
  }

  std::vector<AlignedPair> align() {
    find_cells();
    take([&](const Cell& cell) { return cell.score >= kSure; });
    take([&](const Cell& cell) { return cell.score >= kInPlace && neighbours_agree(cell); });
    fill_gaps();
    take_parts();
    std::vector<AlignedPair> pairs;
    for (std::uint32_t i = 0; i < a_.size(); ++i)
      for (const auto& [j, score] : of_a_[i]) pairs.push_back({i, j, score});
    std::sort(pairs.begin(), pairs.end(), [](const auto& x, const auto& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); });
    return pairs;
  }

 private:
  double place_prior(std::uint32_t i, std::uint32_t j) const {
    const double x = (i + 0.5) / static_cast<double>(a_.size()), y = (j + 0.5) / static_cast<double>(b_.size());
    return kPlacePrior * (1 - std::abs(x - y));
  }

  void find_cells() {
    // A word of very many sentences tells nothing and would cost the square of the text.
    const std::size_t most = std::clamp<std::size_t>(kWork / (a_.words.size() + 1), kFewSentences, kManySentences);
    WordTable<std::vector<std::pair<std::uint32_t, float>>> index;
    for (std::uint32_t j = 0; j < b_.size(); ++j)
      for (const auto& [key, weight] : bags_b_[j].keys)
        if (auto& places = index[key]; places.size() <= most) places.emplace_back(j, weight);
    std::vector<float> common(b_.size());
    std::vector<std::uint32_t> touched;
    for (std::uint32_t i = 0; i < a_.size(); ++i) {
      touched.clear();
      for (const auto& [key, weight] : bags_a_[i].keys) {
        const auto* places = index.find(key);
        if (places == nullptr || places->size() > most) continue;
        for (const auto& [j, other] : *places) {
          if (common[j] == 0) touched.push_back(j);
          common[j] += std::min(weight, other);
        }
      }
      const auto begin = static_cast<std::ptrdiff_t>(cells_.size());
      for (const std::uint32_t j : touched) {
        const double wa = bags_a_[i].weight, wb = bags_b_[j].weight;
        const double dice = 2 * common[j] / (wa + wb), held = common[j] / std::min(wa, wb);
        const double score = 0.75 * dice + 0.25 * held;
        if (score >= kBetween / 2) cells_.push_back({i, j, common[j], score});
        common[j] = 0;
      }
      if (cells_.size() - static_cast<std::size_t>(begin) > kMaxCells) {
        std::nth_element(cells_.begin() + begin, cells_.begin() + begin + kMaxCells, cells_.end(),
                         [](const Cell& x, const Cell& y) { return x.score != y.score ? x.score > y.score : x.b < y.b; });
        cells_.resize(static_cast<std::size_t>(begin) + kMaxCells);
      }
    }
    std::sort(cells_.begin(), cells_.end(), [&](const Cell& x, const Cell& y) {
      const double sx = x.score + place_prior(x.a, x.b), sy = y.score + place_prior(y.a, y.b);
      if (sx != sy) return sx > sy;
      return std::pair(x.a, x.b) < std::pair(y.a, y.b);
    });
  }

  void link(std::uint32_t i, std::uint32_t j, double score) {
    of_a_[i].emplace_back(j, score);
    of_b_[j].emplace_back(i, score);
  }

  template <class Wanted>
  void take(Wanted wanted) {
    for (const Cell& cell : cells_)
      if (of_a_[cell.a].empty() && of_b_[cell.b].empty() && wanted(cell)) link(cell.a, cell.b, cell.score);
  }

  // A linked pair stands within two sentences before, or behind, both.
  bool neighbours_agree(const Cell& cell) const {
    for (int step = -2; step <= 2; ++step) {
      const std::int64_t i = static_cast<std::int64_t>(cell.a) + step;
      if (step == 0 || i < 0 || i >= static_cast<std::int64_t>(a_.size())) continue;
      for (const auto& [j, score] : of_a_[static_cast<std::size_t>(i)]) {
        const std::int64_t d = static_cast<std::int64_t>(j) - static_cast<std::int64_t>(cell.b);
        if (d != 0 && (d < 0) == (step < 0) && std::abs(d) <= 2) return true;
      }
    }
    return false;
  }

  // Runs of left-over sentences, as many on one side as on the other, between the same two linked pairs (or the ends of the
  // texts): they are each other's, in order, when every two are alike in length or share a rare word.
  void fill_gaps() {
    const auto n = static_cast<std::int64_t>(a_.size()), m = static_cast<std::int64_t>(b_.size());
    const auto partner = [&](std::int64_t i) -> std::int64_t {  // -1 before the first, m behind the last, kNone when there are several
      if (i < 0) return -1;
      if (i >= n) return m;
      const auto& of = of_a_[static_cast<std::size_t>(i)];
      return of.size() == 1 ? static_cast<std::int64_t>(of[0].first) : kNone;
    };
    for (std::int64_t i = 0; i < n;) {
      if (!of_a_[static_cast<std::size_t>(i)].empty()) {
        ++i;
        continue;
      }
      std::int64_t end = i;
      while (end < n && of_a_[static_cast<std::size_t>(end)].empty()) ++end;
      const std::int64_t before = partner(i - 1), behind = partner(end), size = end - i;
      bool fits = size <= kLongestGap && before != kNone && behind == before + size + 1 && (before >= 0 || behind < m);
      for (std::int64_t k = 0; fits && k < size; ++k)
        fits = of_b_[static_cast<std::size_t>(before + 1 + k)].empty() &&
               may_pair(static_cast<std::uint32_t>(i + k), static_cast<std::uint32_t>(before + 1 + k));
      for (std::int64_t k = 0; fits && k < size; ++k)
        link(static_cast<std::uint32_t>(i + k), static_cast<std::uint32_t>(before + 1 + k), kBetween);
      i = end;
    }
  }
  bool may_pair(std::uint32_t i, std::uint32_t j) const {
    if (a_.furniture[i] != b_.furniture[j]) return false;
    const auto x = static_cast<double>(a_.of(i).size()), y = static_cast<double>(b_.of(j).size());
    if (x == 0 || y == 0) return false;
    const double ratio = std::min(x, y) / std::max(x, y);
    double common = 0;
    for (const auto& [key, weight] : bags_a_[i].keys) common += std::min<double>(weight, weight_in(bags_b_[j], key));
    const double score = 2 * common / (bags_a_[i].weight + bags_b_[j].weight);
    return score >= kInPlace || (ratio >= 0.4 && score >= kBetween) || (ratio >= 0.6 && std::max(x, y) <= kShortSentence);
  }

  // A left-over sentence joins a linked one that holds most of it, and holds it beyond what its partner explains.
  void take_parts() {
    std::vector<Cell> order = cells_;
    std::stable_sort(order.begin(), order.end(), [&](const Cell& x, const Cell& y) { return held(x) > held(y); });
    for (const Cell& cell : order) {
      const bool free_a = of_a_[cell.a].empty(), free_b = of_b_[cell.b].empty();
      if (free_a == free_b) continue;
      const Bag& part = free_a ? bags_a_[cell.a] : bags_b_[cell.b];
      const Bag& whole = free_a ? bags_b_[cell.b] : bags_a_[cell.a];
      std::vector<const Bag*> partners;
      if (free_a)
        for (const auto& [i, score] : of_b_[cell.b]) partners.push_back(&bags_a_[i]);
      else
        for (const auto& [j, score] : of_a_[cell.a]) partners.push_back(&bags_b_[j]);
      if (fresh(part, whole, partners) >= kPart * part.weight && part.weight >= 10) link(cell.a, cell.b, held(cell));
    }
  }

  double held(const Cell& cell) const { return cell.common / std::min(bags_a_[cell.a].weight, bags_b_[cell.b].weight); }

  static float weight_in(const Bag& bag, std::uint32_t key) {
    const auto at = std::lower_bound(bag.keys.begin(), bag.keys.end(), std::pair(key, -1.0f));
    return at != bag.keys.end() && at->first == key ? at->second : 0.0f;
  }

  // Weight of what `part` and `whole` share and none of the partners has.
  static double fresh(const Bag& part, const Bag& whole, const std::vector<const Bag*>& partners) {
    double sum = 0;
    for (const auto& [key, weight] : part.keys) {
      double left = weight_in(whole, key);
      for (const Bag* partner : partners) left -= weight_in(*partner, key);
      if (left > 0) sum += std::min<double>(left, weight);
    }
    return sum;
  }

  const Side &a_, &b_;
  std::vector<Bag> bags_a_, bags_b_;
  std::vector<Cell> cells_;
  std::vector<std::vector<std::pair<std::uint32_t, double>>> of_a_, of_b_;
};

}  // namespace

std::vector<AlignedPair> align(const StoryRules::Parts& parts, const Side& a, const Side& b) { return Aligner(parts, a, b).align(); }

}  // namespace readout
