// Trains the two passes of the line model for flattened text. Called by train.py, which labels the lines.
//   train_flat lines DATA < list of files                     → the lines of each page as the engine cuts them; 0x1e ends a page
//   train_flat folds DATA N SEED < jobs                       → each line's chance of being kept and whether it is, by models that never saw its site
//   train_flat model DATA 0 SEED < jobs                       → the weights
// A job: file <tab> site <tab> weight <tab> labels (one character a line: 1 keep, 0 drop, ? open) <tab> 1 when the page is to be
// predicted, 0 when it only teaches.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <set>
#include <sstream>

#include "article/flat_choice.h"
#include "article/stage.h"
#include "base/hash.h"
#include "base/text.h"
#include "boost.h"

using namespace readout;
using boost_trees::Model;
using boost_trees::Options;
using boost_trees::Sample;

namespace {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

double setting(const char* name, double otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : std::atof(value);
}

struct PageJob {
  std::string text, site, labels;
  double weight = 1;
  bool predict = true;
  FlatLines flat;
  std::unique_ptr<FlatFeatures> features;
  std::vector<float> first;  // out-of-fold chances of the first pass
};

std::vector<float> chances(const Model& model, const PageJob& page, const FeatureRows& rows) {
  std::vector<float> out(page.flat.lines.size(), 0);
  for (std::size_t i = 0; i < out.size(); ++i)
    if (!page.features->idle(i)) out[i] = static_cast<float>(1 / (1 + std::exp(-model.score(rows.row(i)))));
  return out;
}

std::vector<Sample> samples_of(const std::vector<PageJob*>& pages, bool second) {
  std::vector<Sample> out;
  const double power = setting("POWER", 0.5);
  for (std::uint32_t p = 0; p < pages.size(); ++p) {
    PageJob& page = *pages[p];
    const FeatureRows& rows = second ? page.features->second(page.first) : page.features->first();
    double kept = 0;
    for (std::size_t i = 0; i < page.labels.size(); ++i)
      if (page.labels[i] == '1') kept += std::pow(page.flat.lines[i].size.words + 1.0, power);
    const double unit = page.weight * setting("UNIT", 12) / std::max(kept, 20.0);
    for (std::size_t i = 0; i < page.labels.size(); ++i) {
      if (page.labels[i] == '?' || page.features->idle(i)) continue;
      const auto weight = static_cast<float>(unit * std::pow(page.flat.lines[i].size.words + 1.0, power));
      out.push_back({rows.row(i), page.labels[i] == '1' ? 1.0F : 0.0F, weight, p});
    }
  }
  return out;
}

Options options_of(bool second) {
  Options options;
  options.trees = static_cast<int>(setting(second ? "TREES2" : "TREES1", second ? 120 : 120));
  options.leaves = static_cast<int>(setting("LEAVES", 16));
  options.rate = setting("RATE", 0.1);
  options.ridge = setting("RIDGE", 2);
  options.min_curvature = setting("MINH", 1);
  options.columns = setting("COLS", 0.3);
  return options;
}

Model fit(const std::vector<PageJob*>& pages, bool second, std::uint32_t seed) {
  const auto samples = samples_of(pages, second);
  const std::size_t columns = second ? FlatFeatures::names().size() : FlatFeatures::n_first();
  return boost_trees::Trainer(samples, columns, static_cast<std::uint32_t>(pages.size()), options_of(second), seed).run();
}

// Which of n parts a site falls into.
std::size_t part_of(const std::string& site, std::size_t n, std::uint64_t seed) { return hash64(site, seed) % n; }

// Trains both passes; the second one learns from first-pass chances of pages whose site the first pass had not seen.
std::pair<Model, Model> fit_both(const std::vector<PageJob*>& pages, std::uint32_t seed) {
  constexpr std::size_t kInner = 4;
  for (std::size_t k = 0; k < kInner; ++k) {
    std::vector<PageJob*> rest;
    for (PageJob* page : pages)
      if (part_of(page->site, kInner, seed + 1000) != k) rest.push_back(page);
    const Model model = fit(rest, false, seed + static_cast<std::uint32_t>(k));
    for (PageJob* page : pages)
      if (part_of(page->site, kInner, seed + 1000) == k) page->first = chances(model, *page, page->features->first());
  }
  Model first = fit(pages, false, seed + 10);
  Model second = fit(pages, true, seed + 20);
  return {std::move(first), std::move(second)};
}

std::vector<float> predict(const std::pair<Model, Model>& models, PageJob& page) {
  const auto first = chances(models.first, page, page.features->first());
  return chances(models.second, page, page.features->second(first));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  const std::string mode = argv[1];
  std::vector<std::string> store;
  std::vector<TextFile> files;
  for (const auto& entry : std::filesystem::directory_iterator(argv[2]))
    if (entry.is_regular_file() && entry.path().extension() != ".md" && entry.path().extension() != ".weights") {
      store.push_back(read_file(entry.path()));
      files.push_back({"article/" + entry.path().filename().string(), {}});
    }
  for (std::size_t i = 0; i < files.size(); ++i) files[i].text = store[i];
  const auto rules = ArticleRules::compile(files);
  if (!rules) {
    std::cerr << rules.error().text() << "\n";
    return 2;
  }
  const ArticleTables& tables = rules->tables();
  std::string line;
  if (mode == "lines") {
    while (std::getline(std::cin, line)) {
      const std::string text = read_file(line);
      for (const FlatLine& one : cut_flat_lines(tables, text).lines) std::cout << slice(text, one.text) << '\n';
      std::cout << "\x1e\n";
    }
    return 0;
  }
  if (argc != 5) return 2;
  const auto n_folds = static_cast<std::size_t>(std::atoi(argv[3]));
  const auto seed = static_cast<std::uint32_t>(std::atoi(argv[4]));
  std::vector<std::unique_ptr<PageJob>> pages;
  while (std::getline(std::cin, line)) {
    const auto fields = split(line, '\t');
    auto page = std::make_unique<PageJob>();
    page->text = read_file(std::string(fields[0]));
    page->site = fields[1];
    page->weight = std::atof(std::string(fields[2]).c_str());
    page->labels = fields[3];
    page->predict = fields[4] == "1";
    page->flat = cut_flat_lines(tables, page->text);
    if (page->flat.lines.size() != page->labels.size()) {
      std::cerr << fields[0] << ": " << page->flat.lines.size() << " lines, " << page->labels.size() << " labels\n";
      return 1;
    }
    page->features = std::make_unique<FlatFeatures>(tables, page->text, page->flat, "");
    pages.push_back(std::move(page));
  }
  if (mode == "model") {
    std::vector<PageJob*> all;
    for (auto& page : pages) all.push_back(page.get());
    const auto models = fit_both(all, seed);
    for (const auto* model : {&models.first, &models.second}) {
      const char* part = model == &models.first ? "first" : "second";
      std::printf("%s\tbase\t%.3f\n", part, model->base);
      for (const auto& tree : model->trees) {
        std::string out;
        boost_trees::write_tree(tree, FlatFeatures::names(), 0, out);
        std::printf("%s\t%s\n", part, out.c_str());
      }
    }
    return 0;
  }
  std::vector<std::vector<float>> results(pages.size());
  for (std::size_t k = 0; k < n_folds; ++k) {
    std::vector<PageJob*> rest;
    for (auto& page : pages)
      if (part_of(page->site, n_folds, seed) != k) rest.push_back(page.get());
    const auto models = fit_both(rest, seed);
    std::vector<std::uint32_t> used(FlatFeatures::names().size(), 0);
    for (const auto& tree : models.second.trees)
      for (const auto& node : tree)
        if (node.feature >= 0) ++used[static_cast<std::size_t>(node.feature)];
    for (std::size_t p = 0; p < pages.size(); ++p)
      if (pages[p]->predict && part_of(pages[p]->site, n_folds, seed) == k) results[p] = predict(models, *pages[p]);
    std::cerr << "fold " << k << " done\n";
  }
  for (std::size_t p = 0; p < pages.size(); ++p) {
    if (pages[p]->predict) {
      const FlatChoice choice = choose_lines(tables, pages[p]->text, pages[p]->flat, results[p], setting("LEAN", 0));
      for (std::size_t i = 0; i < results[p].size(); ++i) std::printf("%.3f%c ", static_cast<double>(results[p][i]), choice.keep[i] ? '+' : '-');
    }
    std::printf("\n");
  }
  return 0;
}
