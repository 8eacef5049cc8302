#include "article/html_article.h"

#include <algorithm>
#include <unordered_set>

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

void append_tags(std::vector<std::string>& tags, std::string_view value, bool cut) {
  std::vector<std::string_view> parts;
  if (!cut) {
    parts.push_back(value);
  } else {
    const char separator = value.find(';') != value.npos && value.find(',') == value.npos   ? ';'
                           : value.find('|') != value.npos && value.find(',') == value.npos ? '|'
                                                                                            : ',';
    parts = split(value, separator);
  }
  for (auto part : parts) {
    part = trim(part);
    if (part.size() < 2 || part.size() > 80 || part.find("://") != part.npos || tags.size() >= 50) continue;
    const std::string key = text_key(part);
    if (std::none_of(tags.begin(), tags.end(), [&](const std::string& tag) { return text_key(tag) == key; })) tags.emplace_back(part);
  }
}

std::vector<std::string> choose_tags(const PageFacts& facts) {
  std::vector<std::string> tags;
  int rank = 0;
  for (const Claim& claim : facts.of(MetaField::tags)) {
    if (rank != 0 && claim.rank != rank) break;
    rank = claim.rank;
    append_tags(tags, claim.value, true);
  }
  if (tags.empty())
    if (const LinkedArticle* linked = facts.article(); linked != nullptr)
      for (const auto& tag : linked->tags) append_tags(tags, tag, true);
  if (tags.empty())
    for (const Claim& claim : facts.tag_links) append_tags(tags, claim.value, false);
  return tags;
}

// Blocks in a few words each are no body; nor is what the model keeps on a page without running text.
struct Chosen {
  std::vector<std::size_t> blocks;
  std::size_t words = 0;
};

Chosen choose_blocks(const ArticleTables& tables, const ReadHtml& read) {
  const auto& blocks = read.blocks.blocks;
  std::vector<bool> keep(blocks.size(), false);
  if (!tables.html_model.empty()) {
    // A page has an article: if hardly any of its running text is kept, the bar is lowered step by step.
    const auto features = html_features(read.tree, read.blocks, tables.labels, read.context);
    std::size_t running = 0;
    for (const Block& block : blocks)
      running += block.words >= 15 && block.link_bytes * 3 < block.text.size() && !has(block.inside, Inside::nav) &&
                         !has(block.inside, Inside::footer) && !has(block.near_hints | block.far_hints, Hint::comments) &&
                         !has(block.near_hints | block.far_hints, Hint::related) && !has(block.near_hints | block.far_hints, Hint::cookie)
                     ? block.words
                     : 0;
    std::size_t likely = 0;  // words of blocks that look like an article taken alone
    for (std::size_t i = 0; i < blocks.size(); ++i) likely += tables.html_model.score(features[i]) > 0.5 ? blocks[i].words : 0;
    for (double bias = 0; bias <= 4; bias += 1) {
      keep = tables.html_model.decode(features, bias);
      std::size_t words = 0;
      for (std::size_t i = 0; i < keep.size(); ++i) words += keep[i] ? blocks[i].words : 0;
      if (words * 6 >= running && words >= 12 && (bias >= 2 || words * 2 >= likely)) break;
    }
  } else {
    for (std::size_t i = 0; i < blocks.size(); ++i)
      keep[i] = blocks[i].words >= 10 && blocks[i].link_bytes * 2 < blocks[i].text.size() && !has(blocks[i].inside, Inside::nav) &&
                !has(blocks[i].inside, Inside::footer);
  }
  Chosen chosen;
  std::unordered_set<std::string> seen;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (!keep[i]) continue;
    const std::string_view text = slice(read.blocks.text, blocks[i].text);
    if (blocks[i].words >= 8 && !seen.insert(text_key(text)).second) continue;  // said before
    chosen.blocks.push_back(i);
    chosen.words += blocks[i].words;
  }
  return chosen;
}

void write_text(const ReadHtml& read, const Blocks& blocks, const std::vector<std::size_t>& chosen, Article& article, bool with_origins) {
  for (const std::size_t i : chosen) {
    const Block& block = blocks.blocks[i];
    if (!article.text.empty()) article.text += "\n\n";
    const auto begin = static_cast<std::uint32_t>(article.text.size());
    article.text += slice(blocks.text, block.text);
    if (!with_origins) continue;
    for (std::uint32_t p = block.piece_begin; p < block.piece_end; ++p) {
      const Piece& piece = blocks.pieces[p];
      article.origins.push_back({{begin + piece.begin - block.text.begin, begin + piece.end - block.text.begin},
                                 read.decoded.page_offset(piece.source_begin),
                                 read.decoded.page_offset(piece.source_end)});
    }
  }
}

// The body as a script tells it. Used when the page itself shows much less: the article is then drawn by the script.
void use_linked_body(const ArticleTables& tables, const ReadHtml& read, std::string_view body, Article& article) {
  article.text.clear();
  article.origins.clear();
  std::string html;
  if (body.find("<p") != body.npos)
    html = body;
  else
    for (const auto line : split(body, '\n')) html += "<p>" + std::string(line) + "</p>";
  const HtmlTree tree(html);
  const Blocks blocks = find_blocks(tree, tables.char_refs, tables.classes);
  std::vector<std::size_t> all(blocks.blocks.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
  std::erase_if(all, [&](std::size_t i) {
    return blocks.blocks[i].link_bytes * 2 > blocks.blocks[i].text.size() || has(blocks.blocks[i].inside, Inside::figcaption);
  });
  write_text(read, blocks, all, article, false);
}

// The longest piece of HTML among the strings of the page's scripts, for pages that a script draws; empty when none has running
// text. Every byte of the scripts is read once, and each long string once more.
std::string find_script_body(const ArticleTables& tables, const PageFacts& facts) {
  constexpr std::size_t kMaxRead = 8u << 20, kShortest = 400;
  std::string best;
  std::size_t most = 60, budget = kMaxRead;
  for (const std::string_view script : facts.state_scripts) {
    if (script.size() > budget) break;
    budget -= script.size();
    for (std::size_t at = script.find('"'); at < script.size(); at = script.find('"', at)) {
      const std::string text = read_json_string(script, at);
      if (text.size() < kShortest || (text.find("<p") == text.npos && text.find("<br") == text.npos)) continue;
      const HtmlTree tree(text);
      const Blocks blocks = find_blocks(tree, tables.char_refs, tables.classes);
      std::size_t words = 0;
      for (const Block& block : blocks.blocks) words += block.words >= 8 && block.link_bytes * 3 < block.text.size() ? block.words : 0;
      if (words > most) most = words, best = text;
    }
  }
  return best;
}

std::size_t count_words(std::string_view text) {
  Block block;
  measure(text, block);
  return block.words;
}

// Why a page is no article; empty when it may be one. Precision first: a page that names itself an article is never refused
// for where it stands.
std::string refuse(const ArticleTables& tables, const ReadHtml& read, std::string_view url, std::size_t words) {
  if (words < 8) return "no-text";
  const std::string_view type = read.facts.best(MetaField::type);
  if (read.facts.article() != nullptr || type == "article") return {};
  std::string_view path = url;
  if (const std::size_t scheme = path.find("://"); scheme != path.npos) {
    const std::size_t slash = path.find('/', scheme + 3);
    path = slash == path.npos ? std::string_view() : path.substr(slash);
  }
  path = path.substr(0, path.find_first_of("?#"));
  const bool dated = !read.date.date.value.empty() && read.date.date.confidence >= 0.6;
  if (!url.empty() && (path.empty() || path == "/") && type == "website" && !dated) return "home-page";
  // An error page says so in its title and has little else to say.
  bool exact = false;
  if (words < 80 &&
      (tables.labels.find(read.title.title, exact) == Label::error || tables.labels.find(read.facts.title_element, exact) == Label::error))
    return "error-page";
  return {};
}

}  // namespace

ReadHtml::ReadHtml(const ArticleTables& tables, const Page& page, Notes& notes)
    : decoded(decode_page(page.bytes, page.charset, tables.charsets, true)),
      tree(decoded.text()),
      facts(find_facts(tree, tables.char_refs, tables.meta)),
      blocks(find_blocks(tree, tables.char_refs, tables.classes)) {
  if (decoded.replaced() > 0)
    note(notes, "bad-characters", format("{} bytes are no {} and were replaced by U+FFFD", decoded.replaced(), decoded.encoding()));
  if (decoded.label_was_wrong()) note(notes, "charset-conflict", "the page is not in the encoding it names; read as " + decoded.encoding());
  if (tree.hit_depth()) note(notes, "depth-limit", format("elements deeper than {} were flattened", HtmlTree::kMaxDepth));
  if (tree.hit_nodes()) note(notes, "node-limit", format("only the first {} nodes were read", HtmlTree::kMaxNodes));
  if (tree.attributes_dropped() > 0)
    note(notes, "attribute-limit",
         format("{} attributes beyond {} on one element were passed over", tree.attributes_dropped(), HtmlTokenizer::kMaxAttributes));
  if (blocks.hit_text) note(notes, "text-limit", "only the first 4 MB of text were read");
  const std::string url = page.url.empty() ? facts.canonical : page.url;
  site = site_of(url);
  if (site.empty()) site = site_of(facts.best(MetaField::url));
  title = choose_title(facts, site, page.title);
  context.titles = title.alternatives;
  context.title_block = blocks.blocks.size();
  find_title_block();
  authors = choose_authors(facts, blocks, tables.bylines, tables.dates, context.title_block, site_names(facts, url));
  date = choose_date(facts, blocks, tables.labels, tables.dates, url, page.date, page.fetch_time, month_first(facts.html_language, site),
                     tables.zones.minutes(site), context.title_block, notes);
  context.authors = authors;
  context.description = facts.best(MetaField::description);
  for (const LinkedArticle& one : facts.linked)
    if (one.body.size() > context.linked_body.size()) context.linked_body = one.body;
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

Article make_html_article(const ArticleTables& tables, const Page& page, const ArticleOptions& options, Notes& notes) {
  const ReadHtml read(tables, page, notes);
  Article article;
  article.id = page.id;
  article.site = read.site;
  article.url = page.url;
  if (site_of(read.facts.canonical) != "" && (page.url.empty() || site_of(read.facts.canonical) == read.site))
    article.url = read.facts.canonical;
  article.title = read.title.title;
  article.date = read.date.date;
  article.modified = read.date.modified;
  article.authors = read.authors;
  article.tags = choose_tags(read.facts);
  article.section = read.facts.best(MetaField::section);
  const LinkedArticle* linked = read.facts.article();
  if (article.section.empty() && linked != nullptr) article.section = linked->section;
  article.image = read.facts.best(MetaField::image);
  if (article.image.empty() && linked != nullptr) article.image = linked->image;

  Chosen chosen;
  if (options.keep_all) {
    for (std::size_t i = 0; i < read.blocks.blocks.size(); ++i) chosen.blocks.push_back(i);
    write_text(read, read.blocks, chosen.blocks, article, true);
  } else {
    chosen = choose_blocks(tables, read);
    write_text(read, read.blocks, chosen.blocks, article, true);
    if (read.context.linked_body.size() > 400 && count_words(read.context.linked_body) > chosen.words * 2) {
      use_linked_body(tables, read, read.context.linked_body, article);
      note(notes, "text-from-script", "the text is the one the page's JSON-LD holds; the page itself shows less");
      chosen.words = count_words(article.text);
    }
    if (chosen.words < 40) {
      if (const std::string body = find_script_body(tables, read.facts); !body.empty()) {
        use_linked_body(tables, read, body, article);
        note(notes, "text-from-script", "the text stands in a script of the page only, which draws it");
        chosen.words = count_words(article.text);
      }
    }
    if (linked != nullptr && !linked->free) note(notes, "paywall", "the page says that its text is not free to read and may be a part");
  }
  article.language = detect_language(article.text, read.facts.html_language);
  if (!options.keep_all) article.refusal = refuse(tables, read, page.url, chosen.words);
  return article;
}

}  // namespace readout
