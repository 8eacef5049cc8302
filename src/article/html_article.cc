#include "article/html_article.h"

#include "article/about.h"
#include "article/body.h"
#include "article/explain.h"
#include "article/language.h"
#include "article/read_html.h"
#include "article/refusal.h"
#include "article/tags.h"
#include "base/text.h"
#include "base/utf8.h"

namespace readout {
namespace {

// An address on the page as an absolute one (RFC 3986, section 5, without dot segments); empty when it leads nowhere on the web.
std::string absolute(std::string_view address, std::string_view base) {
  address = trim(address);
  const auto web = [](std::string_view url) { return starts_with(url, "http://") || starts_with(url, "https://"); };
  if (address.empty() || web(address)) return std::string(address);
  const std::size_t colon = address.find(':');
  if ((colon != address.npos && colon < address.find('/')) || address[0] == '#' || !web(base)) return {};
  const std::size_t scheme = base.find("://");
  if (starts_with(address, "//")) return std::string(base.substr(0, scheme + 1)) + std::string(address);
  base = base.substr(0, base.find_first_of("?#"));
  const std::size_t path = base.find('/', scheme + 3);
  const std::string host(base.substr(0, path));
  if (address[0] == '/') return host + std::string(address);
  const std::string folder = path == base.npos ? "/" : std::string(base.substr(path, base.rfind('/') + 1 - path));
  return host + folder + std::string(address);
}

// What the page says of its own text and language, where the text says otherwise.
void note_conflicts(const PageFacts& facts, const Article& article, Notes& notes) {
  const LinkedArticle* linked = facts.article();
  // JSON-LD's own body is much longer: what is shown is a stub.
  if (linked != nullptr && linked->body.size() > 1500 && article.text.size() * 3 < linked->body.size())
    notes.push_back({Step::article, "stub", {}, "the page names a body three times as long as the text that it shows"});
  const std::string claimed = to_lower(facts.html_language.substr(0, facts.html_language.find_first_of("-_")));
  if (claimed.size() == 2 && !article.language.empty() && claimed != article.language)
    notes.push_back({Step::article, "language-conflict", {}, "the page says " + claimed + ", its text reads as " + article.language});
}

}  // namespace

Article make_html_article(const ArticleTables& tables, const Page& page, const ArticleOptions& options, Notes& notes) {
  const ReadHtml read(tables, page, notes);
  Article article;
  article.id = page.id;
  article.site = read.site;
  article.url = page.url;
  const std::string canonical = absolute(read.facts.canonical, page.url);
  if (site_of(canonical) != "" && (page.url.empty() || site_of(canonical) == read.site)) article.url = canonical;
  article.title = read.title.title;
  article.date = read.date.date;
  article.modified = read.date.modified;
  article.authors = read.authors;
  article.section = choose_section(tables, read, page.url.empty() ? article.url : page.url);
  article.site_name = choose_site_name(read.facts);
  article.description = choose_description(read.facts);
  const LinkedArticle* linked = read.facts.article();
  article.image = read.facts.best(MetaField::image);
  if (article.image.empty() && linked != nullptr) article.image = linked->image;
  article.image = absolute(article.image, article.url);

  const Body body = write_body(tables, read, options, article, notes);
  const NodeId end = body.blocks.empty() ? kNoNode : read.blocks.blocks[body.blocks.back()].node;
  article.tags = choose_tags(tables, read, end);
  if (options.verdicts != nullptr) name_debris(tables, &read.blocks, *options.verdicts);
  article.language = detect_language(article.text, read.facts.html_language);
  if (std::string wall = find_wall(tables, read, body); !wall.empty()) notes.push_back({Step::article, "paywall", {}, std::move(wall)});
  note_conflicts(read.facts, article, notes);
  article.refusal = refuse(tables, read, page.url, body.words, options.lean);
  return article;
}

}  // namespace readout
