// Did it happen? Negation, modality, tense and what a clause hangs on, read off the tree from the trigger upwards.
#pragma once
#include "event/matcher.h"
#include "readout/event.h"

namespace readout::event {

EventStatus status_of(const Tree& tree, const Match& match);

}  // namespace readout::event
