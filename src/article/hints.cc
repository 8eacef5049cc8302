#include "article/hints.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "base/utf8.h"

namespace readout {
namespace {

constexpr std::array<std::string_view, kNHints> kHintNames = {
    "body",    "article", "lead",  "title", "byline",  "bio",    "date",   "caption", "gallery", "video",      "comments",
    "related", "popular", "share", "embed", "nav",     "header", "footer", "sidebar", "ad",      "newsletter", "paywall",
    "cookie",  "tags",    "tools", "quote", "factbox", "hidden", "list",   "content", "unseen"};
constexpr std::array<std::string_view, static_cast<std::size_t>(Label::n_labels)> kLabelNames = {
    "none",   "related", "more", "comments", "newsletter", "share", "popular", "ad",      "tags", "bio",
    "credit", "legal",   "nav",  "paywall",  "byline",     "date",  "listen",  "gallery", "error"};

constexpr std::uint64_t kSeed = 0xcbf29ce484222325ULL;
constexpr std::uint64_t step(std::uint64_t h, char c) { return (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL; }
constexpr std::uint64_t pair_of(std::uint64_t a, std::uint64_t b) { return a * 0x9E3779B97F4A7C15ULL ^ b; }
std::uint64_t hash_word(std::string_view word) {
  std::uint64_t h = kSeed;
  for (char c : word) h = step(h, c);
  return h;
}
Error bad(const TextFile& file, const Line& line, std::string message) {
  return Error{Error::Code::bad_data, std::move(message), file.name + ":" + std::to_string(line.number)};
}
}  // namespace

std::string_view hint_name(int bit) { return kHintNames[static_cast<std::size_t>(bit)]; }
std::string_view name(Label label) { return kLabelNames[static_cast<std::size_t>(label)]; }

Result<ClassHints> ClassHints::compile(const TextFile& file) {
  ClassHints hints;
  for (const Line& line : data_lines(file.text)) {
    const auto fields = split(line.text, '\t');
    if (fields.size() != 2) return bad(file, line, "a line is HINT <tab> one or two words");
    const auto it = std::find(kHintNames.begin(), kHintNames.end(), fields[0]);
    if (it == kHintNames.end()) return bad(file, line, "unknown hint '" + std::string(fields[0]) + "'");
    const auto words = split(fields[1], ' ');
    if (words.empty() || words.size() > 2) return bad(file, line, "one or two words, not " + std::to_string(words.size()));
    const std::uint64_t key = words.size() == 1 ? hash_word(words[0]) : pair_of(hash_word(words[0]), hash_word(words[1]));
    hints.words_[key] |= 1u << (it - kHintNames.begin());
  }
  return hints;
}

Hints ClassHints::read(std::string_view value) const {
  Hints found = 0;
  std::uint64_t word = kSeed, before = 0;
  bool in_word = false, was_lower = false;
  const auto look = [&](std::uint64_t key) {
    if (const auto it = words_.find(key); it != words_.end()) found |= it->second;
  };
  const auto close = [&] {
    if (!in_word) return;
    look(word);
    if (before != 0) look(pair_of(before, word));
    before = word;
    word = kSeed;
    in_word = was_lower = false;
  };
  for (const char c : value.substr(0, 400)) {
    const bool upper = c >= 'A' && c <= 'Z', low = c >= 'a' && c <= 'z';
    if (upper && was_lower) close();
    if (upper || low || static_cast<unsigned char>(c) >= 0x80) {
      word = step(word, upper ? static_cast<char>(c + 32) : c);
      in_word = true;
      was_lower = low;
    } else {
      close();
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r') before = 0;
    }
  }
  close();
  return found;
}

namespace {
std::string label_key(std::string_view line) {
  std::string key = fold(trim(line));
  const auto edge = [](char c) { return c == ' ' || c == ':' || c == '-' || c == '>' || c == '*' || c == '|' || c == '.' || c == '+'; };
  while (!key.empty() && edge(key.back())) key.pop_back();
  std::size_t begin = 0;
  while (begin < key.size() && edge(key[begin])) ++begin;
  return replace_all(key.substr(begin), "\xE2\x80\x99", "'");
}
}  // namespace

namespace {
// Of a key of two bytes or more.
std::size_t head_of(std::string_view key) {
  return static_cast<std::size_t>(static_cast<unsigned char>(key[0])) << 8 | static_cast<unsigned char>(key[1]);
}
}  // namespace

Result<Labels> Labels::compile(const TextFile& file) {
  Labels labels;
  for (const Line& line : data_lines(file.text)) {
    const auto fields = split(line.text, '\t');
    if (fields.size() != 3 || (fields[1] != "exact" && fields[1] != "prefix"))
      return bad(file, line, "a line is KIND <tab> exact or prefix <tab> words");
    const auto it = std::find(kLabelNames.begin() + 1, kLabelNames.end(), fields[0]);
    if (it == kLabelNames.end()) return bad(file, line, "unknown kind '" + std::string(fields[0]) + "'");
    const auto label = static_cast<Label>(it - kLabelNames.begin());
    if (fields[1] == "exact") {
      labels.exact_.emplace(label_key(fields[2]), label);
    } else {
      std::string key = replace_all(fold(fields[2]), "\xE2\x80\x99", "'");
      if (labels.prefix_ends_.size() <= key.size()) labels.prefix_ends_.resize(key.size() + 1);
      labels.prefix_ends_[key.size()] = true;
      for (std::size_t next = 0; next < 256 && key.size() == 1; ++next) labels.heads_.set(head_of(key + static_cast<char>(next)));
      if (key.size() >= 2) labels.heads_.set(head_of(key));
      labels.prefixes_.emplace(hash_word(key), label);
    }
  }
  return labels;
}

Label Labels::find(std::string_view line, bool& exact) const {
  exact = false;
  std::size_t cut = std::min<std::size_t>(line.size(), 80);
  while (cut > 0 && cut < line.size() && (static_cast<unsigned char>(line[cut]) & 0xC0) == 0x80) --cut;
  const std::string key = label_key(line.substr(0, cut));
  if (line.size() <= 80) {
    if (const auto it = exact_.find(key); it != exact_.end()) {
      exact = true;
      return it->second;
    }
  }
  // All prefixes in one walk: the hash of what was read so far is looked up where a prefix may end. The longest one counts.
  Label found = Label::none;
  if (key.size() >= 2 && !heads_.test(head_of(key))) return found;
  std::uint64_t hash = kSeed;
  const std::size_t last = std::min(key.size(), prefix_ends_.size());
  for (std::size_t size = 1; size <= last; ++size) {
    // A key that lost its colon at the end still answers to a prefix with one.
    if (size == key.size() && size + 1 < prefix_ends_.size() && prefix_ends_[size + 1])
      if (const auto it = prefixes_.find(step(step(hash, key[size - 1]), ':')); it != prefixes_.end()) found = it->second;
    hash = step(hash, key[size - 1]);
    if (size >= prefix_ends_.size() || !prefix_ends_[size]) continue;
    const auto it = prefixes_.find(hash);
    if (it == prefixes_.end()) continue;
    // A label that ends with a letter must end at the end of a word.
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; };
    if (letter(key[size - 1]) && size < key.size() && letter(key[size])) continue;
    found = it->second;
  }
  return found;
}

}  // namespace readout
