// make_article on given bytes, with the article rules of data/.
#pragma once
#include "article/stage.h"
#include "check.h"
#include "engine/data_files.h"

namespace readout::fuzz {

inline const ArticleRules& article_rules() {
  static const DataFiles data = std::move(DataFiles::open({READOUT_SOURCE_DIR "/data"})).value();
  static const ArticleRules rules = std::move(ArticleRules::compile(data.list("article/"))).value();
  return rules;
}

inline void check_page(const Page& page) {
  for (const bool keep_all : {false, true}) {
    Notes notes;
    const Article article = make_article(article_rules(), page, {.keep_all = keep_all}, notes);
    check_article(article, notes, static_cast<std::uint32_t>(page.bytes.size()));
  }
}

}  // namespace readout::fuzz
