#include "article/authors.h"

#include <algorithm>
#include <array>
#include <bit>

#include "article/claims.h"
#include "base/memo.h"
#include "base/text.h"
#include "base/utf8.h"

namespace readout {
namespace {

// clang-format off
enum Feature : std::size_t {
  f_linked, f_linked_person, f_linked_group, f_linked_other, f_meta, f_meta_more, f_article_author, f_label, f_rel, f_item, f_class, f_class_leaf,
  f_class_author, f_class_byline, f_class_first, f_link, f_link_first, f_link_slug, f_by, f_by_near, f_by_far, f_by_last, f_prefixed,
  f_near, f_above, f_far, f_very_far, f_in_comments, f_in_bio, f_in_related, f_in_nav, f_in_body,
  f_sources2, f_sources3, f_sources4, f_not_linked, f_not_meta, f_not_rel, f_not_link, f_not_near, f_linked_only, f_meta_only, f_class_only, f_link_only,
  f_site, f_desk, f_word1, f_word2, f_word3, f_word4, f_words5, f_lower, f_capitals, f_digit, f_dot, f_wide, f_symbol,
  f_in_title, f_holds_other, f_in_other, f_times2, f_times3, f_many_names, f_only_name, f_list_mate, f_all_site, f_person_known, f_desk_known,
  f_clean_near, f_nearest, f_never_first, f_site_word, f_known_far, f_line, f_line_bold, f_line_only,
  n_features
};
constexpr std::array<std::string_view, n_features> kNames = {
  "linked", "linked-person", "linked-group", "linked-other", "meta", "meta-more", "article-author", "label", "rel", "item", "class", "class-leaf",
  "class-author", "class-byline", "class-first", "link", "link-first", "link-slug", "by", "by-near", "by-far", "by-last", "prefixed",
  "near", "above", "far", "very-far", "in-comments", "in-bio", "in-related", "in-nav", "in-body",
  "sources-2", "sources-3", "sources-4", "not-linked", "not-meta", "not-rel", "not-link", "not-near", "linked-only", "meta-only", "class-only", "link-only",
  "site", "desk", "word-1", "word-2", "word-3", "word-4", "words-5", "lower", "capitals", "digit", "dot", "wide", "symbol",
  "in-title", "holds-other", "in-other", "times-2", "times-3", "many-names", "only-name", "list-mate", "all-site", "person-known", "desk-known",
  "clean-near", "nearest", "never-first", "site-word", "known-far", "line", "line-bold", "line-only"};
// clang-format on
static_assert(n_features <= ChoiceModel::kMaxFeatures);

enum Source : unsigned { s_linked = 1, s_meta = 2, s_rel = 4, s_item = 8, s_class = 16, s_link = 32, s_by = 64, s_line = 128 };
constexpr std::size_t kMaxNames = 60;
constexpr std::size_t kMaxElements = 80;

// The text of an element with a bar wherever elements meet without a blank or a new block begins: such names are parted on screen.
std::string parted_text(const HtmlTree& tree, const CharRefs& refs, NodeId id, std::size_t limit) {
  std::string out;
  const NodeId stop = tree.after(id);
  bool boundary = false;
  for (NodeId at = id; at < stop && out.size() < limit; ++at) {
    const Node& node = tree[at];
    if (node.is_text()) {
      if (node.mode != TextMode::data) continue;
      const std::string text = refs.decode(tree.html().substr(node.begin, std::min<std::size_t>(node.end - node.begin, limit)), false);
      if (trim(text).empty()) {
        if (!out.empty()) out += ' ';
        continue;
      }
      const bool blank = (!out.empty() && static_cast<unsigned char>(out.back()) <= ' ') || static_cast<unsigned char>(text[0]) <= ' ';
      if (boundary && !out.empty() && !blank && out.back() != '|') out += " | ";
      out += text;
      boundary = true;
      continue;
    }
    switch (node.tag) {
      case Tag::script:
      case Tag::style:
      case Tag::svg:
      case Tag::noscript:
      case Tag::template_:
      case Tag::button:
      case Tag::time: at = tree.after(at) - 1; [[fallthrough]];
      case Tag::div:
      case Tag::p:
      case Tag::li:
      case Tag::ul:
      case Tag::br:
      case Tag::td:
      case Tag::dd:
      case Tag::dt:
      case Tag::h1:
      case Tag::h2:
      case Tag::h3:
      case Tag::h4:
      case Tag::h5:
        if (!out.empty()) out += " | ";
        break;
      default: break;
    }
  }
  return out;
}

class Finder {
 public:
  explicit Finder(const AuthorSearch& search) : s_(search), title_key_(letters_of(search.title)) { place_body(); }

  std::vector<AuthorCandidate> run() {
    add_linked();
    add_meta();
    add_marked();
    add_elements();
    add_lines();
    finish();
    return std::move(out_);
  }

 private:
  // Where a name stands. Of a name that stands in several places the best one counts.
  struct Place {
    unsigned against = 0xFF;               // what speaks against the place, as bits of kAgainst
    std::uint32_t distance = 0xFFFFFFFFu;  // bytes of the page from the title, what stands above it counted double
    bool first = false;                    // the first name of its line
  };
  static constexpr std::array<Feature, 7> kAgainst = {f_far, f_very_far, f_in_comments, f_in_bio, f_in_related, f_in_nav, f_in_body};

  void place_body() {
    title_at_ = s_.title_node != kNoNode ? s_.tree[s_.title_node].begin : kNone;
    const auto& blocks = s_.blocks.blocks;
    for (std::size_t i = s_.title_block < blocks.size() ? s_.title_block + 1 : 0; i < blocks.size(); ++i) {
      const Block& block = blocks[i];
      if (block.words < 25 || block.link_bytes * 3 > block.text.size()) continue;
      if (body_at_ == kNone) body_at_ = s_.tree[block.node].begin;
      // the body ends where no running text follows for long
      if (body_block_ != 0 && i > body_block_ + 12) break;
      body_block_ = i;
      body_end_ = s_.tree[block.node].end;
    }
  }

  // Adds the names of a byline; all get the features.
  std::size_t add(std::string_view line, const ChoiceModel::Features& features, unsigned source, const Place* place = nullptr) {
    if (line.find("://") != line.npos || starts_with(line, "www.")) return 0;
    const std::vector<std::string> names = split_names(line, s_.words, s_.dates);
    const std::string first_word = fold(line.substr(0, line.find(' ')));
    const bool prefixed = names.size() > 0 && !starts_with(trim(line), names[0]) && (s_.words.kinds(first_word) & BylineWords::prefix) != 0;
    for (const std::string& name : names) {
      std::string key = letters_of(name);
      if (key.empty()) continue;
      auto it = std::find_if(out_.begin(), out_.end(), [&](const AuthorCandidate& one) { return one.key == key; });
      if (it == out_.end()) {
        if (out_.size() >= kMaxNames) return names.size();
        out_.push_back({name, std::move(key), {}});
        sources_.push_back(0);
        times_.push_back(0);
        places_.emplace_back();
        it = out_.end() - 1;
      }
      const auto at = static_cast<std::size_t>(it - out_.begin());
      // The wording with accents is the fuller one; small letters beat capitals.
      const auto wide = [](std::string_view text) {
        return std::count_if(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
      };
      if (wide(name) > wide(it->name) || (to_lower(it->name) == it->name && to_lower(name) != name)) it->name = name;
      it->features.join(features);
      if (prefixed) it->features.add(f_prefixed);
      if (names.size() > 1) it->features.add(f_list_mate);
      sources_[at] |= source;
      ++times_[at];
      if (&name == &names.front()) places_[at].first = true;
      if (place != nullptr) {
        places_[at].against &= place->against;
        places_[at].distance = std::min(places_[at].distance, place->distance);
        if (place->against == 0) it->features.add(f_clean_near);
      }
    }
    return names.size();
  }
  static ChoiceModel::Features with(std::initializer_list<Feature> list) {
    ChoiceModel::Features features;
    for (const Feature one : list) features.add(one);
    return features;
  }

  void add_linked() {
    const LinkedArticle* linked = s_.facts.article();
    if (linked != nullptr) {
      for (std::size_t i = 0; i < linked->authors.size() && i < 12; ++i) {
        auto features = with({f_linked});
        if (i < linked->author_types.size()) features.add(linked->author_types[i] == "Person" ? f_linked_person : f_linked_group);
        add(linked->authors[i], features, s_linked);
      }
    }
    int others = 0;
    for (const LinkedArticle& one : s_.facts.linked) {
      if (&one == linked || one.type == "Review" || one.type == "Comment" || one.type == "VideoObject" || ++others > 6) continue;
      for (std::size_t i = 0; i < one.authors.size() && i < 6; ++i)
        add(one.authors[i], with({f_linked_other}), linked == nullptr ? static_cast<unsigned>(s_linked) : 0u);
    }
  }
  void add_meta() {
    int rank = 0;
    for (const Claim& claim : s_.facts.of(MetaField::author)) {
      if (claim.rank > 4 || claim.value.find("://") != std::string::npos || claim.value[0] == '@') continue;
      auto features = with({rank == 0 || claim.rank == rank ? f_meta : f_meta_more});
      if (claim.source == "article-author") features.add(f_article_author);
      if (claim.source == "label") features.add(f_label);
      if (rank == 0) rank = claim.rank;
      add(claim.value, features, s_meta);
    }
  }
  // rel=author and itemprop=author
  void add_marked() {
    for (const Claim& claim : s_.facts.byline_nodes) {
      auto features = with({claim.source == "rel" ? f_rel : f_item});
      const Place place = around(claim.node, features);
      add(parted_text(s_.tree, s_.refs, claim.node, 300), features, claim.source == "rel" ? s_rel : s_item, &place);
    }
  }

  // The candidates of a page stand inside the same few elements.
  Hints hints_of(std::string_view value) {
    return known_hints_.get(value, [&](std::string_view v) { return s_.classes.read(v); });
  }
  // Where an element stands on the page, and what is around it.
  Place around(NodeId id, ChoiceModel::Features& features) {
    Place place;
    place.against = 0;
    const auto against = [&](Feature feature) {
      place.against |= 1u << (std::find(kAgainst.begin(), kAgainst.end(), feature) - kAgainst.begin());
    };
    const std::uint32_t at = s_.tree[id].begin;
    if (title_at_ != kNone) {
      const std::uint32_t before = title_at_ > at ? title_at_ - at : 0, after = at > title_at_ ? at - title_at_ : 0;
      place.distance = before > 0 ? before * 2 : after;
      if (after > 0 && (after < 5000 || (body_at_ != kNone && at < body_at_ && after < 30000)))
        features.add(f_near);
      else if (before > 0)
        before < 3000 ? features.add(f_above) : against(f_very_far);
      else
        against(after < 60000 ? f_far : f_very_far);
    }
    if (body_at_ != kNone && at >= body_at_ && at < body_end_) against(f_in_body);
    NodeId up = id;
    for (int level = 0; up != kNoNode && up != HtmlTree::root() && level < 9; ++level, up = s_.tree[up].parent) {
      const Node& node = s_.tree[up];
      if (node.tag == Tag::body) break;
      if (node.tag == Tag::nav || node.tag == Tag::footer) against(f_in_nav);
      if (node.tag == Tag::aside) against(f_in_related);
      if (node.n_attributes == 0) continue;
      for (const std::string_view key : {"class", "id"}) {
        const std::string_view value = s_.tree.attribute(up, key);
        if (value.empty()) continue;
        const Hints hints = hints_of(value);
        if (has(hints, Hint::comments)) against(f_in_comments);
        if (has(hints, Hint::bio)) against(f_in_bio);
        if (has(hints, Hint::related) || has(hints, Hint::popular) || has(hints, Hint::sidebar)) against(f_in_related);
        if (has(hints, Hint::nav) || has(hints, Hint::footer)) against(f_in_nav);
      }
    }
    return place;
  }

  // Elements whose class says author, and links to authors' pages.
  void add_elements() {
    std::size_t n_class = 0, n_link = 0;
    for (const NodeId id : s_.facts.byline_elements) {
      const Node& node = s_.tree[id];
      const std::string_view href = s_.tree.attribute(id, "href");
      const bool link = node.tag == Tag::a && s_.words.author_link(href);
      // /user/ of another site leads to its profiles, not to who wrote this
      if (link && (starts_with(href, "http") || starts_with(href, "//")) && !own_site(href)) continue;
      if ((link ? n_link : n_class) >= kMaxElements / 2) continue;
      const std::string text = squeeze(parted_text(s_.tree, s_.refs, id, 260));
      if (text.size() < 2 || text.size() > 220) continue;
      ChoiceModel::Features features;
      const Place place = around(id, features);
      if (link) {
        features.add(f_link);
        if (n_link == 0) features.add(f_link_first);
        if (slug_names(s_.tree.attribute(id, "href"), text)) features.add(f_link_slug);
        if (add(text, features, s_link, &place) > 0) ++n_link;
        continue;
      }
      features.add(f_class);
      if (n_class == 0) features.add(f_class_first);
      const std::string name = to_lower(std::string(s_.tree.attribute(id, "class")) + " " + std::string(s_.tree.attribute(id, "id")));
      if (name.find("author") != name.npos || name.find("autor") != name.npos) features.add(f_class_author);
      if (name.find("byline") != name.npos) features.add(f_class_byline);
      bool leaf = true;
      for (NodeId child = node.first_child; child != kNoNode; child = s_.tree[child].next) leaf = leaf && s_.tree[child].is_text();
      if (leaf) features.add(f_class_leaf);
      if (add(text, features, s_class, &place) > 0) ++n_class;
    }
  }
  bool own_site(std::string_view href) const {
    const std::string site = site_of(starts_with(href, "//") ? "http:" + std::string(href) : std::string(href));
    return s_.sites.empty() || names_site(site, s_.sites);
  }
  // /author/jane-roe names Jane Roe.
  static bool slug_names(std::string_view href, std::string_view text) {
    const std::string slug = letters_of(href), folded = fold(text);
    std::size_t n = 0, hit = 0;
    for (const auto word : split(folded, ' ')) {
      if (word.size() < 3) continue;
      ++n, hit += slug.find(letters_of(word)) != std::string::npos;
    }
    return n > 0 && hit == n;
  }

  // Lines that begin with "By" or follow a line that says no more than "Author", what the page's classes call a byline near its
  // title, and lines near the title that are shaped like a name.
  void add_lines() {
    const auto& blocks = s_.blocks.blocks;
    const std::size_t title = s_.title_block < blocks.size() ? s_.title_block : 0;
    bool label = false;  // the line before was a label alone
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      const Block& block = blocks[i];
      const bool after_label = label;
      label = false;
      if (block.words < 1 || block.words > 16 || has(block.inside, Inside::nav) || block.text.size() > 160) continue;
      const std::string_view text = slice(s_.blocks.text, block.text);
      const bool near = i + 3 >= title && i < title + 25;
      bool colon = false;
      const std::size_t head = prefix_at(text, colon);
      if (head >= text.size() && head > 0) {
        label = true;
        continue;
      }
      const bool heading = has(block.inside, Inside::heading);
      const bool hinted = near && has(block.near_hints, Hint::byline) && !heading;
      const bool by = head > 0 && (colon || is_upper(rune_at(text, head).value));
      const bool named = after_label && block.words <= 6;
      const auto dots = std::count(text.begin(), text.end(), '.');
      ChoiceModel::Features features;
      if (by || named || (hinted && block.words >= 2 && block.words_upper >= 2)) {
        if (by && !colon && block.words_upper * 2 < block.words) continue;  // a sentence
        if (dots > 2) continue;
        const Place place = around(block.node, features);
        features.add(f_by);
        if (by || named) features.add(near ? f_by_near : f_by_far);
        if (by && i > body_block_ && i <= body_block_ + 4) features.add(f_by_last);
        add(parted_line(block, text), features, s_by, &place);
      } else if (i > title && i < title + 14 && i <= body_block_ && !heading && name_shaped(block, text)) {
        const Place place = around(block.node, features);
        features.add(f_line);
        if (block.bold_bytes > 0) features.add(f_line_bold);
        add(text, features, s_line, &place);
      }
    }
  }
  // Bytes of the prefix words that a line begins with, the blanks behind included; 0 when there are none.
  std::size_t prefix_at(std::string_view text, bool& colon) const {
    std::size_t found = 0, end = 0;
    for (int word = 0; word < 3 && end < text.size(); ++word) {
      const std::size_t blank = std::min(text.find(' ', end), text.size());
      if (blank > 30) break;
      std::string_view head = text.substr(0, blank);
      const bool marked = ends_with(head, ":") || ends_with(head, "\xEF\xBC\x9A");
      if (marked) head.remove_suffix(head.back() == ':' ? 1 : 3);
      const bool colon_next = text.substr(blank, 2) == " :";
      end = blank + 1;
      if ((with_folded(trim(head), [&](std::string_view folded) { return s_.words.kinds(folded); }) & BylineWords::prefix) == 0) continue;
      colon = marked || colon_next;
      found = std::min(colon_next ? blank + 3 : end, text.size());
      if (marked) break;
    }
    return found;
  }
  // Two to four words that all begin with a capital, and little else.
  static bool name_shaped(const Block& block, std::string_view text) {
    return block.words >= 2 && block.words <= 4 && block.words_upper == block.words && text.size() <= 48 &&
           block.letters_upper * 2 < block.letters && text.find_first_of("0123456789:?!\"%") == text.npos && text.back() != '.';
  }
  // A block's text as the page parts it.
  std::string parted_line(const Block& block, std::string_view text) const {
    const std::string parted = squeeze(parted_text(s_.tree, s_.refs, block.node, 260));
    return parted.size() <= text.size() + 30 && parted.substr(0, 3) == text.substr(0, 3) ? parted : std::string(text);
  }

  // Features that look at all candidates together.
  void finish() {
    unsigned all = 0;
    std::size_t n_near = 0, n_elements = 0;
    bool person = false, only_site = true, desk_known = false, known_near = false;
    std::uint32_t nearest = kNone;
    for (const Place& place : places_) nearest = std::min(nearest, place.distance);
    for (std::size_t i = 0; i < out_.size(); ++i) {
      shape(out_[i]);
      const Place& place = places_[i];
      if (place.against != 0xFF)
        for (std::size_t k = 0; k < kAgainst.size(); ++k)
          if ((place.against >> k & 1) != 0) out_[i].features.add(kAgainst[k]);
      if (place.distance != kNone && place.distance <= nearest + 200) out_[i].features.add(f_nearest);
      if (!place.first) out_[i].features.add(f_never_first);
      all |= sources_[i];
      n_near += out_[i].features.has(f_near);
      n_elements += (sources_[i] & (s_class | s_link | s_item | s_rel)) != 0;
      const bool group = out_[i].features.has(f_site) || out_[i].features.has(f_desk);
      only_site = only_site && group;
      if (out_[i].features.has(f_near) && (sources_[i] & (s_linked | s_meta | s_rel | s_item)) != 0) known_near = true;
      const bool strong = (sources_[i] & (s_linked | s_meta | s_rel | s_item)) != 0 || out_[i].features.has(f_by_near);
      person |= strong && !group && !out_[i].features.has(f_word1);
      desk_known |= strong && group;
    }
    for (std::size_t i = 0; i < out_.size(); ++i) {
      ChoiceModel::Features& f = out_[i].features;
      const unsigned own = sources_[i];
      const auto when = [&](bool true_for, Feature feature) {
        if (true_for) f.add(feature);
      };
      const int n = std::popcount(own);
      when(n == 2, f_sources2), when(n == 3, f_sources3), when(n >= 4, f_sources4);
      when((all & s_linked) != 0 && (own & s_linked) == 0, f_not_linked), when((all & s_meta) != 0 && (own & s_meta) == 0, f_not_meta);
      when((all & s_rel) != 0 && (own & s_rel) == 0, f_not_rel), when((all & s_link) != 0 && (own & s_link) == 0, f_not_link);
      when(n_near > 0 && !f.has(f_near), f_not_near);
      when(own == s_linked, f_linked_only), when(own == s_meta, f_meta_only), when(own == s_class, f_class_only),
          when(own == s_link, f_link_only), when(own == s_line, f_line_only);
      when(times_[i] == 2, f_times2), when(times_[i] >= 3, f_times3);
      when(n_elements > 5, f_many_names), when(out_.size() == 1, f_only_name), when(only_site, f_all_site);
      when(person, f_person_known), when(desk_known, f_desk_known), when(known_near && !f.has(f_near), f_known_far);
      bool holds = false, inside = false;
      for (std::size_t k = 0; k < out_.size(); ++k) {
        if (k == i || out_[k].key.size() < 4) continue;
        holds |= out_[i].key.size() > out_[k].key.size() && out_[i].key.find(out_[k].key) != std::string::npos;
        inside |= out_[k].key.size() > out_[i].key.size() && out_[k].key.find(out_[i].key) != std::string::npos;
      }
      when(holds, f_holds_other), when(inside, f_in_other);
    }
  }
  void shape(AuthorCandidate& one) const {
    ChoiceModel::Features& f = one.features;
    const std::string& name = one.name;
    const auto words = split(name, ' ');
    f.add(words.size() == 1 ? f_word1 : words.size() == 2 ? f_word2 : words.size() == 3 ? f_word3 : words.size() == 4 ? f_word4 : f_words5);
    bool desk = false, site_word = false, lower = true, small_start = false;
    for (const auto word : words) {
      const std::string key = letters_of(word);
      desk = desk || (s_.words.kinds(key) & BylineWords::desk) != 0;
      site_word = site_word || std::find(s_.sites.begin(), s_.sites.end(), key) != s_.sites.end();
      lower = lower && !is_upper(rune_at(word, 0).value);
      small_start = small_start || is_lower(rune_at(word, 0).value);
    }
    desk = desk || (s_.words.kinds(fold(name)) & BylineWords::desk) != 0;
    if (desk) f.add(f_desk);
    if (site_word) f.add(f_site_word);
    if (lower && small_start) f.add(f_lower);
    if (to_lower(name) != name && std::none_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; })) f.add(f_capitals);
    if (std::any_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; })) f.add(f_digit);
    if (name.find('.') != name.npos && name.find(". ") == name.npos) f.add(f_dot);
    if (is_wide(name)) f.add(f_wide);
    if (name.find_first_of("!?\"#%*=<>{}@_") != name.npos) f.add(f_symbol);
    if (names_site(name, s_.sites)) f.add(f_site);
    if (one.key.size() >= 5 && title_key_.find(one.key) != std::string::npos) f.add(f_in_title);
  }
  static bool is_wide(std::string_view name) {
    const char32_t c = rune_at(name, 0).value;
    return c >= 0x3040 && c < 0xE000;
  }

  static constexpr std::uint32_t kNone = 0xFFFFFFFFu;
  const AuthorSearch& s_;
  const std::string title_key_;
  std::uint32_t title_at_ = kNone, body_at_ = kNone, body_end_ = 0;  // bytes of the page
  std::size_t body_block_ = 0;                                       // the last one of running text
  std::vector<AuthorCandidate> out_;
  std::vector<unsigned> sources_;
  std::vector<int> times_;
  std::vector<Place> places_;
  Memo<Hints> known_hints_;  // by the value of a class or id
};

}  // namespace

std::span<const std::string_view> author_features() { return kNames; }

std::vector<AuthorCandidate> find_author_candidates(const AuthorSearch& search) { return Finder(search).run(); }

std::vector<std::string> choose_authors(const std::vector<AuthorCandidate>& candidates, const ChoiceModel& model, Notes& notes) {
  constexpr double kLeast = -2;  // of the best name when none is likely
  constexpr std::size_t kMaxAuthors = 20;
  std::vector<std::string> authors;
  const AuthorCandidate* best = nullptr;
  double best_score = 0;
  // Only what the page marks as an author may stand in for a likely name.
  const auto marked = [](const ChoiceModel::Features& f) {
    for (const Feature one : {f_linked, f_meta, f_label, f_rel, f_item, f_class_author, f_class_byline, f_by_near, f_by_last})
      if (f.has(one)) return true;
    return false;
  };
  bool shown_other = false, linked_left = false;
  for (const AuthorCandidate& one : candidates) {
    const double score = model.score(one.features);
    if (marked(one.features) && (best == nullptr || score > best_score)) best = &one, best_score = score;
    if (score > 0 && authors.size() < kMaxAuthors) authors.push_back(one.name);
    if (score > 0 && one.features.has(f_not_linked)) shown_other = true;
    if (score <= 0 && one.features.has(f_linked)) linked_left = true;
  }
  if (authors.empty() && best != nullptr && best_score > kLeast) authors.push_back(best->name);
  if (shown_other && linked_left)
    notes.push_back(
        {Step::article, "author-conflict", {}, "JSON-LD names other authors than the page shows; taken: " + join(authors, ", ")});
  return authors;
}

}  // namespace readout
