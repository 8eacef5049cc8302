// A Mention is a run of tokens that names or refers to somebody, somewhere or some time, and what it was resolved to.
//
// Owns small strings; indexes refer to the Document and the mention list of the same Reading. Mentions are ordered by first
// token; mentions of one kind do not overlap, mentions of different kinds may nest ("[[Turkish] forces]").
// Codes are PLOVER's: ISO 3166-1 alpha-3 (and KOS, PSE, HKG), UNO, EUR, IGO, NGO, ISM, IMG, MNC; sectors GOV MIL REB ….
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "readout/span.h"

namespace readout {

// Stored in the ledger: do not change the numbers.
enum class MentionKind : std::uint8_t {
  person = 0,        // named: Antony Blinken
  organisation = 1,  // named: the State Department, NATO
  country = 2,       // a state or its adjective: China, Turkish; also a capital used for its government
  place = 3,         // Shanghai, the South China Sea, as a place
  group = 4,         // sector nouns, named by role: police, Turkish forces, protesters, lawmakers
  pronoun = 5,       // he, it, they, and definite descriptions: the Chinese leader, the two sides
  time = 6,
};
std::string_view name(MentionKind kind);

enum class DatePrecision : std::uint8_t { day = 0, week = 1, month = 2, quarter = 3, year = 4, unknown = 5 };
std::string_view name(DatePrecision precision);

struct PlaceValue {
  std::string name;     // as the gazetteer spells it
  std::string country;  // ISO 3166-1 alpha-3, empty for seas and regions across states
  double latitude = 0;  // degrees, WGS 84
  double longitude = 0;
  std::string precision;  // city | district | province | country | region
};

struct TimeValue {
  std::string value;  // first day, "YYYY-MM-DD"
  std::string end;    // last day of a range, empty for one day
  DatePrecision precision = DatePrecision::day;
};

struct Mention {
  Span span;
  std::uint32_t first = 0;  // index into Document::tokens
  std::uint32_t last = 0;   // one past the last
  std::uint32_t head = 0;   // the syntactic head token of the mention
  MentionKind kind = MentionKind::person;
  std::string code;                    // country or organisation code, empty when unknown
  std::vector<std::string> sectors;    // GOV, MIL, …; may be empty
  std::string entity;                  // canonical name, empty when unknown ("Antony Blinken")
  std::string office;                  // the office that gave the code at the article's date, empty when none
  std::int32_t refers_to = -1;         // index of the mention this one refers back to; -1 when it names by itself
  std::vector<std::uint32_t> members;  // indexes of the mentions a plural stands for ("the two sides")
  std::optional<PlaceValue> place;
  std::optional<TimeValue> time;
  std::string why;  // what made it: "actors/leaders.tsv:212", "pronoun he", "title + name"
};

}  // namespace readout
