#include "event/coder.h"

#include <algorithm>

#include "base/format.h"
#include "base/hash.h"
#include "event/setting.h"
#include "event/status.h"

namespace readout::event {
namespace {
constexpr std::size_t kMaxEventsASentence = 12;
}

bool Coder::has_trigger(const Sentence& s) const {
  for (std::uint32_t t = s.first; t < s.last; ++t) {
    const Word w = lexis_.word(document_.tokens[t]);
    if (w != kNoWord && w < rules_.by_trigger.size() && !rules_.by_trigger[w].empty()) return true;
  }
  return false;
}

// Sport, film and the like: enough of their words in the sentence refuse all of it.
bool Coder::refused() const {
  for (const Refusal& r : rules_.refusals) {
    if (r.where != Refusal::Where::sentence) continue;
    std::size_t n = 0;
    for (std::uint32_t i = 0; i < tree_.size(); ++i)
      if (tree_.word(i) != kNoWord && std::find(r.words.begin(), r.words.end(), tree_.word(i)) != r.words.end()) ++n;
    if (n >= r.at_least) return true;
  }
  return false;
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
      if (!rules_.types[static_cast<std::size_t>(g.match.rule->type)].absorbs || g.match.rule->keeps) continue;
      const auto owner = g.match.rule->kind == TriggerKind::aux && tree_.head(g.match.trigger) != kNone ? tree_.head(g.match.trigger) : g.match.trigger;
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
                          (r == Deprel::advcl && tree_.preposition(edge) != kNoWord) || (r == Deprel::advcl && g.match.rule->type == EventType::REQUEST);
      const bool direct = edge == t && (r == Deprel::obj || r == Deprel::obl || r == Deprel::nmod) &&
                          std::find(g.match.recipient_tokens.begin(), g.match.recipient_tokens.end(), t) == g.match.recipient_tokens.end() &&
                          g.match.rule->type != EventType::ACCUSE;
      if (clause || direct) {
        f.dropped = true;
        f.why = format("it is what {} is about", g.match.rule->id);
        break;
      }
    }
  }
}

void Coder::add_parties(const std::vector<std::int32_t>& from, const std::vector<std::uint32_t>&, std::uint32_t trigger, std::vector<Party>& to) {
  for (const auto m : from) {
    const Mention& named = cast_.mention(m);
    const Mention& meant = cast_.mention(cast_.resolved(m));
    if (cast_.standing(m) < Standing::faint) continue;
    Party party;
    party.span = named.span;
    party.mention = m;
    party.code = !named.code.empty() ? named.code : !meant.code.empty() ? meant.code : meant.place ? meant.place->country : std::string();
    party.sectors = !named.sectors.empty() ? named.sectors : meant.sectors;
    party.entity = !named.entity.empty() ? named.entity : meant.entity;
    if (party.code.empty() && !party.sectors.empty()) {
      party.code = country_here(tree_, cast_, trigger);
      if (party.code.empty()) party.code = country_so_far(cast_, tree_.first() + trigger);
    }
    const bool known = std::any_of(to.begin(), to.end(), [&](const Party& p) {
      return p.code == party.code && p.sectors == party.sectors && (p.entity == party.entity || party.entity.empty());
    });
    if (!known) to.push_back(std::move(party));
  }
}

std::vector<std::string> Coder::contexts(const Sentence& s) const {
  std::vector<bool> seen(rules_.contexts.size());
  for (std::uint32_t t = s.first; t < s.last && !rules_.contexts.empty(); ++t) {
    const auto it = rules_.context_index.find(folded(document_.lemma(t)));
    if (it == rules_.context_index.end()) continue;
    for (const auto& [rest, context] : it->second) {
      bool good = t + rest.size() < s.last;
      for (std::size_t i = 0; good && i < rest.size(); ++i) good = folded(document_.lemma(t + 1 + static_cast<std::uint32_t>(i))) == rest[i];
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

Event Coder::event_of(const Found& found, const Sentence& s) {
  const Match& match = found.match;
  const Rule& rule = *match.rule;
  Event e;
  e.type = rule.type;
  e.mode = rule.modes;
  e.cameo = rule.cameo;
  e.status = found.status;
  const Turn& turn = rules_.turns[static_cast<std::size_t>(rule.type)][static_cast<std::size_t>(found.status)];
  if (turn.change && !rule.plain) {
    e.type = turn.type;
    e.cameo = turn.cameo;
    e.mode.clear();
  }
  e.intensity = rules_.types[static_cast<std::size_t>(e.type)].intensity;
  if (!e.mode.empty())
    if (const auto it = rules_.mode_intensity.find(format("{}/{}", name(e.type), e.mode.front())); it != rules_.mode_intensity.end()) e.intensity = it->second;
  add_parties(match.actor, match.actor_tokens, match.trigger, e.actor);
  add_parties(match.recipient, match.recipient_tokens, match.trigger, e.recipient);
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
  return e;
}

void Coder::sentence(const Sentence& s, std::vector<Event>& out, Notes& notes, std::vector<Attempt>* trace) {
  if (!has_trigger(s)) return;
  tree_.build(lexis_, s);
  found_.clear();
  for (std::uint32_t t = 0; t < tree_.size(); ++t) {
    Match match;
    if (matcher_.match(tree_, t, match, trace)) found_.push_back({std::move(match), EventStatus::actual, false, {}});
  }
  if (found_.empty()) return;
  const auto sweep = [&] {
    if (trace != nullptr)
      for (const Found& f : found_)
        if (f.dropped) trace->push_back({f.match.rule, tree_.first() + f.match.trigger, true, f.why});
    std::erase_if(found_, [](const Found& f) { return f.dropped; });
  };
  if (refused())
    for (Found& f : found_) f.dropped = true, f.why = "the sentence speaks of sport or the arts (refusals.tsv)";
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
    notes.push_back({Step::event, "events-limit", s.span, format("{} events in one sentence, kept {}", found_.size(), kMaxEventsASentence)});
    found_.resize(kMaxEventsASentence);
  }
  for (const Found& f : found_) out.push_back(event_of(f, s));
}

}  // namespace readout::event
