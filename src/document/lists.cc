#include "document/lists.h"

#include "base/format.h"
#include "base/text.h"
#include "base/utf8.h"

namespace readout {
namespace {

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (const auto word : split(text, ' '))
    if (!word.empty()) words.push_back(word);
  return words;
}

Error bad_line(const TextFile& file, const Line& line, std::string message) {
  return {Error::Code::bad_data, std::move(message), format("{}:{}", file.name, line.number)};
}

// "kind<tab>words"
Result<Done> read_kinds(const TextFile& file, auto&& take) {
  for (const Line& line : data_lines(file.text)) {
    const auto tab = line.text.find('\t');
    if (tab == std::string_view::npos) return bad_line(file, line, "needs a kind, a tab and words");
    const auto words = words_of(line.text.substr(tab + 1));
    if (words.empty()) return bad_line(file, line, "names no word");
    if (!take(line.text.substr(0, tab), words)) return bad_line(file, line, format("unknown kind \"{}\"", line.text.substr(0, tab)));
  }
  return Done{};
}

Result<Done> read_abbreviations(const TextFile& file, WordLists& lists) {
  return read_kinds(file, [&](std::string_view kind, const std::vector<std::string_view>& words) {
    const auto value = kind == "before"   ? Abbreviation::before
                       : kind == "number" ? Abbreviation::number
                       : kind == "any"    ? Abbreviation::any
                       : kind == "unsure" ? Abbreviation::unsure
                                          : Abbreviation::none;
    for (const auto word : words) lists.abbreviations.emplace(word, value);
    return value != Abbreviation::none;
  });
}

Result<Done> read_contractions(const TextFile& file, WordLists& lists) {
  return read_kinds(file, [&](std::string_view kind, const std::vector<std::string_view>& words) {
    if (kind == "suffix") {
      for (const auto word : words) lists.suffixes.emplace_back(word);
      return true;
    }
    std::string whole;
    std::vector<std::uint32_t> lengths;
    for (const auto word : words) {
      whole += word;
      lengths.push_back(static_cast<std::uint32_t>(word.size()));
    }
    lists.contractions.emplace(std::move(whole), std::move(lengths));
    return kind == "word";
  });
}

void read_words(const TextFile& file, WordSet& set) {
  for (const Line& line : data_lines(file.text))
    for (const auto word : words_of(line.text)) set.emplace(word);
}

}  // namespace

Abbreviation WordLists::abbreviation(std::string_view word) const {
  if (const auto it = abbreviations.find(word); it != abbreviations.end()) return it->second;
  if (word.size() < 2) return Abbreviation::none;
  for (const char c : word)
    if (c >= 'a' && c <= 'z') return Abbreviation::none;
  std::string capitalised = to_lower(word);
  capitalised[0] = word[0];
  const auto it = abbreviations.find(capitalised);
  return it == abbreviations.end() ? Abbreviation::none : it->second;
}

Result<WordLists> compile_lists(std::span<const TextFile> files) {
  WordLists lists;
  for (const TextFile& file : files) {
    if (ends_with(file.name, "starters.txt")) read_words(file, lists.starters);
    if (ends_with(file.name, "prefixes.txt")) read_words(file, lists.prefixes);
    if (ends_with(file.name, "say.txt")) read_words(file, lists.say);
    if (ends_with(file.name, "abbreviations.txt"))
      if (auto done = read_abbreviations(file, lists); !done) return done.error();
    if (ends_with(file.name, "contractions.txt"))
      if (auto done = read_contractions(file, lists); !done) return done.error();
  }
  return lists;
}

}  // namespace readout
