// Training sentences: what CoNLL-U treebanks and IOB2 files say, turned into numbers.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "document/layout.h"
#include "readout/result.h"

namespace readout::training {

struct Example {
  std::vector<std::string> forms;
  bool has_tree = false;
  std::vector<std::uint8_t> upos, labels;
  std::vector<std::uint16_t> xpos, feats;
  std::vector<int> heads;  // kRootNode for the root
  std::vector<std::string> lemmas;
  std::vector<std::uint8_t> ner;  // Ner, or empty when this sentence has no entity labels
  int size() const { return static_cast<int>(forms.size()); }
};

// Ids of strings in the order in which they were first seen.
class Labels {
 public:
  int id(std::string_view name);          // adds it
  int find(std::string_view name) const;  // -1 when unknown
  const std::vector<std::string>& names() const { return names_; }

 private:
  std::vector<std::string> names_;
  std::map<std::string, int, std::less<>> ids_;
};

struct TagSets {
  Labels xpos, feats;
};

// Sentences of a treebank. With `grow` false, tags never seen before become id 0.
Result<std::vector<Example>> read_treebank(const std::string& path, TagSets& tags, bool grow);
// Sentences of a file with a word and an IOB2 tag in its columns (1 and 2, or 2 and 3 after a number). Other kinds than PER, ORG
// and LOC count as none.
Result<std::vector<Example>> read_entities(const std::string& path);
// Gives entity labels to the sentences that are in both; returns the entity sentences that are in no treebank.
std::vector<Example> join_entities(std::vector<Example>& trees, std::vector<Example> entities);

Deprel deprel_of(std::string_view name);  // an unknown subtype counts as its base relation
Upos upos_of(std::string_view name);

}  // namespace readout::training
