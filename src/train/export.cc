#include "train/export.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>

#include "base/format.h"
#include "base/text.h"
#include "document/features.h"
#include "document/model_file.h"
#include "train/lemma_rules.h"

namespace readout::training {
namespace {

using Sections = std::vector<std::pair<std::string, std::string>>;

template <class T>
std::string bytes_of(const std::vector<T>& numbers) {
  std::string out(numbers.size() * sizeof(T), '\0');
  if (!out.empty()) std::memcpy(out.data(), numbers.data(), out.size());
  return out;
}

std::int8_t rounded(float x) { return static_cast<std::int8_t>(std::clamp(std::lround(x), -127L, 127L)); }

// 8-bit weights with one scale a column.
void put_dense(Sections& out, const std::string& name, const Block& weights, const Block& bias) {
  const auto in = static_cast<std::size_t>(weights.in), n = static_cast<std::size_t>(weights.out);
  std::vector<float> scale(n, 0), shift = bias.w;
  shift.resize(n, 0);
  std::vector<std::int8_t> stored(in * n);
  for (std::size_t o = 0; o < n; ++o) {
    float most = 1e-9F;
    for (std::size_t i = 0; i < in; ++i) most = std::max(most, std::abs(weights.w[i * n + o]));
    scale[o] = most / 127;
    for (std::size_t i = 0; i < in; ++i) stored[i * n + o] = rounded(weights.w[i * n + o] / scale[o]);
  }
  out.emplace_back(name + ".w", bytes_of(stored));
  out.emplace_back(name + ".s", bytes_of(scale));
  out.emplace_back(name + ".b", bytes_of(shift));
}

// 8-bit rows with one scale a row.
void put_rows(Sections& out, const Block& rows) {
  const auto n = static_cast<std::size_t>(rows.in), d = static_cast<std::size_t>(rows.out);
  std::vector<float> scale(n);
  std::vector<std::int8_t> stored(n * d);
  for (std::size_t r = 0; r < n; ++r) {
    float most = 1e-9F;
    for (std::size_t j = 0; j < d; ++j) most = std::max(most, std::abs(rows.w[r * d + j]));
    scale[r] = most / 127;
    for (std::size_t j = 0; j < d; ++j) stored[r * d + j] = rounded(rows.w[r * d + j] / scale[r]);
  }
  out.emplace_back("rows", bytes_of(stored));
  out.emplace_back("rows.s", bytes_of(scale));
}

std::string names(const Labels& labels) { return join(labels.names(), "\n"); }

}  // namespace

std::string export_model(const Network& network, const std::vector<std::uint64_t>& hashes, const TagSets& tags,
                         const std::vector<Example>& examples) {
  const Shape& shape = network.shape();
  Sections out;
  out.emplace_back("shape",
                   bytes_of(std::vector<std::int32_t>{shape.dim, shape.layers, shape.hidden, static_cast<std::int32_t>(kFeatureKinds),
                                                      static_cast<std::int32_t>(kSlots), kLabels, kNerCount, kVectors, shape.memories}));
  out.emplace_back("xpos", names(tags.xpos));
  out.emplace_back("feats", names(tags.feats));
  std::vector<std::uint8_t> xpos_fits(static_cast<std::size_t>(kUposCount * shape.xpos)),
      feats_fits(static_cast<std::size_t>(kUposCount * shape.feats));
  for (const Example& example : examples)
    for (std::size_t i = 0; i < example.upos.size(); ++i) {
      xpos_fits[example.upos[i] * static_cast<std::size_t>(shape.xpos) + example.xpos[i]] = 1;
      feats_fits[example.upos[i] * static_cast<std::size_t>(shape.feats) + example.feats[i]] = 1;
    }
  out.emplace_back("xpos.fits", bytes_of(xpos_fits));
  out.emplace_back("feats.fits", bytes_of(feats_fits));
  out.emplace_back("hashes", bytes_of(hashes));
  put_rows(out, network.rows);
  for (std::size_t l = 0; l < network.conv.size(); ++l) put_dense(out, format("conv{}", l), network.conv[l], network.conv_bias[l]);
  for (std::size_t m = 0; m < network.memory.size(); ++m) put_dense(out, format("memory{}", m), network.memory[m], network.memory_bias[m]);
  put_dense(out, "tags", network.tags, network.tag_bias);
  put_dense(out, "slots", network.slots, Block{});
  put_dense(out, "actions", network.actions, network.action_bias);
  out.emplace_back("vectors", bytes_of(network.vectors.w));
  out.emplace_back("hidden.b", bytes_of(network.hidden_bias.w));
  out.emplace_back("lemmas", learn_lemma_rules(examples, tags));
  return write_model(out);
}

}  // namespace readout::training
