#include "article/flat_head.h"

#include <gmock/gmock.h>

#include "article/flat_article.h"
#include "article/test_rules.h"

namespace readout {
namespace {

using ::testing::ElementsAreArray;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kMenu =
    "Skip to content\n- Home\n- World\n- Politics\n- Business\n- Sport\n- Weather\n- Podcasts\nSign In\nSubscribe\nSearch\n";
constexpr std::string_view kBody =
    "The city council voted on Monday to keep the old harbour bridge open to trams while it is repaired, a plan that had divided the town "
    "for years.\n"
    "Engineers told the council that the bridge could carry trams on one of its two tracks, and that the work would take eighteen months.\n"
    "\"Nobody will have to walk across in the rain,\" the mayor said after the vote, adding that the repairs would begin in the spring.\n"
    "Shop owners on the harbour side had asked the council not to close the bridge, because trams bring most of the people who buy there.\n"
    "The council set aside money for the repairs two years ago, but the work was put off when the price of steel went up.\n";
constexpr std::string_view kTail =
    "Share\n- Facebook\n- Email\nMost Read\n- Ten gardens to visit this summer\n- A baker and her oven: forty years of early mornings\n"
    "- Why the ferry is late\nNewsletter\nSign up for our newsletter\nAbout Us\nContact\nTerms of Use\n";

Article read(const std::string& text, Notes& notes) {
  Page page;
  page.bytes = text;
  page.media_type = MediaType::text;
  return make_flat_article(test_tables(), page, {}, notes);
}

struct Case {
  const char* what;
  const char* head;
  const char* title;
  std::vector<std::string> authors;
  const char* date;
};
const Case kCases[] = {
    {"title, byline, date",
     "Harbour bridge stays open to trams during repairs\nBy Alma Reed\nMay 13, 2024\n",
     "Harbour bridge stays open to trams during repairs",
     {"Alma Reed"},
     "2024-05-13"},
    {"byline with a date behind it",
     "Harbour bridge stays open to trams during repairs\nBy Alma Reed and Jon Field | 13 May 2024\n",
     "Harbour bridge stays open to trams during repairs",
     {"Alma Reed", "Jon Field"},
     "2024-05-13"},
    {"date label",
     "Local\nHarbour bridge stays open to trams during repairs\nPublished 13 May 2024 10:26\nAlma Reed\n",
     "Harbour bridge stays open to trams during repairs",
     {"Alma Reed"},
     "2024-05-13"},
};

TEST(FlatHead, TitleAuthorsAndDateStandBeforeTheBody) {
  for (const Case& one : kCases) {
    Notes notes;
    const Article article = read(std::string(kMenu) + one.head + std::string(kBody) + std::string(kTail), notes);
    EXPECT_EQ(article.title, one.title) << one.what;
    EXPECT_THAT(article.authors, ElementsAreArray(one.authors)) << one.what;
    EXPECT_EQ(article.date.value, one.date) << one.what;
    EXPECT_THAT(article.text, ::testing::StartsWith("The city council voted")) << one.what;
    EXPECT_THAT(article.text, ::testing::EndsWith("the price of steel went up.")) << one.what;
  }
}

// Twelve pages in a hundred had their date behind the first kept line (a summary), where it was not looked for.
TEST(FlatHead, DateBehindTheSummary) {
  Notes notes;
  const Article article =
      read(std::string(kMenu) +
               "Harbour bridge stays open to trams during repairs\nThe council ends a long quarrel about the bridge and puts "
               "eighteen months of work before the town.\nBy Alma Reed\nPublished May 13, 2024\n" +
               std::string(kBody) + std::string(kTail),
           notes);
  EXPECT_EQ(article.date.value, "2024-05-13");
  EXPECT_EQ(article.title, "Harbour bridge stays open to trams during repairs");
}

TEST(FlatHead, DayComesFirstOutsideEnglish) {
  for (const auto& [language, first] : {std::pair{"en", true}, {"", true}, {"es", false}, {"tr", false}})
    EXPECT_EQ(month_first(language), first);
}

// The rules behind the chances, with chances given.
TEST(FlatChoice, BarRepeatsAndCuts) {
  const std::string a = "The committee met for the third time this week and agreed on nothing at all.";
  const std::string b = "Its members will meet again on the first day of the coming month, they said.";
  struct Rule {
    const char* what;
    std::string text;
    std::vector<float> chances;
    double lean;
    std::vector<bool> keep;
  };
  const Rule rules[] = {
      {"over one half", a + "\nMenu\n" + b + "\n" + a + " And so on.\n", {0.9F, 0.1F, 0.8F, 0.7F}, 0, {true, false, true, true}},
      {"nothing twice", a + "\n" + b + "\n" + a + "\n", {0.9F, 0.8F, 0.8F}, 0, {true, true, false}},
      {"hardly anything over the bar", "Menu\n" + a + "\n" + b + "\n", {0.0F, 0.25F, 0.25F}, 0, {false, true, true}},
      {"leaning to recall",
       a + "\n" + b + "\n" + a + " And so on.\n" + b + " And so on.\n",
       {0.9F, 0.9F, 0.9F, 0.45F},
       1,
       {true, true, true, true}},
      {"cut at a label",
       a + "\n" + b + "\n" + a + " And so on.\nMost Read\nA star and her garden.\n",
       {0.9F, 0.9F, 0.9F, 0.2F, 0.6F},
       0,
       {true, true, true, false, false}},
  };
  for (const Rule& rule : rules) {
    const FlatLines flat = cut_flat_lines(test_tables(), rule.text);
    const FlatChoice choice = choose_lines(test_tables(), rule.text, flat, rule.chances, rule.lean);
    EXPECT_EQ(choice.keep, rule.keep) << rule.what;
  }
}

// A text of menus alone has rows for none of its lines, and none is kept.
TEST(FlatFeatures, FarMenusAreIdle) {
  std::string text;
  for (int i = 0; i < 40; ++i) text += "- Item\n";
  text += std::string(kBody);
  const FlatLines flat = cut_flat_lines(test_tables(), text);
  const FlatFeatures features(test_tables(), text, flat, "");
  EXPECT_TRUE(features.idle(0));
  EXPECT_FALSE(features.idle(39));
  EXPECT_FALSE(features.idle(40));
}

TEST(FlatHead, CommentsAreNotTheArticle) {
  std::string comments = "Comments\n";
  for (const char* one :
       {"I walk across that bridge each morning and I have never seen a tram on time, so I ask what all the noise was about.",
        "The real question is who pays for the steel, and I would like to hear an answer to that from the council.",
        "My shop is on the harbour side and this is good news for all of us who have been waiting for it for years."})
    comments += std::string("reader\n2 days ago\n") + one + "\nReply\nReport\n";
  Notes notes;
  const Article article = read(std::string(kMenu) + kCases[0].head + std::string(kBody) + comments + std::string(kTail), notes);
  EXPECT_THAT(article.text, ::testing::StartsWith("The city council voted"));
  EXPECT_THAT(article.text, Not(HasSubstr("who pays for the steel")));
}

}  // namespace
}  // namespace readout
