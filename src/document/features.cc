#include "document/features.h"

#include "base/hash.h"
#include "base/utf8.h"

namespace readout {
namespace {

constexpr std::size_t kLongest = 64;  // characters of a form that count

// The signs that scrapers and keyboards write in several ways.
char32_t plain(char32_t c) {
  if (c == 0x2019 || c == 0x2018 || c == 0x2BC || c == '`') return '\'';
  if (c == 0x201C || c == 0x201D || c == 0xAB || c == 0xBB) return '"';
  if (c == 0x2010 || c == 0x2011) return '-';
  if (c == 0x2013 || c == 0x2014) return 0x2014;
  return c;
}

char32_t shape_of(char32_t c) {
  if (is_digit(c)) return 'd';
  if (is_upper(c)) return 'X';
  if (is_letter(c)) return 'x';
  return c;
}

std::uint64_t step(std::uint64_t h, char32_t c) { return (h ^ c) * 0x100000001b3ULL; }
std::uint64_t seal(std::uint64_t h, std::size_t kind) { return mix64(h + (kind + 1) * 0x9e3779b97f4a7c15ULL); }

}  // namespace

WordFeatures word_features(std::string_view form) {
  char32_t lower[kLongest];
  std::size_t n = 0;
  std::uint64_t shape = 0xcbf29ce484222325ULL;
  char32_t last_shape = 0;
  int run = 0;
  for (std::size_t i = 0; i < form.size() && n < kLongest;) {
    const Rune rune = rune_at(form, i);
    i += rune.size;
    const char32_t c = plain(rune.value);
    const char32_t s = shape_of(c);
    run = s == last_shape ? run + 1 : 1;
    last_shape = s;
    if (run <= (s == 'd' ? 4 : 2)) shape = step(shape, s);
    if (c < 0x80) {
      lower[n++] = s == 'd' ? U'0' : s == 'X' ? c + 32 : c;
    } else if (s == 'd') {
      lower[n++] = '0';
    } else if (s == 'X') {
      const std::string one = to_lower(form.substr(i - rune.size, rune.size));
      lower[n++] = rune_at(one, 0).value;
    } else {
      lower[n++] = c;
    }
  }
  const auto hash = [&](std::size_t begin, std::size_t end, std::size_t kind) {
    std::uint64_t h = 0xcbf29ce484222325ULL;
    for (std::size_t i = begin; i < end; ++i) h = step(h, lower[i]);
    return seal(h ^ ((end - begin) << 56), kind);
  };
  const auto back = [&](std::size_t k) { return n > k ? n - k : 0; };
  const auto front = [&](std::size_t k) { return n < k ? n : k; };
  WordFeatures features{};
  features[kWord] = hash(0, n, kWord);
  features[kPrefix1] = hash(0, front(1), kPrefix1);
  features[kPrefix3] = hash(0, front(3), kPrefix3);
  features[kSuffix2] = hash(back(2), n, kSuffix2);
  features[kSuffix3] = hash(back(3), n, kSuffix3);
  features[kSuffix4] = hash(back(4), n, kSuffix4);
  features[kShape] = seal(shape, kShape);
  return features;
}

}  // namespace readout
