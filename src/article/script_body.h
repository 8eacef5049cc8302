// The text of an article that a page's scripts hold and draw: a string of HTML or plain text, or an array of paragraphs, in the
// state of Next.js, Apollo, Redux and their like.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "article/tables.h"

namespace readout {

struct ScriptBody {
  std::string html;       // paragraphs as <p>; empty when no script holds running text
  std::size_t words = 0;  // of its running text
};

// The container (object or array) of the scripts that holds most running text, weighed as a page's elements are: what its members
// hold counts less the deeper it lies, so that an article's paragraphs win over their neighbours and over the whole state.
// Members are chosen by key: the one with most text and those that carry a good part of as much. Reads 8 MB at most, once.
ScriptBody find_script_body(const ArticleTables& tables, const std::vector<std::string_view>& scripts);

// A body as HTML: HTML as it is (escaped or not), plain text with a paragraph a line.
std::string body_html(const CharRefs& refs, std::string_view body);

}  // namespace readout
