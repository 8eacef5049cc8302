#include "article/boosted_trees.h"

#include <gtest/gtest.h>

#include <array>

namespace readout {
namespace {

constexpr std::array<std::string_view, 2> kNames = {"words", "bullet"};

TEST(BoostedTrees, SumsTheLeavesOfItsPart) {
  const TextFile file{"article/t.weights",
                      "# a comment\n"
                      "first\tbase\t-1\n"
                      "first\t(words<5 -0.5 (bullet<1 2 0.25))\n"
                      "first\t0.125\n"
                      "second\t(bullet<1 7 9)\n"};
  const auto trees = BoostedTrees::compile(file, "first", kNames);
  ASSERT_TRUE(trees);
  struct Case {
    std::array<std::uint8_t, 2> row;
    float score;
  };
  for (const Case& c : {Case{{4, 0}, -1.375F}, Case{{5, 0}, 1.125F}, Case{{60, 1}, -0.625F}, Case{{0, 1}, -1.375F}})
    EXPECT_FLOAT_EQ(trees->score(c.row.data()), c.score) << int{c.row[0]} << ' ' << int{c.row[1]};
  const auto other = BoostedTrees::compile(file, "third", kNames);
  ASSERT_TRUE(other);
  EXPECT_TRUE(other->empty());
}

TEST(BoostedTrees, ErrorsNameTheLine) {
  struct Case {
    std::string_view line, says;
  };
  for (const Case& c : {Case{"first\t(wrds<5 1 2)", "unknown feature"}, Case{"first\t(words<5 1", "no number"}, Case{"first\t(words<5 1 2", "no ')'"},
                        Case{"first\t(words<x 1 2)", "no number"}, Case{"first\t(words<5 1 2) 3", "follows"}, Case{"first\t", "no number"},
                        Case{"first\ta\tb", "a line is"}, Case{"first\tbase\tx", "no number"}}) {
    const std::string text = "# one\n" + std::string(c.line) + "\n";
    const auto trees = BoostedTrees::compile({"article/t.weights", text}, "first", kNames);
    ASSERT_FALSE(trees) << c.line;
    EXPECT_NE(trees.error().message.find(c.says), std::string::npos) << c.line << ": " << trees.error().message;
    EXPECT_EQ(trees.error().where, "article/t.weights:2");
  }
}

// A file of a thousand open brackets must not end the program.
TEST(BoostedTrees, DeepTreesAreRefused) {
  std::string text = "first\t";
  for (int i = 0; i < 1000; ++i) text += "(words<1 ";
  const auto trees = BoostedTrees::compile({"article/t.weights", text}, "first", kNames);
  ASSERT_FALSE(trees);
  EXPECT_NE(trees.error().message.find("too deep"), std::string::npos);
}

}  // namespace
}  // namespace readout
