#include "article/about.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "article/test_rules.h"

namespace readout {
namespace {
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const char* const kText =
    "<p>Members of parliament passed the budget for the coming year early on Tuesday, after a debate that went on through most of the "
    "night.</p><p>The finance minister said that the vote would let the government spend more on roads, schools and the army than in any "
    "year before.</p><p>Opposition parties answered that the plan rests on hopes rather than on figures, and that they would go to "
    "court.</p>";

struct Read {
  Article article;
  Notes notes;
  std::size_t count(std::string_view kind) const {
    return static_cast<std::size_t>(std::count_if(notes.begin(), notes.end(), [&](const Note& note) { return note.kind == kind; }));
  }
};
Read read(const std::string& head, const std::string& body, std::string url = "https://news.example.org/a") {
  Page page;
  page.url = std::move(url);
  page.media_type = MediaType::html;
  page.bytes = "<!doctype html><html><head><title>Parliament passes the budget</title>" + head + "</head><body>" + body + "</body></html>";
  Read out;
  out.article = make_article(test_rules(), page, {.keep_all = true}, out.notes);
  return out;
}
std::string linked(const std::string& json) { return "<script type=\"application/ld+json\">" + json + "</script>"; }
std::string article_of(const std::string& text) { return "<article><h1>Parliament passes the budget</h1>" + text + "</article>"; }

TEST(SiteName, BestSourceFirst) {
  const std::string og = R"(<meta property="og:site_name" content="Example News">)";
  const std::string app = R"(<meta name="application-name" content="Example App">)";
  const std::string publisher =
      linked(R"({"@type":"NewsArticle","headline":"x","publisher":{"@type":"Organization","name":"Example Press"}})");
  struct Case {
    std::string head;
    const char* want;
  };
  const Case cases[] = {
      {og + app + publisher, "Example News"},
      {app + publisher, "Example Press"},
      {app, "Example App"},
      {linked(
           R"({"@graph":[{"@type":"NewsArticle","headline":"x","publisher":{"@id":"#p"}},{"@id":"#p","@type":"Organization","name":"Example Post"}]})"),
       "Example Post"},
      {R"(<meta property="og:site_name" content="https://news.example.org/">)", ""},
      {R"(<meta name="twitter:site" content="@example">)", ""},
      {"", ""},
  };
  for (const Case& one : cases) EXPECT_EQ(read(one.head, article_of(kText)).article.site_name, one.want) << one.head;
}

TEST(Description, MetaThenLinkedData) {
  struct Case {
    std::string head;
    const char* want;
  };
  const Case cases[] = {
      {R"(<meta name="description" content="Plain &amp; short."><meta property="og:description" content="For sharing.">)", "For sharing."},
      {R"(<meta name="description" content="Plain &amp; short.">)", "Plain & short."},
      {linked(R"({"@type":"NewsArticle","headline":"x","description":"Out of the data."})"), "Out of the data."},
      {"", ""},
  };
  for (const Case& one : cases) EXPECT_EQ(read(one.head, article_of(kText)).article.description, one.want) << one.head;
}

TEST(Section, BestSourceFirst) {
  const std::string trail = linked(
      R"({"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","position":2,"item":{"@id":"/e","name":"Economy"}},
          {"@type":"ListItem","position":1,"name":"Home"},{"@type":"ListItem","position":3,"name":"Parliament passes the budget"}]})");
  const std::string crumbs =
      R"(<nav class="site-breadcrumbs"><ul><li><a href="/">Home</a></li><li><a href="/m">Money</a></li><li>Parliament passes the budget</li></ul></nav>)";
  struct Case {
    std::string head, body;
    const char* url;
    const char* want;
  };
  const Case cases[] = {
      {R"(<meta property="article:section" content="Politics">)" + trail, crumbs, "https://example.org/world/a", "Politics"},
      {linked(R"({"@type":"NewsArticle","headline":"x","articleSection":["Capital","News"]})") + trail, crumbs,
       "https://example.org/world/a", "Capital"},
      {trail, crumbs, "https://example.org/world/a", "Economy"},
      {"", crumbs, "https://example.org/world/a", "Money"},
      {"", R"(<div class="breadcrumb"><a href="/">Startseite</a> <a href="/x">example.org</a></div>)", "https://example.org/world/a",
       "world"},
      {"", "", "https://example.org/world/a", "world"},
      {"", "", "https://example.org/a", ""},
  };
  for (const Case& one : cases)
    EXPECT_EQ(read(one.head, one.body + article_of(kText), one.url).article.section, one.want) << one.head << one.body << one.url;
}

TEST(Section, OutOfAnAddress) {
  struct Case {
    const char* url;
    const char* want;
  };
  const Case cases[] = {
      {"https://example.org/politics/minister-resigns", "politics"},
      {"https://example.org/us-news/2024/05/minister-resigns/", "us news"},
      {"https://example.org/de/article/kultur/ein-fund?x=/a/b", "kultur"},
      {"https://example.org/2024/05/03/minister-resigns", ""},
      {"https://example.org/article/minister-resigns", ""},
      {"https://example.org/minister-resigns/", ""},
      {"https://example.org/the-minister-who-never-resigned-at-all/1", ""},
      {"https://example.org/", ""},
      {"not an address", ""},
      {"", ""},
  };
  for (const Case& one : cases) EXPECT_EQ(section_of(one.url, test_tables().page_words), one.want) << one.url;
}

TEST(Section, TrailInTheMarkup) {
  struct Case {
    const char* html;
    std::vector<std::string> want;
  };
  const Case cases[] = {
      {R"(<ol id="breadCrumb"><li><a href="/">Home</a> &gt;</li><li><a href="/w">World</a></li><li>Here</li></ol>)",
       {"Home", "World", "Here"}},
      {R"(<div class="fil-ariane"><a href="/">Accueil</a> / <a href="/m">Monde</a></div>)", {"Accueil", "Monde"}},
      {R"(<div class="crumbly"><a href="/">Cakes</a></div>)", {}},
      {R"(<div class="breadcrumb"></div><div class="breadcrumb"><a href="/">Home</a></div>)", {"Home"}},
  };
  for (const Case& one : cases)
    EXPECT_EQ(find_trail(HtmlTree(one.html), test_tables().char_refs, test_tables().page_words), one.want) << one.html;
}

TEST(Wall, IsNoted) {
  const std::string long_text = [] {
    std::string text = "<p>";
    for (int i = 1; i < 40; ++i) {
      const std::string n = std::to_string(i);
      text += "On day " + n + " the house took up chapter " + n + " of the budget and spoke of it until the evening. ";
    }
    text += "</p>";
    return text;
  }();
  const std::string free = linked(R"({"@type":"NewsArticle","headline":"x","isAccessibleForFree":true})");
  const auto behind = [](const std::string& line) { return "<div class=\"box\"><p>" + line + "</p></div>"; };
  struct Case {
    const char* name;
    std::string head, body;
    bool want;
  };
  const Case cases[] = {
      {"nothing", "", article_of(kText), false},
      {"linked data", linked(R"({"@type":"NewsArticle","headline":"x","isAccessibleForFree":"False"})"), article_of(kText), true},
      {"class", "", "<div class=\"story subscriber-only\">" + article_of(kText) + "</div>", true},
      {"class in humps", "", "<div class=\"ArticlePremiumContent\">" + article_of(kText) + "</div>", true},
      {"class, said to be free", free, "<div class=\"story subscriber-only\">" + article_of(kText) + "</div>", false},
      {"class beside the text", "", article_of(kText) + "<div class=\"premium-content\"><a href=\"/x\">More</a></div>", false},
      {"class, long text", "", "<div class=\"premium-content\">" + article_of(long_text) + "</div>", false},
      {"English", "", article_of(kText) + behind("Subscribe to continue reading"), true},
      {"German", "", article_of(kText) + behind("Um weiterzulesen, melden Sie sich bitte an."), true},
      {"French", "", article_of(kText) + behind("Cet article est réservé aux abonnés."), true},
      {"Spanish", "", article_of(kText) + behind("Suscríbete para seguir leyendo"), true},
      {"Russian", "", article_of(kText) + behind("Чтобы читать дальше, войдите"), true},
      {"Japanese", "", article_of(kText) + behind("この記事は有料会員限定です"), true},
      {"Arabic", "", article_of(kText) + behind("لمتابعة القراءة يرجى الاشتراك"), true},
      {"before the text", "", behind("Subscribe to continue reading") + article_of(kText), false},
      {"long text", "", article_of(long_text) + behind("Subscribe to continue reading"), false},
      {"another line", "", article_of(kText) + behind("Subscribe to our newsletter"), false},
  };
  for (const Case& one : cases) EXPECT_EQ(read(one.head, one.body).count("paywall"), one.want ? 1u : 0u) << one.name;
}

TEST(LinkedData, SeveralObjectsInOneScript) {
  const char* const one = R"({"@type":"WebSite","name":"x"})";
  const char* const article = R"({"@type":"NewsArticle","headline":"Second","datePublished":"2024-04-26"})";
  struct Case {
    const char* name;
    std::string json;
    std::size_t want;
  };
  const Case cases[] = {
      {"in a row", std::string(one) + article, 1},
      {"comma", std::string(one) + "," + article, 1},
      {"lines and a semicolon", std::string(article) + ";\n\n" + one + "\n" + article, 2},
      {"list and object", "[" + std::string(one) + "]" + article, 1},
      {"wrong bracket between", std::string(one) + "]}" + article, 1},
      {"cut off", std::string(article) + "{\"@type\":\"NewsArticle\",\"headline\":\"Thi", 2},
  };
  for (const Case& c : cases) {
    std::vector<LinkedArticle> out;
    read_linked_data(c.json, out);
    ASSERT_EQ(out.size(), c.want) << c.name;
    EXPECT_EQ(out[0].headline, "Second") << c.name;
  }
}

TEST(PageFacts, ClaimsAboveTheLimitAreNoted) {
  std::string head;
  for (int i = 0; i < 500; ++i) head += "<meta property=\"article:tag\" content=\"word" + std::to_string(i) + "\">";
  EXPECT_EQ(read(head, article_of(kText)).count("claim-limit"), 0u);
  EXPECT_EQ(read(head + "<meta property=\"article:tag\" content=\"last\">", article_of(kText)).count("claim-limit"), 1u);
}

TEST(PageWords, ErrorsNameTheLine) {
  for (const char* text : {"home\tx\nhome", "# c\nhouse\tx", "\n# c\nhome\t?!"}) {
    const auto made = PageWords::compile({"article/page_words.tsv", text});
    ASSERT_FALSE(made) << text;
    EXPECT_THAT(made.error().where, ::testing::MatchesRegex("article/page_words.tsv:[23]")) << text;
  }
}

TEST(PageWords, NamesInClasses) {
  struct Case {
    PageWord kind;
    const char* value;
    bool want;
  };
  const Case cases[] = {
      {PageWord::crumb_class, "nav Breadcrumb__list", true},
      {PageWord::crumb_class, "breadcrumber", false},
      {PageWord::wall_class, "article--is-premium", true},
      {PageWord::wall_class, "is article premium-shop", false},
      {PageWord::wall_class, "premium content", false},
      {PageWord::tag_class, "postTags", true},
      {PageWord::tag_class, "stags", false},
      {PageWord::tag_class, "", false},
  };
  for (const Case& one : cases) EXPECT_EQ(test_tables().page_words.names(one.kind, one.value), one.want) << one.value;
}

}  // namespace
}  // namespace readout
