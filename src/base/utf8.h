// UTF-8: validation, stepping, and the character classes that news text needs. Source: RFC 3629; Unicode 15 via utf8proc.
#pragma once
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace readout {

// As utf8_length, for a character that is not ASCII or an end of the text.
std::size_t long_utf8_length(std::string_view text, std::size_t at);
// Length in bytes (1 to 4) of the valid character that starts at `at`, or 0 when there is none.
inline std::size_t utf8_length(std::string_view text, std::size_t at) {
  return at < text.size() && static_cast<unsigned char>(text[at]) < 0x80 ? 1 : long_utf8_length(text, at);
}

bool valid_utf8(std::string_view text);

// Copies `text`, each invalid byte replaced by U+FFFD. `replaced` counts them.
std::string repair_utf8(std::string_view text, std::size_t& replaced);

// The character at `at` and its length; U+FFFD and 1 for an invalid byte. `at` must be inside the text.
struct Rune {
  char32_t value = 0;
  std::uint32_t size = 0;
};
Rune long_rune_at(std::string_view text, std::size_t at);  // the same, for what is not ASCII
inline Rune rune_at(std::string_view text, std::size_t at) {
  const auto c = static_cast<unsigned char>(text[at]);
  return c < 0x80 ? Rune{c, 1} : long_rune_at(text, at);
}
// The character that ends just before `at` (at > 0).
Rune rune_before(std::string_view text, std::size_t at);
void append_utf8(std::string& out, char32_t rune);

// What kind of character a rune is, by its Unicode category. ASCII is answered here, the rest from a table.
constexpr unsigned kUpper = 1, kLower = 2, kLetter = 4, kDigit = 8, kSpace = 16, kPunct = 32;
unsigned rune_classes(char32_t rune);
inline bool is_upper(char32_t rune) { return rune < 0x80 ? rune >= 'A' && rune <= 'Z' : (rune_classes(rune) & kUpper) != 0; }
inline bool is_lower(char32_t rune) { return rune < 0x80 ? rune >= 'a' && rune <= 'z' : (rune_classes(rune) & kLower) != 0; }
inline bool is_letter(char32_t rune) {  // marks included
  return rune < 0x80 ? (rune | 0x20) >= 'a' && (rune | 0x20) <= 'z' : (rune_classes(rune) & kLetter) != 0;
}
inline bool is_digit(char32_t rune) { return rune < 0x80 ? rune >= '0' && rune <= '9' : (rune_classes(rune) & kDigit) != 0; }
inline bool is_space(char32_t rune) {  // white space, no-break spaces included
  return rune < 0x80 ? rune == ' ' || (rune >= '\t' && rune <= '\r') : (rune_classes(rune) & kSpace) != 0;
}
inline bool is_punct(char32_t rune) { return (rune_classes(rune) & kPunct) != 0; }  // punctuation and symbols
int column_width(char32_t rune);  // cells of a terminal: 0 for combining marks, 2 for wide East Asian characters; 0 for controls

std::string to_lower(std::string_view text);  // simple case mapping, character by character; length in bytes may change
std::string fold(std::string_view text);      // for comparison: case folded, marks stripped ("Erdoğan" → "erdogan")
// use(fold(word)) for a std::string_view of it; ASCII words, by far most, cost no memory.
template <class Use>
auto with_folded(std::string_view word, Use use) {
  char small[32];
  if (word.size() <= sizeof small && std::all_of(word.begin(), word.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
    std::transform(word.begin(), word.end(), small, [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return use(std::string_view(small, word.size()));
  }
  return use(std::string_view(fold(word)));
}
// fold(text), its letters and digits alone: texts that differ in marks and blanks only have the same key.
std::string letter_key(std::string_view text);

}  // namespace readout
