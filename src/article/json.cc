#include "article/json.h"

#include "base/utf8.h"

namespace readout {
namespace {
constexpr int kMaxDepth = 64;
constexpr std::size_t kMaxValues = 400'000;

bool is_blank(char c) { return static_cast<unsigned char>(c) <= ' '; }
void skip_blanks(std::string_view in, std::size_t& at) {
  while (at < in.size() && is_blank(in[at])) ++at;
}
int hex(char c) { return c >= '0' && c <= '9' ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1; }
bool read_hex4(std::string_view in, std::size_t at, std::uint32_t& value) {
  if (at + 4 > in.size()) return false;
  value = 0;
  for (std::size_t i = at; i < at + 4; ++i) {
    const int digit = hex(in[i]);
    if (digit < 0) return false;
    value = value * 16 + static_cast<std::uint32_t>(digit);
  }
  return true;
}

}  // namespace

std::string read_json_string(std::string_view in, std::size_t& at) {
  std::string out;
  const char quote = in[at++];
  while (at < in.size() && in[at] != quote) {
    const std::size_t run = at;
    while (at < in.size() && in[at] != quote && in[at] != '\\' && static_cast<unsigned char>(in[at]) >= ' ') ++at;
    if (at > run) {
      out += in.substr(run, at - run);
      continue;
    }
    if (in[at] != '\\' || at + 1 >= in.size()) {
      out += static_cast<unsigned char>(in[at]) < ' ' ? ' ' : in[at];
      ++at;
      continue;
    }
    const char c = in[at + 1];
    at += 2;
    switch (c) {
      case 'n': out += '\n'; break;
      case 't': out += '\t'; break;
      case 'r': break;
      case 'b':
      case 'f': out += ' '; break;
      case 'u': {
        std::uint32_t unit = 0, low = 0;
        if (!read_hex4(in, at, unit)) break;
        at += 4;
        if (unit >= 0xD800 && unit < 0xDC00 && at + 6 <= in.size() && in[at] == '\\' && in[at + 1] == 'u' && read_hex4(in, at + 2, low) &&
            low >= 0xDC00 && low < 0xE000) {
          unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
          at += 6;
        } else if (unit >= 0xD800 && unit < 0xE000) {
          unit = 0xFFFD;
        }
        if (unit >= ' ') append_utf8(out, static_cast<char32_t>(unit));
        break;
      }
      default: out += c;
    }
  }
  if (at < in.size()) ++at;
  return out;
}

Json::Json(std::string_view text) {
  std::size_t at = 0;
  for (;;) {  // writers put several values into one script, with or without a comma between them
    while (at < text.size() && text[at] != '{' && text[at] != '[') ++at;
    if (at >= text.size()) return;
    read(text, at, 0);
  }
}

std::uint32_t Json::add(Kind kind) {
  values_.emplace_back();
  values_.back().kind = kind;
  return static_cast<std::uint32_t>(values_.size() - 1);
}

std::uint32_t Json::read(std::string_view in, std::size_t& at, int depth) {
  skip_blanks(in, at);
  if (at >= in.size() || depth > kMaxDepth || values_.size() >= kMaxValues) {
    at = in.size();
    return kNone;
  }
  const char c = in[at];
  if (c == '"') {
    const std::uint32_t id = add(Kind::string);
    values_[id].text = read_json_string(in, at);
    return id;
  }
  if (c != '{' && c != '[') {
    const std::size_t begin = at;
    while (at < in.size() && in[at] != ',' && in[at] != '}' && in[at] != ']' && !is_blank(in[at])) ++at;
    const std::string_view word = in.substr(begin, at - begin);
    if (word.empty()) return kNone;
    const std::uint32_t id = add(word == "null" ? Kind::null : word == "true" || word == "false" ? Kind::boolean : Kind::number);
    if (word != "null") values_[id].text = std::string(word);
    return id;
  }
  const bool object = c == '{';
  const char close = object ? '}' : ']';
  const std::uint32_t id = add(object ? Kind::object : Kind::array);
  std::uint32_t last = kNone;
  ++at;
  while (at < in.size()) {
    skip_blanks(in, at);
    if (at >= in.size()) break;
    if (in[at] == ',') {
      ++at;
      continue;
    }
    if (in[at] == close) {
      ++at;
      return id;
    }
    if (in[at] == '}' || in[at] == ']') return id;  // the wrong bracket: leave it to whoever is above
    std::string key;
    if (object) {
      if (in[at] == '"') {
        key = read_json_string(in, at);
        skip_blanks(in, at);
        if (at >= in.size() || in[at] != ':') continue;
        ++at;
      } else {
        // A bare word as key, or nonsense: pass over one byte at a time up to what can be a key.
        const std::size_t begin = at;
        while (at < in.size() && in[at] != ':' && in[at] != '"' && in[at] != '}' && in[at] != ',' && in[at] != ']') ++at;
        if (at < in.size() && in[at] == ':')
          key = std::string(in.substr(begin, at - begin)), ++at;
        else
          continue;
      }
    }
    const std::uint32_t child = read(in, at, depth + 1);
    if (child == kNone) {
      if (at < in.size() && in[at] != ',' && in[at] != close && in[at] != '}' && in[at] != ']') ++at;
      continue;
    }
    values_[child].key = std::move(key);
    values_[child].parent = id;
    if (last == kNone)
      values_[id].first = child;
    else
      values_[last].next = child;
    last = child;
  }
  return id;
}

std::uint32_t Json::member(std::uint32_t object, std::string_view key) const {
  if (object == kNone) return kNone;
  for (std::uint32_t at = values_[object].first; at != kNone; at = values_[at].next)
    if (values_[at].key == key) return at;
  return kNone;
}

std::string_view Json::text(std::uint32_t object, std::string_view key) const {
  const std::uint32_t at = member(object, key);
  return at == kNone || values_[at].kind == Kind::object || values_[at].kind == Kind::array ? std::string_view()
                                                                                            : std::string_view(values_[at].text);
}

}  // namespace readout
