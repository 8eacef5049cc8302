// The word lists of one language (data/lang/<xx>/*.txt) as the tokenizer and the splitter ask for them. Immutable once compiled.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/text_file.h"
#include "readout/result.h"

namespace readout {

struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
using WordSet = std::unordered_set<std::string, StringHash, std::equal_to<>>;
template <class T>
using WordMap = std::unordered_map<std::string, T, StringHash, std::equal_to<>>;

// How a word with a final full stop behaves: see data/lang/en/abbreviations.txt.
enum class Abbreviation : unsigned char { none, before, number, any, unsure };

struct WordLists {
  WordMap<Abbreviation> abbreviations;               // without the final stop
  WordSet starters;                                  // lower case
  WordSet prefixes;                                  // lower case, without the hyphen
  WordSet say;                                       // lower case
  WordMap<std::vector<std::uint32_t>> contractions;  // lower-case word → lengths of its parts in bytes
  std::vector<std::string> suffixes;                 // with a straight apostrophe

  Abbreviation abbreviation(std::string_view word) const;  // exact, then for a word in capitals its capitalised form
};

// Takes the files it knows by name and ignores the others; a missing file is an empty list.
Result<WordLists> compile_lists(std::span<const TextFile> files);

}  // namespace readout
