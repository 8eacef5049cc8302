// The whole machine on one page: page → article → document → mentions → events, quotes. Pure; any number of threads.
#include "engine/read_page.h"

#include "article/site_template.h"
#include "document/conllu.h"
#include "engine/models.h"

namespace readout {

namespace {

Reading begin_reading(const Page& page) {
  Reading reading;
  reading.source = page.source;
  reading.source_begin = page.source_begin;
  reading.page_size = static_cast<std::uint32_t>(page.bytes.size());
  return reading;
}

// From a document's tokens on.
void read_document(const Engine::Models& models, const ReadOptions& options, Reading& reading) {
  const Document& document = reading.document;
  if (options.until <= Step::document || !models.gazetteer) return;
  reading.mentions = find_mentions(*models.gazetteer, document, reading.notes);
  if (options.until <= Step::mention || !models.events) return;
  reading.events = find_events(*models.events, document, reading.mentions, reading.notes);
  if (options.until <= Step::event || !models.quotes) return;
  reading.quotes = find_quotes(*models.quotes, document, reading.mentions, reading.notes);
}

// From the article on, which stands in reading.document.
void read_on(const Engine::Models& models, const ReadOptions& options, Reading& reading) {
  Document& document = reading.document;
  if (options.sketch) reading.sketch = make_sketch(models.story, document.article);
  const bool refused = !document.article.refusal.empty() && !options.keep_all;
  if (options.until <= Step::article || refused || !models.language) return;
  document = make_document(*models.language, std::move(document.article), reading.notes);
  read_document(models, options, reading);
}

}  // namespace

Reading Engine::read_page(const Page& page, const ReadOptions& options) const {
  const Models& models = *models_;
  Reading reading = begin_reading(page);
  if (page.media_type == MediaType::tokens) {
    reading.document = read_conllu(page, reading.notes);
    if (models.language) annotate(*models.language, reading.document, reading.notes);
    read_document(models, options, reading);
    return reading;
  }
  const ArticleOptions how{options.keep_all, options.lean, options.templates, options.explain ? &reading.blocks : nullptr};
  reading.document.article = make_article(models.article, page, how, reading.notes);
  read_on(models, options, reading);
  return reading;
}

Reading read_article(const Engine::Models& models, const Page& page, Article article, Notes notes, const ReadOptions& options) {
  Reading reading = begin_reading(page);
  reading.document.article = std::move(article);
  reading.notes = std::move(notes);
  if (options.templates != nullptr && reading.document.article.refusal.empty())
    drop_furniture(*options.templates, reading.document.article, reading.notes, nullptr);
  read_on(models, options, reading);
  return reading;
}

}  // namespace readout
