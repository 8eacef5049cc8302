// Finds the items that the lexicon knows, and pronouns, sentence by sentence in one pass.
#include <algorithm>

#include "base/text.h"
#include "base/utf8.h"
#include "mention/draft.h"

namespace readout {
namespace {

bool person_tag(Ner tag) { return tag == Ner::b_per || tag == Ner::i_per; }

bool is_shouted(const Draft& draft, std::uint32_t first, std::uint32_t last) {
  std::uint32_t upper = 0, words = 0;
  for (std::uint32_t u = first; u < last; ++u) {
    if (draft.units[u].word == Unit::kBarrier || draft.units[u].span.size() < 3) continue;
    ++words;
    upper += draft.units[u].all_upper ? 1 : 0;
  }
  return words >= 3 && upper * 5 >= words * 4;
}

Item::Form form_of(Sense sense) {
  switch (sense) {
    case Sense::person:
    case Sense::surname: return Item::Form::person;
    case Sense::organisation: return Item::Form::organisation;
    case Sense::country:
    case Sense::adjective:
    case Sense::capital:
    case Sense::metonym: return Item::Form::country;
    case Sense::place: return Item::Form::place;
    case Sense::people:
    case Sense::people_adjective: return Item::Form::people;
    case Sense::office: return Item::Form::office;
    case Sense::demonym:
    case Sense::sector: return Item::Form::group;
  }
  return Item::Form::group;
}

class Collector {
 public:
  explicit Collector(Draft& draft) : draft_(draft), g_(draft.gazetteer) {}

  void run() {
    for (std::uint32_t s = 0; s < draft_.document.sentences.size(); ++s) {
      const std::uint32_t end = draft_.end_of(s);
      const bool shout = is_shouted(draft_, draft_.begin_of(s), end);
      for (std::uint32_t u = draft_.begin_of(s); u < end;) u = take(s, u, shout);
    }
  }

 private:
  // Reads what starts at `u` and returns the unit to go on with.
  std::uint32_t take(std::uint32_t sentence, std::uint32_t u, bool shout) {
    const Match match = g_.lexicon.longest(draft_.units, u, shout);
    if (hyphened_modifier(match)) return match.last;
    if (!match.entries.empty() && prefixed(match) &&
        (match.entries.front().sense == Sense::sector || match.entries.front().sense == Sense::office))
      return match.last;
    const bool described = draft_.is(u, WordClass::side_noun) || draft_.is(u, WordClass::body_noun) ||
                           draft_.is(u, WordClass::leader_noun) || draft_.is(u, WordClass::counterpart);
    if (!match.entries.empty() && !(described && match.last == u + 1)) {
      if (const Entry* entry = choose(match)) {
        add(sentence, match, *entry);
        return match.last;
      }
    }
    if (const auto shared = shared_name(u, shout); !shared.entries.empty()) {
      add(sentence, shared, shared.entries.front());
      return shared.last;
    }
    if (draft_.is(u, WordClass::pronoun) && draft_.units[u].starts && draft_.units[u].ends)
      add_pronoun(sentence, u);
    else if (described)
      add_description(sentence, u, match);
    return u + 1;
  }

  // "North and South Korea": the first name ends in the second's.
  Match shared_name(std::uint32_t u, bool shout) const {
    Match match;
    if (!draft_.is(u, WordClass::direction) || !draft_.units[u].first_upper || !draft_.is(u + 1, WordClass::conjunction)) return match;
    const Match whole = g_.lexicon.longest(draft_.units, u + 2, shout);
    if (whole.entries.empty() || whole.last < u + 4 || !draft_.is(u + 2, WordClass::direction)) return match;
    const std::string name = std::string(draft_.text(u)) + " " + std::string(draft_.written(u + 3, whole.last));
    for (const auto& entry : g_.lexicon.find(name)) {
      if (entry.sense != Sense::country && entry.sense != Sense::place) continue;
      match.first = u;
      match.last = u + 1;
      match.entries.push_back(entry);
      return match;
    }
    return match;
  }

  // "anti-", "pro-" joined to the match without a blank.
  bool prefixed(const Match& match) const {
    if (match.first == 0 || !draft_.is(match.first - 1, WordClass::prefix)) return false;
    const Span between{draft_.units[match.first - 1].span.end, draft_.units[match.first].span.begin};
    return slice(draft_.document.article.text, between) == "-";
  }

  // "rebel-held", "government-backed": the noun is part of an adjective and names nobody here.
  bool hyphened_modifier(const Match& match) const {
    if (match.entries.empty() || match.last >= draft_.units.size() || draft_.barrier(match.last)) return false;
    const Sense sense = match.entries.front().sense;
    if (sense != Sense::sector && sense != Sense::office) return false;
    if (!draft_.is(match.last, WordClass::backing) && !draft_.is(match.last, WordClass::leading)) return false;
    const Span between{draft_.units[match.last - 1].span.end, draft_.units[match.last].span.begin};
    return slice(draft_.document.article.text, between).find('-') != std::string_view::npos;
  }

  bool name_like(const Match& match) const {
    if (!draft_.tagged) return true;
    const Token& token = draft_.token(match.last - 1);
    return token.upos == Upos::PROPN || person_tag(token.ner);
  }

  bool number_follows(std::uint32_t u) const { return !draft_.barrier(u) && draft_.text(u)[0] >= '0' && draft_.text(u)[0] <= '9'; }

  // Tags that a name or noun cannot have: "Nice" the adjective, "split" the verb, "major" before a noun.
  bool tags_agree(Sense sense, const Match& match) const {
    if (!draft_.tagged) return true;
    const Token& token = draft_.token(noun_unit(match));
    const bool noun = token.upos == Upos::PROPN || token.upos == Upos::NOUN || token.upos == Upos::X || token.upos == Upos::ADJ;
    switch (sense) {
      case Sense::place:
      case Sense::capital:
        return (token.upos == Upos::PROPN || token.upos == Upos::X || match.last - match.first > 1) && !inside_person(match);
      case Sense::country: return noun;
      case Sense::office:
      case Sense::sector: return noun;
      default: return true;
    }
  }

  // A place name with a person's tag is believed only beside another word of that person: "Paris Hilton".
  bool inside_person(const Match& match) const {
    if (!person_tag(draft_.token(match.first).ner)) return false;
    const auto tagged = [&](std::uint32_t u) {
      return u < draft_.units.size() && !draft_.barrier(u) && draft_.units[u].first_upper && person_tag(draft_.token(u).ner);
    };
    return tagged(match.last) || (match.first > 0 && (tagged(match.first - 1) || draft_.is(match.first - 1, WordClass::honorific)));
  }

  // The last word of a title before its "of".
  std::uint32_t noun_unit(const Match& match) const {
    for (std::uint32_t u = match.first + 1; u < match.last; ++u) {
      if (draft_.is(u, WordClass::locative)) return u - 1;
    }
    return match.last - 1;
  }

  const Entry* choose(const Match& match) const {
    const Entry* entry = preferred(match);
    if (entry == nullptr || tags_agree(entry->sense, match)) return entry;
    return nullptr;
  }

  const Entry* preferred(const Match& match) const {
    const auto with = [&](Sense sense) -> const Entry* {
      for (const auto& entry : match.entries) {
        if (entry.sense == sense) return &entry;
      }
      return nullptr;
    };
    const bool after_title =
        match.first > 0 && (draft_.is(match.first - 1, WordClass::honorific) || item_is(match.first - 1, Item::Form::office));
    const bool placed = match.first > 0 && draft_.is(match.first - 1, WordClass::locative) &&
                        (with(Sense::place) != nullptr || with(Sense::capital) != nullptr);
    const bool tagged_person = person_tag(draft_.token(match.first).ner) && !placed;
    const Entry* surname = with(Sense::surname);
    if (surname != nullptr && with(Sense::person) == nullptr && with(Sense::country) == nullptr && (after_title || tagged_person))
      return surname;
    if (const Entry* top = &match.entries.front(); top->sense != Sense::surname) return top;
    const bool dated = draft_.is(match.first, WordClass::month) || draft_.is(match.first, WordClass::weekday);
    if (dated && match.last == match.first + 1 && !after_title && (!tagged_person || number_follows(match.last))) return nullptr;
    return name_like(match) || after_title                                           ? surname
           : match.entries.size() > 1 && match.entries.back().sense > Sense::surname ? &match.entries.back()
                                                                                     : nullptr;
  }

  bool item_is(std::uint32_t unit, Item::Form form) const {
    const auto at = draft_.item_at[unit];
    return at >= 0 && draft_.items[static_cast<std::size_t>(at)].form == form;
  }

  void add(std::uint32_t sentence, const Match& match, const Entry& entry) {
    Item item;
    item.first = item.begin = match.first;
    item.last = match.last;
    item.sentence = sentence;
    item.sense = entry.sense;
    item.form = form_of(entry.sense);
    item.known = true;
    item.prefixed = prefixed(match);
    item.plural = entry.plural;
    item.entries.push_back(entry);
    for (const auto& other : match.entries) {
      if (&other != &entry) item.entries.push_back(other);
    }
    item.adjective = entry.sense == Sense::adjective || entry.sense == Sense::people_adjective;
    item.capital = entry.sense == Sense::capital;
    if (draft_.tagged && (entry.sense == Sense::office || entry.sense == Sense::sector))
      item.modifier_only = draft_.token(noun_unit(match)).upos == Upos::ADJ;
    const Knowledge& know = g_.knowledge;
    if (entry.sense == Sense::office) item.noun_sectors = know.offices[entry.record].sectors;
    if (entry.sense == Sense::sector) item.noun_sectors = know.sectors[entry.record].sectors;
    if (entry.sense == Sense::demonym) item.noun_sectors = {"CVL"};
    draft_.claim(draft_.add(std::move(item)));
  }

  void add_pronoun(std::uint32_t sentence, std::uint32_t u) {
    Item item;
    item.first = item.begin = u;
    item.last = u + 1;
    item.sentence = sentence;
    item.form = Item::Form::pronoun;
    item.pronoun = g_.value(draft_.units[u].word, WordClass::pronoun);
    if (item.pronoun.size() < 3) return;
    item.gender = item.pronoun[1];
    item.plural = item.pronoun[2] == 'p';
    item.definite = true;
    draft_.claim(draft_.add(std::move(item)));
  }

  // "the two sides", "the group", "the Chinese leader": kept only when a determiner or modifier makes them point at somebody.
  void add_description(std::uint32_t sentence, std::uint32_t u, const Match& match) {
    Item item;
    item.first = item.begin = u;
    item.last = u + 1;
    item.sentence = sentence;
    item.form = Item::Form::description;
    item.plural = draft_.is(u, WordClass::side_noun);
    for (const auto& entry : match.entries) {
      if (entry.sense == Sense::sector) item.noun_sectors = g_.knowledge.sectors[entry.record].sectors;
      if (entry.sense == Sense::office) item.noun_sectors = g_.knowledge.offices[entry.record].sectors;
    }
    draft_.claim(draft_.add(std::move(item)));
  }

  Draft& draft_;
  const Gazetteer::Parts& g_;
};

}  // namespace

void collect_matches(Draft& draft) { Collector(draft).run(); }

}  // namespace readout
