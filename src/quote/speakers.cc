#include "quote/speakers.h"

#include <algorithm>

namespace readout {

namespace {
constexpr std::uint32_t kReachAfter = 16;   // tokens between closing mark and cue
constexpr std::uint32_t kReachBefore = 24;  // tokens between cue and opening mark

bool nominal(Upos tag) { return tag == Upos::NOUN || tag == Upos::PROPN || tag == Upos::PRON; }
}  // namespace

TreeView::TreeView(const Document& d, std::span<const Mention> m, const QuoteRules::Parts& r) : document(d), mentions(m), rules(r) {
  const std::size_t n = d.tokens.size();
  head.assign(n, kNone);
  sentence.assign(n, 0);
  left.resize(n);
  right.resize(n);
  children.resize(n);
  for (std::uint32_t s = 0; s < d.sentences.size(); ++s) {
    const Sentence& one = d.sentences[s];
    for (std::uint32_t t = one.first; t < one.last; ++t) {
      head[t] = d.head_of(one, t);
      sentence[t] = s;
      left[t] = t;
      right[t] = t + 1;
      if (head[t] != kNone) children[head[t]].push_back(t);
    }
    for (std::uint32_t t = one.first; t < one.last; ++t)
      for (std::uint32_t up = head[t], steps = 0; up != kNone && steps < one.size(); up = head[up], ++steps) {
        left[up] = std::min(left[up], t);
        right[up] = std::max(right[up], t + 1);
      }
  }
}

std::uint32_t TreeView::child(std::uint32_t token, std::string_view relation) const {
  for (const std::uint32_t c : children[token])
    if (base_name(document.tokens[c].deprel) == relation) return c;
  return kNone;
}

bool TreeView::is_verb(std::uint32_t token) const {
  const Upos tag = document.tokens[token].upos;
  return tag == Upos::VERB || tag == Upos::AUX;
}

std::uint32_t TreeView::token_at(std::uint32_t byte) const {
  const auto it = std::partition_point(document.tokens.begin(), document.tokens.end(), [&](const Token& t) { return t.span.end <= byte; });
  return static_cast<std::uint32_t>(it - document.tokens.begin());
}

Span TreeView::bytes(std::uint32_t first, std::uint32_t last) const {
  if (first >= last) return {};
  return {document.tokens[first].span.begin, document.tokens[last - 1].span.end};
}

std::uint32_t speaker_of(const TreeView& view, std::uint32_t cue) {
  for (std::uint32_t verb = cue, steps = 0; verb != kNone && steps < 6; ++steps) {
    if (const std::uint32_t agent = view.child(verb, "obl"); agent != kNone && view.document.tokens[agent].deprel == Deprel::obl_agent)
      return agent;
    const std::uint32_t subject = view.child(verb, "nsubj");
    if (subject != kNone) {
      // "was told", "was quoted": the subject of a passive heard or suffered it.
      return view.document.tokens[subject].deprel == Deprel::nsubj_pass ? kNone : subject;
    }
    const Deprel relation = view.document.tokens[verb].deprel;
    if (relation == Deprel::acl || relation == Deprel::acl_relcl) return view.head[verb];
    if (relation != Deprel::advcl && relation != Deprel::conj && relation != Deprel::xcomp && relation != Deprel::parataxis) return kNone;
    verb = view.head[verb];
  }
  return kNone;
}

std::pair<std::uint32_t, std::uint32_t> noun_phrase(const TreeView& view, std::uint32_t head) {
  std::uint32_t first = head, last = head + 1;
  for (const std::uint32_t c : view.children[head]) {
    const Token& token = view.document.tokens[c];
    const std::string_view relation = base_name(token.deprel);
    const bool keeps = relation == "det" || relation == "amod" || relation == "compound" || relation == "flat" || relation == "nummod" ||
                       relation == "nmod" || (relation == "appos" && c == head + 1) || relation == "conj" || relation == "fixed";
    if (!keeps) continue;
    first = std::min(first, view.left[c]);
    if (relation != "conj" || c < head + 4) last = std::max(last, view.right[c]);
  }
  for (std::uint32_t t = head + 1; t < last; ++t)
    if (view.document.form(t) == "," || view.document.tokens[t].deprel == Deprel::acl_relcl) last = t;
  return {first, last};
}

Party make_party(const TreeView& view, std::uint32_t speaker) {
  const auto phrase = noun_phrase(view, speaker);
  const std::uint32_t first = phrase.first, last = phrase.second;  // clang 14 cannot capture structured bindings
  Party party;
  party.span = view.bytes(first, last);
  // Who a relative pronoun stands for is the noun its clause hangs on.
  std::uint32_t named = speaker;
  const std::string_view tag = view.document.xpos(speaker);
  if (tag == "WP" || tag == "WDT")
    for (std::uint32_t up = view.head[speaker]; up != kNone; up = view.head[up])
      if (view.document.tokens[up].deprel == Deprel::acl_relcl && view.head[up] != kNone) {
        named = view.head[up];
        break;
      }
  // The mention with this head; failing that one inside the phrase, a person first.
  const auto rank = [&](const Mention& m) {
    if (m.kind == MentionKind::time || m.kind == MentionKind::place) return 0;
    if (m.head == named) return 4 + (m.code.empty() && m.entity.empty() ? 0 : 1);
    if (m.first < first || m.last > last) return 0;
    return m.kind == MentionKind::person ? 3 : m.kind == MentionKind::organisation ? 2 : 1;
  };
  int best = 0;
  for (std::size_t i = 0; i < view.mentions.size(); ++i) {
    const Mention& mention = view.mentions[i];
    if (const int r = rank(mention); r > best) {
      best = r;
      party.code = mention.code;
      party.sectors = mention.sectors;
      party.entity = mention.entity;
      party.mention = static_cast<std::int32_t>(i);
    }
  }
  return party;
}

namespace {

// The head noun of the phrase that starts at or after `t` (said President X): the last of a run of nouns.
std::uint32_t noun_from(const TreeView& view, std::uint32_t t, std::uint32_t high) {
  for (; t < high; ++t) {
    const Upos tag = view.document.tokens[t].upos;
    if (nominal(tag)) break;
    if (tag != Upos::DET && tag != Upos::ADJ && tag != Upos::NUM && tag != Upos::ADV) return kNone;
  }
  if (t >= high) return kNone;
  // Climb to the phrase's head as long as it stays behind the cue.
  while (view.head[t] != kNone && view.head[t] >= t && view.head[t] < high && nominal(view.document.tokens[view.head[t]].upos))
    t = view.head[t];
  return t;
}

std::uint32_t noun_before(const TreeView& view, std::uint32_t cue, std::uint32_t low) {
  for (std::uint32_t t = cue; t-- > low;) {
    const Upos tag = view.document.tokens[t].upos;
    if (nominal(tag)) {
      while (view.head[t] != kNone && view.head[t] < cue && view.head[t] >= low && nominal(view.document.tokens[view.head[t]].upos))
        t = view.head[t];
      return t;
    }
    if (tag != Upos::AUX && tag != Upos::ADV && tag != Upos::PART) return kNone;
  }
  return kNone;
}

}  // namespace

Attribution find_after(const TreeView& view, std::uint32_t last, std::uint32_t high) {
  high = std::min(high, last + kReachAfter);
  Attribution found;
  for (std::uint32_t t = last; t < high; ++t) {
    const std::string_view form = view.document.form(t);
    if (form == "." || form == "?" || form == "!") break;
    if (!view.is_verb(t) || (view.takes(t) & kTakesMarks) == 0) continue;
    found.cue = t;
    found.near = true;
    const std::uint32_t subject = speaker_of(view, t);
    if (subject != kNone && subject >= last && subject < high + kReachAfter && view.sentence[subject] == view.sentence[t])
      found.speaker = subject;
    else if (const std::uint32_t before = noun_before(view, t, last); before != kNone)
      found.speaker = before;
    else if (const std::uint32_t after =
                 noun_from(view, t + 1, std::min<std::uint32_t>(t + 8, static_cast<std::uint32_t>(view.head.size())));
             after != kNone)
      found.speaker = after;
    if (found.speaker == kNone) continue;
    return found;
  }
  return {};
}

Attribution find_before(const TreeView& view, std::uint32_t first, std::uint32_t low) {
  const std::uint32_t stop = first > low + kReachBefore ? first - kReachBefore : low;
  for (std::uint32_t t = first; t-- > stop;) {
    const std::string_view form = view.document.form(t);
    if (form == "." || form == "?" || form == "!") break;
    if (!view.is_verb(t) || (view.takes(t) & (kTakesMarks | kTakesThat)) == 0) continue;
    Attribution found{t, speaker_of(view, t), true};
    if (found.speaker == kNone) found.speaker = noun_before(view, t, low);
    if (found.speaker != kNone) return found;
  }
  return {};
}

}  // namespace readout
