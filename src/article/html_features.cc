#include "article/html_features.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/hash.h"
#include "base/utf8.h"

namespace readout {
namespace {

enum Family : std::size_t {
  f_bias,
  f_tag,
  f_words,
  f_links,
  f_ending,
  f_start,
  f_case,
  f_capitals,
  f_label,
  f_near,
  f_far,
  f_inside,
  f_top,
  f_top_words,
  f_place,
  f_title,
  f_repeat,
  f_linked,
  f_description,
  f_dated,
  f_author,
  f_next,
  f_prev,
  f_after_label,
  f_siblings,
  f_core,
  f_bold,
  f_address,
  f_commas,
  f_parent_links,
  f_top_tag,
  f_label_words,
  f_depth,
  f_parent,
  f_ending_words,
  f_core_words,
  f_bad_words,
  f_next_words,
  f_core_tag,
  f_parent_words,
  f_topic,
  f_topic_words,
  f_place_words,
  f_tag_words,
  f_core_links,
  f_shape,
  f_title_far,
  f_n_families
};
constexpr std::array<std::string_view, f_n_families> kFamilies = {
    "bias",     "tag",         "words",        "links",      "ending",     "start",        "case",     "capitals",
    "label",    "near",        "far",          "inside",     "top",        "top-words",    "place",    "title",
    "repeat",   "linked",      "description",  "dated",      "author",     "next",         "prev",     "after-label",
    "siblings", "core",        "bold",         "address",    "commas",     "parent-links", "top-tag",  "label-words",
    "depth",    "parent",      "ending-words", "core-words", "bad-words",  "next-words",   "core-tag", "parent-words",
    "topic",    "topic-words", "place-words",  "tag-words",  "core-links", "shape",        "title-far"};

std::size_t tag_bin(Tag tag) {
  switch (tag) {
    case Tag::p: return 1;
    case Tag::li: return 2;
    case Tag::h1: return 3;
    case Tag::h2: return 4;
    case Tag::h3: return 5;
    case Tag::h4:
    case Tag::h5:
    case Tag::h6: return 6;
    case Tag::div: return 7;
    case Tag::td:
    case Tag::th:
    case Tag::tr: return 8;
    case Tag::blockquote: return 9;
    case Tag::figcaption:
    case Tag::caption:
    case Tag::figure: return 10;
    case Tag::pre: return 11;
    case Tag::dt:
    case Tag::dd: return 12;
    case Tag::section:
    case Tag::article:
    case Tag::main: return 13;
    case Tag::button: return 14;
    default: return 0;
  }
}
std::size_t words_bin(std::uint32_t words) {
  constexpr std::uint32_t kEdges[] = {1, 3, 6, 10, 15, 25, 40, 80};
  return static_cast<std::size_t>(std::upper_bound(std::begin(kEdges), std::end(kEdges), words) - std::begin(kEdges));
}
std::size_t coarse_words(std::uint32_t words) { return words < 4 ? 0 : words < 10 ? 1 : words < 20 ? 2 : words < 40 ? 3 : 4; }
double link_ratio(const Block& block) { return block.text.empty() ? 0 : static_cast<double>(block.link_bytes) / block.text.size(); }
std::size_t ratio_bin(double ratio) {
  return ratio <= 0 ? 0 : ratio < 0.1 ? 1 : ratio < 0.25 ? 2 : ratio < 0.5 ? 3 : ratio < 0.8 ? 4 : ratio < 0.97 ? 5 : 6;
}

constexpr Hints kBad = static_cast<Hints>(Hint::comments) | static_cast<Hints>(Hint::related) | static_cast<Hints>(Hint::popular) |
                       static_cast<Hints>(Hint::share) | static_cast<Hints>(Hint::nav) | static_cast<Hints>(Hint::footer) |
                       static_cast<Hints>(Hint::sidebar) | static_cast<Hints>(Hint::ad) | static_cast<Hints>(Hint::newsletter) |
                       static_cast<Hints>(Hint::cookie) | static_cast<Hints>(Hint::hidden) | static_cast<Hints>(Hint::bio);
constexpr std::uint32_t kBadInside = static_cast<std::uint32_t>(Inside::nav) | static_cast<std::uint32_t>(Inside::footer) |
                                     static_cast<std::uint32_t>(Inside::aside) | static_cast<std::uint32_t>(Inside::hidden) |
                                     static_cast<std::uint32_t>(Inside::form) | static_cast<std::uint32_t>(Inside::button);
bool bad(const Block& block) { return ((block.near_hints | block.far_hints) & kBad) != 0 || (block.inside & kBadInside) != 0; }

bool good(const Block& block) {
  return block.words >= 10 && link_ratio(block) < 0.4 && !has(block.inside, Inside::heading) && !has(block.inside, Inside::figcaption);
}

// The element that holds the weight of running text, as readability finds it: each good block gives its words to its parent,
// half to the parent's parent, and so on.
NodeId find_top(const HtmlTree& tree, const Blocks& blocks) {
  std::unordered_map<NodeId, double> weights;
  for (const Block& block : blocks.blocks) {
    if (!good(block)) continue;
    double share = std::min<double>(block.words, 80) * (block.tag == Tag::p ? 1.2 : 1.0) * (bad(block) ? 0.15 : 1.0) *
                   (has(block.near_hints | block.far_hints, Hint::body) ? 1.15 : 1.0) * (has(block.inside, Inside::item_body) ? 1.5 : 1.0);
    NodeId at =
        block.tag == Tag::div || block.tag == Tag::section || block.tag == Tag::article || block.tag == Tag::td || block.tag == Tag::body
            ? block.node
            : tree[block.node].parent;
    for (int level = 0; level < 5 && at != kNoNode && at != HtmlTree::root(); ++level) {
      weights[at] += share;
      share *= level == 0 ? 0.7 : 0.6;
      at = tree[at].parent;
    }
  }
  NodeId top = kNoNode;
  double best = 0;
  for (const auto& [node, weight] : weights)
    if (weight > best || (weight == best && node < top)) best = weight, top = node;
  return top;
}

bool starts_with_key(const std::string& key, const std::string& description) {
  const std::size_t n = std::min<std::size_t>(40, std::min(key.size(), description.size()));
  return key.compare(0, n, description, 0, n) == 0;
}

bool has_address(std::string_view text) {
  return text.find("http") != text.npos || text.find("www.") != text.npos || text.find(".com") != text.npos;
}

}  // namespace

std::span<const std::string_view> html_families() { return kFamilies; }

std::size_t ending_of(std::string_view text) {
  bool quoted = false;
  while (!text.empty()) {
    const Rune last = rune_before(text, text.size());
    switch (last.value) {
      case '"':
      case '\'':
      case 0x201D:
      case 0x2019:
      case 0xBB:
      case 0x201C:
      case 0x300D:
      case ')':
      case ']':
        quoted = true;
        text.remove_suffix(last.size);
        continue;
      case '.':
      case '!':
      case 0x3002:
      case 0xFF01:
      case 0x0964:
      case 0x06D4: return quoted ? 1 : 0;
      case '?':
      case 0xFF1F:
      case 0x061F: return 2;
      case ':':
      case 0xFF1A: return 3;
      case 0x2026: return 4;
      case ',':
      case ';':
      case 0x3001: return 5;
      default: return quoted ? 6 : is_digit(last.value) ? 7 : is_letter(last.value) ? 8 : 9;
    }
  }
  return 9;
}
std::size_t start_of(std::string_view text) {
  const Rune first = rune_at(text, 0);
  if (is_lower(first.value)) return 0;
  if (is_upper(first.value)) return 1;
  if (is_digit(first.value)) return 2;
  if (is_letter(first.value)) return 3;
  switch (first.value) {
    case '"':
    case 0x201C:
    case 0xAB:
    case 0x2018:
    case 0x201E:
    case '\'': return 4;
    case '-':
    case 0x2013:
    case 0x2014:
    case 0x2022:
    case '*':
    case 0xB7: return 5;
    case '(':
    case '[': return 6;
    case '@':
    case '#': return 7;
    case 0xA9: return 8;
    case '>':
    case 0x25B6:
    case 0x25BA:
    case 0x2192:
    case 0xBB: return 9;
    default: return 10;
  }
}

std::vector<std::uint64_t> topic_words(std::string_view text) {
  std::vector<std::uint64_t> out;
  constexpr std::uint64_t kStart = 0xcbf29ce484222325ULL, kPrime = 0x100000001b3ULL;
  std::uint64_t word = kStart;
  std::size_t letters = 0;
  const auto close = [&] {
    if (letters >= 4) out.push_back(word);
    word = kStart;
    letters = 0;
  };
  for (std::size_t at = 0; at < text.size();) {
    const unsigned char c = static_cast<unsigned char>(text[at]);
    if (c < 0x80) {
      ++at;
      if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') {
        word = (word ^ (c | 0x20u)) * kPrime;
        ++letters;
      } else {
        close();
      }
      continue;
    }
    const Rune rune = rune_at(text, at);
    if (is_letter(rune.value)) {
      word = (word ^ rune.value) * kPrime;
      letters += rune.value >= 0x2E80 ? 4 : 1;
      if (rune.value >= 0x2E80) close();
    } else {
      close();
    }
    at += std::max<std::uint32_t>(rune.size, 1);
  }
  close();
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<LineFeatures> html_features(const HtmlTree& tree, const Blocks& blocks, const Labels& labels, const PageContext& context) {
  const std::size_t n = blocks.blocks.size();
  std::vector<LineFeatures> out(n);
  const NodeId top = find_top(tree, blocks);
  const NodeId top_end = top == kNoNode ? 0 : tree.after(top);
  const auto in_top = [&](const Block& block) { return top != kNoNode && block.node >= top && block.node < top_end; };

  // The core: good blocks inside top; where it begins and ends, how deep it lies, which parent most of it has.
  std::size_t core_first = n, core_last = 0;
  std::unordered_map<NodeId, std::uint32_t> parent_words, parent_good, parent_bytes, parent_links;
  std::unordered_map<std::uint32_t, std::uint32_t> depth_words;
  const auto parent_of = [&](const Block& block) {
    return tree[block.node].parent == kNoNode ? HtmlTree::root() : tree[block.node].parent;
  };
  for (std::size_t i = 0; i < n; ++i) {
    const Block& block = blocks.blocks[i];
    const NodeId parent = parent_of(block);
    parent_bytes[parent] += block.text.size();
    parent_links[parent] += block.link_bytes;
    if (!good(block)) continue;
    ++parent_good[parent];
    if (!in_top(block) || bad(block)) continue;
    core_first = std::min(core_first, i);
    core_last = i;
    parent_words[parent] += block.words;
    depth_words[tree[block.node].depth] += block.words;
  }
  // The title that stands nearest before the core: teasers elsewhere may say the same.
  NodeId core_parent = kNoNode;
  std::uint32_t most = 0, core_depth = 0, deepest = 0;
  for (const auto& [node, words] : parent_words)
    if (words > most || (words == most && node < core_parent)) most = words, core_parent = node;
  for (const auto& [depth, words] : depth_words)
    if (words > deepest || (words == deepest && depth < core_depth)) deepest = words, core_depth = depth;
  const std::string_view core_class = core_parent == kNoNode ? std::string_view() : tree.attribute(core_parent, "class");

  // What the core speaks of.
  std::unordered_map<std::uint64_t, std::uint32_t> vocabulary;
  std::vector<std::vector<std::uint64_t>> topics(n);
  for (std::size_t i = 0; i < n; ++i) {
    const Block& block = blocks.blocks[i];
    if (block.words < 5) continue;
    topics[i] = topic_words(slice(blocks.text, block.text).substr(0, 1200));
    if (good(block) && !bad(block) && in_top(block))
      for (const auto word : topics[i]) ++vocabulary[word];
  }
  std::unordered_map<std::uint64_t, std::uint32_t> counts, seen;
  std::vector<std::uint64_t> hashes(n);
  for (std::size_t i = 0; i < n; ++i) {
    hashes[i] = hash64(slice(blocks.text, blocks.blocks[i].text));
    ++counts[hashes[i]];
  }
  const std::string linked = text_key(context.linked_body.substr(0, 200'000));
  const std::string description = text_key(context.description);
  const auto coarse = [&](std::size_t i) -> std::size_t {
    const Block& block = blocks.blocks[i];
    return coarse_words(block.words) * 4 + (link_ratio(block) > 0.5 ? 2u : 0u) + (in_top(block) ? 1u : 0u);
  };

  Label last_label = Label::none;
  std::size_t last_label_at = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const Block& block = blocks.blocks[i];
    const std::string_view text = slice(blocks.text, block.text);
    LineFeatures& f = out[i];
    f.active.reserve(56);
    const double links = link_ratio(block);
    const std::size_t words = words_bin(block.words), coarse_w = coarse_words(block.words), tag = tag_bin(block.tag);
    const std::size_t linked_bin = ratio_bin(links);
    const bool linky = links > 0.5;
    f.add(f_bias, 0);
    f.add(f_tag, tag);
    f.add(f_words, words);
    f.add(f_links, linked_bin);
    const std::size_t ending = ending_of(text);
    f.add(f_ending, ending);
    f.add(f_ending_words, (ending <= 2 ? 0u : ending == 3 ? 1u : ending == 4 ? 2u : 3u) * 10 + words);
    f.add(f_start, start_of(text));
    if (block.words >= 3) {
      const double ratio = static_cast<double>(block.words_upper) / block.words;
      f.add(f_case, ratio < 0.15 ? 0 : ratio < 0.3 ? 1 : ratio < 0.5 ? 2 : ratio < 0.75 ? 3 : 4);
    }
    if (block.letters > 3 && block.letters_upper == block.letters) f.add(f_capitals, coarse_w);
    bool exact = false;
    const Label label = block.words <= 40 ? labels.find(text, exact) : Label::none;
    if (label != Label::none) {
      f.add(f_label, static_cast<std::size_t>(label) * 2 + exact);
      f.add(f_label_words, (label == Label::related || label == Label::more ? 0u
                            : label == Label::newsletter                    ? 1u
                            : label == Label::credit                        ? 2u
                            : label == Label::legal                         ? 3u
                                                                            : 4u) *
                                   5 +
                               coarse_w);
    }
    for (int b = 0; b < kNHints; ++b) {
      if (block.near_hints >> b & 1u) f.add(f_near, static_cast<std::size_t>(b));
      if (block.far_hints >> b & 1u) f.add(f_far, static_cast<std::size_t>(b));
    }
    for (int b = 0; b < kNInside; ++b)
      if (block.inside >> b & 1u) f.add(f_inside, static_cast<std::size_t>(b));
    if (bad(block)) f.add(f_bad_words, coarse_w * 2 + linky);

    const bool inside_top = in_top(block);
    const NodeId parent = parent_of(block);
    std::size_t relation = 0;
    if (inside_top) {
      const std::uint32_t down = tree[block.node].depth - tree[top].depth;
      relation = down == 0 ? 4 : down == 1 ? 1 : down == 2 ? 2 : down <= 4 ? 3 : 5;
    }
    f.add(f_top, relation);
    f.add(f_top_words, relation * 10 + coarse_w * 2 + linky);
    f.add(f_top_tag, (inside_top ? 16u : 0u) + tag);
    const std::size_t core = core_first == n ? 0 : i < core_first ? 1 : i > core_last ? 3 : 2;
    f.add(f_core, core);
    f.add(f_core_words, (core * 2 + inside_top) * 5 + coarse_w);
    f.add(f_core_tag, core * 16 + tag);
    const auto depth = static_cast<int>(tree[block.node].depth) - static_cast<int>(core_depth);
    f.add(f_depth, core_first == n ? 9u : static_cast<std::size_t>(std::clamp(depth, -4, 4) + 4));
    const std::size_t same = parent == core_parent ? 2 : !core_class.empty() && tree.attribute(parent, "class") == core_class ? 1 : 0;
    f.add(f_parent, same);
    f.add(f_parent_words, (same * 2 + linky) * 5 + coarse_w);
    const auto parent_size = parent_bytes[parent];
    f.add(f_parent_links, ratio_bin(parent_size == 0 ? 0 : static_cast<double>(parent_links[parent]) / parent_size));
    const auto siblings = parent_good[parent];
    f.add(f_siblings, siblings == 0 ? 0 : siblings == 1 ? 1 : siblings <= 3 ? 2 : 3);

    if (context.title_block >= n) {
      f.add(f_place, 0);
    } else if (i < context.title_block) {
      f.add(f_place, 1);
    } else {
      const std::size_t far = i - context.title_block;
      f.add(f_place, far == 0 ? 2 : far <= 3 ? 2 + far : far <= 6 ? 6 : far <= 12 ? 7 : far <= 30 ? 8 : 9);
    }
    f.add(f_place_words, (context.title_block >= n        ? 0u
                          : i < context.title_block       ? 1u
                          : i - context.title_block <= 3  ? 2u
                          : i - context.title_block <= 12 ? 3u
                                                          : 4u) *
                                 10 +
                             coarse_w * 2 + linky);
    const std::string key = block.words <= 60 ? text_key(text) : std::string();
    if (block.words <= 40 && std::find(context.titles.begin(), context.titles.end(), key) != context.titles.end()) f.add(f_title, 0);
    if (block.words <= 40 && !key.empty() && key.size() >= 6) {
      const bool part = std::any_of(context.titles.begin(), context.titles.end(), [&](const std::string& title) {
        return title.size() >= 20 && key.size() > title.size() && key.find(title) != key.npos;
      });
      if (part) f.add(f_title, 1);
    }
    if (counts[hashes[i]] > 1) f.add(f_repeat, (seen[hashes[i]]++ > 0 ? 1u : 0u) * 5 + coarse_w);
    if (linked.size() > 200) {
      const std::string own = key.empty() ? text_key(text.substr(0, 400)) : key;
      const std::string probe = own.size() > 60 ? own.substr(own.size() / 2 - 25, 50) : own;
      const bool found = probe.size() >= 8 && linked.find(probe) != linked.npos;
      f.add(f_linked, (found ? 1u : 2u) * 5 + coarse_w);
    } else {
      f.add(f_linked, 0);
    }
    if (!key.empty() && description.size() > 30 && key.size() > 30) {
      if (key == description)
        f.add(f_description, 1);
      else if (starts_with_key(key, description))
        f.add(f_description, 2);
    }
    if (!topics[i].empty() && !vocabulary.empty()) {
      const std::uint32_t own = good(block) && !bad(block) && inside_top ? 1 : 0;
      std::size_t shared = 0;
      for (const auto word : topics[i]) {
        const auto it = vocabulary.find(word);
        shared += it != vocabulary.end() && it->second > own;
      }
      const double ratio = static_cast<double>(shared) / static_cast<double>(topics[i].size());
      const std::size_t bin = ratio < 0.05 ? 0 : ratio < 0.15 ? 1 : ratio < 0.3 ? 2 : ratio < 0.5 ? 3 : ratio < 0.75 ? 4 : 5;
      f.add(f_topic, bin + (inside_top ? 6u : 0u));
      f.add(f_topic_words, bin * 10 + coarse_w * 2 + linky);
    }
    f.add(f_tag_words, tag * 4 + std::min<std::size_t>(coarse_w, 3));
    f.add(f_core_links, core * 7 + linked_bin);
    f.add(f_shape, (ending <= 2   ? 0u
                    : ending == 3 ? 1u
                                  : 2u) *
                           20 +
                       (start_of(text) == 0   ? 0u
                        : start_of(text) == 1 ? 1u
                        : start_of(text) == 4 ? 2u
                                              : 3u) *
                           5 +
                       coarse_w);
    if (context.title_block < n && core_first < n) {
      const bool between = i > context.title_block && i < core_first;
      f.add(f_title_far, (between ? 1u : i <= context.title_block ? 0u : i > core_last ? 3u : 2u) * 5 + coarse_w);
    }
    const bool digits = std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (block.words <= 12 && digits) f.add(f_dated, coarse_w + (has(block.near_hints, Hint::date) ? 5u : 0u));
    if (block.words <= 40) {
      for (const auto& author : context.authors)
        if (author.size() > 4 && text.find(author) != text.npos) {
          f.add(f_author, coarse_w);
          break;
        }
    }
    f.add(f_next, i + 1 < n ? coarse(i + 1) : 63);
    f.add(f_prev, i > 0 ? coarse(i - 1) : 63);
    f.add(f_next_words, coarse_w * 10 + (i + 1 < n ? (coarse(i + 1) / 2) : 9));
    if (last_label != Label::none && (context.title_block >= n || i > context.title_block)) {
      const std::size_t far = i - last_label_at;
      f.add(f_after_label, static_cast<std::size_t>(last_label) * 3 + (far <= 2 ? 0u : far <= 10 ? 1u : 2u));
    }
    if (label != Label::none && exact && label != Label::share && label != Label::nav && label != Label::ad)
      last_label = label, last_label_at = i;
    if (block.text.size() > 0 && block.bold_bytes * 10 >= block.text.size() * 9) f.add(f_bold, coarse_w);
    if (has_address(text) || text.find('@') != text.npos) f.add(f_address, coarse_w);
    const auto commas = static_cast<std::size_t>(std::count(text.begin(), text.end(), ','));
    f.add(f_commas, std::min<std::size_t>(commas, 4));

    if (i > 0) {
      const Block& before = blocks.blocks[i - 1];
      const NodeId before_parent = parent_of(before);
      f.link = before_parent == parent                                                                                     ? 0
               : tree[before_parent].parent == tree[parent].parent || before_parent == block.node || parent == before.node ? 1
                                                                                                                           : 2;
    }
  }
  return out;
}

}  // namespace readout
