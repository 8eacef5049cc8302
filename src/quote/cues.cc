#include "quote/cues.h"

#include <array>
#include <utility>

#include "base/format.h"
#include "base/text.h"

namespace readout {
namespace {

constexpr std::array<std::pair<std::string_view, std::uint8_t>, 8> kTakesNames = {{{"marks", kTakesMarks},
                                                                                   {"that", kTakesThat},
                                                                                   {"to", kTakesTo},
                                                                                   {"object", kTakesObject},
                                                                                   {"noun", kTakesNoun},
                                                                                   {"phrase", kTakesPhrase},
                                                                                   {"prep", kTakesPrep},
                                                                                   {"state", kTakesState}}};

Result<std::uint8_t> parse_takes(std::string_view cell, const std::string& where) {
  std::uint8_t takes = 0;
  for (const std::string_view word : split(cell, '|')) {
    std::uint8_t bit = 0;
    for (const auto& [name, value] : kTakesNames)
      if (name == word) bit = value;
    if (bit == 0)
      return Error{Error::Code::bad_data,
                   format("unknown word \"{}\" in takes; one of marks, that, to, object, noun, phrase, prep, state", word), where};
    takes |= bit;
  }
  return takes;
}

}  // namespace

QuoteRules::QuoteRules() = default;
QuoteRules::QuoteRules(QuoteRules&&) noexcept = default;
QuoteRules& QuoteRules::operator=(QuoteRules&&) noexcept = default;
QuoteRules::~QuoteRules() = default;

Result<QuoteRules> QuoteRules::compile(std::span<const TextFile> files) {
  auto parts = std::make_unique<Parts>();
  for (const TextFile& file : files) {
    if (!ends_with(file.name, "cues.tsv")) continue;
    for (const Line& line : data_lines(file.text)) {
      const std::string where = format("{}:{}", file.name, line.number);
      const auto cells = split(line.text, '\t');
      if (cells.size() != 2) return Error{Error::Code::bad_data, format("needs two cells, takes and lemmas; has {}", cells.size()), where};
      if (cells[0] == "takes") continue;  // header
      if (cells[0] == "case") {
        for (const std::string_view word : split(cells[1], '|')) parts->prepositions.emplace(trim(word));
        continue;
      }
      const auto takes = parse_takes(cells[0], where);
      if (!takes) return takes.error();
      for (const std::string_view lemma : split(cells[1], '|')) {
        if (trim(lemma).empty()) return Error{Error::Code::bad_data, "an empty lemma", where};
        parts->cues[std::string(trim(lemma))] |= takes.value();
      }
    }
  }
  QuoteRules rules;
  rules.parts_ = std::move(parts);
  return rules;
}

}  // namespace readout
