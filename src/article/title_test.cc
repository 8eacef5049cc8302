// The title out of all that a page claims. Pages are of our own writing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "article/test_rules.h"

namespace readout {
namespace {

std::string title_of(const std::string& head, const std::string& body, const char* url = "https://news.example.org/a") {
  Page page;
  page.id = "p";
  page.url = url;
  page.media_type = MediaType::html;
  page.bytes = "<!doctype html><html><head><meta charset=utf-8>" + head + "</head><body>" + body + "</body></html>";
  Notes notes;
  ArticleOptions options;
  options.keep_all = true;
  return make_article(test_rules(), page, options, notes).title;
}

const char* const kText =
    "<p>The council of the harbour town agreed on Monday to build a second quay, after two years of talks with the fishermen and the "
    "owners of the old warehouses along the river.</p><p>Work is to begin in the spring, said the mayor, who wants to see the first "
    "ships there within four years, and it will cost forty million in all.</p>";

TEST(TitleChoice, FromWhatPagesShow) {
  struct Case {
    const char* name;
    std::string head, body;
    const char* want;
  };
  const Case cases[] = {
      {"all agree",
       "<title>Council agrees on a second quay | Example News</title><meta property=og:title content='Council agrees on a second quay'>",
       std::string("<h1>Council agrees on a second quay</h1>") + kText, "Council agrees on a second quay"},
      {"the first h1 names the site",
       "<title>Harbour Blog: Council agrees on a second quay</title><meta property=og:site_name content='Harbour Blog'>"
       "<meta property=og:title content='Council agrees on a second quay'>",
       std::string("<header><h1 class=site-title><a href='/'>Harbour Blog</a></h1></header><h2>Council agrees on a second quay</h2>") +
           kText,
       "Council agrees on a second quay"},
      {"kicker in the heading",
       "<title>Council agrees on a second quay - Example News</title><meta property=og:title content='Council agrees on a second quay'>",
       std::string("<h1><span>Harbour</span><span>Council agrees on a second quay</span></h1>") + kText, "Council agrees on a second quay"},
      {"no heading, site behind a Chinese bar",
       "<title>市议会同意建设第二座码头_例子新闻网</title><meta property=og:site_name content='例子新闻网'>", kText,
       "市议会同意建设第二座码头"},
      {"full-width bar", "<title>市議会が第二埠頭の建設に合意｜例新聞</title><meta property=og:site_name content='例新聞'>", kText,
       "市議会が第二埠頭の建設に合意"},
      {"Arabic", "<title>المجلس يوافق على رصيف ثان | أخبار المثال</title><meta property=og:site_name content='أخبار المثال'>",
       std::string("<h1>المجلس يوافق على رصيف ثان</h1>") + kText, "المجلس يوافق على رصيف ثان"},
      {"references in JSON-LD",
       "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"Council &amp; fishermen agree on a second "
       "quay\"}</script>"
       "<title>Council &amp; fishermen agree on a second quay</title>",
       kText, "Council & fishermen agree on a second quay"},
      {"nothing", "", "<p>x</p>", ""},
  };
  for (const Case& one : cases) EXPECT_EQ(title_of(one.head, one.body), one.want) << one.name;
}

TEST(TitleChoice, LongHeadsAreRead) {
  std::string head = "<title>" + std::string(100'000, 'x') + "</title>", body;
  for (int i = 0; i < 20'000; ++i) body += "<h1>a | b - c : d</h1>";
  EXPECT_EQ(title_of(head, body), "a | b - c : d");
}

TEST(ChoiceModel, ReadsItsTable) {
  const std::string_view names[] = {"one", "two"};
  const auto model = ChoiceModel::compile({"x.weights", "# weights\none\t0.5\ntwo\t-2\nbias\t1\n"}, names);
  ASSERT_TRUE(model);
  ChoiceModel::Features features;
  EXPECT_DOUBLE_EQ(model->score(features), 1);
  features.add(1);
  EXPECT_DOUBLE_EQ(model->score(features), -1);
  EXPECT_FALSE(ChoiceModel::compile({"x.weights", "three\t1\n"}, names));
  EXPECT_FALSE(ChoiceModel::compile({"x.weights", "one\tmuch\n"}, names));
  const auto bad = ChoiceModel::compile({"x.weights", "one\t1\none\n"}, names);
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().where, "x.weights:2");
}

}  // namespace
}  // namespace readout
