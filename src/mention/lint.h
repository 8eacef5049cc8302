// Finds what is odd in loaded tables: shared aliases, doubled terms, two holders of one office.
#pragma once
#include <vector>

#include "mention/actors.h"
#include "mention/knowledge.h"

namespace readout {

// By file and line. Names × log names.
std::vector<ActorComplaint> lint(const Knowledge& knowledge);

}  // namespace readout
