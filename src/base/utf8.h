// UTF-8: validation, stepping, and the character classes that news text needs. Source: RFC 3629; Unicode 15 via utf8proc.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace readout {

// Length in bytes (1 to 4) of the valid character that starts at `at`, or 0 when there is none.
std::size_t utf8_length(std::string_view text, std::size_t at);

bool valid_utf8(std::string_view text);

// Copies `text`, each invalid byte replaced by U+FFFD. `replaced` counts them.
std::string repair_utf8(std::string_view text, std::size_t& replaced);

// The character at `at` and its length; U+FFFD and 1 for an invalid byte. `at` must be inside the text.
struct Rune {
  char32_t value = 0;
  std::uint32_t size = 0;
};
Rune rune_at(std::string_view text, std::size_t at);
// The character that ends just before `at` (at > 0).
Rune rune_before(std::string_view text, std::size_t at);
void append_utf8(std::string& out, char32_t rune);

bool is_upper(char32_t rune);
bool is_lower(char32_t rune);
bool is_letter(char32_t rune);
bool is_digit(char32_t rune);
bool is_space(char32_t rune);     // white space, no-break spaces included
bool is_punct(char32_t rune);     // punctuation and symbols
int column_width(char32_t rune);  // cells of a terminal: 0 for combining marks, 2 for wide East Asian characters; 0 for controls

std::string to_lower(std::string_view text);  // simple case mapping, character by character; length in bytes may change
std::string fold(std::string_view text);      // for comparison: case folded, marks stripped ("Erdoğan" → "erdogan")

}  // namespace readout
