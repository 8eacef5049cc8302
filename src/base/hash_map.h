// A map whose keys are 64-bit hashes, for inner loops: one array, open addressing, no erasing. Two texts of one hash are one key.
// Values; a const map may be read by any number of threads.
#pragma once
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace readout {

template <class Value>
class HashMap {
 public:
  std::size_t size() const { return size_; }
  const Value* find(std::uint64_t key) const {
    if (slots_.empty()) return nullptr;
    const Slot& slot = slots_[place(key)];
    return slot.key == 0 ? nullptr : &slot.value;
  }
  bool contains(std::uint64_t key) const { return find(key) != nullptr; }
  // The value of the key, made if there is none yet. Invalidates pointers to values.
  Value& operator[](std::uint64_t key) {
    if ((size_ + 1) * 2 > slots_.size()) grow(size_ * 2);
    Slot& slot = slots_[place(key)];
    if (slot.key == 0) {
      slot.key = nonzero(key);
      ++size_;
    }
    return slot.value;
  }
  // Room for n keys at once.
  void reserve(std::size_t n) {
    if (n * 2 > slots_.size()) grow(n);
  }
  void clear() {
    slots_.clear();
    size_ = 0;
  }

 private:
  struct Slot {
    std::uint64_t key = 0;  // 0: free
    Value value{};
  };
  static std::uint64_t nonzero(std::uint64_t key) { return key == 0 ? 1 : key; }
  // Where the key is, or the free slot where it would be.
  std::size_t place(std::uint64_t key) const {
    key = nonzero(key);
    std::size_t at = static_cast<std::size_t>(key * 0x9E3779B97F4A7C15ULL >> shift_);
    while (slots_[at].key != 0 && slots_[at].key != key) at = (at + 1) & (slots_.size() - 1);
    return at;
  }
  void grow(std::size_t n) {
    std::vector<Slot> old = std::exchange(slots_, {});
    std::size_t size = 16;
    shift_ = 60;
    for (; size < (n + 1) * 2; size *= 2) --shift_;
    slots_.resize(size);
    for (Slot& slot : old)
      if (slot.key != 0) slots_[place(slot.key)] = std::move(slot);
  }

  std::vector<Slot> slots_;
  std::size_t size_ = 0;
  int shift_ = 60;
};

}  // namespace readout
