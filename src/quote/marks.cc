#include "quote/marks.h"

#include "base/utf8.h"

namespace readout {
namespace {

enum class Mark { none, open, close, either };

// Double marks. „ opens and “ closes it in German; inside one paragraph the first seen of a pair decides.
Mark double_mark(char32_t c) {
  switch (c) {
    case U'\u201C': return Mark::open;
    case U'\u201D': return Mark::close;
    case U'\u201E': return Mark::open;
    case U'\u00AB': return Mark::open;
    case U'\u00BB': return Mark::close;
    case U'"': return Mark::either;
    case U'\uFF02': return Mark::either;
    default: return Mark::none;
  }
}

bool word_like(char32_t c) { return is_letter(c) || is_digit(c); }

struct Place {
  char32_t before = U' ';
  char32_t after = U' ';
};

Place around(std::string_view text, Span paragraph, std::uint32_t at, std::uint32_t size) {
  Place place;
  if (at > paragraph.begin) place.before = rune_before(text, at).value;
  if (at + size < paragraph.end) place.after = rune_at(text, at + size).value;
  return place;
}

// A straight mark opens after a blank, bracket or dash and before a word; it closes in the opposite place.
Mark resolve_either(const Place& place, bool inside) {
  const bool room_before =
      is_space(place.before) || place.before == U'(' || place.before == U'[' || place.before == U'\u2014' || place.before == U'\u2013';
  const bool room_after = is_space(place.after) || (is_punct(place.after) && place.after != U'$' && place.after != U'[' &&
                                                    place.after != U'(' && place.after != U'\'');
  if (room_before && !room_after) return Mark::open;
  if (room_after && !room_before) return inside ? Mark::close : Mark::none;
  return inside ? Mark::close : Mark::open;
}

// Single marks, for papers that use them as outer marks. An apostrophe stands between letters or after a plural s.
Mark single_mark(char32_t c, const Place& place, bool inside) {
  if (c != U'\u2018' && c != U'\u2019' && c != U'\'') return Mark::none;
  if (word_like(place.before) && word_like(place.after)) return Mark::none;
  if (c != U'\u2019' && !word_like(place.before) && word_like(place.after)) return inside ? Mark::none : Mark::open;
  if (!inside || c == U'\u2018') return Mark::none;
  const bool after_stop = place.before == U',' || place.before == U'.' || place.before == U'?' || place.before == U'!';
  return after_stop || (place.before != U's' && !word_like(place.after)) ? Mark::close : Mark::none;
}

bool has_double_marks(std::string_view text, Span paragraph) {
  for (std::uint32_t i = paragraph.begin; i < paragraph.end;) {
    const Rune rune = rune_at(text, i);
    if (double_mark(rune.value) != Mark::none) return true;
    i += rune.size;
  }
  return false;
}

}  // namespace

std::vector<Span> find_paragraphs(std::string_view text) {
  std::vector<Span> paragraphs;
  std::uint32_t begin = 0;
  const auto size = static_cast<std::uint32_t>(text.size());
  for (std::uint32_t i = 0; i <= size; ++i) {
    if (i < size && text[i] != '\n' && text[i] != '\r') continue;
    Span line{begin, i};
    while (!line.empty() && (text[line.begin] == ' ' || text[line.begin] == '\t')) ++line.begin;
    while (!line.empty() && (text[line.end - 1] == ' ' || text[line.end - 1] == '\t')) --line.end;
    if (!line.empty()) paragraphs.push_back(line);
    begin = i + 1;
  }
  return paragraphs;
}

std::vector<MarkedSegment> find_marked(std::string_view text, const std::vector<Span>& paragraphs, Notes& notes) {
  std::vector<MarkedSegment> segments;
  bool left_open = false;  // by the paragraph before
  for (std::uint32_t p = 0; p < paragraphs.size(); ++p) {
    const Span paragraph = paragraphs[p];
    const bool doubles = has_double_marks(text, paragraph);
    bool inside = false;
    const bool taken_up = left_open;
    left_open = false;
    std::uint32_t open_at = 0, open_size = 0;
    const auto add = [&](std::uint32_t end, std::uint32_t close_size) {
      MarkedSegment segment;
      segment.inner = {open_at + open_size, end};
      segment.outer = {open_at, end + close_size};
      segment.paragraph = p;
      segment.continues = taken_up && open_at == paragraph.begin;
      if (segment.inner.size() > kLongestSegment)
        notes.push_back({Step::quote, "quote-too-long", segment.outer, "more than 20,000 bytes between two marks"});
      else if (!segment.inner.empty())
        segments.push_back(segment);
      inside = false;
    };
    for (std::uint32_t i = paragraph.begin; i < paragraph.end;) {
      const Rune rune = rune_at(text, i);
      Mark mark = doubles ? double_mark(rune.value) : Mark::none;
      if (mark == Mark::either) mark = resolve_either(around(text, paragraph, i, rune.size), inside);
      if (!doubles) mark = single_mark(rune.value, around(text, paragraph, i, rune.size), inside);
      if (mark == Mark::open && inside && rune.value != U'"') mark = Mark::none;
      if (mark == Mark::open && !inside) {
        inside = true;
        open_at = i;
        open_size = rune.size;
      } else if (mark == Mark::close && inside) {
        add(i, rune.size);
      } else if (mark == Mark::close && !doubles) {
        // an apostrophe
      } else if (mark == Mark::close && segments.empty() == false && segments.back().paragraph == p) {
        notes.push_back({Step::quote, "mark-without-opening", {i, i + rune.size}, "a closing mark with nothing open"});
      } else if (mark == Mark::close) {
        // A copy that lost its opening mark: the words from the start of the paragraph are the quotation's.
        notes.push_back({Step::quote, "mark-without-opening", {i, i + rune.size}, "a closing mark with nothing open"});
        open_at = paragraph.begin;
        open_size = 0;
        add(i, rune.size);
        if (!segments.empty() && segments.back().inner.begin == open_at) segments.back().inferred = true;
      }
      i += rune.size;
    }
    if (!inside || !doubles) continue;
    // Open at the end of the paragraph: taken up by the next one, or a mark that got lost.
    const bool next_reopens = p + 1 < paragraphs.size() && double_mark(rune_at(text, paragraphs[p + 1].begin).value) != Mark::none &&
                              double_mark(rune_at(text, paragraphs[p + 1].begin).value) != Mark::close;
    if (!next_reopens)
      notes.push_back({Step::quote, "mark-without-closing", {open_at, open_at + open_size}, "an opening mark that nothing closes"});
    left_open = next_reopens;
    add(paragraph.end, 0);
  }
  return segments;
}

}  // namespace readout
