// From the drafts of a document to its events: parties shared between tellings, tellings of one deed merged. Linear in the drafts but
// for a look back of a few sentences.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "readout/event.h"

namespace readout::event {

struct Draft {
  Event event;
  std::uint32_t sentence = 0;
  bool definite = false;  // "the attack": may speak of one told before
  bool again = false;     // must speak of one told before, or have parties
};

// Takes out recipients that are the actor itself.
void drop_own(Event& event);

std::vector<Event> finish(std::vector<Draft> drafts, std::span<const Mention> mentions);

}  // namespace readout::event
