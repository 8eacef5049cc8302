// Groups tokens into sentences. Rules over the tokens around a possible end: what stands before it (a stop, an abbreviation, an
// initial), what closes after it (quotes, brackets), what comes next (a capital, a small letter, a verb of saying).
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "document/lists.h"
#include "document/tokenizer.h"

namespace readout {

inline constexpr std::uint32_t kMaxSentence = 4000;  // tokens

struct RawSentence {
  std::uint32_t first = 0, last = 0;  // tokens
  bool starts_paragraph = false;
  bool cut = false;       // ended by kMaxSentence, not by a boundary
  bool dateline = false;  // "Beijing — ": the opening of the sentence behind it to a reader, none of it to a parser
};

// Sentences of the tokens of `text`, in order, without gaps. Linear in tokens.
std::vector<RawSentence> split_tokens(const WordLists& lists, std::string_view text, const std::vector<RawToken>& tokens);

}  // namespace readout
