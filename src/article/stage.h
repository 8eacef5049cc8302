// Makes an Article out of a Page: decodes it, finds the article in the debris, and reads title, date, authors and the rest.
#pragma once
#include <span>

#include "base/text_file.h"
#include "readout/article.h"
#include "readout/note.h"
#include "readout/page.h"
#include "readout/result.h"

namespace readout {

// Word lists and labels of data/article/, compiled. Immutable; share between threads.
class ArticleRules {
 public:
  static Result<ArticleRules> compile(std::span<const TextFile> files);
};

struct ArticleOptions {
  bool keep_all = false;  // text pages: the text as it is, byte for byte where it is valid UTF-8
};

// Never fails: a page that is no article gives an Article with `refusal` set (and the text it would have had, unless empty).
Article make_article(const ArticleRules& rules, const Page& page, const ArticleOptions& options, Notes& notes);

}  // namespace readout
