#include "article/page_words.h"

#include <algorithm>
#include <string>

#include "base/text.h"
#include "base/utf8.h"

namespace readout {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(PageWord::n_kinds)> kKinds = {
    "home", "place", "tag-path", "tag-class", "tag-not", "crumb-class", "wall-class", "wall-line", "tag-junk", "tag-key"};
constexpr std::size_t kMaxValue = 400;  // bytes of a class that are read
constexpr std::size_t kMaxWords = 3;    // of a name in a class

constexpr std::uint64_t kSeed = 0xcbf29ce484222325ULL;
constexpr std::uint64_t step(std::uint64_t hash, char c) { return (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL; }
std::uint64_t hash_key(std::string_view key) {
  std::uint64_t hash = kSeed;
  for (const char c : key) hash = step(hash, c);
  return hash;
}

}  // namespace

Result<PageWords> PageWords::compile(const TextFile& file) {
  PageWords out;
  for (const Line& line : data_lines(file.text)) {
    const auto fields = split(line.text, '\t');
    const auto bad = [&](std::string message) {
      return Error{Error::Code::bad_data, std::move(message), file.name + ":" + std::to_string(line.number)};
    };
    if (fields.size() != 2) return bad("a line is KIND <tab> words");
    const auto it = std::find(kKinds.begin(), kKinds.end(), fields[0]);
    if (it == kKinds.end()) return bad("unknown kind '" + std::string(fields[0]) + "'");
    const std::string key = letter_key(fields[1]);
    if (key.empty()) return bad("no words");
    const auto kind = static_cast<std::size_t>(it - kKinds.begin());
    out.longest_[kind] = std::max(out.longest_[kind], key.size());
    out.kinds_[hash_key(key)] |= 1u << kind;
  }
  return out;
}

bool PageWords::is(PageWord kind, std::string_view text) const {
  return text.size() <= kMaxValue && has(kinds_of(hash_key(letter_key(text))), kind);
}

bool PageWords::begins(PageWord kind, std::string_view line) const {
  const std::size_t longest = longest_[static_cast<std::size_t>(kind)];
  std::size_t cut = std::min(line.size(), 3 * longest + 40);  // marks and blanks take bytes that keys do not have
  while (cut > 0 && cut < line.size() && (static_cast<unsigned char>(line[cut]) & 0xC0) == 0x80) --cut;
  const std::string key = letter_key(line.substr(0, cut));
  std::uint64_t hash = kSeed;
  for (std::size_t size = 1; size <= std::min(longest, key.size()); ++size) {
    hash = step(hash, key[size - 1]);
    if (size >= 4 && has(kinds_of(hash), kind)) return true;
  }
  return false;
}

// Names are cut at their marks and at humps ("Story__tagList" is story, tag, list); the hashes of the runs that begin with this word
// and the two before it are kept open, so that no word is written down.
std::uint32_t PageWords::kinds_named(std::string_view value) const {
  std::array<std::uint64_t, kMaxWords> open{};
  std::size_t n_open = 0;
  std::uint32_t found = 0;
  bool in_word = false, was_lower = false;
  const auto close = [&] {
    for (std::size_t i = 0; in_word && i < n_open; ++i) found |= kinds_of(open[i]);
    in_word = false;
  };
  for (const char c : value.substr(0, kMaxValue)) {
    const bool upper = c >= 'A' && c <= 'Z', lower = c >= 'a' && c <= 'z';
    const bool letter = upper || lower || static_cast<unsigned char>(c) >= 0x80;
    if (!letter || (upper && was_lower)) close();
    was_lower = lower;
    if (c == ' ') n_open = 0;
    if (!letter) continue;
    if (!in_word) {
      std::copy_backward(open.begin(), open.end() - 1, open.end());
      open[0] = kSeed;
      n_open = std::min(n_open + 1, kMaxWords);
      in_word = true;
    }
    for (std::uint64_t& hash : open) hash = step(hash, upper ? static_cast<char>(c + 32) : c);
  }
  close();
  return found;
}

}  // namespace readout
