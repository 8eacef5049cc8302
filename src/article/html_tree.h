// The tree of an HTML page in one arena: nodes in document order, each with its byte range in the decoded text.
//
// Built as browsers build it where that matters to a reader (implied end tags, void and raw-text elements, head and body told
// apart) and more simply where it does not (no adoption agency, no foster parents: a misnested </b> is passed over). Limits
// keep hostile pages linear: deeper than kMaxDepth elements become siblings, after kMaxNodes the rest is not read.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "article/html_tokenizer.h"

namespace readout {

// Tags that are told apart; all others are `other`. The order is that of kTagNames in html_tree.cc.
enum class Tag : unsigned char {
  other,
  text,
  a,
  abbr,
  address,
  amp_img,
  applet,
  article,
  aside,
  audio,
  b,
  base,
  big,
  blockquote,
  body,
  br,
  button,
  canvas,
  caption,
  center,
  cite,
  code,
  col,
  colgroup,
  dd,
  del,
  details,
  dfn,
  dialog,
  dir,
  div,
  dl,
  dt,
  em,
  embed,
  fieldset,
  figcaption,
  figure,
  font,
  footer,
  form,
  frame,
  frameset,
  h1,
  h2,
  h3,
  h4,
  h5,
  h6,
  head,
  header,
  hgroup,
  hr,
  html,
  i,
  iframe,
  img,
  input,
  ins,
  kbd,
  label,
  legend,
  li,
  link,
  main,
  map,
  mark,
  marquee,
  math,
  menu,
  meta,
  nav,
  nobr,
  noembed,
  noframes,
  noscript,
  object,
  ol,
  optgroup,
  option,
  p,
  param,
  picture,
  plaintext,
  pre,
  q,
  rp,
  rt,
  ruby,
  s,
  samp,
  script,
  search,
  section,
  select,
  small,
  source,
  span,
  strike,
  strong,
  style,
  sub,
  summary,
  sup,
  svg,
  table,
  tbody,
  td,
  template_,
  textarea,
  tfoot,
  th,
  thead,
  time,
  title,
  tr,
  track,
  tt,
  u,
  ul,
  var,
  video,
  wbr,
  xmp,
  n_tags
};
Tag find_tag(std::string_view name);
std::string_view name(Tag tag);
// How the text after a start tag is read.
TextMode text_mode_after(Tag tag);

using NodeId = std::uint32_t;
constexpr NodeId kNoNode = 0xFFFFFFFFu;

struct Node {
  Tag tag = Tag::other;
  TextMode mode = TextMode::data;  // of a text node
  std::uint16_t n_attributes = 0;
  std::uint32_t attributes = 0;      // index of the first
  std::uint32_t begin = 0, end = 0;  // bytes of the decoded page; an element's range ends after its end tag
  NodeId parent = kNoNode, first_child = kNoNode, next = kNoNode;
  std::uint32_t depth = 0;
  bool is_text() const { return tag == Tag::text; }
};

// Names of attributes that are asked for together, lower case, shorter than 64 bytes.
template <std::size_t N>
struct AttributeNames {
  std::array<std::string_view, N> names;
  std::uint64_t sizes = 0;  // bit n: one of them has n bytes

  constexpr explicit AttributeNames(const std::array<std::string_view, N>& all) : names(all) {
    for (const std::string_view one : names) sizes |= std::uint64_t{1} << one.size();
  }
};

class HtmlTree {
 public:
  static constexpr std::uint32_t kMaxDepth = 512;
  static constexpr std::size_t kMaxNodes = 2'000'000;
  static constexpr std::size_t kMaxAttributes = 1'000'000;  // of all elements together; further ones are counted and passed over

  // `html` must outlive the tree.
  explicit HtmlTree(std::string_view html);

  std::string_view html() const { return html_; }
  const Node& operator[](NodeId id) const { return nodes_[id]; }
  std::size_t size() const { return nodes_.size(); }
  static constexpr NodeId root() { return 0; }
  // The name as written.
  std::string_view tag_name(NodeId id) const;
  // Value as written (character references unread); nullptr view data when the attribute is absent.
  std::string_view attribute(NodeId id, std::string_view name) const;
  // The same for several names in one pass over the element's attributes.
  template <std::size_t N>
  std::array<std::string_view, N> attributes(NodeId id, const AttributeNames<N>& wanted) const {
    std::array<std::string_view, N> values;
    const Node& node = nodes_[id];
    for (std::uint32_t i = node.attributes; i < node.attributes + node.n_attributes; ++i) {
      const Attribute& a = attributes_[i];
      const std::uint32_t size = a.name_end - a.name_begin;
      if (size >= 64 || (wanted.sizes >> size & 1) == 0) continue;
      for (std::size_t k = 0; k < N; ++k)
        if (wanted.names[k].size() == size && values[k].data() == nullptr && same_name(html_.substr(a.name_begin, size), wanted.names[k]))
          values[k] = html_.substr(a.value_begin, a.value_end - a.value_begin);
    }
    return values;
  }
  bool has_attribute(NodeId id, std::string_view name) const { return attribute(id, name).data() != nullptr; }
  // The node after `id` and all that is inside it, in document order; size() at the end.
  NodeId after(NodeId id) const;

  bool hit_depth() const { return hit_depth_; }
  bool hit_nodes() const { return hit_nodes_; }
  std::uint64_t attributes_dropped() const { return attributes_dropped_; }

 private:
  friend class HtmlTreeBuilder;
  std::string_view html_;
  std::vector<Node> nodes_;
  std::vector<Attribute> attributes_;
  bool hit_depth_ = false, hit_nodes_ = false;
  std::uint64_t attributes_dropped_ = 0;
};

}  // namespace readout
