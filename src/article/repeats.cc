#include "article/repeats.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/hash_map.h"
#include "base/utf8.h"

namespace readout {
namespace {

constexpr std::size_t kRun = 5, kFewestWords = 10, kMostWordsOfQuote = 60;
constexpr double kNearlyAll = 0.95, kHalf = 0.5;

bool own_word(char32_t c) { return c >= 0x2E80 && c <= 0xD7AF; }  // Chinese, Japanese, Korean: a character counts as a word

// Letters in lower case and digits; 0 for all else.
constexpr auto kWordBytes = [] {
  std::array<unsigned char, 128> bytes{};
  for (unsigned char c = 0; c < bytes.size(); ++c) {
    const unsigned char low = c >= 'A' && c <= 'Z' ? c + 32 : c;
    bytes[c] = (low >= 'a' && low <= 'z') || (low >= '0' && low <= '9') ? low : 0;
  }
  return bytes;
}();

// Hashes of the runs of kRun words. Words are letters and digits, ASCII letters without case.
std::vector<std::uint64_t> runs_of(std::string_view text, std::size_t& n_words) {
  constexpr std::uint64_t kStart = 0xcbf29ce484222325ULL, kPrime = 0x100000001b3ULL;
  std::vector<std::uint64_t> words;
  words.reserve(text.size() / 5);
  std::uint64_t word = kStart;
  const auto close = [&] {
    if (word != kStart) words.push_back(word);
    word = kStart;
  };
  for (std::size_t at = 0; at < text.size();) {
    const unsigned char c = static_cast<unsigned char>(text[at]);
    if (c < 0x80) {
      ++at;
      if (const unsigned char low = kWordBytes[c]; low != 0)
        word = (word ^ low) * kPrime;
      else
        close();
      continue;
    }
    const Rune rune = rune_at(text, at);
    at += std::max<std::uint32_t>(rune.size, 1);
    if (!is_letter(rune.value) && !is_digit(rune.value)) {
      close();
      continue;
    }
    if (own_word(rune.value)) close();
    word = (word ^ rune.value) * kPrime;
    if (own_word(rune.value)) close();
  }
  close();
  n_words = words.size();
  std::vector<std::uint64_t> runs;
  runs.reserve(words.size());
  for (std::size_t i = 0; i + kRun <= words.size(); ++i) {
    std::uint64_t hash = kStart;
    for (std::size_t k = i; k < i + kRun; ++k) hash = (hash ^ words[k]) * 0x9E3779B97F4A7C15ULL;
    runs.push_back(hash);
  }
  return runs;
}

// Whether any run stands in two paragraphs. On most pages none does.
bool any_shared(const std::vector<std::vector<std::uint64_t>>& runs) {
  std::size_t n_runs = 0;
  for (const auto& one : runs) n_runs += one.size();
  HashMap<std::uint32_t> paragraphs;
  paragraphs.reserve(n_runs);
  for (std::uint32_t i = 0; i < runs.size(); ++i)
    for (const auto run : runs[i]) {
      std::uint32_t& first = paragraphs[run];
      if (first != 0 && first != i + 1) return true;
      first = i + 1;
    }
  return false;
}

}  // namespace

std::vector<bool> find_repeats(const std::vector<RepeatCandidate>& paragraphs) {
  const std::size_t n = paragraphs.size();
  std::vector<std::vector<std::uint64_t>> runs(n);
  std::vector<std::size_t> words(n);
  for (std::size_t i = 0; i < n; ++i) runs[i] = runs_of(paragraphs[i].text, words[i]);
  std::vector<bool> repeats(n, false);
  if (!any_shared(runs)) return repeats;
  HashMap<bool> said;
  const auto said_already = [&](std::size_t i, double part) {
    std::size_t again = 0;
    for (const auto run : runs[i]) again += said.contains(run);
    return words[i] >= kFewestWords && static_cast<double>(again) >= part * static_cast<double>(runs[i].size());
  };
  for (std::size_t i = 0; i < n; ++i) {
    repeats[i] = said_already(i, paragraphs[i].hidden ? kHalf : kNearlyAll);
    if (!repeats[i])
      for (const auto run : runs[i]) said[run] = true;
  }
  said.clear();
  for (std::size_t i = n; i-- > 0;) {
    if (repeats[i]) continue;
    repeats[i] = words[i] <= kMostWordsOfQuote && said_already(i, kNearlyAll);
    if (!repeats[i])
      for (const auto run : runs[i]) said[run] = true;
  }
  return repeats;
}

}  // namespace readout
