// Trains the two passes of the line model for flattened text. Called by train.py, which labels the lines.
//   train_flat lines DATA < list of files                     → the lines of each page as the engine cuts them; 0x1e ends a page
//   train_flat folds DATA N SEED < jobs                       → each line's chance of being kept and whether it is, by models that never
//   saw its site train_flat model DATA 0 SEED < jobs                       → the weights train_flat heads DATA N SEED < jobs → title,
//   authors (";") and date of each page, by models that never saw its site train_flat headmodel DATA 0 SEED < jobs                   → the
//   weights of these
// A job of the last two: file <tab> site <tab> title <tab> authors (";") <tab> date <tab> 1 when the page is to be predicted. They use
// the weights of the lines in DATA. Other jobs: file <tab> site <tab> weight <tab> labels (one character a line: 1 keep, 0 drop, ? open)
// <tab> 1 when the page is to be predicted, 0 when it only teaches.
#include <array>
#include <cstdlib>
#include <iostream>
#include <map>
#include <memory>
#include <set>

#include "article/claims.h"
#include "article/flat_head.h"
#include "article/language.h"
#include "article/stage.h"
#include "base/hash.h"
#include "base/text.h"
#include "boosting.h"
#include "load.h"

using namespace readout;

namespace {

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

// One line of a page to learn from: its features, whether it is to be kept, its weight.
struct Sample {
  const std::uint8_t* row;
  float label, weight;
  std::uint32_t page;
};

TreeEnsemble fit_trees(const std::vector<Sample>& samples, std::size_t n_columns, BoostingOptions options, std::uint32_t seed) {
  std::vector<std::vector<float>> values(n_columns, std::vector<float>(samples.size()));
  std::vector<float> labels, weights;
  std::vector<std::uint32_t> pages;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    for (std::size_t c = 0; c < n_columns; ++c) values[c][i] = samples[i].row[c];
    labels.push_back(samples[i].label);
    weights.push_back(samples[i].weight);
    pages.push_back(samples[i].page);
  }
  std::vector<const float*> columns;
  for (const auto& column : values) columns.push_back(column.data());
  options.seed = seed;
  return boost(columns, labels, weights, pages, options);
}

float score_of(const TreeEnsemble& model, const std::uint8_t* row) {
  return static_cast<float>(model.score([&](std::size_t column) { return static_cast<float>(row[column]); }));
}

std::vector<float> chances(const TreeEnsemble& model, const PageJob& page, const FeatureRows& rows) {
  std::vector<float> out(page.flat.lines.size(), 0);
  for (std::size_t i = 0; i < out.size(); ++i)
    if (!page.features->idle(i)) out[i] = static_cast<float>(1 / (1 + std::exp(-score_of(model, rows.row(i)))));
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

BoostingOptions line_options() {
  BoostingOptions options;
  options.trees = static_cast<int>(setting("TREES", 150));
  options.depth = static_cast<int>(setting("DEPTH", 6));
  options.rate = setting("RATE", 0.1);
  options.l2 = setting("L2", 3);
  options.features = setting("COLS", 0.2);
  return options;
}

TreeEnsemble fit(const std::vector<PageJob*>& pages, bool second, std::uint32_t seed) {
  const auto samples = samples_of(pages, second);
  const std::size_t columns = second ? FlatFeatures::names().size() : FlatFeatures::n_first();
  return fit_trees(samples, columns, line_options(), seed);
}

// Which of n parts a site falls into.
std::size_t part_of(const std::string& site, std::size_t n, std::uint64_t seed) { return hash64(site, seed) % n; }

// Trains both passes; the second one learns from first-pass chances of pages whose site the first pass had not seen.
std::pair<TreeEnsemble, TreeEnsemble> fit_both(const std::vector<PageJob*>& pages, std::uint32_t seed) {
  constexpr std::size_t kInner = 4;
  for (std::size_t k = 0; k < kInner; ++k) {
    std::vector<PageJob*> rest;
    for (PageJob* page : pages)
      if (part_of(page->site, kInner, seed + 1000) != k) rest.push_back(page);
    const TreeEnsemble model = fit(rest, false, seed + static_cast<std::uint32_t>(k));
    for (PageJob* page : pages)
      if (part_of(page->site, kInner, seed + 1000) == k) page->first = chances(model, *page, page->features->first());
  }
  TreeEnsemble first = fit(pages, false, seed + 10);
  TreeEnsemble second = fit(pages, true, seed + 20);
  return {std::move(first), std::move(second)};
}

std::vector<float> predict(const std::pair<TreeEnsemble, TreeEnsemble>& models, PageJob& page) {
  const auto first = chances(models.first, page, page.features->first());
  return chances(models.second, page, page.features->second(first));
}

// A page with the truth about its head.
struct HeadJob {
  std::string text, site, title, date;
  std::vector<std::string> authors;  // keys
  bool predict = true;
  FlatLines flat;
  std::unique_ptr<FlatFeatures> features;
  FlatChoice choice;
  bool month_first = true;
  HeadCandidates head;
  std::vector<float> labels[kNHeadRoles];  // -1: not known
};

void label(HeadJob& job) {
  const std::string title = text_key(job.title);
  std::size_t title_line = HeadCandidates::kNoLine;
  bool any[kNHeadRoles] = {};
  for (std::size_t k = 0; k < job.head.lines.size(); ++k) {
    const FlatLine& line = job.flat.lines[job.head.lines[k]];
    const std::string key = text_key(slice(job.text, line.text));
    float is[kNHeadRoles] = {0, 0, 0};
    if (!title.empty() && key == title) is[0] = 1, title_line = job.head.lines[k];
    for (const auto& author : job.authors)
      if (line.size.words <= 14 && author.size() >= 4 && key.find(author) != key.npos) is[1] = 1;
    if (job.head.dates[k].end > 0) is[2] = iso(job.head.dates[k].day) == job.date;
    for (std::size_t role = 0; role < kNHeadRoles; ++role) job.labels[role].push_back(is[role]), any[role] |= is[role] > 0;
  }
  for (std::size_t role = 0; role < kNHeadRoles; ++role)
    if (!any[role] && (role != 1 || job.authors.empty())) job.labels[role].assign(job.labels[role].size(), -1);
  for (std::size_t k = 0; k < job.head.lines.size(); ++k)
    if (job.head.dates[k].end == 0) job.labels[2][k] = -1;
  place_title(job.head, title_line);
}

TreeEnsemble fit_role(const std::vector<HeadJob*>& pages, std::size_t role, std::uint32_t seed) {
  std::vector<Sample> samples;
  for (std::uint32_t p = 0; p < pages.size(); ++p)
    for (std::size_t k = 0; k < pages[p]->head.lines.size(); ++k)
      if (pages[p]->labels[role][k] >= 0) samples.push_back({pages[p]->head.rows.row(k), pages[p]->labels[role][k], 1.0F, p});
  BoostingOptions options;
  options.trees = static_cast<int>(setting("HEADTREES", 160));
  options.depth = static_cast<int>(setting("HEADDEPTH", 6));
  options.l2 = setting("HEADL2", 1);
  // The last two columns tell where the title is.
  const std::size_t columns = head_feature_names().size() - (role == 0 ? 2 : 0);
  return fit_trees(samples, columns, options, seed);
}

int heads(const ArticleTables& tables, bool folds, std::size_t n_folds, std::uint32_t seed) {
  constexpr std::array<std::string_view, kNHeadRoles> kRoles = {"title", "author", "date"};
  std::vector<std::unique_ptr<HeadJob>> pages;
  std::string line;
  while (std::getline(std::cin, line)) {
    const auto fields = split(line, '\t');
    auto page = std::make_unique<HeadJob>();
    page->text = read_file(std::string(fields[0]));
    page->site = fields[1];
    page->title = fields[2];
    for (const auto name : split(fields[3], ';'))
      if (!text_key(name).empty()) page->authors.push_back(text_key(name));
    page->date = fields[4];
    page->predict = fields[5] == "1";
    page->flat = cut_flat_lines(tables, page->text);
    page->features = std::make_unique<FlatFeatures>(tables, page->text, page->flat, "");
    auto chance = line_chances(tables.flat_model, *page->features, page->flat.lines.size());
    page->choice = choose_lines(tables, page->text, page->flat, std::move(chance), 0);
    std::string sample;
    for (std::size_t i = 0; i < page->flat.lines.size() && sample.size() < 20'000; ++i)
      if (page->choice.keep[i]) sample += std::string(slice(page->text, page->flat.lines[i].text)) + '\n';
    page->month_first = month_first(detect_language(sample, ""));
    page->head = find_head(tables, page->text, page->flat, *page->features, page->choice, page->month_first);
    label(*page);
    pages.push_back(std::move(page));
  }
  const auto fit_all = [&](std::size_t fold) {
    std::vector<HeadJob*> rest;
    for (auto& page : pages)
      if (!folds || part_of(page->site, n_folds, seed) != fold) rest.push_back(page.get());
    std::string out;
    for (std::size_t role = 0; role < kNHeadRoles; ++role)
      out += written(kRoles[role], fit_role(rest, role, seed + static_cast<std::uint32_t>(role)), head_feature_names());
    return out;
  };
  if (!folds) {
    std::cout << fit_all(0);
    return 0;
  }
  std::vector<std::string> results(pages.size());
  for (std::size_t k = 0; k < n_folds; ++k) {
    const std::string weights = fit_all(k);
    ArticleTables own = tables;
    for (std::size_t role = 0; role < kNHeadRoles; ++role)
      own.head_models[role] = *Forest::compile({"weights", weights}, kRoles[role], head_feature_names());
    for (std::size_t p = 0; p < pages.size(); ++p) {
      HeadJob& page = *pages[p];
      if (!page.predict || part_of(page.site, n_folds, seed) != k) continue;
      const FlatHead head = read_head(own, page.text, page.flat, *page.features, page.choice, page.month_first);
      results[p] = head.title + '\t' + join(head.authors, ";") + '\t' + (head.dates.empty() ? "" : iso(head.dates[0].date.day));
    }
  }
  for (const auto& result : results) std::cout << result << '\n';
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  const std::string mode = argv[1];
  const bool heads_only = mode.starts_with("head");  // these build on the choice of lines
  const auto rules = load_for_training(argv[2], heads_only ? "flat_head" : "flat_lines");
  if (!rules) return 2;
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
  if (mode == "heads" || mode == "headmodel") return heads(tables, mode == "heads", n_folds, seed);
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
      std::cout << written(part, *model, FlatFeatures::names());
    }
    return 0;
  }
  std::vector<std::vector<float>> results(pages.size());
  for (std::size_t k = 0; k < n_folds; ++k) {
    std::vector<PageJob*> rest;
    for (auto& page : pages)
      if (part_of(page->site, n_folds, seed) != k) rest.push_back(page.get());
    const auto models = fit_both(rest, seed);
    for (std::size_t p = 0; p < pages.size(); ++p)
      if (pages[p]->predict && part_of(pages[p]->site, n_folds, seed) == k) results[p] = predict(models, *pages[p]);
    std::cerr << "fold " << k << " done\n";
  }
  for (std::size_t p = 0; p < pages.size(); ++p) {
    if (pages[p]->predict) {
      const FlatChoice choice = choose_lines(tables, pages[p]->text, pages[p]->flat, results[p], setting("LEAN", 0));
      for (std::size_t i = 0; i < results[p].size(); ++i)
        std::printf("%.3f%c ", static_cast<double>(results[p][i]), choice.keep[i] ? '+' : '-');
    }
    std::printf("\n");
  }
  return 0;
}
