// Words that the event rules know, as small numbers, and the closed classes of words their mechanisms need (negators, modals,
// verbs of control and report …). The classes are data: data/events/words.tsv. Immutable once compiled; share between threads.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace readout::event {

using Word = std::uint32_t;  // id in a Vocabulary; 0 is a word that no rule and no class knows
inline constexpr Word kNoWord = 0;

// A class of words that a mechanism asks for. `kClassNames` are the first column of words.tsv.
enum class WordClass : std::uint8_t {
  negator = 0,      // not, never, no
  future,           // auxiliaries: will, shall
  unreal,           // auxiliaries: would, could, may
  duty,             // auxiliaries: should, must
  condition,        // marks: if, unless, whether
  subject_control,  // verbs whose infinitive is done by their own subject although they have an object: promise
  object_control,   // verbs whose gerund or infinitive is done by their object: accuse, urge
  report,           // say, tell, announce
  support,          // verbs that lend a noun of action their subject: launch, hold, carry
  plan,             // heads of what is still to come: plan, prepare, vow, intend
  doubt,            // heads of what may never come: fear, risk, possible, alleged, consider
  denial,           // heads of what did not happen: fail, avoid, prevent, deny
  call,             // heads of what is asked for: urge, demand, call
  past,             // former, anniversary, decade: what they mark is background
  coming,           // upcoming, planned, next
  place_preposition,
  relative,  // who, which, that
  preposition,
  measure,  // nouns that count what their "of" names: dozen, group, series
  means,    // prepositions of a deed within a deed: during, in, with
  strong_sector,
  armed_sector,
  civil_place,  // words after which a place is a place, not a party
  count_
};
inline constexpr std::size_t kClassCount = static_cast<std::size_t>(WordClass::count_);
inline constexpr std::array<std::string_view, kClassCount> kClassNames = {
    "negator", "future", "unreal",        "duty",         "condition",  "subject-control", "object-control",    "report",   "support",
    "plan",    "doubt",  "denial",        "call",         "past",       "coming",          "place-preposition", "relative", "preposition",
    "measure", "means",  "strong-sector", "armed-sector", "civil-place"};

// One spelling for both shores: "-ise" and "-yse" are looked up as "-ize" and "-yze", letters in ASCII lower case.
std::string folded(std::string_view lemma);

class Vocabulary {
 public:
  Word add(std::string_view lemma);
  Word find(std::string_view lemma) const;  // kNoWord when unknown
  // The word of which a form is a regular inflection ("retreated", "bombing", "raids"), for lemmas the lemmatizer got wrong; kNoWord
  // when none. Only words named by add_inflected.
  Word find_form(std::string_view form) const;
  void add_inflected(Word word);
  std::size_t size() const { return names_.size(); }
  const std::string& name(Word word) const { return names_[word]; }

  void put(Word word, WordClass word_class) { classes_[word] |= 1U << static_cast<unsigned>(word_class); }
  bool is(Word word, WordClass word_class) const { return ((classes_[word] >> static_cast<unsigned>(word_class)) & 1U) != 0; }

 private:
  std::unordered_map<std::string, Word> ids_, forms_;
  std::vector<std::string> names_{""};
  std::vector<std::uint32_t> classes_{0};
};

}  // namespace readout::event
