// What class names and short lines hint at: data/article/classes.tsv and labels.tsv, compiled.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash_map.h"
#include "base/listed_words.h"
#include "base/text_file.h"
#include "readout/result.h"

namespace readout {

// Bits of what the class, id and role names of an element say.
enum class Hint : std::uint32_t {
  body = 1u << 0,
  article = 1u << 1,
  lead = 1u << 2,
  title = 1u << 3,
  byline = 1u << 4,
  bio = 1u << 5,
  date = 1u << 6,
  caption = 1u << 7,
  gallery = 1u << 8,
  video = 1u << 9,
  comments = 1u << 10,
  related = 1u << 11,
  popular = 1u << 12,
  share = 1u << 13,
  embed = 1u << 14,
  nav = 1u << 15,
  header = 1u << 16,
  footer = 1u << 17,
  sidebar = 1u << 18,
  ad = 1u << 19,
  newsletter = 1u << 20,
  paywall = 1u << 21,
  cookie = 1u << 22,
  tags = 1u << 23,
  tools = 1u << 24,
  quote = 1u << 25,
  factbox = 1u << 26,
  hidden = 1u << 27,
  list = 1u << 28,
  content = 1u << 29,
  unseen = 1u << 30,  // for screen readers only
};
using Hints = std::uint32_t;
constexpr int kNHints = 31;
constexpr bool has(Hints hints, Hint hint) { return (hints & static_cast<Hints>(hint)) != 0; }
std::string_view hint_name(int bit);

class ClassHints {
 public:
  static Result<ClassHints> compile(const TextFile& file);
  // Of the value of a class, id, role or data attribute: cut into names at blanks, names into words.
  Hints read(std::string_view value) const;

 private:
  HashMap<Hints> words_;  // by hash of a word or of a pair
};

enum class Label : unsigned char {
  none,
  related,
  more,
  comments,
  newsletter,
  share,
  popular,
  ad,
  tags,
  bio,
  credit,
  legal,
  nav,
  paywall,
  byline,
  date,
  listen,
  gallery,
  error,
  n_labels
};
std::string_view name(Label label);

class Labels {
 public:
  static Result<Labels> compile(const TextFile& file);
  // What a line is labelled as; `exact` says whether the whole line is the label. Only its first 80 bytes are looked at (160 where
  // letters take more than one).
  Label find(std::string_view line, bool& exact) const;

 private:
  struct Prefix {
    Label label = Label::none;
    bool short_lines = false;  // `head`
  };
  Label find_prefix(std::string_view key, bool short_line) const;
  bool may_label(std::string_view line) const;
  void add_path(std::string_view key);

  ListedWords<Label> exact_;
  HashMap<Prefix> prefixes_;       // by hash of the prefix
  std::vector<bool> prefix_ends_;  // lengths in bytes at which a prefix ends
  std::vector<bool> paths_;        // by hash of every beginning of a label: most lines leave them after a few bytes
  std::vector<bool> ends_;         // by hash of every label, and of those that end with a colon without it
};

}  // namespace readout
