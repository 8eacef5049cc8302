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

// A clause has a verb, and none that tells how it was said ("responded by saying …").
bool says_something(const TreeView& view, std::uint32_t clause) {
  const Upos first = view.document.tokens[view.left[clause]].upos;
  if (first == Upos::ADP && view.takes(clause) != 0) return false;
  for (std::uint32_t t = view.left[clause]; t < view.right[clause]; ++t)
    if (view.is_verb(t)) return true;
  return false;
}

// The clause a cue takes as its content, or kNone.
std::uint32_t content_child(const TreeView& view, std::uint32_t cue, std::uint8_t takes) {
  for (const std::uint32_t c : view.children[cue]) {
    const std::string_view relation = base_name(view.document.tokens[c].deprel);
    if (relation == "ccomp" && !says_something(view, c)) continue;
    if (relation == "ccomp" && (takes & (kTakesThat | kTakesMarks | kTakesTo)) != 0) return c;
    if (relation == "xcomp" && (takes & kTakesTo) != 0 && view.child(c, "mark") != kNone) return c;
  }
  if ((takes & kTakesObject) != 0)
    if (const std::uint32_t object = view.child(cue, "obj"); object != kNone) return object;
  if ((takes & kTakesPrep) != 0)
    for (const std::uint32_t c : view.children[cue])
      if (c > cue && base_name(view.document.tokens[c].deprel) == "obl" && view.left[c] <= cue + 3)
        if (const std::uint32_t preposition = view.child(c, "case");
            preposition != kNone && view.rules.prepositions.contains(std::string(view.document.lemma(preposition))))
          return c;
  return kNone;
}

bool inside(const TreeView& view, std::uint32_t token, std::uint32_t ancestor) {
  for (std::uint32_t steps = 0; token != kNone && steps < 200; token = view.head[token], ++steps)
    if (token == ancestor) return true;
  return false;
}

// A reported clause goes on to the end of its sentence unless the cue's own sentence takes over again: a second verb beside the
// cue, an adverbial clause or a new report. Parsers lose the tails of long clauses; readers do not.
std::uint32_t clause_end(const TreeView& view, std::uint32_t cue, std::uint32_t content) {
  const std::uint32_t sentence_end = view.document.sentences[view.sentence[cue]].last;
  std::uint32_t end = view.right[content];
  for (std::uint32_t t = end; t < sentence_end; ++t) {
    const std::string_view form = view.document.form(t);
    const std::string_view relation = base_name(view.document.tokens[t].deprel);
    const std::uint32_t up = view.head[t];
    const bool of_cue = up != kNone && !inside(view, up, content) && (up == cue || inside(view, cue, up));
    // "said A and left": the second verb shares the speaker. "said A and B would follow": it has a subject of its own and was said too.
    const bool own_subject = view.child(t, "nsubj") != kNone || view.child(t, "csubj") != kNone;
    if (of_cue && ((relation == "conj" && !own_subject) || relation == "advcl" || relation == "parataxis" || relation == "nsubj")) {
      while (end > content && view.document.tokens[end - 1].upos == Upos::CCONJ) --end;
      break;
    }
    if (form == "\u201D" || form == "\"" || form == "\u201C" || form == ";") break;
    end = t + 1;
  }
  return end;
}

// What the words show where the tree does not: "A, the minister said." and "A, the minister said, B." and "the minister said A".
// Only for cues that nothing but speech can follow.
std::vector<Run> content_by_order(const TreeView& view, std::uint32_t cue, std::uint32_t speaker) {
  const Sentence& sentence = view.document.sentences[view.sentence[cue]];
  const auto form = [&](std::uint32_t t) { return view.document.form(t); };
  const auto [first, last] = noun_phrase(view, speaker);
  const std::uint32_t begin = std::min(first, cue), end = std::max(last, cue + 1);
  std::uint32_t after = end;  // past adverbs and times that belong to the cue: "said on Monday"
  while (after < sentence.last && after < end + 6 && form(after) != "," && !punctuation(view, after)) ++after;
  const bool comma_before = begin > sentence.first + 3 && form(begin - 1) == ",";
  const bool ends_there = after >= sentence.last || (punctuation(view, after) && form(after) != ",");
  const auto run = [&](std::uint32_t a, std::uint32_t b) { return trimmed(view, {a, b}); };
  // What stands in front must say something: "In a memo, the agency said …" has no verb before its comma.
  const auto says = [&](std::uint32_t a, std::uint32_t b) {
    for (std::uint32_t t = a; t < b; ++t)
      if (view.is_verb(t)) return true;
    return false;
  };
  if (comma_before && !says(sentence.first, begin)) return {};
  if (comma_before && ends_there) return {run(sentence.first, begin)};
  if (comma_before && form(after) == "," && after + 3 < sentence.last) return {run(sentence.first, begin), run(after, sentence.last)};
  if (!comma_before && speaker < cue && cue + 3 < sentence.last && view.child(cue, "obj") == kNone) {
    const Upos next = view.document.tokens[cue + 1].upos;
    if (next == Upos::SCONJ || next == Upos::PRON || next == Upos::DET || next == Upos::PROPN)
      return {run(cue + 1, clause_end(view, cue, cue))};
  }
  return {};
}

void add_verb(const TreeView& view, std::uint32_t cue, std::uint8_t takes, std::vector<Reported>& out) {
  Reported reported;
  reported.by = {cue, speaker_of(view, cue), false};
  if (reported.by.speaker == kNone) return;
  if (const std::uint32_t content = content_child(view, cue, takes); content != kNone) {
    // What the object's own complement adds ("called it a mistake") belongs to the content.
    const bool clause = base_name(view.document.tokens[content].deprel) == "ccomp" && content > cue;
    std::uint32_t last = clause ? clause_end(view, cue, content) : view.right[content];
    std::uint32_t first = view.left[content];
    if (const std::uint32_t more = view.child(cue, "xcomp"); more != kNone && more > content) {
      last = std::max(last, view.right[more]);
      if (view.document.tokens[content].upos == Upos::PRON) first = view.left[more];  // "called it a mistake": what was said is the mistake
    }
    reported.runs.push_back(trimmed(view, {first, last}));
  } else if (view.document.tokens[cue].deprel == Deprel::parataxis && (takes & kTakesThat) != 0 && view.head[cue] != kNone) {
    reported.runs = subtree_without(view, view.head[cue], cue);
  }
  constexpr std::uint8_t speech = kTakesMarks | kTakesThat;
  if (reported.runs.empty() && (takes & speech) == speech && view.sentence[reported.by.speaker] == view.sentence[cue])
    reported.runs = content_by_order(view, cue, reported.by.speaker);
  std::erase_if(reported.runs, [](const Run& run) { return run.first + 1 >= run.second; });  // one word is no report
  if (!reported.runs.empty()) out.push_back(std::move(reported));
}

void add_noun(const TreeView& view, std::uint32_t cue, std::vector<Reported>& out) {
  std::uint32_t content = view.child(cue, "ccomp");
  if (content == kNone) {
    content = view.child(cue, "acl");
    if (content != kNone && (view.document.tokens[content].deprel == Deprel::acl_relcl || view.child(content, "mark") == kNone))
      content = kNone;
  }
  std::uint32_t owner = kNone;
  for (const std::uint32_t c : view.children[cue])
    if (view.document.tokens[c].deprel == Deprel::nmod_poss || (view.document.tokens[c].deprel == Deprel::nmod && owner == kNone))
      owner = c;
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
    else if ((takes & kTakesState) != 0 && view.document.tokens[t].upos == Upos::ADJ && view.child(t, "ccomp") != kNone)
      add_verb(view, t, kTakesThat, out);
    else if ((takes & kTakesNoun) != 0 && view.document.tokens[t].upos == Upos::NOUN)
      add_noun(view, t, out);
  }
  return out;
}

}  // namespace readout
