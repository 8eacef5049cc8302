// One text made ready for comparison: its words, the words of each sentence, and what stands between quotation marks.
#pragma once
#include "story/words.h"

namespace readout {

struct QuotedRun {
  std::uint32_t sentence = 0;
  std::uint32_t first = 0, last = 0;  // words
  Span span;                          // without the marks
  bool unopened = false;              // closed by a mark, but opened by none in this sentence
};

struct Side {
  std::string_view text;
  std::span<const Span> sentences;
  std::vector<Word> words;
  std::vector<std::uint32_t> first;  // first word of each sentence, and one past the last word at the end
  std::vector<QuotedRun> quoted;
  std::vector<bool> inside;     // word stands between quotation marks
  std::vector<bool> furniture;  // sentence belongs to the page, not to the story

  std::size_t size() const { return sentences.size(); }
  std::span<const Word> of(std::size_t sentence) const {
    return std::span(words).subspan(first[sentence], first[sentence + 1] - first[sentence]);
  }
  std::string_view form(const Word& word) const { return text.substr(word.begin, word.end - word.begin); }
};

Side make_side(const StoryRules::Parts& parts, const ComparedText& text);

// Index of the longest phrase of data that starts at word `at`, or -1.
int phrase_at(const StoryRules::Parts& parts, std::span<const Word> words, std::size_t at);

}  // namespace readout
