#include "article/block_places.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "article/test_rules.h"

namespace readout {
namespace {

constexpr std::string_view kPage =
    "<body><div class=menu><a href=/>Home</a></div><main><article class=story><h1>The bridge reopens</h1><p>First.</p><div><p>Second."
    "</p></div><p>Third.<br><br>Fourth.</p></article></main><ul class=teasers><li>One</li><li>Two</li></ul><ul class=tags><li>Three</li>"
    "</ul></body>";

// The slow twin: the ways up from each block, walked in the tree.
std::vector<NodeId> way_up(const HtmlTree& tree, NodeId node) {
  std::vector<NodeId> way = {node};
  while (node != HtmlTree::root()) way.push_back(node = tree[node].parent);
  return way;
}

TEST(BlockPlaces, HoldersAreTheElementsAroundBlocks) {
  const HtmlTree tree(kPage);
  const Blocks blocks = find_blocks(tree, test_tables().char_refs, test_tables().classes);
  const BlockPlaces places(tree, blocks);
  ASSERT_GE(blocks.blocks.size(), 9u);
  ASSERT_EQ(places.holder.size(), blocks.blocks.size());
  for (std::size_t k = 1; k < places.holders.size(); ++k) {
    EXPECT_LT(places.holders[k - 1].node, places.holders[k].node);
    EXPECT_LT(places.holders[k].parent, k);
  }
  for (std::size_t i = 0; i < blocks.blocks.size(); ++i) {
    std::uint32_t at = places.holder[i];
    for (const NodeId node : way_up(tree, blocks.blocks[i].node)) {
      EXPECT_EQ(places.holders[at].node, node);
      EXPECT_EQ(places.holders[at].depth, tree[node].depth);
      EXPECT_EQ(places.holders[at].class_name, tree.attribute(node, "class"));
      at = places.above(at);
    }
    EXPECT_EQ(at, 0u);
  }
}

TEST(BlockPlaces, WaysMeetAtTheInnermostElementAroundBoth) {
  const HtmlTree tree(kPage);
  const BlockPlaces places(tree, find_blocks(tree, test_tables().char_refs, test_tables().classes));
  for (std::uint32_t to = 0; to < places.holders.size(); ++to) {
    const auto depths = places.meeting_depths(to);
    const auto around = places.around(to), within = places.within(to);
    const std::vector<NodeId> way = way_up(tree, places.holders[to].node);
    for (std::uint32_t at = 0; at < places.holders.size(); ++at) {
      const std::vector<NodeId> own = way_up(tree, places.holders[at].node);
      const auto meet = std::find_first_of(own.begin(), own.end(), way.begin(), way.end());
      EXPECT_EQ(depths[at], tree[*meet].depth);
      EXPECT_EQ(around[at], std::find(way.begin(), way.end(), own.front()) != way.end());
      EXPECT_EQ(within[at], std::find(own.begin(), own.end(), way.front()) != own.end());
    }
  }
}

TEST(BlockPlaces, ShapesAreTagAndClassOfBlockAndParent) {
  const HtmlTree tree(kPage);
  const Blocks blocks = find_blocks(tree, test_tables().char_refs, test_tables().classes);
  const BlockPlaces places(tree, blocks);
  const auto shape_of = [&](std::string_view text) {
    for (std::size_t i = 0; i < blocks.blocks.size(); ++i)
      if (slice(blocks.text, blocks.blocks[i].text) == text) return places.shape[i];
    ADD_FAILURE() << text;
    return 0u;
  };
  EXPECT_EQ(shape_of("First."), shape_of("Third."));   // not in a row
  EXPECT_EQ(shape_of("Third."), shape_of("Fourth."));  // one element
  EXPECT_NE(shape_of("First."), shape_of("Second."));
  EXPECT_EQ(shape_of("One"), shape_of("Two"));
  EXPECT_NE(shape_of("Two"), shape_of("Three"));
}

}  // namespace
}  // namespace readout
