// Hot: one pass over the words of an article. Cost: about 30 µs for 500 words. Slow twin: sketch_test.cc.
#include <algorithm>

#include "story/words.h"

namespace readout {
namespace {

constexpr std::size_t kMaxChain = 8192;  // distinct content stems kept: a book's worth
constexpr std::size_t kMaxKeys = 4096;
constexpr std::uint32_t kWindow = 4;       // rare stems that count as near
constexpr float kRare = 3.4f;              // idf from which a stem is rare: in fewer than 1 in 30 stretches of the background
constexpr std::uint32_t kSampleEvery = 4;  // one pair in so many is kept

enum Mark : std::uint8_t { kSeen = 1, kIsFact = 2, kIsRare = 4 };

std::uint32_t pair_key(std::uint32_t a, std::uint32_t b) {
  if (a > b) std::swap(a, b);
  return static_cast<std::uint32_t>(mix64((static_cast<std::uint64_t>(a) << 32) | b));
}

}  // namespace

Sketch make_sketch(const StoryRules& rules, const Article& article) {
  const auto& parts = rules.parts();
  std::vector<Word> words;
  read_words(parts, article.text, words);

  Sketch sketch;
  sketch.n_words = static_cast<std::uint32_t>(words.size());
  WordTable<std::uint8_t> seen;
  seen.reserve(std::min<std::size_t>(words.size(), kMaxChain * 2));
  sketch.chain.reserve(std::min(words.size() / 2 + 8, kMaxChain));
  sketch.keys.reserve(words.size() / 2);
  std::uint32_t near[kWindow] = {};
  std::uint32_t n_rare = 0;
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const Word& word : words) {
    const bool number = (word.classes & kNumber) || ((word.classes & kNumberWord) && !(word.classes & kStop));
    hash = (hash ^ word.form) * 0x100000001b3ULL;
    if (word.classes & kStop) continue;
    std::uint8_t& mark = seen[word.key];
    if (mark == 0) {
      mark = parts.idf_of(word.key) >= kRare ? kSeen | kIsRare : kSeen;
      if (sketch.chain.size() < kMaxChain) sketch.chain.push_back(word.key);
    }
    const bool name = (word.classes & kCapital) && !(word.classes & (kStarts | kMonth | kWeekday));
    if ((number || name) && !(mark & kIsFact)) {
      mark = static_cast<std::uint8_t>(mark | kIsFact);
      sketch.facts.push_back(word.key);
    }
    if (!(mark & kIsRare)) continue;
    for (std::uint32_t i = 0; i < std::min(n_rare, kWindow); ++i) {
      if (near[i] == word.key) continue;
      const std::uint32_t key = pair_key(near[i], word.key);
      if (key % kSampleEvery == 0 && key != 0) sketch.keys.push_back(key);
    }
    near[n_rare++ % kWindow] = word.key;
  }
  std::sort(sketch.keys.begin(), sketch.keys.end());
  sketch.keys.erase(std::unique(sketch.keys.begin(), sketch.keys.end()), sketch.keys.end());
  if (sketch.keys.size() > kMaxKeys) sketch.keys.resize(kMaxKeys);
  std::sort(sketch.facts.begin(), sketch.facts.end());
  sketch.text_hash = mix64(hash);
  // Sketches are kept by the million.
  sketch.chain.shrink_to_fit();
  sketch.keys.shrink_to_fit();
  sketch.facts.shrink_to_fit();
  return sketch;
}

}  // namespace readout
