#include "article/text_shape.h"

#include <algorithm>

namespace readout {

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

std::vector<std::uint64_t> topic_words(std::string_view text) {
  std::vector<std::uint64_t> out;
  constexpr std::uint64_t kStart = 0xcbf29ce484222325ULL, kPrime = 0x100000001b3ULL;
  std::uint64_t word = kStart;
  std::size_t letters = 0;
  const auto close = [&] {
    if (letters >= 4) out.push_back(word);
    word = kStart;
    letters = 0;
  };
  for (std::size_t at = 0; at < text.size();) {
    const unsigned char c = static_cast<unsigned char>(text[at]);
    if (c < 0x80) {
      ++at;
      if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') {
        word = (word ^ (c | 0x20u)) * kPrime;
        ++letters;
      } else {
        close();
      }
      continue;
    }
    const Rune rune = rune_at(text, at);
    if (is_letter(rune.value)) {
      word = (word ^ rune.value) * kPrime;
      letters += rune.value >= 0x2E80 ? 4 : 1;
      if (rune.value >= 0x2E80) close();
    } else {
      close();
    }
    at += std::max<std::uint32_t>(rune.size, 1);
  }
  close();
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace readout
