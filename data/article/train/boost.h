// Trains gradient boosted trees over byte features with the logistic loss. For the training tools; not installed.
// Sources: Friedman 2001; second-order leaf values and histograms of gradients as in Chen and Guestrin 2016 and Ke et al. 2017.
#pragma once
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace boost_trees {

struct Options {
  int trees = 120;
  int leaves = 16;
  double rate = 0.1;
  double ridge = 2;          // added to a leaf's curvature
  double min_curvature = 2;  // a leaf holds at least this much
  double columns = 0.3;      // share of the columns a tree may use
  double pages = 0.7;        // share of the pages a tree is grown on
};

struct Node {
  int feature = -1, bound = 0, left = 0, right = 0;
  double value = 0;
};
using Tree = std::vector<Node>;
struct Model {
  double base = 0;
  std::vector<Tree> trees;

  double score(const std::uint8_t* row) const {
    double sum = base;
    for (const Tree& tree : trees) {
      int at = 0;
      while (tree[static_cast<std::size_t>(at)].feature >= 0) {
        const Node& node = tree[static_cast<std::size_t>(at)];
        at = row[node.feature] < node.bound ? node.left : node.right;
      }
      sum += tree[static_cast<std::size_t>(at)].value;
    }
    return sum;
  }
};

struct Sample {
  const std::uint8_t* row;
  float label, weight;
  std::uint32_t page;
};

constexpr int kBins = 64;

class Trainer {
 public:
  Trainer(std::span<const Sample> samples, std::size_t n_columns, std::uint32_t n_pages, Options options, std::uint32_t seed)
      : samples_(samples), n_columns_(n_columns), n_pages_(n_pages), options_(options), random_(seed) {
    columns_.resize(n_columns);
    for (std::size_t c = 0; c < n_columns; ++c) {
      columns_[c].resize(samples.size());
      for (std::size_t i = 0; i < samples.size(); ++i) columns_[c][i] = std::min<std::uint8_t>(samples[i].row[c], kBins - 1);
    }
  }

  Model run() {
    Model model;
    double yes = 1e-3, all = 2e-3;
    for (const Sample& sample : samples_) yes += sample.weight * sample.label, all += sample.weight;
    model.base = std::log(yes / (all - yes));
    std::vector<double> score(samples_.size(), model.base);
    gradient_.resize(samples_.size());
    curvature_.resize(samples_.size());
    for (int t = 0; t < options_.trees; ++t) {
      for (std::size_t i = 0; i < samples_.size(); ++i) {
        const double p = 1 / (1 + std::exp(-score[i]));
        gradient_[i] = static_cast<float>((samples_[i].label - p) * samples_[i].weight);
        curvature_[i] = static_cast<float>(std::max(p * (1 - p), 1e-4) * samples_[i].weight);
      }
      Tree tree = grow();
      for (std::size_t i = 0; i < samples_.size(); ++i) score[i] += value(tree, samples_[i].row);
      model.trees.push_back(std::move(tree));
    }
    return model;
  }

 private:
  struct Leaf {
    std::vector<std::uint32_t> rows;
    double gradient = 0, curvature = 0, gain = 0;
    int feature = -1, bound = 0, node = 0;
  };
  static double value(const Tree& tree, const std::uint8_t* row) {
    int at = 0;
    while (tree[static_cast<std::size_t>(at)].feature >= 0) {
      const Node& node = tree[static_cast<std::size_t>(at)];
      at = std::min<int>(row[node.feature], kBins - 1) < node.bound ? node.left : node.right;
    }
    return tree[static_cast<std::size_t>(at)].value;
  }

  void find_split(Leaf& leaf, const std::vector<std::size_t>& used) const {
    leaf.gain = 0;
    const double lambda = options_.ridge, whole = leaf.gradient * leaf.gradient / (leaf.curvature + lambda);
    for (const std::size_t c : used) {
      double g[kBins] = {}, h[kBins] = {};
      const auto* column = columns_[c].data();
      for (const auto i : leaf.rows) {
        const auto bin = column[i];
        g[bin] += gradient_[i];
        h[bin] += curvature_[i];
      }
      double left_g = 0, left_h = 0;
      for (int bin = 0; bin + 1 < kBins; ++bin) {
        left_g += g[bin];
        left_h += h[bin];
        const double right_h = leaf.curvature - left_h;
        if (left_h < options_.min_curvature) continue;
        if (right_h < options_.min_curvature) break;
        const double right_g = leaf.gradient - left_g;
        const double gain = left_g * left_g / (left_h + lambda) + right_g * right_g / (right_h + lambda) - whole;
        if (gain > leaf.gain + 1e-9) leaf.gain = gain, leaf.feature = static_cast<int>(c), leaf.bound = bin + 1;
      }
    }
  }

  Tree grow() {
    std::vector<bool> in(n_pages_);
    for (std::size_t p = 0; p < n_pages_; ++p) in[p] = std::uniform_real_distribution<>(0, 1)(random_) < options_.pages;
    std::vector<std::size_t> used;
    for (std::size_t c = 0; c < n_columns_; ++c)
      if (std::uniform_real_distribution<>(0, 1)(random_) < options_.columns) used.push_back(c);
    Tree tree(1);
    std::vector<Leaf> leaves(1);
    for (std::uint32_t i = 0; i < samples_.size(); ++i)
      if (in[samples_[i].page]) {
        leaves[0].rows.push_back(i);
        leaves[0].gradient += gradient_[i];
        leaves[0].curvature += curvature_[i];
      }
    find_split(leaves[0], used);
    while (static_cast<int>(leaves.size()) < options_.leaves) {
      std::size_t best = 0;
      for (std::size_t k = 1; k < leaves.size(); ++k)
        if (leaves[k].gain > leaves[best].gain) best = k;
      if (leaves[best].gain <= 1e-6) break;
      Leaf parent = std::move(leaves[best]), left, right;
      for (const auto i : parent.rows) {
        Leaf& to = columns_[static_cast<std::size_t>(parent.feature)][i] < parent.bound ? left : right;
        to.rows.push_back(i);
        to.gradient += gradient_[i];
        to.curvature += curvature_[i];
      }
      left.node = static_cast<int>(tree.size());
      right.node = left.node + 1;
      tree.resize(tree.size() + 2);
      Node& node = tree[static_cast<std::size_t>(parent.node)];
      node.feature = parent.feature, node.bound = parent.bound, node.left = left.node, node.right = right.node;
      find_split(left, used);
      find_split(right, used);
      leaves[best] = std::move(left);
      leaves.push_back(std::move(right));
    }
    for (const Leaf& leaf : leaves)
      tree[static_cast<std::size_t>(leaf.node)].value = options_.rate * leaf.gradient / (leaf.curvature + options_.ridge);
    return tree;
  }

  std::span<const Sample> samples_;
  std::size_t n_columns_;
  std::uint32_t n_pages_;
  Options options_;
  std::mt19937 random_;
  std::vector<std::vector<std::uint8_t>> columns_;
  std::vector<float> gradient_, curvature_;
};

// The tree in the form BoostedTrees::compile() reads.
inline void write_tree(const Tree& tree, std::span<const std::string_view> names, int at, std::string& out) {
  const Node& node = tree[static_cast<std::size_t>(at)];
  char number[32];
  if (node.feature < 0) {
    std::snprintf(number, sizeof number, "%.3f", node.value);
    out += number;
    return;
  }
  std::snprintf(number, sizeof number, "<%d ", node.bound);
  out += '(';
  out += names[static_cast<std::size_t>(node.feature)];
  out += number;
  write_tree(tree, names, node.left, out);
  out += ' ';
  write_tree(tree, names, node.right, out);
  out += ')';
}

}  // namespace boost_trees
