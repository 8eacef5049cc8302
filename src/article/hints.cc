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
    if (const Hints* hints = words_.find(key)) found |= *hints;
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

constexpr std::size_t kAsciiBytes = 80, kOtherBytes = 160;

bool is_edge(char32_t c) { return !is_letter(c) && !is_digit(c) && c != '(' && c != ')' && c != '[' && c != 0xA9; }

// Folded, without marks at the ends (arrows, colons, bars, bullets).
std::string label_key(std::string_view line) {
  std::string key = replace_all(fold(line), "\xE2\x80\x99", "'");
  std::size_t begin = 0, end = key.size();
  while (begin < end) {
    const Rune first = rune_at(key, begin);
    if (!is_edge(first.value)) break;
    begin += std::max<std::uint32_t>(first.size, 1);
  }
  while (end > begin) {
    const Rune last = rune_before(std::string_view(key).substr(0, end), end);
    if (!is_edge(last.value)) break;
    end -= std::max<std::uint32_t>(last.size, 1);
  }
  key.resize(end);
  key.erase(0, begin);
  return key;
}

bool digit(char c) { return c >= '0' && c <= '9'; }

// "comments (12)" and "12 comments" are comments.
std::string_view without_count(std::string_view key) {
  std::string_view rest = key;
  if (!rest.empty() && rest.back() == ')') {
    rest.remove_suffix(1);
    while (!rest.empty() && digit(rest.back())) rest.remove_suffix(1);
    if (rest.empty() || rest.back() != '(') return key;
    rest.remove_suffix(1);
  } else {
    while (!rest.empty() && digit(rest.front())) rest.remove_prefix(1);
  }
  return trim(rest);
}

// Eight words at most, and not the end of a sentence.
bool is_short(std::string_view line) {
  if (line.size() > kOtherBytes || std::count(line.begin(), line.end(), ' ') > 7) return false;
  const char32_t last = line.empty() ? U' ' : rune_before(line, line.size()).value;
  return last != '.' && last != '!' && last != '?' && last != 0x3002 && last != 0xFF01 && last != 0xFF1F && last != 0x0964 &&
         last != 0x06D4 && last != 0x061F;
}

// Whether a label that ends before `at` ends with a word. Scripts without blanks show no ends of words.
bool at_word_end(std::string_view key, std::size_t at) {
  if (at >= key.size()) return true;
  const char32_t before = rune_before(key, at).value, after = rune_at(key, at).value;
  if (!is_letter(before) || !is_letter(after)) return true;
  const bool blankless = before >= 0x2E80 || (before >= 0x0E00 && before < 0x1100) || (before >= 0x1780 && before < 0x1800);
  return blankless && !(before >= 0xAC00 && before < 0xD7B0);
}

// 64 KB of bits: some 100,000 beginnings of labels fill a fifth.
constexpr std::size_t kPaths = std::size_t{1} << 19;
std::size_t path_of(std::uint64_t hash) { return static_cast<std::size_t>((hash ^ hash >> 32) & (kPaths - 1)); }

}  // namespace

void Labels::add_path(std::string_view key) {
  std::uint64_t hash = kSeed;
  for (std::size_t size = 1; size <= key.size(); ++size) {
    paths_[path_of(hash = step(hash, key[size - 1]))] = true;
    if (const std::string_view rest = key.substr(size); rest.empty() || rest == ":") ends_[path_of(hash)] = true;
  }
}

Result<Labels> Labels::compile(const TextFile& file) {
  Labels labels;
  labels.paths_.resize(kPaths);
  labels.ends_.resize(kPaths);
  for (const Line& line : data_lines(file.text)) {
    const auto fields = split(line.text, '\t');
    if (fields.size() != 3 || (fields[1] != "exact" && fields[1] != "prefix" && fields[1] != "head"))
      return bad(file, line, "a line is KIND <tab> exact, head or prefix <tab> words");
    const auto it = std::find(kLabelNames.begin() + 1, kLabelNames.end(), fields[0]);
    if (it == kLabelNames.end()) return bad(file, line, "unknown kind '" + std::string(fields[0]) + "'");
    const auto label = static_cast<Label>(it - kLabelNames.begin());
    if (fields[1] == "exact") {
      const std::string key = label_key(fields[2]);
      labels.add_path(key);
      if (labels.exact_.find(key) == nullptr) labels.exact_[key] = label;
    } else {
      const std::string key = replace_all(fold(fields[2]), "\xE2\x80\x99", "'");
      if (key.empty()) return bad(file, line, "no words");
      if (labels.prefix_ends_.size() <= key.size()) labels.prefix_ends_.resize(key.size() + 1);
      labels.prefix_ends_[key.size()] = true;
      labels.add_path(key);
      std::uint64_t hash = kSeed;
      for (const char c : key) hash = step(hash, c);
      if (!labels.prefixes_.contains(hash)) labels.prefixes_[hash] = {label, fields[1] == "head"};
    }
  }
  return labels;
}

// Whether a trimmed line may have a label: false where its folded letters leave every path before a label ends. Lines that must be
// folded to be told, and those that begin with a count, may.
bool Labels::may_label(std::string_view line) const {
  std::size_t at = 0;
  while (at < line.size() && static_cast<unsigned char>(line[at]) < 0x80 && is_edge(static_cast<char32_t>(line[at]))) ++at;
  if (at == line.size()) return false;
  if (digit(line[at])) return true;
  std::uint64_t hash = kSeed;
  for (; at < line.size(); ++at) {
    const char c = line[at];
    if (static_cast<unsigned char>(c) >= 0x80) return true;
    hash = step(hash, c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
    const std::size_t path = path_of(hash);
    if (!paths_[path]) return false;
    if (ends_[path]) return true;
  }
  return false;
}

Label Labels::find(std::string_view line, bool& exact) const {
  exact = false;
  line = trim(line);
  if (!may_label(line)) return Label::none;
  const std::string_view head = line.substr(0, kAsciiBytes);
  const bool ascii = std::all_of(head.begin(), head.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  const std::size_t limit = ascii ? kAsciiBytes : kOtherBytes;
  std::size_t cut = std::min(line.size(), limit);
  while (cut > 0 && cut < line.size() && (static_cast<unsigned char>(line[cut]) & 0xC0) == 0x80) --cut;
  const std::string key = label_key(line.substr(0, cut));
  const std::string_view counted = without_count(key);
  if (line.size() <= limit) {
    for (const std::string_view one : {std::string_view(key), counted}) {
      if (const Label* label = exact_.find(one)) {
        exact = true;
        return *label;
      }
      if (counted.size() == key.size()) break;
    }
  }
  const bool short_line = is_short(line);
  const Label found = find_prefix(key, short_line);
  return found == Label::none && counted.size() != key.size() && !counted.empty() ? find_prefix(counted, short_line) : found;
}

// All prefixes in one walk, as long as what was read is the beginning of one: its hash is looked up where a prefix may end. The
// longest one counts.
Label Labels::find_prefix(std::string_view key, bool short_line) const {
  Label found = Label::none;
  std::uint64_t hash = kSeed;
  const std::size_t last = std::min(key.size() + 1, prefix_ends_.size());
  const auto look = [&](std::uint64_t at) {
    const Prefix* prefix = prefixes_.find(at);
    if (prefix == nullptr || (prefix->short_lines && !short_line)) return;
    found = prefix->label;
  };
  for (std::size_t size = 1; size < last; ++size) {
    hash = step(hash, key[size - 1]);
    if (!paths_[path_of(hash)]) break;
    // A key that lost its colon at the end still answers to a prefix with one.
    if (size == key.size() && size + 1 < prefix_ends_.size() && prefix_ends_[size + 1]) look(step(hash, ':'));
    if (prefix_ends_[size] && at_word_end(key, size)) look(hash);
  }
  return found;
}

}  // namespace readout
