#include "mention/stage.h"

#include <algorithm>

#include "base/text.h"
#include "base/utf8.h"
#include "mention/draft.h"
#include "mention/times.h"

namespace readout {

std::uint32_t Draft::end_of(std::uint32_t sentence) const {
  const std::uint32_t next = document.sentences[sentence].last;
  return first_unit[next] - 1;  // the barrier behind the sentence
}

std::string Draft::folded(std::uint32_t first, std::uint32_t last) const {
  std::string out;
  for (std::uint32_t u = first; u < last; ++u) {
    if (u > first) out += ' ';
    out += fold(text(u));
  }
  std::erase(out, '.');
  return out;
}

std::string Draft::written(std::uint32_t first, std::uint32_t last) const {
  return squeeze(slice(document.article.text, {units[first].span.begin, units[last - 1].span.end}));
}

std::int32_t Draft::add(Item item) {
  items.push_back(std::move(item));
  return static_cast<std::int32_t>(items.size()) - 1;
}

void Draft::claim(std::int32_t item) {
  const Item& owner = items[static_cast<std::size_t>(item)];
  for (std::uint32_t u = owner.first; u < owner.last; ++u) item_at[u] = item;
}

Draft make_draft(const Gazetteer::Parts& gazetteer, const Document& document) {
  Draft draft{gazetteer, document, {}, false, false, false, {}, {}, {}, {}, {}};
  draft.date = document.article.date.value;
  for (const auto& token : document.tokens) {
    draft.tagged = draft.tagged || token.upos != Upos::X;
    draft.parsed = draft.parsed || (token.head != kRoot && token.deprel != Deprel::dep);
    draft.has_ner = draft.has_ner || token.ner != Ner::none;
  }
  draft.units = gazetteer.lexicon.units(document, draft.first_unit);
  draft.item_at.assign(draft.units.size(), Item::kNone);
  draft.sentence_of.assign(draft.units.size(), 0);
  for (std::uint32_t s = 0; s < document.sentences.size(); ++s) {
    for (std::uint32_t u = draft.begin_of(s); u <= draft.end_of(s) && u < draft.units.size(); ++u) draft.sentence_of[u] = s;
  }
  return draft;
}

namespace {

// The token of a range whose head lies outside it; the last token where there is no tree.
std::uint32_t head_token(const Document& document, const Sentence& sentence, std::uint32_t first, std::uint32_t last, bool parsed) {
  if (!parsed) return last - 1;
  for (std::uint32_t t = first; t < last; ++t) {
    const std::uint32_t head = document.head_of(sentence, t);
    if (document.tokens[t].upos == Upos::PUNCT) continue;
    if (head == Document::kNoToken || head < first || head >= last) return t;
  }
  return last - 1;
}

void place_units(const Draft& draft, const Item& item, Mention& mention) {
  mention.span = {draft.units[item.begin].span.begin, draft.units[item.last - 1].span.end};
  mention.first = draft.units[item.begin].token;
  mention.last = draft.units[item.last - 1].token + 1;
  const Sentence& sentence = draft.document.sentences[item.sentence];
  // A full stop that belongs to the token belongs to the name: "U.S."
  const Token& end = draft.document.tokens[mention.last - 1];
  if (draft.units[item.last - 1].ends && draft.document.article.text[end.span.end - 1] == '.') mention.span.end = end.span.end;
  // The head of a noun with modifiers is found among the noun's own words: a parser may hang the rest on a modifier.
  const bool name = item.form == Item::Form::person;
  mention.head = head_token(draft.document, sentence, name ? mention.first : draft.units[item.first].token, mention.last, draft.parsed);
}

}  // namespace

std::vector<Mention> mentions_of(Draft& draft) {
  std::vector<Mention> out;
  std::vector<std::int32_t> index(draft.items.size(), -1);
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < draft.items.size(); ++i) {
    if (draft.items[i].dead || draft.items[i].mention.why.empty()) continue;
    place_units(draft, draft.items[i], draft.items[i].mention);
    order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const Mention &x = draft.items[a].mention, &y = draft.items[b].mention;
    return x.span.begin != y.span.begin ? x.span.begin < y.span.begin : x.span.end > y.span.end;
  });
  std::vector<std::size_t> kept;
  std::uint32_t end_of_kind[7] = {};  // mentions of one kind do not overlap: the first and longest stays
  for (const std::size_t i : order) {
    Mention& mention = draft.items[i].mention;
    auto& end = end_of_kind[static_cast<std::size_t>(mention.kind)];
    if (mention.span.begin < end) {
      const std::uint32_t begin = draft.units[draft.items[i].first].span.begin;
      if (begin < end) continue;
      mention.span.begin = begin;  // give up the modifiers
      mention.first = draft.units[draft.items[i].first].token;
      if (mention.head < mention.first) mention.head = mention.first;
    }
    end = mention.span.end;
    kept.push_back(i);
  }
  // Mentions that gave up modifiers begin later now.
  std::stable_sort(kept.begin(), kept.end(),
                   [&](std::size_t a, std::size_t b) { return draft.items[a].mention.span.begin < draft.items[b].mention.span.begin; });
  for (const std::size_t i : kept) {
    index[i] = static_cast<std::int32_t>(out.size());
    out.push_back(draft.items[i].mention);
  }
  for (std::size_t i = 0; i < index.size(); ++i) {
    if (index[i] < 0) continue;
    Mention& mention = out[static_cast<std::size_t>(index[i])];
    if (mention.refers_to >= 0) mention.refers_to = index[static_cast<std::size_t>(mention.refers_to)];
    std::vector<std::uint32_t> members;
    for (const auto m : mention.members) {
      if (index[m] >= 0) members.push_back(static_cast<std::uint32_t>(index[m]));
    }
    mention.members = std::move(members);
  }
  return out;
}

std::vector<Mention> find_mentions(const Gazetteer& gazetteer, const Document& document, Notes&) {
  if (document.tokens.empty()) return {};
  Draft draft = make_draft(gazetteer.parts(), document);
  collect_matches(draft);
  find_names(draft);
  relate(draft);
  resolve(draft);
  locate(draft);
  auto mentions = mentions_of(draft);
  auto times = find_times(draft);
  // Times go among the others; indexes follow.
  std::vector<std::uint32_t> moved(mentions.size());
  std::vector<Mention> out;
  out.reserve(mentions.size() + times.size());
  std::size_t t = 0;
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    while (t < times.size() && times[t].span.begin <= mentions[i].span.begin) out.push_back(std::move(times[t++]));
    moved[i] = static_cast<std::uint32_t>(out.size());
    out.push_back(std::move(mentions[i]));
  }
  while (t < times.size()) out.push_back(std::move(times[t++]));
  for (auto& mention : out) {
    if (mention.refers_to >= 0) mention.refers_to = static_cast<std::int32_t>(moved[static_cast<std::size_t>(mention.refers_to)]);
    for (auto& member : mention.members) member = moved[member];
  }
  return out;
}

}  // namespace readout
