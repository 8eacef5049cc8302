// Learns the rules of document/lemmatizer.h from a treebank.
#pragma once
#include <string>
#include <vector>

#include "train/examples.h"

namespace readout::training {

std::string learn_lemma_rules(const std::vector<Example>& examples, const TagSets& tags);

}  // namespace readout::training
