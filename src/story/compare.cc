#include <algorithm>

#include "story/differences.h"
#include "story/judge.h"

namespace readout {
namespace {

constexpr double kWordForWord = 0.93;  // share of words kept by a copy, edited lightly at most

bool same_words(const Side& a, std::size_t i, const Side& b, std::size_t j) {
  const auto x = a.of(i), y = b.of(j);
  return std::equal(x.begin(), x.end(), y.begin(), y.end(), [](const Word& v, const Word& w) { return v.form == w.form; });
}

Sketch sketch_of(const StoryRules& rules, const ComparedText& text) {
  Article article;
  article.text = text.text;
  return make_sketch(rules, article);
}

// Pairs become links: one sentence with several partners is one link; everything else is a link a pair.
std::vector<SentenceLink> make_links(const Side& a, const Side& b, const std::vector<AlignedPair>& pairs) {
  std::vector<SentenceLink> links;
  std::vector<std::uint32_t> n_a(a.size()), n_b(b.size());
  for (const auto& pair : pairs) ++n_a[pair.a], ++n_b[pair.b];
  std::vector<std::int64_t> star_a(a.size(), -1), star_b(b.size(), -1);  // link of a sentence whose partners have no other
  const auto add = [&](const AlignedPair& pair) {
    links.push_back({{pair.a}, {pair.b}, same_words(a, pair.a, b, pair.b) ? LinkRelation::same : LinkRelation::paraphrase, pair.score});
    return static_cast<std::int64_t>(links.size()) - 1;
  };
  for (const auto& pair : pairs) {
    if (n_a[pair.a] > 1 && n_b[pair.b] == 1) {
      std::int64_t& at = star_a[pair.a];
      if (at < 0) {
        at = add(pair);
        continue;
      }
      links[static_cast<std::size_t>(at)].b.push_back(pair.b);
    } else if (n_b[pair.b] > 1 && n_a[pair.a] == 1) {
      std::int64_t& at = star_b[pair.b];
      if (at < 0) {
        at = add(pair);
        continue;
      }
      links[static_cast<std::size_t>(at)].a.push_back(pair.a);
    } else {
      add(pair);
    }
  }
  for (SentenceLink& link : links)
    if (link.a.size() + link.b.size() > 2) link.relation = LinkRelation::paraphrase;
  for (std::uint32_t i = 0; i < a.size(); ++i)
    if (n_a[i] == 0) links.push_back({{i}, {}, a.furniture[i] ? LinkRelation::boilerplate : LinkRelation::only_a, 0});
  for (std::uint32_t j = 0; j < b.size(); ++j)
    if (n_b[j] == 0) links.push_back({{}, {j}, b.furniture[j] ? LinkRelation::boilerplate : LinkRelation::only_b, 0});
  return links;
}

}  // namespace

Comparison compare(const StoryRules& rules, const ComparedText& a, const ComparedText& b) {
  const auto& parts = rules.parts();
  Comparison comparison;
  const Sketch sketch_a = sketch_of(rules, a), sketch_b = sketch_of(rules, b);
  LikenessScratch scratch;
  scratch.hold(parts, sketch_a);
  const Verdict verdict = judge(scratch.with(sketch_b));
  comparison.relation = verdict.kind;
  comparison.score = verdict.score;
  const Side side_a = make_side(parts, a), side_b = make_side(parts, b);
  const auto pairs = align(parts, side_a, side_b);
  comparison.links = make_links(side_a, side_b, pairs);
  Changes changes = find_differences(parts, side_a, side_b, pairs);
  comparison.differences = std::move(changes.differences);
  comparison.reworded = std::move(changes.reworded);
  // The sentences are known here, the sketch only guessed at the wording.
  if ((comparison.relation == CopyKind::copy || comparison.relation == CopyKind::excerpt) && changes.fidelity < kWordForWord)
    comparison.relation = CopyKind::rewrite;
  return comparison;
}

}  // namespace readout
