#include "document/lemmatizer.h"

#include <algorithm>
#include <charconv>

#include "base/format.h"
#include "base/hash.h"
#include "base/text.h"
#include "base/utf8.h"

namespace readout {
namespace {

std::uint64_t ending_key(std::string_view tag, std::string_view ending) { return hash64(ending, hash64(tag)); }
std::uint64_t word_key(std::string_view tag, std::string_view word) { return hash64(word, ~hash64(tag)); }

bool character_starts(std::string_view text, std::size_t at) {
  return at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

// A typographic apostrophe counts as the straight one: the rules are the same.
std::string normal(std::string_view form) {
  std::string lower = to_lower(form);
  if (lower.find("\xE2\x80\x99") != std::string::npos) lower = replace_all(std::move(lower), "\xE2\x80\x99", "'");
  return lower;
}

}  // namespace

LemmaScript lemma_script(std::string_view form, std::string_view lemma) {
  LemmaScript script;
  script.lower = to_lower(lemma) == lemma;
  const std::string from = script.lower ? normal(form) : std::string(form);
  std::size_t common = 0;
  while (common < from.size() && common < lemma.size() && from[common] == lemma[common]) ++common;
  while (common > 0 && (!character_starts(from, common) || !character_starts(lemma, common))) --common;
  script.cut = static_cast<std::uint32_t>(from.size() - common);
  script.add = lemma.substr(common);
  return script;
}

std::string apply_script(const LemmaScript& script, std::string_view form) {
  std::string out = script.lower ? normal(form) : std::string(form);
  if (script.cut > out.size() || !character_starts(out, out.size() - script.cut)) return out;
  out.resize(out.size() - script.cut);
  out += script.add;
  return out;
}

std::string write(const LemmaScript& script) {
  return format("{}{}{}{}", script.lower ? 'l' : 'k', script.cut, script.add.empty() ? "" : "+", script.add);
}

Result<Lemmatizer> Lemmatizer::compile(std::string_view text) {
  Lemmatizer lemmatizer;
  std::unordered_map<std::string, std::uint32_t> known;
  std::size_t number = 0;
  for (const std::string_view line : split(text, '\n')) {
    ++number;
    if (line.empty()) continue;
    const auto fields = split(line, '\t');
    const auto bad = [&] {
      return Error{Error::Code::bad_data, "a lemma rule needs a tag, an ending and a script", format("lemma rules:{}", number)};
    };
    if (fields.size() != 3 || fields[2].size() < 2) return bad();
    auto [at, fresh] = known.emplace(std::string(fields[2]), static_cast<std::uint32_t>(lemmatizer.scripts_.size()));
    if (fresh) {
      LemmaScript script;
      script.lower = fields[2][0] == 'l';
      const auto end = std::from_chars(fields[2].data() + 1, fields[2].data() + fields[2].size(), script.cut);
      if (end.ec != std::errc()) return bad();
      const auto rest = fields[2].substr(static_cast<std::size_t>(end.ptr - fields[2].data()));
      script.add = rest.empty() ? rest : rest.substr(1);
      lemmatizer.scripts_.push_back(std::move(script));
    }
    const bool word = !fields[1].empty() && fields[1][0] == '=' && fields[1].size() > 1;
    lemmatizer.rules_.emplace(word ? word_key(fields[0], fields[1].substr(1)) : ending_key(fields[0], fields[1]), at->second);
  }
  return lemmatizer;
}

const LemmaScript* Lemmatizer::find(std::string_view form, std::string_view tag) const {
  const std::string lower = normal(form);
  if (const auto it = rules_.find(word_key(tag, lower)); it != rules_.end()) return &scripts_[it->second];
  for (std::size_t n = std::min(kLongestEnding, lower.size());; --n) {
    if (character_starts(lower, lower.size() - n))
      if (const auto it = rules_.find(ending_key(tag, std::string_view(lower).substr(lower.size() - n))); it != rules_.end())
        return &scripts_[it->second];
    if (n == 0) return nullptr;
  }
}

std::string Lemmatizer::lemma(std::string_view form, std::string_view tag) const {
  const LemmaScript* script = find(form, tag);
  return script == nullptr ? to_lower(form) : apply_script(*script, form);
}

}  // namespace readout
