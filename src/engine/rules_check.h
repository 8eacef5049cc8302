// Runs the rules' own yes: and no: sentences through the whole machine. Sentences are read as one-line articles of a fixed date.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "readout/engine.h"

namespace readout {

struct RulesFailure {
  std::string rule;     // "consult.meet"
  std::string where;    // "events/rules/consult.rules:14"
  std::string text;     // the sentence
  std::string message;  // "no CONSULT event", "actor is 'Spain', not 'France'", "gave ASSAULT by assault.attack#2"
};

struct RulesCheck {
  std::size_t rows = 0;
  std::size_t sentences = 0;
  std::vector<RulesFailure> failures;  // in the order of the files
};

// Pure; any thread.
RulesCheck check_rules(const Engine& engine);

}  // namespace readout
