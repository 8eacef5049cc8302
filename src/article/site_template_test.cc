#include "article/site_template.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "base/text.h"

namespace readout {
namespace {

constexpr const char* kPromo = "Our evening letter brings the five reports of the day to your inbox, free of charge.";
constexpr const char* kAuthor = "The writer covers ports and railways for this paper and has lived in Rotterdam since 2009.";

struct Sample {
  const char* url;
  const char* title;
  std::vector<std::string> paragraphs;
};

// Four articles of one site; the fifth is the first under another address.
const std::vector<Sample>& samples() {
  static const std::vector<Sample> list = {
      {"https://paper.example/a", "Harbour opens a second lock for barges",
       {"The harbour opened a second lock on Monday, two years after the first stone was laid.",
        "Barges had waited up to nine hours at the old lock, the harbour office said in its report.", kPromo,
        "The new lock is long enough for three barges and cost less than was planned at first.",
        "Fishermen asked for a slip of their own, which the council will discuss in spring.", kAuthor}},
      {"https://paper.example/b", "Council votes to keep night trains",
       {"The council voted on Tuesday to pay for the night trains for another three years.",
        "Twelve members were in favour and seven against after a debate of four hours.",
        "The trains carried forty thousand people last year, most of them at weekends.", kPromo,
        "A tender for newer carriages will be published before the summer, the mayor said.", kAuthor}},
      {"https://paper.example/c", "Museum shows maps of the old delta",
       {"The museum shows maps of the delta that were drawn before the great flood of 1953.",
        "Visitors can walk on a copy of the largest map, which covers the floor of the main hall.",
        "The show is open until October, and children pay nothing on the first Sunday of a month.", kPromo,
        "A catalogue in two languages has been printed and is sold at the entrance."}},
      {"https://paper.example/d", "Storm closes three bridges for a day",
       {"A storm closed three bridges on Thursday, and lorries were sent through the tunnel.",
        "Nobody was hurt, but a crane fell across the quay and will take a week to remove.",
        "The weather service had warned of gusts the evening before, and schools stayed shut.",
        "Repairs will begin once the wind has gone down, the road office said.", "A second storm may come at the weekend.", kAuthor}},
      {"https://paper.example/a?from=feed", "Second lock for barges is open",
       {"The harbour opened a second lock on Monday, two years after the first stone was laid.",
        "Barges had waited up to nine hours at the old lock, the harbour office said in its report.", kPromo,
        "The new lock is long enough for three barges and cost less than was planned at first.",
        "Fishermen asked for a slip of their own, which the council will discuss in spring.", kAuthor}},
  };
  return list;
}

Article article_of(const Sample& sample) {
  Article article;
  article.url = sample.url;
  article.site = "paper.example";
  article.title = sample.title;
  std::uint32_t page = 1000;
  for (const std::string& paragraph : sample.paragraphs) {
    if (!article.text.empty()) article.text += "\n\n";
    const auto begin = static_cast<std::uint32_t>(article.text.size());
    article.text += paragraph;
    article.origins.push_back({{begin, static_cast<std::uint32_t>(article.text.size())}, page, page + static_cast<std::uint32_t>(paragraph.size())});
    page += 5000;
  }
  return article;
}

SiteTemplates learn(const std::vector<std::size_t>& order) {
  SiteTemplateLearner learner;
  for (const std::size_t i : order) learner.add(article_of(samples()[i]), samples()[i].url);
  return learner.finish();
}

std::string read(const SiteTemplates& templates, const Sample& sample) {
  Article article = article_of(sample);
  Notes notes;
  drop_furniture(templates, article, notes, nullptr);
  for (const Origin& origin : article.origins) EXPECT_EQ(origin.text.size(), origin.page_end - origin.page_begin);
  return article.text;
}

TEST(SiteTemplates, WhatRecursInDifferentArticlesIsFurniture) {
  const SiteTemplates templates = learn({0, 1, 2, 3});
  for (std::size_t i = 0; i < 4; ++i) {
    const std::string text = read(templates, samples()[i]);
    EXPECT_EQ(text.find(kPromo), std::string::npos) << i;
    EXPECT_EQ(text.find(kAuthor), std::string::npos) << i;
    for (const std::string& paragraph : samples()[i].paragraphs)
      EXPECT_EQ(text.find(paragraph) == std::string::npos, paragraph == kPromo || paragraph == kAuthor) << paragraph;
    EXPECT_EQ(text, trim(text));
    EXPECT_EQ(text.find("\n\n\n"), std::string::npos);
  }
}

TEST(SiteTemplates, OriginsStayTrue) {
  Article article = article_of(samples()[0]);
  const Article whole = article;
  Notes notes;
  ASSERT_EQ(drop_furniture(learn({0, 1, 2, 3}), article, notes, nullptr), 2u);
  ASSERT_EQ(notes.size(), 1u);
  EXPECT_EQ(notes[0].kind, "site-template");
  ASSERT_EQ(article.origins.size(), 4u);
  for (const Origin& origin : article.origins) {
    const auto same = std::find_if(whole.origins.begin(), whole.origins.end(), [&](const Origin& o) { return o.page_begin == origin.page_begin; });
    ASSERT_NE(same, whole.origins.end());
    EXPECT_EQ(slice(article.text, origin.text), slice(whole.text, same->text));
  }
}

// A text page is one range, which is cut in two.
TEST(SiteTemplates, ARangeOverTheWholeTextIsSplit) {
  Article article = article_of(samples()[0]);
  article.origins = {{{0, static_cast<std::uint32_t>(article.text.size())}, 10, 10 + static_cast<std::uint32_t>(article.text.size())}};
  const std::string page = std::string(10, ' ') + article.text;
  Notes notes;
  drop_furniture(learn({0, 1, 2, 3}), article, notes, nullptr);
  ASSERT_EQ(article.origins.size(), 2u);
  for (const Origin& origin : article.origins)
    EXPECT_EQ(slice(article.text, origin.text), slice(page, {origin.page_begin, origin.page_end}));
}

TEST(SiteTemplates, TheOrderOfThePagesPlaysNoPart) {
  std::vector<std::size_t> order(samples().size());
  std::iota(order.begin(), order.end(), 0u);
  std::vector<std::string> first;
  do {
    const SiteTemplates templates = learn(order);
    std::vector<std::string> texts;
    for (const Sample& sample : samples()) texts.push_back(read(templates, sample));
    if (first.empty()) first = texts;
    ASSERT_EQ(texts, first);
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST(SiteTemplates, AnArticleMetTwiceKeepsItself) {
  for (const auto& order : std::vector<std::vector<std::size_t>>{{0}, {0, 0}, {0, 4}, {4, 0, 0, 4}}) {
    const SiteTemplates templates = learn(order);
    EXPECT_EQ(templates.sites(), 0u);
    EXPECT_EQ(read(templates, samples()[0]), article_of(samples()[0]).text);
  }
}

// Reports of one running story repeat its background word for word.
TEST(SiteTemplates, BackgroundOfARunningStoryStays) {
  const std::string background = "The two sides have fought over the canal since 1998, when the treaty of that year ran out.";
  SiteTemplateLearner learner;
  const std::vector<Sample> story = {
      {"https://paper.example/1", "Talks on the canal begin in Geneva",
       {"Talks on the canal began on Monday.", "Both sides sent their ministers.", "They met for an hour.", "They will meet again.", background}},
      {"https://paper.example/2", "Canal talks end without a treaty",
       {"The talks ended without a treaty on Friday.", "Neither side gave way on tolls.", "No new day was set.", "Prices rose.", background}},
      {"https://paper.example/3", "Ships leave the canal after deal",
       {"Forty ships left on Sunday after a deal.", "They had waited for a month.", "Pilots worked all night.", "Calm returned.", background}}};
  for (const Sample& sample : story) learner.add(article_of(sample), sample.url);
  const SiteTemplates templates = learner.finish();
  for (const Sample& sample : story) EXPECT_NE(read(templates, sample).find(background), std::string::npos);
}

// The lead of one article stands below others as a teaser.
TEST(SiteTemplates, TheLeadStaysWhereItLeads) {
  std::vector<Sample> pages = {samples()[0], samples()[1], samples()[2]};
  const std::string lead = samples()[0].paragraphs[0];
  pages[1].paragraphs.push_back(lead);
  pages[2].paragraphs.push_back(lead);
  SiteTemplateLearner learner;
  for (const Sample& page : pages) learner.add(article_of(page), page.url);
  const SiteTemplates templates = learner.finish();
  EXPECT_TRUE(starts_with(read(templates, pages[0]), lead));
  EXPECT_EQ(read(templates, pages[1]).find(lead), std::string::npos);
  EXPECT_EQ(read(templates, pages[2]).find(lead), std::string::npos);
}

TEST(SiteTemplates, ShortLinesGoOnlyWithFurnitureBesideThem) {
  std::vector<Sample> pages = {samples()[0], samples()[1], samples()[2]};
  for (Sample& page : pages) {
    const auto promo = std::find(page.paragraphs.begin(), page.paragraphs.end(), kPromo);
    page.paragraphs.insert(promo, "Sign up here");
    page.paragraphs.insert(page.paragraphs.begin() + 2, "What happened");
  }
  SiteTemplateLearner learner;
  for (const Sample& page : pages) learner.add(article_of(page), page.url);
  const SiteTemplates templates = learner.finish();
  EXPECT_EQ(read(templates, pages[1]).find("Sign up here"), std::string::npos);
  EXPECT_NE(read(templates, pages[1]).find("What happened"), std::string::npos);
}

TEST(SiteTemplates, OtherSitesAreNotTouched) {
  const SiteTemplates templates = learn({0, 1, 2, 3});
  Article article = article_of(samples()[0]);
  article.site = "other.example";
  Notes notes;
  EXPECT_EQ(drop_furniture(templates, article, notes, nullptr), 0u);
  EXPECT_TRUE(notes.empty());
}

// A flood of pages: of each site a fixed number is looked at, the same ones in any order.
TEST(SiteTemplates, LargeSitesAreSampledTheSameWay) {
  constexpr std::size_t kPages = 3 * SiteTemplateLearner::kPagesPerSite;
  std::vector<std::string> texts;
  for (const bool backwards : {false, true}) {
    SiteTemplateLearner learner;
    std::size_t wanted = 0;
    for (std::size_t k = 0; k < kPages; ++k) {
      const std::size_t i = backwards ? kPages - 1 - k : k;
      Sample sample = samples()[i % 4];
      const std::string url = "https://paper.example/story/" + std::to_string(i), title = "Report " + std::to_string(i * 7919);
      for (std::string& paragraph : sample.paragraphs)
        if (paragraph != kPromo && paragraph != kAuthor) paragraph += " No. " + std::to_string(i);
      sample.url = url.c_str();
      sample.title = title.c_str();
      if (!learner.wants(url)) continue;
      ++wanted;
      learner.add(article_of(sample), url);
    }
    EXPECT_LT(wanted, kPages);
    const SiteTemplates templates = learner.finish();
    texts.push_back(read(templates, samples()[0]));
    EXPECT_EQ(texts.back().find(kPromo), std::string::npos);
  }
  EXPECT_EQ(texts[0], texts[1]);
}

}  // namespace
}  // namespace readout
