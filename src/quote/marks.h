// Finds what stands between quotation marks: the first half of finding quotations, and the one that works without trees.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "readout/note.h"
#include "readout/span.h"

namespace readout {

// What stands between one pair of marks. A quotation that runs over several paragraphs, each reopened with a mark and only the
// last one closed, gives one segment a paragraph, linked by `continues`.
struct MarkedSegment {
  Span inner;  // without the marks
  Span outer;  // with them
  std::uint32_t paragraph = 0;
  bool continues = false;  // the paragraph before left its quotation open, and this one takes it up
  bool inferred = false;   // the opening mark is lost; taken to be the start of the paragraph
};

// Paragraphs of a text: runs between line breaks, blank ones left out.
std::vector<Span> find_paragraphs(std::string_view text);

// Segments in order of place; segments never nest (marks inside marks belong to the words). Marks: “ ” " « » „ ‟, and ‘ ’ ' in
// paragraphs that have none of the others. A mark left open ends with its paragraph, which is noted unless the next paragraph
// reopens it. Linear in the text; one segment is at most kLongestSegment bytes, a longer one is dropped with a note.
inline constexpr std::uint32_t kLongestSegment = 20'000;
std::vector<MarkedSegment> find_marked(std::string_view text, const std::vector<Span>& paragraphs, Notes& notes);

}  // namespace readout
