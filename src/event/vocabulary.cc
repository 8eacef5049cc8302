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

}  // namespace readout::event
