#include "story/units.h"

#include <algorithm>

namespace readout {
namespace {

StoryUnit make_unit(const Side& a, const Side& b, std::uint32_t a1, std::uint32_t a2, std::uint32_t b1, std::uint32_t b2) {
  StoryUnit unit{a1, a2, b1, b2, a.first[a1], a.first[a2], b.first[b1], b.first[b2], {}, 0};
  unit.words = align_words(a, unit.wa1, unit.wa2, b, unit.wb1, unit.wb2);
  const auto kept = std::count(unit.words.same_a.begin(), unit.words.same_a.end(), true);
  unit.fidelity = unit.wa2 > unit.wa1 ? static_cast<double>(kept) / (unit.wa2 - unit.wa1) : 0;
  return unit;
}

}  // namespace

std::vector<StoryUnit> make_units(const Side& a, const Side& b, const std::vector<AlignedPair>& pairs) {
  struct Range {
    std::uint32_t low = kNoWord, high = 0, n = 0;
    void add(std::uint32_t x) {
      low = std::min(low, x);
      high = std::max(high, x + 1);
      ++n;
    }
    bool whole() const { return high - low == n; }
  };
  std::vector<Range> of_a(a.size()), of_b(b.size());
  for (const auto& pair : pairs) {
    of_a[pair.a].add(pair.b);
    of_b[pair.b].add(pair.a);
  }
  std::vector<StoryUnit> units;
  for (const auto& pair : pairs) {
    const Range &x = of_a[pair.a], &y = of_b[pair.b];
    if (x.n == 1 && y.n == 1) {
      units.push_back(make_unit(a, b, pair.a, pair.a + 1, pair.b, pair.b + 1));
    } else if (x.n > 1 && pair.b == x.low && x.whole()) {
      const bool star = std::all_of(of_b.begin() + x.low, of_b.begin() + x.high, [](const Range& r) { return r.n == 1; });
      if (star) units.push_back(make_unit(a, b, pair.a, pair.a + 1, x.low, x.high));
    } else if (y.n > 1 && pair.a == y.low && y.whole()) {
      const bool star = std::all_of(of_a.begin() + y.low, of_a.begin() + y.high, [](const Range& r) { return r.n == 1; });
      if (star) units.push_back(make_unit(a, b, y.low, y.high, pair.b, pair.b + 1));
    }
  }
  return units;
}

}  // namespace readout
