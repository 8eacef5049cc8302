// Tries the rules of one trigger on one tree. A hot loop: rules are indexed by trigger lemma, so most tokens try none; no
// allocation but in the small buffers kept in a Matcher. The slow twin (every rule on every token) lives in the test.
#pragma once
#include <string>
#include <vector>

#include "event/parties.h"
#include "event/rules.h"
#include "event/tree.h"

namespace readout::event {

struct Match {
  const Rule* rule = nullptr;
  std::uint32_t trigger = 0;                   // token in the sentence
  std::vector<std::uint32_t> frame;            // tokens the rule's demands used (light noun, complement)
  std::vector<std::uint32_t> clausal;          // complements among them
  std::vector<std::int32_t> actor, recipient;  // mentions
  std::vector<std::uint32_t> actor_tokens, recipient_tokens;
};

// What a rule did at a trigger, for explain.
struct Attempt {
  const Rule* rule = nullptr;
  std::uint32_t trigger = 0;  // absolute token
  bool matched = false;
  std::string stopped;  // what stopped it, one clause
};

class Matcher {
 public:
  Matcher(const RuleSet& rules, const Cast& cast)
      : rules_(rules), cast_(cast), of_(rules.vocabulary.find("of")), in_(rules.vocabulary.find("in")) {}

  // The first rule of `trigger`'s list that fits; false when none does. `trace` may be null.
  bool match(const Tree& tree, std::uint32_t trigger, Match& out, std::vector<Attempt>* trace);
  // Does a rule fit here? Fills `out`.
  bool fits(const Tree& tree, const Rule& rule, std::uint32_t trigger, Match& out, std::string* why);
  bool kind_fits(const Tree& tree, const Rule& rule, std::uint32_t trigger) const;

 private:
  // `wanted` words may hang one step further down than parties are looked for.
  void fill(const Tree& tree, const Match& frame, Slot slot, std::vector<std::uint32_t>& out, bool wanted = false) const;
  bool demand_fits(const Tree& tree, Match& frame, const Demand& demand);
  bool filler_fits(const Tree& tree, std::uint32_t token, Filler filler) const;
  void parties(const Tree& tree, const Match& frame, const std::vector<Slot>& slots, std::vector<std::int32_t>& out,
               std::vector<std::uint32_t>& tokens);
  bool close_preposition(Word preposition) const;
  std::uint32_t beside(const Tree& tree, const Match& frame, Slot slot) const;
  bool misread(const Tree& tree, std::uint32_t trigger) const;
  bool refused(const Tree& tree, const Match& frame) const;
  const char* lacking(const Match& match) const;

  const RuleSet& rules_;
  const Cast& cast_;
  Word of_, in_;
  std::vector<std::uint32_t> tokens_;
};

// Who says the clause a token stands in: the report verb, or kNone.
std::uint32_t report_verb(const Tree& tree, std::uint32_t token);

}  // namespace readout::event
