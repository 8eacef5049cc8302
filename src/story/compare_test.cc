#include <gtest/gtest.h>

#include "story/test_texts.h"

namespace readout {
namespace {

using testing::compare_lists;
using testing::ferry_report;

std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs_of(const Comparison& comparison) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (const auto& link : comparison.links)
    for (const auto i : link.a)
      for (const auto j : link.b) pairs.emplace_back(i, j);
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}
std::vector<std::string> kinds(const Comparison& comparison) {
  std::vector<std::string> out;
  for (const auto& d : comparison.differences) out.push_back(d.kind);
  std::sort(out.begin(), out.end());
  return out;
}

TEST(Compare, EqualTexts) {
  const auto comparison = compare_lists(ferry_report(), ferry_report());
  EXPECT_EQ(comparison.relation, CopyKind::copy);
  EXPECT_TRUE(comparison.differences.empty());
  ASSERT_EQ(comparison.links.size(), ferry_report().size());
  for (const auto& link : comparison.links) EXPECT_EQ(link.relation, LinkRelation::same);
}

TEST(Compare, EmptyTexts) {
  EXPECT_EQ(compare_lists({}, {}).relation, CopyKind::unrelated);
  EXPECT_EQ(compare_lists(ferry_report(), {}).relation, CopyKind::unrelated);
  EXPECT_EQ(compare_lists({""}, {"", "x"}).relation, CopyKind::unrelated);
}

TEST(Align, MovedDroppedAndAdded) {
  auto b = ferry_report();
  std::swap(b[1], b[5]);
  b.erase(b.begin() + 8);
  b.insert(b.begin() + 3, "Schools in the old town stayed closed because of the wind.");
  b.push_back("Sign up for our daily newsletter");
  const auto comparison = compare_lists(ferry_report(), b);
  EXPECT_EQ(pairs_of(comparison),
            (std::vector<std::pair<std::uint32_t, std::uint32_t>>{{0, 0}, {1, 6}, {2, 2}, {3, 4}, {4, 5}, {5, 1}, {6, 7}, {7, 8}, {9, 9}}));
  EXPECT_EQ(kinds(comparison), (std::vector<std::string>{"dropped", "inserted"}));
  EXPECT_EQ(comparison.links.back().relation, LinkRelation::boilerplate);
}

TEST(Align, JoinedSentences) {
  auto b = ferry_report();
  b[4] =
      "The operator cancelled 12 sailings and offered refunds worth $3.5 million to travellers who had booked for the week, while "
      "fishermen who reached the scene "
      "first described a loud bang and a smell of burning oil.";
  b.erase(b.begin() + 5);
  const auto pairs = pairs_of(compare_lists(ferry_report(), b));
  EXPECT_NE(std::find(pairs.begin(), pairs.end(), std::pair(4u, 4u)), pairs.end());
  EXPECT_NE(std::find(pairs.begin(), pairs.end(), std::pair(5u, 4u)), pairs.end());
}

// One sentence of the report changed: the difference it must give, with the words it names.
TEST(Differences, EachKind) {
  struct Case {
    const char* was;
    const char* is;
    const char* kind;
    const char* from;
    const char* to;
  };
  const Case cases[] = {
      {"A ferry with 214 passengers ran aground on Tuesday.", "A ferry with 241 passengers ran aground on Tuesday.", "number", "214",
       "241"},
      {"The refund was worth $3.5 million in all.", "The refund was worth $3.5 billion in all.", "number", "3.5 million", "3.5 billion"},
      {"The ship passed an inspection in March of that year.", "The ship passed an inspection in April of that year.", "date", "March",
       "April"},
      {"They will meet again on Tuesday in the capital.", "They will meet again on Thursday in the capital.", "date", "Tuesday",
       "Thursday"},
      {"The envoy flew from Oslo to Geneva for the talks.", "The envoy flew from Oslo to Vienna for the talks.", "name", "Geneva",
       "Vienna"},
      {"The harbour master said the channel was safe for ships.", "The harbour master said the channel was not safe for ships.", "negation",
       "", "not"},
      {"The board did not approve the plan for the quay.", "The board did approve the plan for the quay.", "negation", "not", ""},
      {"An insurer put the damage at about 9 million euros.", "An insurer put the damage at 9 million euros.", "qualifier", "about", ""},
      {"The crew had at least four hours to leave the deck.", "The crew had four hours to leave the deck.", "qualifier", "at least", ""},
      {"\"We will publish every page of the record,\" the minister said.",
       "\"We will publish some page of the record,\" the minister said.", "quote", "We will publish every page of the record",
       "We will publish some page of the record"},
      {"\"We will publish every page of the record,\" the minister said.", "We will publish every page of the record, the minister said.",
       "marks_lost", "We will publish every page of the record", "We will publish every page of the record"},
      {"It denied that the channel was too shallow for the ship.", "He denied that the channel was too shallow for the ship.", "actor",
       "It", "He"},
      {"The price of diesel rose sharply after the accident.", "The price of diesel fell sharply after the accident.", "meaning", "rose",
       "fell"},
      {"The photograph was taken by Reuters at the old quay.", "The photograph was taken by Xinhua at the old quay.", "agency", "Reuters",
       "Xinhua"},
  };
  for (const Case& c : cases) {
    auto a = ferry_report(), b = ferry_report();
    a[5] = c.was;
    b[5] = c.is;
    const testing::Sentences x(a), y(b);
    const auto comparison = compare(testing::rules(), x.view(), y.view());
    bool found = false;
    for (const auto& d : comparison.differences) {
      if (d.kind != c.kind) continue;
      found = true;
      EXPECT_EQ(d.a ? slice(x.text, *d.a) : "", c.from) << c.is;
      EXPECT_EQ(d.b ? slice(y.text, *d.b) : "", c.to) << c.is;
      EXPECT_EQ(d.a_sentence, 5u);
      EXPECT_EQ(d.b_sentence, 5u);
      EXPECT_FALSE(d.note.empty());
    }
    EXPECT_TRUE(found) << c.kind << ": " << c.is;
  }
}

TEST(Differences, StyleIsNone) {
  const std::pair<const char*, const char*> cases[] = {
      {"The talks took about 5 1/2 hours on the first day.", "The talks took about 5.5 hours on the first day."},
      {"The package is worth $95 billion over three years.", "The package is worth 95 billion dollars over three years."},
      {"Officials of the United States met them in the capital.", "Officials of the U.S. met them in the capital."},
      {"Officials of the US met them in the capital.", "Officials of the United States met them in the capital."},
      {"Officials of the US met them in the capital.", "Officials of America met them in the capital."},
      {"The share fell by 15 percent in a single morning.", "The share fell by 15 per cent in a single morning."},
      {"Some 40,000 people filled the square in the rain.", "Some 40000 people filled the square in the rain."},
      {"The fleet lost eighteen boats in the storm last winter.", "The fleet lost 18 boats in the storm last winter."},
      {"The minister\xe2\x80\x99s plan didn\xe2\x80\x99t convince the harbour master.",
       "The minister's plan didn't convince the harbour master."},
      {"\xe2\x80\x9cWe will publish every page of it,\xe2\x80\x9d she said.", "\"We will publish every page of it,\" she said."},
  };
  for (const auto& [was, is] : cases) {
    auto a = ferry_report(), b = ferry_report();
    a[5] = was;
    b[5] = is;
    EXPECT_TRUE(kinds(compare_lists(a, b)).empty()) << is << " gave " << kinds(compare_lists(a, b)).front();
  }
}

TEST(Differences, ALongCutIsOne) {
  const auto& report = ferry_report();
  const auto comparison = compare_lists(report, {report.begin(), report.begin() + 5});
  EXPECT_EQ(comparison.relation, CopyKind::excerpt);
  EXPECT_EQ(kinds(comparison), std::vector<std::string>{"dropped"});
}

TEST(Differences, NoteInsideAQuotationInsteadOfTellingItTwice) {
  auto a = ferry_report(), b = ferry_report();
  a[5] = "\"The channel is safe for 30 ships of this size,\" the master said.";
  b[5] = "\"The channel is safe for 13 ships of this size,\" the master said.";
  const auto comparison = compare_lists(a, b);
  ASSERT_EQ(kinds(comparison), std::vector<std::string>{"number"});
  EXPECT_NE(comparison.differences[0].note.find("inside a quotation"), std::string::npos);
}

TEST(Differences, MostSevereFirst) {
  auto b = ferry_report();
  b[0] = "A ferry with 241 passengers ran aground off the northern harbour on Tuesday after its steering failed, the coast guard said.";
  b.erase(b.begin() + 6);
  const auto comparison = compare_lists(ferry_report(), b);
  ASSERT_EQ(comparison.differences.size(), 2u);
  EXPECT_EQ(comparison.differences[0].kind, "number");
  EXPECT_EQ(comparison.differences[1].kind, "dropped");
}

// Two long texts, one with every tenth sentence missing (some find a home in a neighbour of like words): no square of the length.
TEST(Compare, HugeTexts) {
  std::vector<std::string> a, b;
  for (std::uint32_t s = 0; a.size() < 6000; ++s)
    for (const auto& sentence : testing::made_up_article(s, 50)) {
      a.push_back(sentence);
      if (a.size() % 10 != 0) b.push_back(sentence);
    }
  const auto comparison = compare_lists(a, b);
  EXPECT_GE(comparison.links.size(), a.size() - 10);
  std::size_t dropped = 0;
  for (const auto& d : comparison.differences) dropped += d.kind == "dropped";
  EXPECT_GE(dropped, 400u);
  EXPECT_LE(dropped, 605u);
}

TEST(Explain, NamesTheEvidence) {
  const Sketch a = testing::sketch(testing::joined(ferry_report())), b = testing::sketch(testing::joined(ferry_report(), 2));
  const std::string yes = explain_pair(testing::rules(), a, b);
  EXPECT_NE(yes.find("one story"), std::string::npos) << yes;
  EXPECT_NE(yes.find("same order"), std::string::npos) << yes;
  const std::string no = explain_pair(testing::rules(), a, testing::sketch("Voters chose a new council in the hills."));
  EXPECT_NE(no.find("not one story"), std::string::npos) << no;
}

}  // namespace
}  // namespace readout
