// Everything of data/article/, compiled. What ArticleRules holds.
#pragma once
#include "article/char_refs.h"
#include "article/charset.h"
#include "article/choice_model.h"
#include "article/claims.h"
#include "article/dates.h"
#include "article/hints.h"
#include "article/line_model.h"
#include "article/page_facts.h"

namespace readout {

struct ArticleTables {
  CharRefs char_refs;
  CharsetLabels charsets;
  ClassHints classes;
  Labels labels;
  MetaNames meta;
  DateWords dates;
  NewsroomZones zones;
  BylineWords bylines;
  TitleWords title_words;
  LineModel html_model, flat_model;
  ChoiceModel title_model;
};

}  // namespace readout
