#include "base/utf8.h"

#include <utf8proc.h>

#include <cstdlib>

namespace readout {

std::size_t utf8_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto tail = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xC0) == 0x80; };
  if (at >= text.size()) return 0;
  const unsigned char c = byte(at);
  if (c < 0x80) return 1;
  if (c < 0xC2) return 0;
  if (c < 0xE0) return tail(at + 1) ? 2 : 0;
  if (c < 0xF0) {
    if (!tail(at + 1) || !tail(at + 2)) return 0;
    if (c == 0xE0 && byte(at + 1) < 0xA0) return 0;
    if (c == 0xED && byte(at + 1) > 0x9F) return 0;  // surrogates
    return 3;
  }
  if (c < 0xF5) {
    if (!tail(at + 1) || !tail(at + 2) || !tail(at + 3)) return 0;
    if (c == 0xF0 && byte(at + 1) < 0x90) return 0;
    if (c == 0xF4 && byte(at + 1) > 0x8F) return 0;
    return 4;
  }
  return 0;
}

bool valid_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t n = utf8_length(text, i);
    if (n == 0) return false;
    i += n;
  }
  return true;
}

std::string repair_utf8(std::string_view text, std::size_t& replaced) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t n = utf8_length(text, i);
    if (n == 0) {
      out += "\xEF\xBF\xBD";
      ++replaced;
      ++i;
    } else {
      out.append(text, i, n);
      i += n;
    }
  }
  return out;
}

Rune rune_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[i])); };
  switch (utf8_length(text, at)) {
    case 1: return {byte(at), 1};
    case 2: return {((byte(at) & 0x1F) << 6) | (byte(at + 1) & 0x3F), 2};
    case 3: return {((byte(at) & 0x0F) << 12) | ((byte(at + 1) & 0x3F) << 6) | (byte(at + 2) & 0x3F), 3};
    case 4: return {((byte(at) & 0x07) << 18) | ((byte(at + 1) & 0x3F) << 12) | ((byte(at + 2) & 0x3F) << 6) | (byte(at + 3) & 0x3F), 4};
    default: return {0xFFFD, 1};
  }
}

Rune rune_before(std::string_view text, std::size_t at) {
  for (std::size_t back = 1; back <= 4 && back <= at; ++back) {
    if (utf8_length(text, at - back) == back) return rune_at(text, at - back);
    if ((static_cast<unsigned char>(text[at - back]) & 0xC0) != 0x80) break;
  }
  return {0xFFFD, 1};
}

void append_utf8(std::string& out, char32_t rune) {
  utf8proc_uint8_t bytes[4];
  const auto n = utf8proc_encode_char(static_cast<utf8proc_int32_t>(rune), bytes);
  out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(n));
}

namespace {
utf8proc_category_t category(char32_t rune) { return utf8proc_category(static_cast<utf8proc_int32_t>(rune)); }
}  // namespace

bool is_upper(char32_t rune) {
  if (rune < 0x80) return rune >= 'A' && rune <= 'Z';
  const auto c = category(rune);
  return c == UTF8PROC_CATEGORY_LU || c == UTF8PROC_CATEGORY_LT;
}
bool is_lower(char32_t rune) {
  if (rune < 0x80) return rune >= 'a' && rune <= 'z';
  return category(rune) == UTF8PROC_CATEGORY_LL;
}
bool is_letter(char32_t rune) {
  if (rune < 0x80) return (rune | 0x20) >= 'a' && (rune | 0x20) <= 'z';
  const auto c = category(rune);
  return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_MC;
}
bool is_digit(char32_t rune) {
  if (rune < 0x80) return rune >= '0' && rune <= '9';
  return category(rune) == UTF8PROC_CATEGORY_ND;
}
bool is_space(char32_t rune) {
  if (rune < 0x80) return rune == ' ' || (rune >= '\t' && rune <= '\r');
  return rune == 0x85 || category(rune) == UTF8PROC_CATEGORY_ZS || rune == 0x2028 || rune == 0x2029;
}
bool is_punct(char32_t rune) {
  if (rune < 0x80) return rune > ' ' && rune < 0x7F && !is_letter(rune) && !is_digit(rune);
  const auto c = category(rune);
  return c >= UTF8PROC_CATEGORY_PC && c <= UTF8PROC_CATEGORY_SO;
}
int column_width(char32_t rune) { return rune < 0x7F ? rune >= ' ' : utf8proc_charwidth(static_cast<utf8proc_int32_t>(rune)); }

std::string to_lower(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c < 0x80) {
      out += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
      ++i;
      continue;
    }
    const Rune rune = rune_at(text, i);
    append_utf8(out, static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(rune.value))));
    i += rune.size;
  }
  return out;
}

std::string fold(std::string_view text) {
  bool ascii = true;
  for (char c : text) ascii = ascii && static_cast<unsigned char>(c) < 0x80;
  if (ascii) return to_lower(text);
  utf8proc_uint8_t* mapped = nullptr;
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_CASEFOLD | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK | UTF8PROC_COMPAT);
  const auto n =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()), &mapped, options);
  if (n < 0) return to_lower(text);
  std::string out(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(n));
  std::free(mapped);
  // Letters that Unicode does not decompose but that readers treat as variants.
  std::string plain;
  for (std::size_t i = 0; i < out.size();) {
    const Rune rune = rune_at(out, i);
    switch (rune.value) {
      case 0x131: plain += 'i'; break;  // dotless i
      case 0x142: plain += 'l'; break;
      case 0xF8: plain += 'o'; break;
      case 0x111: plain += 'd'; break;
      case 0xE6: plain += "ae"; break;
      default: plain.append(out, i, rune.size);
    }
    i += rune.size;
  }
  return plain;
}

}  // namespace readout
