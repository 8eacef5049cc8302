#include "document/annotator.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "document/conllu.h"
#include "document/model_file.h"
#include "document/stage.h"
#include "document/test_lists.h"

namespace readout {
namespace {

const std::string& model() {
  static const std::string bytes = read_data("lang/en/en.model");
  return bytes;
}
const Language& english() {
  static const EnglishFiles files;
  static const Language language = Language::load(files.files, model()).value();
  return language;
}
Document read(std::string text) {
  Article article;
  article.text = std::move(text);
  Notes notes;
  return make_document(english(), std::move(article), notes);
}

// One root, no cycle, heads inside the sentence.
void expect_trees(const Document& document) {
  for (const Sentence& sentence : document.sentences) {
    int roots = 0;
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
      const Token& token = document.tokens[i];
      roots += token.head == kRoot;
      ASSERT_EQ(token.head == kRoot, token.deprel == Deprel::root);
      std::uint32_t steps = 0, at = i;
      while (document.tokens[at].head != kRoot && steps++ <= sentence.size()) {
        ASSERT_LT(document.tokens[at].head, sentence.size());
        at = document.head_of(sentence, at);
      }
      ASSERT_LE(steps, sentence.size());
    }
    ASSERT_EQ(roots, 1);
  }
}

std::string random_text(std::mt19937& random, int words) {
  static const std::vector<std::string> pieces = {"minister", "The", "said", "of", "U.S.", ",",    ".", "\"", "“", "Paris", "7",
                                                  "qzx",      "é",   "👍",    "to", "n't",  "NATO", "(", "-",  "?", "\n\n"};
  std::string text;
  for (int i = 0; i < words; ++i) text += pieces[random() % pieces.size()] + (random() % 4 == 0 ? "" : " ");
  return text;
}

TEST(Annotator, HeadsFormATreeOnAnyInput) {
  std::mt19937 random(11);
  for (int round = 0; round < 300; ++round) expect_trees(read(random_text(random, static_cast<int>(random() % 60))));
}

TEST(Annotator, ReadsAPlainSentence) {
  const Document document = read("The minister did not sign the treaty.");
  ASSERT_EQ(document.sentences.size(), 1U);
  ASSERT_EQ(document.tokens.size(), 8U);
  EXPECT_EQ(document.lemma(4U), "sign");
  EXPECT_EQ(document.tokens[4].upos, Upos::VERB);
  EXPECT_EQ(document.tokens[4].deprel, Deprel::root);
  EXPECT_EQ(document.tokens[1].deprel, Deprel::nsubj);
  EXPECT_EQ(document.tokens[1].head, 4);
  EXPECT_EQ(document.tokens[6].deprel, Deprel::obj);
  EXPECT_EQ(document.xpos(2), "VBD");
}

TEST(Annotator, NamesPersonsAndPlaces) {
  const Document document = read("Nelson Mandela was born in South Africa.");
  EXPECT_EQ(document.tokens[0].ner, Ner::b_per);
  EXPECT_EQ(document.tokens[1].ner, Ner::i_per);
  EXPECT_EQ(document.tokens[5].ner, Ner::b_loc);
  EXPECT_EQ(document.tokens[6].ner, Ner::i_loc);
}

// The AVX2 loops and the plain ones give the same trees, bit for bit.
TEST(Annotator, PlainLoopsGiveTheSameTrees) {
  const auto fast = Annotator::load(model(), best_kernels()), plain = Annotator::load(model(), plain_kernels());
  ASSERT_TRUE(fast && plain);
  std::mt19937 random(5);
  for (int round = 0; round < 40; ++round) {
    Document a = read(random_text(random, 40));
    Document b = a;
    fast->run(a);
    plain->run(b);
    ASSERT_EQ(a.lemmas, b.lemmas);
    for (std::size_t i = 0; i < a.tokens.size(); ++i) {
      ASSERT_EQ(a.tokens[i].head, b.tokens[i].head);
      ASSERT_EQ(a.tokens[i].deprel, b.tokens[i].deprel);
      ASSERT_EQ(a.tokens[i].upos, b.tokens[i].upos);
      ASSERT_EQ(a.tokens[i].xpos, b.tokens[i].xpos);
      ASSERT_EQ(a.tokens[i].feats, b.tokens[i].feats);
      ASSERT_EQ(a.tokens[i].ner, b.tokens[i].ner);
    }
  }
}

TEST(Annotator, SentencesDoNotSeeTheirNeighbours) {
  const std::string one = "The envoy of Japan arrived in Geneva.", two = "Protesters burned cars.";
  const Document both = read(one + "\n\n" + two), alone = read(two);
  ASSERT_EQ(both.sentences.size(), 2U);
  for (std::uint32_t i = 0; i < alone.tokens.size(); ++i) {
    const Token &a = both.tokens[both.sentences[1].first + i], &b = alone.tokens[i];
    EXPECT_EQ(a.head, b.head);
    EXPECT_EQ(a.deprel, b.deprel);
    EXPECT_EQ(a.upos, b.upos);
  }
}

TEST(Annotator, ALongSentenceIsCutWithANoteAndParsed) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "treaty ";
  Article article;
  article.text = text;
  Notes notes;
  const Document document = make_document(english(), std::move(article), notes);
  EXPECT_EQ(document.sentences.size(), 2U);
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_EQ(notes[0].kind, "sentence-limit");
  expect_trees(document);
}

TEST(Annotator, GivenTokensAreTaggedAndKept) {
  Page page;
  page.bytes = "1\tThey\n2\tmet\n3\t.\n\n";
  Notes notes;
  Document document = read_conllu(page, notes);
  annotate(english(), document, notes);
  EXPECT_EQ(document.form(1U), "met");
  EXPECT_EQ(document.lemma(1U), "meet");
  expect_trees(document);
}

TEST(Language, WithoutAModelThereAreSentencesAndAFlatTree) {
  static const EnglishFiles files;
  const auto language = Language::load(files.files, {});
  ASSERT_TRUE(language);
  Article article;
  article.text = "One came. Two left.";
  Notes notes;
  const Document document = make_document(*language, std::move(article), notes);
  EXPECT_EQ(document.sentences.size(), 2U);
  expect_trees(document);
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_EQ(notes[0].kind, "no-model");
}

TEST(ModelFile, DamageIsNamed) {
  const std::string good = write_model({{"a", "one"}, {"b", std::string(100, 'x')}});
  ASSERT_TRUE(ModelFile::open(good));
  EXPECT_EQ(ModelFile::open(good)->section("a"), "one");
  EXPECT_EQ(ModelFile::open(good)->section("c"), "");
  const auto message = [](std::string bytes) {
    const auto file = ModelFile::open(bytes);
    return file ? std::string() : file.error().message;
  };
  EXPECT_THAT(message("PK\x03\x04 something else entirely, long enough"), testing::HasSubstr("no Readout model"));
  EXPECT_THAT(message(good.substr(0, good.size() - 1)), testing::HasSubstr("truncated"));
  std::string flipped = good;
  flipped[good.size() - 5] ^= 1;
  EXPECT_THAT(message(flipped), testing::HasSubstr("checksum"));
  std::string newer = good;
  newer[8] = 9;
  EXPECT_THAT(message(newer), testing::HasSubstr("newer"));
  for (std::size_t n = 0; n < good.size(); n += 7) EXPECT_FALSE(ModelFile::open(std::string_view(good).substr(0, n)));
}

// A file that passes the checksum but holds the wrong things is an error too, never a crash.
TEST(ModelFile, SectionsThatAreMissingAreNamed) {
  const auto loaded = Annotator::load(write_model({{"shape", std::string(32, '\0')}}));
  ASSERT_FALSE(loaded);
  EXPECT_THAT(loaded.error().message, testing::HasSubstr("shape"));
}

TEST(Lemmatizer, RulesAndExceptions) {
  const auto lemmatizer = Lemmatizer::compile("NNS\t\tl0\nNNS\ts\tl1\nNNS\ties\tl3+y\nNNS\t=men\tl2+an\nNNP\t\tk0\n");
  ASSERT_TRUE(lemmatizer);
  EXPECT_EQ(lemmatizer->lemma("Treaties", "NNS"), "treaty");
  EXPECT_EQ(lemmatizer->lemma("talks", "NNS"), "talk");
  EXPECT_EQ(lemmatizer->lemma("men", "NNS"), "man");
  EXPECT_EQ(lemmatizer->lemma("people", "NNS"), "people");
  EXPECT_EQ(lemmatizer->lemma("Paris", "NNP"), "Paris");
  EXPECT_EQ(lemmatizer->lemma("Anything", "??"), "anything");
  EXPECT_FALSE(Lemmatizer::compile("NNS\tno script\n"));
}

TEST(Lemmatizer, AScriptGivesTheLemmaBack) {
  for (const auto& [form, lemma] : std::vector<std::pair<std::string, std::string>>{
           {"Signed", "sign"}, {"went", "go"}, {"NATO", "NATO"}, {"n't", "not"}, {"Élysée", "Élysée"}, {"naïve", "naïf"}, {"’s", "'s"}})
    EXPECT_EQ(apply_script(lemma_script(form, lemma), form), lemma);
}

}  // namespace
}  // namespace readout
