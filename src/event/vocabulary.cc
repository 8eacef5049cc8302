#include "event/vocabulary.h"

namespace readout::event {

std::string folded(std::string_view lemma) {
  std::string out(lemma);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  const std::size_t n = out.size();
  if (n > 4 && (out.ends_with("ise") || out.ends_with("yse"))) out[n - 2] = 'z';
  return out;
}

Word Vocabulary::add(std::string_view lemma) {
  auto [it, fresh] = ids_.emplace(folded(lemma), static_cast<Word>(names_.size()));
  if (fresh) {
    names_.push_back(it->first);
    classes_.push_back(0);
  }
  return it->second;
}

Word Vocabulary::find(std::string_view lemma) const {
  const auto it = ids_.find(folded(lemma));
  return it == ids_.end() ? kNoWord : it->second;
}

Word Vocabulary::find_form(std::string_view form) const {
  const auto it = forms_.find(folded(form));
  return it == forms_.end() ? kNoWord : it->second;
}

// English spelling: stop → stopped, bomb → bombed, accuse → accusing, deny → denied, crush → crushes.
void Vocabulary::add_inflected(Word word) {
  const std::string base = names_[word];  // a copy: emplace below never touches names_, but the reader need not know
  const std::size_t n = base.size();
  if (n < 3) return;
  const auto vowel = [](char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; };
  const auto put = [&](const std::string& form) { forms_.emplace(folded(form), word); };
  const char last = base[n - 1], before = base[n - 2];
  if (last == 'e') {
    const std::string stem = base.substr(0, n - 1);
    put(base + "d"), put(base + "s"), put(stem + "ing");
  } else if (last == 'y' && !vowel(before)) {
    const std::string stem = base.substr(0, n - 1);
    put(stem + "ied"), put(stem + "ies"), put(base + "ing");
  } else {
    put(base + "ed"), put(base + "ing"), put(base + "s"), put(base + "es");
    if (!vowel(last) && vowel(before) && !vowel(base[n - 3]) && last != 'w' && last != 'x' && last != 'y')
      put(base + last + "ed"), put(base + last + "ing");
  }
}

}  // namespace readout::event
