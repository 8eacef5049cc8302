#include "event/matcher.h"

#include <algorithm>

#include "base/format.h"

namespace readout::event {
namespace {

bool modifier(Deprel r) {
  return r == Deprel::amod || r == Deprel::compound || r == Deprel::nummod || r == Deprel::advmod || r == Deprel::nmod_desc;
}

bool clausal_child(const Tree& tree, std::uint32_t c) {
  const Deprel r = tree.rel(c);
  if (r == Deprel::xcomp) return true;
  // "a promise to attack", "moved to block": infinitives
  if (r == Deprel::acl || r == Deprel::advcl) {
    for (const auto m : tree.children(c))
      if (tree.rel(m) == Deprel::mark && tree.token(m).upos == Upos::PART) return true;
  }
  return false;
}

// "Russia used a missile during an attack on": who acts in the clause does the deed that the clause is part of.
std::uint32_t clause_of_means(const Tree& tree, std::uint32_t noun) {
  const auto up = tree.head(noun);
  if (up == kNone || (tree.rel(noun) != Deprel::obl && tree.rel(noun) != Deprel::nmod) || tree.passive(up)) return kNone;
  if (tree.token(up).upos != Upos::VERB && tree.child(up, Deprel::cop) == kNone) return kNone;
  return tree.lexis().vocabulary.is(tree.preposition(noun), WordClass::means) ? up : kNone;
}

void with_conjuncts(const Tree& tree, std::uint32_t token, std::vector<std::uint32_t>& out) {
  if (token == kNone) return;
  out.push_back(token);
  for (const auto c : tree.children(token))
    if (tree.rel(c) == Deprel::conj) out.push_back(c);
}

}  // namespace

std::uint32_t report_verb(const Tree& tree, std::uint32_t token) {
  std::uint32_t at = token;
  for (int n = 0; n < 12 && at != kNone; ++n) {
    // "…, he said": a report verb beside the clause
    for (const auto c : tree.children(at))
      if (tree.rel(c) == Deprel::parataxis && tree.is(c, WordClass::report) && tree.child(c, Deprel::nsubj) != kNone) return c;
    const auto up = tree.head(at);
    if (up == kNone) return kNone;
    const Deprel r = tree.rel(at);
    if ((r == Deprel::ccomp || r == Deprel::parataxis || r == Deprel::obj) && tree.is(up, WordClass::report) && tree.verbal(up)) return up;
    at = up;
  }
  return kNone;
}

void Matcher::fill(const Tree& tree, const Match& frame, Slot slot, std::vector<std::uint32_t>& out, bool wanted) const {
  // A modal verb stands for the clause of the verb it helps.
  const bool helper = frame.rule->kind == TriggerKind::aux && tree.rel(frame.trigger) == Deprel::aux && tree.head(frame.trigger) != kNone;
  const auto t = helper ? tree.head(frame.trigger) : frame.trigger;
  const bool noun = frame.rule->kind == TriggerKind::noun;
  const auto support = noun ? tree.support(t) : kNone;
  // "Clashes broke out between": what hangs on a verb without object may belong to its subject.
  const auto up = tree.head(t);
  const bool happens = noun && support == kNone && up != kNone && tree.verbal(up) && tree.child(up, Deprel::obj) == kNone &&
                       (tree.rel(t) == Deprel::nsubj || tree.rel(t) == Deprel::nsubj_pass);
  const auto each_node = [&](auto&& visit) {
    visit(t);
    if (support != kNone) visit(support);
    if (happens) visit(up);
    for (const auto f : frame.frame)
      if (f != t && f != support) visit(f);
  };
  switch (slot.kind) {
    case SlotKind::subj: {
      std::uint32_t s = kNone;
      if (noun) {
        if (support != kNone)
          s = tree.subject(support);
        else if (const auto doing = clause_of_means(tree, t); doing != kNone)
          s = tree.subject(doing);
      } else {
        s = tree.verbal(t) && frame.rule->kind != TriggerKind::adj ? tree.subject(t) : tree.surface_subject(t);
      }
      if (s != kNone && s != t) out.push_back(s);
      break;
    }
    case SlotKind::obj:
      if (const auto o = tree.object(t); o != kNone && !noun)
        out.push_back(o);
      else if (!noun && tree.rel(t) == Deprel::amod && misread(tree, t) && tree.head(t) > t && tree.head(t) != kNone)
        out.push_back(tree.head(t));
      break;
    case SlotKind::iobj:
      if (const auto o = tree.child(t, Deprel::iobj); o != kNone)
        out.push_back(o);
      else if (tree.passive(t) && tree.child(t, Deprel::obj) != kNone && tree.surface_subject(t) != kNone)
        out.push_back(tree.surface_subject(t));
      break;
    case SlotKind::prep:
      each_node([&](std::uint32_t node) {
        for (const auto c : tree.children(node)) {
          const Deprel r = tree.rel(c);
          if ((r == Deprel::obl || r == Deprel::nmod || r == Deprel::obl_agent || r == Deprel::advcl || r == Deprel::acl ||
               r == Deprel::obl_unmarked) &&
              tree.preposition(c) == slot.prep)
            out.push_back(c);
        }
      });
      if (out.empty() && (wanted || !close_preposition(slot.prep))) {
        // One step further down: "the sale of jets TO ARGENTINA" hangs on the jets as often as on the sale.
        each_node([&](std::uint32_t node) {
          for (const auto c : tree.children(node)) {
            const Deprel r = tree.rel(c);
            if (r != Deprel::obj && r != Deprel::nmod && r != Deprel::obl && r != Deprel::iobj) continue;
            for (const auto cc : tree.children(c))
              if (tree.rel(cc) == Deprel::nmod && tree.preposition(cc) == slot.prep)
                out.push_back(cc);
              else if (tree.rel(cc) == Deprel::acl)  // "the resolution drafted by"
                for (const auto agent : tree.children(cc))
                  if ((tree.rel(agent) == Deprel::obl || tree.rel(agent) == Deprel::obl_agent) && tree.preposition(agent) == slot.prep)
                    out.push_back(agent);
          }
        });
      }
      break;
    case SlotKind::xcomp:
      for (const auto c : tree.children(t))
        if (clausal_child(tree, c)) with_conjuncts(tree, c, out);
      break;
    case SlotKind::that:
      for (const auto c : tree.children(t))
        if (tree.rel(c) == Deprel::ccomp || (tree.rel(c) == Deprel::acl && !clausal_child(tree, c) && noun)) with_conjuncts(tree, c, out);
      break;
    case SlotKind::part:
      for (const auto c : tree.children(t))
        if (tree.rel(c) == Deprel::compound_prt || tree.rel(c) == Deprel::advmod ||
            (tree.rel(c) == Deprel::obl && tree.children(c).empty()) || tree.rel(c) == Deprel::xcomp)
          out.push_back(c);
      break;
    case SlotKind::mod:
      each_node([&](std::uint32_t node) {
        for (const auto c : tree.children(node))
          if (modifier(tree.rel(c))) with_conjuncts(tree, c, out);
      });
      break;
    case SlotKind::aux:
      for (const auto c : tree.children(t))
        if (tree.rel(c) == Deprel::aux) out.push_back(c);
      break;
    case SlotKind::own_case:
      for (const auto c : tree.children(t))
        if (tree.rel(c) == Deprel::case_) out.push_back(c);
      break;
    case SlotKind::head:
      if (tree.head(t) != kNone) out.push_back(tree.head(t));
      break;
    case SlotKind::speaker:
      if (const auto v = report_verb(tree, t); v != kNone && tree.subject(v) != kNone) out.push_back(tree.subject(v));
      break;
    case SlotKind::hearer:
      if (const auto v = report_verb(tree, t); v != kNone) {
        for (const auto c : tree.children(v)) {
          if (tree.rel(c) == Deprel::iobj || tree.rel(c) == Deprel::obj) out.push_back(c);
        }
      }
      break;
    case SlotKind::inner:
    case SlotKind::innerobj:
      for (const auto c : tree.children(t)) {
        if (tree.rel(c) != Deprel::ccomp && !clausal_child(tree, c) && !(noun && tree.rel(c) == Deprel::acl)) continue;
        const auto x = slot.kind == SlotKind::inner ? tree.surface_subject(c) : tree.object(c);
        if (x != kNone && x != t) out.push_back(x);
      }
      break;
    case SlotKind::any:
      for (std::uint32_t i = 0; i < tree.size(); ++i)
        if (i != t) out.push_back(i);
      break;
    case SlotKind::poss:
    case SlotKind::objposs: break;  // owners, not complements: see parties()
  }
}

// Prepositions that bind to their own noun.
bool Matcher::close_preposition(Word p) const { return p == of_ || p == in_; }

bool Matcher::filler_fits(const Tree& tree, std::uint32_t token, Filler filler) const {
  std::vector<std::int32_t> found;
  cast_.collect(tree, token, Standing::faint, found);
  return std::any_of(found.begin(), found.end(), [&](std::int32_t m) {
    const Mention& x = cast_.mention(cast_.resolved(m));
    switch (filler) {
      case Filler::party: return cast_.standing(m) >= Standing::crowd;
      case Filler::state: return cast_.standing(m) == Standing::strong;
      case Filler::country: return x.kind == MentionKind::country || x.kind == MentionKind::place;
      case Filler::armed: return cast_.armed(m);
      case Filler::person: return x.kind == MentionKind::person || x.kind == MentionKind::group || x.kind == MentionKind::pronoun;
      default: return true;
    }
  });
}

bool Matcher::demand_fits(const Tree& tree, Match& frame, const Demand& demand) {
  std::vector<std::uint32_t> found;
  if (demand.slot.kind == SlotKind::poss || demand.slot.kind == SlotKind::objposs) {
    std::vector<std::int32_t> owners;
    const auto noun = demand.slot.kind == SlotKind::poss ? frame.trigger : tree.object(frame.trigger);
    if (noun != kNone) cast_.owners(tree, noun, owners);
    if (demand.filler == Filler::state) std::erase_if(owners, [&](std::int32_t m) { return cast_.standing(m) < Standing::strong; });
    return owners.empty() == demand.absent;
  }
  fill(tree, frame, demand.slot, found, demand.filler == Filler::word && !demand.absent);
  if (demand.filler == Filler::anything) return found.empty() == demand.absent;
  for (const auto f : found) {
    std::uint32_t hit = kNone;
    if (demand.filler == Filler::word) {
      const auto fits = [&](std::uint32_t i) {
        return std::binary_search(demand.words.begin(), demand.words.end(), tree.word(i)) && tree.word(i) != kNoWord;
      };
      if (fits(f)) hit = f;
      if (hit == kNone && (tree.is(f, WordClass::measure) || tree.token(f).upos == Upos::NUM)) {  // "dozens of activists"
        for (const auto c : tree.children(f))
          if (tree.rel(c) == Deprel::nmod && tree.preposition(c) == of_ && fits(c)) hit = c;
      }
      for (const auto c : tree.children(f))  // coordinated: "impose tariffs and sanctions on"
        if (hit == kNone && tree.rel(c) == Deprel::conj && demand.slot.kind != SlotKind::any && fits(c)) hit = c;
      if (hit == kNone && demand.or_else != Filler::word && filler_fits(tree, f, demand.or_else)) hit = f;
    } else if (filler_fits(tree, f, demand.filler)) {
      hit = f;
    }
    if (hit == kNone) continue;
    if (demand.absent) return false;
    if (demand.filler == Filler::word && demand.slot.kind != SlotKind::head && demand.slot.kind != SlotKind::any &&
        demand.slot.kind != SlotKind::subj && demand.slot.kind != SlotKind::aux && demand.slot.kind != SlotKind::own_case) {
      frame.frame.push_back(hit);
      if (demand.slot.kind == SlotKind::xcomp || demand.slot.kind == SlotKind::that) frame.clausal.push_back(hit);
    }
    return true;
  }
  return demand.absent;
}

void Matcher::parties(const Tree& tree, const Match& frame, const std::vector<Slot>& slots, std::vector<std::int32_t>& out,
                      std::vector<std::uint32_t>& tokens) {
  for (const Slot slot : slots) {
    tokens_.clear();
    if (slot.kind == SlotKind::poss || slot.kind == SlotKind::objposs) {
      if (slot.kind == SlotKind::poss) {
        cast_.owners(tree, frame.trigger, out);
        for (const auto f : frame.frame)
          if (out.empty() && tree.nominal(f)) cast_.owners(tree, f, out);
      } else if (const auto o = tree.object(frame.trigger); o != kNone) {
        cast_.owners(tree, o, out);
      }
      if (!out.empty()) return;
      continue;
    }
    fill(tree, frame, slot, tokens_);
    for (const auto t : tokens_) {
      const std::size_t before = out.size();
      cast_.collect(tree, t, Standing::faint, out);
      if (out.size() > before) tokens.push_back(t);
    }
    if (!out.empty()) return;
  }
  for (const Slot slot : slots) {
    const auto t = beside(tree, frame, slot);
    if (t == kNone) continue;
    cast_.collect(tree, t, Standing::crowd, out);
    if (!out.empty()) {
      tokens.push_back(t);
      return;
    }
  }
}

// Where the tree gives a slot nothing, the word order may: parsers lose an argument more often than writers move it far. Looks a few
// words left for a subject, right for an object or a preposition, and never across another verb.
std::uint32_t Matcher::beside(const Tree& tree, const Match& frame, Slot slot) const {
  constexpr std::uint32_t kReach = 8;
  const auto t = frame.trigger;
  if (frame.rule->kind != TriggerKind::verb && frame.rule->kind != TriggerKind::noun) return kNone;
  const auto party = [&](std::uint32_t i) {
    const auto m = cast_.at(tree.first() + i);
    return m >= 0 && cast_.standing(m) >= Standing::crowd;
  };
  const bool verb = frame.rule->kind == TriggerKind::verb;
  if (slot.kind == SlotKind::subj && verb && !tree.passive(t)) {
    // A subject that the tree did give is doubted only by a party right before the verb.
    const auto reach = tree.surface_subject(t) == kNone ? kReach : 2;
    for (std::uint32_t n = 1; n <= reach && n <= t; ++n) {
      const auto i = t - n;
      if (party(i)) return i;
      const Upos u = tree.token(i).upos;
      if (u == Upos::VERB || u == Upos::SCONJ || u == Upos::CCONJ || u == Upos::PRON || u == Upos::NOUN) return kNone;
    }
    return kNone;
  }
  if (slot.kind == SlotKind::obj && verb && !tree.passive(t) && tree.object(t) == kNone) {
    for (std::uint32_t i = t + 1; i < tree.size() && i <= t + 4; ++i) {
      if (party(i)) return i;
      const Upos u = tree.token(i).upos;
      if (u != Upos::DET && u != Upos::ADJ && u != Upos::NUM && u != Upos::PROPN) return kNone;
    }
    return kNone;
  }
  if (slot.kind == SlotKind::prep && !close_preposition(slot.prep)) {
    const auto end = std::min(tree.size(), t + kReach);
    for (std::uint32_t i = t + 1; i < end; ++i) {
      if (tree.token(i).upos == Upos::VERB) return kNone;
      if (tree.word(i) != slot.prep || tree.token(i).upos != Upos::ADP) continue;
      for (std::uint32_t k = i + 1; k < tree.size() && k <= i + 5; ++k) {
        if (party(k)) return k;
        const Upos u = tree.token(k).upos;
        if (u == Upos::VERB || u == Upos::ADP || u == Upos::PUNCT || u == Upos::NOUN) break;
      }
      return kNone;
    }
  }
  return kNone;
}

bool Matcher::refused(const Tree& tree, const Match& frame) const {
  const auto near = [&](const Refusal& r, std::uint32_t i) {
    return std::find(r.words.begin(), r.words.end(), tree.word(i)) != r.words.end() && tree.word(i) != kNoWord;
  };
  const Word trigger = tree.word(frame.trigger);
  for (const Refusal& r : rules_.refusals) {
    if (r.where != Refusal::Where::near || std::find(r.triggers.begin(), r.triggers.end(), trigger) == r.triggers.end()) continue;
    if (tree.head(frame.trigger) != kNone && near(r, tree.head(frame.trigger))) return true;
    for (const auto c : tree.children(frame.trigger)) {
      if (near(r, c)) return true;
      if (tree.rel(c) == Deprel::obj || tree.rel(c) == Deprel::obl || tree.rel(c) == Deprel::nmod || tree.rel(c) == Deprel::nsubj)
        for (const auto cc : tree.children(c))
          if ((tree.rel(cc) == Deprel::compound || tree.rel(cc) == Deprel::amod || tree.rel(cc) == Deprel::conj ||
               tree.rel(cc) == Deprel::nmod) &&
              near(r, cc))
            return true;
    }
  }
  return false;
}

// A verb that the tagger took for a noun or an adjective, as in headlines: "Blinken meets with", "Riyadh severed relations": a party stands
// right before it, and a preposition, determiner, name or number right after.
bool Matcher::misread(const Tree& tree, std::uint32_t t) const {
  const Token& token = tree.token(t);
  if (token.upos != Upos::NOUN && token.deprel != Deprel::amod) return false;
  if (t == 0 || t + 1 >= tree.size()) return false;
  const auto m = cast_.at(tree.first() + t - 1);
  if (m < 0 || cast_.standing(m) < Standing::crowd || cast_.mention(m).last > tree.first() + t) return false;
  if (cast_.at(tree.first() + t) >= 0) return false;
  const std::string_view form = tree.lexis().document.form(tree.token(t));
  if (!form.ends_with("s") && !form.ends_with("ed") && token.deprel != Deprel::amod) return false;
  if (token.deprel == Deprel::amod && form.ends_with("ing")) return false;
  const Upos next = tree.token(t + 1).upos;
  if (token.deprel == Deprel::amod && tree.head(t) != kNone && tree.head(t) > t) return tree.preposition(tree.head(t)) == kNoWord;
  return next == Upos::DET || next == Upos::PROPN || next == Upos::NUM ||
         (next == Upos::ADP && tree.lexis().document.lemma(tree.token(t + 1)) != "of");
}

bool Matcher::kind_fits(const Tree& tree, const Rule& rule, std::uint32_t t) const {
  const Token& token = tree.token(t);
  switch (rule.kind) {
    case TriggerKind::verb:
      if (misread(tree, t)) return true;
      return token.upos == Upos::VERB && token.deprel != Deprel::amod && token.deprel != Deprel::compound &&
             token.deprel != Deprel::case_ && token.deprel != Deprel::mark;
    case TriggerKind::noun:
      return (token.upos == Upos::NOUN || token.upos == Upos::PROPN) && token.deprel != Deprel::compound && token.deprel != Deprel::flat;
    case TriggerKind::adj: return token.upos == Upos::ADJ || token.upos == Upos::VERB || token.upos == Upos::ADV;
    case TriggerKind::aux: return token.upos == Upos::AUX || token.upos == Upos::VERB;
  }
  return false;
}

bool Matcher::fits(const Tree& tree, const Rule& rule, std::uint32_t trigger, Match& out, std::string* why) {
  if (!kind_fits(tree, rule, trigger)) {
    if (why != nullptr)
      *why = format("the trigger is {} {}", kUposNames[static_cast<std::size_t>(tree.token(trigger).upos)],
                    kDeprelNames[static_cast<std::size_t>(tree.rel(trigger))]);
    return false;
  }
  if (rule.kind == TriggerKind::aux && tree.head(trigger) != kNone) {
    const auto subject = tree.surface_subject(tree.head(trigger));
    if (subject != kNone && subject > trigger) {  // "Should China …?"
      if (why != nullptr) *why = "a question";
      return false;
    }
  }
  out = Match{};
  out.rule = &rule;
  out.trigger = trigger;
  // Wanted complements first: prepositions of a light noun are looked up through it.
  for (const Demand& d : rule.demands)
    if (!demand_fits(tree, out, d)) {
      if (why != nullptr) {
        std::string words;
        for (std::size_t i = 0; i < d.words.size() && i < 4; ++i) words += (i ? "|" : "") + rules_.vocabulary.name(d.words[i]);
        *why = format("demand {} {}{}", &d - rule.demands.data() + 1,
                      d.absent ? "must be absent: " : "is not met: ", words.empty() ? "a filler" : words);
      }
      return false;
    }
  if (rule.refuse) return true;
  if (refused(tree, out)) {
    if (why != nullptr) *why = "refused: a reading that is not political (refusals.tsv)";
    return false;
  }
  parties(tree, out, rule.roles.actor, out.actor, out.actor_tokens);
  parties(tree, out, rule.roles.recipient, out.recipient, out.recipient_tokens);
  std::erase_if(out.recipient, [&](std::int32_t m) { return std::find(out.actor.begin(), out.actor.end(), m) != out.actor.end(); });
  if (const char* lack = lacking(out); lack != nullptr) {
    if (why != nullptr) *why = lack;
    return false;
  }
  return true;
}

// Are there the parties this rule needs? A crowd will do for events of the street (flag home); else one party must be strong.
const char* Matcher::lacking(const Match& match) const {
  const auto best = [&](const std::vector<std::int32_t>& side) {
    Standing s = Standing::none;
    for (const auto m : side) s = std::max(s, cast_.standing(m));
    return s;
  };
  const Standing actor = best(match.actor), recipient = best(match.recipient);
  const Rule& rule = *match.rule;
  const Standing least = rule.sure ? Standing::faint : Standing::crowd;
  const bool a = actor >= least, r = recipient >= least;
  const bool together = rule.mutual && match.actor.size() >= 2;
  if ((rule.local || rule.again) && match.actor.empty() && match.recipient.empty()) return nullptr;  // see finish.cc
  switch (rule.need) {
    case Need::actor:
      if (!a) return "no political actor";
      break;
    case Need::recipient:
      if (!r) return "no political recipient";
      break;
    case Need::both:
      if (!together && !(a && recipient >= Standing::faint) && !(r && actor >= Standing::faint)) return "not both parties are political";
      break;
    case Need::either:
      if (!a && !r) return "no political party";
      break;
    case Need::none: return nullptr;
  }
  if (!rule.home && !rule.sure && std::max(actor, recipient) < Standing::strong) return "no state, force, party or body among the parties";
  return nullptr;
}

bool Matcher::match(const Tree& tree, std::uint32_t trigger, Match& out, std::vector<Attempt>* trace) {
  const Word word = tree.word(trigger);
  if (word == kNoWord || word >= rules_.by_trigger.size()) return false;
  for (const auto index : rules_.by_trigger[word]) {
    const Rule& rule = rules_.rules[index];
    std::string why;
    const bool good = fits(tree, rule, trigger, out, trace != nullptr ? &why : nullptr);
    if (trace != nullptr) trace->push_back({&rule, tree.first() + trigger, good, why});
    if (good) return !rule.refuse;
  }
  return false;
}

}  // namespace readout::event
