// 64-bit FNV-1a with a final mix: ids and sketches. Not for hostile input where collisions would matter (ids carry their bytes'
// length as well). The values are stored in ledgers: do not change them.
#pragma once
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace readout {

constexpr std::uint64_t mix64(std::uint64_t x) {
  x ^= x >> 33;
  x *= 0xff51afd7ed558ccdULL;
  x ^= x >> 33;
  x *= 0xc4ceb9fe1a85ec53ULL;
  x ^= x >> 33;
  return x;
}

constexpr std::uint64_t hash64(std::string_view bytes, std::uint64_t seed = 0) {
  std::uint64_t h = 0xcbf29ce484222325ULL ^ mix64(seed);
  for (char c : bytes) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return mix64(h ^ bytes.size());
}

// Of long contents, as whole pages: XXH3, whose values are as frozen. Ten bytes a nanosecond, where hash64 takes one.
std::uint64_t content_hash(std::string_view bytes, std::uint64_t seed = 0);

// For the use of one page, never stored: eight bytes a step, in the machine's order of bytes.
inline std::uint64_t quick_hash(std::string_view bytes) {
  std::uint64_t hash = bytes.size();
  const auto add = [&](std::size_t at, std::size_t n) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, n);
    hash = (hash ^ word) * 0x9E3779B97F4A7C15ULL;
    hash ^= hash >> 29;
  };
  std::size_t at = 0;
  for (; at + 8 <= bytes.size(); at += 8) add(at, 8);
  if (at < bytes.size()) add(at, bytes.size() - at);
  return mix64(hash);
}

// 16 lower-case hexadecimal digits.
std::string hex64(std::uint64_t value);

}  // namespace readout
