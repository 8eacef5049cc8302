#include "article/stage.h"

namespace readout {

Result<ArticleRules> ArticleRules::compile(std::span<const TextFile>) { return ArticleRules{}; }

Article make_article(const ArticleRules&, const Page& page, const ArticleOptions&, Notes&) {
  Article article;
  article.id = page.id;
  article.url = page.url;
  article.title = page.title;
  article.date.value = page.date;
  article.text = page.bytes;
  return article;
}

}  // namespace readout
