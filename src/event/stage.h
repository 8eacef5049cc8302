// Makes Events: rules over dependency trees (data/events/rules) find triggers, roles, status, date and place.
#pragma once
#include <memory>
#include <span>
#include <vector>

#include "base/text_file.h"
#include "readout/document.h"
#include "readout/event.h"
#include "readout/mention.h"
#include "readout/note.h"
#include "readout/result.h"

namespace readout {

// Compiled rules, indexed by trigger lemma. Immutable; share between threads.
class EventRules {
 public:
  // `files`: data/events/codes.tsv, contexts and rules/*.rules. Errors name file and line.
  static Result<EventRules> compile(std::span<const TextFile> files);
  EventRules(EventRules&&) noexcept;
  EventRules& operator=(EventRules&&) noexcept;
  ~EventRules();

  struct Parts;
  const Parts& parts() const { return *parts_; }

 private:
  EventRules();
  std::unique_ptr<const Parts> parts_;
};

std::vector<Event> find_events(const EventRules& rules, const Document& document, std::span<const Mention> mentions, Notes& notes);

}  // namespace readout
