#include "article/about.h"

#include <algorithm>

#include "base/memo.h"
#include "base/text.h"
#include "base/utf8.h"

namespace readout {
namespace {

constexpr int kWorstName = 4;     // rank of <meta> that may name a site; worse ones hold addresses and handles
constexpr int kPlainSection = 4;  // rank of <meta> that is about sections; worse ones are about subjects
constexpr std::size_t kMaxCrumbs = 12;
constexpr std::size_t kMaxCrumb = 60;        // bytes; longer ones are titles
constexpr std::size_t kMaxSectionWord = 24;  // bytes of a part of an address
constexpr std::size_t kShortText = 400;      // words; a text cut off at a wall is hardly longer
constexpr std::size_t kBlocksBehind = 5;     // that may hold the wall's line

bool is_address(std::string_view text) { return text.find("://") != text.npos || starts_with(text, "@") || starts_with(text, "//"); }

std::string last_crumb(const std::vector<std::string>& trail, const ReadHtml& read, const PageWords& words) {
  const std::string title = letter_key(read.title.title);
  const auto names = site_names(read.facts, "http://" + read.site + "/");
  for (auto it = trail.rbegin(); it != trail.rend(); ++it) {
    const std::string key = letter_key(*it);
    const bool names_title = !title.empty() && (key == title || (key.size() >= 25 && starts_with(title, key)));
    if (key.size() < 2 || it->size() > kMaxCrumb || names_title || is_address(*it) || words.is(PageWord::home, *it) ||
        names_site(*it, names))
      continue;
    return *it;
  }
  return {};
}

// Whether an element says by class or id that it is not free, or one it stands in.
bool in_walled(const HtmlTree& tree, NodeId node, const PageWords& words) {
  for (; node != kNoNode && node != HtmlTree::root(); node = tree[node].parent)
    for (const std::string_view key : {"class", "id"})
      if (words.names(PageWord::wall_class, tree.attribute(node, key))) return true;
  return false;
}

}  // namespace

std::string choose_site_name(const PageFacts& facts) {
  const auto meta = [&](int from, int to) -> std::string {
    for (const Claim& claim : facts.of(MetaField::site))
      if (claim.rank >= from && claim.rank <= to && !is_address(claim.value)) return claim.value;
    return {};
  };
  std::string name = meta(1, 1);
  if (const LinkedArticle* linked = facts.article(); name.empty() && linked != nullptr && !is_address(linked->site)) name = linked->site;
  for (const LinkedArticle& one : facts.linked)
    if (name.empty() && !is_address(one.site)) name = one.site;
  return name.empty() ? meta(2, kWorstName) : name;
}

std::string choose_description(const PageFacts& facts) {
  if (const auto meta = facts.best(MetaField::description); !meta.empty()) return std::string(meta);
  const LinkedArticle* linked = facts.article();
  return linked == nullptr ? std::string() : linked->description;
}

std::vector<std::string> find_trail(const HtmlTree& tree, const CharRefs& refs, const PageWords& words) {
  constexpr AttributeNames<3> kNames({"class", "id", "aria-label"});
  Memo<bool> known;
  const auto names_trail = [&](std::string_view value) { return words.names(PageWord::crumb_class, value); };
  for (NodeId id = 1; id < tree.size(); ++id) {
    const Node& node = tree[id];
    if (node.is_text() || node.n_attributes == 0 || node.tag == Tag::body || node.tag == Tag::html || node.tag == Tag::a) continue;
    const auto names = tree.attributes(id, kNames);
    if (std::none_of(names.begin(), names.end(), [&](std::string_view value) { return !value.empty() && known.get(value, names_trail); }))
      continue;
    std::vector<std::string> trail;
    for (NodeId at = id + 1, end = tree.after(id); at < end && trail.size() < kMaxCrumbs;) {
      if (tree[at].tag != Tag::a && tree[at].tag != Tag::li) {
        ++at;
        continue;
      }
      // An item that holds a link is read by its link.
      NodeId link = at;
      if (tree[at].tag == Tag::li)
        while (link < tree.after(at) && tree[link].tag != Tag::a) ++link;
      if (link >= tree.after(at)) link = at;
      std::string text = node_text(tree, refs, link, 200);
      if (!text.empty()) trail.push_back(std::move(text));
      at = tree.after(at);
    }
    if (!trail.empty()) return trail;
  }
  return {};
}

std::string section_of(std::string_view url, const PageWords& words) {
  const std::size_t scheme = url.find("://");
  if (scheme == url.npos) return {};
  url = url.substr(0, url.find_first_of("?#"));
  const auto parts = split(url.substr(scheme + 3), '/');
  std::size_t last = parts.size();
  while (last > 0 && parts[last - 1].empty()) --last;
  for (std::size_t i = 1; i + 1 < last; ++i) {
    const std::string_view part = parts[i];
    if (part.empty() || words.is(PageWord::place, part)) continue;
    const bool word =
        part.size() >= 3 && part.size() <= kMaxSectionWord && std::count(part.begin(), part.end(), '-') <= 2 &&
        std::all_of(part.begin(), part.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-'; });
    return word ? replace_all(std::string(part), "-", " ") : std::string();
  }
  return {};
}

std::string choose_section(const ArticleTables& tables, const ReadHtml& read, std::string_view url) {
  const auto& claims = read.facts.of(MetaField::section);
  if (!claims.empty() && claims[0].rank <= kPlainSection) return claims[0].value;
  if (const LinkedArticle* linked = read.facts.article(); linked != nullptr && !linked->section.empty()) return linked->section;
  for (const auto& trail : read.facts.trails)
    if (std::string crumb = last_crumb(trail, read, tables.page_words); !crumb.empty()) return crumb;
  if (std::string crumb = last_crumb(find_trail(read.tree, tables.char_refs, tables.page_words), read, tables.page_words); !crumb.empty())
    return crumb;
  if (!claims.empty()) return claims[0].value;
  return section_of(url, tables.page_words);
}

std::string find_wall(const ArticleTables& tables, const ReadHtml& read, const Body& body) {
  const LinkedArticle* linked = read.facts.article();
  if (linked != nullptr && !linked->free) return "the page says that its text is not free to read and may be a part";
  if (body.words == 0 || body.words > kShortText || body.from_script || body.blocks.empty()) return {};
  const auto& blocks = read.blocks.blocks;
  const bool said_free = linked != nullptr && linked->said_free;
  if (!said_free && in_walled(read.tree, blocks[body.blocks.back()].node, tables.page_words))
    return "what the text stands in is named as not free to read, and the text may be a part";
  const std::size_t last = body.blocks.back();
  for (std::size_t i = last; i < std::min(blocks.size(), last + kBlocksBehind + 1); ++i)
    if (tables.page_words.begins(PageWord::wall_line, slice(read.blocks.text, blocks[i].text)))
      return "behind its text the page asks to subscribe or to log in, and the text may be a part";
  return {};
}

}  // namespace readout
