#include "article/claims.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "article/json.h"
#include "article/test_rules.h"

namespace readout {
namespace {
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Byline, NamesOutOfLines) {
  struct Case {
    const char* line;
    std::vector<std::string> want;
  };
  const Case cases[] = {
      {"By Jane Roe", {"Jane Roe"}},
      {"BY JANE ROE AND JOHN DOE", {"Jane Roe", "John Doe"}},
      {"Jane Roe and John Doe, Staff Writers", {"Jane Roe", "John Doe"}},
      {"Von Jane Roe und John Doe", {"Jane Roe", "John Doe"}},
      {"Written by: Jane Roe | Updated May 3, 2024", {"Jane Roe"}},
      {"Jane Roe, Political Correspondent", {"Jane Roe"}},
      {"Jane Roe @janeroe", {"Jane Roe"}},
      {"Jane Roe (Example Agency)", {"Jane Roe"}},
      {"Par Jane Roe", {"Jane Roe"}},
      {"admin", {}},
      {"", {}},
      {"jane@example.org", {}},
  };
  for (const Case& one : cases) EXPECT_EQ(split_names(one.line, test_tables().bylines, test_tables().dates), one.want) << one.line;
}

TEST(Title, WithoutItsSite) {
  struct Case {
    const char* title;
    const char* want;
  };
  const Case cases[] = {
      {"Minister resigns | Example News", "Minister resigns"},
      {"Minister resigns - Example News", "Minister resigns"},
      {"Example News: Minister resigns", "Example News: Minister resigns"},
      {"Example News | Minister resigns today", "Minister resigns today"},
      {"Budget - a reckoning", "Budget - a reckoning"},
      {"Minister resigns | Politics | Example News", "Minister resigns | Politics"},
      {"Example News", "Example News"},
  };
  for (const Case& one : cases) EXPECT_EQ(strip_site(one.title, {"examplenews"}), one.want) << one.title;
}

TEST(Title, Sites) {
  EXPECT_EQ(site_of("https://www.example.co.uk:80/a?b"), "example.co.uk");
  EXPECT_EQ(site_of("http://user@m.example.org"), "example.org");
  EXPECT_EQ(site_of("nonsense"), "");
}

TEST(LinkedData, ReadsWhatPagesWrite) {
  std::vector<LinkedArticle> out;
  read_linked_data(
      R"({"@graph":[{"@type":["WebPage"],"name":"x"},{"@type":"NewsArticle","headline":"A &amp; B","datePublished":"2024-04-26T10:00:00Z",
    "author":[{"@type":"Person","name":"Jane Roe"},{"@id":"#p2"}],"keywords":["budget","tax"],"articleBody":"One.)"
      "\n"
      R"(Two.",},{"@id":"#p2","@type":"Person","name":"John Doe"}]})",
      out);
  ASSERT_EQ(out.size(), 2u);
  EXPECT_TRUE(out[1].is_article);
  EXPECT_EQ(out[1].published, "2024-04-26T10:00:00Z");
  EXPECT_THAT(out[1].authors, ElementsAre("Jane Roe", "John Doe"));
  EXPECT_THAT(out[1].tags, ElementsAre("budget", "tax"));
  for (const char* broken : {"", "{", "[[[[", "{\"a\":", "}{", "{\"@type\":\"NewsArticle\",\"headline\":\"cut", "[1,2", "{a:b}"}) {
    out.clear();
    read_linked_data(broken, out);
  }
  EXPECT_THAT(out, IsEmpty());
  EXPECT_LT(Json(std::string(200'000, '[')).size(), 100u);
}

}  // namespace
}  // namespace readout
