#include "article/html_tokenizer.h"

#include <algorithm>
#include <cstring>

namespace readout {
namespace {

constexpr bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }
constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
constexpr bool is_alpha(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }
constexpr std::uint32_t u32(std::size_t n) { return static_cast<std::uint32_t>(n); }

std::size_t find_byte(std::string_view in, char c, std::size_t from) {
  if (from >= in.size()) return in.size();
  const void* hit = std::memchr(in.data() + from, c, in.size() - from);
  return hit == nullptr ? in.size() : static_cast<std::size_t>(static_cast<const char*>(hit) - in.data());
}

}  // namespace

bool HtmlTokenizer::next_text(HtmlToken& token, std::size_t end) {
  token.kind = TokenKind::text;
  token.mode = mode_;
  token.begin = u32(at_);
  token.end = u32(end);
  at_ = end;
  return true;
}

bool HtmlTokenizer::next(HtmlToken& token) {
  for (;;) {
    if (at_ >= in_.size()) {
      token = HtmlToken{TokenKind::end, mode_, false, u32(in_.size()), u32(in_.size()), 0, 0};
      return false;
    }
    if (mode_ != TextMode::data) {
      if (read_raw(token)) return true;
      continue;
    }
    if (in_[at_] == '<' && at_ + 1 < in_.size()) {
      const char c = in_[at_ + 1];
      if (is_alpha(c)) {
        if (read_tag(token)) return true;
        continue;
      }
      if (c == '/') {
        if (at_ + 2 < in_.size()) {
          if (is_alpha(in_[at_ + 2])) {
            if (read_tag(token)) return true;
            continue;
          }
          if (in_[at_ + 2] == '>') {
            at_ += 3;
            continue;
          }
          return read_bogus_comment(token, at_ + 2);
        }
      } else if (c == '!') {
        return read_declaration(token);
      } else if (c == '?') {
        return read_bogus_comment(token, at_ + 1);
      }
    }
    // Text up to the next '<' that opens something.
    std::size_t end = at_;
    do {
      end = find_byte(in_, '<', end + 1);
      if (end + 1 >= in_.size()) {
        end = in_.size();
        break;
      }
      const char c = in_[end + 1];
      if (is_alpha(c) || c == '!' || c == '?' || (c == '/' && end + 2 < in_.size())) break;
    } while (true);
    return next_text(token, end);
  }
}

// Reads one attribute that starts at `at` (neither blank, '/' nor '>'). Returns where it ends; in_.size() when cut off.
std::size_t HtmlTokenizer::read_attribute(std::size_t at) {
  Attribute attribute;
  attribute.name_begin = u32(at);
  if (in_[at] == '=') ++at;  // a leading '=' belongs to the name
  while (at < in_.size() && !is_blank(in_[at]) && in_[at] != '/' && in_[at] != '>' && in_[at] != '=') ++at;
  attribute.name_end = u32(at);
  std::size_t value = at;
  while (value < in_.size() && is_blank(in_[value])) ++value;
  if (value < in_.size() && in_[value] == '=') {
    at = value + 1;
    while (at < in_.size() && is_blank(in_[at])) ++at;
    if (at >= in_.size()) return at;
    const char quote = in_[at];
    if (quote == '"' || quote == '\'') {
      const std::size_t close = find_byte(in_, quote, at + 1);
      attribute.value_begin = u32(at + 1);
      attribute.value_end = u32(close);
      if (close >= in_.size()) return close;
      at = close + 1;
    } else {
      attribute.value_begin = u32(at);
      while (at < in_.size() && !is_blank(in_[at]) && in_[at] != '>') ++at;
      attribute.value_end = u32(at);
    }
  }
  if (attributes_.size() < kMaxAttributes)
    attributes_.push_back(attribute);
  else
    ++attributes_dropped_;
  return at;
}

// A start or end tag at at_. False when the input ends inside it: the standard drops such a tag.
bool HtmlTokenizer::read_tag(HtmlToken& token) {
  const std::size_t begin = at_;
  const bool closing = in_[at_ + 1] == '/';
  std::size_t at = at_ + (closing ? 2 : 1);
  token.kind = closing ? TokenKind::end_tag : TokenKind::start_tag;
  token.self_closing = false;
  token.begin = u32(begin);
  token.name_begin = u32(at);
  while (at < in_.size() && !is_blank(in_[at]) && in_[at] != '/' && in_[at] != '>') ++at;
  token.name_end = u32(at);
  attributes_.clear();
  while (at < in_.size()) {
    const char c = in_[at];
    if (c == '>') {
      token.end = u32(at + 1);
      at_ = at + 1;
      return true;
    }
    if (is_blank(c)) {
      ++at;
    } else if (c == '/') {
      token.self_closing = at + 1 < in_.size() && in_[at + 1] == '>';
      ++at;
    } else {
      at = read_attribute(at);
    }
  }
  at_ = in_.size();
  return false;
}

bool HtmlTokenizer::read_bogus_comment(HtmlToken& token, std::size_t from) {
  const std::size_t close = find_byte(in_, '>', from);
  token.kind = TokenKind::comment;
  token.begin = u32(at_);
  token.name_begin = u32(from);
  token.name_end = u32(close);
  at_ = close < in_.size() ? close + 1 : close;
  token.end = u32(at_);
  return true;
}

// What starts with "<!" at at_: a comment, a doctype, or nonsense read as a comment.
bool HtmlTokenizer::read_declaration(HtmlToken& token) {
  const std::size_t begin = at_;
  if (in_.substr(at_, 4) == "<!--") {
    token.kind = TokenKind::comment;
    token.begin = u32(begin);
    const std::size_t from = begin + 4;
    token.name_begin = u32(from);
    if (in_.substr(from, 1) == ">" || in_.substr(from, 2) == "->") {
      token.name_end = u32(from);
      at_ = from + (in_[from] == '>' ? 1 : 2);
      token.end = u32(at_);
      return true;
    }
    // "-->" and "--!>" close; the dashes that open a comment cannot close it.
    for (std::size_t dash = from;;) {
      dash = find_byte(in_, '-', dash);
      if (dash >= in_.size()) break;
      if (in_.substr(dash, 3) == "-->" || in_.substr(dash, 4) == "--!>") {
        token.name_end = u32(dash);
        at_ = dash + (in_[dash + 2] == '>' ? 3 : 4);
        token.end = u32(at_);
        return true;
      }
      ++dash;
    }
    std::string_view rest = in_.substr(from);
    if (rest.size() >= 3 && rest.substr(rest.size() - 3) == "--!")
      rest.remove_suffix(3);
    else if (rest.size() >= 2 && rest.substr(rest.size() - 2) == "--")
      rest.remove_suffix(2);
    else if (!rest.empty() && rest.back() == '-')
      rest.remove_suffix(1);
    token.name_end = u32(from + rest.size());
    at_ = in_.size();
    token.end = u32(at_);
    return true;
  }
  if (same_name(in_.substr(at_ + 2, 7), "doctype")) {
    read_bogus_comment(token, at_ + 9);
    token.kind = TokenKind::doctype;
    return true;
  }
  return read_bogus_comment(token, at_ + 2);
}

// True when the end tag that ends the mode starts at `at` (which holds "</").
bool HtmlTokenizer::ends_mode(std::size_t at) const {
  const std::size_t after = at + 2 + mode_name_.size();
  if (mode_name_.empty() || after >= in_.size() || !same_name(in_.substr(at + 2, mode_name_.size()), mode_name_)) return false;
  return is_blank(in_[after]) || in_[after] == '/' || in_[after] == '>';
}

// Where the script that goes on at `at` ends: the '<' of its end tag, or the end of the input.
//
//      data ──"<!--"──▶ escaped ──"<script"──▶ double ──"</script"──▶ escaped ──"-->"──▶ data
//
// "</script" ends the script in data and escaped. One pass, byte by byte once "<!--" was seen.
std::size_t HtmlTokenizer::script_end(std::size_t at) const {
  const auto tag_at = [&](std::size_t i) {
    const std::size_t after = i + 6;
    return same_name(in_.substr(i, 6), "script") && after < in_.size() && (is_blank(in_[after]) || in_[after] == '/' || in_[after] == '>');
  };
  enum { data, escaped, doubled } state = data;
  while (at < in_.size()) {
    if (state == data) {
      at = find_byte(in_, '<', at);
      if (at >= in_.size()) break;
      if (at + 1 < in_.size() && in_[at + 1] == '/' && ends_mode(at)) return at;
      if (in_.substr(at, 4) == "<!--") {
        state = escaped;
        at += 2;  // the dashes may be the start of "-->"
      } else {
        ++at;
      }
      continue;
    }
    const char c = in_[at];
    if (c == '-' && in_.substr(at, 3) == "-->") {
      state = data;
      at += 3;
    } else if (c == '<' && state == escaped && at + 1 < in_.size() && in_[at + 1] == '/' && ends_mode(at)) {
      return at;
    } else if (c == '<' && state == escaped && tag_at(at + 1)) {
      state = doubled;
      at += 7;
    } else if (c == '<' && state == doubled && at + 1 < in_.size() && in_[at + 1] == '/' && tag_at(at + 2)) {
      state = escaped;
      at += 8;
    } else {
      ++at;
    }
  }
  return in_.size();
}

bool HtmlTokenizer::read_raw(HtmlToken& token) {
  if (mode_ == TextMode::plain) return next_text(token, in_.size());
  if (mode_ == TextMode::cdata) {
    const std::size_t close = std::min(in_.find("]]>", at_), in_.size());
    const bool some = close > at_;
    if (some) next_text(token, close);
    at_ = std::min(close + 3, in_.size());
    mode_ = TextMode::data;
    return some;
  }
  std::size_t end = at_;
  if (mode_ == TextMode::script) {
    end = script_end(at_);
  } else {
    for (;; ++end) {
      end = find_byte(in_, '<', end);
      if (end >= in_.size() || (end + 1 < in_.size() && in_[end + 1] == '/' && ends_mode(end))) break;
    }
  }
  if (end > at_) return next_text(token, end);
  mode_ = TextMode::data;
  return read_tag(token);
}

}  // namespace readout
