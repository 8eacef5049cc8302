// Keywords a page gives itself.
#pragma once
#include <string>
#include <vector>

#include "article/page_words.h"
#include "article/read_html.h"

namespace readout {

// From the best kind of source that has any: <meta>, JSON-LD, then the block of tags on the page. At most 50, each once. Keywords of
// <meta> and JSON-LD that name the site or say nothing are dropped. `end`: the last node of the text.
std::vector<std::string> choose_tags(const ArticleTables& tables, const ReadHtml& read, NodeId end);

// Texts of the links of the tag block that stands first behind node `after` (the title's heading): links marked rel=tag, in an element
// whose class names tags, or to the page of a tag. Links to tags inside running text, in menus and in clouds are none. One pass over
// the tree; `end` is the last node of the text, far behind it only marked links count. Exposed for tests.
std::vector<std::string> find_tag_block(const HtmlTree& tree, const CharRefs& refs, const PageWords& words, NodeId after, NodeId end);

}  // namespace readout
