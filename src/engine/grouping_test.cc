#include "engine/grouping.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace readout {
namespace {

GroupedArticle article(const StoryRules& rules, const std::string& id, const std::string& date, double confidence,
                       const std::string& text) {
  Article a;
  a.id = id;
  a.text = text;
  return {{id, date, "", "", make_sketch(rules, a)}, confidence};
}

const std::string kText =
    "The foreign ministers of Austria and Slovenia met in Graz on Monday to speak about the railway tunnel under the Karawanks. They "
    "agreed to "
    "share the cost of 98 million euros and to open the second tube before winter. Engineers from Villach presented maps, drawings and a "
    "list of "
    "repairs. Lorry drivers had complained about queues of several kilometres at the border during the summer holidays.";

TEST(Grouping, ACopysFalseDateLosesToASureOne) {
  const auto rules = StoryRules::compile({});
  ASSERT_TRUE(rules);
  std::vector<GroupedArticle> articles{article(*rules, "copy", "2031-01-01", 0.3, kText), article(*rules, "wire", "2022-10-10", 0.9, kText),
                                       article(*rules, "late", "2022-10-12", 0.9, kText)};
  std::sort(articles.begin(), articles.end(), [](const auto& a, const auto& b) { return a.input.id < b.input.id; });
  do {
    const Grouping grouping = group_articles(*rules, articles);
    ASSERT_EQ(grouping.members.size(), 3u);
    for (const StoryMember& member : grouping.members) {
      EXPECT_EQ(member.story, grouping.members[0].story);
      EXPECT_EQ(member.event_date, "2022-10-10") << member.article;
    }
    EXPECT_EQ(grouping.members[0].article, "copy");
  } while (std::next_permutation(articles.begin(), articles.end(), [](const auto& a, const auto& b) { return a.input.id < b.input.id; }));
}

TEST(Grouping, ADoubtedDateIsNotTheStorys) {
  const auto rules = StoryRules::compile({});
  ASSERT_TRUE(rules);
  const Grouping grouping = group_articles(*rules, {article(*rules, "a", "2031-01-01", 0.3, kText)});
  ASSERT_EQ(grouping.members.size(), 1u);
  EXPECT_EQ(grouping.members[0].event_date, "");
}

TEST(Grouping, NoDateStaysNoDate) {
  const auto rules = StoryRules::compile({});
  ASSERT_TRUE(rules);
  const Grouping grouping = group_articles(*rules, {article(*rules, "a", "", 0, kText)});
  ASSERT_EQ(grouping.members.size(), 1u);
  EXPECT_EQ(grouping.members[0].event_date, "");
}

}  // namespace
}  // namespace readout
