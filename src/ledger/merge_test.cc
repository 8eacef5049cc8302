#include "ledger/merge.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace readout {
namespace {

ReportKey report(std::string id, std::int64_t article, std::string words = "", std::string actor = "FRA", std::string recipient = "DEU",
                 std::string date = "2024-05-03") {
  return {std::move(id),        article,         1,    0,   std::move(actor),
          std::move(recipient), std::move(date), true, "s", words.empty() ? "w" + std::to_string(article) : std::move(words)};
}
MemberKey member(std::int64_t article, CopyKind kind, std::int64_t parent = 0, std::string published = "2024-05-03") {
  return {article, kind, parent, parent != 0, std::move(published)};
}

TEST(Merge, CopiesCountOnceEvenWithAFalseDate) {
  const auto events = merge_reports({report("b", 2, "same words", "FRA", "DEU", "2031-01-01"), report("a", 1, "same words")},
                                    {member(1, CopyKind::original), member(2, CopyKind::copy, 1, "2031-01-01")});
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].id, "a");
  EXPECT_EQ(events[0].lead, "a");
  EXPECT_EQ(events[0].reports.size(), 2u);
  EXPECT_EQ(events[0].n_independent, 1u);
}

TEST(Merge, IndependentArticlesOfOneStoryAgreeOnFacts) {
  const auto events = merge_reports({report("a", 1), report("b", 2), report("c", 3)},
                                    {member(1, CopyKind::original), member(2, CopyKind::same_story), member(3, CopyKind::rewrite, 2)});
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].reports.size(), 3u);
  EXPECT_EQ(events[0].n_independent, 2u);
}

TEST(Merge, OtherDayOtherPartyOrOtherTypeIsAnotherEvent) {
  ReportKey other_type = report("d", 2);
  other_type.type = 5;
  const auto events =
      merge_reports({report("a", 1), report("b", 2, "", "FRA", "DEU", "2024-05-04"), report("c", 2, "", "FRA", "ITA"), other_type},
                    {member(1, CopyKind::original), member(2, CopyKind::same_story)});
  EXPECT_EQ(events.size(), 4u);
}

TEST(Merge, ARewritersPublicationDayIsNotTheEvents) {
  const std::vector<MemberKey> members{member(1, CopyKind::original), member(2, CopyKind::rewrite, 1)};
  ReportKey late = report("b", 2, "", "FRA", "DEU", "2024-05-09");
  EXPECT_EQ(merge_reports({report("a", 1), late}, members).size(), 2u);
  late.date_told = false;
  EXPECT_EQ(merge_reports({report("a", 1), late}, members).size(), 1u);
  late.story = "another";
  EXPECT_EQ(merge_reports({report("a", 1), late}, members).size(), 2u);
}

TEST(Merge, ReportsWithoutARecipientMergeByWordsOnly) {
  const std::vector<MemberKey> members{member(1, CopyKind::original), member(2, CopyKind::rewrite, 1)};
  EXPECT_EQ(merge_reports({report("a", 1, "x", "FRA", ""), report("b", 2, "y", "FRA", "")}, members).size(), 2u);
  EXPECT_EQ(merge_reports({report("a", 1, "x", "FRA", ""), report("b", 2, "x", "FRA", "")}, members).size(), 1u);
}

TEST(Merge, TwoReportsOfOneArticleStayApart) {
  const auto events = merge_reports({report("a", 1, "s"), report("b", 1, "s"), report("c", 2, "s"), report("d", 2, "s")},
                                    {member(1, CopyKind::original), member(2, CopyKind::copy, 1)});
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[0].reports, (std::vector<std::string>{"a", "c"}));
  EXPECT_EQ(events[1].reports, (std::vector<std::string>{"b", "d"}));
}

TEST(Merge, CopiesOfALostSourceAreOneLine) {
  const auto events = merge_reports({report("a", 1, "s"), report("b", 2, "s")}, {member(1, CopyKind::copy), member(2, CopyKind::copy)});
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].n_independent, 1u);
}

TEST(Merge, OrderOfInputDoesNotShow) {
  std::vector<ReportKey> reports{report("a", 1), report("b", 2), report("c", 3, "k"), report("d", 4, "k"), report("e", 1, "k")};
  const std::vector<MemberKey> members{member(1, CopyKind::original), member(2, CopyKind::copy, 1), member(3, CopyKind::same_story),
                                       member(4, CopyKind::copy, 3)};
  const auto want = merge_reports(reports, members);
  std::sort(reports.begin(), reports.end(), [](const auto& x, const auto& y) { return x.id < y.id; });
  do {
    const auto got = merge_reports(reports, members);
    ASSERT_EQ(got.size(), want.size());
    for (std::size_t i = 0; i < got.size(); ++i) {
      EXPECT_EQ(got[i].id, want[i].id);
      EXPECT_EQ(got[i].lead, want[i].lead);
      EXPECT_EQ(got[i].reports, want[i].reports);
      EXPECT_EQ(got[i].n_independent, want[i].n_independent);
    }
  } while (std::next_permutation(reports.begin(), reports.end(), [](const auto& x, const auto& y) { return x.id < y.id; }));
}

}  // namespace
}  // namespace readout
