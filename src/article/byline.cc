// Who wrote it: names out of bylines.
#include <algorithm>

#include "article/claims.h"
#include "base/text.h"
#include "base/utf8.h"

namespace readout {
namespace {

std::string key_of(std::string_view text) {
  std::string key = fold(squeeze(text));
  while (!key.empty() && (key.back() == ':' || key.back() == '.' || key.back() == ',')) key.pop_back();
  return key;
}

bool has_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "JANE ROE" → "Jane Roe", for names all in capitals of two words and more.
std::string soften(std::string name) {
  bool lower = false;
  std::size_t words = 1, letters = 0;
  for (std::size_t at = 0; at < name.size();) {
    const Rune rune = rune_at(name, at);
    lower |= is_lower(rune.value);
    letters += is_letter(rune.value);
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

}  // namespace

Result<BylineWords> BylineWords::compile(const TextFile& file) {
  BylineWords words;
  for (const Line& line : data_lines(file.text)) {
    const auto fields = split(line.text, '\t');
    const auto where = file.name + ":" + std::to_string(line.number);
    if (fields.size() != 2) return Error{Error::Code::bad_data, "a line is KIND <tab> words", where};
    const unsigned kind = fields[0] == "prefix"   ? prefix
                          : fields[0] == "and"    ? conjunction
                          : fields[0] == "role"   ? role
                          : fields[0] == "reject" ? reject
                                                  : none;
    if (kind == none) return Error{Error::Code::bad_data, "unknown kind '" + std::string(fields[0]) + "'", where};
    const std::string key = fold(fields[1]);
    words.words_[key] |= kind;
    if (kind == prefix) words.longest_prefix_ = std::max(words.longest_prefix_, split(key, ' ').size());
  }
  return words;
}
unsigned BylineWords::kinds(const std::string& folded) const {
  const auto it = words_.find(folded);
  return it == words_.end() ? 0u : it->second;
}

std::vector<std::string> split_names(std::string_view byline, const BylineWords& words, const DateWords& dates) {
  std::vector<std::string> out;
  std::string text = squeeze(byline.substr(0, 600));
  for (const std::string_view mark : {"\xE2\x80\xA2", "\xC2\xB7", "\xE2\x80\x93", "\xE2\x80\x94", " - ", "\n"})
    text = replace_all(text, mark, " | ");
  // Cut at marks that part names or end the byline.
  std::vector<std::string> parts;
  std::string part;
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '(' || c == '[') ++depth;
    if (depth == 0) {
      if (c == ',' || c == ';' || c == '|' || c == '/' || c == '&' || c == '\\') {
        parts.push_back(part);
        part.clear();
      } else {
        part += c;
      }
    }
    if ((c == ')' || c == ']') && depth > 0) --depth;
  }
  parts.push_back(part);
  for (const auto& raw : parts) {
    auto tokens = split(raw, ' ');
    std::erase_if(tokens, [](std::string_view t) { return t.empty(); });
    // What follows a comma or bar and begins with a role or a date label names nobody.
    if (&raw != &parts.front() && !tokens.empty() && (words.kinds(key_of(tokens[0])) & BylineWords::role) != 0) continue;
    // "Written by", "Von", "Author:" in front
    for (int round = 0; round < 2; ++round) {
      for (std::size_t n = std::min(words.longest_prefix(), tokens.size()); n > 0; --n) {
        std::string head;
        for (std::size_t i = 0; i < n; ++i) head += (i ? " " : "") + std::string(tokens[i]);
        const bool colon = !head.empty() && head.back() == ':';
        if ((words.kinds(key_of(head)) & BylineWords::prefix) != 0 && (colon || tokens.size() > n)) {
          tokens.erase(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(n));
          break;
        }
      }
    }
    std::vector<std::string> names(1);
    bool stop = false;
    for (const auto token : tokens) {
      const std::string key = key_of(token);
      const unsigned kinds = words.kinds(key);
      if ((kinds & BylineWords::conjunction) != 0 && !names.back().empty() &&
          (!is_upper(rune_at(token, 0).value) ||
           (token.size() > 1 && to_lower(token) != token && fold(token).size() == token.size() && is_upper(rune_at(token, 1).value)))) {
        names.emplace_back();
        continue;
      }
      const bool capital = is_upper(rune_at(token, 0).value);
      if (((kinds & BylineWords::role) != 0 && (!names.back().empty() || !capital)) || token[0] == '@' ||
          token.find("http") != token.npos || token.find('@') != token.npos || token.find(".com") != token.npos || has_digit(token) ||
          (dates.weekday(key) >= 0 && !names.back().empty())) {
        stop = true;
        break;
      }
      if (!names.back().empty()) names.back() += ' ';
      names.back() += token;
    }
    for (auto& name : names) {
      while (!name.empty() &&
             (name.back() == '.' || name.back() == ':' || name.back() == '-' || name.back() == '*' || name.back() == ' ') &&
             !(name.back() == '.' && name.size() >= 3 && is_upper(rune_before(name, name.size() - 1).value)))
        name.pop_back();
      const std::string key = key_of(name);
      std::size_t n_words = 1;
      for (char c : name) n_words += c == ' ';
      if (key.size() < 2 || n_words > 6 || name.size() > 70 || has_digit(name) ||
          (words.kinds(key) & (BylineWords::reject | BylineWords::role)) != 0)
        continue;
      out.push_back(soften(name));
    }
    if (stop && out.empty()) continue;
    if (out.size() >= 12) break;
  }
  return out;
}

std::vector<std::string> choose_authors(const PageFacts& facts, const Blocks& blocks, const BylineWords& words, const DateWords& dates,
                                        std::size_t title_block, const std::vector<std::string>& sites) {
  std::vector<std::string> authors;
  std::vector<std::string> seen;
  const auto letters = [](std::string_view name) {
    std::string folded = fold(name), out;
    for (char c : folded)
      if (c != ' ' && c != '.' && c != '-' && c != '\'' && c != ',') out += c;
    return out;
  };
  const auto add = [&](std::string_view raw, bool may_be_site) {
    if (raw.find("://") != raw.npos || starts_with(raw, "www.")) return;
    for (auto& name : split_names(raw, words, dates)) {
      const std::string key = letters(name);
      if (std::find(seen.begin(), seen.end(), key) != seen.end()) continue;
      if (!may_be_site && std::find(sites.begin(), sites.end(), key) != sites.end()) continue;
      seen.push_back(key);
      authors.push_back(std::move(name));
    }
  };
  if (const LinkedArticle* linked = facts.article(); linked != nullptr)
    for (const auto& name : linked->authors) add(name, false);
  if (!authors.empty()) return authors;
  int rank = 0;
  for (const Claim& claim : facts.of(MetaField::author)) {
    if (claim.rank > 4 || (rank != 0 && claim.rank != rank)) continue;
    const std::size_t before = authors.size();
    add(claim.value, false);
    if (authors.size() > before) rank = claim.rank;
  }
  if (!authors.empty()) return authors;
  for (const Claim& claim : facts.byline_nodes) add(claim.value, false);
  if (!authors.empty()) return authors;
  // A block near the title that says "by" or whose class does.
  const std::size_t from = title_block < blocks.blocks.size() ? (title_block > 3 ? title_block - 3 : 0) : 0;
  const std::size_t to = std::min(blocks.blocks.size(), (title_block < blocks.blocks.size() ? title_block : 0) + 25);
  for (const bool need_both : {true, false}) {
    for (std::size_t i = from; i < to; ++i) {
      const Block& block = blocks.blocks[i];
      const std::string_view text = slice(blocks.text, block.text);
      if (block.words > 16 || block.words < 2 || has(block.inside, Inside::heading) || has(block.inside, Inside::nav)) continue;
      const bool hinted = has(block.near_hints, Hint::byline);
      const auto tokens = split(text, ' ');
      const bool by =
          tokens.size() > 1 && (words.kinds(key_of(tokens[0])) & BylineWords::prefix) != 0 && is_upper(rune_at(tokens[1], 0).value);
      if (need_both
              ? !(hinted && by)
              : !(hinted ? block.words <= 8 && block.words_upper >= 2 : by && block.words <= 10 && block.words_upper >= block.words - 1))
        continue;
      add(text, false);
      if (!authors.empty()) return authors;
    }
  }
  // No person is named: the newsroom, if the page names it as the author.
  if (const LinkedArticle* linked = facts.article(); linked != nullptr && !linked->authors.empty() && linked->authors[0].size() < 60) {
    authors.push_back(linked->authors[0]);
  } else if (const auto claim = facts.best(MetaField::author); !claim.empty() && claim.size() < 60 && claim.find("://") == claim.npos) {
    for (auto& name : split_names(claim, words, dates)) authors.push_back(std::move(name));
  }
  return authors;
}

}  // namespace readout
