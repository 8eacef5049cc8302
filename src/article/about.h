// What a page says of itself beside title, authors and date: the name of its site, its description, its section, its wall.
#pragma once
#include <string>

#include "article/body.h"
#include "article/page_words.h"
#include "article/read_html.h"

namespace readout {

// From og:site_name, the publisher of JSON-LD, other <meta>, in this order; empty when none names the site.
std::string choose_site_name(const PageFacts& facts);

// From <meta>, else JSON-LD.
std::string choose_description(const PageFacts& facts);

// From <meta>, JSON-LD, the last crumb of a trail that is neither the title nor home, and the first word of the address, in this
// order. `url` is that of the article.
std::string choose_section(const ArticleTables& tables, const ReadHtml& read, std::string_view url);

// Why the page is taken to show a part of its text only, for people; empty when nothing says so. JSON-LD's word counts for most, then
// the classes of what the text stands in, then lines behind a short text.
std::string find_wall(const ArticleTables& tables, const ReadHtml& read, const Body& body);

// The trail in the markup: texts of its links and items in page order; empty when there is none. Exposed for tests.
std::vector<std::string> find_trail(const HtmlTree& tree, const CharRefs& refs, const PageWords& words);

// The first part of an address that may name a section. Exposed for tests.
std::string section_of(std::string_view url, const PageWords& words);

}  // namespace readout
