// Why a sentence was coded as it was, or was not: every rule that its words called up, in the order tried. And the rules' own
// sentences, for `readout rules check`. Pure; for people, not for the hot path.
#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "event/stage.h"

namespace readout {

struct RuleTrace {
  std::string rule;  // "consult.meet#3"
  EventType type = EventType::CONSULT;
  std::string file;  // where it stands
  std::size_t line = 0;
  Span trigger;          // the word that called it up
  bool matched = false;  // tree and parties fitted
  bool coded = false;    // and it became an event
  std::string stopped;   // what stopped it, one clause; empty when nothing did
};

std::vector<RuleTrace> explain_rules(const EventRules& rules, const Document& document, std::span<const Mention> mentions,
                                     const Sentence& sentence);

// A yes: or no: sentence of a block, its marks taken out.
struct RuleExample {
  std::string rule;  // id of the block, "consult.meet"
  EventType type = EventType::CONSULT;
  bool yes = true;
  std::string text;
  std::optional<Span> actor, recipient;  // of `text`, where the marks stood
  std::string file;
  std::size_t line = 0;
};

std::vector<RuleExample> rule_examples(const EventRules& rules);
std::size_t rule_row_count(const EventRules& rules);

}  // namespace readout
