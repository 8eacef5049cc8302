#include "article/refusal.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "base/utf8.h"

namespace readout {
namespace {

// What stands where on the page, menus and footers left out.
struct Layout {
  std::size_t prose = 0;        // words of paragraphs
  std::size_t longest_run = 0;  // words of the longest stretch of paragraphs that no teaser interrupts
  std::size_t teasers = 0;      // headings, or lines of a headline's length, that are links
  std::size_t pictures = 0;     // captions
};

Layout lay_out(const Blocks& blocks) {
  constexpr std::uint32_t kParagraph = 10, kHeadline = 4;  // words
  Layout layout;
  std::size_t run = 0;
  for (const Block& block : blocks.blocks) {
    if (has(block.inside, Inside::nav) || has(block.inside, Inside::footer) || has(block.inside, Inside::hidden)) continue;
    const Hints hints = block.near_hints | block.far_hints;
    if (has(hints, Hint::cookie) || has(hints, Hint::comments)) continue;
    const std::size_t size = block.text.size();
    layout.pictures += has(block.inside, Inside::figcaption);
    if (block.words >= kHeadline && block.link_bytes * 10 >= size * 7) {
      ++layout.teasers;
      run = 0;
    } else if (block.words >= kParagraph && block.link_bytes * 3 < size) {
      layout.prose += block.words;
      run += block.words;
      layout.longest_run = std::max(layout.longest_run, run);
    }
  }
  return layout;
}

// The same of flattened text: a headline is a line of its length that ends without a mark.
Layout lay_out(std::string_view text, const FlatLines& lines) {
  constexpr std::uint32_t kHeadline = 4, kLongHeadline = 20;  // words
  constexpr std::size_t kNoMark = 3;                          // least ending_of() of a line that ends with none
  Layout layout;
  std::size_t run = 0;
  for (const FlatLine& line : lines.lines) {
    const std::uint32_t words = line.size.words;
    if (line.prose) {
      layout.prose += words;
      run += words;
      layout.longest_run = std::max(layout.longest_run, run);
    } else if (words >= kHeadline && words <= kLongHeadline && ending_of(slice(text, line.text)) > kNoMark) {
      ++layout.teasers;
      run = 0;
    }
  }
  return layout;
}

constexpr std::size_t kTeasers = 6;  // fewer make no list
// Words of running text that a list does not have.
constexpr std::size_t stretch_of(Lean lean) { return lean == Lean::recall ? 45 : lean == Lean::precision ? 180 : 90; }

// Whether the page describes itself as one article. A list of articles describes several, none of which has the page's title.
bool declared(const ReadHtml& read) {
  const std::string element = text_key(read.facts.title_element);
  const auto names = [&](const std::string& key) {
    return element.find(key) != element.npos ||
           std::any_of(read.facts.headings.begin(), read.facts.headings.end(),
                       [&](const Heading& heading) { return heading.tag == Tag::h1 && text_key(heading.text) == key; });
  };
  std::vector<std::string> headlines;
  for (const LinkedArticle& one : read.facts.linked) {
    if (!one.is_article) continue;
    const std::string key = text_key(one.headline);
    if (!key.empty() && names(key)) return true;
    if (std::find(headlines.begin(), headlines.end(), key) == headlines.end()) headlines.push_back(key);
  }
  return headlines.size() == 1 || headlines.size() == 2;
}

// The first part of a path that says what is below it is a list, or a search.
constexpr std::array kListParts = {"tag",     "tags",     "category", "categories", "kategorie",   "categorie", "categoria", "author",
                                   "authors", "autor",    "auteur",   "autore",     "autoren",     "autores",   "topic",     "topics",
                                   "thema",   "themen",   "theme",    "section",    "sections",    "archive",   "archives",  "archiv",
                                   "page",    "rubrik",   "rubrique", "seccion",    "temas",       "etiqueta",  "label",     "keyword",
                                   "profile", "profiles", "people",   "byline",     "contributor", "journalist"};
constexpr std::array kSearchParts = {"search", "suche",  "recherche", "buscar", "busca",  "buscador", "busqueda", "pesquisa", "ricerca",
                                     "cerca",  "zoeken", "sok",       "haku",   "szukaj", "hledat",   "ara",      "arama",    "poisk"};
constexpr std::array kSearchFields = {"q=", "s=", "query=", "search=", "keyword=", "keywords=", "suche=", "text="};

template <class List>
bool holds(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace

UrlShape shape_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == url.npos) return UrlShape::unknown;
  std::string_view rest = url.substr(scheme + 3);
  rest = rest.substr(0, rest.find('#'));
  const std::size_t slash = rest.find_first_of("/?");
  rest = slash == rest.npos ? std::string_view() : rest.substr(slash);
  const std::size_t mark = rest.find('?');
  const std::string query = mark == rest.npos ? "" : to_lower(rest.substr(mark + 1)), path = to_lower(rest.substr(0, mark));
  std::vector<std::string_view> parts;
  for (const auto part : split(path, '/'))
    if (!part.empty()) parts.push_back(part);
  const auto is_front = [](std::string_view part) {
    return part == "index.html" || part == "index.htm" || part == "index.php" || part == "home" || part == "default.aspx" ||
           part.size() == 2 || (part.size() == 5 && (part[2] == '-' || part[2] == '_'));  // a language: /en, /pt-br
  };
  bool search = !parts.empty() && (holds(kSearchParts, parts.front()) || holds(kSearchParts, parts.back()));
  for (const auto field : split(query, '&'))
    for (const std::string_view name : kSearchFields) search = search || (parts.size() <= 1 && starts_with(field, name));
  if (search) return UrlShape::search;
  if (parts.empty() || (parts.size() == 1 && is_front(parts[0]))) return query.empty() ? UrlShape::root : UrlShape::unknown;
  // A long name in the last place, or a number of an article's length, is an article's.
  const std::string_view last = parts.back();
  const auto digits = std::count_if(last.begin(), last.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (std::count(last.begin(), last.end(), '-') >= 3 || std::count(last.begin(), last.end(), '_') >= 3 || digits >= 5)
    return UrlShape::article;
  for (std::size_t i = 0; i < parts.size() && i < 3; ++i)
    if (holds(kListParts, parts[i])) return UrlShape::list;
  return UrlShape::unknown;
}

std::string refuse(const ArticleTables& tables, const ReadHtml& read, std::string_view url, std::size_t words, Lean lean) {
  if (words < 8) return "no-text";
  if (declared(read)) return {};
  const std::size_t stretch = stretch_of(lean);
  constexpr std::size_t kWall = 250;  // words
  const Layout layout = lay_out(read.blocks);

  // A wall, an error or a search says so in its title or first words and has little else to say.
  bool part = false;
  std::string_view said = tables.refusals.in_title(read.title.title, part);
  if (said.empty()) said = tables.refusals.in_title(read.facts.title_element, part);
  if (!said.empty() && layout.longest_run < stretch * (part ? 2 : 1)) return std::string(said);
  if (layout.prose < kWall && words < stretch)
    if (said = tables.refusals.in_text(read.blocks.text); !said.empty()) return std::string(said);

  const std::string_view type = read.facts.best(MetaField::type);
  if (words < 25 && (starts_with(type, "video") || layout.pictures >= 5)) return starts_with(type, "video") ? "video" : "gallery";

  // Lists of other pages: many teasers and no running text.
  const bool dated = !read.date.date.value.empty() && read.date.date.confidence >= 0.6;
  const UrlShape shape = shape_of(url.empty() ? std::string_view(read.facts.canonical) : url);
  if (shape == UrlShape::root && type == "website" && !dated && layout.longest_run < stretch) return "home-page";
  if (layout.teasers < kTeasers || layout.longest_run >= stretch || shape == UrlShape::article) return {};
  if (shape == UrlShape::root) return "home-page";
  if (shape == UrlShape::search) return "search-results";
  if (shape == UrlShape::list || read.facts.list_page) return "list-page";
  // A section front has no name for what it is: no date, no word of being an article, and teasers that outweigh the rest by far.
  if (type != "article" && !dated && layout.teasers >= 3 * kTeasers && layout.longest_run * 2 < stretch) return "list-page";
  return {};
}

std::string refuse_flat(const ArticleTables& tables, const Page& page, std::string_view text, const FlatLines& lines,
                        std::string_view article, std::size_t words, Lean lean) {
  constexpr std::size_t kWall = 120;  // words
  if (words < kWall && !article.empty()) {
    bool part = false;
    std::string_view said = tables.refusals.in_title(page.title, part);
    const std::size_t line = article.find('\n');
    if (said.empty() && line != article.npos) said = tables.refusals.in_title(article.substr(0, line), part);
    if (said.empty() && line != article.npos) said = tables.refusals.in_text(article);
    if (!said.empty()) return std::string(said);
  }
  // Lists of other pages. Links are gone, so menus look like headlines too: a page whose address says nothing is taken for a list
  // only where next to no running text stands and little was found.
  const Layout layout = lay_out(text, lines);
  const UrlShape shape = shape_of(page.url);
  const std::size_t stretch = stretch_of(lean);
  if (shape != UrlShape::article && layout.teasers >= kTeasers && layout.longest_run < stretch) {
    if (shape == UrlShape::root) return "home-page";
    if (shape == UrlShape::search) return "search-results";
    if (shape == UrlShape::list) return "list-page";
    if (layout.teasers >= 3 * kTeasers && layout.longest_run * 3 < stretch && words < stretch) return "list-page";
  }
  return article.empty() ? "no-text" : "";
}

}  // namespace readout
