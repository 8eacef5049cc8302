#include "event/parties.h"

#include <algorithm>

namespace readout::event {
namespace {

int rank(MentionKind kind) {
  switch (kind) {
    case MentionKind::person:
    case MentionKind::organisation: return 4;
    case MentionKind::group: return 3;
    case MentionKind::country: return 2;
    case MentionKind::pronoun: return 2;
    case MentionKind::place: return 1;
    case MentionKind::time: return 0;
  }
  return 0;
}

}  // namespace

Cast::Cast(const Vocabulary& vocabulary, const std::vector<bool>& actions, const Document& document, std::span<const Mention> mentions)
    : mentions_(mentions), actions_(actions), of_(vocabulary.find("of")), from_(vocabulary.find("from")) {
  heads_.assign(document.tokens.size(), -1);
  covers_.assign(document.tokens.size(), -1);
  const auto better = [&](std::int32_t old, const Mention& m) {
    if (old < 0) return true;
    const auto& o = mentions_[static_cast<std::size_t>(old)];
    return rank(m.kind) != rank(o.kind) ? rank(m.kind) > rank(o.kind) : m.last - m.first > o.last - o.first;
  };
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    const Mention& m = mentions[i];
    standings_.push_back(Standing::none);
    armed_.push_back(false);
    if (m.kind == MentionKind::time || m.head >= heads_.size() || m.last > covers_.size()) continue;
    if (better(heads_[m.head], m)) heads_[m.head] = static_cast<std::int32_t>(i);
    for (std::uint32_t t = m.first; t < m.last; ++t)
      if (better(covers_[t], m)) covers_[t] = static_cast<std::int32_t>(i);
  }
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    const Mention& m = mentions[static_cast<std::size_t>(resolved(static_cast<std::int32_t>(i)))];
    standings_[i] = std::max(judge(mentions[i], vocabulary), judge(m, vocabulary));
    for (const auto member : mentions[i].members)
      if (member < mentions.size()) standings_[i] = std::max(standings_[i], judge(mentions[member], vocabulary));
    for (const auto& sector : m.sectors) armed_[i] = armed_[i] || vocabulary.is(vocabulary.find(sector), WordClass::armed_sector);
    if (vocabulary.is(vocabulary.find(m.code), WordClass::armed_sector)) armed_[i] = true;
  }
}

Standing Cast::judge(const Mention& m, const Vocabulary& vocabulary) const {
  if (m.kind == MentionKind::time) return Standing::none;
  const auto strong = [&](std::string_view code) { return vocabulary.is(vocabulary.find(code), WordClass::strong_sector); };
  for (const auto& sector : m.sectors)
    if (strong(sector)) return Standing::strong;
  if (!m.code.empty()) {
    if (m.kind == MentionKind::place) return Standing::crowd;
    if (m.sectors.empty() && (m.kind == MentionKind::country || m.kind == MentionKind::organisation)) return Standing::strong;
    if (strong(m.code)) return Standing::strong;
    return Standing::crowd;
  }
  if (!m.sectors.empty()) return Standing::crowd;
  if (m.kind == MentionKind::place) return m.place && !m.place->country.empty() ? Standing::crowd : Standing::none;
  return m.kind == MentionKind::person || m.kind == MentionKind::organisation ? Standing::faint : Standing::none;
}

std::int32_t Cast::resolved(std::int32_t mention) const {
  for (int n = 0; n < 8; ++n) {
    const Mention& m = mentions_[static_cast<std::size_t>(mention)];
    if (!m.code.empty() || !m.sectors.empty() || m.refers_to < 0 || static_cast<std::size_t>(m.refers_to) >= mentions_.size()) break;
    mention = m.refers_to;
  }
  return mention;
}

bool Cast::armed(std::int32_t mention) const { return armed_[static_cast<std::size_t>(mention)]; }

std::int32_t Cast::whole(std::int32_t mention) const {
  const Span part = mentions_[static_cast<std::size_t>(mention)].span;
  for (std::size_t i = 0; i < mentions_.size(); ++i) {
    const Mention& m = mentions_[i];
    const bool names = m.kind == MentionKind::person || m.kind == MentionKind::organisation || m.kind == MentionKind::group;
    if (names && m.span.contains(part) && m.span != part) return static_cast<std::int32_t>(i);
  }
  return mention;
}

bool Cast::guessed(std::int32_t m) const { return mention(m).why.find("country from") != std::string::npos; }

void Cast::add(std::int32_t mention, Standing least, std::vector<std::int32_t>& out) const {
  const Mention& m = mentions_[static_cast<std::size_t>(mention)];
  if (!m.members.empty()) {
    for (const auto member : m.members)
      if (member < mentions_.size() && standing(static_cast<std::int32_t>(member)) >= least)
        out.push_back(static_cast<std::int32_t>(member));
    return;
  }
  if (std::find(out.begin(), out.end(), mention) == out.end()) out.push_back(mention);
}

bool Cast::collect_one(const Tree& tree, std::uint32_t token, Standing least, std::vector<std::int32_t>& out, int depth) const {
  const auto here = at(tree.first() + token);
  if (here >= 0 && standing(here) >= least) {
    add(here, least, out);
    return true;
  }
  if (depth > 3) return false;
  constexpr Deprel kOrder[] = {Deprel::appos, Deprel::flat,     Deprel::nmod,     Deprel::nmod_poss,
                               Deprel::amod,  Deprel::compound, Deprel::nmod_desc};
  const Word word = tree.word(token);
  if (word < actions_.size() && actions_[word]) {
    const std::size_t before = out.size();
    owners(tree, token, out);
    if (out.size() > before) return true;
  }
  for (const Deprel relation : kOrder) {
    bool found = false;
    for (const auto c : tree.children(token)) {
      if (tree.rel(c) != relation) continue;
      if (relation == Deprel::nmod) {
        const Word preposition = tree.preposition(c);  // "dozens of protesters", "officials from both sides"
        if (preposition != of_ && preposition != from_) continue;
      }
      found = collect_one(tree, c, least, out, depth + 1) || found;
      if (found) {
        for (const auto k : tree.children(c))
          if (tree.rel(k) == Deprel::conj) collect_one(tree, k, least, out, depth + 1);
      }
    }
    if (found) return true;
  }
  return false;
}

void Cast::collect(const Tree& tree, std::uint32_t token, Standing least, std::vector<std::int32_t>& out) const {
  if (token == kNone) return;
  collect_one(tree, token, least, out, 0);
  for (const auto c : tree.children(token))
    if (tree.rel(c) == Deprel::conj && !tree.verbal(c)) collect(tree, c, least, out);
}

void Cast::owners(const Tree& tree, std::uint32_t noun, std::vector<std::int32_t>& out) const {
  for (const auto c : tree.children(noun)) {
    const Deprel r = tree.rel(c);
    if (r == Deprel::nmod_poss) collect(tree, c, Standing::crowd, out);
    if (r == Deprel::amod || r == Deprel::compound || r == Deprel::nmod_desc) {
      const auto m = heads_[tree.first() + c] >= 0 ? heads_[tree.first() + c] : covers_[tree.first() + c];
      if (m >= 0 && standing(m) >= Standing::crowd && mention(m).kind != MentionKind::place) collect(tree, c, Standing::crowd, out);
    }
  }
}

}  // namespace readout::event
