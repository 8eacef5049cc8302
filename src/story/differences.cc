#include "story/differences.h"

namespace readout {
std::vector<Difference> find_differences(const StoryRules::Parts&, const Side& a, const Side& b, const std::vector<AlignedPair>& pairs) {
  std::vector<Difference> out;
  std::vector<bool> la(a.size()), lb(b.size());
  for (auto& p : pairs) la[p.a] = lb[p.b] = true;
  for (std::uint32_t i = 0; i < a.size(); ++i)
    if (!la[i] && !a.furniture[i]) out.push_back({"dropped", 1, a.sentences[i], {}, i, {}, "only in the first"});
  for (std::uint32_t i = 0; i < b.size(); ++i)
    if (!lb[i] && !b.furniture[i]) out.push_back({"inserted", 1, {}, b.sentences[i], {}, i, "only in the second"});
  return out;
}
}  // namespace readout
