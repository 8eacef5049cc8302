// Gradient boosting of symmetric trees for the log loss: what article/forest.h reads. Header of train_blocks.cc; single-threaded
// and deterministic. Features are cut into at most 64 bins at quantiles; each tree sees a part of rows and of features.
#pragma once
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct BoostingOptions {
  int trees = 250, depth = 6;
  double rate = 0.1, l2 = 5, pages = 0.7, features = 0.3;
  std::uint32_t seed = 1;
};

struct SymmetricTree {
  std::vector<std::pair<std::uint32_t, float>> questions;  // column, threshold
  std::vector<double> leaves;
};
struct TreeEnsemble {
  double start = 0;
  std::vector<SymmetricTree> trees;

  // `value(column)` gives the features of the row.
  template <class Value>
  double score(Value value) const {
    double sum = start;
    for (const SymmetricTree& tree : trees) {
      std::size_t leaf = 0;
      for (std::size_t k = 0; k < tree.questions.size(); ++k)
        leaf |= static_cast<std::size_t>(value(tree.questions[k].first) > tree.questions[k].second) << k;
      sum += tree.leaves[leaf];
    }
    return sum;
  }
};

// The lines that Forest::compile() reads.
inline std::string written(std::string_view name, const TreeEnsemble& model, std::span<const std::string_view> features) {
  char number[32];
  std::snprintf(number, sizeof number, "\tstart\t%.4f\n", model.start);
  std::string out = std::string(name) + number;
  for (const SymmetricTree& tree : model.trees) {
    if (tree.questions.empty()) continue;
    out += std::string(name) + '\t';
    for (std::size_t k = 0; k < tree.questions.size(); ++k) {
      std::snprintf(number, sizeof number, ">%.6g", static_cast<double>(tree.questions[k].second));
      out += (k ? " " : "") + std::string(features[tree.questions[k].first]) + number;
    }
    out += '\t';
    for (std::size_t k = 0; k < tree.leaves.size(); ++k) out += (k ? " " : "") + std::to_string(std::lround(tree.leaves[k] * 1000));
    out += '\n';
  }
  return out;
}

// `columns` of n rows each; rows of weight 0 are not looked at. `pages` says which page a row is of: a tree is grown on a part of the
// pages.
inline TreeEnsemble boost(const std::vector<const float*>& columns, const std::vector<float>& all_labels,
                          const std::vector<float>& all_weights, const std::vector<std::uint32_t>& pages, const BoostingOptions& options) {
  std::vector<std::uint32_t> used;
  double weight_sum = 0, positive = 0;
  for (std::uint32_t i = 0; i < all_weights.size(); ++i) {
    if (all_weights[i] <= 0) continue;
    used.push_back(i);
    weight_sum += all_weights[i];
    positive += all_weights[i] * all_labels[i];
  }
  const std::size_t n = used.size(), n_columns = columns.size();
  std::vector<float> weights(n), labels(n);
  for (std::size_t i = 0; i < n; ++i) {
    weights[i] = static_cast<float>(all_weights[used[i]] * static_cast<double>(n) / weight_sum);
    labels[i] = all_labels[used[i]];
  }
  std::vector<std::vector<float>> edges(n_columns);
  std::vector<std::vector<std::uint8_t>> bins(n_columns, std::vector<std::uint8_t>(n));
  std::vector<float> sorted(n);
  for (std::size_t c = 0; c < n_columns; ++c) {
    for (std::size_t i = 0; i < n; ++i) sorted[i] = columns[c][used[i]];
    std::sort(sorted.begin(), sorted.end());
    auto& edge = edges[c];
    for (std::size_t k = 1; k < 62; ++k) {  // one more below makes 62: bins 0 to 62
      const float low = sorted[k * n / 62];
      const auto above = std::upper_bound(sorted.begin(), sorted.end(), low);
      if (above == sorted.end()) break;
      const float middle = low + (*above - low) / 2;
      if (edge.empty() || middle > edge.back()) edge.push_back(middle);
    }
    // Rare values at the low end would fall into one bin with the commonest.
    if (const auto second = std::upper_bound(sorted.begin(), sorted.end(), sorted.front()); second != sorted.end()) {
      const float middle = sorted.front() + (*second - sorted.front()) / 2;
      if (edge.empty() || middle < edge.front()) edge.insert(edge.begin(), middle);
    }
    for (std::size_t i = 0; i < n; ++i)
      bins[c][i] = static_cast<std::uint8_t>(std::lower_bound(edge.begin(), edge.end(), columns[c][used[i]]) - edge.begin());
  }

  TreeEnsemble model;
  model.start = std::log(positive / (weight_sum - positive));
  std::vector<double> scores(n, model.start);
  std::vector<float> gradient(n), hessian(n);
  std::vector<std::uint32_t> sample, leaf(n);
  std::mt19937 random(options.seed);
  const auto chance = [&] { return static_cast<double>(random() >> 8) / (1u << 24); };
  struct Sum {
    float g = 0, h = 0;
  };
  std::vector<Sum> histogram;
  std::vector<bool> in_sample(pages.empty() ? 0 : *std::max_element(pages.begin(), pages.end()) + 1);
  for (int t = 0; t < options.trees; ++t) {
    sample.clear();
    for (std::size_t p = 0; p < in_sample.size(); ++p) in_sample[p] = chance() < options.pages;
    for (std::uint32_t i = 0; i < n; ++i) {
      const double p = 1 / (1 + std::exp(-scores[i]));
      gradient[i] = static_cast<float>((labels[i] - p) * weights[i]);
      hessian[i] = static_cast<float>(std::max(p * (1 - p), 1e-6) * weights[i]);
      if (in_sample[pages[used[i]]]) sample.push_back(i);
    }
    std::vector<std::size_t> candidates;
    for (std::size_t c = 0; c < n_columns; ++c)
      if (!edges[c].empty() && chance() < options.features) candidates.push_back(c);
    SymmetricTree tree;
    std::vector<std::pair<std::size_t, std::size_t>> asked;
    std::fill(leaf.begin(), leaf.end(), 0u);
    for (int level = 0; level < options.depth; ++level) {
      const std::size_t n_leaves = std::size_t{1} << level;
      double best = 0;
      std::size_t best_column = n_columns, best_bin = 0;
      for (const std::size_t c : candidates) {
        histogram.assign(n_leaves * 64, Sum());
        const std::uint8_t* bin = bins[c].data();
        for (const std::uint32_t i : sample) {
          Sum& sum = histogram[leaf[i] * 64 + bin[i]];
          sum.g += gradient[i];
          sum.h += hessian[i];
        }
        std::array<double, 64> gain{};
        for (std::size_t l = 0; l < n_leaves; ++l) {
          const Sum* row = &histogram[l * 64];
          double g = 0, h = 0;
          for (std::size_t b = 0; b <= edges[c].size(); ++b) g += row[b].g, h += row[b].h;
          const double whole = g * g / (h + options.l2);
          double left_g = 0, left_h = 0;
          for (std::size_t b = 0; b < edges[c].size(); ++b) {
            left_g += row[b].g;
            left_h += row[b].h;
            gain[b] += left_g * left_g / (left_h + options.l2) + (g - left_g) * (g - left_g) / (h - left_h + options.l2) - whole;
          }
        }
        for (std::size_t b = 0; b < edges[c].size(); ++b)
          if (gain[b] > best) best = gain[b], best_column = c, best_bin = b;
      }
      if (best_column == n_columns) break;
      asked.emplace_back(best_column, best_bin);
      tree.questions.emplace_back(static_cast<std::uint32_t>(best_column), edges[best_column][best_bin]);
      for (std::uint32_t i = 0; i < n; ++i) leaf[i] |= static_cast<std::uint32_t>(bins[best_column][i] > best_bin) << level;
    }
    std::vector<double> g(std::size_t{1} << asked.size(), 0), h(g.size(), 0);
    for (const std::uint32_t i : sample) g[leaf[i]] += gradient[i], h[leaf[i]] += hessian[i];
    for (std::size_t l = 0; l < g.size(); ++l) tree.leaves.push_back(options.rate * g[l] / (h[l] + options.l2));
    for (std::size_t i = 0; i < n; ++i) scores[i] += tree.leaves[leaf[i]];
    model.trees.push_back(std::move(tree));
  }
  return model;
}
