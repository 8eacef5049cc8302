// The whole machine on one page: page → article → document → mentions → events, quotes. Pure; any number of threads.
#include "document/conllu.h"
#include "engine/models.h"

namespace readout {

Reading Engine::read_page(const Page& page, const ReadOptions& options) const {
  const Models& models = *models_;
  Reading reading;
  reading.source = page.source;
  reading.source_begin = page.source_begin;
  reading.page_size = static_cast<std::uint32_t>(page.bytes.size());
  Document& document = reading.document;

  if (page.media_type == MediaType::tokens) {
    document = read_conllu(page, reading.notes);
    if (models.language) annotate(*models.language, document, reading.notes);
  } else {
    const ArticleOptions how{options.keep_all, options.lean, options.templates, options.explain ? &reading.blocks : nullptr};
    document.article = make_article(models.article, page, how, reading.notes);
    if (options.sketch) reading.sketch = make_sketch(models.story, document.article);
    const bool refused = !document.article.refusal.empty() && !options.keep_all;
    if (options.until <= Step::article || refused || !models.language) return reading;
    document = make_document(*models.language, std::move(document.article), reading.notes);
  }
  if (options.until <= Step::document || !models.gazetteer) return reading;
  reading.mentions = find_mentions(*models.gazetteer, document, reading.notes);
  if (options.until <= Step::mention || !models.events) return reading;
  reading.events = find_events(*models.events, document, reading.mentions, reading.notes);
  if (options.until <= Step::event || !models.quotes) return reading;
  reading.quotes = find_quotes(*models.quotes, document, reading.mentions, reading.notes);
  return reading;
}

}  // namespace readout
