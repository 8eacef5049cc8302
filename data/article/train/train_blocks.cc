// Trains html_blocks.weights; run by train.py, not installed.
//   train_blocks blocks DATA_FOLDER < pages                          prints each page's blocks, a line each, then a record separator
//   train_blocks scores|model DATA_FOLDER FOLDS [trees=N depth=N rate=X l2=X pages=X features=X seed=N] < pages
// A page a line: URL <tab> file, and for training <tab> fold <tab> body|snippets <tab> its blocks' labels, one character each:
// k, d or ? for open. `model` prints the weights trained on all pages. `scores` prints for each page, under models trained without
// its fold: the log odds of its blocks at the first look, at the second, and which blocks the engine would keep; a line each.
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <map>
#include <memory>

#include "article/body.h"
#include "article/html_context.h"
#include "article/read_html.h"
#include "base/text.h"
#include "boosting.h"
#include "load.h"

using namespace readout;

namespace {

struct Example {
  Page page;
  std::unique_ptr<ReadHtml> read;
  std::size_t first_row = 0;
  int fold = 0;
  bool snippets = false;
  std::string labels;
};

// A block weighs by its words, each page about the same whatever its length: the measure is the mean over pages.
std::vector<float> weigh(const Example& example) {
  const auto& blocks = example.read->blocks.blocks;
  double total = 0;
  const auto size = [](const Block& block) { return std::min(block.words, 150u) + 5.0; };
  for (std::size_t i = 0; i < blocks.size(); ++i) total += example.labels[i] == 'k' ? size(blocks[i]) : 0;
  std::vector<float> out(blocks.size(), 0);
  for (std::size_t i = 0; i < blocks.size(); ++i)
    if (example.labels[i] != '?')
      out[i] = static_cast<float>(example.snippets ? 0.8 : size(blocks[i]) / std::sqrt(std::max(total, 60.0)) / std::sqrt(20.0));
  return out;
}

class Trainer {
 public:
  Trainer(const std::vector<Example>& examples, const BoostingOptions& options) : examples_(examples), options_(options) {
    for (const Example& example : examples) {
      rows_ += example.labels.size();
      const auto own = weigh(example);
      weights_.insert(weights_.end(), own.begin(), own.end());
      for (const char c : example.labels) labels_.push_back(c == 'k' ? 1.0f : 0.0f);
      pages_.insert(pages_.end(), example.labels.size(), static_cast<std::uint32_t>(&example - examples.data()));
      folds_.insert(folds_.end(), example.labels.size(), example.fold);
    }
  }
  void add_tables(std::span<const FeatureTable> tables, std::size_t n_columns) {
    values_.assign(n_columns, std::vector<float>(rows_));
    for (std::size_t p = 0; p < tables.size(); ++p)
      for (std::size_t c = 0; c < n_columns; ++c) {
        const auto column = tables[p].column(c);
        std::copy(column.begin(), column.end(), values_[c].begin() + static_cast<std::ptrdiff_t>(examples_[p].first_row));
      }
    columns_.clear();
    for (const auto& column : values_) columns_.push_back(column.data());
  }
  TreeEnsemble train_without(int fold) const {
    std::vector<float> weights = weights_;
    for (std::size_t i = 0; i < rows_; ++i)
      if (folds_[i] == fold) weights[i] = 0;
    return boost(columns_, labels_, weights, pages_, options_);
  }
  std::vector<float> held_out(int n_folds) const {
    std::vector<float> scores(rows_);
    for (int fold = 0; fold < n_folds; ++fold) {
      const TreeEnsemble model = train_without(fold);
      for (std::size_t i = 0; i < rows_; ++i)
        if (folds_[i] == fold) scores[i] = static_cast<float>(model.score([&](std::size_t column) { return columns_[column][i]; }));
    }
    return scores;
  }

 private:
  const std::vector<Example>& examples_;
  BoostingOptions options_;
  std::size_t rows_ = 0;
  std::vector<float> labels_, weights_;
  std::vector<std::uint32_t> pages_;
  std::vector<int> folds_;
  std::vector<std::vector<float>> values_;
  std::vector<const float*> columns_;
};

void write_context(const std::vector<Example>& examples, const std::vector<float>& scores, std::vector<FeatureTable>& tables) {
  for (std::size_t p = 0; p < examples.size(); ++p)
    add_context(examples[p].read->blocks, BlockPlaces(examples[p].read->tree, examples[p].read->blocks),
                std::span(scores).subspan(examples[p].first_row, examples[p].labels.size()), tables[p]);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  const std::string mode = argv[1];
  const auto rules = load_for_training(argv[2], "html_blocks");
  if (!rules) return 2;
  const int n_folds = argc > 3 ? std::atoi(argv[3]) : 0;
  std::map<std::string, double> given;
  for (int a = 4; a < argc; ++a) {
    const std::string argument = argv[a];
    if (const auto cut = argument.find('='); cut != argument.npos) given[argument.substr(0, cut)] = std::atof(argument.c_str() + cut + 1);
  }
  const auto option = [&](const char* name, double other) { return given.contains(name) ? given[name] : other; };
  BoostingOptions options;
  options.trees = static_cast<int>(option("trees", options.trees));
  options.depth = static_cast<int>(option("depth", options.depth));
  options.rate = option("rate", options.rate);
  options.l2 = option("l2", options.l2);
  options.pages = option("pages", options.pages);
  options.features = option("features", options.features);
  options.seed = static_cast<std::uint32_t>(option("seed", options.seed));

  std::vector<Example> examples;
  std::vector<FeatureTable> tables;
  std::size_t rows = 0;
  std::string line;
  while (std::getline(std::cin, line)) {
    const auto fields = split(line, '\t');
    if (fields.size() != (mode == "blocks" ? 2 : 5)) return 2;
    Example& example = examples.emplace_back();
    example.page.url = std::string(fields[0]);
    example.page.bytes = read_file(std::string(fields[1]));
    Notes notes;
    example.read = std::make_unique<ReadHtml>(rules->tables(), example.page, notes);
    const Blocks& blocks = example.read->blocks;
    if (mode == "blocks") {
      for (const Block& block : blocks.blocks) std::cout << slice(blocks.text, block.text) << '\n';
      std::cout << "\x1e\n";
      examples.clear();
      continue;
    }
    example.fold = std::atoi(std::string(fields[2]).c_str());
    example.snippets = fields[3] == "snippets";
    example.labels = std::string(fields[4]);
    example.first_row = rows;
    rows += example.labels.size();
    if (example.labels.size() != blocks.blocks.size()) return 3;
    tables.push_back(
        html_features(example.read->tree, blocks, BlockPlaces(example.read->tree, blocks), rules->tables().labels, example.read->context));
  }
  std::vector<std::string_view> names(html_feature_names().begin(), html_feature_names().end());
  const std::size_t n_first = names.size();
  names.insert(names.end(), html_context_names().begin(), html_context_names().end());

  if (mode == "blocks") return 0;

  Trainer first_trainer(examples, options), second_trainer(examples, options);
  first_trainer.add_tables(tables, n_first);
  const std::vector<float> first = first_trainer.held_out(n_folds);
  write_context(examples, first, tables);
  second_trainer.add_tables(tables, names.size());
  if (mode == "model") {
    std::cout
        << "# Trees of the body model: NAME <tab> FEATURE>THRESHOLD … <tab> leaves (log odds of keep, thousandths); NAME is the first or\n"
           "# the second look. Features: src/article/html_features.cc, html_context.cc. Written by train/train.py, see README.md.\n";
    std::cout << written("first", first_trainer.train_without(-1), names) << written("second", second_trainer.train_without(-1), names);
    return 0;
  }
  const std::vector<float> second = second_trainer.held_out(n_folds);
  for (const Example& example : examples) {
    const std::size_t n = example.labels.size();
    for (const auto* scores : {&first, &second}) {
      for (std::size_t i = 0; i < n; ++i) std::printf("%.3f ", static_cast<double>((*scores)[example.first_row + i]));
      std::printf("\n");
    }
    const Chosen chosen = choose_blocks(example.read->blocks, std::span(second).subspan(example.first_row, n));
    for (const std::size_t i : chosen.blocks) std::printf("%zu ", i);
    std::printf("\n");
  }
  return 0;
}
