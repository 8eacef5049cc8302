#include "article/html_features.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "article/body.h"
#include "article/html_context.h"
#include "article/test_rules.h"

namespace readout {
namespace {

// A page and its features, to be asked by name.
struct Described {
  HtmlTree tree;
  Blocks blocks;
  PageContext context;
  FeatureTable table{0, 0};

  explicit Described(std::string_view html, PageContext given = {})
      : tree(html), blocks(find_blocks(tree, test_tables().char_refs, test_tables().classes)), context(std::move(given)) {
    if (context.title_block == 0) context.title_block = blocks.blocks.size();
    table = html_features(tree, blocks, BlockPlaces(tree, blocks), test_tables().labels, context);
  }
  float at(std::string_view name, std::size_t row) const {
    std::vector<std::string_view> names(html_feature_names().begin(), html_feature_names().end());
    names.insert(names.end(), html_context_names().begin(), html_context_names().end());
    const auto it = std::find(names.begin(), names.end(), name);
    EXPECT_NE(it, names.end()) << name;
    return table.column(static_cast<std::size_t>(it - names.begin()))[row];
  }
};

constexpr std::string_view kPage =
    "<body><div class=menu><a href=/>Home</a></div><div class=story><h1>Bridge reopens after repairs</h1>"
    "<p>The old bridge over the river reopened on Monday after two years of repairs, the ministry said.</p>"
    "<p>Traffic over the bridge was light in the morning, officials said, and repairs cost less than planned.</p></div>"
    "<ul class=teasers><li><a href=/1>Council votes on the budget</a></li><li><a href=/2>Harbour to be dredged</a></li></ul></body>";

TEST(HtmlFeatures, OneNamedColumnEach) {
  std::vector<std::string_view> names(html_feature_names().begin(), html_feature_names().end());
  names.insert(names.end(), html_context_names().begin(), html_context_names().end());
  std::sort(names.begin(), names.end());
  EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end());
  for (const auto name : names) EXPECT_EQ(name.find_first_of(" \t>"), name.npos) << name;
}

TEST(HtmlFeatures, WhatABlockIs) {
  PageContext context;
  context.titles = {"bridgereopensafterrepairs"};
  context.title_block = 1;
  const Described page(kPage, context);
  ASSERT_EQ(page.blocks.blocks.size(), 6u);
  struct Case {
    const char* feature;
    std::size_t block;
    float value;
  };
  const Case cases[] = {{"words", 2, 17},        {"link_share", 0, 1},   {"link_share", 2, 0},  {"ends", 2, 1},
                        {"ends", 4, 0},          {"title", 1, 1},        {"title", 2, 0},       {"from_title", 3, 2},
                        {"core_parent", 2, 1},   {"core_parent", 4, 0},  {"in_top", 3, 1},      {"in_top", 5, 0},
                        {"same_blocks", 4, 2},   {"prev_words", 0, -1},  {"next_words", 1, 17}, {"prev_sibling", 3, 2},
                        {"heading_level", 1, 1}, {"parent_blocks", 2, 3}};
  for (const Case& c : cases) EXPECT_FLOAT_EQ(page.at(c.feature, c.block), c.value) << c.feature << " of " << c.block;
  EXPECT_GT(page.at("topic", 3), 0.1f);  // speaks of the bridge again
}

TEST(HtmlFeatures, PagesWithoutBlocksOrRunningText) {
  EXPECT_EQ(Described("").table.rows(), 0u);
  EXPECT_FLOAT_EQ(Described("<p>Home</p>").at("from_core", 0), -999);
}

TEST(HtmlContext, WhatTheFirstLookTells) {
  Described page(kPage);
  const std::vector<float> scores = {-5, -1, 4, 4, -3, -3};
  add_context(page.blocks, BlockPlaces(page.tree, page.blocks), scores, page.table);
  EXPECT_FLOAT_EQ(page.at("score", 2), 4);
  EXPECT_FLOAT_EQ(page.at("score_after_1", 1), 4);
  EXPECT_FLOAT_EQ(page.at("kept_gap_before", 4), 0);
  EXPECT_FLOAT_EQ(page.at("kept_gap_before", 5), 1);
  EXPECT_FLOAT_EQ(page.at("kept_core_up", 2), 0);  // the core is the story's element
  EXPECT_FLOAT_EQ(page.at("kept_core_up", 4), 1);
  EXPECT_GT(page.at("kept_parent_share", 3), 0.9f);
  EXPECT_LT(page.at("kept_shape_others", 4), 0.1f);
}

TEST(ChooseBlocks, KeepsWhatIsLikelierThanNot) {
  const Described page(kPage);
  const std::vector<float> scores = {-9, -9, 2, -0.5f, -9, -9};
  // 17 words are few for an article: the bar is lowered once.
  EXPECT_EQ(choose_blocks(page.blocks, scores).blocks, (std::vector<std::size_t>{2, 3}));
  const Chosen nothing = choose_blocks(page.blocks, std::vector<float>(6, -9.0f), 0, true);
  EXPECT_TRUE(nothing.blocks.empty());
  ASSERT_EQ(nothing.reasons.size(), 6u);
  EXPECT_EQ(nothing.reasons[0].reason, "debris");
  EXPECT_EQ(choose_blocks(page.blocks, std::vector<float>(6, -9.0f), 9.5).blocks.size(), 6u);  // a bias moves them all
}

}  // namespace
}  // namespace readout
