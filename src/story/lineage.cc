#include "story/lineage.h"

#include <algorithm>
#include <map>

#include "base/date.h"
#include "base/format.h"
#include "base/hash.h"

namespace readout {
namespace {

constexpr std::size_t kSample = 48;      // members a possible source is weighed against
constexpr std::size_t kMaxParents = 32;  // possible parents tried for one member
constexpr double kContained = 0.9;       // of two texts, so much of one must be in the other for one to come from the other
constexpr double kTwin = 0.97;           // nearness from which two texts are the same but for a few words
constexpr double kInherited = 0.9;       // share of a parent's own wording that its copy carries
constexpr double kOwnWording = 25;       // weight of own wording (about five rare words) from which inheritance can be seen
constexpr double kMoreFacts = 1.15;      // an update holds so much more than what it updates

// Order-weighted Jaccard: the run's weight over all that either text holds. Debris of either side counts against it.
double nearness(const Likeness& like) {
  const double smaller = like.size_ratio, larger = 1;
  const double run = like.chain * smaller, common = like.shared * smaller;
  return run / (smaller + larger - common);
}

bool later(const std::string& date, const std::string& than) { return !date.empty() && !than.empty() && date > than; }

// The dates of a group, by member. A lone claim long before the day on which several others appeared is not believed: pages
// carry false dates more often than a text lies unnoticed for a month and is then printed by many on one day.
class Dates {
 public:
  Dates(const std::vector<StoryInput>& articles, const std::vector<std::uint32_t>& group) : articles_(articles) {
    std::map<std::string, std::size_t> counts;
    for (const std::uint32_t i : group)
      if (!articles[i].date.empty()) ++counts[articles[i].date];
    std::size_t before = 0;
    for (const auto& [date, n] : counts) {
      const auto day = parse_iso(date), first = parse_iso(counts.begin()->first);
      if (n >= kSameDay && before == 1 && day && first && to_number(*day) - to_number(*first) > kLongBefore)
        refuted_ = counts.begin()->first;
      if (n >= kSameDay) break;
      before += n;
    }
  }
  const std::string& of(std::uint32_t article) const {
    static const std::string none;
    const std::string& date = articles_[article].date;
    return date == refuted_ ? none : date;
  }
  bool refuted(std::uint32_t article) const { return !refuted_.empty() && articles_[article].date == refuted_; }

 private:
  static constexpr std::size_t kSameDay = 3;
  static constexpr std::int64_t kLongBefore = 30;  // days
  const std::vector<StoryInput>& articles_;
  std::string refuted_;
};

class Lineage {
 public:
  Lineage(const StoryRules::Parts& parts, const std::vector<StoryInput>& articles, const std::vector<std::uint32_t>& group)
      : parts_(parts), articles_(articles), group_(group), dates_(articles, group) {}

  void fill(std::vector<StoryMember>& members) {
    const std::string story = hex64(hash64(articles_[group_[0]].id));
    std::map<std::string, std::size_t> dates;
    for (const std::uint32_t i : group_)
      if (!dates_.of(i).empty()) ++dates[dates_.of(i)];
    std::string date;
    for (const auto& [value, n] : dates)
      if (date.empty() || n > dates[date]) date = value;
    for (const std::uint32_t i : group_) {
      members[i].article = articles_[i].id;
      members[i].story = story;
      members[i].event_date = date;
    }
    if (group_.size() < 2) return;
    const std::uint32_t root = find_root();
    for (const std::uint32_t i : group_)
      if (i != root) find_parent(i, root, members[i]);
    if (group_.size() == 2) part_siblings(root, members);
    if (members[root].reason.empty()) members[root].reason = "the others follow this text most closely";
  }

 private:
  // The member that explains the others best; among near equals the one that claims the earliest date.
  std::uint32_t find_root() {
    std::vector<std::uint32_t> sample = group_;
    if (sample.size() > kSample) {
      std::sort(sample.begin(), sample.end(), [&](std::uint32_t x, std::uint32_t y) {
        return std::pair(hash64(articles_[x].id), x) < std::pair(hash64(articles_[y].id), y);
      });
      sample.resize(kSample);
    }
    std::vector<double> sums(sample.size());
    for (std::size_t i = 0; i < sample.size(); ++i) {
      scratch_.hold(parts_, articles_[sample[i]].sketch);
      for (std::size_t j = 0; j < sample.size(); ++j)
        if (i != j) sums[i] += nearness(scratch_.with(articles_[sample[j]].sketch));
    }
    const double most = *std::max_element(sums.begin(), sums.end());
    std::size_t best = sample.size();
    const auto before = [&](std::size_t x, std::size_t y) {
      const StoryInput &a = articles_[sample[x]], &b = articles_[sample[y]];
      if (dates_.refuted(sample[x]) != dates_.refuted(sample[y])) return dates_.refuted(sample[y]);
      if (later(dates_.of(sample[y]), dates_.of(sample[x]))) return true;
      if (later(dates_.of(sample[x]), dates_.of(sample[y]))) return false;
      if (std::abs(sums[x] - sums[y]) > 1e-6) return sums[x] > sums[y];
      return a.id > b.id;  // equal texts of one day: nothing tells them apart, so any fixed choice will do
    };
    for (std::size_t i = 0; i < sample.size(); ++i)
      if (sums[i] >= 0.9 * most && (best == sample.size() || before(i, best))) best = i;
    // Among texts of that day that explain the others as well, the one that more members carry word for word.
    const auto twins = [&](std::size_t x) {
      return std::count_if(sample.begin(), sample.end(),
                           [&](std::uint32_t y) { return articles_[y].sketch.text_hash == articles_[sample[x]].sketch.text_hash; });
    };
    const std::size_t first = best;
    for (std::size_t i = 0; i < sample.size(); ++i)
      if (sums[i] >= 0.99 * sums[first] && dates_.of(sample[i]) == dates_.of(sample[first]) &&
          std::pair(twins(i), articles_[sample[i]].id) > std::pair(twins(best), articles_[sample[best]].id) && twins(i) > twins(first))
        best = i;
    return sample[best];
  }

  void find_parent(std::uint32_t child, std::uint32_t root, StoryMember& member) {
    const Sketch& sketch = articles_[child].sketch;
    std::uint32_t parent = root;
    bool found = !later(dates_.of(root), dates_.of(child));
    scratch_.hold(parts_, sketch);
    double best = found ? nearness(scratch_.with(articles_[root].sketch)) : 0;
    std::size_t tried = 0;
    for (const std::uint32_t other : group_) {
      if (other == child || other == root || later(dates_.of(other), dates_.of(child))) continue;
      if (articles_[other].sketch.text_hash == articles_[root].sketch.text_hash) continue;
      if (++tried > kMaxParents) break;
      const double near = nearness(scratch_.with(articles_[other].sketch));
      if (near <= best) continue;
      // Known to come from the root: another parent must show that the child carries its own wording on.
      if (found && !inherits(articles_[other], articles_[child], articles_[root].sketch)) continue;
      if (!found && !later(dates_.of(child), dates_.of(other))) continue;
      parent = other;
      best = near;
      if (!found) found = true;
    }
    if (!found) {
      member.reason = "claims an earlier date than every text it resembles";
      return;
    }
    parent = nearest_twin(parent, child);
    member.parent = articles_[parent].id;
    scratch_.hold(parts_, articles_[parent].sketch);
    const Likeness like = scratch_.with(sketch);
    Verdict verdict = judge(like);
    member.score = verdict.score;
    if (!is_copy(verdict.kind)) verdict.kind = CopyKind::rewrite;
    const StoryInput &from = articles_[parent], &to = articles_[child];
    if (!to.site.empty() && to.site == from.site && later(to.date, from.date) && like.a_in_b >= 0.85 &&
        static_cast<double>(to.sketch.chain.size()) > kMoreFacts * static_cast<double>(from.sketch.chain.size()))
      verdict.kind = CopyKind::update;
    member.kind = verdict.kind;
    member.reason = reason(like, verdict);
    if (dates_.refuted(child)) member.reason += "; its date is not believed: the others appeared together long after it";
  }

  // Among texts that are nearly equal to the parent nothing in the words tells which one the child was made from: the one of its
  // own source, seen by the site and by the id up to its last part.
  std::uint32_t nearest_twin(std::uint32_t parent, std::uint32_t child) {
    const auto source = [](std::string_view id) { return id.substr(0, id.find_last_of("/#:") + 1); };
    const auto kin = [&](std::uint32_t i) {
      const StoryInput &x = articles_[i], &y = articles_[child];
      return std::pair(!y.site.empty() && x.site == y.site, source(x.id) == source(y.id));
    };
    std::vector<std::uint32_t> twins;
    scratch_.hold(parts_, articles_[parent].sketch);
    for (const std::uint32_t other : group_) {
      if (twins.size() == kMaxParents) break;
      if (other == child || other == parent || articles_[other].date != articles_[parent].date || kin(other) <= kin(parent)) continue;
      if (nearness(scratch_.with(articles_[other].sketch)) >= kTwin) twins.push_back(other);
    }
    std::uint32_t best = parent;
    double best_near = -1;
    scratch_.hold(parts_, articles_[child].sketch);
    for (const std::uint32_t twin : twins) {
      const double near = nearness(scratch_.with(articles_[twin].sketch));
      if (near + 1e-9 < best_near) continue;  // the last one of equals, as in find_root
      best = twin;
      best_near = near;
    }
    return best;
  }

  // Does the child carry what the parent has beyond the root?
  bool inherits(const StoryInput& parent, const StoryInput& child, const Sketch& root) const {
    if (!later(child.date, parent.date) && !parent.date.empty()) return false;
    const auto sorted = [](const Sketch& sketch) {
      std::vector<std::uint32_t> keys = sketch.chain;
      std::sort(keys.begin(), keys.end());
      return keys;
    };
    const auto known = sorted(root), has = sorted(child.sketch);
    double own = 0, kept = 0;
    for (const std::uint32_t key : parent.sketch.chain) {
      if (std::binary_search(known.begin(), known.end(), key)) continue;
      own += parts_.idf_of(key);
      if (std::binary_search(has.begin(), has.end(), key)) kept += parts_.idf_of(key);
    }
    return own >= kOwnWording && kept >= kInherited * own;
  }

  // Two texts that each hold much the other lacks have a common source that we do not have: neither is the parent.
  void part_siblings(std::uint32_t root, std::vector<StoryMember>& members) {
    const std::uint32_t other = group_[0] == root ? group_[1] : group_[0];
    scratch_.hold(parts_, articles_[root].sketch);
    const Likeness like = scratch_.with(articles_[other].sketch);
    if (members[other].parent.empty() || std::max(like.a_in_b, like.b_in_a) >= kContained) return;
    members[other].parent.clear();
    members[root].kind = members[other].kind;
    members[root].score = members[other].score;
    members[root].reason = members[other].reason =
        members[other].reason + "; each holds what the other lacks, so both come from a text we do not have";
  }

  const StoryRules::Parts& parts_;
  const std::vector<StoryInput>& articles_;
  const std::vector<std::uint32_t>& group_;
  Dates dates_;
  LikenessScratch scratch_;
};

}  // namespace

void find_lineage(const StoryRules::Parts& parts, const std::vector<StoryInput>& articles, const std::vector<std::uint32_t>& group,
                  std::vector<StoryMember>& members) {
  Lineage(parts, articles, group).fill(members);
}

}  // namespace readout
