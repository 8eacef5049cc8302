// An Event is one political event read from one article: who (actor) did what (type, mode) to whom (recipient), when, where.
//
// PLOVER draft 2.0 names and codes, with a CAMEO code beside them as a string. Owns small strings. Every filled field has
// evidence: a span of the article. `rule` names the rule that made it and is always set. Parties that act together are one
// event with lists, never pairs. One article, one event once: further sentences that tell it again are in `reports`.
// Source: PLOVER manual, draft 0.8; CAMEO manual 1.1b3.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "readout/mention.h"
#include "readout/span.h"

namespace readout {

// Stored in the ledger: do not change the numbers.
enum class EventType : std::uint8_t {
  AGREE = 0,
  CONSULT,
  SUPPORT,
  CONCEDE,
  COOPERATE,
  AID,
  RETREAT,
  REQUEST,
  ACCUSE,
  REJECT,
  THREATEN,
  PROTEST,
  SANCTION,
  MOBILIZE,
  COERCE,
  ASSAULT
};
inline constexpr std::array<std::string_view, 16> kEventTypeNames = {"AGREE",    "CONSULT",  "SUPPORT", "CONCEDE", "COOPERATE", "AID",
                                                                     "RETREAT",  "REQUEST",  "ACCUSE",  "REJECT",  "THREATEN",  "PROTEST",
                                                                     "SANCTION", "MOBILIZE", "COERCE",  "ASSAULT"};
constexpr std::string_view name(EventType type) { return kEventTypeNames[static_cast<std::size_t>(type)]; }

// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict (PLOVER manual, table of types).
constexpr int quad(EventType type) {
  return type <= EventType::CONCEDE ? 1 : type <= EventType::RETREAT ? 2 : type <= EventType::THREATEN ? 3 : 4;
}

// Stored in the ledger: do not change the numbers.
enum class EventStatus : std::uint8_t { actual = 0, planned = 1, hypothetical = 2, negated = 3, historical = 4 };
inline constexpr std::array<std::string_view, 5> kEventStatusNames = {"actual", "planned", "hypothetical", "negated", "historical"};
constexpr std::string_view name(EventStatus status) { return kEventStatusNames[static_cast<std::size_t>(status)]; }

struct Party {
  Span span;
  std::string code;                  // "USA"; empty when only the sector is known
  std::vector<std::string> sectors;  // "GOV"
  std::string entity;                // "Antony Blinken"; empty when unnamed
  std::int32_t mention = -1;         // index into Reading::mentions
};

struct EventDate {
  std::optional<Span> span;  // the words that gave it; none when it fell back to the publication date
  std::string value;         // "YYYY-MM-DD", empty when nothing is known
  std::string end;           // last day of a range
  DatePrecision precision = DatePrecision::unknown;
};

struct EventPlace {
  Span span;
  PlaceValue place;
};

struct Event {
  std::string id;  // stable: a hash of article id, trigger span and type
  EventType type = EventType::CONSULT;
  std::vector<std::string> mode;
  std::vector<std::string> context;
  EventStatus status = EventStatus::actual;
  std::string cameo;  // "042"
  double intensity = 0;
  std::vector<Party> actor;
  std::vector<Party> recipient;
  EventDate date;
  std::optional<EventPlace> place;
  Span trigger;               // the word or words that fired the rule
  Span evidence;              // the sentence
  std::vector<Span> reports;  // other sentences of the article that tell the same event
  std::string rule;           // "consult.meet#3"
  double score = 0;           // confidence, 0..1
};

}  // namespace readout
