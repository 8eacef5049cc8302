#include "document/tokenizer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <random>

#include "base/utf8.h"
#include "document/splitter.h"
#include "document/test_lists.h"

namespace readout {
namespace {

using testing::ElementsAreArray;

std::vector<std::string> words(std::string_view text) {
  std::vector<RawToken> tokens;
  tokenize(test_lists(), text, tokens);
  std::vector<std::string> out;
  for (const auto& token : tokens) out.emplace_back(slice(text, token.span));
  return out;
}

std::vector<std::string> sentences(std::string_view text) {
  std::vector<RawToken> tokens;
  tokenize(test_lists(), text, tokens);
  std::vector<std::string> out;
  for (const auto& s : split_tokens(test_lists(), text, tokens))
    out.emplace_back(text.substr(tokens[s.first].span.begin, tokens[s.last - 1].span.end - tokens[s.first].span.begin));
  return out;
}

struct Case {
  const char* text;
  std::vector<std::string> parts;
};

TEST(Tokenizer, FollowsTheTreebanks) {
  const std::vector<Case> cases = {
      {"They don't say it's France's.", {"They", "do", "n't", "say", "it", "'s", "France", "'s", "."}},
      {"We’ll see; it isn’t over", {"We", "’ll", "see", ";", "it", "is", "n’t", "over"}},
      {"cannot gonna Cannot", {"can", "not", "gon", "na", "Can", "not"}},
      {"O'Brien’s ministers' cars", {"O'Brien", "’s", "ministers", "'", "cars"}},
      {"the U.S. and the U.N.-led force", {"the", "U.S.", "and", "the", "U.N.", "-", "led", "force"}},
      {"$95 billion, US$5m, €3.50", {"$", "95", "billion", ",", "US$", "5", "m", ",", "€", "3.50"}},
      {"5 1/2 hours, 9/11, 10:30", {"5", "1/2", "hours", ",", "9/11", ",", "10:30"}},
      {"1,200.5% and 20th, 1990s, '90s", {"1,200.5", "%", "and", "20th", ",", "1990s", ",", "'90s"}},
      {"(PA)", {"(", "PA", ")"}},
      {"ruling-party non-aligned mid-2003 co-operate", {"ruling", "-", "party", "non-aligned", "mid-2003", "co-operate"}},
      {"2019-2021 but 2024-04-26", {"2019", "-", "2021", "but", "2024-04-26"}},
      {"see https://example.org/a?b=c.", {"see", "https://example.org/a?b=c", "."}},
      {"(www.example.org) or a.b@example.org,", {"(", "www.example.org", ")", "or", "a.b@example.org", ","}},
      {"Wait... what?! No…", {"Wait", "...", "what", "?!", "No", "…"}},
      {"“Yes,” «oui» ‘no’", {"“", "Yes", ",", "”", "«", "oui", "»", "‘", "no", "’"}},
      {"Beijing — U.S. Secretary", {"Beijing", "—", "U.S.", "Secretary"}},
      {"Gen. Smith Jr. of Acme Inc.", {"Gen.", "Smith", "Jr.", "of", "Acme", "Inc."}},
      {"No. 10 said no.", {"No.", "10", "said", "no", "."}},
      {"AT&T and R&D", {"AT&T", "and", "R&D"}},
      {"@who #talks", {"@who", "#talks"}},
      {"end.Then", {"end", ".", "Then"}},
      {"at 5pm", {"at", "5", "pm"}},
      {"and/or", {"and", "/", "or"}},
      {"👍🏽 🇫🇷 👩‍🚀", {"👍🏽", "🇫🇷", "👩‍🚀"}},
      {"a\x01"
       "b\u200Fc\u202Ed",
       {"a", "b", "c", "d"}},
  };
  for (const auto& c : cases) EXPECT_THAT(words(c.text), ElementsAreArray(c.parts)) << c.text;
}

TEST(Splitter, FindsTheEndsOfSentences) {
  const std::vector<Case> cases = {
      {"He went home. She stayed.", {"He went home.", "She stayed."}},
      {"He lives in the U.S. The senator does not.", {"He lives in the U.S.", "The senator does not."}},
      {"The U.S. Secretary of State met Gen. Lee. They talked.", {"The U.S. Secretary of State met Gen. Lee.", "They talked."}},
      {"“Why this spiral?” he asked. No one answered.", {"“Why this spiral?” he asked.", "No one answered."}},
      {"\"Is that so?\" the minister asked.", {"\"Is that so?\" the minister asked."}},
      {"“It is over.” The crowd left.", {"“It is over.”", "The crowd left."}},
      {"It is over,\" he said. The crowd left.", {"It is over,\" he said.", "The crowd left."}},
      {"They left (by train.) Nobody came.", {"They left (by train.)", "Nobody came."}},
      {"Talks lasted 5 1/2 hours. $95 billion was pledged.", {"Talks lasted 5 1/2 hours.", "$95 billion was pledged."}},
      {"It fell 3.5 percent on Jan. 5. Markets calmed.", {"It fell 3.5 percent on Jan. 5.", "Markets calmed."}},
      {"J. R. R. Writer and A. Painter came.", {"J. R. R. Writer and A. Painter came."}},
      {"A headline without a stop\n\nThe text begins here.", {"A headline without a stop", "The text begins here."}},
      {"The Acme Corp. said so. Acme Inc. The rest followed.", {"The Acme Corp. said so.", "Acme Inc.", "The rest followed."}},
      {"Wait... what? Yes!", {"Wait... what?", "Yes!"}},
      {"It ended at 5 p.m. Then they left.", {"It ended at 5 p.m.", "Then they left."}},
      {"It was so.[12] Then it was not.", {"It was so.[12]", "Then it was not."}},
      {"• first point • second point", {"• first point", "• second point"}},
      {"Beijing — U.S. Secretary of State met Xi.", {"Beijing —", "U.S. Secretary of State met Xi."}},
  };
  for (const auto& c : cases) EXPECT_THAT(sentences(c.text), ElementsAreArray(c.parts)) << c.text;
}

TEST(Splitter, ALineWrappedAtAWidthIsNotTheEndOfASentence) {
  EXPECT_THAT(
      sentences(
          "The foreign ministers of both countries met on\nMonday in the capital to talk about the border and\nagreed to meet again."),
      testing::SizeIs(1));
  EXPECT_THAT(sentences("Short heading\nThe foreign ministers of both countries met on Monday in the capital."), testing::SizeIs(2));
  EXPECT_THAT(sentences("PARLIAMENT PASSES BUDGET AFTER A LONG NIGHT\nMinister Resigns Over Vote On Fuel Subsidies"), testing::SizeIs(2));
}

TEST(Splitter, ASentenceWithoutEndIsCut) {
  std::string text;
  for (int i = 0; i < 9000; ++i) text += "word ";
  std::vector<RawToken> tokens;
  tokenize(test_lists(), text, tokens);
  const auto found = split_tokens(test_lists(), text, tokens);
  ASSERT_EQ(found.size(), 3U);
  EXPECT_TRUE(found[0].cut && found[1].cut && !found[2].cut);
  EXPECT_EQ(found[0].last - found[0].first, kMaxSentence);
}

// Any bytes that are UTF-8: tokens in order, without overlap, cut between characters, covering all that is no blank.
TEST(Tokenizer, SpansAreTrueOnRandomText) {
  const std::vector<std::string> pieces = {"a",  "B",      "é",    "7", ".", ",", "'",    "’",   "\"",   "“",  "-", " ",
                                           "\n", "\n\n",   "U.S.", "(", ")", "@", "www.", "://", "\x01", "…",  "👍", "\u200D",
                                           "漢", "\u200F", "?",    "!", ":", "/", "$",    "%",   "n't",  "1/2"};
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (int i = 0, n = static_cast<int>(random() % 40); i < n; ++i) text += pieces[random() % pieces.size()];
    std::vector<RawToken> tokens;
    tokenize(test_lists(), text, tokens);
    std::uint32_t at = 0;
    for (const auto& token : tokens) {
      ASSERT_LE(at, token.span.begin) << text;
      ASSERT_LT(token.span.begin, token.span.end) << text;
      ASSERT_LE(token.span.end, text.size()) << text;
      ASSERT_TRUE(valid_utf8(slice(text, token.span))) << text;
      for (const char c : slice(text, {at, token.span.begin}))
        ASSERT_FALSE(is_letter(static_cast<unsigned char>(c)) && static_cast<unsigned char>(c) < 0x80) << text;
      at = token.span.end;
    }
    std::uint32_t next = 0;
    for (const auto& s : split_tokens(test_lists(), text, tokens)) {
      ASSERT_EQ(s.first, next);
      ASSERT_LT(s.first, s.last);
      next = s.last;
    }
    ASSERT_EQ(next, tokens.size());
  }
}

// Half a megabyte of what regular expressions choke on: linear, so well under a second.
TEST(Tokenizer, BadInputTakesLinearTime) {
  for (const std::string unit :
       {"a", "a.", "re-", "a-", "'", "\"", "1-", "1,", "A.", "@", "(", "www.", ".", "?\" ", "\n", "a\n", "é", "- ", "U.S. "}) {
    std::string text;
    while (text.size() < 500000) text += unit;
    const auto start = std::chrono::steady_clock::now();
    std::vector<RawToken> tokens;
    tokenize(test_lists(), text, tokens);
    split_tokens(test_lists(), text, tokens);
    EXPECT_LT(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(), 5) << unit;
  }
}

TEST(Lists, ABadLineIsNamed) {
  const TextFile file{"lang/en/abbreviations.txt", "# fine\nany\tInc\nsometimes\tCo\n"};
  const auto lists = compile_lists(std::span(&file, 1));
  ASSERT_FALSE(lists);
  EXPECT_EQ(lists.error().where, "lang/en/abbreviations.txt:3");
}

TEST(Splitter, DatelinesStandAlone) {
  const std::vector<Case> cases = {
      {"Geneva — The envoys met.", {"Geneva —", "The envoys met."}},
      {"TUNIS, January 14, 2011 — The president fled.", {"TUNIS, January 14, 2011 —", "The president fled."}},
      {"PARIS (AFP) - France recalled its envoy.", {"PARIS (AFP) -", "France recalled its envoy."}},
      {"BRUSSELS (March 29) – The envoy left.", {"BRUSSELS (March 29) –", "The envoy left."}},
      {"The talks — so the minister said — failed.", {"The talks — so the minister said — failed."}},
      {"Ankara — which denied it — was accused again.", {"Ankara — which denied it — was accused again."}},
      {"The army left. Geneva — The envoys met.", {"The army left.", "Geneva — The envoys met."}},
  };
  for (const auto& c : cases) EXPECT_THAT(sentences(c.text), ElementsAreArray(c.parts)) << c.text;
}

}  // namespace
}  // namespace readout
