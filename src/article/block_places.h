// Where a page's blocks stand, numbered once so that what is summed over elements or over blocks of one shape is an array: the
// elements that hold blocks, in document order, and the shapes of blocks. One pass over the blocks and one over the tree.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "article/blocks.h"

namespace readout {

struct BlockPlaces {
  // An element that is, or holds, the element of a block.
  struct Holder {
    NodeId node = kNoNode;
    std::uint32_t parent = 0;  // number of the holder around it; the root's is itself
    std::uint32_t depth = 0;
    Tag tag = Tag::other;
    std::string_view class_name;
  };
  std::vector<Holder> holders;        // ascending by node, the root first: a parent stands before its children
  std::vector<std::uint32_t> holder;  // of each block: the number of its own element
  // Blocks of one shape have the same tag and class and their parents too: the paragraphs of a body, the teasers of a list.
  std::vector<std::uint32_t> shape;         // of each block: the number of its shape
  std::vector<std::uint64_t> shape_hashes;  // of each shape

  BlockPlaces(const HtmlTree& tree, const Blocks& blocks);

  std::uint32_t parent_of(std::size_t block) const { return holders[holder[block]].parent; }
  std::uint32_t above(std::uint32_t at) const { return holders[at].parent; }
  // For each holder the depth of the innermost element that holds it and the holder `to` both.
  std::vector<std::uint32_t> meeting_depths(std::uint32_t to) const;
  // For each holder whether it is `at` or around it.
  std::vector<bool> around(std::uint32_t at) const;
  // For each holder whether it is `at` or inside it.
  std::vector<bool> within(std::uint32_t at) const;
};

}  // namespace readout
