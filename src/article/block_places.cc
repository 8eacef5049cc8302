#include "article/block_places.h"

#include "base/hash.h"
#include "base/hash_map.h"

namespace readout {

BlockPlaces::BlockPlaces(const HtmlTree& tree, const Blocks& blocks) {
  const std::size_t n = blocks.blocks.size();
  std::vector<std::uint32_t> numbers(tree.size(), 0);  // while marking 1 is a holder, then the number
  std::size_t n_holders = 1;
  for (const Block& block : blocks.blocks)
    for (NodeId at = block.node; at != HtmlTree::root() && at != kNoNode && numbers[at] == 0; at = tree[at].parent)
      numbers[at] = 1, ++n_holders;
  holders.reserve(n_holders);
  holders.push_back(
      {HtmlTree::root(), 0, tree[HtmlTree::root()].depth, tree[HtmlTree::root()].tag, tree.attribute(HtmlTree::root(), "class")});
  for (NodeId at = 1; at < numbers.size() && holders.size() < n_holders; ++at) {
    if (numbers[at] == 0) continue;
    const Node& node = tree[at];
    numbers[at] = static_cast<std::uint32_t>(holders.size());
    holders.push_back({at, node.parent == kNoNode ? 0 : numbers[node.parent], node.depth, node.tag, tree.attribute(at, "class")});
  }
  holder.reserve(n);
  shape.reserve(n);
  HashMap<std::uint32_t> shapes;  // 1 and more
  for (std::size_t i = 0; i < n; ++i) {
    const Block& block = blocks.blocks[i];
    holder.push_back(block.node == HtmlTree::root() ? 0 : numbers[block.node]);
    const Holder& own = holders[holder[i]];
    if (i > 0 && block.tag == blocks.blocks[i - 1].tag) {  // its neighbour's, most often
      const Holder& last = holders[holder[i - 1]];
      if (own.parent == last.parent && own.class_name == last.class_name) {
        shape.push_back(shape.back());
        continue;
      }
    }
    const Holder& parent = holders[own.parent];
    const std::uint64_t inner = hash64(own.class_name, static_cast<std::uint64_t>(block.tag) + 1);
    const std::uint64_t hash = hash64(parent.class_name, inner * 131 + static_cast<std::uint64_t>(parent.tag));
    std::uint32_t& number = shapes[hash];
    if (number == 0) {
      shape_hashes.push_back(hash);
      number = static_cast<std::uint32_t>(shape_hashes.size());
    }
    shape.push_back(number - 1);
  }
}

std::vector<bool> BlockPlaces::around(std::uint32_t at) const {
  std::vector<bool> out(holders.size(), false);
  for (; at != 0; at = holders[at].parent) out[at] = true;
  out[0] = true;
  return out;
}

std::vector<bool> BlockPlaces::within(std::uint32_t at) const {
  std::vector<bool> out(holders.size(), false);
  out[at] = true;
  for (std::size_t i = at + 1; i < holders.size(); ++i) out[i] = out[holders[i].parent];
  return out;
}

std::vector<std::uint32_t> BlockPlaces::meeting_depths(std::uint32_t to) const {
  const std::vector<bool> shared = around(to);
  std::vector<std::uint32_t> depths(holders.size());
  for (std::size_t i = 0; i < holders.size(); ++i) depths[i] = shared[i] ? holders[i].depth : depths[holders[i].parent];
  return depths;
}

}  // namespace readout
