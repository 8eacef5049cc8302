// Cuts a page's tree into blocks: the runs of text that stand as one paragraph, heading, list item or cell on the page.
//
// White space is collapsed, character references are read, control characters dropped; every byte of `text` keeps its way back
// to the decoded page through `pieces`. Nothing is chosen here: menus and scripts' fallbacks come out as blocks too, only what
// is never shown (script, style, forms' fields) is left out. One pass over the tree, linear.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "article/char_refs.h"
#include "article/hints.h"
#include "article/html_tree.h"
#include "readout/span.h"

namespace readout {

// Bits of what a block is inside of, from tags.
enum class Inside : std::uint32_t {
  article = 1u << 0,
  main = 1u << 1,
  aside = 1u << 2,
  nav = 1u << 3,
  footer = 1u << 4,
  header = 1u << 5,
  form = 1u << 6,
  table = 1u << 7,
  figure = 1u << 8,
  list = 1u << 9,
  quote = 1u << 10,
  figcaption = 1u << 11,
  link = 1u << 12,
  button = 1u << 13,
  hidden = 1u << 14,
  heading = 1u << 15,
  noscript = 1u << 16,
  section = 1u << 17,
  item_body = 1u << 18,
  pre = 1u << 19,
  definition = 1u << 20,
  summary = 1u << 21,
  paragraph = 1u << 22,
  address = 1u << 23,
  time = 1u << 24,
};
constexpr bool has(std::uint32_t bits, Inside inside) { return (bits & static_cast<std::uint32_t>(inside)) != 0; }
constexpr int kNInside = 25;

// `text` bytes [begin, end) came from bytes [source_begin, source_end) of the decoded page. Of equal length: copied as they are.
struct Piece {
  std::uint32_t begin = 0, end = 0;
  std::uint32_t source_begin = 0, source_end = 0;
};

struct Block {
  Span text;
  std::uint32_t piece_begin = 0, piece_end = 0;
  NodeId node = kNoNode;  // the innermost block element
  Tag tag = Tag::other;   // its tag
  std::uint32_t inside = 0;
  Hints near_hints = 0;  // of the node, its inline children that hold all of it, and two ancestors
  Hints far_hints = 0;   // of the further ancestors below body
  std::uint32_t link_bytes = 0;
  std::uint32_t bold_bytes = 0;
  std::uint32_t words = 0;
  std::uint32_t words_upper = 0;  // words that begin with a capital
  std::uint32_t letters_upper = 0, letters = 0;
  bool break_before = false;  // cut off by <br>, not by an element
};

struct Blocks {
  std::string text;
  std::vector<Piece> pieces;
  std::vector<Block> blocks;
  bool hit_text = false;  // more than 4 MB of text or 50 000 blocks; the rest was not read
  std::size_t dropped_controls = 0;
};

Blocks find_blocks(const HtmlTree& tree, const CharRefs& refs, const ClassHints& hints);

// Counts words, capitals and letters of block.text. Chinese, Japanese and others that write no blanks count by characters.
void measure(std::string_view text, Block& block);

// Text of a node with blanks collapsed and references read; for titles, bylines and other short things.
std::string node_text(const HtmlTree& tree, const CharRefs& refs, NodeId id, std::size_t limit = 2000);

}  // namespace readout
