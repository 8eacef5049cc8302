#include "article/page_words.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.h"
#include "base/utf8.h"

namespace readout {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(PageWord::n_kinds)> kKinds = {
    "home", "place", "tag-path", "tag-class", "tag-not", "crumb-class", "wall-class", "wall-line", "tag-junk", "tag-key"};
constexpr std::size_t kMaxValue = 400;  // bytes of a class that are read
constexpr std::size_t kMaxWords = 3;    // of a name in a class

// Cuts a name at its marks and at humps: "Story__tagList" is story, tag, list.
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words(1);
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool upper = c >= 'A' && c <= 'Z';
    const bool letter = upper || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    const bool hump = upper && i > 0 && name[i - 1] >= 'a' && name[i - 1] <= 'z';
    if ((!letter || hump) && !words.back().empty()) words.emplace_back();
    if (letter) words.back() += upper ? static_cast<char>(c + 32) : c;
  }
  if (words.back().empty()) words.pop_back();
  return words;
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
    std::string key = letter_key(fields[1]);
    if (key.empty()) return bad("no words");
    const auto kind = static_cast<std::size_t>(it - kKinds.begin());
    out.longest_[kind] = std::max(out.longest_[kind], key.size());
    out.words_[kind].insert(std::move(key));
  }
  return out;
}

bool PageWords::is(PageWord kind, std::string_view text) const { return text.size() <= kMaxValue && of(kind).contains(letter_key(text)); }

bool PageWords::begins(PageWord kind, std::string_view line) const {
  const std::size_t longest = longest_[static_cast<std::size_t>(kind)];
  std::size_t cut = std::min(line.size(), 3 * longest + 40);  // marks and blanks take bytes that keys do not have
  while (cut > 0 && cut < line.size() && (static_cast<unsigned char>(line[cut]) & 0xC0) == 0x80) --cut;
  const std::string key = letter_key(line.substr(0, cut));
  std::string head;
  for (std::size_t size = 1; size <= std::min(longest, key.size()); ++size) {
    head += key[size - 1];
    if (size >= 4 && of(kind).contains(head)) return true;
  }
  return false;
}

bool PageWords::names(PageWord kind, std::string_view value) const {
  for (const std::string_view name : split(value.substr(0, kMaxValue), ' ')) {
    const auto words = words_of(name);
    for (std::size_t i = 0; i < words.size(); ++i) {
      std::string key;
      for (std::size_t n = 0; n < kMaxWords && i + n < words.size(); ++n) {
        key += words[i + n];
        if (of(kind).contains(key)) return true;
      }
    }
  }
  return false;
}

}  // namespace readout
