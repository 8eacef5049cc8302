// Decides what two texts are to each other from their likeness. The weights were fitted by logistic regression on labelled
// pairs of copies, rewrites, independent reports and unrelated texts; see docs/formats/story.md for the figures.
#pragma once
#include <string>

#include "story/likeness.h"

namespace readout {

struct Verdict {
  CopyKind kind = CopyKind::unrelated;
  double score = 0;       // 0..1; one text follows the other from kCopyScore
  bool by_facts = false;  // the selection of facts decided, not their order
};

inline constexpr double kCopyScore = 0.5;

// `a` is taken as the older text: an excerpt is b cut out of a; what is the same both ways is a copy.
Verdict judge(const Likeness& like);
// One clause for people: "312 stems in the same order (87% of the shorter text)".
std::string reason(const Likeness& like, const Verdict& verdict);

constexpr bool is_copy(CopyKind kind) {
  return kind == CopyKind::copy || kind == CopyKind::excerpt || kind == CopyKind::rewrite || kind == CopyKind::update;
}

}  // namespace readout
