// Text for people: colour, display width and wrapping. Everything that came from a page passes through `plain` or `wrap`, so a
// hostile text cannot send control sequences to the terminal.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "readout/span.h"

namespace readout {

struct Style {
  bool colour = false;
  int width = 80;  // columns
};

enum class Paint { plain, bold, dim, red, green, yellow, blue, cyan };

// One line: white space squeezed, control characters dropped.
std::string plain(std::string_view text);
// `text` (not cleaned) between colour codes, or as it is without colour.
std::string paint(const Style& style, Paint paint, std::string_view text);

int display_width(std::string_view text);  // columns, without colour codes in it
// At most `width` columns of one cleaned line, with an ellipsis when cut.
std::string cut(std::string_view text, int width);
std::string pad(std::string text, int width);  // blanks added on the right up to `width` columns

// Marked ranges of a text, shown in colour, or between `open` and `close` where there is none.
struct Mark {
  Span span;  // into the text given to wrap
  Paint paint = Paint::bold;
  std::string_view open = "[", close = "]";
};

// The text in lines of at most style.width columns, each behind `indent` (blanks or any plain text), the first behind `first`
// when that is not empty. White space is squeezed; a word too long for a line is broken. Ends with a line break unless empty.
std::string wrap(std::string_view text, const Style& style, std::string_view indent, const std::vector<Mark>& marks = {},
                 std::string_view first = {});

// A heading line and a rule below it.
std::string heading(const Style& style, std::string_view text);

}  // namespace readout
