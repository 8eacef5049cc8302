// Cuts a text into words for comparison. Language-neutral: letters and digits make words, scripts without blanks give pairs of
// characters; the classes of English words come from data/story/.
//
//   "Mr. Biden's 40,000 troops"  →  Mr | Biden | 40,000 | troops      ('s, commas and full stops inside are handled)
#pragma once
#include <string_view>
#include <vector>

#include "story/rules.h"

namespace readout {

struct Word {
  std::uint32_t begin = 0;  // bytes into the text
  std::uint32_t end = 0;
  std::uint32_t key = 0;      // hash of the stem, or of the number's value: what evidence is counted by
  std::uint32_t form = 0;     // hash of the folded form
  std::uint32_t classes = 0;  // StoryWordClass bits
  std::uint32_t value = 0;    // WordFacts::value
};

// Appends the words of `text`. Linear; about 25 ns a word.
void read_words(const StoryRules::Parts& parts, std::string_view text, std::vector<Word>& words);

// The key of a number by value: "5.5", "5½" and "five and a half" meet here.
std::uint32_t number_key(double value);
// Reads "40,000", "5.5", "10th"; commas are thousands marks, what follows the digits is ignored. NaN for "15:11" and the like.
double number_value(std::string_view digits);

}  // namespace readout
