#include "article/text_shape.h"

#include <algorithm>
#include <array>

namespace readout {
namespace {

// The bytes count_marks() looks at twice.
constexpr auto kMarks = [] {
  std::array<bool, 256> marks{};
  for (const char c : std::string_view("0123456789,\"|/>#@+=*.!?p\xE2\xE3\xC2")) marks[static_cast<unsigned char>(c)] = true;
  return marks;
}();

}  // namespace

std::size_t ending_of(std::string_view text) {
  bool quoted = false;
  while (!text.empty()) {
    const Rune last = rune_before(text, text.size());
    switch (last.value) {
      case '"':
      case '\'':
      case 0x201D:
      case 0x2019:
      case 0xBB:
      case 0x201C:
      case 0x300D:
      case ')':
      case ']':
        quoted = true;
        text.remove_suffix(last.size);
        continue;
      case '.':
      case '!':
      case 0x3002:
      case 0xFF01:
      case 0x0964:
      case 0x06D4: return quoted ? 1 : 0;
      case '?':
      case 0xFF1F:
      case 0x061F: return 2;
      case ':':
      case 0xFF1A: return 3;
      case 0x2026: return 4;
      case ',':
      case ';':
      case 0x3001: return 5;
      default: return quoted ? 6 : is_digit(last.value) ? 7 : is_letter(last.value) ? 8 : 9;
    }
  }
  return 9;
}
std::size_t start_of(std::string_view text) {
  const Rune first = rune_at(text, 0);
  if (is_lower(first.value)) return 0;
  if (is_upper(first.value)) return 1;
  if (is_digit(first.value)) return 2;
  if (is_letter(first.value)) return 3;
  switch (first.value) {
    case '"':
    case 0x201C:
    case 0xAB:
    case 0x2018:
    case 0x201E:
    case '\'': return 4;
    case '-':
    case 0x2013:
    case 0x2014:
    case 0x2022:
    case '*':
    case 0xB7: return 5;
    case '(':
    case '[': return 6;
    case '@':
    case '#': return 7;
    case 0xA9: return 8;
    case '>':
    case 0x25B6:
    case 0x25BA:
    case 0x2192:
    case 0xBB: return 9;
    default: return 10;
  }
}

Marks count_marks(std::string_view text) {
  Marks marks;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (!kMarks[static_cast<unsigned char>(c)]) continue;
    switch (c) {
      case 'p': marks.address |= i >= 3 && text.substr(i - 3, 4) == "http"; break;
      case ',': ++marks.commas; break;
      case '"': ++marks.quotes; break;
      case '|':
      case '/':
      case '>':
      case '#':
      case '+':
      case '=':
      case '*': ++marks.symbols; break;
      case '@':
        ++marks.symbols;
        marks.address = true;
        break;
      case '.': marks.address |= text.substr(i, 4) == ".com" || (i >= 3 && text.substr(i - 3, 3) == "www"); [[fallthrough]];
      case '!':
      case '?': marks.sentences += i + 1 == text.size() || text[i + 1] == ' '; break;
      case '\xE2': {  // “ ” and their kin
        const std::string_view mark = text.substr(i, 3);
        marks.quotes += mark == "\xE2\x80\x9C" || mark == "\xE2\x80\x9D" || mark == "\xE2\x80\x9E";
        break;
      }
      case '\xE3': {  // 、 。 「 」
        const std::string_view mark = text.substr(i, 3);
        marks.commas += mark == "\xE3\x80\x81";
        marks.sentences += mark == "\xE3\x80\x82";
        marks.quotes += mark == "\xE3\x80\x8C" || mark == "\xE3\x80\x8D";
        break;
      }
      case '\xC2': marks.quotes += text.substr(i, 2) == "\xC2\xAB" || text.substr(i, 2) == "\xC2\xBB"; break;
      default: ++marks.digits; break;
    }
  }
  return marks;
}

std::vector<std::uint64_t> topic_words(std::string_view text) {
  std::vector<std::uint64_t> out;
  for_each_topic_word(text, [&](std::uint64_t word) { out.push_back(word); });
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace readout
