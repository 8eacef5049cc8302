#include "train/train.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "document/annotator.h"
#include "document/conllu.h"
#include "document/model_file.h"
#include "train/examples.h"
#include "train/gemm.h"
#include "train/lemma_rules.h"
#include "train/network.h"

namespace readout {
namespace {

// Sentences of one small grammar: enough to learn who does what.
std::string treebank() {
  const std::vector<std::string> names = {"France", "Japan", "Brazil", "Kenya"};
  const std::vector<std::pair<std::string, std::string>> verbs = {
      {"signed", "sign"}, {"praised", "praise"}, {"rejected", "reject"}, {"visited", "visit"}};
  const std::vector<std::string> nouns = {"treaty", "plan", "offer"};
  std::string out;
  for (const auto& name : names)
    for (const auto& [form, lemma] : verbs)
      for (const auto& noun : nouns)
        out += "# text = x\n1\t" + name + "\t" + name + "\tPROPN\tNNP\tNumber=Sing\t2\tnsubj\t_\t_\n2\t" + form + "\t" + lemma +
               "\tVERB\tVBD\tTense=Past\t0\troot\t_\t_\n3\tthe\tthe\tDET\tDT\t_\t4\tdet\t_\t_\n4\t" + noun + "\t" + noun +
               "\tNOUN\tNN\tNumber=Sing\t2\tobj\t_\t_\n5\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n";
  return out;
}

class Folder {
 public:
  Folder()
      : path_(std::filesystem::temp_directory_path() / ("readout-train-test-" + std::to_string(reinterpret_cast<std::uintptr_t>(this)))) {
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string put(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
    return (path_ / name).string();
  }

 private:
  std::filesystem::path path_;
};

TrainOptions small() {
  TrainOptions options;
  options.dim = 32, options.layers = 1, options.memories = 1, options.hidden = 32;
  options.dropout = 0.1F;
  options.epochs = 60;
  return options;
}

TEST(Train, LearnsASmallGrammarAndGivesTheSameBytesTwice) {
  const Folder folder;
  TrainOptions options = small();
  options.treebanks = {folder.put("train.conllu", treebank())};
  options.entities = {folder.put("train.iob2", "France\tB-LOC\nsigned\tO\nthe\tO\ntreaty\tO\n.\tO\n\n")};
  std::vector<std::string> lines;
  const auto model = train_language(options, [&](std::string_view line) { lines.emplace_back(line); });
  ASSERT_TRUE(model) << model.error().text();
  EXPECT_THAT(lines.back(), testing::StartsWith("epoch 60 of 60"));
  const auto annotator = Annotator::load(*model);
  ASSERT_TRUE(annotator) << annotator.error().text();
  Page page;
  page.bytes = "1\tKenya\n2\tpraised\n3\tthe\n4\toffer\n5\t.\n\n";
  Notes notes;
  Document document = read_conllu(page, notes);
  annotator->run(document);
  EXPECT_EQ(document.tokens[0].deprel, Deprel::nsubj);
  EXPECT_EQ(document.tokens[1].head, kRoot);
  EXPECT_EQ(document.tokens[3].head, 1);
  EXPECT_EQ(document.tokens[3].deprel, Deprel::obj);
  EXPECT_EQ(document.lemma(1U), "praise");
  EXPECT_EQ(document.xpos(3), "NN");
  options.epochs = 2;
  EXPECT_TRUE(train_language(options, nullptr).value() == train_language(options, nullptr).value());
}

TEST(Train, BadFilesAreNamed) {
  const Folder folder;
  TrainOptions options = small();
  EXPECT_FALSE(train_language(options, nullptr));
  options.treebanks = {"/no/such/file"};
  EXPECT_EQ(train_language(options, nullptr).error().where, "/no/such/file");
  options.treebanks = {folder.put("broken.conllu", "1\tone\t_\nbroken line\n\n")};
  EXPECT_THAT(train_language(options, nullptr).error().where, testing::HasSubstr("broken.conllu:2"));
}

TEST(Train, LemmaRulesGeneralise) {
  training::TagSets tags;
  training::Example example;
  for (const auto& [form, lemma] : std::vector<std::pair<std::string, std::string>>{
           {"talks", "talk"}, {"plans", "plan"}, {"cities", "city"}, {"parties", "party"}, {"men", "man"}}) {
    example.forms.push_back(form), example.lemmas.push_back(lemma);
    example.upos.push_back(0), example.feats.push_back(0);
    example.xpos.push_back(static_cast<std::uint16_t>(tags.xpos.id("NNS")));
  }
  const auto lemmatizer = Lemmatizer::compile(training::learn_lemma_rules({example}, tags));
  ASSERT_TRUE(lemmatizer);
  EXPECT_EQ(lemmatizer->lemma("Treaties", "NNS"), "treaty");
  EXPECT_EQ(lemmatizer->lemma("envoys", "NNS"), "envoy");
  EXPECT_EQ(lemmatizer->lemma("men", "NNS"), "man");
}

TEST(Gemm, EqualsThePlainSums) {
  const std::size_t m = 7, n = 32, k = 13;
  std::vector<float> a(m * k), b(k * n), c(m * n, 1), d(m * n), t(k * n, 0);
  for (std::size_t i = 0; i < a.size(); ++i) a[i] = static_cast<float>(i % 11) - 5;
  for (std::size_t i = 0; i < b.size(); ++i) b[i] = static_cast<float>(i % 7) - 3;
  for (std::size_t i = 0; i < d.size(); ++i) d[i] = static_cast<float>(i % 5) - 2;
  training::multiply_add(m, n, k, a.data(), k, b.data(), n, c.data(), n);
  training::multiply_transposed_add(m, n, k, a.data(), k, d.data(), n, t.data(), n);
  for (std::size_t i = 0; i < m; ++i)
    for (std::size_t j = 0; j < n; ++j) {
      float sum = 1;
      for (std::size_t x = 0; x < k; ++x) sum += a[i * k + x] * b[x * n + j];
      EXPECT_EQ(c[i * n + j], sum);
    }
  for (std::size_t x = 0; x < k; ++x)
    for (std::size_t j = 0; j < n; ++j) {
      float sum = 0;
      for (std::size_t i = 0; i < m; ++i) sum += a[i * k + x] * d[i * n + j];
      EXPECT_EQ(t[x * n + j], sum);
    }
}

// Gradients against differences of the loss, for some weights of every block. Tags only: the parser's own choices jump.
TEST(Network, GradientsAreThoseOfTheLoss) {
  training::Shape shape;
  shape.dim = 32, shape.layers = 2, shape.memories = 2, shape.hidden = 16, shape.rows = 12, shape.xpos = 3, shape.feats = 3;
  training::Network network(shape, 3);
  training::Item item;
  item.rows = {{1, 2}, {3, 4}, {5, 1}, {7, 8}};
  item.upos = {1, 2, 3, 4}, item.xpos = {0, 1, 2, 0}, item.feats = {0, 1, 2, 1}, item.ner = {0, 1, 2, 0};
  item.heads = {1, kRootNode, 1, 2}, item.labels = {3, 4, 5, 6};
  const training::Item* batch[] = {&item};
  training::Network::Options still;
  still.dropout = 0, still.hidden_dropout = 0, still.explore = 0;
  network.learn(batch, still);
  std::vector<training::Block*> blocks = {&network.rows,        &network.tags,    &network.tag_bias, &network.slots,
                                          &network.hidden_bias, &network.vectors, &network.actions};
  for (auto& block : network.conv) blocks.push_back(&block);
  for (auto& block : network.memory) blocks.push_back(&block);
  std::vector<std::vector<float>> gradients;
  for (const auto* block : blocks) gradients.push_back(block->g);
  const auto loss = [&] { return network.learn(batch, still) * 4; };
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    double off = 0, all = 0;
    for (std::size_t i = 0; i < blocks[b]->w.size(); i += 1 + blocks[b]->w.size() / 60) {
      float& w = blocks[b]->w[i];
      const float was = w, step = 2e-3F;
      w = was + step;
      const double up = loss();
      w = was - step;
      const double down = loss();
      w = was;
      const double slope = (up - down) / (2 * step);
      off += std::abs(slope - gradients[b][i]);
      all += std::abs(slope) + std::abs(gradients[b][i]);
    }
    EXPECT_LT(off, 0.05 * all + 1e-2) << "block " << b;
  }
}

}  // namespace
}  // namespace readout
