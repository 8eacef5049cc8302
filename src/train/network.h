// The network of document/layout.h in floats, with gradients: forward and backward over a batch of sentences, and Adam.
#pragma once
#include <cstdint>
#include <random>
#include <span>
#include <vector>

#include "document/layout.h"

namespace readout::training {

struct Shape {
  int dim = 96;  // of a word vector; a multiple of 16
  int layers = 3;
  int memories = 1;         // recurrent layers above the convolutions
  int hidden = 128;         // of the parser; a multiple of 16
  int rows = 0;             // of the embedding table
  int xpos = 0, feats = 0;  // sizes of the tag sets
  int tags() const { return padded(kUposCount + xpos + feats + kNerCount); }
  int upos_at() const { return 0; }
  int xpos_at() const { return kUposCount; }
  int feats_at() const { return kUposCount + xpos; }
  int ner_at() const { return kUposCount + xpos + feats; }
  int actions() const { return padded(kActions); }
};

// One sentence as rows of the embedding table, and what is known of it. An empty list of labels is not trained on.
struct Item {
  std::vector<std::vector<std::uint32_t>> rows;  // a token
  std::vector<std::uint8_t> upos, labels, ner;
  std::vector<std::uint16_t> xpos, feats;
  std::vector<int> heads;
};

struct Answer {
  std::vector<std::uint8_t> upos, labels, ner;
  std::vector<std::uint16_t> xpos, feats;
  std::vector<int> heads;
};

// A block of parameters with its gradient and the moments of Adam.
struct Block {
  std::vector<float> w, g, m, v;
  int in = 0, out = 0;
  void resize(int i, int o) {
    in = i, out = o;
    const auto n = static_cast<std::size_t>(i) * static_cast<std::size_t>(o);
    w.assign(n, 0), g.assign(n, 0), m.assign(n, 0), v.assign(n, 0);
  }
};

class Network {
 public:
  Network(const Shape& shape, std::uint64_t seed);

  struct Options {
    float dropout = 0.25F;
    float hidden_dropout = 0.1F;
    float explore = 0.8F;  // how often the parser follows its own choice instead of the gold one
    float ner_weight = 1.0F;
  };
  // Forward and backward over a batch; gradients are added. Gives the loss a token.
  double learn(std::span<const Item* const> batch, const Options& options);
  void step(float rate);  // one step of Adam, then gradients are zero
  Answer answer(const Item& item);

  const Shape& shape() const { return shape_; }

  Block rows, tags, tag_bias, slots, vectors, hidden_bias, actions, action_bias;
  std::vector<Block> conv, conv_bias;
  std::vector<Block> memory,
      memory_bias;  // gates and candidates of the recurrent layers: [forward gate | candidate | backward gate | candidate]

 private:
  struct Step;
  void forward(std::span<const Item* const> batch, float dropout);
  void parse(std::size_t begin, int n, const Item* gold, const Options& options, bool learning, Answer* answer);
  double tag_loss(const Item& item, std::size_t begin, const Options& options);
  void backward_parser();
  void remember(std::size_t layer);
  void backward_memory(std::size_t layer, std::vector<float>& gradient);
  void backward_encoder(std::span<const Item* const> batch);
  void hidden_of(const StateView& view, std::size_t begin, float* out) const;
  float uniform() { return static_cast<float>(random_() >> 40) * 0x1p-24F; }

  Shape shape_;
  std::mt19937_64 random_;
  std::uint64_t steps_ = 0;
  std::vector<std::uint8_t> touched_;
  std::vector<std::uint32_t> touched_rows_;

  // Of the batch in hand. Row 0 and the rows between sentences are zero.
  std::size_t positions_ = 0;
  std::vector<std::uint8_t> is_word_;
  std::vector<std::vector<float>> x_, active_, mask_;  // a layer
  std::vector<std::vector<float>> gates_, cells_;      // a recurrent layer
  std::vector<float> tag_scores_, tag_gradient_, slot_values_, slot_gradient_;
  std::vector<float> states_, state_scores_, state_mask_;  // a transition
  std::vector<StateView> views_;
  std::vector<std::size_t> view_begin_;
  double loss_ = 0;
  ArcHybrid parser_;
};

}  // namespace readout::training
