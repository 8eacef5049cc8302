#include "quote/indirect.h"

#include <algorithm>

namespace readout {
namespace {

using Run = std::pair<std::uint32_t, std::uint32_t>;

bool punctuation(const TreeView& view, std::uint32_t token) { return view.document.tokens[token].upos == Upos::PUNCT; }

Run trimmed(const TreeView& view, Run run) {
  while (run.first < run.second && punctuation(view, run.first)) ++run.first;
  while (run.first < run.second && punctuation(view, run.second - 1)) --run.second;
  return run;
}

// The subtree of `clause` without the subtree of `hole`: one run or two.
std::vector<Run> subtree_without(const TreeView& view, std::uint32_t clause, std::uint32_t hole) {
  std::vector<Run> runs;
  const Run whole{view.left[clause], view.right[clause]}, gap{view.left[hole], view.right[hole]};
  for (const Run& run : {Run{whole.first, std::min(gap.first, whole.second)}, Run{std::max(gap.second, whole.first), whole.second}}) {
    if (run.first >= run.second) continue;
    const Run kept = trimmed(view, run);
    if (kept.first < kept.second) runs.push_back(kept);
  }
  return runs;
}

// The clause a cue takes as its content, or kNone.
std::uint32_t content_child(const TreeView& view, std::uint32_t cue, std::uint8_t takes) {
  for (const std::uint32_t c : view.children[cue]) {
    const std::string_view relation = base_name(view.document.tokens[c].deprel);
    if (relation == "ccomp" && (takes & (kTakesThat | kTakesMarks | kTakesTo)) != 0) return c;
    if (relation == "xcomp" && (takes & kTakesTo) != 0 && view.child(c, "mark") != kNone) return c;
  }
  if ((takes & kTakesObject) != 0) return view.child(cue, "obj");
  return kNone;
}

void add_verb(const TreeView& view, std::uint32_t cue, std::uint8_t takes, std::vector<Reported>& out) {
  Reported reported;
  reported.by = {cue, speaker_of(view, cue), false};
  if (reported.by.speaker == kNone) return;
  if (const std::uint32_t content = content_child(view, cue, takes); content != kNone) {
    // What the object's own complement adds ("called it a mistake") belongs to the content.
    std::uint32_t last = view.right[content];
    if (const std::uint32_t more = view.child(cue, "xcomp"); more != kNone && more > content) last = std::max(last, view.right[more]);
    reported.runs.push_back(trimmed(view, {view.left[content], last}));
  } else if (view.document.tokens[cue].deprel == Deprel::parataxis && (takes & kTakesThat) != 0 && view.head[cue] != kNone) {
    reported.runs = subtree_without(view, view.head[cue], cue);
  }
  if (!reported.runs.empty()) out.push_back(std::move(reported));
}

void add_noun(const TreeView& view, std::uint32_t cue, std::vector<Reported>& out) {
  std::uint32_t content = view.child(cue, "ccomp");
  if (content == kNone) {
    content = view.child(cue, "acl");
    if (content != kNone && (view.document.tokens[content].deprel == Deprel::acl_relcl || view.child(content, "mark") == kNone)) content = kNone;
  }
  std::uint32_t owner = kNone;
  for (const std::uint32_t c : view.children[cue])
    if (view.document.tokens[c].deprel == Deprel::nmod_poss || (view.document.tokens[c].deprel == Deprel::nmod && owner == kNone)) owner = c;
  if (content == kNone || owner == kNone) return;
  out.push_back({{cue, owner, false}, {trimmed(view, {view.left[content], view.right[content]})}});
}

// "according to X": X is the noun that "according" marks; the content is the clause X hangs on.
void add_phrase(const TreeView& view, std::uint32_t cue, std::vector<Reported>& out) {
  const std::uint32_t speaker = view.head[cue];
  if (speaker == kNone || view.document.tokens[cue].deprel != Deprel::case_) return;
  const std::uint32_t clause = view.head[speaker];
  if (clause == kNone) return;
  Reported reported{{cue, speaker, false}, subtree_without(view, clause, speaker)};
  if (!reported.runs.empty()) out.push_back(std::move(reported));
}

}  // namespace

std::vector<Reported> find_reported(const TreeView& view) {
  std::vector<Reported> out;
  for (std::uint32_t t = 0; t < view.head.size(); ++t) {
    const std::uint8_t takes = view.takes(t);
    if (takes == 0) continue;
    if ((takes & kTakesPhrase) != 0)
      add_phrase(view, t, out);
    else if (view.is_verb(t))
      add_verb(view, t, takes, out);
    else if ((takes & kTakesNoun) != 0 && view.document.tokens[t].upos == Upos::NOUN)
      add_noun(view, t, out);
  }
  return out;
}

}  // namespace readout
