#include "article/tags.h"

#include <algorithm>

#include "article/html_features.h"
#include "base/memo.h"
#include "base/text.h"
#include "base/utf8.h"

namespace readout {
namespace {

constexpr std::size_t kMaxTags = 50;
constexpr std::size_t kMaxTagBytes = 80;
constexpr std::size_t kMaxBlockTags = 25;       // more are a cloud or a list of all, unless marked one by one
constexpr std::size_t kMaxBehind = 1200;        // bytes of text between the article's end and its tags
constexpr int kMarked = 3;                      // evidence of rel=tag
constexpr std::size_t kMaxGap = 24;             // bytes of text between two links of one block: commas, a count, "and"
constexpr std::size_t kMaxBeside = 40;          // bytes of text beside a link that stands alone: a label
constexpr int kLevelsTags = 4, kLevelsNot = 6;  // ancestors whose classes are asked

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
    if (part.size() < 2 || part.size() > kMaxTagBytes || part.find("://") != part.npos || tags.size() >= kMaxTags) continue;
    const std::string key = text_key(part);
    if (std::none_of(tags.begin(), tags.end(), [&](const std::string& tag) { return text_key(tag) == key; })) tags.emplace_back(part);
  }
}

// A code of the newsroom's system: "cat_politics", "12345", "section=world".
bool is_code(std::string_view tag) {
  if (tag.find(' ') != tag.npos) return false;
  return tag.find('_') != tag.npos || tag.find('=') != tag.npos ||
         (tag.size() > 4 && std::all_of(tag.begin(), tag.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

// Drops what is no keyword of this page: what names the site or says nothing, codes.
void drop_junk(std::vector<std::string>& tags, const PageWords& words, const std::vector<std::string>& names) {
  std::erase_if(tags, [&](const std::string& tag) {
    if (words.is(PageWord::tag_junk, tag)) return true;
    const std::string key = letter_key(tag);
    return std::find(names.begin(), names.end(), key) != names.end();
  });
  std::erase_if(tags, [](const std::string& tag) { return is_code(tag); });
  // "Subject: Trade", "Language: English": where several have this shape the system's own go, of the others the value counts.
  const auto colon = [](const std::string& tag) { return tag.find(": "); };
  if (std::count_if(tags.begin(), tags.end(), [&](const std::string& tag) { return colon(tag) != tag.npos; }) >= 3) {
    std::vector<std::string> kept;
    for (const std::string& tag : tags) {
      const std::size_t at = colon(tag);
      if (at == tag.npos)
        kept.push_back(tag);
      else if (words.is(PageWord::tag_key, tag.substr(0, at)))
        append_tags(kept, std::string_view(tag).substr(at + 2), false);
    }
    tags = std::move(kept);
  }
}

struct TagLink {
  NodeId node = kNoNode;
  int evidence = 0;
  std::size_t text_before = 0, text_after = 0;  // bytes of text on the page up to its begin and end
};

bool to_tag_page(std::string_view address, const PageWords& words) {
  address = address.substr(0, address.find_first_of("?#"));
  if (const std::size_t scheme = address.find("://"); scheme != address.npos) {
    const std::size_t path = address.find('/', scheme + 3);
    address = path == address.npos ? std::string_view() : address.substr(path);
  }
  const auto parts = split(address, '/');
  for (std::size_t i = 0; i + 1 < parts.size(); ++i)
    if (!parts[i].empty() && !parts[i + 1].empty() && words.is(PageWord::tag_path, parts[i])) return true;
  return false;
}

bool has_token(std::string_view value, std::string_view token) {
  for (const auto one : split(value, ' '))
    if (same_name(one, token)) return true;
  return false;
}

// "Trade (12)" → "Trade".
std::string_view without_count(std::string_view tag) {
  const std::size_t open = tag.rfind('(');
  const std::size_t digit = open == tag.npos ? tag.npos : open + 1;
  return digit < tag.size() && tag[digit] >= '0' && tag[digit] <= '9' && tag.back() == ')' ? trim(tag.substr(0, open)) : tag;
}

constexpr AttributeNames<2> kNames({"class", "id"});

// How far a link looks like one of a tag; 0 when not at all. `kinds_of` is words.kinds_named.
template <class KindsOf>
int tag_evidence(const HtmlTree& tree, NodeId link, const PageWords& words, const KindsOf& kinds_of) {
  if (starts_with(trim(tree.attribute(link, "href")), "#")) return 0;
  const bool marked = has_token(tree.attribute(link, "rel"), "tag");  // what writers mark so is a tag wherever it stands
  int evidence = marked ? kMarked : 0;
  if (to_tag_page(tree.attribute(link, "href"), words)) evidence += 2;
  bool named = false;
  NodeId at = link;
  for (int level = 0; level < kLevelsNot && at != kNoNode && at != HtmlTree::root(); ++level, at = tree[at].parent) {
    const Tag tag = tree[at].tag;
    if (tag == Tag::article || tag == Tag::main || tag == Tag::body || tag == Tag::html) break;  // their classes name the page's own tags
    if (tag == Tag::nav || (tag == Tag::footer && !marked)) return 0;
    if (tag == Tag::p && evidence == 0) return 0;
    if (tree[at].n_attributes == 0) continue;
    for (const std::string_view value : tree.attributes(at, kNames)) {
      if (value.empty()) continue;
      const std::uint32_t kinds = kinds_of(value);
      if (!marked && PageWords::has(kinds, PageWord::tag_not)) return 0;
      named = named || (level <= kLevelsTags && PageWords::has(kinds, PageWord::tag_class));
    }
  }
  return evidence + (named ? 2 : 0);
}

}  // namespace

std::vector<std::string> find_tag_block(const HtmlTree& tree, const CharRefs& refs, const PageWords& words, NodeId after, NodeId end) {
  struct Group {
    std::vector<TagLink> links;
    int evidence = 0;
  };
  std::vector<Group> groups;
  Memo<std::uint32_t> known;
  const auto kinds_of = [&](std::string_view value) { return known.get(value, [&](std::string_view v) { return words.kinds_named(v); }); };
  std::size_t text = 0;      // bytes of text so far, blanks apart
  std::size_t text_end = 0;  // of them, up to the end of the article
  NodeId open_end = 0;       // end of the link that is being read
  bool open = false;
  for (NodeId id = after == kNoNode ? 1 : after; id < tree.size(); ++id) {
    const Node& node = tree[id];
    if (open && id >= open_end) groups.back().links.back().text_after = text, open = false;
    if (node.tag == Tag::script || node.tag == Tag::style || node.tag == Tag::svg) {
      id = tree.after(id) - 1;
      continue;
    }
    if (id <= end) text_end = text;
    if (node.is_text()) {
      for (const char c : tree.html().substr(node.begin, node.end - node.begin)) text += static_cast<unsigned char>(c) > ' ';
      continue;
    }
    if (node.tag != Tag::a || node.n_attributes == 0 || open) continue;
    const int evidence = tag_evidence(tree, id, words, kinds_of);
    if (evidence == 0) continue;
    if (groups.empty() || text > groups.back().links.back().text_after + kMaxGap) groups.emplace_back();
    groups.back().links.push_back({id, evidence, text, text});
    groups.back().evidence = std::max(groups.back().evidence, evidence);
    open = true;
    open_end = tree.after(id);
  }
  const Group* best = nullptr;
  for (const Group& group : groups) {
    const bool marked = group.evidence >= kMarked;
    if (!marked && (group.links.size() > kMaxBlockTags || group.links[0].text_before > text_end + kMaxBehind)) continue;
    if (group.links.size() == 1) {
      // A link alone is one of a tag if it is marked as such, or is all that its element says.
      const TagLink& link = group.links[0];
      const std::string around = node_text(tree, refs, tree[link.node].parent, 400);
      if (group.evidence < kMarked || around.size() > node_text(tree, refs, link.node, 300).size() + kMaxBeside) continue;
    }
    if (best == nullptr || group.evidence > best->evidence) best = &group;
  }
  std::vector<std::string> tags;
  if (best == nullptr) return tags;
  for (const TagLink& link : best->links) {
    std::string tag = node_text(tree, refs, link.node, 200);
    while (!tag.empty() && (tag[0] == '#' || tag[0] == ' ')) tag.erase(0, 1);
    while (!tag.empty() && (tag.back() == ',' || tag.back() == ' ')) tag.pop_back();
    append_tags(tags, without_count(tag), false);
  }
  return tags;
}

std::vector<std::string> choose_tags(const ArticleTables& tables, const ReadHtml& read, NodeId end) {
  const PageFacts& facts = read.facts;
  const auto names = site_names(facts, "http://" + read.site + "/");
  std::vector<std::string> tags;
  int rank = 0;
  for (const Claim& claim : facts.of(MetaField::tags)) {
    if (rank != 0 && claim.rank != rank) break;
    rank = claim.rank;
    append_tags(tags, claim.value, true);
  }
  drop_junk(tags, tables.page_words, names);
  if (const LinkedArticle* linked = facts.article(); linked != nullptr && tags.empty()) {
    for (const auto& tag : linked->tags) append_tags(tags, tag, true);
    drop_junk(tags, tables.page_words, names);
  }
  if (!tags.empty()) return tags;
  tags = find_tag_block(read.tree, tables.char_refs, tables.page_words, read.title.heading, end);
  if (tags.empty())  // marked ones that stand before the title
    for (const Claim& claim : facts.tag_links) append_tags(tags, claim.value, false);
  return tags;
}

}  // namespace readout
