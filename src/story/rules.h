// The compiled words of data/story/: one look-up a word gives its classes, its value and the key it is compared by.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "story/stage.h"

namespace readout {

// Classes of a word, as bits. The first block comes from data, the second is read off the text.
enum StoryWordClass : std::uint32_t {
  kStop = 1u << 0,
  kNegation = 1u << 1,
  kQualifier = 1u << 2,
  kReporting = 1u << 3,
  kMonth = 1u << 4,
  kWeekday = 1u << 5,
  kRelativeDay = 1u << 6,
  kTitle = 1u << 7,
  kPronoun = 1u << 8,
  kUnit = 1u << 9,
  kNumberWord = 1u << 10,
  kScale = 1u << 11,
  kOrdinal = 1u << 12,
  kNumber = 1u << 20,   // written with digits
  kCapital = 1u << 21,  // begins with a capital letter
  kStarts = 1u << 22,   // first word of a sentence, line or quotation: its capital says nothing
  kAcronym = 1u << 23,  // two or more capitals and no small letter
  kGlued = 1u << 24,    // no blank between this word and the one before
};

struct WordFacts {
  std::uint32_t classes = 0;
  std::uint32_t value = 0;  // month 1..12, weekday 1..7, pronoun group; index into `numbers` for number words
  std::uint32_t canon = 0;  // key of the wording that stands for this one, 0 when it stands for itself
};

// Hash of a folded word. 32 bits: a wrong hit among some thousand data words is a one in a million matter.
constexpr std::uint32_t word_hash(std::string_view folded, std::uint32_t seed = 0x811c9dc5u) {
  std::uint32_t h = seed;
  for (char c : folded) h = (h ^ static_cast<unsigned char>(c)) * 0x01000193u;
  h ^= h >> 15;
  h *= 0x2c1b3c6du;
  h ^= h >> 12;
  return h == 0 ? 1 : h;
}

// The stem of a folded word: plural, -ed, -ing and final e dropped where four letters remain, then its first six letters.
std::string_view stem(std::string_view folded);

// A hash table of 32-bit keys, filled once. Key 0 is never stored.
template <class T>
class WordTable {
 public:
  void reserve(std::size_t n) {
    std::size_t size = 64;
    while (size < n * 2) size *= 2;
    std::vector<std::pair<std::uint32_t, T>> old(size);
    old.swap(slots_);
    mask_ = size - 1;
    count_ = 0;
    for (const auto& [key, value] : old)
      if (key != 0) (*this)[key] = value;
  }
  T& operator[](std::uint32_t key) {
    if (slots_.empty() || count_ * 2 >= slots_.size()) reserve(slots_.size() + 64);
    std::size_t i = key & mask_;
    while (slots_[i].first != 0 && slots_[i].first != key) i = (i + 1) & mask_;
    if (slots_[i].first == 0) {
      slots_[i].first = key;
      ++count_;
    }
    return slots_[i].second;
  }
  const T* find(std::uint32_t key) const {
    if (slots_.empty()) return nullptr;
    for (std::size_t i = key & mask_; slots_[i].first != 0; i = (i + 1) & mask_)
      if (slots_[i].first == key) return &slots_[i].second;
    return nullptr;
  }

 private:
  std::vector<std::pair<std::uint32_t, T>> slots_;
  std::size_t mask_ = 0;
  std::size_t count_ = 0;
};

// A wording of several words, by the hashes of its folded words.
struct Phrase {
  std::vector<std::uint32_t> words;
  std::uint32_t classes = 0;  // kNegation or kQualifier
  std::uint32_t canon = 0;    // key it stands for, 0 when none
  bool agency = false;
  bool furniture = false;
};

struct StoryRules::Parts {
  WordTable<WordFacts> words;                              // by word_hash of the folded form
  WordTable<float> idf;                                    // by word_hash of the stem; natural logarithm
  float rarest = 0;                                        // idf of a stem the background does not know
  std::vector<double> numbers;                             // values of number words
  std::vector<Phrase> phrases;                             // longest first
  WordTable<std::vector<std::uint32_t>> phrases_by_first;  // indexes into phrases
  WordTable<std::vector<std::uint32_t>> opposites;         // folded form hash → hashes of its opposites

  float idf_of(std::uint32_t key) const {
    const float* found = idf.find(key);
    return found ? *found : rarest;
  }
};

}  // namespace readout
