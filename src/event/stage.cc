#include "event/stage.h"

#include <algorithm>

#include "event/coder.h"
#include "event/explain.h"
#include "event/parts.h"

namespace readout {

using namespace event;

EventRules::EventRules() = default;
EventRules::EventRules(EventRules&&) noexcept = default;
EventRules& EventRules::operator=(EventRules&&) noexcept = default;
EventRules::~EventRules() = default;

Result<EventRules> EventRules::compile(std::span<const TextFile> files) {
  auto set = compile_rules(files);
  if (!set) return set.error();
  EventRules rules;
  rules.parts_ = std::make_unique<Parts>(Parts{std::move(*set)});
  return rules;
}

namespace {

bool same_parties(const std::vector<Party>& a, const std::vector<Party>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i].code != b[i].code || a[i].sectors != b[i].sectors) return false;
  return true;
}

// Two tellings in one sentence of one deed ("launched an attack … the attack") are one event.
void merge(std::vector<Event>& events) {
  std::vector<Event> kept;
  for (Event& e : events) {
    const auto twin = std::find_if(kept.begin(), kept.end(), [&](const Event& k) {
      return k.evidence == e.evidence && k.type == e.type && same_parties(k.actor, e.actor) && same_parties(k.recipient, e.recipient) && k.status == e.status;
    });
    if (twin == kept.end()) kept.push_back(std::move(e));
  }
  events = std::move(kept);
}

}  // namespace

std::vector<Event> find_events(const EventRules& rules, const Document& document, std::span<const Mention> mentions, Notes& notes) {
  std::vector<Event> events;
  Coder coder(rules.parts().set, document, mentions);
  for (const Sentence& s : document.sentences) coder.sentence(s, events, notes);
  merge(events);
  return events;
}

std::vector<RuleTrace> explain_rules(const EventRules& rules, const Document& document, std::span<const Mention> mentions,
                                     const Sentence& sentence) {
  std::vector<Attempt> attempts;
  std::vector<Event> events;
  Notes notes;
  Coder(rules.parts().set, document, mentions).sentence(sentence, events, notes, &attempts);
  std::vector<RuleTrace> out;
  for (Attempt& a : attempts) {
    const Span trigger = document.tokens[a.trigger].span;
    // A drop is told after the match it undoes: one line says both.
    const auto told = std::find_if(out.begin(), out.end(), [&](const RuleTrace& t) { return t.rule == a.rule->id && t.trigger == trigger; });
    if (told != out.end()) {
      told->coded = false;
      told->stopped = std::move(a.stopped);
      continue;
    }
    out.push_back({a.rule->id, a.rule->type, a.rule->file, a.rule->line, trigger, a.matched, a.matched && !a.rule->refuse, std::move(a.stopped)});
  }
  return out;
}

std::vector<RuleExample> rule_examples(const EventRules& rules) {
  std::vector<RuleExample> out;
  for (const Example& e : rules.parts().set.examples) {
    RuleExample x{e.rule, e.type, e.yes, e.text, {}, {}, e.file, e.line};
    if (e.has_actor) x.actor = e.actor;
    if (e.has_recipient) x.recipient = e.recipient;
    out.push_back(std::move(x));
  }
  return out;
}

std::size_t rule_row_count(const EventRules& rules) { return rules.parts().set.rules.size(); }

}  // namespace readout
