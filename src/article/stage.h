// Makes an Article out of a Page: decodes it, finds the article in the debris, and reads title, date, authors and the rest.
#pragma once
#include <memory>
#include <span>

#include "base/text_file.h"
#include "readout/article.h"
#include "readout/note.h"
#include "readout/page.h"
#include "readout/result.h"

namespace readout {

struct ArticleTables;

// Word lists and labels of data/article/, compiled. Immutable; share between threads; copies share their tables.
class ArticleRules {
 public:
  // A file that is missing leaves its table empty: less is found, nothing fails.
  static Result<ArticleRules> compile(std::span<const TextFile> files);
  const ArticleTables& tables() const { return *tables_; }

 private:
  std::shared_ptr<const ArticleTables> tables_;
};

class SiteTemplates;  // see article/site_template.h

struct ArticleOptions {
  bool keep_all = false;  // refuse no page; text pages: the text as it is, byte for byte where it is valid UTF-8
  Lean lean = Lean::balanced;
  const SiteTemplates* templates = nullptr;       // furniture of the page's site; null: none known
  std::vector<BlockVerdict>* verdicts = nullptr;  // what became of each block is appended here unless null
};

// Never fails: a page that is no article gives an Article with `refusal` set (and the text it would have had, unless empty).
Article make_article(const ArticleRules& rules, const Page& page, const ArticleOptions& options, Notes& notes);

}  // namespace readout
