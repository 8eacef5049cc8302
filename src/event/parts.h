// What an EventRules holds.
#pragma once
#include "event/rules.h"
#include "event/stage.h"

namespace readout {

struct EventRules::Parts {
  event::RuleSet set;
};

}  // namespace readout
