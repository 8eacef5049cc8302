// What a Language holds once loaded. For the files of this folder.
#pragma once
#include <optional>

#include "document/annotator.h"
#include "document/lists.h"
#include "document/stage.h"

namespace readout {

struct Language::Parts {
  WordLists lists;
  std::optional<Annotator> annotator;  // none without a model: then sentences and tokens only
};

}  // namespace readout
