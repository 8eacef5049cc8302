#include "document/transitions.h"

#include <gtest/gtest.h>

#include <random>

namespace readout {
namespace {

// A random projective tree over n words, made by running the system itself.
std::vector<int> random_tree(std::mt19937& random, int n) {
  ArcHybrid state;
  state.start(n);
  while (!state.done()) {
    const auto move = static_cast<Move>(random() % 3);
    if (state.allowed(move)) state.apply(move, 0);
  }
  return state.heads;
}

TEST(ArcHybrid, FollowingTheOracleGivesTheGoldTree) {
  std::mt19937 random(1);
  for (int round = 0; round < 500; ++round) {
    const int n = 1 + static_cast<int>(random() % 15);
    const auto gold = random_tree(random, n);
    ArcHybrid state;
    state.start(n);
    int moves = 0;
    while (!state.done()) {
      Move best = Move::shift;
      int least = 1 << 20;
      for (int m = 0; m < 3; ++m)
        if (state.allowed(static_cast<Move>(m)) && state.cost(static_cast<Move>(m), gold) < least)
          least = state.cost(static_cast<Move>(m), gold), best = static_cast<Move>(m);
      ASSERT_EQ(least, 0);
      state.apply(best, 0);
      ++moves;
    }
    EXPECT_EQ(moves, 2 * n);
    EXPECT_EQ(state.heads, gold);
  }
}

// The cost of a move is what it takes from the best tree that can still be reached: checked by trying all continuations.
int best_reachable(const ArcHybrid& state, const std::vector<int>& gold) {
  if (state.done()) {
    int right = 0;
    for (std::size_t i = 0; i < gold.size(); ++i) right += state.heads[i] == gold[i];
    return right;
  }
  int best = 0;
  for (int m = 0; m < 3; ++m) {
    if (!state.allowed(static_cast<Move>(m))) continue;
    ArcHybrid next = state;
    next.apply(static_cast<Move>(m), 0);
    best = std::max(best, best_reachable(next, gold));
  }
  return best;
}

TEST(ArcHybrid, CostIsWhatAMoveLoses) {
  std::mt19937 random(2);
  for (int round = 0; round < 60; ++round) {
    const int n = 2 + static_cast<int>(random() % 4);
    const auto gold = random_tree(random, n);
    ArcHybrid state;
    state.start(n);
    while (!state.done()) {
      const int reachable = best_reachable(state, gold);
      for (int m = 0; m < 3; ++m) {
        const auto move = static_cast<Move>(m);
        if (!state.allowed(move)) continue;
        ArcHybrid next = state;
        next.apply(move, 0);
        // One root a sentence is a rule of ours that the published costs do not know: they may be one too low, never too high.
        EXPECT_LE(state.cost(move, gold), reachable - best_reachable(next, gold));
      }
      for (;;) {
        const auto move = static_cast<Move>(random() % 3);
        if (!state.allowed(move)) continue;
        state.apply(move, 0);
        break;
      }
    }
  }
}

}  // namespace
}  // namespace readout
