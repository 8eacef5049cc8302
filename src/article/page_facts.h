// All that the markup of a page says of it: <meta>, <link>, <title>, headings, <time> and JSON-LD, gathered in one pass. Nothing
// is judged here: title.cc, byline.cc and publication.cc choose among these claims.
#pragma once
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "article/byline.h"
#include "article/char_refs.h"
#include "article/html_tree.h"
#include "article/json.h"
#include "base/text_file.h"
#include "readout/result.h"

namespace readout {

enum class MetaField : unsigned char {
  published,
  modified,
  author,
  title,
  site,
  section,
  tags,
  image,
  description,
  type,
  url,
  language,
  n_fields
};

// data/article/meta.tsv: names of <meta> and what they hold.
class MetaNames {
 public:
  struct Entry {
    MetaField field;
    int rank;  // 1 best
  };
  static Result<MetaNames> compile(const TextFile& file);
  const std::vector<Entry>* find(std::string_view name) const;  // any letter case

 private:
  std::unordered_map<std::string, std::vector<Entry>> names_;
};

// One claim: what an element says, from where, how good a source of its field it is.
struct Claim {
  std::string value;
  int rank = 9;
  std::string source;  // "meta", "twitter", "article-author", "label", "json-ld", "time-tag", "rel", "itemprop"
  NodeId node = kNoNode;
};

// What one JSON-LD object about an article says; also built of microdata's kind of claims.
struct LinkedArticle {
  std::string type;
  bool is_article = false;  // NewsArticle, BlogPosting, Report, … ; else WebPage, VideoObject, …
  std::string headline, description, section, body, published, modified, created, site, image, url;
  std::vector<std::string> authors, author_types, tags;  // types: schema.org, "" when the name is bare; one for each author
  bool free = true;        // isAccessibleForFree
  bool said_free = false;  // it is there and says so
};

// The days one JSON-LD object names, of whatever type it is.
struct LinkedDates {
  enum class Kind : unsigned char { article, page, other, nested };  // nested: inside another dated thing (a review, a list of teasers)
  Kind kind = Kind::other;
  std::string published, modified, created, headline, url;
};

struct Heading {
  std::string text;
  NodeId node = kNoNode;
  Tag tag = Tag::h1;
  bool item = false;  // itemprop="headline" on something else than h1
};

struct PageFacts {
  std::array<std::vector<Claim>, static_cast<std::size_t>(MetaField::n_fields)> meta;  // best rank first, page order within
  std::vector<LinkedArticle> linked;
  std::vector<Heading> headings;  // h1 and h2 in page order
  std::vector<LinkedDates> linked_dates;
  std::vector<std::vector<std::string>> trails;  // names in BreadcrumbLists, in their order; at most 8
  std::size_t claims_dropped = 0;                // above the limit on claims of a field
  std::vector<Claim> times;        // <time datetime>, <abbr title>; source is "time-tag"
  std::vector<Claim> item_dates;   // itemprop datePublished (rank 1), dateModified (rank 2) off <meta> and <time>
  std::vector<Claim> named_dates;  // <meta> that is in no table but holds digits enough for a day; source is its name
  std::string title_element, canonical, html_language;
  bool list_page = false;  // JSON-LD calls the page a list of others: CollectionPage, SearchResultsPage
  std::vector<Claim> byline_nodes;              // rel=author, itemprop=author, class hints: node and text
  std::vector<NodeId> byline_elements;          // whose class names an author, and links to authors' pages; at most 200
  std::vector<Claim> tag_links;                 // rel=tag
  std::vector<std::string_view> state_scripts;  // text of longer scripts: some hold the page's state

  const std::vector<Claim>& of(MetaField field) const { return meta[static_cast<std::size_t>(field)]; }
  // Value of the best claim; empty when none.
  std::string_view best(MetaField field) const { return of(field).empty() ? std::string_view() : std::string_view(of(field)[0].value); }
  // The first object about an article; nullptr when there is none.
  const LinkedArticle* article() const;
};

PageFacts find_facts(const HtmlTree& tree, const CharRefs& refs, const MetaNames& names, const BylineWords& bylines);

// Adds what a JSON-LD script says; `list_page`, `dates` and `trails` as in PageFacts. Exposed for tests.
void read_linked_data(std::string_view json, std::vector<LinkedArticle>& out, bool* list_page = nullptr,
                      std::vector<LinkedDates>* dates = nullptr, std::vector<std::vector<std::string>>* trails = nullptr);

}  // namespace readout
