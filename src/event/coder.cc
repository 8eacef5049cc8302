#include "event/coder.h"

#include <algorithm>

#include "base/format.h"
#include "base/hash.h"
#include "event/setting.h"
#include "event/status.h"

namespace readout::event {
namespace {
constexpr std::size_t kMaxEventsASentence = 12;
constexpr std::size_t kMaxMatchesASentence = 64;  // absorb() compares them in pairs; only word lists have more
}  // namespace

bool Coder::has_trigger(const Sentence& s) const {
  for (std::uint32_t t = s.first; t < s.last; ++t) {
    const Word w = lexis_.word(document_.tokens[t]);
    if (w != kNoWord && w < rules_.by_trigger.size() && !rules_.by_trigger[w].empty()) return true;
  }
  return false;
}

// Enough words of sport, the arts, crime or accident in the sentence.
bool Coder::refused(Refusal::Where where) const {
  for (const Refusal& r : rules_.refusals) {
    if (r.where != where) continue;
    std::size_t n = 0;
    for (std::uint32_t i = 0; i < tree_.size(); ++i)
      if (tree_.word(i) != kNoWord && std::find(r.words.begin(), r.words.end(), tree_.word(i)) != r.words.end()) ++n;
    if (n >= r.at_least) return true;
  }
  return false;
}

bool Coder::strong(const Match& match) const {
  const auto some = [&](const std::vector<std::int32_t>& side) {
    return std::any_of(side.begin(), side.end(), [&](std::int32_t m) { return cast_.standing(m) == Standing::strong; });
  };
  return some(match.actor) || some(match.recipient);
}

// A token that served one rule as its complement starts no other event; what stands inside the complement of a demand, promise,
// refusal or threat is what was demanded, not what happened.
void Coder::absorb() {
  for (Found& f : found_) {
    for (const Found& g : found_) {
      if (&f == &g || g.dropped) continue;
      const auto& frame = g.match.frame;
      const auto t = f.match.trigger;
      if (std::find(frame.begin(), frame.end(), t) != frame.end() &&
          !(std::find(f.match.frame.begin(), f.match.frame.end(), g.match.trigger) != f.match.frame.end() && t < g.match.trigger)) {
        f.dropped = true;
        f.why = format("its word serves {}", g.match.rule->id);
        break;
      }
      const EventType kind = g.match.rule->type;
      const bool reasons = (kind == EventType::COERCE || kind == EventType::SUPPORT || kind == EventType::SANCTION) && !g.match.rule->keeps;
      const bool cry = g.match.rule->type == EventType::PROTEST && f.match.rule->type == EventType::REQUEST;  // what protesters call for
      if ((!rules_.types[static_cast<std::size_t>(g.match.rule->type)].absorbs || g.match.rule->keeps) && !cry && !reasons) continue;
      const auto owner =
          g.match.rule->kind == TriggerKind::aux && tree_.head(g.match.trigger) != kNone ? tree_.head(g.match.trigger) : g.match.trigger;
      if (t == owner) {
        f.dropped = g.match.rule->kind == TriggerKind::aux;
        continue;
      }
      if (!tree_.below(t, owner)) continue;
      // Below the owner: by which edge?
      std::uint32_t edge = t;
      while (tree_.head(edge) != owner) edge = tree_.head(edge);
      const Deprel r = tree_.rel(edge);
      const bool clause = r == Deprel::xcomp || r == Deprel::ccomp || (r == Deprel::acl && tree_.verbal(edge)) ||
                          (r == Deprel::advcl && tree_.preposition(edge) != kNoWord) ||
                          (r == Deprel::advcl && g.match.rule->type == EventType::REQUEST);
      const bool direct =
          edge == t && (r == Deprel::obj || r == Deprel::obl || r == Deprel::nmod) &&
          std::find(g.match.recipient_tokens.begin(), g.match.recipient_tokens.end(), t) == g.match.recipient_tokens.end() &&
          g.match.rule->type != EventType::ACCUSE;
      // "arrested for collaborating with": the reason, not a deed of its own.
      const bool reason = (r == Deprel::advcl || r == Deprel::acl) && tree_.verbal(edge) && tree_.preposition(edge) != kNoWord;
      const bool taken = reasons ? reason : cry ? clause || r == Deprel::advcl : clause || direct;
      if (taken) {
        f.dropped = true;
        f.why = format("it is what {} is about", g.match.rule->id);
        break;
      }
    }
  }
}

void Coder::add_parties(const std::vector<std::int32_t>& from, std::vector<Party>& to) {
  for (const auto part : from) {
    const auto m = cast_.mention(part).kind == MentionKind::country ? cast_.whole(part) : part;
    if (cast_.standing(m) < Standing::faint) continue;
    const Mention& named = cast_.mention(m);
    const Mention& meant = cast_.mention(cast_.resolved(m));
    Party party;
    party.span = named.span;
    party.mention = m;
    party.code = !named.code.empty() ? named.code : !meant.code.empty() ? meant.code : meant.place ? meant.place->country : std::string();
    party.sectors = !named.sectors.empty() ? named.sectors : meant.sectors;
    party.entity = !named.entity.empty() ? named.entity : meant.entity;
    const bool known = std::any_of(to.begin(), to.end(), [&](const Party& p) {
      return p.code == party.code && p.sectors == party.sectors && (p.entity == party.entity || party.entity.empty());
    });
    if (!known) to.push_back(std::move(party));
  }
}

// A crowd without a country of its own is of the country it stands in: the place nearest to the trigger, then the country of police or
// courts on the other side, then the country the article speaks of most.
void Coder::add_countries(EventType type, std::uint32_t trigger, std::vector<Party>& parties, const std::vector<Party>& others) {
  const auto home = [&]() -> std::string {
    for (const Party& other : others)
      for (const auto& sector : other.sectors)
        if ((sector == "COP" || sector == "JUD" || sector == "LEG") && !other.code.empty()) return other.code;
    return {};
  };
  for (Party& party : parties) {
    const bool guessed = party.mention >= 0 && cast_.guessed(party.mention);
    if (!party.code.empty() && !guessed) continue;
    const bool force = type == EventType::ASSAULT || type == EventType::COERCE || type == EventType::PROTEST;
    if (party.code.empty() && party.sectors.empty() && !force && type != EventType::ACCUSE) continue;
    std::string code = country_here(tree_, cast_, trigger);
    if (code.empty() && guessed) continue;
    if (code.empty()) code = home();
    if (code.empty()) code = country_so_far(cast_, tree_.first() + trigger);
    if (!code.empty()) party.code = code;
  }
}

std::vector<std::string> Coder::contexts(const Sentence& s) const {
  std::vector<bool> seen(rules_.contexts.size());
  for (std::uint32_t t = s.first; t < s.last && !rules_.contexts.empty(); ++t) {
    const auto it = rules_.context_index.find(folded(document_.lemma(t)));
    if (it == rules_.context_index.end()) continue;
    for (const auto& [rest, context] : it->second) {
      bool good = t + rest.size() < s.last;
      for (std::size_t i = 0; good && i < rest.size(); ++i)
        good = folded(document_.lemma(t + 1 + static_cast<std::uint32_t>(i))) == rest[i];
      if (good || rest.empty()) seen[context] = true;
    }
  }
  std::vector<std::string> out;
  for (std::size_t i = 0; i < seen.size(); ++i)
    if (seen[i]) out.push_back(rules_.contexts[i]);
  return out;
}

double Coder::score_of(const Found& found, const Event& event) const {
  double score = 0.55;
  if (!event.actor.empty() && !event.actor.front().code.empty()) score += 0.12;
  if (!event.recipient.empty() && !event.recipient.front().code.empty()) score += 0.12;
  if (found.match.rule->kind == TriggerKind::verb) score += 0.08;
  if (!found.match.frame.empty()) score += 0.06;
  if (event.status != EventStatus::actual) score -= 0.1;
  return std::clamp(score, 0.05, 0.97);
}

// A recipient that no slot named: the nearest country or party below the trigger, in its complements, that is not the actor's own
// ("agreed to open its borders to Somali refugees"). Not across a clause of its own.
void Coder::look_below(const Found& found, Event& e) {
  constexpr std::uint32_t kDeep = 6;
  const auto node = found.match.rule->kind == TriggerKind::aux && tree_.head(found.match.trigger) != kNone ? tree_.head(found.match.trigger)
                                                                                                           : found.match.trigger;
  const auto own = [&](const std::string& code) {
    return std::any_of(e.actor.begin(), e.actor.end(), [&](const Party& p) { return p.code == code; });
  };
  const auto reachable = [&](std::uint32_t i) {
    std::uint32_t n = 0;
    for (; i != node; i = tree_.head(i), ++n) {
      if (i == kNone || n > kDeep) return false;
      switch (tree_.rel(i)) {
        case Deprel::acl_relcl:
        case Deprel::parataxis:
        case Deprel::nsubj:
        case Deprel::nsubj_pass:
        case Deprel::appos: return false;
        case Deprel::conj:
          if (tree_.verbal(i)) return false;
          break;
        case Deprel::advcl:
          if (tree_.child(i, Deprel::nsubj) != kNone) return false;
          break;
        default: break;
      }
    }
    return true;
  };
  for (std::uint32_t i = node + 1; i < tree_.size(); ++i) {
    const auto m = cast_.at(tree_.first() + i);
    if (m < 0 || cast_.standing(m) < Standing::crowd || cast_.guessed(m)) continue;
    const Mention& x = cast_.mention(cast_.resolved(m));
    const std::string& code = !x.code.empty() ? x.code : x.place ? x.place->country : x.code;
    if (code.empty() || own(code) || !reachable(i)) continue;
    add_parties({m}, e.recipient);
    return;
  }
}

// Parties that the words leave out. The people of the place that the sentence names protest, or are hit; a protest without a stated
// target is against the authorities of that place.
void Coder::settle(const Found& found, Draft& draft) {
  Event& e = draft.event;
  const auto trigger = found.match.trigger;
  if (found.match.rule->kind == TriggerKind::noun)
    for (const auto c : tree_.children(trigger))
      if (tree_.rel(c) == Deprel::det && document_.lemma(tree_.token(c)) != "a" && !tree_.is(c, WordClass::negator)) draft.definite = true;
  for (const auto f : found.match.frame)  // "wounded in the attack"
    for (const auto c : tree_.children(f))
      if (tree_.nominal(f) && tree_.rel(c) == Deprel::det && document_.lemma(tree_.token(c)) == "the" && e.type == EventType::ASSAULT)
        draft.definite = true;
  draft.again = found.match.rule->again;
  for (const auto c : tree_.children(trigger))  // "the Manchester attack" is one of its own
    if (tree_.token(c).upos == Upos::PROPN || tree_.token(c).upos == Upos::NUM) draft.definite = draft.again = false;
  const bool victims = e.type == EventType::ASSAULT && e.recipient.empty() && e.actor.size() == 1;
  if (e.type != EventType::PROTEST && !victims && !(found.match.rule->local && e.actor.empty() && e.recipient.empty())) return;
  const auto place = place_mention(tree_, cast_, trigger);
  if (place < 0) {
    // No place in the sentence: the people of the country that the article speaks of, in the words of the trigger.
    const bool people = found.match.rule->local && e.actor.empty() && e.recipient.empty();
    std::string code = people ? country_so_far(cast_, tree_.first() + trigger) : std::string();
    if (code.empty() || e.type != EventType::PROTEST) return;
    const Span words = document_.tokens[tree_.first() + trigger].span;
    e.actor.push_back({words, code, {"CVL"}, {}, -1});
    e.recipient.push_back({words, std::move(code), {"GOV"}, {}, -1});
    return;
  }
  const Mention& m = cast_.mention(place);
  Party people;
  people.span = m.span;
  people.mention = place;
  people.code = m.place && !m.place->country.empty() ? m.place->country : m.code;
  people.sectors = {"CVL"};
  if (e.type != EventType::PROTEST) {
    e.recipient.push_back(std::move(people));
    return;
  }
  Party authorities = people;
  authorities.sectors = {"GOV"};
  if (e.actor.empty()) e.actor.push_back(std::move(people));
  if (e.recipient.empty()) e.recipient.push_back(std::move(authorities));
}

Draft Coder::draft_of(const Found& found, std::uint32_t index) {
  const Sentence& s = document_.sentences[index];
  const Match& match = found.match;
  const Rule& rule = *match.rule;
  Draft draft;
  Event& e = draft.event;
  e.type = rule.type;
  e.mode = rule.modes;
  e.cameo = rule.cameo;
  e.status = found.status;
  const Turn& turn = rules_.turns[static_cast<std::size_t>(rule.type)][static_cast<std::size_t>(found.status)];
  add_parties(match.actor, e.actor);
  add_parties(match.recipient, e.recipient);
  drop_own(e);
  const bool alone = e.type == EventType::CONSULT || e.type == EventType::PROTEST || e.type == EventType::COOPERATE ||
                     (rule.mutual && e.actor.size() >= 2);
  if (e.recipient.empty() && !e.actor.empty() && !alone) look_below(found, e);
  add_countries(e.type, match.trigger, e.actor, e.recipient);
  add_countries(e.type, match.trigger, e.recipient, e.actor);
  // An announced blow is a threat where somebody announces it to somebody else; at home it stays a plan.
  const bool threat = turn.type == EventType::THREATEN;
  const bool open = e.type == EventType::ASSAULT || e.type == EventType::PROTEST ||
                    (e.type == EventType::COERCE && !e.mode.empty() && (e.mode[0] == "curfew" || e.mode[0] == "martial-law"));
  const bool abroad = !e.actor.empty() && ((e.recipient.empty() && open) || e.type == EventType::PROTEST ||
                                           (!e.recipient.empty() && e.recipient.front().code != e.actor.front().code));
  if (turn.change && !rule.plain && (!threat || abroad)) {
    e.type = turn.type;
    e.cameo = turn.cameo;
    e.mode.clear();
  }
  e.intensity = rules_.types[static_cast<std::size_t>(e.type)].intensity;
  if (!e.mode.empty())
    if (const auto it = rules_.mode_intensity.find(format("{}/{}", name(e.type), e.mode.front())); it != rules_.mode_intensity.end())
      e.intensity = it->second;
  draft.sentence = index;
  settle(found, draft);
  e.date = date_of(tree_, document_, cast_, match.trigger);
  e.place = place_of(tree_, cast_, match.trigger);
  e.trigger = document_.tokens[s.first + match.trigger].span;
  for (const auto f : match.frame) {  // "held talks", "step down": one trigger when they stand together
    const Span span = document_.tokens[s.first + f].span;
    if (f > match.trigger && f - match.trigger <= 3) e.trigger.end = std::max(e.trigger.end, span.end);
  }
  e.evidence = s.span;
  e.rule = rule.id;
  e.context = contexts(s);
  e.score = score_of(found, e);
  e.id = hex64(hash64(format("{} {} {} {}", document_.article.id, e.trigger.begin, e.trigger.end, name(e.type))));
  return draft;
}

void Coder::sentence(std::uint32_t index, std::vector<Draft>& out, Notes& notes, std::vector<Attempt>* trace) {
  const Sentence& s = document_.sentences[index];
  if (!has_trigger(s)) return;
  tree_.build(lexis_, s);
  found_.clear();
  for (std::uint32_t t = 0; t < tree_.size() && found_.size() < kMaxMatchesASentence; ++t) {
    Match match;
    if (matcher_.match(tree_, t, match, trace)) found_.push_back({std::move(match), EventStatus::actual, false, {}});
  }
  if (found_.empty()) return;
  if (found_.size() == kMaxMatchesASentence)
    notes.push_back({Step::event, "matches-limit", s.span, "more rule matches in one sentence than are weighed"});
  const auto sweep = [&] {
    if (trace != nullptr)
      for (const Found& f : found_)
        if (f.dropped) trace->push_back({f.match.rule, tree_.first() + f.match.trigger, true, f.why});
    std::erase_if(found_, [](const Found& f) { return f.dropped; });
  };
  if (refused(Refusal::Where::sentence))
    for (Found& f : found_) f.dropped = true, f.why = "the sentence speaks of sport or the arts (refusals.tsv)";
  if (refused(Refusal::Where::crowd))
    for (Found& f : found_)
      if (f.match.rule->type == EventType::ASSAULT && !strong(f.match))
        f.dropped = true, f.why = "private parties, and words of crime or accident (refusals.tsv)";
  sweep();
  absorb();
  sweep();
  for (Found& f : found_) {
    f.status = status_of(tree_, f.match);
    f.dropped = !f.match.rule->plain && rules_.turns[static_cast<std::size_t>(f.match.rule->type)][static_cast<std::size_t>(f.status)].drop;
    if (f.dropped) f.why = format("its status is {}", name(f.status));
  }
  sweep();
  if (found_.size() > kMaxEventsASentence) {
    notes.push_back(
        {Step::event, "events-limit", s.span, format("{} events in one sentence, kept {}", found_.size(), kMaxEventsASentence)});
    found_.resize(kMaxEventsASentence);
  }
  const std::size_t first = out.size();
  for (const Found& f : found_) out.push_back(draft_of(f, index));
  // "accuses Sudan of an air strike": the accused is the actor of what he is accused of.
  for (std::size_t i = 0; i < found_.size(); ++i)
    for (std::size_t k = 0; k < found_.size(); ++k)
      if (out[first + k].event.type == EventType::ACCUSE && out[first + i].event.type != EventType::ACCUSE &&
          out[first + i].event.actor.empty() && tree_.below(found_[i].match.trigger, found_[k].match.trigger))
        out[first + i].event.actor = out[first + k].event.recipient;
}

}  // namespace readout::event
