#include <algorithm>

#include "base/format.h"
#include "story/judge.h"

namespace readout {

std::string explain_pair(const StoryRules& rules, const Sketch& a, const Sketch& b) {
  LikenessScratch scratch;
  scratch.hold(rules.parts(), a);
  const Likeness like = scratch.with(b);
  const Verdict verdict = judge(like);
  std::size_t shared_keys = 0;
  for (const std::uint32_t key : a.keys) shared_keys += std::binary_search(b.keys.begin(), b.keys.end(), key);
  const char* outcome = is_copy(verdict.kind)                  ? "one story"
                        : verdict.kind == CopyKind::same_story ? "the same event, but not one story"
                                                               : "not one story";
  std::string out = format("{}: {} (score {:.2f}, one story from {:.2f})\n", outcome, name(verdict.kind), verdict.score, kCopyScore);
  out += format("  candidates     {} of {} and {} sampled pairs of rare words in common; {} make two texts candidates\n", shared_keys,
                a.keys.size(), b.keys.size(), 3);
  out += format("  order          {} words of content in the same order, {:.0f}% by weight of the shorter text\n", like.chain_length,
                100 * like.chain);
  out += format(
      "  wording        {:.0f}% of the shorter text's words in the other, {:.0f}% of both together; {:.0f}% of neighbours kept together\n",
      100 * like.shared, 100 * like.jaccard, 100 * like.verbatim);
  out += format("  facts          {} names and numbers in common, {:.0f}% of the poorer text's; 78% and 8 of them tell a fluent rewrite\n",
                like.n_facts, 100 * like.facts);
  out += format("  containment    {:.0f}% of the first in the second, {:.0f}% of the second in the first\n", 100 * like.a_in_b,
                100 * like.b_in_a);
  return out;
}

}  // namespace readout
