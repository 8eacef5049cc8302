// Codes one document, sentence by sentence: triggers, matches, what absorbs what, status, and the Event of each.
#pragma once
#include <vector>

#include "event/finish.h"
#include "event/matcher.h"
#include "readout/note.h"

namespace readout::event {

struct Found {
  Match match;
  EventStatus status = EventStatus::actual;
  bool dropped = false;
  std::string why;  // why it was dropped, for explain
};

class Coder {
 public:
  Coder(const RuleSet& rules, const Document& document, std::span<const Mention> mentions)
      : rules_(rules),
        document_(document),
        lexis_(rules.vocabulary, document),
        cast_(rules.vocabulary, rules.actions, document, mentions),
        matcher_(rules, cast_) {}

  // Appends the events of a sentence. With a `trace`, every rule that was tried is told there, also those whose event was dropped.
  void sentence(std::uint32_t index, std::vector<Draft>& out, Notes& notes, std::vector<Attempt>* trace = nullptr);

 private:
  bool has_trigger(const Sentence& sentence) const;
  bool refused(Refusal::Where where) const;
  bool strong(const Match& match) const;
  void absorb();
  Draft draft_of(const Found& found, std::uint32_t sentence);
  void look_below(const Found& found, Event& event);
  void settle(const Found& found, Draft& draft);
  void add_parties(const std::vector<std::int32_t>& from, std::vector<Party>& to);
  void add_countries(EventType type, std::uint32_t trigger, std::vector<Party>& parties, const std::vector<Party>& others);
  std::vector<std::string> contexts(const Sentence& sentence) const;
  double score_of(const Found& found, const Event& event) const;

  const RuleSet& rules_;
  const Document& document_;
  Lexis lexis_;
  Cast cast_;
  Matcher matcher_;
  Tree tree_;
  std::vector<Found> found_;
};

}  // namespace readout::event
