// The whole step on pages of our own.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "article/test_rules.h"
#include "base/text.h"
#include "base/utf8.h"

namespace readout {
namespace {
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

bool has_note(const Notes& notes, std::string_view kind) {
  for (const Note& note : notes)
    if (note.kind == kind) return true;
  return false;
}

Article read(const std::string& bytes, MediaType type, Notes& notes, ArticleOptions options = {},
             std::string url = "https://news.example.org/a") {
  Page page;
  page.id = "p";
  page.url = std::move(url);
  page.media_type = type;
  page.bytes = bytes;
  return make_article(test_rules(), page, options, notes);
}

const char* const kPage =
    R"(<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Parliament passes the budget after a long night | Example News</title>
<meta property="og:title" content="Parliament passes the budget after a long night"><meta property="og:site_name" content="Example News">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Parliament passes the budget after a long night","datePublished":"2024-03-05T23:10:00+01:00","author":{"@type":"Person","name":"Jane Roe"},"keywords":"budget, parliament"}</script></head>
<body><nav class="main-menu"><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article class="story"><h1>Parliament passes the budget after a long night</h1><p class="byline">By Jane Roe</p><time datetime="2024-03-05">5 March 2024</time>
<div class="article-body"><p>Members of parliament passed the budget for the coming year early on Tuesday, after a debate that went on through most of the night.</p>
<p>The finance minister said that the vote &mdash; 212 to 180 &mdash; would let the government spend more on roads, schools and the army than in any year before.</p>
<aside class="newsletter-signup"><p>Sign up for our newsletter and get the best stories every morning.</p></aside>
<p>Opposition parties answered that the plan rests on hopes rather than on figures, and they announced that they would ask the court to look at it.</p>
<p>The upper house is expected to take up the bill next week, and nobody in the capital doubts that it will follow the lower one.</p></div>
<div class="related"><h3>Related stories</h3><ul><li><a href="/1">Ten things to know about the new tax on fuel</a></li><li><a href="/2">How the army spends its money</a></li></ul></div></article>
<footer class="site-footer"><p>Copyright Example News. All rights reserved.</p></footer></body></html>)";

TEST(HtmlArticle, BodyWithoutDebris) {
  Notes notes;
  const Article article = read(kPage, MediaType::html, notes);
  EXPECT_EQ(article.refusal, "");
  EXPECT_EQ(article.title, "Parliament passes the budget after a long night");
  EXPECT_THAT(article.authors, ElementsAre("Jane Roe"));
  EXPECT_EQ(article.date.value, "2024-03-05");
  EXPECT_EQ(article.date.time, "23:10:00+01:00");
  EXPECT_EQ(article.date.from, "json-ld");
  EXPECT_THAT(article.tags, ElementsAre("budget", "parliament"));
  EXPECT_EQ(article.language, "en");
  EXPECT_EQ(article.site, "news.example.org");
  EXPECT_EQ(split(article.text, '\n').size(), 7u);  // four paragraphs, three empty lines
  EXPECT_THAT(article.text, HasSubstr("the vote \xE2\x80\x94 212 to 180 \xE2\x80\x94 would"));
  for (const char* debris : {"newsletter", "Related", "Copyright", "World", "By Jane Roe"})
    EXPECT_THAT(article.text, Not(HasSubstr(debris)));
}

// Every origin of equal length is a copy of page bytes; the others stand for a reference or a run of blanks.
void check_origins(const Article& article, const std::string& bytes) {
  std::uint32_t before = 0;
  ASSERT_FALSE(article.origins.empty());
  for (const Origin& origin : article.origins) {
    ASSERT_LE(before, origin.text.begin);
    ASSERT_LE(origin.text.end, article.text.size());
    ASSERT_LE(origin.page_begin, origin.page_end);
    ASSERT_LE(origin.page_end, bytes.size());
    before = origin.text.end;
    const std::string_view text = slice(article.text, origin.text);
    const std::string page = bytes.substr(origin.page_begin, origin.page_end - origin.page_begin);
    if (text == page) continue;
    EXPECT_TRUE(page[0] == '&' || text == " ") << "'" << text << "' from '" << page << "'";
  }
}
TEST(HtmlArticle, OriginsLeadBackToPageBytes) {
  Notes notes;
  check_origins(read(kPage, MediaType::html, notes), kPage);
  // the same in another encoding: offsets are into the bytes as fetched
  const std::string latin = replace_all(replace_all(kPage, "utf-8", "latin1"), "expected", "expect\xE9");
  const Article article = read(latin, MediaType::html, notes);
  const std::size_t at = article.text.find("expect\xC3\xA9");
  ASSERT_NE(at, std::string::npos);
  for (const Origin& origin : article.origins) {
    const bool copied =
        origin.text.begin <= at + 10 && at + 10 < origin.text.end && origin.page_end - origin.page_begin == origin.text.size();
    if (copied) {
      EXPECT_EQ(latin[origin.page_begin + (at + 10 - origin.text.begin)], article.text[at + 10]);
    }
  }
}

TEST(HtmlArticle, BadInputIsRefusedOrNotedInTime) {
  const auto repeat = [](std::string_view part, std::size_t n) {
    std::string out;
    for (std::size_t i = 0; i < n; ++i) out += part;
    return out;
  };
  struct Case {
    const char* name;
    std::string bytes;
    const char* refusal;
    const char* note;
  };
  const Case cases[] = {
      {"empty", "", "empty", ""},
      {"picture", std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16), "not-text", ""},
      {"div 20k", repeat("<div>", 20'000), "no-text", "depth-limit"},
      {"div 200k", repeat("<div>", 200'000), "no-text", "depth-limit"},
      {"formats", repeat("<font><b><i>", 20'000) + repeat("<p>x", 20'000), "", "depth-limit"},
      {"links", repeat("<font><b><a>", 20'000) + repeat("<p>x", 20'000), "", ""},
      {"attributes", "<div " + repeat("a=1 ", 1'000'000) + ">x</div>", "no-text", "attribute-limit"},
      {"comment", "<p>hello" + repeat("<!-- ", 500'000), "no-text", ""},
      {"angle brackets", repeat("<", 2'000'000), "no-text", ""},
      {"quotes", repeat("<a href=\"", 200'000), "no-text", ""},
      {"linked data", "<script type='application/ld+json'>" + repeat("[", 500'000) + "</script>", "no-text", ""},
  };
  for (const Case& one : cases) {
    Notes notes;
    const auto begin = std::chrono::steady_clock::now();
    const Article article = read(one.bytes, MediaType::html, notes);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(4)) << one.name;  // < 1 s on a free machine
    if (*one.refusal != '\0') {
      EXPECT_EQ(article.refusal, one.refusal) << one.name;
    }
    if (*one.note != '\0') {
      EXPECT_TRUE(has_note(notes, one.note)) << one.name;
    }
    EXPECT_TRUE(valid_utf8(article.text));
  }
}

TEST(HtmlArticle, NeverFails) {
  std::uint32_t seed = 3;
  const std::string base = kPage;
  for (int round = 0; round < 300; ++round) {
    std::string bytes = base;
    for (int k = 0; k < 20; ++k) {
      seed = seed * 1664525u + 1013904223u;
      const std::size_t at = (seed >> 8) % bytes.size();
      if (k % 3 == 0)
        bytes.erase(at, (seed >> 4) % 40);
      else if (k % 3 == 1)
        bytes[at] = static_cast<char>(seed >> 16);
      else
        bytes.insert(at, base.substr((seed >> 10) % base.size(), 30));
      if (bytes.empty()) bytes = "x";
    }
    Notes notes;
    const Article article = read(bytes, MediaType::html, notes);
    ASSERT_TRUE(valid_utf8(article.text));
    for (const Origin& origin : article.origins) ASSERT_TRUE(origin.text.end <= article.text.size() && origin.page_end <= bytes.size());
  }
}

TEST(FlatArticle, PlainProseIsKeptByteForByte) {
  for (const std::string text : {"The minister met his colleague in Vienna.", "One short line",
                                 "The talks failed.\n\nBoth sides blamed  the other; nobody spoke of a new date.\nThey left."}) {
    Notes notes;
    EXPECT_EQ(read(text + "\n", MediaType::text, notes).text, text);
    EXPECT_EQ(read(" " + text + "\n", MediaType::text, notes, {.keep_all = true}).text, " " + text + "\n");
  }
}

const char* const kFlat = R"(Current:Home > WorldParliament passes the budget after a long night -Example Hub
Parliament passes the budget after a long night
View
Date:2024-05-16 10:26:20
Members of parliament passed the budget for the coming year early on Tuesday, after a debate that went on through most of the night.
The finance minister said that the vote would let the government spend more on roads, schools and the army than in any year before.
- How the army spends its money
Opposition parties answered on Tuesday that the plan rests on hopes rather than on figures, and that they would ask the court to look at it.
The upper house is expected to take up the bill next week, and nobody in the capital doubts that it will follow the lower one.
- In:
- Budget
- Parliament
- Army
veryGood! (839)
Related
- Ten Things to Know About the New Tax on Fuel
- A Star and Her Garden: Inside the House by the Sea
- What the Weather Will Be Like on the Coast
Ranking
- The Best Coats for the Winter, Chosen by Our Editors
- Who Won the Game Last Night
Recommendation
A Small Town Waits for Its Train
)";
TEST(FlatArticle, BodyOutOfDebris) {
  Notes notes;
  const Article article = read(kFlat, MediaType::text, notes, {}, "");
  EXPECT_EQ(article.title, "Parliament passes the budget after a long night");
  EXPECT_THAT(article.text, ::testing::StartsWith("Members of parliament passed"));
  EXPECT_THAT(article.text, ::testing::EndsWith("follow the lower one."));
  EXPECT_THAT(article.text, Not(HasSubstr("veryGood")));
  EXPECT_EQ(article.date.value, "2024-05-16");
  EXPECT_EQ(article.date.from, "text");
  check_origins(article, kFlat);
}

TEST(FlatArticle, FusedDateAndCaptionAreCut) {
  Notes notes;
  const Article article = read(
      " date 2024-04-30 The two presidents met in the capital on Tuesday and spoke of trade, borders and the long quarrel over water. The "
      "two presidents shake hands in the palace, Tuesday, April "
      "30, 2024. (PA)\n\nBoth sides said that the talks would go on in the autumn, when the ministers are to meet again.\n",
      MediaType::text, notes, {}, "");
  EXPECT_THAT(article.text, ::testing::StartsWith("The two presidents met"));
  EXPECT_THAT(article.text, Not(HasSubstr("shake hands")));
  EXPECT_EQ(article.date.value, "2024-04-30");
  EXPECT_TRUE(has_note(notes, "caption-dropped"));
  EXPECT_FALSE(has_note(notes, "date-conflict"));
}

// A lead with a caption and no full stop at its end once fell for being the first line of its page.
TEST(FlatArticle, FirstLineOfCleanTextStays) {
  Notes notes;
  const std::string rest =
      "\n\nBoth sides said that the talks would go on in the autumn, when the ministers are to meet again.\n\nNobody spoke of the quarrel "
      "over water, and no date was set.\n";
  const Article article = read(
      "The two presidents met in the capital on Tuesday and spoke of trade, borders and the long quarrel over water, people close to the "
      "talks told reporters (PA)" +
          rest,
      MediaType::text, notes, {}, "");
  EXPECT_THAT(article.text, ::testing::StartsWith("The two presidents met"));
}

TEST(FlatArticle, ClaimedDateIsCheckedAgainstTheBody) {
  struct Case {
    const char* body;
    const char* want;
    const char* note;  // "" when there must be none
  };
  const char* rest =
      "\nThe talks went on for hours, and both of the delegations left the hall without a word to those who waited.\nMore is expected in "
      "the coming days, said a person with knowledge of the talks.\n";
  const Case cases[] = {
      // the claim is a Thursday
      {"The ministers met Thursday in the capital to speak about the border and the trade that crosses it each day.", "2025-04-17", ""},
      {"The ministers met Wednesday in the capital to speak about the border and the trade that crosses it each day.", "2025-04-17", ""},
      {"The ministers met Friday in the capital to speak about the border and the trade that crosses it each day.", "2025-04-17",
       "date-conflict"},
      {"The ministers met on Friday, April 26, 2024, in the capital to speak about the border and the trade across it.", "2024-04-26",
       "date-conflict"},
  };
  for (const Case& one : cases) {
    Notes notes;
    const Article article =
        read(std::string("Ministers speak about the border\nDate:2025-04-17 10:26:20\nShare\nTweet\n") + one.body + rest, MediaType::text,
             notes, {}, "");
    EXPECT_EQ(article.date.value, one.want) << one.body;
    EXPECT_EQ(has_note(notes, "date-conflict"), *one.note != '\0') << one.body;
  }
}

TEST(Article, AHostileTitleIsOneLineOfValidText) {
  Notes notes;
  const std::string junk = std::string("\x01\x7F") + "\xC3" + std::string(5000, 'x') + "\xE2\x80\xA8";
  const Article article = read("<html><head><title>Rain" + junk + "</title></head><body><p>x</p></body></html>", MediaType::html, notes);
  EXPECT_TRUE(valid_utf8(article.title));
  EXPECT_LE(article.title.size(), 2000U);
  EXPECT_EQ(article.title.find_first_of("\x01\x7F"), std::string::npos);
  EXPECT_THAT(article.title, HasSubstr("Rain"));
}

}  // namespace
}  // namespace readout
