// A Span is a half-open range of bytes [begin, end) in the UTF-8 `Article::text` of the Reading it belongs to.
//
//   text:  B e i j i n g   —   U . S .
//          0             7 8
//          └── Span{0, 7} ─┘
//
// Owns nothing, is trivially copyable and safe to share between threads. Offsets survive moves, copies, disk and other
// languages; pointers do not, which is why every fact in Readout is a Span and never a string_view.
#pragma once
#include <cstdint>
#include <string_view>

namespace readout {

struct Span {
  std::uint32_t begin = 0;  // bytes
  std::uint32_t end = 0;    // bytes, one past the last

  constexpr std::uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return end <= begin; }
  constexpr bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  constexpr bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  friend constexpr bool operator==(Span, Span) = default;
  friend constexpr auto operator<=>(Span, Span) = default;
};

// The bytes a span names. A span that does not fit (a bug, or a hostile file) gives the part that does.
constexpr std::string_view slice(std::string_view text, Span span) {
  if (span.begin > text.size()) return {};
  return text.substr(span.begin, span.size());
}

}  // namespace readout
