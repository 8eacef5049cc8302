#include "story/side.h"

#include <algorithm>

#include "base/utf8.h"

namespace readout {
namespace {

constexpr std::size_t kFurnitureWords = 16;  // a longer sentence is no label of a page

enum class Mark { none, open, close };

// A quotation mark at `at`; for straight marks its neighbours say which kind it is.
Mark mark_at(std::string_view text, std::size_t at, std::size_t begin, std::size_t end, bool is_open, std::uint32_t& size) {
  const Rune rune = rune_at(text, at);
  size = rune.size;
  if (rune.value == 0x201c || rune.value == 0x201e || rune.value == 0xab) return Mark::open;
  if (rune.value == 0x201d || rune.value == 0xbb) return Mark::close;
  if (rune.value != '"') return Mark::none;
  const bool blank_before = at == begin || is_space(rune_before(text, at).value) || text[at - 1] == '(' || text[at - 1] == '[';
  const bool blank_behind = at + 1 >= end || is_space(rune_at(text, at + 1).value);
  if (blank_before && !blank_behind) return Mark::open;
  if (blank_before && blank_behind) return is_open ? Mark::close : Mark::open;
  return Mark::close;
}

void find_quoted(Side& side, std::uint32_t sentence) {
  const Span span = side.sentences[sentence];
  std::int64_t open = -1;
  bool opened = false;
  const auto add = [&](std::uint32_t begin, std::uint32_t end, bool unopened = false) {
    QuotedRun run{sentence, side.first[sentence + 1], side.first[sentence], {begin, end}, unopened};
    for (std::uint32_t w = side.first[sentence]; w < side.first[sentence + 1]; ++w) {
      if (side.words[w].begin < begin || side.words[w].end > end) continue;
      run.first = std::min(run.first, w);
      run.last = w + 1;
      side.inside[w] = true;
    }
    if (run.first < run.last) side.quoted.push_back(run);
  };
  for (std::size_t at = span.begin; at < span.end;) {
    std::uint32_t size = 1;
    const auto c = static_cast<unsigned char>(side.text[at]);
    const Mark mark = c == '"' || c >= 128 ? mark_at(side.text, at, span.begin, span.end, open >= 0, size) : Mark::none;
    const auto here = static_cast<std::uint32_t>(at);
    if (mark == Mark::open) {
      open = here + size;
      opened = true;
    } else if (mark == Mark::close) {
      // A closing mark alone ends a quotation that began in an earlier sentence.
      if (open >= 0)
        add(static_cast<std::uint32_t>(open), here);
      else if (!opened)
        add(span.begin, here, true);
      open = -1;
      opened = true;
    }
    at += size;
  }
  if (open >= 0 && static_cast<std::uint32_t>(open) < span.end) add(static_cast<std::uint32_t>(open), span.end);
}

// "United States" and "US" become one key: the first word stands for the phrase, the others are passed over.
void join_same_wordings(const StoryRules::Parts& parts, std::span<Word> words) {
  for (std::size_t w = 0; w < words.size(); ++w) {
    const int found = phrase_at(parts, words, w);
    if (found < 0) continue;
    const Phrase& phrase = parts.phrases[static_cast<std::size_t>(found)];
    if (phrase.canon == 0) continue;
    for (std::size_t k = 0; k < phrase.words.size(); ++k) words[w + k].key = phrase.canon;
    for (std::size_t k = 1; k < phrase.words.size(); ++k)
      words[w + k].classes = (words[w + k].classes & ~static_cast<std::uint32_t>(kCapital)) | kStop;
    w += phrase.words.size() - 1;
  }
}

}  // namespace

int phrase_at(const StoryRules::Parts& parts, std::span<const Word> words, std::size_t at) {
  const auto* found = parts.phrases_by_first.find(words[at].form);
  if (found == nullptr) return -1;
  for (const std::uint32_t index : *found) {
    const auto& wanted = parts.phrases[index].words;
    if (at + wanted.size() > words.size()) continue;
    bool same = true;
    for (std::size_t k = 1; same && k < wanted.size(); ++k) same = words[at + k].form == wanted[k];
    if (same) return static_cast<int>(index);
  }
  return -1;
}

Side make_side(const StoryRules::Parts& parts, const ComparedText& given) {
  Side side;
  side.text = given.text;
  side.sentences = given.sentences;
  for (const Span sentence : given.sentences) {
    const std::size_t first = side.words.size();
    side.first.push_back(static_cast<std::uint32_t>(first));
    read_words(parts, slice(given.text, sentence), side.words);
    for (std::size_t w = first; w < side.words.size(); ++w) {
      side.words[w].begin += sentence.begin;
      side.words[w].end += sentence.begin;
    }
    join_same_wordings(parts, std::span(side.words).subspan(first));
    if (first < side.words.size()) side.words[first].classes |= kStarts;
  }
  side.first.push_back(static_cast<std::uint32_t>(side.words.size()));
  side.inside.resize(side.words.size());
  side.furniture.resize(side.size());
  for (std::uint32_t s = 0; s < side.size(); ++s) {
    find_quoted(side, s);
    const auto words = side.of(s);
    if (words.size() > kFurnitureWords) continue;
    if (words.empty()) side.furniture[s] = true;
    for (std::size_t w = 0; w < words.size() && !side.furniture[s]; ++w) {
      const int phrase = phrase_at(parts, words, w);
      if (phrase >= 0 && parts.phrases[static_cast<std::size_t>(phrase)].furniture) side.furniture[s] = true;
    }
  }
  return side;
}

}  // namespace readout
