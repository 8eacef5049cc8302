#include "article/title_candidates.h"

#include <algorithm>
#include <bit>
#include <unordered_map>

#include "article/blocks.h"
#include "article/claims.h"
#include "base/text.h"
#include "base/utf8.h"

namespace readout {
namespace {

// clang-format off
enum Feature : std::size_t {
  f_h1, f_h1_only, f_h1_first, f_h1_later, f_h2, f_h2_first, f_heading_class, f_heading_nav, f_heading_site_class, f_heading_home,
  f_heading_hidden, f_heading_article, f_part_last, f_part_tail, f_part_first, f_item,
  f_og, f_og_cut, f_og_left, f_og_right, f_twitter, f_meta, f_linked, f_linked_cut, f_linked_other,
  f_title, f_title_cut, f_title_left, f_title_right, f_label,
  f_kinds1, f_kinds2, f_kinds3, f_kinds4, f_h1_og, f_h1_linked, f_og_linked, f_og_twitter, f_h1_title, f_linked_title, f_og_not_h1,
  f_h1_not_og, f_h1_not_any, f_linked_not_h1, f_h2_og, f_h2_linked, f_news_og, f_news_h1, f_news_linked, f_news_title,
  f_site, f_short, f_brief, f_long, f_slug_high, f_slug_some, f_slug_none, f_tail_of_whole, f_head_of_whole, f_has_tail, f_has_head,
  f_capitals, f_bar, f_dash, f_cut_off, f_date, f_no_h1, f_many_h1, f_other_og, f_h1_unlike_title, f_og_unlike_title,
  f_text_follows, f_most_text, f_h1_against2, f_h1_against3, f_og_against2, f_og_against3, f_linked_against2, f_linked_against3,
  f_h2_most_text, f_nav_h1_news, n_features
};
constexpr std::array<std::string_view, n_features> kNames = {
  "h1", "h1-only", "h1-first", "h1-later", "h2", "h2-first", "heading-class", "heading-nav", "heading-site-class", "heading-home",
  "heading-hidden", "heading-article", "part-last", "part-tail", "part-first", "item",
  "og", "og-cut", "og-left", "og-right", "twitter", "meta", "linked", "linked-cut", "linked-other",
  "title", "title-cut", "title-left", "title-right", "label",
  "kinds-1", "kinds-2", "kinds-3", "kinds-4", "h1+og", "h1+linked", "og+linked", "og+twitter", "h1+title", "linked+title", "og-not-h1",
  "h1-not-og", "h1-not-any", "linked-not-h1", "h2+og", "h2+linked", "news+og", "news+h1", "news+linked", "news+title",
  "site", "short", "brief", "long", "slug-high", "slug-some", "slug-none", "tail-of-whole", "head-of-whole", "has-tail", "has-head",
  "capitals", "bar", "dash", "cut-off", "date", "no-h1", "many-h1", "other-og", "h1-unlike-title", "og-unlike-title",
  "text-follows", "most-text", "h1-against-2", "h1-against-3", "og-against-2", "og-against-3", "linked-against-2", "linked-against-3",
  "h2-most-text", "nav-h1-news"};
// clang-format on
static_assert(n_features <= ChoiceModel::kMaxFeatures);

enum Kind : unsigned { k_h1 = 1, k_h2 = 2, k_og = 4, k_twitter = 8, k_linked = 16, k_title = 32, k_item = 64, k_meta = 128 };

constexpr std::string_view kSeparators[] = {" | ",
                                            " - ",
                                            " \xE2\x80\x93 ",
                                            " \xE2\x80\x94 ",
                                            " :: ",
                                            " \xC2\xBB ",
                                            " \xC2\xAB ",
                                            " \xC2\xB7 ",
                                            " \xE2\x80\xA2 ",
                                            " / ",
                                            ": ",
                                            " > ",
                                            "\xE3\x85\xA3",  // a Korean vowel that is written as a bar
                                            " ~ ",
                                            " \xE2\x96\xB7 ",
                                            " \xEF\xBD\x9C ",
                                            "\xEF\xBD\x9C",
                                            "\xEF\xBC\x8D",
                                            " -- ",
                                            "|",
                                            "_",
                                            "-"};

bool is_east_asian(char32_t c) { return (c >= 0x3040 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7AF); }

// Where a text can be cut, from the left: {begin, end} of separators. A bare hyphen parts only what East Asian scripts write.
std::vector<std::pair<std::size_t, std::size_t>> cuts_of(std::string_view text) {
  std::vector<std::pair<std::size_t, std::size_t>> cuts;
  for (std::size_t at = 1; at < text.size() && cuts.size() < 6; ++at) {
    for (const auto separator : kSeparators) {
      if (separator[0] != text[at]) continue;
      if (text.compare(at, separator.size(), separator) != 0) continue;
      if (separator == "-" && !is_east_asian(rune_before(text, at).value)) continue;
      cuts.emplace_back(at, at + separator.size());
      at += separator.size() - 1;
      break;
    }
  }
  return cuts;
}

bool ends_key(std::string_view key, std::string_view tail) { return key.size() > tail.size() && ends_with(key, tail); }
bool begins_key(std::string_view key, std::string_view head) { return key.size() > head.size() && starts_with(key, head); }

class Finder {
 public:
  Finder(const HtmlTree& tree, const CharRefs& refs, const ClassHints& classes, const TitleWords& words, const PageFacts& facts,
         const Blocks& blocks, const std::vector<std::string>& names)
      : tree_(tree), refs_(refs), classes_(classes), words_(words), facts_(facts), blocks_(blocks), names_(names) {}

  std::vector<TitleCandidate> run(std::string_view url) {
    add_headings();
    weigh_headings();
    add_claims();
    finish(url);
    return std::move(out_);
  }

 private:
  TitleCandidate* add(std::string_view text, Feature feature, unsigned kind, int order, NodeId heading = kNoNode) {
    text = trim(text);
    if (text.empty() || text.size() > 600) return nullptr;
    std::string key = letters_of(text);
    if (key.empty()) return nullptr;
    const auto [it, fresh] = index_.try_emplace(key, out_.size());
    if (fresh) {
      out_.push_back({std::string(text), std::move(key), {}, heading, order});
      kinds_.push_back(0);
    }
    TitleCandidate& one = out_[it->second];
    if (order < one.order) one.order = order, one.text = std::string(text);
    if (one.heading == kNoNode) one.heading = heading;
    one.features.add(feature);
    kinds_[it->second] |= kind;
    return &one;
  }
  // The whole, the whole without its site, and what stands left and right of each separator.
  void add_cut(std::string_view text, Feature whole, Feature cut, int left, int right, unsigned kind, int order) {
    text = trim(text);
    if (text.empty() || text.size() > 600) return;
    wholes_.push_back(letters_of(text));
    add(text, whole, kind, order);
    const std::string stripped = strip_site(text, names_);
    if (stripped.size() != text.size()) {
      wholes_.push_back(letters_of(stripped));
      add(stripped, cut, kind, order);
    }
    if (left < 0) return;
    for (const auto& [begin, end] : cuts_of(text)) {
      add(text.substr(0, begin), static_cast<Feature>(left), 0, order + 10);
      add(text.substr(end), static_cast<Feature>(right), 0, order + 10);
    }
  }

  void add_headings() {
    std::size_t n_h1 = 0, h1 = 0, h2 = 0;
    for (const Heading& heading : facts_.headings) n_h1 += heading.tag == Tag::h1 && !heading.text.empty() && !heading.item;
    no_h1_ = n_h1 == 0;
    many_h1_ = n_h1 > 1;
    for (const Heading& heading : facts_.headings) {
      if (heading.text.empty()) continue;
      const bool first_level = heading.tag == Tag::h1 && !heading.item;
      if ((first_level ? h1 : h2) >= 12) continue;
      const Feature feature = heading.item ? f_item : first_level ? f_h1 : f_h2;
      const unsigned kind = heading.item ? k_item : first_level ? k_h1 : k_h2;
      TitleCandidate* one = add(heading.text, feature, kind, 0, heading.node);
      if (one == nullptr) continue;
      wholes_.push_back(one->key);
      if (first_level) {
        if (n_h1 == 1) one->features.add(f_h1_only);
        one->features.add(h1 == 0 ? f_h1_first : f_h1_later);
        ++h1;
      } else if (!heading.item) {
        if (h2 == 0) one->features.add(f_h2_first);
        ++h2;
      }
      const ChoiceModel::Features around = surroundings(heading.node);
      one->features.join(around);
      if (const std::string stripped = strip_site(heading.text, names_); stripped.size() < heading.text.size())
        if (TitleCandidate* cut = add(stripped, feature, kind, 1, heading.node)) cut->features.join(around);
      add_parts(heading, around);
    }
  }

  // Running text in the blocks behind each heading: the headline has most of it. In words, capped for each block.
  void weigh_headings() {
    std::vector<NodeId> nodes;
    for (const TitleCandidate& one : out_)
      if (one.heading != kNoNode) nodes.push_back(one.heading);
    std::sort(nodes.begin(), nodes.end());
    nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
    const std::size_t n = blocks_.blocks.size();
    std::unordered_map<NodeId, std::uint32_t> follows;
    std::uint32_t most = 0;
    std::size_t next = 0;  // both lists go down the page
    for (const NodeId node : nodes) {
      const NodeId end = tree_.after(node);
      std::size_t at = next;
      while (at < n && !(blocks_.blocks[at].node >= node && blocks_.blocks[at].node < end)) ++at;
      if (at == n) continue;
      next = at;
      std::uint32_t words = 0;
      for (std::size_t k = at + 1; k < std::min(n, at + 25); ++k)
        if (blocks_.blocks[k].words >= 15 && blocks_.blocks[k].link_bytes * 3 < blocks_.blocks[k].text.size())
          words += std::min(blocks_.blocks[k].words, 60u);
      follows[node] = words;
      most = std::max(most, words);
    }
    for (std::size_t i = 0; i < out_.size(); ++i) {
      const auto it = follows.find(out_[i].heading);
      if (it == follows.end() || it->second < 40) continue;
      out_[i].features.add(f_text_follows);
      if (it->second == most) out_[i].features.add((kinds_[i] & k_h1) == 0 && (kinds_[i] & k_h2) != 0 ? f_h2_most_text : f_most_text);
    }
  }

  // What the heading and the elements around it are.
  ChoiceModel::Features surroundings(NodeId id) const {
    ChoiceModel::Features out;
    for (int level = 0; id != kNoNode && id != HtmlTree::root() && level < 8; ++level, id = tree_[id].parent) {
      const Node& node = tree_[id];
      if (node.tag == Tag::body) break;
      if (node.tag == Tag::nav) out.add(f_heading_nav);
      if (node.tag == Tag::article || node.tag == Tag::main) out.add(f_heading_article);
      if (node.n_attributes == 0) continue;
      const std::string_view style = tree_.attribute(id, "style");
      if (tree_.has_attribute(id, "hidden") || style.find("display:none") != style.npos || style.find("display: none") != style.npos)
        out.add(f_heading_hidden);
      if (level > 3) continue;
      for (const std::string_view key : {"class", "id"}) {
        const std::string_view value = tree_.attribute(id, key);
        if (value.empty()) continue;
        const Hints hints = classes_.read(value);
        if (has(hints, Hint::nav)) out.add(f_heading_nav);
        if (has(hints, Hint::hidden)) out.add(f_heading_hidden);
        if (level <= 1 && has(hints, Hint::title) && (has(hints, Hint::article) || value.find("headline") != value.npos))
          out.add(f_heading_class);
        if (level <= 2 && words_.site_class(value)) out.add(f_heading_site_class);
      }
    }
    return out;
  }

  // A kicker inside the heading: what stands behind its first element, and its last element.
  void add_parts(const Heading& heading, const ChoiceModel::Features& around) {
    NodeId node = heading.node;
    std::vector<std::string> parts;
    for (int level = 0; level < 6; ++level) {
      parts.clear();
      NodeId only = kNoNode;
      for (NodeId child = tree_[node].first_child; child != kNoNode; child = tree_[child].next) {
        const Node& one = tree_[child];
        std::string text =
            one.is_text() ? squeeze(refs_.decode(tree_.html().substr(one.begin, std::min<std::size_t>(one.end - one.begin, 1000)), false))
                          : node_text(tree_, refs_, child, 1000);
        if (one.tag == Tag::a && is_home(tree_.attribute(child, "href")))
          if (const auto it = index_.find(letters_of(heading.text)); it != index_.end()) out_[it->second].features.add(f_heading_home);
        if (text.empty()) continue;
        parts.push_back(std::move(text));
        only = child;
        if (parts.size() > 8) return;
      }
      if (parts.size() != 1 || only == kNoNode || tree_[only].is_text()) break;
      node = only;
    }
    if (parts.size() < 2) return;
    const auto put = [&](std::string text, Feature feature) {
      if (TitleCandidate* one = add(text, feature, 0, 2, heading.node)) one->features.join(around);
    };
    put(parts.back(), f_part_last);
    put(parts.front(), f_part_first);
    put(join({parts.begin() + 1, parts.end()}, " "), f_part_tail);
  }
  static bool is_home(std::string_view href) {
    if (href == "/" || href == "#") return true;
    const std::size_t scheme = href.find("://");
    return scheme != href.npos && href.find('/', scheme + 3) >= href.size() - 1;
  }

  void add_claims() {
    bool og_seen = false;
    for (const Claim& claim : facts_.of(MetaField::title)) {
      if (claim.rank == 1 && !og_seen)
        add_cut(claim.value, f_og, f_og_cut, f_og_left, f_og_right, k_og, 3), og_seen = true;
      else if (claim.rank == 1)
        add_cut(claim.value, f_other_og, f_other_og, -1, -1, k_og, 6);
      else if (claim.source == "twitter")
        add_cut(claim.value, f_twitter, f_twitter, -1, -1, k_twitter, 5);
      else
        add_cut(claim.value, f_meta, f_meta, -1, -1, k_meta, 6);
    }
    const LinkedArticle* linked = facts_.article();
    if (linked != nullptr) add_cut(linked->headline, f_linked, f_linked_cut, -1, -1, k_linked, 4);
    int others = 0;
    for (const LinkedArticle& one : facts_.linked)
      if (&one != linked && ++others < 6) add_cut(one.headline, f_linked_other, f_linked_other, -1, -1, 0, 6);
    add_cut(facts_.title_element, f_title, f_title_cut, f_title_left, f_title_right, k_title, 5);
    news_ = linked != nullptr && linked->type.find("NewsArticle") != std::string::npos;
  }

  // Features that look at all candidates together.
  void finish(std::string_view url) {
    const std::vector<std::string> slug = slug_words(url);
    const std::string title_key = letters_of(facts_.title_element);
    std::sort(wholes_.begin(), wholes_.end());
    wholes_.erase(std::unique(wholes_.begin(), wholes_.end()), wholes_.end());
    const bool has_h1 = std::any_of(kinds_.begin(), kinds_.end(), [](unsigned kind) { return (kind & k_h1) != 0; });
    const bool has_og = std::any_of(kinds_.begin(), kinds_.end(), [](unsigned kind) { return (kind & k_og) != 0; });
    // The best agreement there is on any wording, and on any other than that one.
    const auto agreement = [&](std::size_t i) { return std::popcount(kinds_[i] & ~static_cast<unsigned>(k_twitter | k_meta)); };
    std::size_t agreed = 0;
    int most = 0, second = 0;
    for (std::size_t i = 0; i < out_.size(); ++i) {
      const int n = agreement(i);
      if (n > most)
        second = most, most = n, agreed = i;
      else
        second = std::max(second, n);
    }
    for (std::size_t i = 0; i < out_.size(); ++i) {
      ChoiceModel::Features& f = out_[i].features;
      const std::string& key = out_[i].key;
      const unsigned kind = kinds_[i];
      const auto when = [&](bool true_for, Feature feature) {
        if (true_for) f.add(feature);
      };
      const auto all = [&](unsigned kinds) { return (kind & kinds) == kinds; };
      const int n_kinds = agreement(i), against = i == agreed ? second : most;
      when(n_kinds == 1, f_kinds1), when(n_kinds == 2, f_kinds2), when(n_kinds == 3, f_kinds3), when(n_kinds >= 4, f_kinds4);
      when(all(k_h1 | k_og), f_h1_og), when(all(k_h1 | k_linked), f_h1_linked), when(all(k_og | k_linked), f_og_linked);
      when(all(k_og | k_twitter), f_og_twitter), when(all(k_h1 | k_title), f_h1_title), when(all(k_linked | k_title), f_linked_title);
      when(all(k_h2 | k_og), f_h2_og), when(all(k_h2 | k_linked), f_h2_linked);
      when(all(k_og) && !all(k_h1) && has_h1, f_og_not_h1), when(all(k_h1) && !all(k_og) && has_og, f_h1_not_og);
      when(all(k_h1) && against == 2, f_h1_against2), when(all(k_h1) && against >= 3, f_h1_against3);
      when(all(k_og) && against == 2, f_og_against2), when(all(k_og) && against >= 3, f_og_against3);
      when(all(k_linked) && against == 2, f_linked_against2), when(all(k_linked) && against >= 3, f_linked_against3);
      when(all(k_h1) && news_ && f.has(f_heading_nav), f_nav_h1_news);
      when(kind == k_h1, f_h1_not_any), when(all(k_linked) && !all(k_h1) && has_h1, f_linked_not_h1);
      when(news_ && all(k_og), f_news_og), when(news_ && all(k_h1), f_news_h1), when(news_ && all(k_linked), f_news_linked);
      when(news_ && all(k_title), f_news_title);
      when(all(k_h1) && !title_key.empty() && title_key.find(key) == title_key.npos, f_h1_unlike_title);
      when(all(k_og) && !title_key.empty() && title_key.find(key) == title_key.npos, f_og_unlike_title);
      when(names_site(out_[i].text, names_), f_site);
      when(key.size() < 10, f_short), when(key.size() >= 10 && key.size() < 22, f_brief), when(key.size() > 150, f_long);
      when(no_h1_, f_no_h1), when(many_h1_ && all(k_h1), f_many_h1);
      if (slug.size() >= 3) {
        const double share = slug_share(out_[i].text, slug);
        f.add(share >= 0.7 ? f_slug_high : share >= 0.35 ? f_slug_some : f_slug_none);
      }
      bool tail_of = false, head_of = false, has_tail = false, has_head = false;
      for (const std::string& whole : wholes_) {
        tail_of |= ends_key(whole, key), head_of |= begins_key(whole, key);
        if (whole.size() >= 12) has_tail |= ends_key(key, whole), has_head |= begins_key(key, whole);
      }
      when(tail_of, f_tail_of_whole), when(head_of, f_head_of_whole), when(has_tail, f_has_tail), when(has_head, f_has_head);
      const std::string& text = out_[i].text;
      when(ends_with(text, "...") || ends_with(text, "\xE2\x80\xA6"), f_cut_off);
      when(text.find('|') != text.npos, f_bar), when(text.find(" - ") != text.npos || text.find(" \xE2\x80\x93 ") != text.npos, f_dash);
      when(to_lower(text) == text, f_label), when(text.size() > 3 && text[0] >= '0' && text[0] <= '9', f_date);
      std::size_t upper = 0, lower = 0;
      for (const char c : text) upper += c >= 'A' && c <= 'Z', lower += c >= 'a' && c <= 'z';
      when(upper > 8 && lower == 0, f_capitals);
    }
  }

  static std::vector<std::string> slug_words(std::string_view url) {
    std::vector<std::string> words;
    const std::size_t scheme = url.find("://");
    const std::size_t path = scheme == url.npos ? 0 : url.find('/', scheme + 3);
    if (path >= url.size()) return words;
    std::string word;
    for (const char c : url.substr(path, std::min(url.find_first_of("?#", path), url.size()) - path)) {
      const char low = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
      if (low >= 'a' && low <= 'z') {
        word += low;
        continue;
      }
      if (word.size() >= 3) words.push_back(word);
      word.clear();
    }
    if (word.size() >= 3) words.push_back(word);
    std::sort(words.begin(), words.end());
    return words;
  }
  static double slug_share(std::string_view text, const std::vector<std::string>& slug) {
    const std::string folded = fold(text);
    std::size_t n = 0, hit = 0;
    std::string word;
    for (std::size_t i = 0; i <= folded.size(); ++i) {
      const char c = i < folded.size() ? folded[i] : ' ';
      if ((c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80) {
        word += c;
        continue;
      }
      if (word.size() >= 4) ++n, hit += std::binary_search(slug.begin(), slug.end(), word);
      word.clear();
    }
    return n == 0 ? 0 : static_cast<double>(hit) / static_cast<double>(n);
  }

  const HtmlTree& tree_;
  const CharRefs& refs_;
  const ClassHints& classes_;
  const TitleWords& words_;
  const PageFacts& facts_;
  const Blocks& blocks_;
  const std::vector<std::string>& names_;
  std::vector<TitleCandidate> out_;
  std::vector<unsigned> kinds_;
  std::vector<std::string> wholes_;
  std::unordered_map<std::string, std::size_t> index_;
  bool news_ = false, no_h1_ = false, many_h1_ = false;
};

}  // namespace

Result<TitleWords> TitleWords::compile(const TextFile& file) {
  TitleWords words;
  for (const Line& line : data_lines(file.text)) {
    const auto fields = split(line.text, '\t');
    if (fields.size() != 2 || fields[0] != "site-class" || fields[1].empty())
      return Error{Error::Code::bad_data, "a line is site-class <tab> words of a class", file.name + ":" + std::to_string(line.number)};
    words.site_classes_.emplace_back(fields[1]);
  }
  return words;
}
bool TitleWords::site_class(std::string_view value) const {
  return std::any_of(site_classes_.begin(), site_classes_.end(), [&](const std::string& one) { return value.find(one) != value.npos; });
}

std::span<const std::string_view> title_features() { return kNames; }

std::vector<TitleCandidate> find_title_candidates(const HtmlTree& tree, const CharRefs& refs, const ClassHints& classes,
                                                  const TitleWords& words, const PageFacts& facts, const Blocks& blocks,
                                                  const std::vector<std::string>& names, std::string_view url) {
  return Finder(tree, refs, classes, words, facts, blocks, names).run(url);
}

}  // namespace readout
