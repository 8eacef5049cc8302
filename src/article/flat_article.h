// From flattened text (a page whose tags were thrown away by whoever scraped it) or plain prose to an Article.
#pragma once
#include "article/flat_lines.h"
#include "article/stage.h"
#include "article/tables.h"

namespace readout {

Article make_flat_article(const ArticleTables& tables, const Page& page, const ArticleOptions& options, Notes& notes);

}  // namespace readout
