#include "article/read_html.h"

#include <algorithm>

#include "base/format.h"
#include "base/text.h"
#include "base/utf8.h"

namespace readout {
namespace {

void note(Notes& notes, std::string kind, std::string detail) { notes.push_back({Step::article, std::move(kind), {}, std::move(detail)}); }

// 4/5/2024 is 5 April to readers of general English-language sites; elsewhere it is 4 May.
bool month_first(std::string_view html_language, std::string_view site) {
  const std::string language = to_lower(html_language);
  if (!language.empty() && !starts_with(language, "en")) return false;
  if (language.size() > 2 && language.substr(2) != "-us" && language.substr(2) != "_us") return false;
  const std::size_t dot = site.rfind('.');
  const std::string_view end = dot == site.npos ? std::string_view() : site.substr(dot + 1);
  return end != "uk" && (end.size() != 2 || end == "us" || end == "ph" || end == "tv" || end == "co" || end == "io");
}

}  // namespace

ReadHtml::ReadHtml(const ArticleTables& tables, const Page& page, Notes& notes)
    : decoded(decode_page(page.bytes, page.charset, tables.charsets, true)),
      tree(decoded.text()),
      facts(find_facts(tree, tables.char_refs, tables.meta, tables.bylines)),
      blocks(find_blocks(tree, tables.char_refs, tables.classes)) {
  if (decoded.replaced() > 0)
    note(notes, "bad-characters", format("{} bytes are no {} and were replaced by U+FFFD", decoded.replaced(), decoded.encoding()));
  if (decoded.label_was_wrong()) note(notes, "charset-conflict", "the page is not in the encoding it names; read as " + decoded.encoding());
  if (tree.hit_depth()) note(notes, "depth-limit", format("elements deeper than {} were flattened", HtmlTree::kMaxDepth));
  if (tree.hit_nodes()) note(notes, "node-limit", format("only the first {} nodes were read", HtmlTree::kMaxNodes));
  if (tree.attributes_dropped() > 0)
    note(notes, "attribute-limit",
         format("{} attributes were passed over: more than {} on one element or {} on the page", tree.attributes_dropped(),
                HtmlTokenizer::kMaxAttributes, HtmlTree::kMaxAttributes));
  if (facts.claims_dropped > 0)
    note(notes, "claim-limit", format("{} more claims about a field than are read were passed over", facts.claims_dropped));
  if (blocks.hit_text) note(notes, "text-limit", "only the first 4 MB of text or 50 000 blocks were read");
  const std::string url = page.url.empty() ? facts.canonical : page.url;
  site = site_of(url);
  if (site.empty()) site = site_of(facts.best(MetaField::url));
  const std::vector<std::string> names = site_names(facts, site.empty() ? "" : "http://" + site + "/");
  title_candidates = find_title_candidates(tree, tables.char_refs, tables.classes, tables.title_words, facts, blocks, names, url);
  title = choose_title(title_candidates, facts, names, tables.title_model, page.title);
  context.titles = title.alternatives;
  context.title_block = blocks.blocks.size();
  find_title_block();
  author_candidates = find_author_candidates({tree, tables.char_refs, facts, blocks, tables.classes, tables.bylines, tables.dates,
                                              title.heading, context.title_block, title.title, names});
  authors = choose_authors(author_candidates, tables.author_model, notes);
  date = choose_date(date_page(tables, page, url), tables.date_model, notes);
  context.authors = authors;
  context.description = facts.best(MetaField::description);
  for (const LinkedArticle& one : facts.linked)
    if (one.body.size() > context.linked_body.size()) context.linked_body = one.body;
}

DatePage ReadHtml::date_page(const ArticleTables& tables, const Page& page, std::string_view url) const {
  return {tree,      facts,           blocks, tables.dates, tables.zones, url, title.title, site, page.date, page.fetch_time,
          month_first(facts.html_language, site), context.title_block};
}

// The block that shows the title: in the chosen heading, else one that says the same. Where several do (teasers, a bar at the
// top) the one with most running text behind it counts.
void ReadHtml::find_title_block() {
  const std::size_t n = blocks.blocks.size();
  context.title_block = n;
  const std::string key = text_key(title.title);
  const NodeId end = title.heading == kNoNode ? 0 : tree.after(title.heading);
  double best = -1;
  for (std::size_t i = 0; i < n; ++i) {
    const Block& block = blocks.blocks[i];
    if (block.words > 40) continue;
    const bool heading = title.heading != kNoNode && block.node >= title.heading && block.node < end;
    const std::size_t size = block.text.size();
    if (!heading && (key.empty() || size < key.size() || size > key.size() * 3 + 30 || text_key(slice(blocks.text, block.text)) != key))
      continue;
    double running = heading ? 60 : 0;
    for (std::size_t k = i + 1; k < std::min(n, i + 25); ++k)
      if (blocks.blocks[k].words >= 15 && blocks.blocks[k].link_bytes * 3 < blocks.blocks[k].text.size())
        running += std::min(blocks.blocks[k].words, 60u);
    if (running > best + 1e-9) best = running, context.title_block = i;
    if (heading && best >= 200) break;
  }
}

}  // namespace readout
