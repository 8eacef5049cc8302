#include "event/status.h"

namespace readout::event {
namespace {

struct Signs {
  bool negated = false, planned = false, unreal = false, past = false;
};

// What stands directly at a verb or noun: negators, auxiliaries, marks, adjectives.
void read_modifiers(const Tree& tree, std::uint32_t i, Signs& signs) {
  bool infinitive = false, finite = false;
  for (const auto c : tree.children(i)) {
    switch (tree.rel(c)) {
      case Deprel::advmod:
      case Deprel::det:
      case Deprel::cc_preconj:
        if (tree.is(c, WordClass::negator)) signs.negated = true;
        break;
      case Deprel::aux:
        if (tree.is(c, WordClass::negator))
          signs.negated = true;
        else if (tree.is(c, WordClass::future))
          signs.planned = true;
        else if (tree.is(c, WordClass::unreal) || tree.is(c, WordClass::duty))
          signs.unreal = true;
        finite = true;
        break;
      case Deprel::mark:
        if (tree.is(c, WordClass::condition)) signs.unreal = true;
        if (tree.token(c).upos == Upos::PART) infinitive = true;
        break;
      case Deprel::case_:
        if (tree.is(c, WordClass::denial)) signs.negated = true;  // without
        break;
      case Deprel::amod:
      case Deprel::compound:
        if (tree.verbal(i)) break;
        if (tree.is(c, WordClass::coming) || tree.is(c, WordClass::plan))
          signs.planned = true;
        else if (tree.is(c, WordClass::doubt))
          signs.unreal = true;
        else if (tree.is(c, WordClass::past))
          signs.past = true;
        break;
      default: break;
    }
  }
  // "is to visit": an infinitive under "be" without another auxiliary is a plan
  if (infinitive && !finite && tree.verbal(i)) {
    const auto up = tree.head(i);
    if (up != kNone && tree.rel(i) == Deprel::xcomp && tree.token(up).upos == Upos::AUX) signs.planned = true;
  }
}

// Backshifted will: "said it would send".
bool reported_would(const Tree& tree, std::uint32_t clause) {
  const auto up = tree.head(clause);
  if (up == kNone || (tree.rel(clause) != Deprel::ccomp && tree.rel(clause) != Deprel::parataxis) || !tree.is(up, WordClass::report))
    return false;
  if (tree.has_mark(clause, WordClass::condition)) return false;
  for (const auto c : tree.children(clause))
    if (tree.rel(c) == Deprel::aux &&
        (tree.lexis().document.lemma(tree.token(c)) == "would" || tree.lexis().document.form(tree.token(c)) == "would"))
      return true;
  return false;
}

}  // namespace

EventStatus status_of(const Tree& tree, const Match& match) {
  Signs signs;
  std::uint32_t at = match.trigger;
  if (match.rule->kind == TriggerKind::aux && tree.head(at) != kNone) at = tree.head(at);
  if (match.rule->kind != TriggerKind::aux) read_modifiers(tree, at, signs);
  for (const auto f : match.frame)
    if (tree.nominal(f)) read_modifiers(tree, f, signs);  // "signed no agreement"
  if (signs.unreal && reported_would(tree, at)) {
    signs.unreal = false;
    signs.planned = true;
  }
  for (int n = 0; n < 6; ++n) {
    const auto up = tree.head(at);
    if (up == kNone) break;
    const Deprel r = tree.rel(at);
    const bool noun = !tree.verbal(at);
    if (r == Deprel::conj) {
      bool own = false;
      for (const auto c : tree.children(at)) own = own || tree.rel(c) == Deprel::aux || tree.rel(c) == Deprel::nsubj;
      if (!own && tree.verbal(at) == tree.verbal(up)) {
        Signs shared;
        read_modifiers(tree, up, shared);
        signs.planned = signs.planned || shared.planned;
        signs.unreal = signs.unreal || shared.unreal;
        at = up;
        continue;
      }
      break;
    }
    const bool infinitive = [&] {
      for (const auto c : tree.children(at))
        if (tree.rel(c) == Deprel::mark && tree.token(c).upos == Upos::PART) return true;
      return false;
    }();
    const bool complement = r == Deprel::xcomp || r == Deprel::ccomp || (r == Deprel::acl && infinitive) || (r == Deprel::advcl && !noun) ||
                            r == Deprel::obj || r == Deprel::nsubj_pass || r == Deprel::obl || r == Deprel::nmod || r == Deprel::nsubj;
    if (!complement) break;
    const bool object = r == Deprel::obj || r == Deprel::nsubj_pass || r == Deprel::xcomp || r == Deprel::ccomp || r == Deprel::acl ||
                        r == Deprel::nmod || (r == Deprel::obl && tree.preposition(at) != kNoWord);
    if (r == Deprel::ccomp && tree.is(up, WordClass::report)) break;  // what is said stands by itself
    if (r == Deprel::nsubj) break;
    if (r == Deprel::advcl) {
      const bool bare = tree.child(up, Deprel::obj) == kNone;           // "is set to", not "set it alight to"
      if (infinitive && match.rule->type == EventType::PROTEST) break;  // "marched to protest": done by marching
      if (infinitive && !(tree.is(up, WordClass::plan) && bare)) {      // purpose
        signs.unreal = true;
      } else if (infinitive) {
        signs.planned = true;
      } else if (tree.is(up, WordClass::denial) && tree.preposition(at) != kNoWord) {
        signs.negated = true;
      }
      break;
    }
    if (object) {
      if (tree.is(up, WordClass::denial))
        signs.negated = true;
      else if (tree.is(up, WordClass::plan) && (infinitive || noun))
        signs.planned = true;
      else if (tree.is(up, WordClass::call) || tree.is(up, WordClass::doubt))
        signs.unreal = signs.unreal || !noun || tree.child(up, Deprel::xcomp) == kNone;  // "called the raid unlawful"
    }
    // Modality of the governor reaches down only where the governor lends its clause: open complements and support verbs.
    const bool lends = r == Deprel::xcomp || (noun && (r == Deprel::obj || r == Deprel::nsubj_pass) && tree.is(up, WordClass::support)) ||
                       (r == Deprel::acl && infinitive);
    if (!lends) {
      if (!(noun && r == Deprel::nmod)) break;
      at = up;
      continue;
    }
    Signs above;
    read_modifiers(tree, up, above);
    if (above.unreal && reported_would(tree, up)) {
      above.unreal = false;
      above.planned = true;
    }
    signs.negated = signs.negated || above.negated;
    signs.planned = signs.planned || above.planned;
    signs.unreal = signs.unreal || above.unreal;
    at = up;
  }
  // An acl of a support verb: "talks planned for May", "attacks launched by"
  if (match.rule->kind == TriggerKind::noun)
    for (const auto c : tree.children(match.trigger))
      if (tree.rel(c) == Deprel::acl && tree.verbal(c) && (tree.is(c, WordClass::plan) || tree.is(c, WordClass::coming)))
        signs.planned = true;
  if (signs.negated) return EventStatus::negated;
  if (signs.unreal) return EventStatus::hypothetical;
  if (signs.planned) return EventStatus::planned;
  if (signs.past) return EventStatus::historical;
  return EventStatus::actual;
}

}  // namespace readout::event
