// Pages that are no articles.
#pragma once
#include <string>
#include <string_view>

#include "article/flat_lines.h"
#include "article/read_html.h"

namespace readout {

// Why a page is no article; empty when it may be one. `words`: of the text found. Precision first: a page is refused for its layout
// only if it has no stretch of running text, and never if it describes itself as the article its title names.
// Leaning to recall halves what counts as such a stretch, leaning to precision doubles it.
std::string refuse(const ArticleTables& tables, const ReadHtml& read, std::string_view url, std::size_t words, Lean lean = Lean::balanced);

// The same for flattened text: `lines` are those of the whole text given, `article` and `words` what was found in it.
std::string refuse_flat(const ArticleTables& tables, const Page& page, std::string_view text, const FlatLines& lines,
                        std::string_view article, std::size_t words, Lean lean = Lean::balanced);

// What kind of page the shape of a URL speaks of. Exposed for tests.
enum class UrlShape : unsigned char { unknown, article, root, search, list };
UrlShape shape_of(std::string_view url);

}  // namespace readout
