// Groups articles into stories. Linear in documents: candidates come from an index of sampled pairs of rare stems, a posting
// that is too long is used in windows only, and each document is verified against a bounded number of others.
// Slow twin (all pairs): group_test.cc.
#include <algorithm>
#include <map>
#include <numeric>

#include "base/format.h"
#include "story/judge.h"
#include "story/lineage.h"

namespace readout {
namespace {

constexpr std::size_t kMaxPosting = 64;     // documents of one key that are all compared with each other
constexpr std::size_t kPostingWindow = 6;   // neighbours compared in a longer posting
constexpr std::size_t kMaxCandidates = 64;  // documents one document is verified against
constexpr std::uint32_t kMinShared = 3;     // keys two candidates share
constexpr double kMinSharedPart = 0.07;     // … and of the keys of the text with fewer; every labelled copy and rewrite has .10
constexpr double kCentreScore = 0.3;        // likeness to the centre of a group that a joining document needs

// What two texts share is suspected to be furniture of a site when its keys stand in more documents than kCommonKey and make up
// less than kMostKeys of the keys of either text.
constexpr std::size_t kCommonKey = 5;
constexpr double kMostKeys = 0.6;
constexpr std::size_t kSampledKeys = 9, kSampledDocuments = 12;

struct Edge {
  std::uint32_t a = 0, b = 0;
  double score = 0;
};

// Documents by key, in one flat array.
struct Postings {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> entries;  // key, document; sorted

  explicit Postings(const std::vector<const Sketch*>& sketches) {
    std::size_t n = 0;
    for (const Sketch* sketch : sketches) n += sketch->keys.size();
    entries.reserve(n);
    for (std::uint32_t i = 0; i < sketches.size(); ++i)
      for (const std::uint32_t key : sketches[i]->keys) entries.emplace_back(key, i);
    std::sort(entries.begin(), entries.end());
  }

  // The documents of one key, as a range of entries.
  std::pair<std::size_t, std::size_t> of(std::uint32_t key) const {
    const auto begin = std::lower_bound(entries.begin(), entries.end(), std::pair(key, 0u));
    const auto end = std::upper_bound(begin, entries.end(), std::pair(key, 0xffffffffu));
    return {static_cast<std::size_t>(begin - entries.begin()), static_cast<std::size_t>(end - entries.begin())};
  }
};

std::vector<std::uint32_t> shared_keys(const Sketch& a, const Sketch& b) {
  std::vector<std::uint32_t> shared;
  std::set_intersection(a.keys.begin(), a.keys.end(), b.keys.begin(), b.keys.end(), std::back_inserter(shared));
  return shared;
}
// Up to `n` elements, evenly spread.
template <class Visit>
void visit_evenly(std::size_t size, std::size_t n, Visit visit) {
  if (size == 0) return;
  const std::size_t step = std::max<std::size_t>(1, size / n);
  for (std::size_t i = step / 2; i < size; i += step) visit(i);
}

bool suspect(const Postings& postings, const Sketch& a, const Sketch& b) {
  const auto shared = shared_keys(a, b);
  if (static_cast<double>(shared.size()) >= kMostKeys * static_cast<double>(std::min(a.keys.size(), b.keys.size()))) return false;
  std::size_t common = 0, n = 0;
  visit_evenly(shared.size(), kSampledKeys, [&](std::size_t i) {
    const auto [begin, end] = postings.of(shared[i]);
    common += end - begin > kCommonKey;
    ++n;
  });
  return common * 2 > n;
}

// Candidate pairs (a < b) that share kMinShared keys or more. Documents must be in an order that does not depend on the input.
class Candidates {
 public:
  Candidates(const std::vector<const Sketch*>& sketches, const Postings& postings, std::uint64_t& capped) : counts_(sketches.size()) {
    const auto& entries = postings.entries;
    // For every document its places in the postings: the neighbours behind it are its candidates.
    std::vector<std::uint32_t> first(sketches.size() + 1);
    for (const auto& [key, document] : entries) ++first[document + 1];
    std::partial_sum(first.begin(), first.end(), first.begin());
    std::vector<std::uint32_t> places(entries.size());
    std::vector<std::uint32_t> fill(first.begin(), first.end() - 1);
    std::vector<std::uint8_t> reach(entries.size());  // neighbours behind, that a document is compared with
    for (std::size_t begin = 0; begin < entries.size();) {
      std::size_t end = begin;
      while (end < entries.size() && entries[end].first == entries[begin].first) ++end;
      const bool lengthy = end - begin > kMaxPosting;
      capped += lengthy;
      for (std::size_t i = begin; i < end; ++i) {
        places[fill[entries[i].second]++] = static_cast<std::uint32_t>(i);
        reach[i] = static_cast<std::uint8_t>(std::min(end - i - 1, lengthy ? kPostingWindow : kMaxPosting));
      }
      begin = end;
    }
    for (std::uint32_t document = 0; document < sketches.size(); ++document)
      collect(sketches, entries, places, reach, first, document, capped);
  }

  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;

 private:
  void collect(const std::vector<const Sketch*>& sketches, const std::vector<std::pair<std::uint32_t, std::uint32_t>>& entries,
               const std::vector<std::uint32_t>& places, const std::vector<std::uint8_t>& reach, const std::vector<std::uint32_t>& first,
               std::uint32_t document, std::uint64_t& capped) {
    touched_.clear();
    for (std::uint32_t p = first[document]; p < first[document + 1]; ++p) {
      const std::size_t place = places[p];
      for (std::size_t i = place + 1; i <= place + reach[place]; ++i) {
        const std::uint32_t other = entries[i].second;
        if (counts_[other]++ == 0) touched_.push_back(other);
      }
    }
    const std::size_t n_keys = sketches[document]->keys.size();
    std::erase_if(touched_, [&](std::uint32_t other) {
      const double wanted = kMinSharedPart * static_cast<double>(std::min(n_keys, sketches[other]->keys.size()));
      const bool few = counts_[other] < kMinShared || counts_[other] < wanted;
      if (few) counts_[other] = 0;
      return few;
    });
    if (touched_.size() > kMaxCandidates) {
      ++capped;
      std::sort(touched_.begin(), touched_.end(),
                [&](std::uint32_t x, std::uint32_t y) { return counts_[x] != counts_[y] ? counts_[x] > counts_[y] : x < y; });
      for (std::size_t i = kMaxCandidates; i < touched_.size(); ++i) counts_[touched_[i]] = 0;
      touched_.resize(kMaxCandidates);
    }
    std::sort(touched_.begin(), touched_.end());
    for (const std::uint32_t other : touched_) {
      pairs.emplace_back(document, other);
      counts_[other] = 0;
    }
  }

  std::vector<std::uint32_t> counts_;
  std::vector<std::uint32_t> touched_;
};

// Joins documents, best pair first. A group's centre is the member with the greatest sum of likeness to the others; two groups
// join only when their centres are alike, so that A~B and B~C do not make a group of A and C.
class Joiner {
 public:
  Joiner(const StoryRules::Parts& parts, const std::vector<const Sketch*>& sketches)
      : parts_(parts), sketches_(sketches), group_(sketches.size()), links_(sketches.size()) {
    std::iota(group_.begin(), group_.end(), 0u);
    members_.resize(sketches.size());
    for (std::uint32_t i = 0; i < sketches.size(); ++i) members_[i] = {i};
    centre_ = group_;
  }

  void join(std::vector<Edge> edges) {
    std::sort(edges.begin(), edges.end(), [](const Edge& x, const Edge& y) {
      if (x.score != y.score) return x.score > y.score;
      return std::pair(x.a, x.b) < std::pair(y.a, y.b);
    });
    for (const Edge& edge : edges) {
      links_[edge.a].emplace_back(edge.b, edge.score);
      links_[edge.b].emplace_back(edge.a, edge.score);
    }
    for (const Edge& edge : edges) {
      std::uint32_t a = group_[edge.a], b = group_[edge.b];
      if (a == b || !centres_agree(a, b, edge)) continue;
      if (members_[a].size() < members_[b].size()) std::swap(a, b);
      for (const std::uint32_t member : members_[b]) group_[member] = a;
      members_[a].insert(members_[a].end(), members_[b].begin(), members_[b].end());
      members_[b].clear();
      centre_[a] = find_centre(a);
    }
  }

  const std::vector<std::vector<std::uint32_t>>& groups() const { return members_; }
  std::uint32_t group_of(std::uint32_t document) const { return group_[document]; }

 private:
  bool centres_agree(std::uint32_t a, std::uint32_t b, const Edge& edge) {
    const std::uint32_t ca = centre_[a], cb = centre_[b];
    if ((ca == edge.a && cb == edge.b) || (ca == edge.b && cb == edge.a)) return true;
    for (const auto& [other, score] : links_[ca])
      if (other == cb) return true;
    scratch_.hold(parts_, *sketches_[ca]);
    return judge(scratch_.with(*sketches_[cb])).score >= kCentreScore;
  }

  std::uint32_t find_centre(std::uint32_t group) const {
    std::uint32_t best = members_[group][0];
    double best_sum = -1;
    for (const std::uint32_t member : members_[group]) {
      double sum = 0;
      for (const auto& [other, score] : links_[member])
        if (group_[other] == group) sum += score;
      const auto size = sketches_[member]->chain.size(), best_size = sketches_[best]->chain.size();
      if (sum > best_sum + 1e-9 || (sum > best_sum - 1e-9 && (size > best_size || (size == best_size && member < best)))) {
        best = member;
        best_sum = std::max(sum, best_sum);
      }
    }
    return best;
  }

  const StoryRules::Parts& parts_;
  const std::vector<const Sketch*>& sketches_;
  std::vector<std::uint32_t> group_;
  std::vector<std::uint32_t> centre_;
  std::vector<std::vector<std::uint32_t>> members_;
  std::vector<std::vector<std::pair<std::uint32_t, double>>> links_;
  LikenessScratch scratch_;
};

}  // namespace

std::vector<StoryMember> group_stories(const StoryRules& rules, std::vector<StoryInput> articles, std::uint64_t& capped) {
  const auto& parts = rules.parts();
  std::sort(articles.begin(), articles.end(), [](const StoryInput& x, const StoryInput& y) {
    return std::tie(x.id, x.date, x.sketch.text_hash) < std::tie(y.id, y.date, y.sketch.text_hash);
  });
  articles.erase(std::unique(articles.begin(), articles.end(), [](const auto& x, const auto& y) { return x.id == y.id; }), articles.end());

  // Texts that are equal word for word are one class with one representative.
  std::map<std::uint64_t, std::uint32_t> class_of_hash;
  std::vector<std::vector<std::uint32_t>> classes;
  for (std::uint32_t i = 0; i < articles.size(); ++i) {
    const bool empty = articles[i].sketch.chain.empty();
    const auto [at, fresh] = empty ? std::pair(class_of_hash.end(), true)
                                   : class_of_hash.emplace(articles[i].sketch.text_hash, static_cast<std::uint32_t>(classes.size()));
    if (fresh)
      classes.push_back({i});
    else
      classes[at->second].push_back(i);
  }
  std::vector<const Sketch*> sketches;
  for (const auto& c : classes) sketches.push_back(&articles[c[0]].sketch);

  const Postings postings(sketches);
  std::vector<Edge> edges, doubted, near;
  LikenessScratch scratch;
  std::uint32_t held = static_cast<std::uint32_t>(-1);
  const Candidates candidates(sketches, postings, capped);
  for (const auto& [a, b] : candidates.pairs) {
    if (a != held) scratch.hold(parts, *sketches[held = a]);
    const Verdict verdict = judge(scratch.with(*sketches[b]));
    if (verdict.score >= kCopyScore)
      (suspect(postings, *sketches[a], *sketches[b]) ? doubted : edges).push_back({a, b, verdict.score});
    else if (verdict.kind == CopyKind::same_story)
      near.push_back({a, b, verdict.score});
  }
  Joiner joiner(parts, sketches);
  joiner.join(std::move(edges));
  // A doubted pair is joined when the documents that hold what it shares are already one story with it. If they are many
  // stories, it is furniture.
  std::erase_if(doubted, [&](const Edge& edge) {
    std::size_t inside = 0, n = 0;
    const auto shared = shared_keys(*sketches[edge.a], *sketches[edge.b]);
    visit_evenly(shared.size(), kSampledKeys, [&](std::size_t i) {
      const auto range = postings.of(shared[i]);  // clang 14 cannot capture structured bindings
      visit_evenly(range.second - range.first, kSampledDocuments, [&](std::size_t k) {
        const std::uint32_t group = joiner.group_of(postings.entries[range.first + k].second);
        inside += group == joiner.group_of(edge.a) || group == joiner.group_of(edge.b);
        ++n;
      });
    });
    return inside * 2 < n;
  });
  joiner.join(std::move(doubted));

  std::vector<StoryMember> members(articles.size());
  std::vector<std::uint32_t> group_of_article(articles.size());
  for (std::uint32_t g = 0; g < joiner.groups().size(); ++g) {
    const auto& group = joiner.groups()[g];
    if (group.empty()) continue;
    std::vector<std::uint32_t> all;
    for (const std::uint32_t c : group) all.insert(all.end(), classes[c].begin(), classes[c].end());
    std::sort(all.begin(), all.end());
    for (const std::uint32_t i : all) group_of_article[i] = g;
    find_lineage(parts, articles, all, members);
  }
  // Independent reports: the stories on both sides name each other.
  for (const Edge& edge : near) {
    const std::uint32_t a = classes[edge.a][0], b = classes[edge.b][0];
    if (members[a].story == members[b].story) continue;
    members[a].related.push_back(members[b].story);
    members[b].related.push_back(members[a].story);
  }
  for (StoryMember& member : members) {
    std::sort(member.related.begin(), member.related.end());
    member.related.erase(std::unique(member.related.begin(), member.related.end()), member.related.end());
  }
  return members;
}

}  // namespace readout
