// The slow twin: every fast loop against the plain one, bit for bit.
#include "document/kernels.h"

#include <gtest/gtest.h>

#include <random>

namespace readout {
namespace {

std::vector<float> floats(std::mt19937& random, std::size_t n, float most) {
  std::vector<float> out(n);
  for (float& x : out) x = (static_cast<float>(random() % 20001) / 10000 - 1) * most;
  return out;
}

TEST(Kernels, FastLoopsEqualPlainOnes) {
  std::mt19937 random(3);
  const Kernels &fast = best_kernels(), &plain = plain_kernels();
  for (const std::size_t in : {16, 96, 288, 384}) {
    for (const std::size_t out : {16, 112, 1408}) {
      std::vector<std::int8_t> stored(in * out);
      for (auto& w : stored) w = static_cast<std::int8_t>(random() % 255 - 127);
      const auto scale = floats(random, out, 0.02F), bias = floats(random, out, 3);
      const Dense layer = make_dense(in, out, stored.data(), scale.data(), bias.data());
      for (const std::size_t rows : {1, 3, 4, 9}) {
        std::vector<std::int16_t> x(rows * in + in);
        for (auto& v : x) v = static_cast<std::int16_t>(random());
        std::vector<float> a(rows * out), b(rows * out);
        fast.dense(layer, x.data(), in, rows, a.data(), out);
        plain.dense(layer, x.data(), in, rows, b.data(), out);
        ASSERT_EQ(a, b) << in << " × " << out << ", " << rows;
      }
    }
  }
  for (const float most : {0.01F, 1.0F, 70.0F, 1e9F}) {
    const auto x = floats(random, 160, most), y = floats(random, 160, most);
    std::vector<std::int16_t> a(160), b(160);
    fast.quantize(x.data(), 160, a.data()), plain.quantize(x.data(), 160, b.data());
    EXPECT_TRUE(a == b);
    fast.quantize_positive(x.data(), 160, a.data()), plain.quantize_positive(x.data(), 160, b.data());
    EXPECT_TRUE(a == b);
    auto p = y, q = y;
    fast.add(x.data(), 160, p.data()), plain.add(x.data(), 160, q.data());
    fast.add_positive(y.data(), 160, p.data()), plain.add_positive(y.data(), 160, q.data());
    std::vector<std::int8_t> row(160);
    for (auto& w : row) w = static_cast<std::int8_t>(random());
    fast.add_scaled(row.data(), 0.013F, 160, p.data()), plain.add_scaled(row.data(), 0.013F, 160, q.data());
    EXPECT_EQ(p, q);
  }
}

}  // namespace
}  // namespace readout
