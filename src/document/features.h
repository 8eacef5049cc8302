// What the network sees of a word: hashes of its form, its beginning, its endings and its shape. One row of the embedding table
// belongs to each hash that training met often enough; the others share one row a kind.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

namespace readout {

inline constexpr std::size_t kFeatureKinds = 7;
enum FeatureKind : std::size_t { kWord = 0, kPrefix3 = 1, kSuffix2 = 2, kSuffix3 = 3, kSuffix4 = 4, kShape = 5, kPrefix1 = 6 };

using WordFeatures = std::array<std::uint64_t, kFeatureKinds>;

// Pure; cost linear in the length of the form, which is read up to 64 bytes from both ends.
WordFeatures word_features(std::string_view form);

}  // namespace readout
