// Names out of bylines. Knows shapes; the words stand in data/article/byline.tsv.
#include "article/byline.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "base/utf8.h"

namespace readout {
namespace {

constexpr std::array<std::string_view, 11> kKinds = {"prefix", "and",  "role", "reject", "by",   "affix",
                                                     "degree", "desk", "link", "class",  "small"};

std::string key_of(std::string_view text) {
  std::string key = fold(squeeze(text));
  while (!key.empty() && (key.back() == ':' || key.back() == '.' || key.back() == ',' || key.back() == '*' || key.back() == ' '))
    key.pop_back();
  return key;
}

bool has_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_ideograph(char32_t c) { return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF); }
bool is_hangul(char32_t c) { return c >= 0xAC00 && c <= 0xD7AF; }

// Characters of a token that is all Chinese characters or all Hangul; 0 for any other.
std::size_t east_asian_length(std::string_view token) {
  std::size_t n = 0;
  for (std::size_t at = 0; at < token.size(); ++n) {
    const Rune rune = rune_at(token, at);
    if (!is_ideograph(rune.value) && !is_hangul(rune.value)) return 0;
    at += std::max<std::uint32_t>(rune.size, 1);
  }
  return n;
}

// "JANE ROE" → "Jane Roe", for names all in capitals of two words and more.
std::string soften(std::string name) {
  bool lower = false;
  std::size_t words = 1, letters = 0;
  for (std::size_t at = 0; at < name.size();) {
    const Rune rune = rune_at(name, at);
    lower |= is_lower(rune.value);
    letters += is_letter(rune.value) && is_upper(rune.value);
    words += rune.value == ' ';
    at += std::max<std::uint32_t>(rune.size, 1);
  }
  if (lower || words < 2 || letters < 6) return name;
  std::string out;
  bool inside = false;
  for (std::size_t at = 0; at < name.size();) {
    const Rune rune = rune_at(name, at);
    const std::string one = name.substr(at, rune.size);
    out += inside ? to_lower(one) : one;
    inside = is_letter(rune.value);
    at += std::max<std::uint32_t>(rune.size, 1);
  }
  return out;
}

// Cuts at the marks that part names or end a byline. What stands in brackets is dropped.
std::vector<std::string> cut_parts(std::string_view byline) {
  constexpr std::string_view kMarks[] = {"\xE2\x80\xA2", "\xC2\xB7",     "\xE2\x80\x93", "\xE2\x80\x94", "\xE3\x80\x81", "\xEF\xBC\x8C",
                                         "\xEF\xBC\x9B", "\xD8\x8C",     "\xD8\x9B",     "\xEF\xBD\x9C", "\xEF\xBC\x8F", "\xE2\x94\x82",
                                         "\xEF\xBC\x89", "\xEF\xBC\x88", "\xE3\x80\x90", "\xE3\x80\x91", "\xE2\x9C\x8D"};
  std::vector<std::string> parts(1);
  int depth = 0;
  for (std::size_t i = 0; i < byline.size();) {
    const char c = byline[i];
    if ((c == 'h' || c == 'w') && (i == 0 || byline[i - 1] == ' ') &&
        (starts_with(byline.substr(i), "http") || starts_with(byline.substr(i), "www."))) {
      parts.emplace_back();  // an address names nobody and has marks of its own
      i = std::min(byline.find(' ', i), byline.size());
      continue;
    }
    std::size_t mark = 0;
    if (c == ' ') {
      mark = byline.compare(i, 3, " - ") == 0 ? 3 : 0;
    } else if (static_cast<unsigned char>(c) >= 0x80) {
      for (const auto one : kMarks)
        if (byline.compare(i, one.size(), one) == 0) mark = one.size();
    }
    if (c == '(' || c == '[') ++depth;
    if (depth == 0 && (mark > 0 || c == ',' || c == ';' || c == '|' || c == '/' || c == '&' || c == '+' || c == '\\' || c == '\n'))
      parts.emplace_back();
    else if (depth == 0)
      parts.back() += c;
    if ((c == ')' || c == ']') && depth > 0) --depth;
    i += std::max<std::size_t>(mark, 1);
  }
  return parts;
}

}  // namespace

Result<BylineWords> BylineWords::compile(const TextFile& file) {
  BylineWords words;
  for (const Line& line : data_lines(file.text)) {
    const auto fields = split(line.text, '\t');
    const auto where = file.name + ":" + std::to_string(line.number);
    if (fields.size() != 2 || fields[1].empty()) return Error{Error::Code::bad_data, "a line is KIND <tab> words", where};
    const auto it = std::find(kKinds.begin(), kKinds.end(), fields[0]);
    if (it == kKinds.end()) return Error{Error::Code::bad_data, "unknown kind '" + std::string(fields[0]) + "'", where};
    const unsigned kind = 1u << (it - kKinds.begin());
    if (kind == link) {
      words.links_.add(fields[1]);
    } else if (kind == css_class) {
      words.classes_.add(fields[1]);
    } else if (kind == affix) {
      words.affixes_.emplace_back(fields[1]);
    } else {
      const std::string key = fold(fields[1]);
      words.words_[key] |= kind == by ? by | prefix : kind;
      if (kind == prefix || kind == by) words.longest_prefix_ = std::max(words.longest_prefix_, split(key, ' ').size());
    }
  }
  return words;
}
unsigned BylineWords::kinds(std::string_view folded) const {
  const unsigned* kinds = words_.find(folded);
  return kinds == nullptr ? 0u : *kinds;
}
bool BylineWords::author_link(std::string_view href) const { return links_.any_in(href.substr(0, href.find('?'))); }
bool BylineWords::author_class(std::string_view value) const { return classes_.any_in(value.substr(0, 200)); }

namespace {

class NameCutter {
 public:
  NameCutter(const BylineWords& words, const DateWords& dates) : words_(words), dates_(dates) {}

  std::vector<std::string> run(std::string_view byline) {
    const std::vector<std::string> parts = cut_parts(replace_all(squeeze(byline.substr(0, utf8_cut(byline, 600))), "\xC2\xAD", ""));
    for (std::size_t i = 0; i < parts.size() && !over_ && out_.size() < 12; ++i) read_part(parts[i], i > 0);
    return std::move(out_);
  }

 private:
  static std::size_t utf8_cut(std::string_view text, std::size_t size) {
    if (size >= text.size()) return text.size();
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
    return size;
  }

  void read_part(std::string_view part, bool later) {
    auto tokens = split(part, ' ');
    std::erase_if(tokens, [](std::string_view t) { return t.empty(); });
    if (tokens.empty()) return;
    // A degree belongs to the name before it; what else follows a comma and begins with a role names nobody.
    const unsigned first = words_.kinds(key_of(tokens[0]));
    if (later && tokens.size() == 1 && (first & BylineWords::degree) != 0) {
      while (!tokens[0].empty() && tokens[0].back() == '*') tokens[0].remove_suffix(1);
      if (!out_.empty()) out_.back() += ", " + std::string(tokens[0]);
      return;
    }
    if (later && (first & BylineWords::role) != 0) return;
    if ((words_.kinds(key_of(part)) & BylineWords::reject) != 0 || starts_with(trim(part), "\xC2\xA9")) return;
    for (std::size_t i = 0; i < tokens.size() && i < 4; ++i)
      if (const std::size_t size = grown_prefix(tokens[i]); size > 0) {
        const std::string_view name = tokens[i].substr(size);
        tokens[i] = tokens[i].substr(0, size);
        tokens.insert(tokens.begin() + static_cast<std::ptrdiff_t>(i + 1), name);
        break;
      }
    drop_prefixes(tokens);
    if (tokens.empty()) return;
    // A line that begins with a role in capitals ("Senior Editor", "Posted May 3") names nobody either.
    if (tokens.size() > 1 && (words_.kinds(key_of(tokens[0])) & BylineWords::role) != 0) return;
    read_tokens(tokens, later);
  }

  // "Written by", "Von", "Author:" in front, also "Video by" before a name; a lower-case prefix grown together with the name.
  void drop_prefixes(std::vector<std::string_view>& tokens) const {
    for (int round = 0; round < 3; ++round) {
      bool cut = false;
      for (std::size_t n = std::min(words_.longest_prefix(), tokens.size()); n > 0 && !cut; --n) {
        const std::string_view head(tokens[0].data(),
                                    static_cast<std::size_t>(tokens[n - 1].data() + tokens[n - 1].size() - tokens[0].data()));
        const bool colon = head.back() == ':' || ends_with(head, "\xEF\xBC\x9A");
        if ((words_.kinds(prefix_key(head)) & BylineWords::prefix) == 0 || (!colon && tokens.size() == n)) continue;
        tokens.erase(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(n));
        cut = true;
      }
      if (tokens.empty()) return;
      for (std::size_t i = 1; i + 1 < tokens.size() && i < 5 && !cut; ++i) {
        if ((words_.kinds(key_of(tokens[i])) & BylineWords::by) == 0) continue;
        tokens.erase(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(i + 1));
        cut = true;
      }
      if (!cut) return;
    }
  }
  static std::string prefix_key(std::string_view head) {
    if (ends_with(head, "\xEF\xBC\x9A")) head.remove_suffix(3);
    return key_of(head);
  }
  // Bytes of a prefix that has grown together with the name: "vonJane", "Text:Jane", "文：张"; 0 when there is none.
  std::size_t grown_prefix(std::string_view token) const {
    for (const std::string_view colon : {":", "\xEF\xBC\x9A"}) {
      const std::size_t at = token.find(colon);
      if (at == token.npos || at == 0 || at + colon.size() >= token.size() || token.compare(at, 3, "://") == 0) continue;
      if ((words_.kinds(key_of(token.substr(0, at))) & BylineWords::prefix) != 0) return at + colon.size();
    }
    if (token.empty() || token[0] < 'a' || token[0] > 'z') return 0;
    for (std::size_t n = 2; n <= 6 && n < token.size(); ++n) {
      if (token[n - 1] < 'a' || token[n - 1] > 'z') return 0;
      if (is_upper(rune_at(token, n).value)) return (words_.kinds(token.substr(0, n)) & BylineWords::prefix) != 0 ? n : 0;
    }
    return 0;
  }

  void read_tokens(const std::vector<std::string_view>& tokens, bool later) {
    std::vector<std::string> names(1);
    for (std::string_view token : tokens) {
      const std::string key = key_of(token);
      const unsigned kinds = words_.kinds(key);
      if ((kinds & BylineWords::conjunction) != 0 && !names.back().empty() && joins(token)) {
        names.emplace_back();
        continue;
      }
      const bool capital = is_upper(rune_at(token, 0).value);
      const bool number = has_digit(token);
      const bool date = number || (dates_.weekday(key) >= 0 && !names.back().empty());
      if (((kinds & BylineWords::role) != 0 && (!names.back().empty() || !capital)) ||
          ((kinds & BylineWords::small) != 0 && !capital && !names.back().empty()) || token[0] == '@' || token.find("http") != token.npos ||
          token.find('@') != token.npos || token.find(".com") != token.npos || date) {
        // A lone word with digits is how some call themselves; a date ends the byline.
        if (number && tokens.size() == 1 && out_.empty() && token.size() >= 4 && !is_date(token)) {
          names.back() = std::string(token);
        } else if (date && (!out_.empty() || !names.back().empty())) {
          over_ = true;
        } else if (later && (kinds & BylineWords::role) != 0 && names.size() == 1 && names[0].find(' ') == names[0].npos) {
          names[0].clear();  // "Jane Roe, Berlin correspondent"
        }
        break;
      }
      bool closed = false;
      for (const std::string& affix : words_.affixes()) {  // 기자, 記者: grown together with the name
        if (token.size() > affix.size() && ends_with(token, affix)) token.remove_suffix(affix.size()), closed = true;
        if (token.size() > affix.size() && starts_with(token, affix)) token.remove_prefix(affix.size());
      }
      const std::size_t wide = east_asian_length(token);
      if (wide >= 3 && !names.back().empty() && east_asian_length(names.back()) >= 3) names.emplace_back();
      if (!names.back().empty()) names.back() += ' ';
      names.back() += token;
      if (closed) names.emplace_back();
    }
    for (auto& name : names) keep(name);
  }
  static bool is_date(std::string_view token) {
    const auto digits = std::count_if(token.begin(), token.end(), [](char c) { return c >= '0' && c <= '9'; });
    return static_cast<std::size_t>(digits) * 2 > token.size() || token.find(':') != token.npos;
  }
  // "and" joins when it is written small, or all in capitals among capitals.
  static bool joins(std::string_view token) {
    if (!is_upper(rune_at(token, 0).value)) return true;
    return token.size() > 1 && to_lower(token) != token && fold(token).size() == token.size() && is_upper(rune_at(token, 1).value);
  }

  void keep(std::string& name) {
    const auto loose = [](char c) {
      return c == '.' || c == ':' || c == '-' || c == '*' || c == ' ' || c == '\'' || c == '"' || c == '>' || c == '<';
    };
    while (!name.empty() && loose(name.back()) &&
           !(name.back() == '.' && name.size() >= 2 && is_upper(rune_before(name, name.size() - 1).value)))
      name.pop_back();
    while (!name.empty() && loose(name.front())) name.erase(0, 1);
    // "Jane Roe Le 3 mars": a small word is no end of a name.
    if (const std::size_t blank = name.rfind(' ');
        blank != name.npos && (words_.kinds(key_of(name.substr(blank))) & BylineWords::small) != 0)
      name.resize(blank);
    const std::string key = key_of(name);
    const auto n_words = 1 + std::count(name.begin(), name.end(), ' ');
    if (key.size() < 2 || n_words > 6 || name.size() > 70) return;
    if ((words_.kinds(key) & (BylineWords::reject | BylineWords::role | BylineWords::prefix | BylineWords::conjunction)) != 0) return;
    out_.push_back(soften(std::move(name)));
  }

  const BylineWords& words_;
  const DateWords& dates_;
  std::vector<std::string> out_;
  bool over_ = false;
};

}  // namespace

std::vector<std::string> split_names(std::string_view byline, const BylineWords& words, const DateWords& dates) {
  return NameCutter(words, dates).run(byline);
}

}  // namespace readout
