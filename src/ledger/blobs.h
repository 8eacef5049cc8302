// Sketches and origins as bytes, little-endian on every machine. Stored in ledgers: do not change the layouts.
//   origins: text begin, text end, page begin, page end (uint32 each), repeated
//   sketch:  text_hash (uint64), n_words, n_chain, n_keys, n_facts (uint32 each), then the three lists, uint32 each
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "readout/article.h"
#include "readout/story.h"

namespace readout {

std::string pack_origins(const std::vector<Origin>& origins);
std::vector<Origin> unpack_origins(std::string_view bytes);
std::string pack_sketch(const Sketch& sketch);
std::optional<Sketch> unpack_sketch(std::string_view bytes);  // nothing for damaged bytes

}  // namespace readout
