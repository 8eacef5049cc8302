#include "article/forest.h"

#include <gtest/gtest.h>

#include <random>

namespace readout {
namespace {

constexpr std::string_view kNames[] = {"words", "links", "place"};

// Slow twin: one row, one tree, one question after the other.
double score_row(const std::vector<std::vector<std::pair<std::size_t, float>>>& questions, const std::vector<std::vector<int>>& leaves,
                 const FeatureTable& table, std::size_t row) {
  double sum = 0;
  for (std::size_t t = 0; t < questions.size(); ++t) {
    std::size_t leaf = 0, bit = 1;
    for (const auto& [column, threshold] : questions[t]) {
      if (table.column(column)[row] > threshold) leaf += bit;
      bit *= 2;
    }
    sum += leaves[t][leaf] / 1000.0;
  }
  return sum;
}

TEST(Forest, AddsTheLeavesOfItsName) {
  const TextFile file{"m", "# comment\na\tstart\t-0.5\na\twords>3 links>0.5\t1000 2000 -1000 -2000\nb\twords>1\t7 9\na\tplace>-1\t0 250\n"};
  const auto forest = Forest::compile(file, "a", kNames);
  ASSERT_TRUE(forest) << forest.error().text();
  FeatureTable table(4, 3);
  const float rows[4][3] = {{3, 0, -1}, {4, 0, 0}, {3, 1, 0}, {9, 0.6f, -2}};
  for (std::size_t i = 0; i < 4; ++i)
    for (std::size_t c = 0; c < 3; ++c) table.column(c)[i] = rows[i][c];
  const std::vector<float> scores = forest->score(table);
  const float expected[4] = {0.5f, 1.75f, -1.25f, -2.5f};
  for (std::size_t i = 0; i < 4; ++i) EXPECT_FLOAT_EQ(scores[i], expected[i]) << i;
}

TEST(Forest, ColumnsAndRowsAgree) {
  std::mt19937 random(5);
  const auto below = [&](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
  std::vector<std::vector<std::pair<std::size_t, float>>> questions;
  std::vector<std::vector<int>> leaves;
  std::string text;
  for (int t = 0; t < 40; ++t) {
    auto& asked = questions.emplace_back();
    text += "m\t";
    for (std::uint32_t k = 0, n = 1 + below(6); k < n; ++k) {
      asked.emplace_back(below(3), static_cast<float>(below(20)) / 4);
      text += (k ? " " : "") + std::string(kNames[asked.back().first]) + ">" + std::to_string(asked.back().second);
    }
    text += "\t";
    auto& values = leaves.emplace_back();
    for (std::size_t l = 0; l < std::size_t{1} << asked.size(); ++l) {
      values.push_back(static_cast<int>(below(4000)) - 2000);
      text += (l ? " " : "") + std::to_string(values.back());
    }
    text += "\n";
  }
  const auto forest = Forest::compile({"m", text}, "m", kNames);
  ASSERT_TRUE(forest) << forest.error().text();
  FeatureTable table(333, 3);
  for (std::size_t c = 0; c < 3; ++c)
    for (float& value : table.column(c)) value = static_cast<float>(below(24)) / 4;
  const std::vector<float> scores = forest->score(table);
  for (std::size_t i = 0; i < table.rows(); ++i)
    EXPECT_NEAR(static_cast<double>(scores[i]), score_row(questions, leaves, table, i), 1e-3) << i;
  EXPECT_EQ(scores, forest->score(table, true));
  for (std::size_t i = 0; i < table.rows(); ++i) {
    FeatureTable whole(1, 3);
    std::uint8_t bytes[3];
    for (std::size_t c = 0; c < 3; ++c) whole.column(c)[0] = bytes[c] = static_cast<std::uint8_t>(table.column(c)[i]);
    EXPECT_EQ(forest->score(bytes), forest->score(whole)[0]) << i;
  }
}

TEST(Forest, SaysWhichLineIsWrong) {
  const std::pair<const char*, const char*> cases[] = {
      {"a\twords>1\n", "m:1"},                   // no leaves
      {"a\tstart\t0\na\tsize>1\t1 2\n", "m:2"},  // unknown feature
      {"a\twords>1\t1 2 3\n", "m:1"},            // leaves do not fit
      {"a\twords\t1 2\n", "m:1"},                // no threshold
  };
  for (const auto& [text, where] : cases) {
    const auto forest = Forest::compile({"m", text}, "a", kNames);
    ASSERT_FALSE(forest) << text;
    EXPECT_EQ(forest.error().where, where) << text;
  }
}

TEST(Forest, NoRowsNoScores) {
  const auto forest = Forest::compile({"m", "a\twords>3\t1 2\n"}, "a", kNames);
  ASSERT_TRUE(forest);
  EXPECT_TRUE(forest->score(FeatureTable(0, 3)).empty());
  EXPECT_FALSE(forest->empty());
}

}  // namespace
}  // namespace readout
