// All compiled data of one installation. Loaded once, const everywhere.
#pragma once
#include "article/stage.h"
#include "document/stage.h"
#include "engine/data_files.h"
#include "event/stage.h"
#include "mention/stage.h"
#include "quote/stage.h"
#include "readout/engine.h"
#include "story/stage.h"

namespace readout {

struct Engine::Models {
  DataFiles data;
  ArticleRules article;
  Language language;
  Gazetteer gazetteer;
  EventRules events;
  QuoteRules quotes;
  StoryRules story;
};

}  // namespace readout
