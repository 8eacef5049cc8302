#include "article/refusal.h"

#include <gtest/gtest.h>

#include "article/test_rules.h"
#include "base/text.h"

namespace readout {
namespace {

std::string page_of(std::string_view title, std::string_view head, std::string_view body) {
  std::string out = "<!DOCTYPE html><html lang=en><head><title>";
  return out.append(title)
      .append("</title>")
      .append(head)
      .append("</head><body><nav><ul><li><a href=/>Home</a><li><a href=/news>News</a>")
      .append("<li><a href=/sport>Sport</a><li><a href=/weather>Weather</a></ul></nav>")
      .append(body)
      .append("<footer><p>All rights reserved. <a href=/terms>Terms of use</a> <a href=/privacy>Privacy</a></p></footer></body></html>");
}

const char* const kHeadlines[] = {
    "Council votes to keep the night trains", "Harbour opens a second lock for barges", "Museum shows maps of the old delta",
    "Storm closes three bridges for a day",   "Teachers ask for smaller classes",       "River swimmers get a jetty of their own",
    "Bakers warn of a dearer loaf by autumn", "Old mill is to become a library",        "Farmers count the cost of a dry spring",
    "Tram line to the airport delayed again", "Choir sings in the empty power station", "Ferry company adds a boat for summer"};
const char* const kLeads[] = {"Twelve members were in favour and seven against after a debate of four hours.",
                              "Barges had waited up to nine hours at the old lock.",
                              "Visitors can walk on a copy of the largest map in the hall.",
                              "Nobody was hurt, but a crane fell across the quay.",
                              "A letter to the minister was signed by two thousand of them.",
                              "The council pays for the planks, volunteers put them up."};

std::string teasers(std::size_t n, bool headings = true) {
  std::string out;
  for (std::size_t i = 0; i < n; ++i) {
    const std::string url = "/news/story-" + std::to_string(i),
                      link = "<a href=" + url + ">" + kHeadlines[i % std::size(kHeadlines)] + "</a>";
    out += "<div class=card>" + (headings ? "<h3>" + link + "</h3>" : "<div>" + link + "</div>") + "<p>" + kLeads[i % std::size(kLeads)] +
           "</p></div>";
  }
  return out;
}

// Running text, `n` paragraphs.
std::string prose(std::size_t n) {
  static const char* const kParagraphs[] = {
      "The harbour opened a second lock on Monday, two years after the first stone was laid and a year later than planned.",
      "Barges had waited up to nine hours at the old lock in busy weeks, the harbour office said in a report to the council.",
      "The new lock is long enough for three barges at a time and cost less than had been set aside for it in the budget.",
      "Fishermen asked for a slip of their own beside it, which the council will discuss in spring when the figures are known.",
      "Two pilots were hired, and a third will follow once the number of ships has risen to what the planners expect of it.",
      "The old lock stays open for pleasure craft in summer and will be closed for repairs from November until the end of March."};
  std::string out;
  for (std::size_t i = 0; i < n; ++i) out += "<p>" + std::string(kParagraphs[i % std::size(kParagraphs)]) + "</p>";
  return out;
}

std::string refusal_of(const std::string& html, const std::string& url) {
  Page page;
  page.url = url;
  page.bytes = html;
  page.media_type = MediaType::html;
  Notes notes;
  return make_article(test_rules(), page, {}, notes).refusal;
}

constexpr const char* kWebsite = "<meta property=og:type content=website>";

TEST(Refusal, PagesThatAreNoArticles) {
  const struct {
    const char* what;
    std::string html, url, want;
  } cases[] = {
      {"home page", page_of("The Paper", kWebsite, "<main>" + teasers(12) + "</main>"), "https://paper.example/", "home-page"},
      {"home page of links in boxes", page_of("The Paper", "", "<main>" + teasers(12, false) + "</main>"),
       "https://paper.example/index.html", "home-page"},
      {"home page in a language", page_of("The Paper", "", "<main>" + teasers(9) + "</main>"), "https://paper.example/en", "home-page"},
      {"section front", page_of("Sport | The Paper", kWebsite, "<main><h1>Sport</h1>" + teasers(24) + "</main>"),
       "https://paper.example/sport", "list-page"},
      {"section front that says so",
       page_of("Sport", R"(<script type="application/ld+json">{"@type":"CollectionPage","name":"Sport"}</script>)",
               "<main><h1>Sport</h1>" + teasers(8) + "</main>"),
       "https://paper.example/sport", "list-page"},
      {"section front that lists its articles",
       page_of("Sport",
               R"(<script type="application/ld+json">[{"@type":"CollectionPage"},{"@type":"NewsArticle","headline":"Council votes"},
         {"@type":"NewsArticle","headline":"Harbour opens"},{"@type":"NewsArticle","headline":"Museum shows"}]</script>)",
               "<main><h1>Sport</h1>" + teasers(8) + "</main>"),
       "https://paper.example/sport", "list-page"},
      {"tag page",
       page_of("harbour Archives", "<meta property=og:type content=article>", "<main><h1>harbour</h1>" + teasers(8) + "</main>"),
       "https://paper.example/tag/harbour/", "list-page"},
      {"author page",
       page_of("The harbour desk", "", "<main><h1>The harbour desk</h1><p>Writes on ports and railways.</p>" + teasers(10) + "</main>"),
       "https://paper.example/author/harbour-desk", "list-page"},
      {"search results", page_of("harbour | The Paper", "", "<main><h1>212 hits</h1>" + teasers(10) + "</main>"),
       "https://paper.example/?s=harbour", "search-results"},
      {"search results by title", page_of("Search results for: harbour", "", "<main>" + teasers(3) + "</main>"),
       "https://paper.example/find/7", "search-results"},
      {"error page",
       page_of("404 - Page not found | The Paper", "", "<h1>Page not found</h1><p>Sorry, we have moved some things about lately.</p>"),
       "https://paper.example/2020/lock-opens", "error-page"},
      {"error page with latest stories",
       page_of("The Paper", "", "<h1>Seite nicht gefunden</h1><p>Vielleicht hilft Ihnen die Suche weiter.</p>" + teasers(12)),
       "https://paper.example/2020/lock-opens", "error-page"},
      {"error page in Japanese",
       page_of("ページが見つかりません", "", "<p>アドレスが変わったか、削除された可能性があります。トップページからお探しください。</p>"),
       "https://paper.example/a/1", "error-page"},
      {"bot check", page_of("Just a moment...", "", "<h1>paper.example</h1><p>Verifying you are human. This may take a few seconds.</p>"),
       "https://paper.example/2020/lock-opens", "bot-check"},
      {"bot check by text",
       page_of("paper.example", "", "<p>We have seen unusual traffic from your network. Solve the puzzle below to go on reading.</p>"),
       "https://paper.example/2020/lock-opens", "bot-check"},
      {"consent wall",
       page_of(
           "Before you continue", "",
           "<h1>Before you continue</h1><p>We and our partners store data on your device to show "
           "advertisements and to measure how many people saw them. You can change your mind at any time.</p><button>Accept all</button>"),
       "https://paper.example/2020/lock-opens", "consent-wall"},
      {"login wall",
       page_of("Sign in | The Paper", "",
               "<h1>Sign in</h1><p>Enter the address you gave when you became a reader of ours.</p>"
               "<form><input name=mail><button>Next</button></form><p>Forgot your password? We will send you a new one.</p>"),
       "https://paper.example/account", "login-wall"},
      {"video",
       page_of("Lock opens", "<meta property=og:type content=video.other>",
               "<h1>Lock opens</h1><video></video><p>The first barge goes through on Monday morning.</p>"),
       "https://paper.example/video/lock-opens", "video"},
      {"nothing", page_of("The Paper", "", "<div id=app></div>"), "https://paper.example/2020/lock-opens", "no-text"},
  };
  for (const auto& c : cases) EXPECT_EQ(refusal_of(c.html, c.url), c.want) << c.what;
}

TEST(Refusal, ArticlesStay) {
  std::string live, list, recipe;
  for (std::size_t i = 0; i < 12; ++i) {
    live += "<h3><a href=#p" + std::to_string(i) + ">" + kHeadlines[i] + "</a></h3><p>" + kLeads[i % 6] + " " + kLeads[(i + 1) % 6] +
            "</p>" + prose(1);
    list += "<h2><a href=/shop/" + std::to_string(i) + ">" + kHeadlines[i] + "</a></h2>" + prose(2);
    recipe += "<li>Knead the dough for " + std::to_string(i + 2) + " minutes and let it rest under a cloth.</li>";
  }
  const struct {
    const char* what;
    std::string html, url;
  } cases[] = {
      {"plain article with teasers below",
       page_of("Lock opens", "", "<article><h1>Lock opens</h1>" + prose(6) + "</article><aside>" + teasers(20) + "</aside>"),
       "https://paper.example/news/lock"},
      {"article at the root", page_of("Lock opens", kWebsite, "<h1>Lock opens</h1>" + prose(6) + teasers(8)), "https://lock.example/"},
      {"short brief", page_of("Lock opens", "", "<h1>Lock opens</h1>" + prose(1)), "https://paper.example/news/lock"},
      {"short brief with teasers",
       page_of("Lock opens", "<meta property=og:type content=article>", "<h1>Lock opens</h1>" + prose(2) + teasers(9)),
       "https://paper.example/news/lock-opens-after-two-years"},
      {"live blog",
       page_of("Live: storm on the coast", "<meta property=og:type content=article>", "<h1>Live: storm on the coast</h1>" + live),
       "https://paper.example/live/storm"},
      {"listicle of links", page_of("Twelve outings", "", "<h1>Twelve outings</h1>" + list),
       "https://paper.example/leisure/twelve-outings"},
      {"recipe", page_of("Rye bread", "", "<h1>Rye bread</h1>" + prose(1) + "<ol>" + recipe + "</ol>"),
       "https://paper.example/food/rye-bread"},
      {"press release",
       page_of("Harbour office: lock opens", kWebsite, "<h1>Lock opens</h1>" + prose(4) + "<p>Contact: press office, harbour house.</p>"),
       "https://harbour.example/press/2024"},
      {"about an error page", page_of("404: how an error got its number", "", "<h1>404: how an error got its number</h1>" + prose(10)),
       "https://paper.example/tech/how-404-came"},
      {"about a search", page_of("Search | Crews look for a lost barge", "", "<h1>Search</h1>" + prose(10)),
       "https://paper.example/news/barge"},
      {"about cookies", page_of("We value your privacy, they say", "", "<h1>We value your privacy, they say</h1>" + prose(5)),
       "https://paper.example/opinion/privacy"},
      {"below a topic", page_of("Lock opens", "", "<h1>Lock opens</h1>" + prose(6) + teasers(12)),
       "https://paper.example/topic/harbour/lock"},
      {"below a category", page_of("Lock opens", "", "<h1>Lock opens</h1>" + prose(2) + teasers(12)),
       "https://paper.example/category/harbour/lock-opens-after-two-years"},
      {"describes itself as an article",
       page_of("Access denied", R"(<script type="application/ld+json">{"@type":"NewsArticle","headline":"Access denied"}</script>)",
               prose(1) + teasers(9)),
       "https://paper.example/tag/x"},
  };
  for (const auto& c : cases) EXPECT_EQ(refusal_of(c.html, c.url), "") << c.what;
}

TEST(Refusal, ShapesOfUrls) {
  const struct {
    const char* url;
    UrlShape want;
  } cases[] = {{"", UrlShape::unknown},
               {"https://a.example", UrlShape::root},
               {"https://a.example/", UrlShape::root},
               {"https://a.example/#top", UrlShape::root},
               {"https://a.example/index.html", UrlShape::root},
               {"https://a.example/de/", UrlShape::root},
               {"https://a.example/pt-br", UrlShape::root},
               {"https://a.example/?p=3289", UrlShape::unknown},
               {"https://a.example/?s=lock", UrlShape::search},
               {"https://a.example/search?q=lock", UrlShape::search},
               {"https://a.example/de/suche", UrlShape::search},
               {"https://a.example/news/story?q=1", UrlShape::unknown},
               {"https://a.example/tag/lock", UrlShape::list},
               {"https://a.example/blog/category/harbour/page/2", UrlShape::list},
               {"https://a.example/tag/lock-opens-after-two-years", UrlShape::article},
               {"https://a.example/topics/123456.html", UrlShape::article},
               {"https://a.example/sport", UrlShape::unknown}};
  for (const auto& c : cases) EXPECT_EQ(shape_of(c.url), c.want) << c.url;
}

TEST(Refusal, FlattenedWalls) {
  const auto read = [](const char* title, const char* text, bool keep_all = false) {
    Page page;
    page.media_type = MediaType::text;
    page.title = title;
    page.bytes = text;
    Notes notes;
    return make_article(test_rules(), page, {.keep_all = keep_all}, notes).refusal;
  };
  EXPECT_EQ(read("", "Just a moment...\nEnable JavaScript and cookies to continue"), "bot-check");
  EXPECT_EQ(read("Page not found", "Try the search, or go back to the front page of the paper."), "error-page");
  EXPECT_EQ(read("", "The harbour opened a second lock on Monday, two years after the first stone was laid."), "");
  EXPECT_EQ(read("", "Just a moment...\nEnable JavaScript and cookies to continue", true), "");
}

TEST(Refusal, FlattenedLists) {
  const auto refusal = [](const std::string& text, const char* url, Lean lean = Lean::balanced) {
    Page page;
    page.media_type = MediaType::text;
    page.url = url;
    page.bytes = text;
    Notes notes;
    return make_article(test_rules(), page, {.lean = lean}, notes).refusal;
  };
  std::string list = "Home\nNews\nSport\n", article = "Harbour opens a second lock for barges\nMay 4, 2015\n";
  for (std::size_t i = 0; i < 24; ++i)
    list += std::string(kHeadlines[i % std::size(kHeadlines)]) + "\n" + (i % 4 == 0 ? kLeads[i / 4] : "2 hours ago") + "\n";
  std::string bare = "Home\nNews\nSport\n";
  for (std::size_t i = 0; i < 24; ++i)
    bare += std::string(kHeadlines[i % std::size(kHeadlines)]) + "\n" + std::to_string(i + 1) + " hours ago\n";
  for (const std::string_view part : split(prose(6), '>'))
    if (part.size() > 20) article += std::string(part.substr(0, part.find('<'))) + "\n";
  EXPECT_EQ(refusal(list, "https://paper.example/"), "home-page");
  EXPECT_EQ(refusal(list, "https://paper.example/?s=harbour"), "search-results");
  EXPECT_EQ(refusal(list, "https://paper.example/tag/harbour"), "list-page");
  EXPECT_EQ(refusal(bare, ""), "list-page");
  EXPECT_EQ(refusal(list, ""), "");  // its leads could be an article's
  EXPECT_EQ(refusal(list, "https://paper.example/news/2015/second-lock-opens-for-barges"), "");
  EXPECT_EQ(refusal(article, ""), "");
  EXPECT_EQ(refusal(article + list, ""), "");
  EXPECT_EQ(refusal(article + list, "https://paper.example/"), "");
  const std::string one_paragraph = list + article.substr(0, article.find("Barges had"));
  EXPECT_EQ(refusal(one_paragraph, "https://paper.example/", Lean::precision), "home-page");
  EXPECT_EQ(refusal(one_paragraph, "https://paper.example/", Lean::recall), "home-page");
  EXPECT_EQ(refusal(article + list, "https://paper.example/", Lean::precision), "home-page");
}

TEST(Refusal, BadWordsNameTheirLine) {
  for (const char* text : {"error-page\ttitle-is\n", "error-page\tnowhere\twords\n", "\ttitle-is\twords\n"}) {
    const auto made = RefusalWords::compile({"refusals.tsv", text});
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().where, "refusals.tsv:1");
  }
}

}  // namespace
}  // namespace readout
