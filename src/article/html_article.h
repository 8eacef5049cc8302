// From an HTML page to an Article: decode, tree, blocks, claims, choice.
#pragma once
#include "article/stage.h"
#include "article/tables.h"

namespace readout {

Article make_html_article(const ArticleTables& tables, const Page& page, const ArticleOptions& options, Notes& notes);

}  // namespace readout
