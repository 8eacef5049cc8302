// The compiled gazetteer: tables, matcher and the indexes that resolution asks.
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "mention/knowledge.h"
#include "mention/lexicon.h"
#include "mention/stage.h"

namespace readout {

struct Gazetteer::Parts {
  Knowledge knowledge;
  Lexicon lexicon;
  std::vector<std::uint64_t> classes;                                                             // word id → bit set of WordClass
  std::unordered_map<std::uint64_t, std::string> values;                                          // word id << 8 | class → value
  std::unordered_map<std::string, std::vector<std::pair<std::uint32_t, std::uint32_t>>> holders;  // "USA/president" → person, term
  std::unordered_map<std::string, std::vector<std::uint32_t>> leaders;                            // code → persons with a term of rank 1
  std::unordered_map<std::string, std::string> only_state;       // folded office → the one state that has it, "" when there are more
  std::unordered_set<std::string> leading;                       // folded offices of rank 1 and 2
  std::unordered_map<std::string, std::uint32_t> country_place;  // code → the row of kind country
  std::unordered_map<std::string, std::uint32_t> city_of;        // "USA/washington" → row
  std::uint32_t possessive = Unit::kUnknown;                     // the word "s"

  bool is(std::uint32_t word, WordClass c) const { return word < classes.size() && (classes[word] >> static_cast<unsigned>(c) & 1) != 0; }
  bool is(const Unit& unit, WordClass c) const { return is(unit.word, c); }
  std::string_view value(std::uint32_t word, WordClass c) const {
    const auto it = values.find(std::uint64_t{word} << 8 | static_cast<std::uint64_t>(c));
    return it == values.end() ? std::string_view{} : it->second;
  }
};

// The key of Parts::holders.
std::string office_key(std::string_view code, std::string_view office);

// The term of `person` that counts on `day` (empty: today's, that is the latest), -1 when there is none. Terms that hold on the
// day come first, by rank, then the one that began last; failing those, the last that ended before the day.
struct TermChoice {
  int term = -1;
  bool holds = false;  // the day lies within the term
};
TermChoice term_on(const Person& person, std::string_view day);
// As above for organisations.
const Term* term_on(const Organisation& organisation, std::string_view day);

}  // namespace readout
