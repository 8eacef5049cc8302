// A Quote is what somebody said: the words, who said them, and the cue ("said", "according to") that shows it.
//
// Owns small vectors. Lies in one article; spans exclude the quotation marks. A quote broken by its attribution has several
// spans, in order; `span` runs from the first to the last. An unknown speaker is a fine answer; a wrong one is not.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "readout/event.h"
#include "readout/span.h"

namespace readout {

// Stored in the ledger: do not change the numbers.
enum class QuoteKind : std::uint8_t {
  direct = 0,    // all of it inside marks
  indirect = 1,  // no marks
  mixed = 2,     // partly inside marks
};
std::string_view name(QuoteKind kind);

struct Quote {
  std::string id;  // stable: a hash of article id and span
  QuoteKind kind = QuoteKind::direct;
  Span span;
  std::vector<Span> spans;
  std::optional<Party> speaker;
  std::optional<Span> cue;
  double score = 0;  // confidence, 0..1
};

}  // namespace readout
