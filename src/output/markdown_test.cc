#include <gtest/gtest.h>

#include "output/pages.h"

namespace readout {
namespace {

// Puts paragraphs into an article; `kinds` has a letter each: h3 is '3', item '-', quote '>', plain ' '.
Reading reading_of(const std::vector<std::string>& paragraphs, std::string_view kinds) {
  Reading reading;
  Article& article = reading.document.article;
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    if (i > 0) article.text += "\n\n";
    const auto begin = static_cast<std::uint32_t>(article.text.size());
    article.text += paragraphs[i];
    const Span span{begin, static_cast<std::uint32_t>(article.text.size())};
    if (kinds[i] == '-') article.passages.push_back({span, PassageKind::item, 0});
    if (kinds[i] == '>') article.passages.push_back({span, PassageKind::quote, 0});
    if (kinds[i] >= '1' && kinds[i] <= '6') article.passages.push_back({span, PassageKind::heading, static_cast<std::uint8_t>(kinds[i] - '0')});
  }
  return reading;
}

TEST(Markdown, KeepsHeadingsListsAndQuotations) {
  Reading reading = reading_of({"The lock is open.", "What changes", "shorter waits", "two pilots", "It took years.", "Nobody was hurt.", "End."}, " 3-->> ");
  Article& article = reading.document.article;
  article.title = "A second lock";
  article.authors = {"The harbour desk"};
  article.date.value = "2024-05-06";
  article.site = "paper.example";
  article.url = "https://paper.example/a b";
  EXPECT_EQ(article_markdown(reading),
            "# A second lock\n\n*The harbour desk · 2024-05-06 · paper.example*\n\nThe lock is open.\n\n### What changes\n\n"
            "- shorter waits\n- two pilots\n\n> It took years.\n>\n> Nobody was hurt.\n\nEnd.\n\nSource: <https://paper.example/a%20b>\n");
}

// Text of a page must not turn into markup.
TEST(Markdown, EscapesWhatThePageSays) {
  const struct {
    const char* text;
    const char* want;
  } cases[] = {
      {"# no heading", "\\# no heading\n"},
      {"- no item", "\\- no item\n"},
      {"2024. A year", "2024\\. A year\n"},
      {"<script>alert(1)</script>", "\\<script\\>alert(1)\\</script\\>\n"},
      {"a *b* _c_ [d](e) `f`", "a \\*b\\* \\_c\\_ \\[d\\](e) \\`f\\`\n"},
      {"fish &amp; chips", "fish \\&amp; chips\n"},
      {"one\ntwo", "one two\n"},
  };
  for (const auto& c : cases) EXPECT_EQ(article_markdown(reading_of({c.text}, " ")), c.want);
  Reading reading = reading_of({"Text."}, " ");
  reading.document.article.url = "javascript:alert(1)";
  EXPECT_EQ(article_markdown(reading), "Text.\n");
}

TEST(Markdown, NothingGivesNothing) { EXPECT_EQ(article_markdown(Reading{}), ""); }

}  // namespace
}  // namespace readout
