#include "story/words.h"

#include <gtest/gtest.h>

#include "story/quantity.h"
#include "story/test_texts.h"

namespace readout {
namespace {

std::vector<Word> words_of(const std::string& text) {
  std::vector<Word> words;
  read_words(testing::rules().parts(), text, words);
  return words;
}
std::string cut(const std::string& text) {
  std::string out;
  for (const Word& word : words_of(text)) out += (out.empty() ? "" : "|") + text.substr(word.begin, word.end - word.begin);
  return out;
}

TEST(Words, Cuts) {
  const std::pair<const char*, const char*> cases[] = {
      {"", ""},
      {"  \n ", ""},
      {"The minister's 40,000 troops.", "The|minister|40,000|troops"},
      {"It didn\xe2\x80\x99t, she said", "It|didn\xe2\x80\x99t|she|said"},
      {"U.S. and E.U. officials", "U.S|and|E.U|officials"},
      {"self-made 5.5 at 15:11", "self|made|5.5|at|15:11"},
      {"\xc3\x89lys\xc3\xa9"
       "e palace",
       "\xc3\x89lys\xc3\xa9"
       "e|palace"},
      {"\xe5\x8c\x97\xe4\xba\xac", "\xe5\x8c\x97|\xe4\xba\xac"},
      {"1990s 10th 4x4", "1990s|10th|4x|4"},
  };
  for (const auto& [in, want] : cases) EXPECT_EQ(cut(in), want) << in;
}

TEST(Words, SameKey) {
  const std::pair<const char*, const char*> same[] = {{"talks", "talk"},
                                                      {"talked", "talking"},
                                                      {"U.S.", "America"},
                                                      {"percent", "pct"},
                                                      {"eighteen", "18"},
                                                      {"40,000", "40000"},
                                                      {"5.50", "5.5"},
                                                      {"Minister\xe2\x80\x99s", "minister"},
                                                      {"states", "stated"},
                                                      {"\xc3\x89lys\xc3\xa9"
                                                       "e",
                                                       "elysee"}};
  for (const auto& [a, b] : same) EXPECT_EQ(words_of(a)[0].key, words_of(b)[0].key) << a << " " << b;
  const std::pair<const char*, const char*> other[] = {{"minister", "miner"}, {"18", "80"}, {"15:11", "15"}, {"us", "US"}};
  for (const auto& [a, b] : other)
    EXPECT_TRUE(words_of(a)[0].key != words_of(b)[0].key || words_of(a)[0].classes != words_of(b)[0].classes) << a << " " << b;
}

TEST(Words, Classes) {
  EXPECT_TRUE(words_of("She met in May")[3].classes & kMonth);
  EXPECT_FALSE(words_of("She may go")[1].classes & kMonth);
  EXPECT_TRUE(words_of("They didn't")[1].classes & kNegation);
  EXPECT_FALSE(words_of("from US bases")[1].classes & kStop);
  EXPECT_TRUE(words_of("gave us hope")[1].classes & kStop);
  EXPECT_TRUE(words_of("End. Start")[1].classes & kStarts);
  EXPECT_FALSE(words_of("Mr. Stone")[1].classes & kStarts);
}

TEST(Words, SpansAreWholeCharactersOfHostileBytes) {
  for (std::uint32_t seed = 0; seed < 200; ++seed) {
    std::mt19937 random(seed);
    std::string bytes;
    for (int i = 0; i < 60; ++i) bytes += static_cast<char>(random() % 256);
    std::uint32_t last = 0;
    for (const Word& word : words_of(bytes)) {
      ASSERT_LE(last, word.begin);
      ASSERT_LT(word.begin, word.end);
      ASSERT_LE(word.end, bytes.size());
      last = word.end;
    }
  }
}

TEST(Quantity, Values) {
  struct Case {
    const char* in;
    std::vector<double> want;
  };
  const Case cases[] = {{"$95 billion", {95e9}},          {"95 billion dollars", {95e9}}, {"95bn", {95e9}},
                        {"about 5 1/2 hours", {5.5}},     {"5.5 hours", {5.5}},           {"5\xc2\xbd hours", {5.5}},
                        {"five and a half hours", {5.5}}, {"forty-two ships", {42}},      {"one of the first", {}},
                        {"40,000 on July 8", {40000, 8}}, {"two million", {2e6}},         {"1/4 of 12", {0.25, 12}}};
  for (const Case& c : cases) {
    const testing::Sentences text({c.in});
    const Side side = make_side(testing::rules().parts(), text.view());
    std::vector<double> got;
    for (const auto& q : find_quantities(testing::rules().parts(), side, 0, static_cast<std::uint32_t>(side.words.size())))
      got.push_back(q.value);
    EXPECT_EQ(got, c.want) << c.in;
  }
}

TEST(Rules, ComplainWithFileAndLine) {
  const std::tuple<const char*, const char*, const char*> cases[] = {
      {"story/words.tsv", "# x\nstop\ta the\nwrong\tb\n", "story/words.tsv:3"},
      {"story/numbers.tsv", "ten\tmany\n", "story/numbers.tsv:1"},
      {"story/same.tsv", "only\n", "story/same.tsv:1"},
      {"story/phrases.tsv", "agency\t\n", "story/phrases.tsv:1"},
      {"story/opposites.tsv", "up\n", "story/opposites.tsv:1"},
      {"story/background.tsv", "the\t12\n", "story/background.tsv:1"}};
  for (const auto& [name, text, where] : cases) {
    const TextFile file{name, text};
    const auto result = StoryRules::compile(std::span(&file, 1));
    ASSERT_FALSE(result.has_value()) << name;
    EXPECT_EQ(result.error().where, where);
  }
  EXPECT_TRUE(StoryRules::compile({}).has_value());
}

}  // namespace
}  // namespace readout
