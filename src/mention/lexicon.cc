#include "mention/lexicon.h"

#include <algorithm>
#include <tuple>

#include "base/hash.h"
#include "base/utf8.h"

namespace readout {
namespace {

constexpr std::size_t kLongestAlias = 12;

bool apostrophe(char32_t rune) { return rune == '\'' || rune == 0x2019 || rune == 0x2018 || rune == 0x02BC || rune == '`'; }
bool hyphen(char32_t rune) { return rune == '-' || rune == 0x2010 || rune == 0x2011 || rune == '/' || rune == 0x2013; }
bool word_rune(char32_t rune) { return is_letter(rune) || is_digit(rune) || (rune >= 0x300 && rune <= 0x36F); }
bool ascii_word(unsigned char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

// Cuts one text. An apostrophe followed by a final "s" parts the possessive; other apostrophes and full stops between letters
// vanish, so "Sana'a" and "Sanaa" are one word and "U.S." is "us".
class Cutter {
 public:
  Cutter(std::string_view text, std::uint32_t base, std::vector<Unit>& units, std::vector<std::string>& folded)
      : text_(text), base_(base), units_(units), folded_(folded) {}

  void run() {
    for (std::size_t i = 0; i < text_.size();) {
      const auto c = static_cast<unsigned char>(text_[i]);
      const Rune rune = c < 0x80 ? Rune{c, 1} : rune_at(text_, i);
      take(rune.value, i, rune.size);
      i += rune.size;
    }
    close(text_.size());
  }

 private:
  void take(char32_t rune, std::size_t at, std::uint32_t size) {
    if (rune < 0x80 ? ascii_word(static_cast<unsigned char>(rune)) : word_rune(rune)) {
      if (!open_) begin_ = at, open_ = true, ascii_ = true, letters_ = 0, small_ = false, upper_ = is_upper(rune);
      ascii_ = ascii_ && rune < 0x80;
      if (is_letter(rune)) ++letters_, small_ = small_ || !is_upper(rune);
      end_ = at + size;
      return;
    }
    if (open_ && apostrophe(rune)) {
      if (possessive_at(at + size)) close(at);
      return;
    }
    if (rune == '.' || apostrophe(rune)) return;
    close(at);
    if (is_space(rune) || hyphen(rune)) return;
    units_.push_back({Unit::kBarrier, 0, {base_ + static_cast<std::uint32_t>(at), base_ + static_cast<std::uint32_t>(at) + size}});
    folded_.emplace_back();
  }

  // Does a lone "s" follow and end the word?
  bool possessive_at(std::size_t at) const {
    if (at >= text_.size() || (text_[at] != 's' && text_[at] != 'S')) return false;
    return at + 1 >= text_.size() || !word_rune(rune_at(text_, at + 1).value);
  }

  void close(std::size_t) {
    if (!open_) return;
    open_ = false;
    Unit unit{Unit::kUnknown, 0, {base_ + static_cast<std::uint32_t>(begin_), base_ + static_cast<std::uint32_t>(end_)}};
    unit.first_upper = upper_;
    unit.all_upper = letters_ >= 2 && !small_;
    unit.dot = end_ < text_.size() && text_[end_] == '.';
    std::string word(text_.substr(begin_, end_ - begin_));
    if (ascii_) {
      for (char& c : word) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    } else {
      word = fold(word);
    }
    std::erase_if(word, [](char c) { return c == '.' || c == '\''; });
    for (std::string_view mark : {"\u2019", "\u2018", "\u02BC"}) {
      for (std::size_t at = 0; (at = word.find(mark, at)) != std::string::npos;) word.erase(at, mark.size());
    }
    units_.push_back(unit);
    folded_.push_back(std::move(word));
  }

  std::string_view text_;
  std::uint32_t base_;
  std::vector<Unit>& units_;
  std::vector<std::string>& folded_;
  bool open_ = false, ascii_ = true, small_ = false, upper_ = false;
  std::size_t begin_ = 0, end_ = 0;
  int letters_ = 0;
};

}  // namespace

void cut_units(std::string_view text, std::uint32_t base, std::vector<Unit>& units, std::vector<std::string>& folded) {
  Cutter(text, base, units, folded).run();
}

std::uint32_t Lexicon::grow(std::uint32_t node, std::uint32_t word) {
  const auto [it, fresh] = building_.emplace(std::uint64_t{node} << 32 | word, n_nodes_);
  if (fresh) ++n_nodes_;
  return it->second;
}

void Lexicon::add(std::string_view alias, Entry entry, bool strict) {
  std::vector<Unit> units;
  std::vector<std::string> folded;
  cut_units(alias, 0, units, folded);
  if (units.empty() || units.size() > kLongestAlias) return;
  std::uint32_t node = 0;
  std::string cases;
  for (std::size_t i = 0; i < units.size(); ++i) {
    std::uint32_t word = Unit::kBarrier;
    if (units[i].word != Unit::kBarrier) word = words_.emplace(folded[i], static_cast<std::uint32_t>(words_.size())).first->second;
    node = grow(node, word);
    const bool acronym = units[i].all_upper && (strict || folded[i].size() <= 6);
    // Short acronyms must be written in capitals; British style writes longer ones as words (Nato, Isis).
    cases += strict && units[i].all_upper ? 'A' : acronym ? (folded[i].size() <= 3 ? 'A' : 'C') : units[i].first_upper ? 'C' : 'l';
  }
  entry.case_of = case_ids_.emplace(cases, static_cast<std::uint32_t>(cases_.size())).first->second;
  if (entry.case_of == cases_.size()) cases_.push_back(cases);
  slots_.push_back({node, entry});
}

void Lexicon::finish() {
  std::stable_sort(slots_.begin(), slots_.end(), [](const Slot& a, const Slot& b) {
    return std::tuple(a.node, a.entry.sense, a.entry.record, a.entry.case_of) <
           std::tuple(b.node, b.entry.sense, b.entry.record, b.entry.case_of);
  });
  const auto same = [](const Slot& a, const Slot& b) {
    return a.node == b.node && a.entry.sense == b.entry.sense && a.entry.record == b.entry.record && a.entry.case_of == b.entry.case_of;
  };
  slots_.erase(std::unique(slots_.begin(), slots_.end(), same), slots_.end());
  entry_begin_.assign(n_nodes_ + 1, 0);
  for (const auto& slot : slots_) {
    ++entry_begin_[slot.node + 1];
    entries_.push_back(slot.entry);
  }
  for (std::size_t i = 1; i < entry_begin_.size(); ++i) entry_begin_[i] += entry_begin_[i - 1];
  std::uint64_t size = 16;
  while (size < building_.size() * 2) size *= 2;
  mask_ = size - 1;
  edges_.assign(size, Edge{});
  for (const auto& [key, next] : building_) {
    std::uint64_t at = mix64(key) & mask_;
    while (edges_[at].next != 0) at = (at + 1) & mask_;
    edges_[at] = {key, next};
  }
  building_.clear();
  slots_.clear();
  slots_.shrink_to_fit();
}

std::uint32_t Lexicon::step(std::uint32_t node, std::uint32_t word) const {
  if (edges_.empty()) return 0;
  const std::uint64_t key = std::uint64_t{node} << 32 | word;
  for (std::uint64_t at = mix64(key) & mask_;; at = (at + 1) & mask_) {
    if (edges_[at].next == 0) return 0;
    if (edges_[at].key == key) return edges_[at].next;
  }
}

std::uint32_t Lexicon::word(std::string_view folded) const {
  const auto it = words_.find(std::string(folded));
  return it == words_.end() ? Unit::kUnknown : it->second;
}

std::vector<Unit> Lexicon::units(const Document& document, std::vector<std::uint32_t>& first_unit) const {
  std::vector<Unit> units;
  std::vector<std::string> folded;
  units.reserve(document.tokens.size() + document.sentences.size());
  first_unit.clear();
  first_unit.reserve(document.tokens.size() + 1);
  for (const auto& sentence : document.sentences) {
    for (std::uint32_t t = sentence.first; t < sentence.last; ++t) {
      const std::size_t before = units.size();
      first_unit.push_back(static_cast<std::uint32_t>(before));
      folded.clear();
      cut_units(document.form(t), document.tokens[t].span.begin, units, folded);
      for (std::size_t i = before; i < units.size(); ++i) {
        Unit& unit = units[i];
        unit.token = t;
        unit.starts = i == before;
        unit.ends = i + 1 == units.size();
        if (unit.word != Unit::kBarrier) unit.word = word(folded[i - before]);
      }
    }
    units.push_back({Unit::kBarrier, sentence.last == 0 ? 0 : sentence.last - 1, {sentence.span.end, sentence.span.end}});
  }
  first_unit.push_back(static_cast<std::uint32_t>(units.size()));
  return units;
}

bool Lexicon::case_agrees(const Entry& entry, const std::vector<Unit>& units, std::uint32_t first, std::uint32_t last, bool shout) const {
  const std::string& cases = cases_[entry.case_of];
  if (entry.dotted && !units[last - 1].dot) return false;
  for (std::uint32_t i = first; i < last; ++i) {
    const Unit& unit = units[i];
    const char asked = cases[i - first];
    if (asked == 'C' && !unit.first_upper) return false;
    if (asked == 'A' && !(unit.all_upper || (unit.first_upper && unit.span.size() == 1))) return false;
    // In a sentence of capitals the pronoun and the country look alike; the country asks for its full stops.
    if (asked == 'A' && shout && unit.span.size() == 2) return false;
  }
  return true;
}

Match Lexicon::longest(const std::vector<Unit>& units, std::uint32_t at, bool shout) const {
  Match match;
  std::uint32_t node = 0;
  for (std::uint32_t i = at; i < units.size() && units[i].word != Unit::kUnknown; ++i) {
    node = step(node, units[i].word);
    if (node == 0) break;
    if (entry_begin_[node] == entry_begin_[node + 1]) continue;
    bool fresh = false;
    for (std::uint32_t e = entry_begin_[node]; e < entry_begin_[node + 1]; ++e) {
      if (!case_agrees(entries_[e], units, at, i + 1, shout)) continue;
      if (!fresh) match.entries.clear();
      fresh = true;
      match.entries.push_back(entries_[e]);
    }
    if (fresh) match.first = at, match.last = i + 1;
  }
  return match;
}

std::vector<Entry> Lexicon::find(std::string_view alias) const {
  std::vector<Unit> units;
  std::vector<std::string> folded;
  cut_units(alias, 0, units, folded);
  std::uint32_t node = 0;
  for (std::size_t i = 0; i < units.size(); ++i) {
    node = step(node, units[i].word == Unit::kBarrier ? Unit::kBarrier : word(folded[i]));
    if (node == 0) return {};
  }
  if (node == 0) return {};
  return {entries_.begin() + entry_begin_[node], entries_.begin() + entry_begin_[node + 1]};
}

}  // namespace readout
