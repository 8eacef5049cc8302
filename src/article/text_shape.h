// What a line looks like, whatever language it is in: how it begins and ends, what it speaks of, when two lines say the same.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"

namespace readout {

// End mark and opening mark of a line, as bins: 0 full stop, 1 the same inside quotes, 2 question, 3 colon …
std::size_t ending_of(std::string_view text);
std::size_t start_of(std::string_view text);

// Marks of one text, counted in one pass.
struct Marks {
  std::uint32_t commas = 0, digits = 0, symbols = 0, quotes = 0, sentences = 0;
  bool address = false;
};
Marks count_marks(std::string_view text);

// Calls use(hash) for each word of four letters and more, in lower case.
template <class Use>
void for_each_topic_word(std::string_view text, Use use) {
  constexpr std::uint64_t kStart = 0xcbf29ce484222325ULL, kPrime = 0x100000001b3ULL;
  std::uint64_t word = kStart;
  std::size_t letters = 0;
  const auto close = [&] {
    if (letters >= 4) use(word);
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
    at += rune.size > 1 ? rune.size : 1;
  }
  close();
}
// The same, sorted and each once: what a line speaks of.
std::vector<std::uint64_t> topic_words(std::string_view text);

// Folded letters and digits alone: two texts that differ in marks and blanks only have the same key.
inline std::string text_key(std::string_view text) { return letter_key(text); }

}  // namespace readout
