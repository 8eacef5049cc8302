// A map whose keys are words of a list, for loops that ask it of all that stands on a page, most of which is no word of it: a few
// bits say no before the map is looked at. By hash (base/hash_map.h); a const map may be read by any number of threads.
#pragma once
#include <bitset>
#include <string_view>

#include "base/hash.h"
#include "base/hash_map.h"

namespace readout {

template <class Value>
class ListedWords {
 public:
  const Value* find(std::string_view word) const {
    const std::uint64_t hash = quick_hash(word);
    return seen_.test(hash % kBits) ? map_.find(hash) : nullptr;
  }
  // The value of the word, made if there is none yet.
  Value& operator[](std::string_view word) {
    const std::uint64_t hash = quick_hash(word);
    seen_.set(hash % kBits);
    return map_[hash];
  }

 private:
  static constexpr std::size_t kBits = 1u << 16;
  std::bitset<kBits> seen_;
  HashMap<Value> map_;
};

}  // namespace readout
