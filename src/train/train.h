// Trains the models that document/ loads, from CoNLL-U treebanks and IOB2 entity files. Not needed to run.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "readout/result.h"

namespace readout {

struct TrainOptions {
  std::vector<std::string> treebanks;  // CoNLL-U files
  std::vector<std::string> entities;   // words with IOB2 tags
  std::string dev;                     // CoNLL-U; scored after each epoch when given
  int epochs = 24;
  std::uint64_t seed = 1;
  int dim = 96, layers = 3, memories = 0, hidden = 128;
  float dropout = 0.25F;
};

using Progress = std::function<void(std::string_view line)>;

// The bytes of a model file. The same files, options and machine type give the same bytes. One thread; about 6 minutes of one core for
// 24 epochs over 330,000 tokens, 200 MB.
Result<std::string> train_language(const TrainOptions& options, const Progress& progress);

}  // namespace readout
