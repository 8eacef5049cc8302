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

std::vector<Event> find_events(const EventRules& rules, const Document& document, std::span<const Mention> mentions, Notes& notes) {
  std::vector<Draft> drafts;
  Coder coder(rules.parts().set, document, mentions);
  for (std::uint32_t i = 0; i < document.sentences.size(); ++i) coder.sentence(i, drafts, notes);
  return finish(std::move(drafts), mentions);
}

std::vector<RuleTrace> explain_rules(const EventRules& rules, const Document& document, std::span<const Mention> mentions,
                                     const Sentence& sentence) {
  const auto at =
      std::find_if(document.sentences.begin(), document.sentences.end(), [&](const Sentence& s) { return s.first == sentence.first; });
  if (at == document.sentences.end()) return {};
  const auto index = static_cast<std::uint32_t>(at - document.sentences.begin());
  std::vector<Attempt> attempts;
  std::vector<Draft> drafts;
  Notes notes;
  Coder(rules.parts().set, document, mentions).sentence(index, drafts, notes, &attempts);
  std::vector<RuleTrace> out;
  for (Attempt& a : attempts) {
    const Span trigger = document.tokens[a.trigger].span;
    // A drop is told after the match it undoes: one line says both.
    const auto told =
        std::find_if(out.begin(), out.end(), [&](const RuleTrace& t) { return t.rule == a.rule->id && t.trigger == trigger; });
    if (told != out.end()) {
      told->coded = false;
      told->stopped = std::move(a.stopped);
      continue;
    }
    out.push_back(
        {a.rule->id, a.rule->type, a.rule->file, a.rule->line, trigger, a.matched, a.matched && !a.rule->refuse, std::move(a.stopped)});
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
