#include <gtest/gtest.h>

#include "article/stage.h"
#include "article/test_rules.h"

namespace readout {
namespace {

const char* const kText =
    "<p>The ministry said on the day before that the new rules for the ports would be put to the vote in the second half of the year, "
    "after "
    "a round of talks with the unions and the towns along the coast that had asked for more time.</p>"
    "<p>Speakers of both sides called the talks useful and said that the figures of the last report, which had been put in doubt by a "
    "court, "
    "would be looked at again by people who have no part in the matter.</p>";

Article read(const std::string& head, const std::string& top, const std::string& url = "https://example.com/ports-vote",
             const std::string& fetched = "", const std::string& bottom = "", Notes* told = nullptr) {
  const std::string html = "<html lang=en><head><title>Ports to be put to the vote</title>" + head +
                           "</head><body><main><article><h1>Ports to be put to the vote</h1>" + top + kText + "</article></main>" + bottom +
                           "</body></html>";
  Page page;
  page.url = url;
  page.bytes = html;
  page.media_type = MediaType::html;
  page.fetch_time = fetched;
  Notes notes;
  Article article = make_article(test_rules(), page, {}, notes);
  if (told != nullptr) *told = notes;
  return article;
}
const char* ld(const char* dates) {
  static std::string text;
  text = std::string(R"(<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ports to be put to the vote",)") + dates +
         "}</script>";
  return text.c_str();
}

TEST(Publication, OneSource) {
  struct Case {
    const char* head;
    const char* top;
    const char* url;
    const char* day;
    const char* from;
  };
  const char* plain = "https://example.com/ports-vote";
  const Case cases[] = {
      {ld(R"("datePublished":"2024-04-26T10:26:20+02:00")"), "", plain, "2024-04-26", "json-ld"},
      {"<meta property='article:published_time' content='2024-04-26T10:26:20Z'>", "", plain, "2024-04-26", "meta"},
      {"<meta name='DC.date.issued' content='2024-04-26'>", "", plain, "2024-04-26", "meta"},
      {"<meta name='x-first-publish-date' content='2024-04-26'>", "", plain, "2024-04-26", "meta"},
      {"", "<time datetime='2024-04-26T10:26'>Friday</time>", plain, "2024-04-26", "time-tag"},
      {"", "<abbr class=published title='2024-04-26T10:26'>Friday</abbr>", plain, "2024-04-26", "time-tag"},
      {"", "<div class=date><span data-date='2024-04-26'>3 hours ago</span></div>", plain, "2024-04-26", "time-tag"},
      {"", "<span itemprop=datePublished content='2024-04-26'>Friday</span>", plain, "2024-04-26", "meta"},
      {"", "<p>Published April 26, 2024</p>", plain, "2024-04-26", "byline"},
      {"", "<p class=meta>Von Jane Roe, 26. April 2024, 10.26 Uhr</p>", plain, "2024-04-26", "byline"},
      {"", "", "https://example.com/2024/04/26/ports-vote", "2024-04-26", "url"},
      {"<script>var padding = "
       "'0123456789012345678901234567890123456789';window.__STATE__={\"article\":{\"id\":7,\"publishedAt\":\"2024-04-26T10:26:20\","
       "\"padding\":\"....................................................................................................................."
       "......."
       "..................................................................................................................................."
       "........."
       "..................................................................................................................................."
       "........."
       "..................................................................................................................................."
       "........."
       "..................................................................................................................................."
       "........."
       "..................................................................................................................................."
       "........."
       "..................................................................................................................................."
       "........."
       "..................................................................................................................................."
       "........."
       "\"}}</script>",
       "", plain, "2024-04-26", "script"},
  };
  for (const Case& one : cases) {
    const std::string head = one.head;
    const Article article = read(head, one.top, one.url);
    EXPECT_EQ(article.date.value, one.day) << head << one.top << one.url;
    EXPECT_EQ(article.date.from, one.from) << head << one.top << one.url;
    EXPECT_GT(article.date.confidence, 0.0);
    EXPECT_LE(article.date.confidence, 1.0);
  }
}

TEST(Publication, NothingNamed) {
  const Article article = read("", "");
  EXPECT_EQ(article.date.value, "");
  EXPECT_EQ(article.date.from, "");
  EXPECT_EQ(article.modified, "");
}

TEST(Publication, DayOfChangeIsTold) {
  const Article article = read(ld(R"("datePublished":"2024-04-26T10:26:20+02:00","dateModified":"2024-04-28T08:00:00+02:00")"),
                               "<p>Published 26 April 2024</p><p>Updated 28 April 2024</p>");
  EXPECT_EQ(article.date.value, "2024-04-26");
  EXPECT_EQ(article.date.time, "10:26:20+02:00");
  EXPECT_EQ(article.modified, "2024-04-28");
}

TEST(Publication, OrderOfNumbersIsReadOffTheOtherDatesOfThePage) {
  const std::string other = "<footer><p>Notice of 26/12/2023</p></footer>";
  const auto day = [](const std::string& bottom) {
    return read("", "<p class=date>4/5/2024</p>", "https://example.com/ports-vote", "", bottom).date.value;
  };
  EXPECT_EQ(day(""), "2024-04-05");
  EXPECT_EQ(day(other), "2024-05-04");
}

TEST(Publication, DaysOfMembersAndEventsAreNone) {
  const Article article = read("", "<p>Posted 26 April 2024</p><p>Jane Roe, member since 3 March 2011</p>");
  EXPECT_EQ(article.date.value, "2024-04-26");
}

TEST(Publication, DaysOfCommentsAndTeasersAreNone) {
  const std::string bottom =
      "<section class=related-articles><h3>Related</h3><ul><li><a href=/a>A bridge opens</a> <time datetime=2024-05-02>2 May "
      "2024</time></li>"
      "<li><a href=/b>A road closes</a> <time datetime=2024-05-03>3 May 2024</time></li></ul></section>"
      "<section id=comments><div class=comment><time datetime=2024-05-05>5 May 2024</time><p>Well said.</p></div></section>"
      "<footer>© 2024. Page of 6 May 2024</footer>";
  EXPECT_EQ(read("", "<p class=date>26 April 2024</p>", "https://example.com/ports-vote", "", bottom).date.value, "2024-04-26");
}

TEST(Publication, ReviewsInsideTheArticlesDataAreNone) {
  const Article article =
      read(ld(R"("datePublished":"2006-10-10","review":[{"@type":"Review","reviewBody":"Good","datePublished":"2020-04-12"}])"), "");
  EXPECT_EQ(article.date.value, "2006-10-10");
}

TEST(Publication, LocalDayIsKept) {
  struct Case {
    const char* stamp;
    const char* shown;
    const char* url;
    const char* day;
    const char* time;
  };
  const Case cases[] = {
      // the day a reader sees
      {"2024-04-26T23:30:00Z", "27 April 2024", "https://example.com/ports-vote", "2024-04-27", ""},
      {"2024-04-26T02:30:00Z", "25 April 2024", "https://example.com/ports-vote", "2024-04-25", ""},
      {"2024-04-26T12:30:00Z", "26 April 2024", "https://example.com/ports-vote", "2024-04-26", "12:30:00+00:00"},
      // the newsroom's clock, summer time and all
      {"2024-04-26T22:30:00Z", "27 April 2024", "https://example.de/ports-vote", "2024-04-27", "00:30:00+02:00"},
      {"2024-04-26T20:00:00Z", "27 April 2024", "https://example.jp/ports-vote", "2024-04-27", "05:00:00+09:00"},
  };
  for (const Case& one : cases) {
    const std::string stamp = std::string("\"datePublished\":\"") + one.stamp + "\"";
    const Article article = read(ld(stamp.c_str()), std::string("<p class=date>") + one.shown + "</p>", one.url);
    EXPECT_EQ(article.date.value, one.day) << one.stamp << " " << one.url;
    EXPECT_EQ(article.date.time, one.time) << one.stamp << " " << one.url;
  }
}

TEST(Publication, NeverAfterItWasFetched) {
  const std::string top = "<p class=date>26 April 2024</p><p>The vote is on 30 June 2024</p>";
  EXPECT_EQ(read(ld(R"("datePublished":"2024-08-26")"), top, "https://example.com/ports-vote", "2024-04-27T08:00:00Z").date.value,
            "2024-04-26");
  EXPECT_EQ(read(ld(R"("datePublished":"2024-08-26")"), "", "https://example.com/ports-vote", "2024-04-27T08:00:00Z").date.value, "");
}

TEST(Publication, ConflictIsNoted) {
  Notes notes;
  read(ld(R"("datePublished":"2024-04-26")"), "<p class=date>Published 3 February 2021</p>", "https://example.com/2021/02/03/ports-vote",
       "", "", &notes);
  ASSERT_FALSE(notes.empty());
  EXPECT_EQ(notes[0].kind, "date-conflict");
}

TEST(DateModel, ProbabilitiesAndBadLines) {
  const auto model = DateModel::compile({"d.weights", "json\t0\t2\nnone\t0\t1\n"});
  ASSERT_TRUE(model);
  DateCandidate day;
  day.features = {0};
  const DateCandidate days[] = {day, DateCandidate{}};
  const auto p = model->probabilities(days);
  ASSERT_EQ(p.size(), 2u);
  EXPECT_NEAR(p[0], 0.665, 0.001);
  EXPECT_NEAR(p[1], 0.090, 0.001);
  EXPECT_TRUE(model->probabilities({}).empty());
  for (const char* bad : {"json\t0", "json\t99\t1", "nonsense\t0\t1"}) {
    const auto none = DateModel::compile({"d.weights", bad});
    ASSERT_FALSE(none) << bad;
    EXPECT_EQ(none.error().where, "d.weights:1");
  }
}

}  // namespace
}  // namespace readout
