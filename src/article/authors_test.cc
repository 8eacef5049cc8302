// Who wrote it, out of pages and lines of our own writing.
#include "article/authors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "article/test_rules.h"

namespace readout {
namespace {
using Names = std::vector<std::string>;

TEST(SplitNames, InManyLanguages) {
  struct Case {
    const char* line;
    Names want;
  };
  const Case cases[] = {
      {"By Jane Roe, John Doe and Max Muster", {"Jane Roe", "John Doe", "Max Muster"}},
      {"Reporting by Jane Roe; Editing by John Doe", {"Jane Roe", "John Doe"}},
      {"Video by Jane Roe", {"Jane Roe"}},
      {"Von Max Muster und Erika Muster, Berlin Korrespondentin", {"Max Muster", "Erika Muster"}},
      {"Veröffentlicht vonMax Muster", {"Max Muster"}},
      {"Pressemitteilung von Max Muster", {"Max Muster"}},
      {"Interview: Max Muster", {"Max Muster"}},
      {"Par Jean Dupont avec AFP", {"Jean Dupont", "AFP"}},
      {"Jean Le Clerc", {"Jean Le Clerc"}},
      {"Por Juan Pérez y Ana Pérez", {"Juan Pérez", "Ana Pérez"}},
      {"di Mario Rossi e Anna Rossi", {"Mario Rossi", "Anna Rossi"}},
      {"Av Kari Nordmann", {"Kari Nordmann"}},
      {"Автор: Иван Иванов", {"Иван Иванов"}},
      {"記者 山田太郎", {"山田太郎"}},
      {"홍길동 기자", {"홍길동"}},
      {"홍길동기자", {"홍길동"}},
      {"文：张三丰、李四光", {"张三丰", "李四光"}},
      {"بقلم: فلان الفلاني", {"فلان الفلاني"}},
      {"Jane Roe | Updated May 3, 2024 | World", {"Jane Roe"}},
      {"Posted May 3", {}},
      {"Senior Editor", {}},
      {"Jane Roe, PhD", {"Jane Roe, PhD"}},
      {"Jane Roe https://example.org/jane", {"Jane Roe"}},
      {"© Max Muster", {}},
      {"View my complete profile", {}},
  };
  for (const Case& one : cases) EXPECT_EQ(split_names(one.line, test_tables().bylines, test_tables().dates), one.want) << one.line;
}

Names authors_of(const std::string& head, const std::string& body, Notes& notes) {
  Page page;
  page.id = "p";
  page.url = "https://www.example-news.org/town/second-quay";
  page.media_type = MediaType::html;
  page.bytes = "<!doctype html><html><head><meta charset=utf-8><title>Council agrees on a second quay - Example News</title>" + head +
               "</head><body><h1>Council agrees on a second quay</h1>" + body + "</body></html>";
  return make_article(test_rules(), page, {}, notes).authors;
}

const char* const kText =
    "<p>The council of the harbour town agreed on Monday to build a second quay, after two years of talks with the fishermen and the "
    "owners of the old warehouses along the river.</p><p>Work is to begin in the spring, said the mayor, who wants to see the first "
    "ships there within four years, and it will cost forty million in all.</p>";

TEST(Authors, FromWhatPagesShow) {
  struct Case {
    const char* name;
    std::string head, body;
    Names want;
  };
  const std::string text = kText;
  const Case cases[] = {
      {"JSON-LD list",
       R"(<script type="application/ld+json">{"@type":"NewsArticle","headline":"Council agrees on a second quay","author":
       [{"@type":"Person","name":"Jane Roe"},{"@type":"Person","name":"John Doe"}]}</script>)",
       text,
       {"Jane Roe", "John Doe"}},
      {"byline with links",
       "",
       "<div class=byline>By <a href='/author/jane-roe'>Jane Roe</a>and<a href='/author/john-doe'>John Doe</a></div>" + text,
       {"Jane Roe", "John Doe"}},
      {"the site's name gives way to the person shown",
       "<meta name=author content='Example News'>",
       "<p class=author>By <a rel=author href='/author/jane-roe'>Jane Roe</a></p>" + text,
       {"Jane Roe"}},
      {"label and data",
       "<meta name='twitter:label1' content='Written by'><meta name='twitter:data1' content='Jane Roe'>",
       text,
       {"Jane Roe"}},
      {"commenters did not write it",
       "",
       "<p class=byline>By Jane Roe</p>" + text +
           "<div class=comments><div class=comment-author>Troll Rider</div><div class=comment-author>Fan Boy</div></div>",
       {"Jane Roe"}},
      {"plain line", "", "<p>By Jane Roe</p>" + text, {"Jane Roe"}},
      {"nobody", "", text, {}},
  };
  for (const Case& one : cases) {
    Notes notes;
    EXPECT_EQ(authors_of(one.head, one.body, notes), one.want) << one.name;
  }
}

TEST(PageFacts, AddressesAreAbsoluteAndConflictsNoted) {
  Page page;
  page.id = "p";
  page.url = "https://www.example-news.org/town/second-quay.html?from=rss";
  page.media_type = MediaType::html;
  page.bytes = std::string(
                   "<!doctype html><html lang=de><head><meta charset=utf-8><link rel=canonical href=second-quay.html>"
                   "<meta property=og:image content='/img/quay.jpg'><script type='application/ld+json'>//<![CDATA[\n"
                   R"({"@type":"NewsArticle","headline":"Council agrees on a second quay","articleSection":"Town",})"
                   "\n//]]></script></head><body><h1>Council agrees on a second quay</h1>") +
               kText + "</body></html>";
  Notes notes;
  const Article article = make_article(test_rules(), page, {}, notes);
  EXPECT_EQ(article.url, "https://www.example-news.org/town/second-quay.html");
  EXPECT_EQ(article.image, "https://www.example-news.org/img/quay.jpg");
  EXPECT_EQ(article.section, "Town");
  EXPECT_EQ(article.language, "en");
  EXPECT_TRUE(std::any_of(notes.begin(), notes.end(), [](const Note& note) { return note.kind == "language-conflict"; }));
}

TEST(Authors, ManyNamesStayLinear) {
  std::string body;
  for (int i = 0; i < 20'000; ++i) body += "<span class=author>Jane Roe " + std::string(1, static_cast<char>('a' + i % 26)) + "</span>";
  Notes notes;
  EXPECT_LE(authors_of("", body + kText, notes).size(), 20u);
}

}  // namespace
}  // namespace readout
