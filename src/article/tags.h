// Keywords a page gives itself.
#pragma once
#include <string>
#include <vector>

#include "article/page_facts.h"

namespace readout {

// From the best kind of source that has any: <meta>, JSON-LD, then links marked as tags. At most 50, each once.
std::vector<std::string> choose_tags(const PageFacts& facts);

}  // namespace readout
