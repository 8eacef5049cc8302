#include "article/html_features.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "base/hash.h"
#include "base/utf8.h"

namespace readout {
namespace {

// One column each; flags are 0 or 1. "share" is of bytes or words and in [0, 1].
#define READOUT_FEATURES(X)                                                                                                                \
  X(words)                                                                                                                                 \
  X(letters) X(link_share) X(upper_words) X(capitals) X(bold) X(ending) X(start) X(ends) X(marks) X(commas) X(digits) X(symbols) X(quotes) \
      X(address) X(word_length) X(dense) X(sentences) X(after_break) X(tag) X(depth) X(heading_level) X(label) X(label_exact)              \
          X(label_furniture) X(dated) X(up_to_top) X(down_from_top) X(in_top) X(depth_to_core) X(core_parent) X(core_class)                \
              X(core_signature) X(place) X(from_title) X(from_end) X(words_before) X(words_after) X(good_before) X(good_after)             \
                  X(from_core) X(to_core_end) X(good_since_title) X(parent_blocks) X(parent_words) X(parent_links) X(parent_good)          \
                      X(parent_share) X(parent_mean) X(above_blocks) X(above_words) X(above_links) X(above_good) X(above_share)            \
                          X(above_mean) X(third_blocks) X(third_words) X(third_links) X(third_good) X(third_share) X(third_mean)           \
                              X(same_blocks) X(same_words) X(same_links) X(same_good) X(same_share) X(same_mean) X(same_ends)              \
                                  X(same_per_parent) X(parent_place) X(parent_rest) X(title_up) X(title_down) X(own_article) X(prev_words) \
                                      X(prev_links) X(prev_ends) X(prev_tag) X(prev_sibling) X(prev_label) X(prev_same) X(prev_upper)      \
                                          X(next_words) X(next_links) X(next_ends) X(next_tag) X(next_sibling) X(next_label) X(next_same)  \
                                              X(next_upper) X(prev2_words) X(prev2_links) X(prev2_ends) X(prev2_sibling) X(next2_words)    \
                                                  X(next2_links) X(next2_ends) X(next2_sibling) X(run_before) X(run_after) X(run_before_8) \
                                                      X(run_after_8) X(links_before_8) X(links_after_8) X(gap_before) X(gap_after)         \
                                                          X(since_heading) X(since_comments) X(since_related) X(since_asking) X(since_end) \
                                                              X(label_before) X(title) X(in_title) X(title_words) X(description)           \
                                                                  X(described) X(topic) X(topic_seen) X(author) X(repeat)                  \
                                                                      X(repeated_before) X(linked) X(linked_near) X(page_blocks)           \
                                                                          X(page_good) X(page_links) X(page_linked)

enum Feature : std::size_t {
#define READOUT_FEATURE(name) f_##name,
  READOUT_FEATURES(READOUT_FEATURE)
#undef READOUT_FEATURE
      f_hints,
  f_inside = f_hints + kNHints,
  f_n_features = f_inside + kNInside
};

const std::vector<std::string>& built_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> out = {
#define READOUT_FEATURE(name) #name,
        READOUT_FEATURES(READOUT_FEATURE)
#undef READOUT_FEATURE
    };
    for (int b = 0; b < kNHints; ++b) out.push_back("hint_" + std::string(hint_name(b)));
    for (int b = 0; b < kNInside; ++b) out.push_back("inside_" + std::to_string(b));
    return out;
  }();
  return names;
}

float tag_rank(Tag tag) {  // the more a tag is one of running text the higher
  switch (tag) {
    case Tag::p: return 10;
    case Tag::blockquote: return 9;
    case Tag::h2:
    case Tag::h3:
    case Tag::h4:
    case Tag::h5:
    case Tag::h6: return 8;
    case Tag::pre: return 7;
    case Tag::section:
    case Tag::article:
    case Tag::main: return 6;
    case Tag::div: return 5;
    case Tag::td:
    case Tag::th:
    case Tag::tr: return 4;
    case Tag::dt:
    case Tag::dd: return 3;
    case Tag::li: return 2;
    case Tag::h1: return 1;
    case Tag::figcaption:
    case Tag::caption:
    case Tag::figure: return -1;
    case Tag::button: return -2;
    default: return 0;
  }
}
float heading_level(Tag tag) {
  return tag >= Tag::h1 && tag <= Tag::h6 ? static_cast<float>(static_cast<int>(tag) - static_cast<int>(Tag::h1) + 1) : 0;
}

float ratio(double part, double whole) { return whole <= 0 ? 0.0f : static_cast<float>(part / whole); }
float link_share(const Block& block) { return ratio(block.link_bytes, block.text.size()); }

constexpr Hints kBad = static_cast<Hints>(Hint::comments) | static_cast<Hints>(Hint::related) | static_cast<Hints>(Hint::popular) |
                       static_cast<Hints>(Hint::share) | static_cast<Hints>(Hint::nav) | static_cast<Hints>(Hint::footer) |
                       static_cast<Hints>(Hint::sidebar) | static_cast<Hints>(Hint::ad) | static_cast<Hints>(Hint::newsletter) |
                       static_cast<Hints>(Hint::cookie) | static_cast<Hints>(Hint::hidden) | static_cast<Hints>(Hint::bio);
constexpr std::uint32_t kBadInside = static_cast<std::uint32_t>(Inside::nav) | static_cast<std::uint32_t>(Inside::footer) |
                                     static_cast<std::uint32_t>(Inside::aside) | static_cast<std::uint32_t>(Inside::hidden) |
                                     static_cast<std::uint32_t>(Inside::form) | static_cast<std::uint32_t>(Inside::button);
bool bad(const Block& block) { return ((block.near_hints | block.far_hints) & kBad) != 0 || (block.inside & kBadInside) != 0; }
bool good(const Block& block) {
  return block.words >= 10 && link_share(block) < 0.4f && !has(block.inside, Inside::heading) && !has(block.inside, Inside::figcaption);
}

// What some blocks hold together.
struct Group {
  std::uint32_t blocks = 0, words = 0, bytes = 0, link_bytes = 0, good_blocks = 0, good_words = 0, ends = 0;
  void add(const Block& block, bool is_good, bool ends_sentence) {
    ++blocks;
    words += block.words;
    bytes += block.text.size();
    link_bytes += block.link_bytes;
    good_blocks += is_good;
    good_words += is_good ? block.words : 0;
    ends += ends_sentence;
  }
};

// Marks of one text, counted in one pass.
struct Marks {
  std::uint32_t commas = 0, digits = 0, symbols = 0, quotes = 0, sentences = 0;
  bool address = false;
};
Marks count_marks(std::string_view text) {
  Marks marks;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c >= '0' && c <= '9') ++marks.digits;
    switch (c) {
      case ',': ++marks.commas; break;
      case '"': ++marks.quotes; break;
      case '|':
      case '/':
      case '>':
      case '#':
      case '@':
      case '+':
      case '=':
      case '*': ++marks.symbols; break;
      case '.':
      case '!':
      case '?': marks.sentences += i + 1 == text.size() || text[i + 1] == ' '; break;
      case '\xE2': {  // “ ” and their kin
        const std::string_view mark = text.substr(i, 3);
        marks.quotes += mark == "\xE2\x80\x9C" || mark == "\xE2\x80\x9D" || mark == "\xE2\x80\x9E";
        break;
      }
      case '\xE3': {  // 、 。 「 」
        const std::string_view mark = text.substr(i, 3);
        marks.commas += mark == "\xE3\x80\x81";
        marks.sentences += mark == "\xE3\x80\x82";
        marks.quotes += mark == "\xE3\x80\x8C" || mark == "\xE3\x80\x8D";
        break;
      }
      case '\xC2': marks.quotes += text.substr(i, 2) == "\xC2\xAB" || text.substr(i, 2) == "\xC2\xBB"; break;
      default: break;
    }
  }
  marks.address =
      text.find("http") != text.npos || text.find("www.") != text.npos || text.find(".com") != text.npos || text.find('@') != text.npos;
  return marks;
}

class FeatureWriter {
 public:
  FeatureWriter(const HtmlTree& tree, const Blocks& blocks, const Labels& labels, const PageContext& context)
      : tree_(tree),
        blocks_(blocks.blocks),
        text_(blocks.text),
        labels_(labels),
        context_(context),
        n_(blocks_.size()),
        out_(n_, f_n_features),
        shape_(block_shapes(tree, blocks)) {}

  FeatureTable run() {
    if (n_ == 0) return std::move(out_);
    write_shapes();
    write_labels();
    group();
    find_core();
    write_structure();
    write_places();
    write_neighbours();
    write_claims();
    return std::move(out_);
  }

 private:
  void set(std::size_t feature, std::size_t row, double value) { out_.column(feature)[row] = static_cast<float>(value); }
  float get(std::size_t feature, std::size_t row) const { return out_.column(feature)[row]; }
  std::string_view text_of(std::size_t i) const { return slice(text_, blocks_[i].text); }
  NodeId parent_of(NodeId node) const {
    return node == HtmlTree::root() || tree_[node].parent == kNoNode ? HtmlTree::root() : tree_[node].parent;
  }

  // The block by itself.
  void write_shapes() {
    good_.resize(n_);
    ends_.resize(n_);
    for (std::size_t i = 0; i < n_; ++i) {
      const Block& block = blocks_[i];
      const std::string_view text = text_of(i);
      const Marks marks = count_marks(text);
      const double bytes = block.text.size();
      const std::size_t ending = ending_of(text);
      good_[i] = good(block);
      ends_[i] = ending <= 2;
      set(f_words, i, block.words);
      set(f_letters, i, block.letters);
      set(f_link_share, i, link_share(block));
      set(f_upper_words, i, ratio(block.words_upper, block.words));
      set(f_capitals, i, ratio(block.letters_upper, block.letters));
      set(f_bold, i, ratio(block.bold_bytes, bytes));
      set(f_ending, i, static_cast<double>(ending));
      set(f_start, i, static_cast<double>(start_of(text)));
      set(f_ends, i, ends_[i]);
      set(f_marks, i, ratio(marks.commas + marks.sentences, block.words));
      set(f_commas, i, marks.commas);
      set(f_digits, i, ratio(marks.digits, bytes));
      set(f_symbols, i, marks.symbols);
      set(f_quotes, i, marks.quotes);
      set(f_address, i, marks.address);
      set(f_word_length, i, ratio(block.letters, block.words));
      set(f_dense, i, ratio(bytes, block.letters));
      set(f_sentences, i, marks.sentences);
      set(f_after_break, i, block.break_before);
      set(f_tag, i, tag_rank(block.tag));
      set(f_depth, i, tree_[block.node].depth);
      set(f_heading_level, i, heading_level(block.tag));
      set(f_dated, i, block.words <= 12 && marks.digits > 0 ? 1 + has(block.near_hints, Hint::date) : 0);
      for (std::size_t b = 0; b < kNHints; ++b)
        set(f_hints + b, i, (block.near_hints >> b & 1u) != 0 ? 2 : (block.far_hints >> b & 1u) != 0 ? 1 : 0);
      for (std::size_t b = 0; b < kNInside; ++b) set(f_inside + b, i, block.inside >> b & 1u);
    }
  }

  static int label_class(Label label) {  // 1 heads other stories, 2 asks the reader for something, 3 stands at the end, 4 at the head
    switch (label) {
      case Label::none: return 0;
      case Label::related:
      case Label::more:
      case Label::popular:
      case Label::comments:
      case Label::gallery: return 1;
      case Label::newsletter:
      case Label::share:
      case Label::ad:
      case Label::paywall:
      case Label::nav:
      case Label::listen: return 2;
      case Label::bio:
      case Label::credit:
      case Label::legal:
      case Label::tags: return 3;
      default: return 4;
    }
  }
  void write_labels() {
    constexpr double kFar = 200;
    double since[5] = {kFar, kFar, kFar, kFar, kFar};
    double heading = kFar, before = 0;
    for (std::size_t i = 0; i < n_; ++i) {
      const Block& block = blocks_[i];
      bool exact = false;
      const Label label = block.words <= 40 ? labels_.find(text_of(i), exact) : Label::none;
      const int kind = label_class(label);
      set(f_label, i, static_cast<double>(label));
      set(f_label_exact, i, label == Label::none ? 0 : 1 + exact);
      set(f_label_furniture, i, kind);
      set(f_since_comments, i, since[4]);
      set(f_since_related, i, since[0]);
      set(f_since_asking, i, since[1]);
      set(f_since_end, i, since[2]);
      set(f_since_heading, i, heading);
      set(f_label_before, i, before);
      for (double& one : since) one = std::min(kFar, one + 1);
      heading = std::min(kFar, heading + 1);
      if (kind > 0 && exact) since[label == Label::comments ? 4 : kind - 1] = 1;
      if (has(block.inside, Inside::heading)) heading = 1, before = label == Label::none ? 0 : kind;
    }
  }

  // Sums over parents, over parents' parents (whole subtrees) and over blocks of one shape: same tag, class and parent's class.
  void group() {
    nodes_.assign(tree_.size(), Group());
    place_.resize(n_);
    for (std::size_t i = 0; i < n_; ++i) {
      const Block& block = blocks_[i];
      for (NodeId at = block.node;; at = parent_of(at)) {
        nodes_[at].add(block, good_[i], ends_[i]);
        if (at == HtmlTree::root()) break;
      }
      shapes_[shape_[i]].add(block, good_[i], ends_[i]);
      shape_parents_[shape_[i]] += !seen_.insert(hash64({}, shape_[i] ^ mix64(parent_of(block.node)))).second ? 0 : 1;
      place_[i] = parent_blocks_[parent_of(block.node)]++;
    }
  }

  // The element that holds the weight of running text, as readability finds it: each good block gives its words to its parent,
  // half to the parent's parent, and so on. The core is the good blocks inside it.
  void find_core() {
    std::unordered_map<NodeId, double> weights;
    for (std::size_t i = 0; i < n_; ++i) {
      const Block& block = blocks_[i];
      if (!good_[i]) continue;
      double share = std::min<double>(block.words, 80) * (block.tag == Tag::p ? 1.2 : 1.0) * (bad(block) ? 0.15 : 1.0) *
                     (has(block.near_hints | block.far_hints, Hint::body) ? 1.15 : 1.0) *
                     (has(block.inside, Inside::item_body) ? 1.5 : 1.0);
      const bool own =
          block.tag == Tag::div || block.tag == Tag::section || block.tag == Tag::article || block.tag == Tag::td || block.tag == Tag::body;
      NodeId at = own ? block.node : tree_[block.node].parent;
      for (int level = 0; level < 5 && at != kNoNode && at != HtmlTree::root(); ++level) {
        weights[at] += share;
        share *= level == 0 ? 0.7 : 0.6;
        at = tree_[at].parent;
      }
    }
    double best = 0;
    for (const auto& [node, weight] : weights)
      if (weight > best || (weight == best && node < top_)) best = weight, top_ = node;
    top_end_ = top_ == kNoNode ? 0 : tree_.after(top_);

    std::unordered_map<NodeId, std::uint32_t> parents;
    std::unordered_map<std::uint32_t, std::uint32_t> depths;
    std::unordered_map<std::uint64_t, std::uint32_t> shapes;
    core_first_ = n_;
    for (std::size_t i = 0; i < n_; ++i) {
      if (!is_core(i)) continue;
      core_first_ = std::min(core_first_, i);
      core_last_ = i;
      parents[parent_of(blocks_[i].node)] += blocks_[i].words;
      depths[tree_[blocks_[i].node].depth] += blocks_[i].words;
      shapes[shape_[i]] += blocks_[i].words;
    }
    const auto heaviest = [](const auto& sums, auto none) {
      std::uint32_t most = 0;
      for (const auto& [key, words] : sums)
        if (words > most || (words == most && key < none)) most = words, none = key;
      return none;
    };
    core_parent_ = heaviest(parents, kNoNode);
    core_depth_ = heaviest(depths, std::uint32_t{0});
    core_shape_ = heaviest(shapes, std::uint64_t{0});
    core_class_ = core_parent_ == kNoNode ? std::string_view() : tree_.attribute(core_parent_, "class");
  }
  bool in_top(std::size_t i) const { return top_ != kNoNode && blocks_[i].node >= top_ && blocks_[i].node < top_end_; }
  bool is_core(std::size_t i) const { return good_[i] && in_top(i) && !bad(blocks_[i]); }

  void write_group(std::size_t first, std::size_t i, const Group& group) {
    const Group& page = nodes_[HtmlTree::root()];
    set(first, i, group.blocks);
    set(first + 1, i, group.words);
    set(first + 2, i, ratio(group.link_bytes, group.bytes));
    set(first + 3, i, group.good_blocks);
    set(first + 4, i, ratio(group.good_words, page.good_words));
    set(first + 5, i, ratio(group.words, group.blocks));
  }
  void write_structure() {
    for (std::size_t i = 0; i < n_; ++i) {
      const NodeId node = blocks_[i].node, parent = parent_of(node), above = parent_of(parent);
      write_group(f_parent_blocks, i, nodes_[parent]);
      write_group(f_above_blocks, i, nodes_[above]);
      write_group(f_third_blocks, i, nodes_[parent_of(above)]);
      const Group& same = shapes_[shape_[i]];
      write_group(f_same_blocks, i, same);
      set(f_same_ends, i, ratio(same.ends, same.blocks));
      set(f_same_per_parent, i, ratio(same.blocks, shape_parents_[shape_[i]]));
      set(f_parent_place, i, place_[i]);
      set(f_parent_rest, i, parent_blocks_[parent] - place_[i] - 1);
      NodeId article = node;
      while (article != HtmlTree::root() && tree_[article].tag != Tag::article) article = parent_of(article);
      set(f_own_article, i,
          article == HtmlTree::root()                                ? 0
          : top_ >= article && top_ < after(article)                 ? 2
          : core_parent_ >= article && core_parent_ < after(article) ? 3
                                                                     : 1);
      set(f_title_up, i, -1);
      set(f_title_down, i, -1);
      if (context_.title_block < n_) {
        const NodeId title = blocks_[context_.title_block].node;
        NodeId shared = node;
        while (shared != HtmlTree::root() && !(title >= shared && title < after(shared))) shared = parent_of(shared);
        set(f_title_up, i, tree_[title].depth - tree_[shared].depth);
        set(f_title_down, i, tree_[node].depth - tree_[shared].depth);
      }
      set(f_core_parent, i, parent == core_parent_);
      set(f_core_class, i, !core_class_.empty() && tree_.attribute(parent, "class") == core_class_);
      set(f_core_signature, i, core_first_ < n_ && shape_[i] == core_shape_);
      set(f_depth_to_core, i, core_first_ < n_ ? static_cast<double>(tree_[node].depth) - core_depth_ : 99);
      if (top_ == kNoNode) continue;
      NodeId meet = node;
      while (meet != HtmlTree::root() && !(top_ >= meet && top_ < after(meet))) meet = parent_of(meet);
      if (in_top(i)) meet = top_;
      set(f_in_top, i, in_top(i));
      set(f_up_to_top, i, tree_[top_].depth - tree_[meet].depth);
      set(f_down_from_top, i, tree_[node].depth - tree_[meet].depth);
    }
  }
  NodeId after(NodeId node) const { return tree_.after(node); }

  void write_places() {
    const double n = static_cast<double>(n_);
    const Group& page = nodes_[HtmlTree::root()];
    double words = 0, good_words = 0, since_title = 0;
    for (std::size_t i = 0; i < n_; ++i) {
      const double at = static_cast<double>(i);
      set(f_place, i, at / n);
      set(f_from_end, i, n - at);
      set(f_from_title, i, context_.title_block >= n_ ? -999 : at - static_cast<double>(context_.title_block));
      set(f_words_before, i, ratio(words, page.words));
      set(f_good_before, i, ratio(good_words, page.good_words));
      words += blocks_[i].words;
      good_words += good_[i] ? blocks_[i].words : 0;
      set(f_good_since_title, i, context_.title_block >= n_ || i < context_.title_block ? -1 : since_title);
      since_title += context_.title_block < n_ && i >= context_.title_block && good_[i] ? blocks_[i].words : 0;
      set(f_words_after, i, page.words - words);
      set(f_good_after, i, page.good_words - good_words);
      set(f_from_core, i, core_first_ == n_ ? -999 : at - static_cast<double>(core_first_));
      set(f_to_core_end, i, core_first_ == n_ ? -999 : static_cast<double>(core_last_) - at);
      set(f_page_blocks, i, n);
      set(f_page_good, i, page.good_words);
      set(f_page_links, i, ratio(page.link_bytes, page.bytes));
    }
  }

  void write_neighbour(std::size_t first, std::size_t i, std::size_t k, bool all) {
    set(first, i, blocks_[k].words);
    set(first + 1, i, link_share(blocks_[k]));
    set(first + 2, i, ends_[k]);
    if (!all) {
      set(first + 3, i, parent_of(blocks_[k].node) == parent_of(blocks_[i].node));
      return;
    }
    set(first + 3, i, get(f_tag, k));
    set(first + 4, i,
        parent_of(blocks_[k].node) == parent_of(blocks_[i].node) ? 2
        : blocks_[k].node == parent_of(blocks_[i].node) || blocks_[i].node == parent_of(blocks_[k].node) ||
                parent_of(parent_of(blocks_[k].node)) == parent_of(parent_of(blocks_[i].node))
            ? 1
            : 0);
    set(first + 5, i, get(f_label_furniture, k));
    set(first + 6, i, shape_[k] == shape_[i]);
    set(first + 7, i, get(f_upper_words, k));
  }
  void write_neighbours() {
    for (std::size_t i = 0; i < n_; ++i) {
      for (const std::size_t first : {f_prev_words, f_next_words, f_prev2_words, f_next2_words}) set(first, i, -1);
      if (i > 0) write_neighbour(f_prev_words, i, i - 1, true);
      if (i + 1 < n_) write_neighbour(f_next_words, i, i + 1, true);
      if (i > 1) write_neighbour(f_prev2_words, i, i - 2, false);
      if (i + 2 < n_) write_neighbour(f_next2_words, i, i + 2, false);
    }
    // Running text and links in the 3 and 8 blocks to either side.
    std::vector<double> running(n_ + 1, 0), linked(n_ + 1, 0), bytes(n_ + 1, 0);
    for (std::size_t i = 0; i < n_; ++i) {
      running[i + 1] = running[i] + (good_[i] ? std::min(blocks_[i].words, 80u) : 0);
      linked[i + 1] = linked[i] + blocks_[i].link_bytes;
      bytes[i + 1] = bytes[i] + blocks_[i].text.size();
    }
    for (std::size_t i = 0; i < n_; ++i) {
      const std::size_t back3 = i < 3 ? 0 : i - 3, back8 = i < 8 ? 0 : i - 8, on3 = std::min(n_, i + 4), on8 = std::min(n_, i + 9);
      set(f_run_before, i, running[i] - running[back3]);
      set(f_run_after, i, running[on3] - running[i + 1]);
      set(f_run_before_8, i, running[i] - running[back8]);
      set(f_run_after_8, i, running[on8] - running[i + 1]);
      set(f_links_before_8, i, ratio(linked[i] - linked[back8], bytes[i] - bytes[back8]));
      set(f_links_after_8, i, ratio(linked[on8] - linked[i + 1], bytes[on8] - bytes[i + 1]));
    }
    double gap = 200;
    for (std::size_t i = 0; i < n_; ++i) {
      set(f_gap_before, i, gap);
      gap = is_core(i) ? 0 : std::min(200.0, gap + 1);
    }
    gap = 200;
    for (std::size_t i = n_; i-- > 0;) {
      set(f_gap_after, i, gap);
      gap = is_core(i) ? 0 : std::min(200.0, gap + 1);
    }
  }

  // What the page says of itself elsewhere.
  void write_claims() {
    std::unordered_map<std::uint64_t, std::uint32_t> vocabulary, counts, seen;
    std::vector<std::vector<std::uint64_t>> topics(n_);
    std::vector<std::uint64_t> hashes(n_);
    for (std::size_t i = 0; i < n_; ++i) {
      hashes[i] = hash64(text_of(i));
      ++counts[hashes[i]];
      if (blocks_[i].words < 4) continue;
      topics[i] = topic_words(text_of(i).substr(0, 1200));
      if (is_core(i))
        for (const auto word : topics[i]) ++vocabulary[word];
    }
    const std::string title = context_.title_block < n_ ? std::string(text_of(context_.title_block)) : std::string();
    const std::vector<std::uint64_t> title_words = topic_words(title), said = topic_words(context_.description);
    const std::string linked = text_key(context_.linked_body.substr(0, 200'000)), description = text_key(context_.description);
    const bool has_linked = linked.size() > 200;
    for (std::size_t i = 0; i < n_; ++i) {
      const Block& block = blocks_[i];
      const std::string_view text = text_of(i);
      const std::string key = block.words <= 60 ? text_key(text) : std::string();
      if (block.words <= 40 && key.size() >= 2) {
        set(f_title, i, std::find(context_.titles.begin(), context_.titles.end(), key) != context_.titles.end());
        set(f_in_title, i, std::any_of(context_.titles.begin(), context_.titles.end(), [&](const std::string& one) {
              return one.size() >= 20 && key.size() > 6 && one != key && (key.find(one) != key.npos || one.find(key) != one.npos);
            }));
        set(f_author, i, std::any_of(context_.authors.begin(), context_.authors.end(), [&](const std::string& one) {
              return one.size() > 4 && text.find(one) != text.npos;
            }));
      }
      const std::size_t begin = std::min<std::size_t>({40, key.size(), description.size()});
      if (description.size() > 30 && key.size() > 30)
        set(f_description, i, key == description ? 2 : key.compare(0, begin, description, 0, begin) == 0 ? 1 : 0);
      set(f_repeat, i, counts[hashes[i]]);
      set(f_repeated_before, i, seen[hashes[i]]++);
      const double own = is_core(i) ? 1 : 0;
      double shared = 0, often = 0;
      for (const auto word : topics[i])
        if (const auto it = vocabulary.find(word); it != vocabulary.end() && it->second > own) ++shared, often += it->second - own;
      set(f_topic, i, topics[i].empty() ? -1 : ratio(shared, static_cast<double>(topics[i].size())));
      set(f_topic_seen, i, topics[i].empty() ? -1 : ratio(often, static_cast<double>(topics[i].size())));
      set(f_title_words, i, topics[i].empty() ? -1 : common(topics[i], title_words));
      set(f_described, i, topics[i].empty() ? -1 : common(topics[i], said));
      if (has_linked) {
        const std::string own_key = key.empty() ? text_key(text.substr(0, 400)) : key;
        const std::string_view probe = own_key.size() > 60 ? std::string_view(own_key).substr(own_key.size() / 2 - 25, 50) : own_key;
        set(f_linked, i, probe.size() < 4 ? 0 : linked.find(probe) != linked.npos ? 1 : -1);
      }
      set(f_page_linked, i, has_linked);
    }
    for (std::size_t i = 0; i < n_; ++i)
      set(f_linked_near, i, (i > 0 ? get(f_linked, i - 1) : 0) + (i + 1 < n_ ? get(f_linked, i + 1) : 0));
  }
  static double common(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
    std::size_t shared = 0;
    for (const auto word : a) shared += std::binary_search(b.begin(), b.end(), word);
    return static_cast<double>(shared);
  }

  const HtmlTree& tree_;
  const std::vector<Block>& blocks_;
  const std::string& text_;
  const Labels& labels_;
  const PageContext& context_;
  const std::size_t n_;
  FeatureTable out_;
  std::vector<bool> good_, ends_;
  std::vector<Group> nodes_;
  std::vector<std::uint64_t> shape_;
  std::unordered_map<std::uint64_t, Group> shapes_;
  std::unordered_map<std::uint64_t, std::uint32_t> shape_parents_;
  std::unordered_map<NodeId, std::uint32_t> parent_blocks_;
  std::unordered_set<std::uint64_t> seen_;
  std::vector<std::uint32_t> place_;
  NodeId top_ = kNoNode, top_end_ = 0, core_parent_ = kNoNode;
  std::string_view core_class_;
  std::uint32_t core_depth_ = 0;
  std::uint64_t core_shape_ = 0;
  std::size_t core_first_ = 0, core_last_ = 0;
};

}  // namespace

std::span<const std::string_view> html_feature_names() {
  static const std::vector<std::string_view> names(built_names().begin(), built_names().end());
  return names;
}

std::vector<std::uint64_t> block_shapes(const HtmlTree& tree, const Blocks& blocks) {
  std::vector<std::uint64_t> shapes;
  shapes.reserve(blocks.blocks.size());
  for (const Block& block : blocks.blocks) {
    const NodeId parent = tree[block.node].parent == kNoNode ? HtmlTree::root() : tree[block.node].parent;
    const std::uint64_t own = hash64(tree.attribute(block.node, "class"), static_cast<std::uint64_t>(block.tag) + 1);
    shapes.push_back(hash64(tree.attribute(parent, "class"), own * 131 + static_cast<std::uint64_t>(tree[parent].tag)));
  }
  return shapes;
}

FeatureTable html_features(const HtmlTree& tree, const Blocks& blocks, const Labels& labels, const PageContext& context) {
  return FeatureWriter(tree, blocks, labels, context).run();
}

}  // namespace readout
