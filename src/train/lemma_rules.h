// Learns the rules of document/lemmatizer.h from a treebank.
#pragma once
#include <string>
#include <vector>

#include "train/examples.h"

namespace readout {

std::string learn_lemma_rules(const std::vector<Example>& examples, const TagSets& tags);

}  // namespace readout
