#include "train/train.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <unordered_map>

#include "base/format.h"
#include "base/utf8.h"
#include "document/features.h"
#include "train/examples.h"
#include "train/export.h"
#include "train/network.h"

namespace readout {
namespace {

using namespace training;

// How often a feature must stand in the training text to get a row of its own, by kind.
constexpr std::array<int, kFeatureKinds> kLeast = {2, 3, 3, 3, 3, 2, 2};

struct Vocabulary {
  std::vector<std::uint64_t> hashes;  // sorted; row kFeatureKinds + i belongs to hashes[i]
  std::unordered_map<std::uint64_t, int> count;

  std::uint32_t row(std::uint64_t hash, std::size_t kind) const {
    const auto it = std::lower_bound(hashes.begin(), hashes.end(), hash);
    if (it == hashes.end() || *it != hash) return static_cast<std::uint32_t>(kind);
    return static_cast<std::uint32_t>(kFeatureKinds + static_cast<std::size_t>(it - hashes.begin()));
  }
};

Vocabulary make_vocabulary(const std::vector<Example>& examples) {
  Vocabulary vocabulary;
  std::unordered_map<std::uint64_t, std::size_t> kinds;
  for (const Example& example : examples)
    for (const auto& form : example.forms) {
      const WordFeatures features = word_features(form);
      for (std::size_t k = 0; k < kFeatureKinds; ++k) {
        ++vocabulary.count[features[k]];
        kinds[features[k]] = k;
      }
    }
  for (const auto& [hash, kind] : kinds)
    if (vocabulary.count[hash] >= kLeast[kind]) vocabulary.hashes.push_back(hash);
  std::sort(vocabulary.hashes.begin(), vocabulary.hashes.end());
  return vocabulary;
}

class Random {
 public:
  explicit Random(std::uint64_t seed) : generator_(seed) {}
  float uniform() { return static_cast<float>(generator_() >> 40) * 0x1p-24F; }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(generator_() % n); }

 private:
  std::mt19937_64 generator_;
};

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  return out;
}
std::string title(std::string_view text) {
  std::string out(text);
  if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 32);
  return out;
}

// How a sentence is shown to the network in one epoch: mostly as it is, sometimes as a headline or a careless writer would have it.
enum class Dress { plain, lower, upper, title };

std::string dressed(const std::string& form, Dress dress) {
  if (dress == Dress::lower) return to_lower(form);
  if (dress == Dress::upper) return upper(form);
  if (dress == Dress::title && form.size() > 3) return title(form);
  return form;
}

// With `random`, rare words are sometimes shown as unknown ones, so that the network learns what to do with those.
Item make_item(const Example& example, const Vocabulary& vocabulary, Dress dress, bool drop_stop, Random* random) {
  Item item;
  const auto n = static_cast<std::size_t>(example.size()) - (drop_stop ? 1 : 0);
  item.rows.resize(n);
  for (std::size_t i = 0; i < n; ++i) {
    const WordFeatures features = word_features(dress == Dress::plain ? example.forms[i] : dressed(example.forms[i], dress));
    item.rows[i].resize(kFeatureKinds);
    for (std::size_t k = 0; k < kFeatureKinds; ++k) item.rows[i][k] = vocabulary.row(features[k], k);
    if (random != nullptr) {
      const auto it = vocabulary.count.find(features[kWord]);
      const auto count = static_cast<float>(it == vocabulary.count.end() ? 0 : it->second);
      if (random->uniform() < 0.4F / (0.4F + count)) item.rows[i][kWord] = kWord;
    }
  }
  const auto take = [&](const auto& from, auto& to) {
    if (!from.empty()) to.assign(from.begin(), from.begin() + static_cast<std::ptrdiff_t>(n));
  };
  take(example.upos, item.upos);
  take(example.xpos, item.xpos);
  take(example.feats, item.feats);
  take(example.labels, item.labels);
  take(example.heads, item.heads);
  take(example.ner, item.ner);
  return item;
}

// May the last token be left away? Only a mark on which nothing hangs.
bool droppable(const Example& example) {
  if (!example.has_tree || example.size() < 4) return false;
  const int last = example.size() - 1;
  if (static_cast<Upos>(example.upos.back()) != Upos::PUNCT || example.heads.back() == kRootNode) return false;
  return std::find(example.heads.begin(), example.heads.end(), last) == example.heads.end();
}

Item draw(const Example& example, const Vocabulary& vocabulary, Random& random) {
  const float coin = random.uniform();
  const Dress dress = coin < 0.03F ? Dress::lower : coin < 0.06F ? Dress::upper : coin < 0.09F ? Dress::title : Dress::plain;
  const bool drop = random.uniform() < 0.06F && droppable(example);
  return make_item(example, vocabulary, dress, drop, &random);
}

struct Score {
  double words = 0, upos = 0, xpos = 0, feats = 0, heads = 0, labelled = 0, ner_right = 0, ner_gold = 0, ner_found = 0;
};

void score_entities(const std::vector<std::uint8_t>& gold, const std::vector<std::uint8_t>& got, Score& score) {
  const auto spans = [](const std::vector<std::uint8_t>& tags) {
    std::vector<std::array<std::size_t, 3>> out;
    for (std::size_t i = 0; i < tags.size(); ++i) {
      if (tags[i] == 0) continue;
      const std::size_t kind = (tags[i] + 1U) / 2;
      std::size_t end = i + 1;
      while (end < tags.size() && tags[end] == kind * 2) ++end;
      out.push_back({i, end, kind});
      i = end - 1;
    }
    return out;
  };
  const auto g = spans(gold), p = spans(got);
  score.ner_gold += static_cast<double>(g.size());
  score.ner_found += static_cast<double>(p.size());
  for (const auto& span : p) score.ner_right += std::find(g.begin(), g.end(), span) != g.end();
}

std::string score_line(Network& network, const std::vector<Example>& dev, const Vocabulary& vocabulary) {
  Score score;
  for (const Example& example : dev) {
    const Item item = make_item(example, vocabulary, Dress::plain, false, nullptr);
    const Answer answer = network.answer(item);
    for (std::size_t i = 0; i < item.rows.size(); ++i) {
      ++score.words;
      score.upos += answer.upos[i] == item.upos[i];
      score.xpos += answer.xpos[i] == item.xpos[i];
      score.feats += answer.feats[i] == item.feats[i];
      const bool head = answer.heads[i] == item.heads[i];
      score.heads += head;
      score.labelled += head && base_name(static_cast<Deprel>(answer.labels[i])) == base_name(static_cast<Deprel>(item.labels[i]));
    }
    if (!item.ner.empty()) score_entities(item.ner, answer.ner, score);
  }
  const double w = score.words / 100;
  return format("UPOS {:.2f} XPOS {:.2f} FEATS {:.2f} UAS {:.2f} LAS {:.2f} NER F1 {:.1f}", score.upos / w, score.xpos / w, score.feats / w,
                score.heads / w, score.labelled / w, 200 * score.ner_right / std::max(1.0, score.ner_gold + score.ner_found));
}

}  // namespace

Result<std::string> train_language(const TrainOptions& options, const Progress& progress) {
  const auto say = [&](const std::string& line) {
    if (progress) progress(line);
  };
  if (options.treebanks.empty()) return Error{Error::Code::bad_input, "training needs a treebank; give one with --treebank FILE", ""};
  TagSets tag_sets;
  std::vector<Example> examples, dev;
  for (const auto& path : options.treebanks) {
    auto more = read_treebank(path, tag_sets, true);
    if (!more) return more.error();
    examples.insert(examples.end(), std::make_move_iterator(more->begin()), std::make_move_iterator(more->end()));
  }
  if (!options.dev.empty()) {
    auto read = read_treebank(options.dev, tag_sets, false);
    if (!read) return read.error();
    dev = std::move(*read);
  }
  for (const auto& path : options.entities) {
    auto entities = read_entities(path);
    if (!entities) return entities.error();
    const std::size_t all = entities->size();
    auto rest = join_entities(examples, std::move(*entities));
    say(format("{}: {} sentences, {} of them in the treebanks", path, all, all - rest.size()));
    examples.insert(examples.end(), std::make_move_iterator(rest.begin()), std::make_move_iterator(rest.end()));
  }
  const Vocabulary vocabulary = make_vocabulary(examples);
  Shape shape;
  shape.dim = options.dim, shape.layers = options.layers, shape.memories = options.memories, shape.hidden = options.hidden;
  shape.rows = static_cast<int>(vocabulary.hashes.size() + kFeatureKinds);
  shape.xpos = static_cast<int>(tag_sets.xpos.names().size());
  shape.feats = static_cast<int>(tag_sets.feats.names().size());
  Network network(shape, options.seed);
  Random random(options.seed + 1);
  say(format("{} sentences, {} rows, {} XPOS, {} feature sets", examples.size(), shape.rows, shape.xpos, shape.feats));

  std::vector<std::size_t> order(examples.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  constexpr std::size_t kBatchTokens = 300;
  std::size_t tokens_in_all = 0;
  for (const Example& example : examples) tokens_in_all += static_cast<std::size_t>(example.size());
  const double total = static_cast<double>(tokens_in_all) * options.epochs;
  double seen = 0;
  for (int epoch = 1; epoch <= options.epochs; ++epoch) {
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
    double loss = 0;
    std::size_t batches = 0;
    std::vector<Item> batch;
    std::size_t tokens = 0;
    const auto flush = [&] {
      std::vector<const Item*> items;
      for (const Item& item : batch) items.push_back(&item);
      Network::Options how;
      how.dropout = options.dropout;
      how.explore = epoch == 1 ? 0.0F : 0.8F;
      loss += network.learn(items, how);
      ++batches;
      const double done = seen / total;
      const double rate = 2e-3 * std::min(1.0, seen / (0.01 * total)) * (1 - done) + 2e-5;
      network.step(static_cast<float>(rate));
      batch.clear();
      tokens = 0;
    };
    for (const std::size_t i : order) {
      if (examples[i].size() > 400) continue;  // lists without end teach little and cost much
      batch.push_back(draw(examples[i], vocabulary, random));
      tokens += batch.back().rows.size();
      seen += static_cast<double>(batch.back().rows.size());
      if (tokens >= kBatchTokens) flush();
    }
    if (!batch.empty()) flush();
    std::string line = format("epoch {} of {}: loss {:.4f}", epoch, options.epochs, loss / static_cast<double>(batches));
    if (!dev.empty() && (epoch % 3 == 0 || epoch == options.epochs || epoch < 3)) line += "  dev " + score_line(network, dev, vocabulary);
    say(line);
  }
  return export_model(network, vocabulary.hashes, tag_sets, examples);
}

}  // namespace readout
