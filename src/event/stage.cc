#include "event/stage.h"

namespace readout {

struct EventRules::Parts {};
EventRules::EventRules() : parts_(std::make_unique<Parts>()) {}
EventRules::EventRules(EventRules&&) noexcept = default;
EventRules& EventRules::operator=(EventRules&&) noexcept = default;
EventRules::~EventRules() = default;

Result<EventRules> EventRules::compile(std::span<const TextFile>) { return EventRules{}; }

std::vector<Event> find_events(const EventRules&, const Document&, std::span<const Mention>, Notes&) { return {}; }

}  // namespace readout
