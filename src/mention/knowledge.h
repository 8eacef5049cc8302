// What the data files say about actors and places, as plain tables. No matching here: see lexicon.h.
//
// A file is known by its columns, not by its name, so users may add files of any name (docs/formats/actors.md). Values;
// immutable after load.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/text_file.h"
#include "readout/result.h"

namespace readout {

struct DataLine {
  std::uint32_t file = 0;  // index into Knowledge::files
  std::uint32_t line = 0;
};

struct Country {
  std::string code;  // ISO 3166-1 alpha-3
  std::string name;
  std::vector<std::string> names, adjectives, demonyms, capitals, metonyms, acronyms;
  DataLine from;
};

// A term of office, or a membership, from day to day; an empty day is an open end.
struct Term {
  std::string code;
  std::vector<std::string> sectors;
  std::string office;
  std::string begin, end;  // "YYYY-MM-DD" or empty
  int rank = 3;            // 1 leads a state or government, 2 a great ministry, 3 others
  bool vague = false;      // a date gave no day
  DataLine from;
  bool holds(std::string_view day) const { return (begin.empty() || begin <= day) && (end.empty() || day <= end); }
};

struct Person {
  std::string id;
  std::vector<std::string> names;  // the first is canonical
  std::vector<Term> terms;
  char gender = ' ';  // m, f or blank
};

struct Organisation {
  std::string id;
  std::vector<std::string> names;
  std::vector<Term> terms;
};

struct Office {
  std::string title;
  std::vector<std::string> sectors;
  std::vector<std::string> holders;  // names of the office in people tables; empty when not unique in a country
  DataLine from;
};

struct SectorNoun {
  std::string noun;
  std::vector<std::string> sectors;
  std::string number;  // sg, pl or any: in which number the noun names an actor; empty is any
  DataLine from;
};

// A people without a state of its own: Kurds, Rohingya. The country comes from the context.
struct People {
  std::string name;
  std::vector<std::string> adjectives, demonyms;
  std::vector<std::string> countries;  // by likelihood
  std::vector<std::string> force;      // sectors of its armed men
  DataLine from;
};

struct Place {
  std::string name;
  std::vector<std::string> names;
  std::string country;
  double latitude = 0, longitude = 0;
  std::int64_t population = 0;
  std::string kind;
  DataLine from;
};

// Closed classes of words of data/mention/words.tsv. The class names there are the names here.
enum class WordClass : std::uint8_t {
  pronoun,
  honorific,
  particle,
  name_tail,
  locative,
  direction,
  place_noun,
  backing,
  prefix,
  leading,
  side_noun,
  body_noun,
  leader_noun,
  counterpart,
  capital_noun,
  organisation_noun,
  family_first,
  office_rank,
  actor_code,
  sector_code,
  force_noun,
  speech,
  former,
  lesser,
  acting,
  definite,
  indefinite,
  collective,
  both,
  copula,
  conjunction,
  future_verb,
  month,
  weekday,
  unit,
  number,
  ordinal,
  day_word,
  past_mark,
  future_mark,
  this_mark,
  ago,
  part,
  part_of_day,
  season,
  holiday,
  range_from,
  range_to
};
inline constexpr std::array<std::string_view, 48> kWordClassNames = {
    "pronoun",      "honorific",   "particle",   "name_tail",   "locative",    "direction",   "place_noun",   "backing",
    "prefix",       "leading",     "side_noun",  "body_noun",   "leader_noun", "counterpart", "capital_noun", "organisation_noun",
    "family_first", "office_rank", "actor_code", "sector_code", "force_noun",  "speech",      "former",       "lesser",
    "acting",       "definite",    "indefinite", "collective",  "both",        "copula",      "conjunction",  "future_verb",
    "month",        "weekday",     "unit",       "number",      "ordinal",     "day_word",    "past_mark",    "future_mark",
    "this_mark",    "ago",         "part",       "part_of_day", "season",      "holiday",     "range_from",   "range_to"};

struct WordSense {
  WordClass word_class = WordClass::pronoun;
  std::string word;  // as written
  std::string value;
};

struct Knowledge {
  std::vector<std::string> files;
  std::vector<Country> countries;
  std::vector<Person> people;
  std::vector<Organisation> organisations;
  std::vector<Office> offices;
  std::vector<SectorNoun> sectors;
  std::vector<People> peoples;
  std::vector<Place> places;
  std::vector<WordSense> words;
  std::unordered_set<std::string> shared;                     // folded aliases marked with "~": several actors bear them
  std::unordered_map<std::string, char> given_names;          // folded → m, f, u
  std::unordered_map<std::string, std::uint32_t> country_of;  // code → its first row; more rows may name former states

  std::string where(DataLine line) const;  // "actors/people.tsv:212"
  const Country* country(std::string_view code) const;
};

// Reads all tables. Errors with file:line: wrong columns or cells, bad dates, terms that end before they begin, codes and
// sectors that no table names, and rows of one id that disagree.
Result<Knowledge> load_knowledge(std::span<const TextFile> files);

}  // namespace readout
