#include "article/boosted_trees.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <random>
#include <span>
#include <string>
#include <vector>

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
  for (const Case& c :
       {Case{"first\t(wrds<5 1 2)", "unknown feature"}, Case{"first\t(words<5 1", "no number"}, Case{"first\t(words<5 1 2", "no ')'"},
        Case{"first\t(words<x 1 2)", "no number"}, Case{"first\t(words<5 1 2) 3", "follows"}, Case{"first\t", "no number"},
        Case{"first\ta\tb", "a line is"}, Case{"first\tbase\tx", "no number"}}) {
    const std::string text = "# one\n" + std::string(c.line) + "\n";
    const auto trees = BoostedTrees::compile({"article/t.weights", text}, "first", kNames);
    ASSERT_FALSE(trees) << c.line;
    EXPECT_NE(trees.error().message.find(c.says), std::string::npos) << c.line << ": " << trees.error().message;
    EXPECT_EQ(trees.error().where, "article/t.weights:2");
  }
}

// The slow twin: walks the text of a tree itself.
double walk(std::string_view& tree, std::span<const std::uint8_t> row, bool count) {
  double value = 0;
  if (tree[0] != '(') {
    value = std::atof(std::string(tree.substr(0, tree.find_first_of(" )"))).c_str());
    tree.remove_prefix(std::min(tree.size(), tree.find_first_of(" )")));
    return count ? value : 0;
  }
  const bool words = tree[1] == 'w';
  const std::size_t mark = tree.find('<'), blank = tree.find(' ');
  const int bound = std::atoi(std::string(tree.substr(mark + 1, blank - mark - 1)).c_str());
  const bool left = row[words ? 0 : 1] < bound;
  tree.remove_prefix(blank + 1);
  value = walk(tree, row, count && left);
  tree.remove_prefix(1);
  value += walk(tree, row, count && !left);
  tree.remove_prefix(1);
  return value;
}

TEST(BoostedTrees, ScoresAsTheTextSays) {
  std::mt19937 random(5);
  const auto make = [&](const auto& self, int depth) -> std::string {
    if (depth == 0 || random() % 4 == 0) return std::to_string(static_cast<double>(random() % 200) / 100 - 1);
    return std::string(random() % 2 ? "(words<" : "(bullet<") + std::to_string(random() % 30) + ' ' + self(self, depth - 1) + ' ' +
           self(self, depth - 1) + ')';
  };
  for (int round = 0; round < 50; ++round) {
    std::vector<std::string> texts;
    std::string file;
    for (int t = 0; t < 5; ++t) file += "first\t" + texts.emplace_back(make(make, 1 + t)) + "\n";
    const auto trees = BoostedTrees::compile({"article/t.weights", file}, "first", kNames);
    ASSERT_TRUE(trees) << file;
    for (int k = 0; k < 40; ++k) {
      const std::array<std::uint8_t, 2> row = {static_cast<std::uint8_t>(random() % 32), static_cast<std::uint8_t>(random() % 32)};
      double want = 0;
      for (std::string_view text : texts) want += walk(text, row, true);
      EXPECT_NEAR(trees->score(row.data()), want, 1e-4) << file;
    }
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
