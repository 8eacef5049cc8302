// The shape of the network, shared by the parser that runs it and by train/, which makes it.
//
//   word ─ hashed features ─▶ sum of rows ─▶ L × (x + relu(conv3(x))) ─▶ M × (x + memory(x)) ─┬▶ tags: upos xpos feats ner
//      slots: what the word is worth to a parser state in each of kSlots places ◀──────────────┘
//        └─▶ sum, relu ─▶ transitions with labels
//
// After Kiperwasser and Goldberg (2016), with convolutions and light recurrent cells for the LSTM; slots computed once a word as in
// Chen and Manning (2014). A memory runs over the sentence from both ends, half of the columns each: c = f c' + (1 - f) candidate,
// where the gate f = gate_of(z) and the candidate are linear in x (Bradbury et al. 2017; Lei et al. 2018).
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>

#include "document/transitions.h"
#include "readout/document.h"

namespace readout {

inline constexpr int kLabels = static_cast<int>(kDeprelNames.size());
inline constexpr int kUposCount = static_cast<int>(kUposNames.size());
inline constexpr int kNerCount = 7;               // O and B-, I- of PER, ORG, LOC
inline constexpr int kActions = 1 + 2 * kLabels;  // shift, left with each label, right with each label

// Tokens of a parser state that the network looks at.
enum Slot : std::size_t { kS0, kS1, kS2, kB0, kB1, kB2, kS0Left, kS0Right, kS1Left, kS1Right, kB0Left, kSlots };

// Small learnt vectors added to the hidden layer: for an empty slot, for the root in a slot, for the label of a child, for distances.
inline constexpr int kLabelled = 5;  // the five child slots
inline constexpr int kDistances = 6;
inline constexpr int kNoneVectors = 0;
inline constexpr int kRootVectors = kNoneVectors + static_cast<int>(kSlots);
inline constexpr int kLabelVectors = kRootVectors + static_cast<int>(kSlots);
inline constexpr int kDistanceVectors = kLabelVectors + kLabelled * kLabels;
inline constexpr int kVectors = kDistanceVectors + 2 * kDistances;

struct StateView {
  std::array<int, kSlots> slots{};           // token, kNone or kRootNode
  std::array<int, kLabelled + 2> vectors{};  // indices of the small vectors to add
  int vector_count = 0;
};

inline int distance_bucket(int from, int to) {
  const int d = to - from;
  return d <= 1 ? 0 : d == 2 ? 1 : d == 3 ? 2 : d <= 5 ? 3 : d <= 9 ? 4 : 5;
}

inline StateView look(const ArcHybrid& state) {
  StateView view;
  const int s0 = state.stack(0), s1 = state.stack(1), b0 = state.buffer(0);
  view.slots = {s0,
                s1,
                state.stack(2),
                b0,
                state.buffer(1),
                state.buffer(2),
                state.left_child(s0),
                state.right_child(s0),
                state.left_child(s1),
                state.right_child(s1),
                state.left_child(b0)};
  for (int i = 0; i < kLabelled; ++i) {
    const int child = view.slots[static_cast<std::size_t>(kS0Left) + static_cast<std::size_t>(i)];
    if (child >= 0)
      view.vectors[static_cast<std::size_t>(view.vector_count++)] =
          kLabelVectors + i * kLabels + state.labels[static_cast<std::size_t>(child)];
  }
  if (s0 >= 0 && s1 >= 0) view.vectors[static_cast<std::size_t>(view.vector_count++)] = kDistanceVectors + distance_bucket(s1, s0);
  if (s0 >= 0 && b0 >= 0)
    view.vectors[static_cast<std::size_t>(view.vector_count++)] = kDistanceVectors + kDistances + distance_bucket(s0, b0);
  return view;
}

// Between 0 and 1 like the logistic function, but of operations that every machine rounds alike.
inline float gate_of(float z) {
  const float s = z / (1 + (z < 0 ? -z : z));
  return 0.5F + 0.5F * s;
}

inline Move move_of(int action) { return action == 0 ? Move::shift : action <= kLabels ? Move::left : Move::right; }
inline std::uint8_t label_of(int action) { return static_cast<std::uint8_t>(action == 0 ? 0 : (action - 1) % kLabels); }
inline int action_of(Move move, int label) { return move == Move::shift ? 0 : (move == Move::left ? 1 : 1 + kLabels) + label; }

inline constexpr int padded(int n) { return (n + 15) / 16 * 16; }

}  // namespace readout
