// Everything of data/article/, compiled. What ArticleRules holds.
#pragma once
#include <array>

#include "article/body_model.h"
#include "article/char_refs.h"
#include "article/charset.h"
#include "article/choice_model.h"
#include "article/claims.h"
#include "article/dates.h"
#include "article/hints.h"
#include "article/page_facts.h"
#include "article/page_words.h"
#include "article/refusal_words.h"

namespace readout {

// The two passes over the lines of flattened text; see flat_features.h.
struct FlatModel {
  Forest first, second;
  bool empty() const { return first.empty() || second.empty(); }
};

struct ArticleTables {
  CharRefs char_refs;
  CharsetLabels charsets;
  ClassHints classes;
  Labels labels;
  MetaNames meta;
  PageWords page_words;
  DateWords dates;
  NewsroomZones zones;
  DateModel date_model;
  BylineWords bylines;
  RefusalWords refusals;
  TitleWords title_words;
  BodyModel body_model;
  FlatModel flat_model;
  std::array<Forest, 3> head_models;  // by HeadRole; see flat_head.h
  ChoiceModel title_model, author_model;
};

}  // namespace readout
