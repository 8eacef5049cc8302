#include "article/tags.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "article/test_rules.h"

namespace readout {
namespace {
using ::testing::ElementsAre;

const char* const kText =
    "<h1>Parliament passes the budget</h1><p>Members of parliament passed the budget for the coming year early on Tuesday, after a debate "
    "that went on through most of the night.</p><p>The finance minister said that the vote would let the government spend more on roads, "
    "schools and the army than in any year before.</p><p>Opposition parties answered that the plan rests on hopes rather than on figures, "
    "and that they would go to court.</p>";

std::vector<std::string> tags_of(const std::string& head, const std::string& body) {
  Page page;
  page.url = "https://news.example.org/a";
  page.media_type = MediaType::html;
  page.bytes = "<!doctype html><html><head><title>Parliament passes the budget</title>" + head + "</head><body>" + body + "</body></html>";
  Notes notes;
  return make_article(test_rules(), page, {.keep_all = true}, notes).tags;
}
std::string keywords(const std::string& words) { return "<meta name=\"keywords\" content=\"" + words + "\">"; }

TEST(Tags, BestSourceFirst) {
  const std::string block = "<ul class=\"tags\"><li><a href=\"/x\">Roads</a></li><li><a href=\"/y\">Army</a></li></ul>";
  const std::string linked = R"(<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","keywords":"schools"}</script>)";
  using Want = std::vector<std::string>;
  EXPECT_EQ(tags_of(keywords("budget, tax") + linked, kText + block), (Want{"budget", "tax"}));
  EXPECT_EQ(tags_of(linked, kText + block), (Want{"schools"}));
  EXPECT_EQ(tags_of(keywords("News"), kText + block), (Want{"Roads", "Army"}));
  EXPECT_EQ(tags_of("", kText + block), (Want{"Roads", "Army"}));
}

TEST(Tags, KeywordsWithoutJunk) {
  struct Case {
    std::string keywords;
    std::vector<std::string> want;
  };
  const Case cases[] = {
      {"budget, News, breaking news, tax", {"budget", "tax"}},
      {"Example News, budget", {"budget"}},  // the site's name
      {"予算, ニュース", {"予算"}},
      {"cat_politics, 1234567, section=world, trade", {"trade"}},
      {"Day: Friday, Language: English, Subject: Trade, Topic: Ports", {"Trade", "Ports"}},
      {"Crisis: what crisis, budget", {"Crisis: what crisis", "budget"}},
      {"2024, G7", {"2024", "G7"}},
      {"budget, Budget, BUDGET", {"budget"}},
  };
  for (const Case& one : cases)
    EXPECT_EQ(tags_of("<meta property=\"og:site_name\" content=\"Example News\">" + keywords(one.keywords), kText), one.want)
        << one.keywords;
}

TEST(Tags, BlocksOnThePage) {
  const auto items = [](const std::string& path, int n) {
    std::string out;
    for (int i = 0; i < n; ++i) out += "<a href=\"" + path + "\">Word " + std::to_string(i) + "</a> ";
    return out;
  };
  const std::string far = "<div><p>" + std::string(3000, 'x') + "</p></div>";
  struct Case {
    const char* name;
    std::string body;
    std::vector<std::string> want;
  };
  const Case cases[] = {
      {"rel",
       std::string(kText) + R"(<p>Filed under <a rel="tag" href="/a">Roads</a>, <a rel="nofollow tag" href="/b">Army</a></p>)",
       {"Roads", "Army"}},
      {"rel alone", std::string(kText) + R"(<div><a rel="tag" href="/a">Roads</a></div>)", {"Roads"}},
      {"class",
       std::string(kText) +
           R"(<div class="article__tag-list"><span><a href="/a">#Roads</a></span><span><a href="/b">Army</a></span></div>)",
       {"Roads", "Army"}},
      {"address",
       std::string(kText) +
           R"(<ul><li><a href="/thema/strassen">Straßen</a></li><li><a href="https://example.org/tag/heer/">Heer</a></li></ul>)",
       {"Straßen", "Heer"}},
      {"counts",
       std::string(kText) + R"(<ul><li><a href="/tag/a">Roads (12)</a></li><li><a href="/tag/b">Army (3 posts)</a></li></ul>)",
       {"Roads", "Army"}},
      {"footer of an article",
       "<article>" + std::string(kText) + R"(<footer><a rel="tag" href="/a">Roads</a></footer></article>)",
       {"Roads"}},
      {"in running text",
       std::string(kText) +
           R"(<p>What the <a href="/topic/army">army</a> spends on bridges and on barracks has been a quarrel for years.</p>)",
       {}},
      {"menu", "<nav>" + items("/topic/x", 5) + "</nav>" + kText, {}},
      {"menu behind", std::string(kText) + "<nav>" + items("/topic/x", 5) + "</nav>", {}},
      {"cloud", std::string(kText) + "<div class=\"tag-cloud\">" + items("/tag/x", 5) + "</div>", {}},
      {"too many", std::string(kText) + "<div>" + items("/tag/x", 40) + "</div>", {}},
      {"far behind", std::string(kText) + far + "<div>" + items("/tag/x", 3) + "</div>", {}},
      {"of the page of tags itself", std::string(kText) + R"(<div><a href="/tags/">All</a> <a href="#tags">Here</a></div>)", {}},
      {"none", kText, {}},
  };
  for (const Case& one : cases) EXPECT_EQ(tags_of("", one.body), one.want) << one.name;
}

}  // namespace
}  // namespace readout
