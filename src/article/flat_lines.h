// Flattened text cut into lines.
#pragma once
#include "article/tables.h"
#include "article/text_shape.h"

namespace readout {

struct FlatLine {
  Span text;  // without blanks and bullet at the ends; into the text given
  bool bullet = false;
  Block size;          // words, capitals, letters
  bool prose = false;  // a sentence or more: twelve words and an end mark
};

struct FlatLines {
  static constexpr std::size_t kMaxLines = 50'000;  // further ones are not read
  bool hit_lines = false;
  std::vector<FlatLine> lines;
  std::size_t core_first = 0, core_last = 0;  // the stretch of lines with most running text; first > last when there is none
};

FlatLines cut_flat_lines(const ArticleTables& tables, std::string_view text);

}  // namespace readout
