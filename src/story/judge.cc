#include "story/judge.h"

#include <algorithm>
#include <cmath>

#include "base/format.h"

namespace readout {
namespace {

// Order: how much of the smaller text stands in the same order in the other.
constexpr double kChainWeight = 12.5, kJaccardWeight = 5.5, kFactWeight = 2, kLengthWeight = 3, kOrderBias = -10;
constexpr double kLongChain = 40;         // a run so long is as convincing as a longer one
constexpr std::uint32_t kShortChain = 6;  // a shorter run convinces nobody, unless the texts are equal

// Selection: a fluent rewriter changes words and order but tells the same names and numbers and hardly any others; an
// independent report brings its own.
constexpr double kSameFacts = 0.78, kSameFactsShared = 0.44, kSameFactsJaccard = 0.19;
constexpr std::uint32_t kManyFacts = 8;

// Word by word or in other words? Below kVerbatim, neighbours were parted more often than debris and cuts explain.
constexpr double kVerbatim = 0.85;
constexpr std::uint32_t kEnoughKeys = 8;
constexpr double kExcerpt = 0.7;  // share of the older text that a copy holds at least

// Same event, own words.
constexpr double kStoryShared = 0.30, kStoryJaccard = 0.11, kStoryFacts = 0.30;

}  // namespace

Verdict judge(const Likeness& like) {
  Verdict verdict;
  const double z = kChainWeight * like.chain + kJaccardWeight * like.jaccard + kFactWeight * like.facts +
                   kLengthWeight * std::min(1.0, like.chain_length / kLongChain) + kOrderBias;
  double order = 1 / (1 + std::exp(-z));
  if (like.chain_length < kShortChain) order = like.jaccard >= 1 && like.n_shared > 0 ? order : std::min(order, 0.4);
  // The selection rule, as the margin of its weakest part.
  const double facts = std::min({like.facts / kSameFacts, like.shared / kSameFactsShared, like.jaccard / kSameFactsJaccard,
                                 static_cast<double>(like.n_facts) / kManyFacts});
  const double selection = facts >= 1 ? std::min(0.95, 0.5 + 0.45 * std::min(1.0, (facts - 1) * 4)) : std::min(0.45, 0.4 * facts);
  verdict.score = std::max(order, selection);
  verdict.by_facts = selection > order;
  if (verdict.score >= kCopyScore) {
    // Past the threshold certainty tells nothing more; likeness does.
    verdict.score = kCopyScore + (1 - kCopyScore) * std::min(1.0, verdict.by_facts ? like.shared : like.chain);
    const bool verbatim = like.n_keys >= kEnoughKeys ? like.verbatim >= kVerbatim : like.chain >= 0.8 && like.chain >= 0.9 * like.shared;
    if (verdict.by_facts || !verbatim)
      verdict.kind = CopyKind::rewrite;
    else
      verdict.kind = like.a_in_b < kExcerpt ? CopyKind::excerpt : CopyKind::copy;
  } else if (like.shared >= kStoryShared && like.jaccard >= kStoryJaccard && like.facts >= kStoryFacts) {
    verdict.kind = CopyKind::same_story;
  }
  return verdict;
}

std::string reason(const Likeness& like, const Verdict& verdict) {
  if (verdict.kind == CopyKind::unrelated)
    return format("{} words of content in common, {:.0f}% of the shorter text", like.n_shared, like.shared * 100);
  if (verdict.by_facts) return format("{} names and numbers in common, {:.0f}% of the poorer text's", like.n_facts, like.facts * 100);
  return format("{} words of content in the same order, {:.0f}% of the shorter text", like.chain_length, like.chain * 100);
}

}  // namespace readout
