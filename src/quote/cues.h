// The words that show a quotation: "said", "according to". Compiled from data/quotes/cues.tsv.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "base/text_file.h"
#include "quote/stage.h"

namespace readout {

// What may follow the cue as its content; bits of the column `takes`.
enum CueTakes : std::uint8_t {
  kTakesMarks = 1,    // words inside marks: "…," he said
  kTakesThat = 2,     // a finite clause: said (that) …
  kTakesTo = 4,       // an infinitive: vowed to …
  kTakesObject = 8,   // a noun phrase: called it "a mistake", denied the charge
  kTakesNoun = 16,    // the cue is a noun: a statement that …
  kTakesPhrase = 32,  // a preposition with the speaker as its noun: according to …
  kTakesPrep = 64,    // a prepositional phrase: called for a truce, warned of war
  kTakesState = 128,  // the cue is an adjective with a clause: confident that …
};

struct QuoteRules::Parts {
  std::unordered_map<std::string, std::uint8_t> cues;  // by lemma
  std::unordered_set<std::string> prepositions;        // that kTakesPrep allows
};

// 0 when the lemma is no cue.
inline std::uint8_t cue_takes(const QuoteRules::Parts& rules, std::string_view lemma) {
  const auto it = rules.cues.find(std::string(lemma));
  return it == rules.cues.end() ? std::uint8_t{0} : it->second;
}

}  // namespace readout
