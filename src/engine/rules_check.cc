#include "engine/rules_check.h"

#include <algorithm>

#include "base/format.h"
#include "base/text.h"
#include "engine/models.h"
#include "event/explain.h"

namespace readout {
namespace {

constexpr const char* kDate = "2024-05-17";  // a day when the offices of data/actors are filled

bool overlaps(const std::vector<Party>& parties, Span span) {
  return std::any_of(parties.begin(), parties.end(), [&](const Party& p) { return p.span.overlaps(span); });
}

std::string first_words(const Reading& reading, const std::vector<Party>& parties) {
  return parties.empty() ? std::string("missing") : format("'{}'", slice(reading.article().text, parties.front().span));
}

// Empty when the sentence does what it says.
std::string verdict(const RuleExample& example, const Reading& reading) {
  const auto own = [&](const Event& e) { return starts_with(e.rule, example.rule + "#"); };
  if (!example.yes) {
    const auto e = std::find_if(reading.events.begin(), reading.events.end(), own);
    return e == reading.events.end() ? std::string() : format("gave {} by {}", name(e->type), e->rule);
  }
  const Event* found = nullptr;
  std::string complaint = format("no {} event", name(example.type));
  for (const Event& e : reading.events) {
    if (!own(e) && e.type != example.type) continue;
    if (example.actor && !overlaps(e.actor, *example.actor)) {
      complaint = format("the actor is {}, not '{}' ({})", first_words(reading, e.actor), slice(example.text, *example.actor), e.rule);
    } else if (example.recipient && !overlaps(e.recipient, *example.recipient)) {
      complaint =
          format("the recipient is {}, not '{}' ({})", first_words(reading, e.recipient), slice(example.text, *example.recipient), e.rule);
    } else {
      found = &e;
    }
  }
  return found != nullptr ? std::string() : complaint;
}

}  // namespace

RulesCheck check_rules(const Engine& engine) {
  const EventRules& rules = *engine.models().events;
  RulesCheck check;
  check.rows = rule_row_count(rules);
  for (const RuleExample& example : rule_examples(rules)) {
    Page page;
    page.media_type = MediaType::text;
    page.date = kDate;
    page.bytes = example.text;
    const Reading reading = engine.read_page(page, {.until = Step::quote, .keep_all = true});
    ++check.sentences;
    if (auto message = verdict(example, reading); !message.empty())
      check.failures.push_back({example.rule, format("{}:{}", example.file, example.line), example.text, std::move(message)});
  }
  return check;
}

}  // namespace readout
