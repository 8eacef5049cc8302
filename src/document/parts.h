// What a Language holds once loaded. For the files of this folder and for train/.
#pragma once
#include "document/lists.h"
#include "document/stage.h"

namespace readout {

struct Language::Parts {
  WordLists lists;
};

}  // namespace readout
