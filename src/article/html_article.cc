#include "article/html_article.h"

#include "article/body.h"
#include "article/explain.h"
#include "article/language.h"
#include "article/read_html.h"
#include "article/refusal.h"
#include "article/tags.h"
#include "base/text.h"

namespace readout {

Article make_html_article(const ArticleTables& tables, const Page& page, const ArticleOptions& options, Notes& notes) {
  const ReadHtml read(tables, page, notes);
  Article article;
  article.id = page.id;
  article.site = read.site;
  article.url = page.url;
  if (site_of(read.facts.canonical) != "" && (page.url.empty() || site_of(read.facts.canonical) == read.site))
    article.url = read.facts.canonical;
  article.title = read.title.title;
  article.date = read.date.date;
  article.modified = read.date.modified;
  article.authors = read.authors;
  article.tags = choose_tags(read.facts);
  article.section = read.facts.best(MetaField::section);
  const LinkedArticle* linked = read.facts.article();
  if (article.section.empty() && linked != nullptr) article.section = linked->section;
  article.image = read.facts.best(MetaField::image);
  if (article.image.empty() && linked != nullptr) article.image = linked->image;

  const std::size_t words = write_body(tables, read, options, article, notes);
  if (options.verdicts != nullptr) name_debris(tables, &read.blocks, *options.verdicts);
  if (linked != nullptr && !linked->free)
    notes.push_back({Step::article, "paywall", {}, "the page says that its text is not free to read and may be a part"});
  article.language = detect_language(article.text, read.facts.html_language);
  article.refusal = refuse(tables, read, page.url, words, options.lean);
  return article;
}

}  // namespace readout
