#include "article/blocks.h"

#include <algorithm>
#include <array>

#include "base/memo.h"
#include "base/text.h"
#include "base/utf8.h"

namespace readout {
namespace {

// The longest real pages have some thousand blocks. An article of all of them, with its paragraph breaks, stays below 4 MB.
constexpr std::size_t kMaxBlocks = 50'000, kMaxPieces = 1'000'000, kMaxText = (4u << 20) - 2 * kMaxBlocks;

enum class Role : unsigned char { inline_, block, skip, cut };

Role role_of(Tag tag) {
  switch (tag) {
    case Tag::script:
    case Tag::style:
    case Tag::template_:
    case Tag::iframe:
    case Tag::object:
    case Tag::svg:
    case Tag::math:
    case Tag::select:
    case Tag::textarea:
    case Tag::input:
    case Tag::canvas:
    case Tag::audio:
    case Tag::video:
    case Tag::noembed:
    case Tag::noframes:
    case Tag::head:
    case Tag::map:
    case Tag::embed:
    case Tag::title:
    case Tag::applet:
    case Tag::frameset:
    case Tag::rp:
    case Tag::rt:
    case Tag::noscript: return Role::skip;
    case Tag::br: return Role::cut;
    case Tag::a:
    case Tag::abbr:
    case Tag::b:
    case Tag::big:
    case Tag::cite:
    case Tag::code:
    case Tag::del:
    case Tag::dfn:
    case Tag::em:
    case Tag::font:
    case Tag::i:
    case Tag::ins:
    case Tag::kbd:
    case Tag::label:
    case Tag::mark:
    case Tag::nobr:
    case Tag::q:
    case Tag::s:
    case Tag::samp:
    case Tag::small:
    case Tag::span:
    case Tag::strike:
    case Tag::strong:
    case Tag::sub:
    case Tag::sup:
    case Tag::time:
    case Tag::tt:
    case Tag::u:
    case Tag::var:
    case Tag::wbr:
    case Tag::ruby:
    case Tag::img:
    case Tag::picture:
    case Tag::source:
    case Tag::other:
    case Tag::amp_img:
    case Tag::base:
    case Tag::link:
    case Tag::meta:
    case Tag::param:
    case Tag::track: return Role::inline_;
    default: return Role::block;
  }
}

std::uint32_t bit(Inside inside) { return static_cast<std::uint32_t>(inside); }

std::uint32_t inside_of(const HtmlTree& tree, NodeId id, Tag tag) {
  switch (tag) {
    case Tag::article: return bit(Inside::article);
    case Tag::main: return bit(Inside::main);
    case Tag::aside: return bit(Inside::aside);
    case Tag::nav:
    case Tag::menu: return bit(Inside::nav);
    case Tag::footer: return bit(Inside::footer);
    case Tag::header: return bit(Inside::header);
    case Tag::form:
    case Tag::fieldset:
    case Tag::label: return bit(Inside::form);
    case Tag::table: return bit(Inside::table);
    case Tag::figure: return bit(Inside::figure);
    case Tag::figcaption:
    case Tag::caption: return bit(Inside::figcaption);
    case Tag::ul:
    case Tag::ol: return bit(Inside::list);
    case Tag::dl: return bit(Inside::definition);
    case Tag::blockquote: return bit(Inside::quote);
    case Tag::a: return tree.has_attribute(id, "href") ? bit(Inside::link) : 0;
    case Tag::button: return bit(Inside::button);
    case Tag::h1:
    case Tag::h2:
    case Tag::h3:
    case Tag::h4:
    case Tag::h5:
    case Tag::h6: return bit(Inside::heading);
    case Tag::noscript: return bit(Inside::noscript);
    case Tag::section: return bit(Inside::section);
    case Tag::pre: return bit(Inside::pre);
    case Tag::summary:
    case Tag::details: return bit(Inside::summary);
    case Tag::p: return bit(Inside::paragraph);
    case Tag::address: return bit(Inside::address);
    case Tag::time: return bit(Inside::time);
    default: return 0;
  }
}

// What blocks are told by, looked up in one go: nine lookups an element were a tenth of the time of this file.
enum : std::size_t { a_class, a_id, a_component, a_testid, a_hidden, a_aria_hidden, a_style, a_itemprop, a_role };
constexpr AttributeNames<9> kTelling({"class", "id", "data-component", "data-testid", "hidden", "aria-hidden", "style", "itemprop",
                                      "role"});
using Telling = std::array<std::string_view, 9>;

std::uint32_t attribute_bits(const Telling& values) {
  std::uint32_t bits = 0;
  if (values[a_hidden].data() != nullptr || values[a_aria_hidden] == "true") bits |= bit(Inside::hidden);
  const std::string_view style = values[a_style];
  if (!style.empty() && (style.find("display:none") != style.npos || style.find("display: none") != style.npos ||
                         style.find("visibility:hidden") != style.npos))
    bits |= bit(Inside::hidden);
  const std::string_view item = values[a_itemprop], role = values[a_role];
  if (item.find("articleBody") != item.npos || item.find("reviewBody") != item.npos) bits |= bit(Inside::item_body);
  if (role.empty()) return bits;
  if (role == "main") bits |= bit(Inside::main);
  if (role == "navigation" || role == "menu" || role == "menubar") bits |= bit(Inside::nav);
  if (role == "complementary") bits |= bit(Inside::aside);
  if (role == "contentinfo") bits |= bit(Inside::footer);
  if (role == "banner") bits |= bit(Inside::header);
  if (role == "dialog" || role == "alertdialog") bits |= bit(Inside::button);
  return bits;
}

// Whether a table row holds data: two or more cells with short texts and no blocks of their own. Such a row reads as one line;
// rows that lay out a page are walked through. Stops at a nested table or at the limits, so no node is looked at more often
// than it has rows above it in one table: once.
bool is_data_row(const HtmlTree& tree, NodeId row) {
  constexpr std::uint32_t kMostCellText = 300, kMostRowText = 2000;
  const NodeId end = tree.after(row);
  std::uint32_t filled = 0, cell_text = 0, row_text = 0;
  for (NodeId at = row + 1; at < end; ++at) {
    const Node& node = tree[at];
    if (node.is_text()) {
      const std::string_view text = trim(tree.html().substr(node.begin, node.end - node.begin));
      if (node.mode != TextMode::data || text.empty()) continue;
      if (cell_text == 0) ++filled;
      cell_text += static_cast<std::uint32_t>(text.size());
      row_text += static_cast<std::uint32_t>(text.size());
      if (cell_text > kMostCellText || row_text > kMostRowText) return false;
    } else if (node.tag == Tag::td || node.tag == Tag::th) {
      cell_text = 0;
    } else if (role_of(node.tag) == Role::block && node.tag != Tag::p && node.tag != Tag::div && node.tag != Tag::center) {
      return false;
    }
  }
  return filled >= 2;
}

// Bytes that can neither be nor begin a blank, a reference or a control: runs of them, one blank between, are copied at once.
constexpr std::array<bool, 256> kPlain = [] {
  std::array<bool, 256> plain{};
  for (std::size_t c = 0; c < plain.size(); ++c)
    plain[c] = c > ' ' && c != '&' && c != 0x7F && c != 0xC2 && c != 0xE2 && c != 0xE3 && c != 0xEF;
  return plain;
}();

bool dense_script(char32_t c) {
  return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7AF) || (c >= 0xF900 && c <= 0xFAFF) || c >= 0x20000;
}
bool blankless_script(char32_t c) { return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF); }

class BlockFinder {
 public:
  BlockFinder(const HtmlTree& tree, const CharRefs& refs, const ClassHints& hints) : tree_(tree), refs_(refs), hints_(hints) {}

  Blocks run() {
    out_.text.reserve(tree_.html().size() / 8 + 64);
    Frame top;
    top.node = HtmlTree::root();
    frames_.push_back(top);
    NodeId at = tree_.size() > 1 ? tree_[HtmlTree::root()].first_child : kNoNode;
    while (at != kNoNode && !out_.hit_text) {
      const Node& node = tree_[at];
      bool descend = false;
      if (node.is_text()) {
        if (node.mode == TextMode::data) append(node.begin, node.end);
      } else {
        const bool in_row = frames_.back().data_row;
        const Role role = in_row && role_of(node.tag) == Role::block ? Role::inline_ : role_of(node.tag);
        if (role == Role::cut) {
          if (in_row)
            pending_blank_ = true;
          else
            line_break();
        } else if (role != Role::skip) {
          descend = node.first_child != kNoNode && !(role == Role::inline_ && only_read_aloud(node, at));
          if (role == Role::block)
            close_block();
          else if (in_row && role_of(node.tag) == Role::block)
            pending_blank_ = true;
          if (descend) open_frame(at, role);
        } else if (node.tag != Tag::script && node.tag != Tag::style && node.tag != Tag::noscript && node.tag != Tag::rp &&
                   node.tag != Tag::rt) {
          pending_blank_ = true;
        }
      }
      if (descend) {
        at = node.first_child;
        continue;
      }
      while (at != kNoNode && tree_[at].next == kNoNode) {
        at = tree_[at].parent;
        if (at == kNoNode || at == HtmlTree::root()) {
          at = kNoNode;
          break;
        }
        close_frame();
      }
      if (at != kNoNode) at = tree_[at].next;
    }
    close_block();
    return std::move(out_);
  }

 private:
  struct Frame {
    NodeId node = kNoNode;
    NodeId block = kNoNode;  // innermost block element
    bool is_block = false;
    bool data_row = false;  // inside a table row that is one line
    std::uint32_t inside = 0;
    Hints own = 0, near_hints = 0, far_hints = 0;
    bool bold = false;
  };

  void open_frame(NodeId id, Role role) {
    const Node& node = tree_[id];
    const Frame& above = frames_.back();
    Frame frame;
    frame.node = id;
    frame.is_block = role == Role::block;
    frame.block = frame.is_block || above.block == kNoNode ? id : above.block;
    frame.inside = above.inside | inside_of(tree_, id, node.tag);
    frame.data_row = above.data_row || (node.tag == Tag::tr && is_data_row(tree_, id));
    frame.bold = above.bold || node.tag == Tag::b || node.tag == Tag::strong;
    frame.near_hints = above.near_hints;
    frame.far_hints = above.far_hints;
    if (node.n_attributes > 0) {
      const Telling values = tree_.attributes(id, kTelling);
      frame.inside |= attribute_bits(values);
      // body's and html's classes speak of the whole page.
      if (node.tag != Tag::body && node.tag != Tag::html && node.tag != Tag::a && node.tag != Tag::img) {
        for (const std::size_t key : {a_class, a_id, a_component, a_testid})
          if (!values[key].empty()) frame.own |= hints_of(values[key]);
      }
    }
    if (frame.is_block || node.tag == Tag::other) {
      // near: this one and two above it
      const std::size_t n = frames_.size();
      const Hints one = n >= 1 ? frames_[n - 1].own : 0, two = n >= 2 ? frames_[n - 2].own : 0;
      frame.near_hints = frame.own | one | two;
      frame.far_hints = above.far_hints | (n >= 3 ? frames_[n - 3].own : 0);
    } else {
      frame.near_hints |= frame.own;
    }
    frames_.push_back(frame);
  }
  // Words for screen readers inside a line ("opens in a new window"): no reader of the page sees them.
  bool only_read_aloud(const Node& node, NodeId id) {
    if (node.n_attributes == 0) return false;
    const auto value = tree_.attribute(id, "class");
    return !value.empty() && has(hints_of(value), Hint::unseen);
  }
  Hints hints_of(std::string_view value) {
    return known_hints_.get(value, [&](std::string_view v) { return hints_.read(v); });
  }
  void close_frame() {
    if (frames_.size() <= 1) return;
    if (frames_.back().is_block)
      close_block();
    else if (frames_.back().data_row && role_of(tree_[frames_.back().node].tag) == Role::block)
      pending_blank_ = true;
    frames_.pop_back();
  }

  void open_block() {
    const Frame& frame = frames_.back();
    Block block;
    block.text.begin = static_cast<std::uint32_t>(out_.text.size());
    block.piece_begin = static_cast<std::uint32_t>(out_.pieces.size());
    block.node = frame.block == kNoNode ? frame.node : frame.block;
    block.tag = tree_[block.node].tag;
    block.inside = frame.inside;
    block.near_hints = frame.near_hints;
    block.far_hints = frame.far_hints;
    block.break_before = after_break_;
    out_.blocks.push_back(block);
    open_ = true;
    after_break_ = false;
  }
  void close_block() {
    pending_blank_ = false;
    n_breaks_ = 0;
    after_break_ = false;
    finish_block();
  }
  void finish_block() {
    if (!open_) return;
    open_ = false;
    Block& block = out_.blocks.back();
    block.text.end = static_cast<std::uint32_t>(out_.text.size());
    block.piece_end = static_cast<std::uint32_t>(out_.pieces.size());
    measure(slice(out_.text, block.text), block);
    if (out_.text.size() >= kMaxText || out_.blocks.size() >= kMaxBlocks) out_.hit_text = true;
  }
  void line_break() {
    pending_blank_ = true;
    ++n_breaks_;
  }

  void add_piece(std::uint32_t begin, std::uint32_t source_begin, std::uint32_t source_end) {
    const auto end = static_cast<std::uint32_t>(out_.text.size());
    const Block& block = out_.blocks.back();
    if (out_.pieces.size() > block.piece_begin) {
      Piece& last = out_.pieces.back();
      const bool linear = last.end - last.begin == last.source_end - last.source_begin && end - begin == source_end - source_begin;
      if (linear && last.end == begin && last.source_end == source_begin) {
        last.end = end;
        last.source_end = source_end;
        return;
      }
    }
    out_.pieces.push_back({begin, end, source_begin, source_end});
  }

  void append(std::uint32_t from, std::uint32_t to) {
    const std::string_view html = tree_.html();
    std::uint32_t at = from;
    while (at < to) {
      // Blanks, no-break and zero-width ones included.
      const std::uint32_t blank_begin = at;
      while (at < to) {
        const std::size_t n = blank_at(html, at, to);
        if (n == 0) break;
        at += static_cast<std::uint32_t>(n);
      }
      if (at > blank_begin) {
        if (!pending_blank_) blank_source_ = {blank_begin, at};
        pending_blank_ = true;
      }
      if (at >= to) return;
      if (const std::size_t n = widthless_at(html, at, to); n > 0) {
        at += static_cast<std::uint32_t>(n);
        continue;
      }
      if (out_.text.size() >= kMaxText || out_.pieces.size() >= kMaxPieces) {
        out_.hit_text = true;
        return;
      }
      scratch_.clear();
      std::uint32_t stop = at;
      std::uint32_t blanks = 0;
      bool reference = false;
      if (html[at] == '&') {
        const std::size_t n = refs_.read(html.substr(0, to), at, false, scratch_);
        reference = n > 0;
        if (reference) {
          stop = at + static_cast<std::uint32_t>(n);
          if (scratch_.size() == 1 && static_cast<unsigned char>(scratch_[0]) < 0x20) scratch_ = " ";
          if (blank_at(scratch_, 0, scratch_.size()) == scratch_.size()) {
            pending_blank_ = true;
            blank_source_ = {at, stop};
            at = stop;
            continue;
          }
          if (widthless_at(scratch_, 0, scratch_.size()) == scratch_.size()) {
            at = stop;
            continue;
          }
        }
      }
      if (!reference) {
        ++stop;
        while (stop < to) {
          const auto c = static_cast<unsigned char>(html[stop]);
          if (kPlain[c]) {
            ++stop;
          } else if (c == ' ' && stop + 1 < to && kPlain[static_cast<unsigned char>(html[stop + 1])]) {
            ++blanks;
            stop += 2;
          } else if (c >= 0x80 && blank_at(html, stop, to) == 0 && widthless_at(html, stop, to) == 0) {
            ++stop;
          } else {
            break;
          }
        }
        if (const std::size_t room = kMaxText - out_.text.size(); stop - at > room) {
          stop = at + static_cast<std::uint32_t>(room);
          while (stop > at && (static_cast<unsigned char>(html[stop]) & 0xC0) == 0x80) --stop;
          blanks = static_cast<std::uint32_t>(std::count(html.begin() + at, html.begin() + stop, ' '));
          to = stop;
          out_.hit_text = true;
          if (stop == at) return;
        }
      }
      start_text();
      const auto begin = static_cast<std::uint32_t>(out_.text.size());
      if (reference)
        out_.text += scratch_;
      else
        out_.text.append(html, at, stop - at);
      add_piece(begin, at, stop);
      const Frame& frame = frames_.back();
      const auto size = static_cast<std::uint32_t>(out_.text.size()) - begin - blanks;
      if (has(frame.inside, Inside::link)) out_.blocks.back().link_bytes += size;
      if (frame.bold) out_.blocks.back().bold_bytes += size;
      at = stop;
    }
  }
  // Before text: opens a block, or puts the blank that stood in between.
  void start_text() {
    if (open_ && n_breaks_ > 0) {
      // One <br> inside a sentence is a line's end on the screen; after a sentence, or doubled, it parts paragraphs.
      const bool ends = ends_sentence(slice(out_.text, {out_.blocks.back().text.begin, static_cast<std::uint32_t>(out_.text.size())}));
      if (n_breaks_ > 1 || ends) {
        finish_block();
        after_break_ = true;
        pending_blank_ = false;
      }
    }
    n_breaks_ = 0;
    if (!open_) {
      open_block();
      pending_blank_ = false;
      blank_source_ = {};
      return;
    }
    if (pending_blank_) {
      const auto begin = static_cast<std::uint32_t>(out_.text.size());
      out_.text += ' ';
      if (blank_source_.begin < blank_source_.end) add_piece(begin, blank_source_.begin, blank_source_.end);
      pending_blank_ = false;
      blank_source_ = {};
    }
  }
  static bool ends_sentence(std::string_view text) {
    while (!text.empty()) {
      const Rune last = rune_before(text, text.size());
      const char32_t c = last.value;
      if (c == '"' || c == '\'' || c == ')' || c == 0x201D || c == 0x2019 || c == 0xBB || c == 0x300D) {
        text.remove_suffix(last.size);
        continue;
      }
      return c == '.' || c == '!' || c == '?' || c == ':' || c == 0x2026 || c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0x0964 ||
             c == 0x06D4 || c == 0x061F;
    }
    return false;
  }

  // Length of a mark without width that only says where a line may or may not end: soft hyphen, zero-width space, word joiner,
  // zero-width no-break space. Dropped, so that words are whole. (The joiners of Persian and Indic scripts are spelling: kept.)
  static std::size_t widthless_at(std::string_view text, std::size_t at, std::size_t to) {
    const auto byte = [&](std::size_t i) { return i < to ? static_cast<unsigned char>(text[i]) : 0u; };
    switch (byte(at)) {
      case 0xC2: return byte(at + 1) == 0xAD ? 2 : 0;
      case 0xE2: return (byte(at + 1) == 0x80 && byte(at + 2) == 0x8B) || (byte(at + 1) == 0x81 && byte(at + 2) == 0xA0) ? 3 : 0;
      case 0xEF: return byte(at + 1) == 0xBB && byte(at + 2) == 0xBF ? 3 : 0;
      default: return 0;
    }
  }
  // Length of the blank (or control, which is none of a text's business) at `at`; 0 when there is none.
  std::size_t blank_at(std::string_view text, std::size_t at, std::size_t to) {
    const auto byte = [&](std::size_t i) { return i < to ? static_cast<unsigned char>(text[i]) : 0u; };
    const unsigned c = byte(at);
    if (c <= ' ' || c == 0x7F) {
      if (c != ' ' && c != '\n' && c != '\t' && c != '\r' && c != '\f') ++out_.dropped_controls;
      return at < to ? 1 : 0;
    }
    if (c == 0xC2 && byte(at + 1) == 0xA0) return 2;
    if (c == 0xC2 && byte(at + 1) >= 0x80 && byte(at + 1) < 0xA0) return 2;                           // C1 controls
    if (c == 0xE2 && byte(at + 1) == 0x80 && byte(at + 2) >= 0x80 && byte(at + 2) <= 0x8A) return 3;  // U+2000..U+200A
    if (c == 0xE2 && byte(at + 1) == 0x80 && (byte(at + 2) == 0xA8 || byte(at + 2) == 0xA9 || byte(at + 2) == 0xAF)) return 3;
    if (c == 0xE3 && byte(at + 1) == 0x80 && byte(at + 2) == 0x80) return 3;
    return 0;
  }

  const HtmlTree& tree_;
  const CharRefs& refs_;
  const ClassHints& hints_;
  Memo<Hints> known_hints_;
  Blocks out_;
  std::vector<Frame> frames_;
  std::string scratch_;
  Span blank_source_;
  bool open_ = false, pending_blank_ = false, after_break_ = false;
  int n_breaks_ = 0;
};

}  // namespace

namespace {

// What an ASCII byte is to measure(), a bit each.
constexpr std::uint8_t kUpperBit = 1, kLetterBit = 2, kWordBit = 4, kJoinsBit = 8;
constexpr auto kByteKinds = [] {
  std::array<std::uint8_t, 128> kinds{};
  for (std::size_t c = 0; c < kinds.size(); ++c) {
    const bool up = c >= 'A' && c <= 'Z', low = c >= 'a' && c <= 'z', digit = c >= '0' && c <= '9';
    kinds[c] = static_cast<std::uint8_t>(kUpperBit * up | kLetterBit * (up || low) | kWordBit * (up || low || digit) |
                                         kJoinsBit * (c == '\'' || c == '-'));
  }
  return kinds;
}();

}  // namespace

// A hot loop: all text of the page passes here. Without branches on ASCII, whose words end where nobody can foretell.
void measure(std::string_view text, Block& block) {
  std::uint32_t words = 0, words_upper = 0, letters = 0, letters_upper = 0, in_word = 0;
  std::uint32_t dense = 0, blankless = 0;
  for (std::size_t at = 0; at < text.size();) {
    const unsigned char c = static_cast<unsigned char>(text[at]);
    if (c < 0x80) {
      ++at;
      const std::uint32_t kind = kByteKinds[c], up = kind & kUpperBit, word = kind / kWordBit & 1u, begins = word & ~in_word;
      letters += kind / kLetterBit & 1u;
      letters_upper += up;
      words += begins;
      words_upper += up & begins;
      in_word = word | (in_word & kind / kJoinsBit);
      continue;
    }
    const Rune rune = rune_at(text, at);
    at += std::max<std::uint32_t>(rune.size, 1);
    if (dense_script(rune.value)) {
      ++dense;
      ++letters;
      in_word = 0;
    } else if (is_letter(rune.value)) {
      ++letters;
      blankless += blankless_script(rune.value);
      const std::uint32_t up = is_upper(rune.value), begins = 1u & ~in_word;
      letters_upper += up;
      words += begins;
      words_upper += up & begins;
      in_word = 1;
    } else if (rune.value != 0x2019) {
      in_word = 0;
    }
  }
  block.words = words + dense / 2 + blankless / 6;
  block.words_upper = words_upper;
  block.letters = letters;
  block.letters_upper = letters_upper;
}

Blocks find_blocks(const HtmlTree& tree, const CharRefs& refs, const ClassHints& hints) { return BlockFinder(tree, refs, hints).run(); }

std::string node_text(const HtmlTree& tree, const CharRefs& refs, NodeId id, std::size_t limit) {
  std::string raw;
  const NodeId stop = tree.after(id);
  for (NodeId at = id; at < stop && raw.size() < limit; ++at) {
    const Node& node = tree[at];
    if (node.is_text() && (node.mode == TextMode::data || node.mode == TextMode::rcdata)) {
      raw += refs.decode(tree.html().substr(node.begin, std::min<std::size_t>(node.end - node.begin, limit)), false);
    } else if (!node.is_text() && role_of(node.tag) != Role::inline_) {
      raw += ' ';
      if (role_of(node.tag) == Role::skip && node.tag != Tag::title) at = tree.after(at) - 1;
    }
  }
  return squeeze(raw);
}

}  // namespace readout
