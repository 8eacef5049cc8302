// Runs the trained network over the sentences of a Document: tags, entities, trees, then lemmas. See layout.h for the network.
//
// Immutable once loaded; any number of threads. A call keeps its scratch (about 6 KB a token of the longest block) to itself.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/kernels.h"
#include "document/layout.h"
#include "document/lemmatizer.h"
#include "readout/document.h"
#include "readout/result.h"

namespace readout {

class Annotator {
 public:
  // `model` is used in place and must outlive the Annotator. `kernels` is for tests of the plain loops.
  static Result<Annotator> load(std::string_view model, const Kernels& kernels = best_kernels());

  void run(Document& document) const;

 private:
  struct Scratch;
  struct Ids;  // of this model's tags in a document's tables
  std::uint32_t row_of(std::uint64_t hash, std::size_t kind) const;
  void encode(const Document& document, std::uint32_t first, std::uint32_t last, Scratch& scratch) const;
  void tag(Document& document, const Sentence& sentence, std::size_t begin, const Ids& ids, Scratch& scratch) const;
  void parse(Document& document, const Sentence& sentence, std::size_t begin, Scratch& scratch) const;
  void name_entities(Document& document, const Sentence& sentence, std::size_t begin, Scratch& scratch) const;

  const Kernels* kernels_ = nullptr;
  std::size_t dim_ = 0, hidden_ = 0, tag_columns_ = 0;
  std::vector<std::string> xpos_, feats_;
  std::vector<std::uint64_t> hashes_;  // of the features with rows of their own, from row kFeatureKinds on
  std::vector<std::uint32_t> table_;   // open addressing: row + 1, or 0
  std::string_view rows_;              // 8-bit, in place
  std::vector<float> row_scale_;
  std::vector<Dense> conv_, memory_;
  Dense tags_, slots_, actions_;
  std::vector<float> vectors_, hidden_bias_;
  std::vector<std::uint8_t> xpos_fits_, feats_fits_;  // [upos][xpos], [upos][feats]: seen together in training
  Lemmatizer lemmatizer_;
};

}  // namespace readout
