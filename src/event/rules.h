// Compiled event rules: what data/events/rules/*.rules becomes. The format is told in docs/formats/rules.md.
//
//   rule consult.meet CONSULT 040          a block: one idea of the codebook
//     verb meet|confer : subj -> obj|with    a row: trigger lemmas, demands, roles
//     noun talk|summit : subj|between|poss -> with
//     yes: [A Turkish ministers] met [R their Greek counterparts] in Athens.
//     no: The committee met the deadline.
//
// Immutable once compiled; share between threads.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/text_file.h"
#include "event/vocabulary.h"
#include "readout/event.h"
#include "readout/result.h"

namespace readout::event {

enum class TriggerKind : std::uint8_t { verb = 0, noun, adj, aux };

// Where a rule looks from its trigger. `prep` is any preposition by its lemma (with, against, of, by …).
enum class SlotKind : std::uint8_t {
  subj,      // who does it: active subject, passive agent, controller, head of a participle
  obj,       // whom it is done to, in any voice
  iobj,      // the indirect object
  poss,      // possessor or country modifier: "Turkey's offensive", "the Turkish offensive"
  prep,      // complement of a preposition at the trigger or at its support verb
  xcomp,     // lemma of an open complement: "refuse to MEET"
  that,      // lemma of a clausal complement
  part,      // particle or adverb: "step DOWN"
  mod,       // adjective, compound or number at the trigger
  head,      // what the trigger depends on
  speaker,   // who says the clause the trigger stands in
  hearer,    // whom the speaker tells it
  inner,     // subject of the clausal or open complement
  innerobj,  // object of the open complement
  objposs,   // possessor or country modifier of the object: "killed Iran's commander"
  aux,       // auxiliary: will, would
  own_case,  // the trigger's own preposition: "IN protest"
  any        // any content word of the sentence
};

struct Slot {
  SlotKind kind = SlotKind::subj;
  Word prep = kNoWord;
};

// What must stand in a slot (or must not, `absent`).
enum class Filler : std::uint8_t { word, anything, party, state, country, armed, person };

struct Demand {
  Slot slot;
  bool absent = false;
  Filler filler = Filler::anything;
  std::vector<Word> words;        // sorted; for Filler::word
  Filler or_else = Filler::word;  // "of:troop|%armed": a kind of party will do as well; Filler::word when none
};

enum class Need : std::uint8_t { actor, recipient, both, either, none };

struct Roles {
  std::vector<Slot> actor;  // the first that names a party wins
  std::vector<Slot> recipient;
};

struct Rule {
  std::string id;  // "consult.meet#3"
  EventType type = EventType::CONSULT;
  std::string cameo;
  std::vector<std::string> modes;
  TriggerKind kind = TriggerKind::verb;
  std::vector<Demand> demands;
  Roles roles;
  Need need = Need::either;
  bool mutual = false;  // parties without a recipient act together
  bool home = false;    // an unnamed recipient or actor may be left out even when the other is only a crowd
  bool keeps = false;   // complements keep their own events
  bool local = false;   // without parties: the people of the place that the sentence names
  bool again = false;   // without parties: those of the event of this type told before
  bool plain = false;   // no conversion by tense: the rule says what its own future means
  bool refuse = false;  // a row that says "this is no event": it wins over less special rows and gives nothing
  bool sure = false;    // the words are political by themselves: named parties of unknown country will do
  std::string file;
  std::size_t line = 0;
};

// A yes: or no: sentence.
struct Example {
  std::string rule;  // id of the block
  EventType type = EventType::CONSULT;
  bool yes = true;
  std::string text;  // without marks
  bool has_actor = false, has_recipient = false;
  Span actor, recipient;  // into text
  std::string file;
  std::size_t line = 0;
};

struct TypeFacts {
  double intensity = 0;
  std::string cameo;
  Need need = Need::either;
  bool absorbs = false;  // events inside its complement belong to it
};

// What becomes of a type in a status: kept, dropped, or told as another type.
struct Turn {
  bool drop = false;
  bool change = false;
  EventType type = EventType::CONSULT;
  std::string cameo;
};

struct Refusal {
  std::vector<Word> triggers;  // empty: all
  enum class Where : std::uint8_t { near, sentence, crowd } where = Where::near;
  std::vector<Word> words;
  std::size_t at_least = 1;
};

struct RuleSet {
  Vocabulary vocabulary;
  std::vector<Rule> rules;
  std::vector<std::vector<std::uint32_t>> by_trigger;  // Word → rules, most special first
  std::vector<bool> actions;                           // Word → it starts a noun rule
  std::vector<Example> examples;
  std::vector<Refusal> refusals;
  std::array<TypeFacts, 16> types;
  std::map<std::string, double, std::less<>> mode_intensity;  // "COERCE/arrest"
  std::map<std::string, std::string, std::less<>> codes;      // CAMEO code → label
  std::array<std::array<Turn, 5>, 16> turns;                  // type, status
  std::vector<std::string> contexts;
  std::unordered_map<std::string, std::vector<std::pair<std::vector<std::string>, std::uint32_t>>>
      context_index;  // first word → rest, context
};

Result<RuleSet> compile_rules(std::span<const TextFile> files);

}  // namespace readout::event
