#include "article/html_tree.h"

#include <algorithm>
#include <array>
#include <bitset>

namespace readout {
namespace {

constexpr std::size_t kNTags = static_cast<std::size_t>(Tag::n_tags);
// In the order of enum Tag; ":text" cannot be a tag's name.
constexpr std::array<std::string_view, kNTags> kTagNames = {
    "",       ":text",    "a",          "abbr",       "address", "amp-img", "applet",    "article", "aside",    "audio",    "b",
    "base",   "big",      "blockquote", "body",       "br",      "button",  "canvas",    "caption", "center",   "cite",     "code",
    "col",    "colgroup", "dd",         "del",        "details", "dfn",     "dialog",    "dir",     "div",      "dl",       "dt",
    "em",     "embed",    "fieldset",   "figcaption", "figure",  "font",    "footer",    "form",    "frame",    "frameset", "h1",
    "h2",     "h3",       "h4",         "h5",         "h6",      "head",    "header",    "hgroup",  "hr",       "html",     "i",
    "iframe", "img",      "input",      "ins",        "kbd",     "label",   "legend",    "li",      "link",     "main",     "map",
    "mark",   "marquee",  "math",       "menu",       "meta",    "nav",     "nobr",      "noembed", "noframes", "noscript", "object",
    "ol",     "optgroup", "option",     "p",          "param",   "picture", "plaintext", "pre",     "q",        "rp",       "rt",
    "ruby",   "s",        "samp",       "script",     "search",  "section", "select",    "small",   "source",   "span",     "strike",
    "strong", "style",    "sub",        "summary",    "sup",     "svg",     "table",     "tbody",   "td",       "template", "textarea",
    "tfoot",  "th",       "thead",      "time",       "title",   "tr",      "track",     "tt",      "u",        "ul",       "var",
    "video",  "wbr",      "xmp"};

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
constexpr std::uint32_t name_hash(std::string_view text) {
  std::uint32_t h = 2166136261u;
  for (char c : text) h = (h ^ static_cast<unsigned char>(lower(c))) * 16777619u;
  return h ^ (h >> 15);
}
constexpr std::size_t kSlots = 512;
constexpr std::array<unsigned char, kSlots> make_slots() {
  std::array<unsigned char, kSlots> slots{};
  for (std::size_t i = 2; i < kNTags; ++i) {
    std::size_t at = name_hash(kTagNames[i]) % kSlots;
    while (slots[at] != 0) at = (at + 1) % kSlots;
    slots[at] = static_cast<unsigned char>(i);
  }
  return slots;
}
constexpr auto kTagSlots = make_slots();

class TagSet {
 public:
  TagSet(std::initializer_list<Tag> tags) {
    for (Tag tag : tags) bits_.set(static_cast<std::size_t>(tag));
  }
  bool has(Tag tag) const { return bits_.test(static_cast<std::size_t>(tag)); }

 private:
  std::bitset<kNTags> bits_;
};

const TagSet kVoid{Tag::base, Tag::br,   Tag::col,   Tag::embed,  Tag::hr,    Tag::img, Tag::input,
                   Tag::link, Tag::meta, Tag::param, Tag::source, Tag::track, Tag::wbr, Tag::frame};
const TagSet kClosesP{Tag::address,   Tag::article, Tag::aside,  Tag::blockquote, Tag::center,   Tag::details,    Tag::dialog, Tag::dir,
                      Tag::div,       Tag::dl,      Tag::dd,     Tag::dt,         Tag::fieldset, Tag::figcaption, Tag::figure, Tag::footer,
                      Tag::form,      Tag::h1,      Tag::h2,     Tag::h3,         Tag::h4,       Tag::h5,         Tag::h6,     Tag::header,
                      Tag::hgroup,    Tag::hr,      Tag::li,     Tag::main,       Tag::menu,     Tag::nav,        Tag::ol,     Tag::p,
                      Tag::plaintext, Tag::pre,     Tag::search, Tag::section,    Tag::summary,  Tag::table,      Tag::ul,     Tag::xmp};
const TagSet kHeadings{Tag::h1, Tag::h2, Tag::h3, Tag::h4, Tag::h5, Tag::h6};
const TagSet kInHead{Tag::base, Tag::link, Tag::meta, Tag::title, Tag::style, Tag::script, Tag::noscript, Tag::template_};
// Elements an end tag or an implied end does not reach through.
const TagSet kScope{Tag::applet, Tag::caption, Tag::html,   Tag::table,     Tag::td,
                    Tag::th,     Tag::marquee, Tag::object, Tag::template_, Tag::body};
const TagSet kFormatting{Tag::a,     Tag::b,      Tag::big,    Tag::code, Tag::em,   Tag::font, Tag::i,    Tag::nobr, Tag::s,
                         Tag::small, Tag::strike, Tag::strong, Tag::tt,   Tag::u,    Tag::span, Tag::abbr, Tag::cite, Tag::mark,
                         Tag::label, Tag::q,      Tag::sub,    Tag::sup,  Tag::time, Tag::ins,  Tag::del};
const TagSet kInline{Tag::a,    Tag::abbr,   Tag::b,      Tag::big,   Tag::cite, Tag::code, Tag::del, Tag::dfn, Tag::em,   Tag::font,
                     Tag::i,    Tag::ins,    Tag::kbd,    Tag::label, Tag::mark, Tag::nobr, Tag::q,   Tag::s,   Tag::samp, Tag::small,
                     Tag::span, Tag::strike, Tag::strong, Tag::sub,   Tag::sup,  Tag::time, Tag::tt,  Tag::u,   Tag::var};
const TagSet kTableParts{Tag::tr, Tag::td, Tag::th, Tag::tbody, Tag::thead, Tag::tfoot, Tag::caption, Tag::colgroup};

}  // namespace

Tag find_tag(std::string_view text) {
  if (text.size() > 10) return Tag::other;
  for (std::size_t at = name_hash(text) % kSlots; kTagSlots[at] != 0; at = (at + 1) % kSlots)
    if (same_name(kTagNames[kTagSlots[at]], text)) return static_cast<Tag>(kTagSlots[at]);
  return Tag::other;
}

std::string_view name(Tag tag) { return kTagNames[static_cast<std::size_t>(tag)]; }

TextMode text_mode_after(Tag tag) {
  switch (tag) {
    case Tag::title:
    case Tag::textarea: return TextMode::rcdata;
    case Tag::style:
    case Tag::iframe:
    case Tag::noembed:
    case Tag::noframes:
    case Tag::xmp: return TextMode::raw;
    case Tag::script: return TextMode::script;
    case Tag::plaintext: return TextMode::plain;
    default: return TextMode::data;
  }
}

class HtmlTreeBuilder {
 public:
  explicit HtmlTreeBuilder(HtmlTree& tree) : tree_(tree), tokens_(tree.html_) {}

  void build() {
    // Grown pages would be copied at their largest; what is reserved and not used costs nothing.
    tree_.nodes_.reserve(std::min(tree_.html_.size() / 12 + 16, HtmlTree::kMaxNodes + 1));
    tree_.attributes_.reserve(std::min(tree_.html_.size() / 32 + 16, HtmlTree::kMaxAttributes));
    push(Tag::other, 0, 0);
    HtmlToken token;
    while (tokens_.next(token)) {
      if (tree_.nodes_.size() >= HtmlTree::kMaxNodes) {
        tree_.hit_nodes_ = true;
        break;
      }
      if (token.kind == TokenKind::text) {
        text(token);
      } else if (token.kind == TokenKind::start_tag) {
        start(token);
      } else if (token.kind == TokenKind::end_tag) {
        end(token);
      }
    }
    while (!stack_.empty()) pop(static_cast<std::uint32_t>(tree_.html_.size()));
    tree_.attributes_dropped_ += tokens_.attributes_dropped();
  }

 private:
  struct Open {
    NodeId node;
    NodeId last_child;
    Tag tag;
    std::uint32_t name;  // hash, for tags that are not told apart
  };

  NodeId append(Tag tag, std::uint32_t begin, std::uint32_t end) {
    const auto id = static_cast<NodeId>(tree_.nodes_.size());
    Node& node = tree_.nodes_.emplace_back();
    node.tag = tag;
    node.begin = begin;
    node.end = end;
    if (!stack_.empty()) {
      Open& top = stack_.back();
      node.parent = top.node;
      node.depth = static_cast<std::uint32_t>(stack_.size());
      if (top.last_child == kNoNode)
        tree_.nodes_[top.node].first_child = id;
      else
        tree_.nodes_[top.last_child].next = id;
      top.last_child = id;
    }
    return id;
  }
  void push(Tag tag, std::uint32_t begin, std::uint32_t name) {
    const NodeId id = append(tag, begin, begin);
    stack_.push_back({id, kNoNode, tag, name});
    ++n_open(tag, name);
  }
  void pop(std::uint32_t end) {
    const Open& top = stack_.back();
    tree_.nodes_[top.node].end = end;
    --n_open(top.tag, top.name);
    stack_.pop_back();
  }
  // How many of a tag are open, so that an end tag with nothing to close costs nothing.
  std::uint32_t& n_open(Tag tag, std::uint32_t name) {
    return tag == Tag::other ? open_others_[name % open_others_.size()] : open_[static_cast<std::size_t>(tag)];
  }
  void pop_to(std::size_t level, std::uint32_t end) {
    while (stack_.size() > level) pop(end);
  }
  // Level of the innermost open `tag` not behind a scope border; 0 when none.
  std::size_t find_open(Tag tag, std::uint32_t name, const TagSet* border) {
    if (n_open(tag, name) == 0) return 0;
    for (std::size_t level = stack_.size() - 1; level > 0; --level) {
      const Open& open = stack_[level];
      if (open.tag == tag && open.name == name) return level;
      if (border != nullptr && border->has(open.tag)) return 0;
    }
    return 0;
  }
  void close_if_open(Tag tag, std::uint32_t at) {
    if (const std::size_t level = find_open(tag, 0, &kScope)) pop_to(level, at);
  }

  void text(const HtmlToken& token) {
    const NodeId id = append(Tag::text, token.begin, token.end);
    tree_.nodes_[id].mode = token.mode;
  }

  void start(const HtmlToken& token) {
    const std::string_view written = tree_.html_.substr(token.name_begin, token.name_end - token.name_begin);
    const Tag tag = find_tag(written);
    const std::uint32_t name = tag == Tag::other ? name_hash(written) : 0;
    const std::uint32_t at = token.begin;
    imply_ends(tag, at);
    const bool empty = kVoid.has(tag) || (token.self_closing && (n_open(Tag::svg, 0) > 0 || n_open(Tag::math, 0) > 0));
    const NodeId id = static_cast<NodeId>(tree_.nodes_.size());
    const bool deep = stack_.size() >= HtmlTree::kMaxDepth;
    if (empty || deep) {
      append(tag, token.begin, token.end);
      if (deep && !empty) {
        tree_.hit_depth_ = true;
        ++too_deep_;
      }
    } else {
      push(tag, token.begin, name);
    }
    Node& node = tree_.nodes_[id];
    node.attributes = static_cast<std::uint32_t>(tree_.attributes_.size());
    if (const auto all = tokens_.attributes(); tree_.attributes_.size() + all.size() <= HtmlTree::kMaxAttributes) {
      node.n_attributes = static_cast<std::uint16_t>(all.size());
      tree_.attributes_.insert(tree_.attributes_.end(), all.begin(), all.end());
    } else {
      tree_.attributes_dropped_ += all.size();
    }
    if (empty) return;
    const TextMode mode = text_mode_after(tag);
    if (mode != TextMode::data && n_open(Tag::svg, 0) == 0) tokens_.set_mode(mode, written);
  }

  void imply_ends(Tag tag, std::uint32_t at) {
    const Tag top = stack_.back().tag;
    if (n_open(Tag::head, 0) > 0 && top == Tag::head && !kInHead.has(tag)) pop(at);
    if (kClosesP.has(tag)) {
      if (tag == Tag::li) close_list_item(Tag::li, Tag::li, at);
      if (tag == Tag::dd || tag == Tag::dt) close_list_item(Tag::dd, Tag::dt, at);
      close_if_open(Tag::p, at);
      if (kHeadings.has(tag) && kHeadings.has(stack_.back().tag)) pop(at);
    } else if (tag == Tag::option || tag == Tag::optgroup) {
      if (stack_.back().tag == Tag::option) pop(at);
      if (tag == Tag::optgroup && stack_.back().tag == Tag::optgroup) pop(at);
    } else if (tag == Tag::a) {
      close_link(at);
    } else if (tag == Tag::button) {
      close_if_open(Tag::button, at);
    } else if (kTableParts.has(tag)) {
      close_table_part(tag, at);
    }
  }
  // <li> ends an open <li>, but not through a list or another block but div, p and address.
  void close_list_item(Tag one, Tag other, std::uint32_t at) {
    if (n_open(one, 0) + n_open(other, 0) == 0) return;
    for (std::size_t level = stack_.size() - 1; level > 0; --level) {
      const Tag tag = stack_[level].tag;
      if (tag == one || tag == other) return pop_to(level, at);
      const bool through = tag == Tag::div || tag == Tag::p || tag == Tag::address || kInline.has(tag) || tag == Tag::other;
      if (!through) return;
    }
  }
  // A link inside a link ends it, when only inline elements stand between.
  void close_link(std::uint32_t at) {
    if (n_open(Tag::a, 0) == 0) return;
    for (std::size_t level = stack_.size() - 1; level > 0 && kInline.has(stack_[level].tag); --level)
      if (stack_[level].tag == Tag::a) return pop_to(level, at);
  }
  void close_table_part(Tag tag, std::uint32_t at) {
    if (n_open(Tag::table, 0) == 0) return;
    const bool cell = tag == Tag::td || tag == Tag::th;
    for (std::size_t level = stack_.size() - 1; level > 0; --level) {
      const Tag open = stack_[level].tag;
      if (open == Tag::table) return pop_to(level + 1, at);
      if (cell && open == Tag::tr) return pop_to(level + 1, at);
      if (tag == Tag::tr && (open == Tag::tbody || open == Tag::thead || open == Tag::tfoot)) return pop_to(level + 1, at);
    }
  }

  void end(const HtmlToken& token) {
    const std::string_view written = tree_.html_.substr(token.name_begin, token.name_end - token.name_begin);
    const Tag tag = find_tag(written);
    if (kVoid.has(tag)) {
      if (tag == Tag::br) append(Tag::br, token.begin, token.end);
      return;
    }
    // What was flattened has no end of its own.
    if (too_deep_ > 0) {
      --too_deep_;
      return;
    }
    if (tag == Tag::body || tag == Tag::html) return;  // what follows still belongs to the body
    const std::uint32_t name = tag == Tag::other ? name_hash(written) : 0;
    if (n_open(tag, name) == 0) {
      if (kHeadings.has(tag)) close_heading(token.end);
      return;
    }
    if (tag == Tag::table || kTableParts.has(tag) || tag == Tag::head || tag == Tag::template_) {
      for (std::size_t level = stack_.size() - 1; level > 0; --level) {
        if (stack_[level].tag == tag) return pop_to(level, token.end);
        if (stack_[level].tag == Tag::table) return;
      }
      return;
    }
    for (std::size_t level = stack_.size() - 1; level > 0; --level) {
      const Open& open = stack_[level];
      if (open.tag == tag && open.name == name) return pop_to(level, token.end);
      if (kScope.has(open.tag)) return;
      if (kFormatting.has(tag) && !kInline.has(open.tag) && open.tag != Tag::other) return;
    }
  }
  void close_heading(std::uint32_t at) {
    if (kHeadings.has(stack_.back().tag)) pop(at);
  }

  HtmlTree& tree_;
  HtmlTokenizer tokens_;
  std::vector<Open> stack_;
  std::array<std::uint32_t, kNTags> open_{};
  std::array<std::uint32_t, 256> open_others_{};
  std::uint64_t too_deep_ = 0;
};

HtmlTree::HtmlTree(std::string_view html) : html_(html) { HtmlTreeBuilder(*this).build(); }

std::string_view HtmlTree::tag_name(NodeId id) const {
  const Node& node = nodes_[id];
  if (node.is_text() || node.begin >= html_.size() || html_[node.begin] != '<') return {};
  std::size_t end = node.begin + 1;
  while (end < html_.size() && html_[end] != ' ' && html_[end] != '>' && html_[end] != '/' && html_[end] != '\n' && html_[end] != '\t')
    ++end;
  return html_.substr(node.begin + 1, end - node.begin - 1);
}

// Of letters of any case; of other bytes it may say yes too often.
static bool same_start(char a, char b) { return (a | 0x20) == (b | 0x20); }

std::string_view HtmlTree::attribute(NodeId id, std::string_view wanted) const {
  const Node& node = nodes_[id];
  for (std::uint32_t i = node.attributes; i < node.attributes + node.n_attributes; ++i) {
    const Attribute& a = attributes_[i];
    if (a.name_end - a.name_begin == wanted.size() && same_start(html_[a.name_begin], wanted[0]) &&
        same_name(html_.substr(a.name_begin, wanted.size()), wanted))
      return html_.substr(a.value_begin, a.value_end - a.value_begin);
  }
  return {};
}

NodeId HtmlTree::after(NodeId id) const {
  for (NodeId at = id; at != kNoNode; at = nodes_[at].parent)
    if (nodes_[at].next != kNoNode) return nodes_[at].next;
  return static_cast<NodeId>(nodes_.size());
}

}  // namespace readout
