// A Note says what a step lost, doubted or refused, and where. The steps never fail: where they can do less than asked they
// return less and add a Note, so that loss can be counted. Notes are values; a step appends to the Notes it is given.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "readout/span.h"

namespace readout {

// The steps in the order of the flow. Stored in the ledger: do not change the numbers.
enum class Step : unsigned char { page = 0, article = 1, document = 2, mention = 3, event = 4, quote = 5, story = 6, ledger = 7 };
std::string_view name(Step step);

struct Note {
  Step step = Step::page;
  std::string kind;    // kebab-case and counted by it, such as "date-conflict" or "depth-limit"
  Span span;           // where in Article::text; empty when the note is about the whole page
  std::string detail;  // for people, one sentence without a full stop
};

using Notes = std::vector<Note>;

}  // namespace readout
