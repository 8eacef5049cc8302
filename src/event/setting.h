// When and where: the time and place mentions nearest to a trigger in its sentence, and the country that parties without one
// are taken to belong to.
#pragma once
#include <string>

#include "event/matcher.h"
#include "readout/event.h"

namespace readout::event {

// Nearest time in the sentence, else the publication date with precision day.
EventDate date_of(const Tree& tree, const Document& document, const Cast& cast, std::uint32_t trigger);
std::optional<EventPlace> place_of(const Tree& tree, const Cast& cast, std::uint32_t trigger);
// Mention of the place nearest to the trigger, "in Greece", "Athens"; -1 when the sentence names none.
std::int32_t place_mention(const Tree& tree, const Cast& cast, std::uint32_t trigger);
// Country of the place nearest to the trigger; empty when the sentence names none.
std::string country_here(const Tree& tree, const Cast& cast, std::uint32_t trigger);
// Country named most often up to a token; empty when none.
std::string country_so_far(const Cast& cast, std::uint32_t token);

}  // namespace readout::event
