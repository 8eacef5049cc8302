// Pages that are no articles.
#pragma once
#include <string>
#include <string_view>

#include "article/read_html.h"

namespace readout {

// Why a page is no article; empty when it may be one. `words`: of the text found. Precision first: a page that names itself an
// article is never refused for where it stands.
std::string refuse(const ArticleTables& tables, const ReadHtml& read, std::string_view url, std::size_t words);

}  // namespace readout
