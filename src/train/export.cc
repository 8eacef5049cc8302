#include "train/export.h"

namespace readout {
std::string export_model(const Network& network, const std::vector<std::uint64_t>& hashes, const TagSets& tags, const std::vector<Example>&) {
  std::string out;
  const auto put = [&](const void* p, std::size_t n) { out.append(static_cast<const char*>(p), n); };
  const auto block = [&](const Block& b) { put(b.w.data(), b.w.size() * 4); };
  const int head[] = {network.shape().dim, network.shape().layers, network.shape().hidden, network.shape().rows};
  put(head, sizeof head);
  put(hashes.data(), hashes.size() * 8);
  block(network.rows);
  for (const auto& b : network.conv) block(b);
  for (const auto& b : network.conv_bias) block(b);
  block(network.tags), block(network.tag_bias), block(network.slots), block(network.vectors), block(network.hidden_bias), block(network.actions), block(network.action_bias);
  (void)tags;
  return out;
}
}  // namespace readout
