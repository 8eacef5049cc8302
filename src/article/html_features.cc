#include "article/html_features.h"

#include <algorithm>
#include <array>
#include <span>

#include "article/html_claims.h"
#include "article/html_columns.h"
#include "article/html_context.h"
#include "base/hash_map.h"

namespace readout {
namespace {

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
  void add(const Group& inner) {
    blocks += inner.blocks;
    words += inner.words;
    bytes += inner.bytes;
    link_bytes += inner.link_bytes;
    good_blocks += inner.good_blocks;
    good_words += inner.good_words;
    ends += inner.ends;
  }
};

class FeatureWriter {
 public:
  FeatureWriter(const HtmlTree& tree, const Blocks& blocks, const BlockPlaces& places, const Labels& labels, const PageContext& context)
      : tree_(tree),
        all_(blocks),
        blocks_(blocks.blocks),
        places_(places),
        labels_(labels),
        context_(context),
        n_(blocks_.size()),
        out_(n_, f_n_features + html_context_names().size()) {}

  FeatureTable run() {
    if (n_ == 0) return std::move(out_);
    write_shapes();
    write_bits(f_hints, kNHints, &Block::far_hints, 1);
    write_bits(f_hints, kNHints, &Block::near_hints, 2);
    write_bits(f_inside, kNInside, &Block::inside, 1);
    write_labels();
    group();
    find_core();
    write_structure();
    write_places();
    write_neighbours();
    write_surroundings();
    write_claims(all_, context_, core_, out_);
    return std::move(out_);
  }

 private:
  void set(std::size_t feature, std::size_t row, double value) { out_.column(feature)[row] = static_cast<float>(value); }
  void fill(std::size_t feature, double value) { std::ranges::fill(out_.column(feature), static_cast<float>(value)); }
  std::string_view text_of(std::size_t i) const { return slice(all_.text, blocks_[i].text); }

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
    }
  }
  // One column a bit: `value` where a block has it. Most bits are of no block.
  void write_bits(std::size_t first, int n_bits, std::uint32_t Block::*bits, float value) {
    std::uint32_t any = 0;
    for (const Block& block : blocks_) any |= block.*bits;
    for (int b = 0; b < n_bits; ++b) {
      if ((any >> b & 1u) == 0) continue;
      const auto column = out_.column(first + static_cast<std::size_t>(b));
      for (std::size_t i = 0; i < n_; ++i) column[i] = (blocks_[i].*bits >> b & 1u) != 0 ? value : column[i];
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
    holders_.resize(places_.holders.size());
    shapes_.resize(places_.shape_hashes.size());
    shape_parents_.resize(shapes_.size(), 0);
    parent_blocks_.resize(holders_.size(), 0);
    place_.resize(n_);
    HashMap<bool> seen;  // parents of a shape
    for (std::size_t i = 0; i < n_; ++i) {
      const std::uint32_t parent = places_.parent_of(i), shape = places_.shape[i];
      holders_[places_.holder[i]].add(blocks_[i], good_[i], ends_[i]);
      shapes_[shape].add(blocks_[i], good_[i], ends_[i]);
      place_[i] = parent_blocks_[parent]++;
      if (i > 0 && places_.shape[i - 1] == shape && places_.parent_of(i - 1) == parent) continue;
      bool& known = seen[(std::uint64_t{shape} << 32 | parent) + 1];
      shape_parents_[shape] += !known;
      known = true;
    }
    for (std::size_t at = holders_.size(); at-- > 1;) holders_[places_.holders[at].parent].add(holders_[at]);
  }

  // The element that holds the weight of running text, as readability finds it: each good block gives its words to its parent,
  // half to the parent's parent, and so on. The core is the good blocks inside it.
  void find_core() {
    std::vector<double> weights(places_.holders.size(), 0);
    for (std::size_t i = 0; i < n_; ++i) {
      const Block& block = blocks_[i];
      if (!good_[i]) continue;
      double share = std::min<double>(block.words, 80) * (block.tag == Tag::p ? 1.2 : 1.0) * (bad(block) ? 0.15 : 1.0) *
                     (has(block.near_hints | block.far_hints, Hint::body) ? 1.15 : 1.0) *
                     (has(block.inside, Inside::item_body) ? 1.5 : 1.0);
      const bool own =
          block.tag == Tag::div || block.tag == Tag::section || block.tag == Tag::article || block.tag == Tag::td || block.tag == Tag::body;
      std::uint32_t at = own ? places_.holder[i] : places_.parent_of(i);
      for (int level = 0; level < 5 && at != 0; ++level) {
        weights[at] += share;
        share *= level == 0 ? 0.7 : 0.6;
        at = places_.above(at);
      }
    }
    double best = 0;
    for (std::uint32_t at = 1; at < weights.size(); ++at)
      if (weights[at] > best) best = weights[at], top_ = at;
    in_top_ = top_ == 0 ? std::vector<bool>(weights.size(), false) : places_.within(top_);

    std::vector<std::uint32_t> parents(places_.holders.size(), 0), depths, shapes(shapes_.size(), 0);
    core_.resize(n_, 0);
    core_first_ = n_;
    for (std::size_t i = 0; i < n_; ++i) {
      if (!good_[i] || !in_top_[places_.holder[i]] || bad(blocks_[i])) continue;
      core_[i] = 1;
      core_first_ = std::min(core_first_, i);
      core_last_ = i;
      const std::uint32_t depth = places_.holders[places_.holder[i]].depth;
      if (depth >= depths.size()) depths.resize(depth + 1, 0);
      parents[places_.parent_of(i)] += blocks_[i].words;
      depths[depth] += blocks_[i].words;
      shapes[places_.shape[i]] += blocks_[i].words;
    }
    if (core_first_ == n_) return;
    const auto heaviest = [](const std::vector<std::uint32_t>& words) {
      return static_cast<std::uint32_t>(std::max_element(words.begin(), words.end()) - words.begin());
    };
    core_parent_ = heaviest(parents);
    core_depth_ = heaviest(depths);
    core_shape_ = heaviest(shapes);
    for (std::uint32_t k = 0; k < shapes.size(); ++k)  // of equals one that does not hang on their order
      if (shapes[k] == shapes[core_shape_] && places_.shape_hashes[k] < places_.shape_hashes[core_shape_]) core_shape_ = k;
    core_class_ = places_.holders[core_parent_].class_name;
  }

  // The columns of the groups that at(i) names for each block.
  template <class At>
  void write_group(std::size_t first, const std::vector<Group>& groups, At at) {
    const double page_words = holders_[0].good_words;
    std::vector<std::array<float, 6>> rows(groups.size());
    for (std::size_t k = 0; k < groups.size(); ++k) {
      const Group& group = groups[k];
      rows[k] = {static_cast<float>(group.blocks),      static_cast<float>(group.words),     ratio(group.link_bytes, group.bytes),
                 static_cast<float>(group.good_blocks), ratio(group.good_words, page_words), ratio(group.words, group.blocks)};
    }
    write_rows(first, rows, at);
  }
  template <class At>
  void write_rows(std::size_t first, const std::vector<std::array<float, 6>>& rows, At at) {
    for (std::size_t i = 0; i < n_; ++i) {
      const auto& row = rows[at(i)];
      for (std::size_t k = 0; k < row.size(); ++k) out_.column(first + k)[i] = row[k];
    }
  }
  void write_structure() {
    const auto& holders = places_.holders;
    const auto above = [&](std::uint32_t at) { return places_.above(at); };
    write_group(f_parent_blocks, holders_, [&](std::size_t i) { return places_.parent_of(i); });
    write_group(f_above_blocks, holders_, [&](std::size_t i) { return above(places_.parent_of(i)); });
    write_group(f_third_blocks, holders_, [&](std::size_t i) { return above(above(places_.parent_of(i))); });
    write_group(f_same_blocks, shapes_, [&](std::size_t i) { return places_.shape[i]; });
    write_articles();
    const bool has_core = core_first_ < n_;
    for (std::size_t i = 0; i < n_; ++i) {
      const std::uint32_t parent = places_.parent_of(i);
      const Group& same = shapes_[places_.shape[i]];
      set(f_same_ends, i, ratio(same.ends, same.blocks));
      set(f_same_per_parent, i, ratio(same.blocks, shape_parents_[places_.shape[i]]));
      set(f_parent_place, i, place_[i]);
      set(f_parent_rest, i, parent_blocks_[parent] - place_[i] - 1);
      set(f_core_parent, i, has_core && parent == core_parent_);
      set(f_core_class, i, !core_class_.empty() && holders[parent].class_name == core_class_);
      set(f_core_signature, i, has_core && places_.shape[i] == core_shape_);
      set(f_depth_to_core, i, has_core ? static_cast<double>(holders[places_.holder[i]].depth) - core_depth_ : 99);
    }
    fill(f_title_up, -1);
    fill(f_title_down, -1);
    if (context_.title_block < n_) write_way(f_title_up, f_title_down, places_.holder[context_.title_block]);
    if (top_ == 0) return;
    for (std::size_t i = 0; i < n_; ++i) set(f_in_top, i, in_top_[places_.holder[i]]);
    write_way(f_up_to_top, f_down_from_top, top_);
  }
  // The way in the tree from an element to each block: how far up to the element that holds both and how far down from there.
  void write_way(std::size_t up, std::size_t down, std::uint32_t from) {
    const std::vector<std::uint32_t> meets = places_.meeting_depths(from);
    const std::uint32_t depth = places_.holders[from].depth;
    for (std::size_t i = 0; i < n_; ++i) {
      const std::uint32_t at = places_.holder[i];
      set(up, i, depth - meets[at]);
      set(down, i, places_.holders[at].depth - meets[at]);
    }
  }
  // Whether a block stands in an <article>: 2 in that of the top, 3 in that of the core's parent, 1 in another.
  void write_articles() {
    const auto& holders = places_.holders;
    const std::vector<bool> around_top = places_.around(top_), around_core = places_.around(core_parent_);
    std::vector<char> kinds(holders.size(), 0);
    for (std::size_t at = 1; at < holders.size(); ++at)
      kinds[at] = holders[at].tag != Tag::article ? kinds[holders[at].parent] : around_top[at] ? 2 : around_core[at] ? 3 : 1;
    for (std::size_t i = 0; i < n_; ++i) set(f_own_article, i, kinds[places_.holder[i]]);
  }

  void write_places() {
    const double n = static_cast<double>(n_);
    const Group& page = holders_[0];
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
    }
    fill(f_page_blocks, n);
    fill(f_page_good, page.good_words);
    fill(f_page_links, ratio(page.link_bytes, page.bytes));
  }

  // Columns of the blocks `by` before and after each; those of a block are told of its neighbours by shifting its columns.
  void write_shifted(std::size_t from, std::size_t before, std::size_t after, std::size_t by) {
    if (by >= n_) return;
    const std::span<const float> column = std::as_const(out_).column(from);
    std::copy(column.begin(), column.end() - static_cast<std::ptrdiff_t>(by),
              out_.column(before).begin() + static_cast<std::ptrdiff_t>(by));
    std::copy(column.begin() + static_cast<std::ptrdiff_t>(by), column.end(), out_.column(after).begin());
  }
  void write_neighbours() {
    for (const std::size_t first : {f_prev_words, f_next_words, f_prev2_words, f_next2_words}) fill(first, -1);
    write_shifted(f_words, f_prev_words, f_next_words, 1);
    write_shifted(f_link_share, f_prev_links, f_next_links, 1);
    write_shifted(f_ends, f_prev_ends, f_next_ends, 1);
    write_shifted(f_tag, f_prev_tag, f_next_tag, 1);
    write_shifted(f_label_furniture, f_prev_label, f_next_label, 1);
    write_shifted(f_upper_words, f_prev_upper, f_next_upper, 1);
    write_shifted(f_words, f_prev2_words, f_next2_words, 2);
    write_shifted(f_link_share, f_prev2_links, f_next2_links, 2);
    write_shifted(f_ends, f_prev2_ends, f_next2_ends, 2);
    const auto set_both = [&](std::size_t before, std::size_t after, std::size_t i, std::size_t k, double value) {
      set(before, i, value);
      set(after, k, value);
    };
    for (std::size_t i = 1; i < n_; ++i) {
      const std::uint32_t parent = places_.parent_of(i), last = places_.parent_of(i - 1);
      const bool near = places_.holder[i - 1] == parent || places_.holder[i] == last || places_.above(parent) == places_.above(last);
      set_both(f_prev_sibling, f_next_sibling, i, i - 1, parent == last ? 2 : near ? 1 : 0);
      set_both(f_prev_same, f_next_same, i, i - 1, places_.shape[i] == places_.shape[i - 1]);
      if (i > 1) set_both(f_prev2_sibling, f_next2_sibling, i, i - 2, parent == places_.parent_of(i - 2));
    }
  }
  void write_surroundings() {
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
      gap = core_[i] != 0 ? 0 : std::min(200.0, gap + 1);
    }
    gap = 200;
    for (std::size_t i = n_; i-- > 0;) {
      set(f_gap_after, i, gap);
      gap = core_[i] != 0 ? 0 : std::min(200.0, gap + 1);
    }
  }

  const HtmlTree& tree_;
  const Blocks& all_;
  const std::vector<Block>& blocks_;
  const BlockPlaces& places_;
  const Labels& labels_;
  const PageContext& context_;
  const std::size_t n_;
  FeatureTable out_;
  std::vector<char> good_, ends_, core_;
  std::vector<Group> holders_, shapes_;
  std::vector<std::uint32_t> shape_parents_, parent_blocks_, place_;
  // Numbers of holders; 0, the root, where there is none.
  std::uint32_t top_ = 0, core_parent_ = 0;
  std::vector<bool> in_top_;
  std::string_view core_class_;
  std::uint32_t core_depth_ = 0, core_shape_ = 0;
  std::size_t core_first_ = 0, core_last_ = 0;
};

}  // namespace

std::span<const std::string_view> html_feature_names() {
  static const std::vector<std::string_view> names(built_names().begin(), built_names().end());
  return names;
}

FeatureTable html_features(const HtmlTree& tree, const Blocks& blocks, const BlockPlaces& places, const Labels& labels,
                           const PageContext& context) {
  return FeatureWriter(tree, blocks, places, labels, context).run();
}

}  // namespace readout
