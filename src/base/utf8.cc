#include "base/utf8.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace readout {

std::size_t long_utf8_length(std::string_view text, std::size_t at) {
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

Rune long_rune_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[i])); };
  switch (long_utf8_length(text, at)) {
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

// What fold makes of one character, appended. Folding works character by character: only marks are reordered, and they are gone.
void append_folded(std::string& out, char32_t rune) {
  constexpr auto kOptions = static_cast<utf8proc_option_t>(UTF8PROC_CASEFOLD | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK | UTF8PROC_COMPAT);
  std::array<utf8proc_int32_t, 32> parts{};  // the longest decomposition has 18
  int boundary = 0;
  const auto n = utf8proc_decompose_char(static_cast<utf8proc_int32_t>(rune), parts.data(), parts.size(), kOptions, &boundary);
  for (std::size_t i = 0; i < static_cast<std::size_t>(std::max<utf8proc_ssize_t>(n, 0)) && i < parts.size(); ++i) {
    // Letters that Unicode does not decompose but that readers treat as variants.
    switch (parts[i]) {
      case 0x131: out += 'i'; break;  // dotless i
      case 0x142: out += 'l'; break;
      case 0xF8: out += 'o'; break;
      case 0x111: out += 'd'; break;
      case 0xE6: out += "ae"; break;
      default: append_utf8(out, static_cast<char32_t>(parts[i]));
    }
  }
}

unsigned classes_of(char32_t rune) {
  const auto c = utf8proc_category(static_cast<utf8proc_int32_t>(rune));
  const bool letter = c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_MC, digit = c == UTF8PROC_CATEGORY_ND;
  const bool space = rune < 0x80 ? rune == ' ' || (rune >= '\t' && rune <= '\r')
                                 : rune == 0x85 || c == UTF8PROC_CATEGORY_ZS || rune == 0x2028 || rune == 0x2029;
  const bool upper = c == UTF8PROC_CATEGORY_LU || c == UTF8PROC_CATEGORY_LT, lower = c == UTF8PROC_CATEGORY_LL;
  const bool punct = c >= UTF8PROC_CATEGORY_PC && c <= UTF8PROC_CATEGORY_SO;
  return kUpper * upper | kLower * lower | kLetter * letter | kDigit * digit | kSpace * space | kPunct * punct;
}

// Class and folding of the characters up to the kana, where nearly all text of alphabets lies; the rest asks utf8proc.
class RuneTable {
 public:
  static constexpr char32_t kEnd = 0x3100;
  static constexpr std::size_t kLong = 255;  // `size` of a folding that does not fit
  struct Entry {
    char folded[6] = {};
    unsigned char size = 0;
    unsigned char classes = 0;
  };
  // Built once, then only read.
  static const RuneTable& get() {
    static const RuneTable table;
    return table;
  }
  const Entry& operator[](char32_t rune) const { return entries_[rune]; }

 private:
  RuneTable() {
    std::string folded;
    for (char32_t rune = 0; rune < kEnd; ++rune) {
      Entry& entry = entries_[rune];
      folded.clear();
      append_folded(folded, rune);
      entry.classes = static_cast<unsigned char>(classes_of(rune));
      entry.size = static_cast<unsigned char>(folded.size() <= sizeof entry.folded ? folded.size() : kLong);
      if (entry.size != kLong) std::memcpy(entry.folded, folded.data(), folded.size());
    }
  }
  std::array<Entry, kEnd> entries_;
};

// Han and Hangul: letters all, the Han unified ones folded to themselves.
constexpr bool is_han(char32_t rune) { return rune >= 0x4E00 && rune < 0x9FFD; }
constexpr bool is_hangul(char32_t rune) { return rune >= 0xAC00 && rune <= 0xD7A3; }

// A text that grows; ASCII, which is most of it, is written byte by byte without asking for room each time.
class KeyWriter {
 public:
  explicit KeyWriter(std::size_t size) { out_.resize(size); }
  // Room for `n` bytes to be written at the place given back; advance() says how many it were.
  char* room(std::size_t n) {
    if (size_ + n > out_.size()) out_.resize((size_ + n) * 2);
    return out_.data() + size_;
  }
  void advance(std::size_t n) { size_ += n; }
  void add(std::string_view text) {
    std::memcpy(room(text.size()), text.data(), text.size());
    size_ += text.size();
  }
  std::string take() {
    out_.resize(size_);
    return std::move(out_);
  }

 private:
  std::string out_;
  std::size_t size_ = 0;
};

// What becomes of an ASCII byte: its lower case; 0 where only letters and digits are kept and it is neither.
constexpr std::array<char, 128> ascii_key(bool letters) {
  std::array<char, 128> key{};
  for (std::size_t c = 0; c < key.size(); ++c) {
    const bool upper = c >= 'A' && c <= 'Z', kept = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    key[c] = static_cast<char>(upper ? c + 32 : kept || !letters ? c : 0);
  }
  return key;
}
constexpr auto kLetterKey = ascii_key(true), kFoldKey = ascii_key(false);

void add_letters(KeyWriter& out, std::string_view folded) {
  for (std::size_t at = 0; at < folded.size();) {
    const Rune rune = rune_at(folded, at);
    if (is_letter(rune.value) || is_digit(rune.value)) out.add(folded.substr(at, rune.size));
    at += rune.size;
  }
}

// Folds `text`, keeping letters and digits alone or all of it. False at the first byte that is not UTF-8.
template <bool kLetters>
bool write_folded(std::string_view text, KeyWriter& out) {
  constexpr const auto& kKey = kLetters ? kLetterKey : kFoldKey;
  const RuneTable& table = RuneTable::get();
  std::string far;
  for (std::size_t at = 0; at < text.size();) {
    char* const from = out.room(text.size() - at);
    char* to = from;
    for (; at < text.size() && static_cast<unsigned char>(text[at]) < 0x80; ++at) {
      *to = kKey[static_cast<unsigned char>(text[at])];
      to += !kLetters || *to != 0;
    }
    out.advance(static_cast<std::size_t>(to - from));
    if (at == text.size()) break;
    const Rune rune = long_rune_at(text, at);
    if (rune.size < 2) return false;
    std::string_view folded = text.substr(at, rune.size);
    if (rune.value < RuneTable::kEnd && table[rune.value].size != RuneTable::kLong) {
      folded = {table[rune.value].folded, table[rune.value].size};
    } else if (!is_han(rune.value)) {
      far.clear();
      append_folded(far, rune.value);
      folded = far;
    }
    if (kLetters)
      add_letters(out, folded);
    else
      out.add(folded);
    at += rune.size;
  }
  return true;
}

}  // namespace

unsigned rune_classes(char32_t rune) {
  if (rune < RuneTable::kEnd) return RuneTable::get()[rune].classes;
  return is_han(rune) || is_hangul(rune) ? kLetter : classes_of(rune);
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
  KeyWriter out(text.size());
  return write_folded<false>(text, out) ? out.take() : to_lower(text);
}

std::string letter_key(std::string_view text) {
  KeyWriter out(text.size());
  if (write_folded<true>(text, out)) return out.take();
  KeyWriter again(text.size());
  add_letters(again, to_lower(text));
  return again.take();
}

}  // namespace readout
