#include "train/network.h"

#include <algorithm>
#include <cmath>

#include "train/gemm.h"

namespace readout::training {
namespace {

std::size_t size(int n) { return static_cast<std::size_t>(n); }

void transpose(const Block& block, std::vector<float>& out) {
  const std::size_t in = size(block.in), n = size(block.out);
  out.resize(in * n);
  for (std::size_t i = 0; i < in; ++i)
    for (std::size_t j = 0; j < n; ++j) out[j * in + i] = block.w[i * n + j];
}

void add_bias(const Block& bias, std::size_t rows, float* y) {
  const std::size_t n = size(bias.out);
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t j = 0; j < n; ++j) y[r * n + j] += bias.w[j];
}
void sum_bias(Block& bias, std::size_t rows, const float* gradient) {
  const std::size_t n = size(bias.out);
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t j = 0; j < n; ++j) bias.g[j] += gradient[r * n + j];
}

// Turns scores into probabilities in place.
void softmax(float* scores, std::size_t n) {
  const float top = *std::max_element(scores, scores + n);
  float sum = 0;
  for (std::size_t i = 0; i < n; ++i) sum += scores[i] = std::exp(scores[i] - top);
  for (std::size_t i = 0; i < n; ++i) scores[i] /= sum;
}

}  // namespace

Network::Network(const Shape& shape, std::uint64_t seed) : shape_(shape), random_(seed) {
  const auto fill = [&](Block& block, int in, int out, float scale) {
    block.resize(in, out);
    for (float& w : block.w) {
      float sum = -6;  // twelve uniform numbers: a normal one, the same on every machine
      for (int i = 0; i < 12; ++i) sum += uniform();
      w = sum * scale;
    }
  };
  const int d = shape.dim;
  const auto he = [](int in) { return std::sqrt(2.0F / static_cast<float>(in)); };
  fill(rows, shape.rows, d, 0.15F);
  conv.resize(size(shape.layers));
  conv_bias.resize(size(shape.layers));
  for (auto& block : conv) fill(block, 3 * d, d, he(3 * d));
  for (auto& block : conv_bias) block.resize(1, d);
  memory.resize(size(shape.memories));
  memory_bias.resize(size(shape.memories));
  for (auto& block : memory) fill(block, d, 2 * d, std::sqrt(1.0F / static_cast<float>(d)));
  for (auto& block : memory_bias) block.resize(1, 2 * d);
  fill(tags, d, shape.tags(), 1.0F / std::sqrt(static_cast<float>(d)));
  tag_bias.resize(1, shape.tags());
  fill(slots, d, static_cast<int>(kSlots) * shape.hidden, std::sqrt(2.0F / static_cast<float>(d * 6)));
  fill(vectors, kVectors, shape.hidden, 0.05F);
  hidden_bias.resize(1, shape.hidden);
  fill(actions, shape.hidden, shape.actions(), std::sqrt(1.0F / static_cast<float>(shape.hidden)));
  action_bias.resize(1, shape.actions());
  touched_.assign(size(shape.rows), 0);
}

void Network::forward(std::span<const Item* const> batch, float dropout) {
  const std::size_t d = size(shape_.dim);
  positions_ = 1;
  for (const Item* item : batch) positions_ += item->rows.size() + 1;
  is_word_.assign(positions_, 0);
  x_.resize(conv.size() + memory.size() + 1);
  active_.resize(conv.size());
  mask_.resize(x_.size());
  gates_.resize(memory.size());
  cells_.resize(memory.size());
  x_[0].assign(positions_ * d, 0);
  std::size_t at = 1;
  for (const Item* item : batch) {
    for (const auto& features : item->rows) {
      is_word_[at] = 1;
      for (const std::uint32_t row : features)
        for (std::size_t j = 0; j < d; ++j) x_[0][at * d + j] += rows.w[row * d + j];
      ++at;
    }
    ++at;
  }
  const auto drop = [&](std::vector<float>& mask, std::vector<float>& values) {
    if (dropout <= 0) return;
    mask.resize(positions_ * d);
    const float keep = 1 / (1 - dropout);
    for (std::size_t i = 0; i < mask.size(); ++i) {
      mask[i] = uniform() < dropout ? 0 : keep;
      values[i] *= mask[i];
    }
  };
  drop(mask_[0], x_[0]);
  for (std::size_t l = 0; l < conv.size(); ++l) {
    auto& a = active_[l];
    a.assign(positions_ * d, 0);
    multiply_add(positions_ - 2, d, 3 * d, x_[l].data(), d, conv[l].w.data(), d, a.data() + d, d);
    add_bias(conv_bias[l], positions_, a.data());
    for (std::size_t p = 0; p < positions_; ++p)
      for (std::size_t j = 0; j < d; ++j) a[p * d + j] = is_word_[p] ? std::max(a[p * d + j], 0.0F) : 0.0F;
    x_[l + 1] = x_[l];
    std::vector<float> kept = a;
    drop(mask_[l + 1], kept);
    for (std::size_t i = 0; i < kept.size(); ++i) x_[l + 1][i] += kept[i];
  }
  for (std::size_t m = 0; m < memory.size(); ++m) {
    remember(m);
    std::vector<float> kept = cells_[m];
    drop(mask_[conv.size() + m + 1], kept);
    auto& up = x_[conv.size() + m + 1];
    up = x_[conv.size() + m];
    for (std::size_t i = 0; i < kept.size(); ++i) up[i] += kept[i];
  }
  const auto& top = x_.back();
  const std::size_t t = size(shape_.tags()), s = size(slots.out);
  tag_scores_.assign(positions_ * t, 0);
  multiply_add(positions_, t, d, top.data(), d, tags.w.data(), t, tag_scores_.data(), t);
  add_bias(tag_bias, positions_, tag_scores_.data());
  slot_values_.assign(positions_ * s, 0);
  multiply_add(positions_, s, d, top.data(), d, slots.w.data(), s, slot_values_.data(), s);
}

// Runs the cells of a recurrent layer over each sentence, from both ends: c = f c' + (1 - f) candidate, f = gate_of(z).
void Network::remember(std::size_t layer) {
  const std::size_t d = size(shape_.dim), half = d / 2;
  auto& z = gates_[layer];
  auto& c = cells_[layer];
  z.assign(positions_ * 2 * d, 0);
  c.assign(positions_ * d, 0);
  multiply_add(positions_, 2 * d, d, x_[conv.size() + layer].data(), d, memory[layer].w.data(), 2 * d, z.data(), 2 * d);
  add_bias(memory_bias[layer], positions_, z.data());
  const auto cell = [&](std::size_t p, std::size_t before, std::size_t side) {
    if (!is_word_[p]) return;
    for (std::size_t j = 0; j < half; ++j) {
      const float f = gate_of(z[p * 2 * d + side * d + j]), candidate = z[p * 2 * d + side * d + half + j];
      c[p * d + side * half + j] = f * c[before * d + side * half + j] + (1 - f) * candidate;
    }
  };
  for (std::size_t p = 1; p < positions_; ++p) cell(p, p - 1, 0);
  for (std::size_t p = positions_ - 1; p-- > 0;) cell(p, p + 1, 1);
}

// `gradient` of the layer above becomes that of the layer below.
void Network::backward_memory(std::size_t layer, std::vector<float>& gradient) {
  const std::size_t d = size(shape_.dim), half = d / 2;
  const auto& z = gates_[layer];
  const auto& c = cells_[layer];
  const auto& mask = mask_[conv.size() + layer + 1];
  std::vector<float> inner(gradient.size()), dz(positions_ * 2 * d, 0), back, below(gradient.size(), 0);
  for (std::size_t i = 0; i < inner.size(); ++i) inner[i] = gradient[i] * (mask.empty() ? 1.0F : mask[i]);
  const auto cell = [&](std::size_t p, std::size_t before, std::size_t side) {
    if (!is_word_[p]) return;
    for (std::size_t j = 0; j < half; ++j) {
      const std::size_t at = p * 2 * d + side * d + j, cell_at = p * d + side * half + j, cell_before = before * d + side * half + j;
      const float f = gate_of(z[at]), up = inner[cell_at], slope = 1 + std::abs(z[at]);
      dz[at + half] = up * (1 - f);
      dz[at] = up * (c[cell_before] - z[at + half]) * 0.5F / (slope * slope);
      if (is_word_[before]) inner[cell_before] += up * f;
    }
  };
  for (std::size_t p = positions_ - 1; p > 0; --p) cell(p, p - 1, 0);
  for (std::size_t p = 0; p + 1 < positions_; ++p) cell(p, p + 1, 1);
  sum_bias(memory_bias[layer], positions_, dz.data());
  multiply_transposed_add(positions_, 2 * d, d, x_[conv.size() + layer].data(), d, dz.data(), 2 * d, memory[layer].g.data(), 2 * d);
  transpose(memory[layer], back);
  multiply_add(positions_, d, 2 * d, dz.data(), 2 * d, back.data(), d, below.data(), d);
  for (std::size_t p = 0; p < positions_; ++p)
    for (std::size_t j = 0; j < d; ++j) gradient[p * d + j] = is_word_[p] ? gradient[p * d + j] + below[p * d + j] : 0;
}

void Network::hidden_of(const StateView& view, std::size_t begin, float* out) const {
  const std::size_t h = size(shape_.hidden), s = size(slots.out);
  std::copy(hidden_bias.w.begin(), hidden_bias.w.end(), out);
  const auto add = [&](const float* from) {
    for (std::size_t j = 0; j < h; ++j) out[j] += from[j];
  };
  for (std::size_t k = 0; k < kSlots; ++k) {
    const int token = view.slots[k];
    if (token >= 0)
      add(&slot_values_[(begin + size(token)) * s + k * h]);
    else
      add(&vectors.w[(size(token == kRootNode ? kRootVectors : kNoneVectors) + k) * h]);
  }
  for (int i = 0; i < view.vector_count; ++i) add(&vectors.w[size(view.vectors[size(i)]) * h]);
}

// Runs the parser over one sentence. Learning: notes every state and the gradient of its scores.
void Network::parse(std::size_t begin, int n, const Item* gold, const Options& options, bool learning, Answer* answer) {
  const std::size_t h = size(shape_.hidden), a = size(shape_.actions());
  std::vector<float> hidden(h), scores(a), mask(h, 1);
  parser_.start(n);
  while (!parser_.done()) {
    const StateView view = look(parser_);
    hidden_of(view, begin, hidden.data());
    for (float& x : hidden) x = std::max(x, 0.0F);
    if (learning && options.hidden_dropout > 0)
      for (std::size_t j = 0; j < h; ++j) hidden[j] *= mask[j] = uniform() < options.hidden_dropout ? 0 : 1 / (1 - options.hidden_dropout);
    scores.assign(action_bias.w.begin(), action_bias.w.end());
    multiply_add(1, a, h, hidden.data(), h, actions.w.data(), a, scores.data(), a);
    bool allowed[3];
    for (int m = 0; m < 3; ++m) allowed[m] = parser_.allowed(static_cast<Move>(m));
    int best = -1;
    for (int i = 0; i < kActions; ++i)
      if (allowed[static_cast<int>(move_of(i))] && (best < 0 || scores[size(i)] > scores[size(best)])) best = i;
    if (learning) {
      int cost[3], least = 1 << 30;
      for (int m = 0; m < 3; ++m)
        if (allowed[m]) least = std::min(least, cost[m] = parser_.cost(static_cast<Move>(m), gold->heads));
      const int s0 = parser_.stack(0);
      const int label = s0 >= 0 ? gold->labels[size(s0)] : 0;
      for (int i = 0; i < kActions; ++i)
        if (!allowed[static_cast<int>(move_of(i))]) scores[size(i)] = -1e30F;
      for (std::size_t i = size(kActions); i < a; ++i) scores[i] = -1e30F;
      softmax(scores.data(), a);
      float right = 1e-12F;
      int choice = -1;
      for (int m = 0; m < 3; ++m) {
        if (!allowed[m] || cost[m] != least) continue;
        const int action = action_of(static_cast<Move>(m), m == 0 ? 0 : label);
        right += scores[size(action)];
        if (choice < 0 || scores[size(action)] > scores[size(choice)]) choice = action;
      }
      loss_ -= std::log(right);
      states_.insert(states_.end(), hidden.begin(), hidden.end());
      state_mask_.insert(state_mask_.end(), mask.begin(), mask.end());
      views_.push_back(view);
      view_begin_.push_back(begin);
      const std::size_t row = state_scores_.size();
      state_scores_.insert(state_scores_.end(), scores.begin(), scores.end());
      for (int m = 0; m < 3; ++m) {
        if (!allowed[m] || cost[m] != least) continue;
        const std::size_t action = size(action_of(static_cast<Move>(m), m == 0 ? 0 : label));
        state_scores_[row + action] -= scores[action] / right;
      }
      if (uniform() >= options.explore) best = choice;
    }
    parser_.apply(move_of(best), label_of(best));
  }
  if (answer != nullptr) {
    answer->heads = parser_.heads;
    answer->labels = parser_.labels;
  }
}

double Network::tag_loss(const Item& item, std::size_t begin, const Options& options) {
  const std::size_t t = size(shape_.tags());
  double loss = 0;
  const auto group = [&](std::size_t token, int at, int n, std::size_t gold, float weight) {
    float* scores = &tag_scores_[(begin + token) * t + size(at)];
    float* gradient = &tag_gradient_[(begin + token) * t + size(at)];
    softmax(scores, size(n));
    loss -= weight * std::log(scores[gold] + 1e-12F);
    for (std::size_t i = 0; i < size(n); ++i) gradient[i] = weight * scores[i];
    gradient[gold] -= weight;
  };
  for (std::size_t i = 0; i < item.rows.size(); ++i) {
    if (!item.upos.empty()) group(i, shape_.upos_at(), kUposCount, item.upos[i], 1);
    if (!item.xpos.empty()) group(i, shape_.xpos_at(), shape_.xpos, item.xpos[i], 0.5F);
    if (!item.feats.empty()) group(i, shape_.feats_at(), shape_.feats, item.feats[i], 0.5F);
    if (!item.ner.empty()) group(i, shape_.ner_at(), kNerCount, item.ner[i], options.ner_weight);
  }
  return loss;
}

double Network::learn(std::span<const Item* const> batch, const Options& options) {
  forward(batch, options.dropout);
  tag_gradient_.assign(tag_scores_.size(), 0);
  states_.clear(), state_scores_.clear(), state_mask_.clear(), views_.clear(), view_begin_.clear();
  loss_ = 0;
  std::size_t begin = 1, tokens = 0;
  for (const Item* item : batch) {
    loss_ += tag_loss(*item, begin, options);
    if (!item->heads.empty()) parse(begin, static_cast<int>(item->rows.size()), item, options, true, nullptr);
    begin += item->rows.size() + 1;
    tokens += item->rows.size();
  }
  backward_parser();
  backward_encoder(batch);
  return loss_ / static_cast<double>(tokens);
}

void Network::backward_parser() {
  const std::size_t h = size(shape_.hidden), a = size(shape_.actions()), s = size(slots.out), n = views_.size();
  slot_gradient_.assign(positions_ * s, 0);
  if (n == 0) return;
  multiply_transposed_add(n, a, h, states_.data(), h, state_scores_.data(), a, actions.g.data(), a);
  sum_bias(action_bias, n, state_scores_.data());
  std::vector<float> back;
  transpose(actions, back);
  std::vector<float> gradient(n * h, 0);
  multiply_add(n, h, a, state_scores_.data(), a, back.data(), h, gradient.data(), h);
  for (std::size_t i = 0; i < gradient.size(); ++i) gradient[i] = states_[i] > 0 ? gradient[i] * state_mask_[i] : 0;
  sum_bias(hidden_bias, n, gradient.data());
  for (std::size_t i = 0; i < n; ++i) {
    const float* from = &gradient[i * h];
    const auto add = [&](float* to) {
      for (std::size_t j = 0; j < h; ++j) to[j] += from[j];
    };
    const StateView& view = views_[i];
    for (std::size_t k = 0; k < kSlots; ++k) {
      const int token = view.slots[k];
      if (token >= 0)
        add(&slot_gradient_[(view_begin_[i] + size(token)) * s + k * h]);
      else
        add(&vectors.g[(size(token == kRootNode ? kRootVectors : kNoneVectors) + k) * h]);
    }
    for (int k = 0; k < view.vector_count; ++k) add(&vectors.g[size(view.vectors[size(k)]) * h]);
  }
}

void Network::backward_encoder(std::span<const Item* const> batch) {
  const std::size_t d = size(shape_.dim), t = size(shape_.tags()), s = size(slots.out);
  const auto& top = x_.back();
  std::vector<float> back, gradient(positions_ * d, 0);
  multiply_transposed_add(positions_, t, d, top.data(), d, tag_gradient_.data(), t, tags.g.data(), t);
  sum_bias(tag_bias, positions_, tag_gradient_.data());
  transpose(tags, back);
  multiply_add(positions_, d, t, tag_gradient_.data(), t, back.data(), d, gradient.data(), d);
  multiply_transposed_add(positions_, s, d, top.data(), d, slot_gradient_.data(), s, slots.g.data(), s);
  transpose(slots, back);
  multiply_add(positions_, d, s, slot_gradient_.data(), s, back.data(), d, gradient.data(), d);
  for (std::size_t m = memory.size(); m-- > 0;) backward_memory(m, gradient);
  std::vector<float> inner(positions_ * d), wide;
  for (std::size_t l = conv.size(); l-- > 0;) {
    const auto& mask = mask_[l + 1];
    for (std::size_t i = 0; i < inner.size(); ++i) inner[i] = active_[l][i] > 0 ? gradient[i] * (mask.empty() ? 1.0F : mask[i]) : 0;
    sum_bias(conv_bias[l], positions_, inner.data());
    multiply_transposed_add(positions_ - 2, d, 3 * d, x_[l].data(), d, inner.data() + d, d, conv[l].g.data(), d);
    transpose(conv[l], back);
    wide.assign((positions_ - 2) * 3 * d, 0);
    multiply_add(positions_ - 2, 3 * d, d, inner.data() + d, d, back.data(), 3 * d, wide.data(), 3 * d);
    for (std::size_t p = 0; p + 2 < positions_; ++p)
      for (std::size_t j = 0; j < 3 * d; ++j) gradient[p * d + j] += wide[p * 3 * d + j];
    for (std::size_t p = 0; p < positions_; ++p)
      if (!is_word_[p]) std::fill_n(&gradient[p * d], d, 0.0F);
  }
  if (!mask_[0].empty())
    for (std::size_t i = 0; i < gradient.size(); ++i) gradient[i] *= mask_[0][i];
  std::size_t at = 1;
  for (const Item* item : batch) {
    for (const auto& features : item->rows) {
      for (const std::uint32_t row : features) {
        if (!touched_[row]) touched_[row] = 1, touched_rows_.push_back(row);
        for (std::size_t j = 0; j < d; ++j) rows.g[row * d + j] += gradient[at * d + j];
      }
      ++at;
    }
    ++at;
  }
}

namespace {

constexpr float kDecay1 = 0.9F, kDecay2 = 0.98F, kEpsilon = 1e-8F;

void adam(Block& block, std::size_t begin, std::size_t end, float rate, float scale) {
  for (std::size_t i = begin; i < end; ++i) {
    const float g = block.g[i] * scale;
    block.m[i] = kDecay1 * block.m[i] + (1 - kDecay1) * g;
    block.v[i] = kDecay2 * block.v[i] + (1 - kDecay2) * g * g;
    block.w[i] -= rate * block.m[i] / (std::sqrt(block.v[i]) + kEpsilon);
    block.g[i] = 0;
  }
}

}  // namespace

void Network::step(float rate) {
  ++steps_;
  const auto t = static_cast<float>(steps_);
  const float corrected = rate * std::sqrt(1 - std::pow(kDecay2, t)) / (1 - std::pow(kDecay1, t));
  std::vector<Block*> blocks = {&tags, &tag_bias, &slots, &vectors, &hidden_bias, &actions, &action_bias};
  for (auto& block : conv) blocks.push_back(&block);
  for (auto& block : conv_bias) blocks.push_back(&block);
  for (auto& block : memory) blocks.push_back(&block);
  for (auto& block : memory_bias) blocks.push_back(&block);
  double norm = 0;
  for (const Block* block : blocks)
    for (const float g : block->g) norm += g * g;
  // The gradient is the sum over a batch; its length is held below that of an ordinary batch.
  const float limit = 200;
  const float scale = norm > limit * limit ? limit / static_cast<float>(std::sqrt(norm)) : 1;
  for (Block* block : blocks) adam(*block, 0, block->w.size(), corrected, scale);
  const std::size_t d = size(shape_.dim);
  for (const std::uint32_t row : touched_rows_) {
    adam(rows, row * d, (row + 1) * d, corrected, scale);
    touched_[row] = 0;
  }
  touched_rows_.clear();
}

Answer Network::answer(const Item& item) {
  const Item* one[] = {&item};
  for (auto& mask : mask_) mask.clear();
  forward(one, 0);
  Answer answer;
  const std::size_t t = size(shape_.tags());
  for (std::size_t i = 0; i < item.rows.size(); ++i) {
    const float* scores = &tag_scores_[(1 + i) * t];
    const auto best = [&](int at, int n) { return std::max_element(scores + at, scores + at + n) - (scores + at); };
    answer.upos.push_back(static_cast<std::uint8_t>(best(shape_.upos_at(), kUposCount)));
    answer.xpos.push_back(static_cast<std::uint16_t>(best(shape_.xpos_at(), shape_.xpos)));
    answer.feats.push_back(static_cast<std::uint16_t>(best(shape_.feats_at(), shape_.feats)));
    answer.ner.push_back(static_cast<std::uint8_t>(best(shape_.ner_at(), kNerCount)));
  }
  parse(1, static_cast<int>(item.rows.size()), nullptr, {}, false, &answer);
  return answer;
}

}  // namespace readout::training
