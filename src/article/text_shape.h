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

// Words of four letters and more, lower case, as hashes, sorted and each once: what a line speaks of.
std::vector<std::uint64_t> topic_words(std::string_view text);

// Folded letters and digits alone: two texts that differ in marks and blanks only have the same key.
inline std::string text_key(std::string_view text) { return letter_key(text); }

}  // namespace readout
