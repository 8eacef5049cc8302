// Cuts text into tokens as the English UD treebanks do: clitics and hyphens are tokens of their own, a full stop belongs to an
// abbreviation, numbers, dates, URLs and addresses stay whole. Rules over runs of characters; one pass, linear time.
#pragma once
#include <string_view>
#include <vector>

#include "document/lists.h"
#include "readout/span.h"

namespace readout {

// A token and what the splitter wants to know of it.
struct RawToken {
  enum class Kind : unsigned char { word, number, punct, open_quote, close_quote, open, close, stop, ellipsis, question, bullet, symbol };
  Span span;
  Kind kind = Kind::word;
  Abbreviation abbreviation = Abbreviation::none;  // of a word with its full stop
  bool initial = false;                            // one letter and a stop: "J."
  bool acronym = false;                            // a chain of letters and stops: "U.S."
  bool space_before = false;
  unsigned char breaks_before = 0;  // line breaks between this token and the one before it, 2 means two or more
};

// Tokens of `text`, appended to `out`. Control characters and direction marks are treated as blanks.
void tokenize(const WordLists& lists, std::string_view text, std::vector<RawToken>& out);

}  // namespace readout
