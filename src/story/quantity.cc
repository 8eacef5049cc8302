#include "story/quantity.h"

#include <cmath>

namespace readout {
namespace {

std::string_view between(const Side& side, std::uint32_t word) {  // the text between this word and the next
  const std::uint32_t begin = side.words[word].end;
  const std::uint32_t end = word + 1 < side.words.size() ? side.words[word + 1].begin : begin;
  return end > begin ? side.text.substr(begin, end - begin) : std::string_view();
}

// Value of the vulgar fraction sign right behind a word (within one blank), or 0.
double fraction_sign(const Side& side, std::uint32_t word) {
  std::string_view rest = side.text.substr(side.words[word].end);
  if (!rest.empty() && rest[0] == ' ') rest.remove_prefix(1);
  if (rest.substr(0, 2) == "\xc2\xbd") return 0.5;
  if (rest.substr(0, 2) == "\xc2\xbc") return 0.25;
  if (rest.substr(0, 2) == "\xc2\xbe") return 0.75;
  return 0;
}

double suffix_scale(std::string_view form, bool money) {
  std::size_t n = form.size();
  while (n > 0 && (form[n - 1] < '0' || form[n - 1] > '9')) --n;
  const std::string_view tail = form.substr(n);
  if (tail == "bn" || tail == "b") return 1e9;
  if (tail == "tn") return 1e12;
  if (tail == "mn" || (tail == "m" && money)) return 1e6;
  if (tail == "k") return 1e3;
  return 1;
}

}  // namespace

std::vector<Quantity> find_quantities(const StoryRules::Parts& parts, const Side& side, std::uint32_t first, std::uint32_t last) {
  std::vector<Quantity> found;
  const auto is_scale = [&](std::uint32_t w) { return w < last && (side.words[w].classes & kScale); };
  const auto digits = [&](std::uint32_t w) { return w < last && (side.words[w].classes & kNumber); };
  const auto number_word = [&](std::uint32_t w) {
    return w < last && (side.words[w].classes & kNumberWord) && !(side.words[w].classes & (kScale | kOrdinal));
  };
  for (std::uint32_t w = first; w < last;) {
    const Word& word = side.words[w];
    Quantity quantity{w, w + 1, 0, false, false};
    if (digits(w)) {
      const std::string_view form = side.form(word);
      quantity.in_digits = true;
      quantity.value = number_value(form);
      if (std::isnan(quantity.value)) {
        // Times and codes: equal when they are written alike.
        quantity.value = -1.0 - static_cast<double>(word.form);
        found.push_back(quantity);
        ++w;
        continue;
      }
      const bool money =
          word.begin > 0 && (side.text[word.begin - 1] == '$' || static_cast<unsigned char>(side.text[word.begin - 1]) >= 128);
      quantity.value *= suffix_scale(form, money);
      if (const double fraction = fraction_sign(side, w); fraction > 0) quantity.value += fraction;
      // "5 1/2" and "1/2"
      if (digits(w + 1) && between(side, w) == "/") {
        const double below = number_value(side.form(side.words[w + 1]));
        if (below >= 2 && below <= 10 && quantity.value < below) quantity.value /= below, quantity.last = w + 2;
      } else if (digits(w + 1) && digits(w + 2) && between(side, w) == " " && between(side, w + 1) == "/") {
        const double above = number_value(side.form(side.words[w + 1])), below = number_value(side.form(side.words[w + 2]));
        if (below >= 2 && below <= 10 && above < below) quantity.value += above / below, quantity.last = w + 3;
      }
    } else if (number_word(w)) {
      quantity.value = parts.numbers[word.value];
      // "forty-two"
      if (quantity.value >= 20 && number_word(w + 1) && parts.numbers[side.words[w + 1].value] < 10 && quantity.value < 100) {
        quantity.value += parts.numbers[side.words[w + 1].value];
        quantity.last = w + 2;
      }
    } else {
      ++w;
      continue;
    }
    // "… and a half"
    if (quantity.last + 2 < last && side.form(side.words[quantity.last]) == "and" && side.form(side.words[quantity.last + 1]) == "a" &&
        side.form(side.words[quantity.last + 2]) == "half") {
      quantity.value += 0.5;
      quantity.last += 3;
    }
    while (is_scale(quantity.last)) quantity.value *= parts.numbers[side.words[quantity.last].value], ++quantity.last;
    w = quantity.last;
    if (quantity.in_digits || quantity.value >= 2) found.push_back(quantity);
  }
  return found;
}

}  // namespace readout
