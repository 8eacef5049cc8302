#include "ledger/blobs.h"

#include <gtest/gtest.h>

namespace readout {
namespace {

TEST(Blobs, SketchComesBackAsItWas) {
  const Sketch sketch{{1, 2, 0xFFFFFFFF}, {7, 0xFEDCBA98}, {9}, 0x0123456789ABCDEFULL, 321};
  const auto back = unpack_sketch(pack_sketch(sketch));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->chain, sketch.chain);
  EXPECT_EQ(back->keys, sketch.keys);
  EXPECT_EQ(back->facts, sketch.facts);
  EXPECT_EQ(back->n_words, sketch.n_words);
  EXPECT_EQ(back->text_hash, sketch.text_hash);
}

TEST(Blobs, EveryCutOrGrownSketchIsRefused) {
  const std::string bytes = pack_sketch({{1, 2, 3}, {4, 5}, {6}, 8, 7});
  for (std::size_t n = 0; n < bytes.size(); ++n) EXPECT_FALSE(unpack_sketch(bytes.substr(0, n))) << n;
  EXPECT_FALSE(unpack_sketch(bytes + "x"));
  std::string huge = bytes;
  huge[15] = '\x7f';  // a list of two thousand million entries
  EXPECT_FALSE(unpack_sketch(huge));
}

TEST(Blobs, OriginsComeBackAsTheyWere) {
  const std::vector<Origin> origins{{{0, 5}, 100, 105}, {{7, 70000}, 1u << 31, (1u << 31) + 69993}};
  const auto back = unpack_origins(pack_origins(origins));
  ASSERT_EQ(back.size(), 2u);
  EXPECT_EQ(back[1].text, origins[1].text);
  EXPECT_EQ(back[1].page_begin, origins[1].page_begin);
  EXPECT_EQ(back[1].page_end, origins[1].page_end);
}

}  // namespace
}  // namespace readout
