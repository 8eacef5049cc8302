// All compiled data of one installation. Loaded once, const everywhere; steps after EngineOptions::until have none.
#pragma once
#include <optional>

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
  StoryRules story;
  std::optional<Language> language;
  std::optional<Gazetteer> gazetteer;
  std::optional<EventRules> events;
  std::optional<QuoteRules> quotes;
};

}  // namespace readout
