#include "engine/read_page.h"

#include <gtest/gtest.h>

#include "article/site_template.h"
#include "article/stage.h"
#include "engine/models.h"

namespace readout {
namespace {

Page page_of(const std::string& id, const std::string& title, const std::vector<std::string>& paragraphs) {
  std::string html = "<!doctype html><html><head><title>" + title + "</title></head><body><article><h1>" + title + "</h1>";
  for (const std::string& paragraph : paragraphs) html += "<p>" + paragraph + "</p>\n";
  Page page;
  page.id = id;
  page.url = "https://paper.example/" + id;
  page.bytes = html + "</article></body></html>";
  page.media_type = MediaType::html;
  return page;
}

// Articles of one site; the same promotion stands in all.
std::vector<Page> site() {
  const std::string promo = "Our evening letter brings the five reports of the day to your inbox at six, and it is free of charge.";
  return {page_of("lock", "Harbour opens a second lock for barges",
                  {"ROTTERDAM, May 4, 2015 - The harbour opened a second lock on Monday, two years after the first stone was laid.",
                   "Barges had waited up to nine hours at the old lock, the harbour office said in its yearly report to the council.",
                   promo, "The new lock is long enough for three barges and cost less than was planned when the work began."}),
          page_of("trains", "Council votes to keep night trains",
                  {"The council voted on Tuesday to pay for the night trains for another three years, against the advice of its auditors.",
                   "The trains carried forty thousand people last year, most of them at weekends and in the summer holidays.", promo,
                   "A tender for newer carriages will be published before the summer, the mayor told reporters after the vote."}),
          page_of("maps", "Museum shows maps of the old delta",
                  {"The museum shows maps of the delta that were drawn before the great flood of 1953, some of them for the first time.",
                   "Visitors can walk on a copy of the largest map, which covers the floor of the main hall from wall to wall.", promo,
                   "A catalogue in two languages has been printed and is sold at the entrance and in the shop of the library."})};
}

// An article made without templates and read on says what the page read with them says.
TEST(ReadPage, AnArticleMadeBeforeGivesTheSameReading) {
  const auto engine = Engine::open({});
  ASSERT_TRUE(engine) << engine.error().text();
  const auto& rules = engine->models().article;
  SiteTemplateLearner learner;
  for (const Page& page : site()) {
    Notes notes;
    learner.add(make_article(rules, page, {}, notes), page.url);
  }
  const SiteTemplates templates = learner.finish();
  ASSERT_EQ(templates.sites(), 1u);
  ReadOptions options;
  options.templates = &templates;
  for (const Page& page : site()) {
    Notes notes;
    Article article = make_article(rules, page, {}, notes);
    const Reading again = read_article(engine->models(), page, std::move(article), std::move(notes), options);
    const Reading whole = engine->read_page(page, options);
    EXPECT_EQ(again.article().text.find("evening letter"), std::string::npos) << page.id;
    EXPECT_EQ(again.article().text, whole.article().text) << page.id;
    EXPECT_EQ(again.article().origins.size(), whole.article().origins.size()) << page.id;
    EXPECT_EQ(again.page_size, whole.page_size);
    EXPECT_EQ(again.document.sentences.size(), whole.document.sentences.size()) << page.id;
    EXPECT_EQ(again.events.size(), whole.events.size()) << page.id;
    ASSERT_EQ(again.notes.size(), whole.notes.size()) << page.id;
    for (std::size_t i = 0; i < whole.notes.size(); ++i) EXPECT_EQ(again.notes[i].kind, whole.notes[i].kind) << page.id;
  }
}

}  // namespace
}  // namespace readout
