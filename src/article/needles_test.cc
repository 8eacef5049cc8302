#include "article/needles.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace readout {
namespace {

// The slow twin: one search a word.
bool slow_any(const std::vector<std::string>& words, std::string_view text) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return text.find(word) != text.npos; });
}

TEST(Needles, SayWhatASearchForEachWordSays) {
  const std::vector<std::string> words = {"/by/", "/author/", "author=", "byline", "by-line", "abc", "x", "auth\xC3\xB6r"};
  Needles needles;
  for (const std::string& word : words) needles.add(word);
  // All texts of up to five of these parts.
  const std::vector<std::string> parts = {"", "/by", "/", "auth", "or", "=", "line", "by", "-", "ab", "c", "\xC3\xB6r"};
  std::size_t held = 0;
  for (const auto& a : parts)
    for (const auto& b : parts)
      for (const auto& c : parts)
        for (const auto& d : parts) {
          const std::string text = a + b + c + d;
          EXPECT_EQ(needles.any_in(text), slow_any(words, text)) << text;
          held += slow_any(words, text);
        }
  EXPECT_GT(held, 100u);
  EXPECT_TRUE(needles.any_in("x"));
  EXPECT_FALSE(needles.any_in("BYLINE"));
  EXPECT_FALSE(Needles().any_in("byline"));
}

}  // namespace
}  // namespace readout
