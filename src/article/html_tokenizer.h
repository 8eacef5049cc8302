// Cuts HTML into tags, text and comments, with the byte range of each. Source: HTML standard, section "Tokenization".
//
// Input: UTF-8, up to 4 GB. Output: one HtmlToken a call; names, values and text are ranges of the input, as written (letter case,
// character references and NULs are left to whoever needs the value: see char_refs.h). One pass, every byte looked at a small
// constant number of times whatever the input (no state is entered twice from one place), no allocation but the attribute
// list, which is reused. Text and values are skipped with memchr. Slow twin: libxml2's parser, in html_tokenizer_test.cc.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace readout {

enum class TokenKind : unsigned char { start_tag, end_tag, text, comment, doctype, end };

// What the text after a start tag is. Chosen by the tree (html_tree.h), as the standard has it.
enum class TextMode : unsigned char {
  data,    // markup and character references
  rcdata,  // character references only, until the end tag: title, textarea
  raw,     // nothing, until the end tag: style, iframe, noembed, noframes, xmp
  script,  // as raw, with the <!-- <script> --> escapes
  plain,   // nothing, until the end of the page
  cdata,   // until "]]>"; only entered by tests and foreign content
};

struct Attribute {
  std::uint32_t name_begin = 0, name_end = 0;
  std::uint32_t value_begin = 0, value_end = 0;
};

struct HtmlToken {
  TokenKind kind = TokenKind::end;
  TextMode mode = TextMode::data;  // of a text token
  bool self_closing = false;
  std::uint32_t begin = 0, end = 0;            // the whole token
  std::uint32_t name_begin = 0, name_end = 0;  // tag name; for a comment or doctype, what it says
};

class HtmlTokenizer {
 public:
  static constexpr std::size_t kMaxAttributes = 256;  // of one tag; further ones are counted and passed over

  explicit HtmlTokenizer(std::string_view html) : in_(html) {}
  // False at the end of the input.
  bool next(HtmlToken& token);
  // Attributes of the last tag given, in order, doubles included (the first one counts).
  std::span<const Attribute> attributes() const { return attributes_; }
  std::uint64_t attributes_dropped() const { return attributes_dropped_; }
  // Reads what follows in another mode; `name` is the tag whose end tag ends it.
  void set_mode(TextMode mode, std::string_view name) { mode_ = mode, mode_name_ = name; }

 private:
  bool next_text(HtmlToken& token, std::size_t end);
  bool read_tag(HtmlToken& token);
  bool read_declaration(HtmlToken& token);
  bool read_bogus_comment(HtmlToken& token, std::size_t from);
  bool read_raw(HtmlToken& token);
  std::size_t read_attribute(std::size_t at);
  bool ends_mode(std::size_t at) const;
  std::size_t script_end(std::size_t at) const;

  std::string_view in_;
  std::size_t at_ = 0;
  TextMode mode_ = TextMode::data;
  std::string_view mode_name_;
  std::vector<Attribute> attributes_;
  std::uint64_t attributes_dropped_ = 0;
};

// ASCII only, as HTML compares names.
inline bool same_name(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i] != b[i] && lower(a[i]) != lower(b[i])) return false;
  return true;
}

}  // namespace readout
