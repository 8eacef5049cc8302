// Writes the trained network, the tag names and the lemma rules as a model file: see document/model_file.h.
#pragma once
#include <string>
#include <vector>

#include "train/examples.h"
#include "train/network.h"

namespace readout::training {

std::string export_model(const Network& network, const std::vector<std::uint64_t>& hashes, const TagSets& tags,
                         const std::vector<Example>& examples);

}  // namespace readout::training
