// Ties items to each other by local syntax: modifiers that give a country ("[Turkish] forces", "[Russia]'s ministry", "the
// government of [Sudan]"), titles before names, appositions, and whether a city or state is a place or stands for its
// government. Works on word order alone, and asks the tree where there is one. A few look-arounds of bounded width an item.
#include <algorithm>

#include "mention/draft.h"

namespace readout {
namespace {

constexpr std::uint32_t kReach = 7;  // units looked at on either side

class Relations {
 public:
  explicit Relations(Draft& draft) : draft_(draft), g_(draft.gazetteer) {}

  void run() {
    for (std::int32_t i = 0; i < count(); ++i) mark_possessor(i);
    for (std::int32_t i = 0; i < count(); ++i) place_or_government(i);
    for (std::int32_t i = 0; i < count(); ++i) {
      if (at(i).dead || !is_noun(at(i))) continue;
      look_left(i);
      if (!at(i).adjective) look_right(i);
    }
    for (std::int32_t i = 0; i < count(); ++i) {
      if (at(i).modifier_only) at(i).dead = true;  // nothing took it in
    }
    for (std::int32_t i = 0; i < count(); ++i) {
      if (!at(i).dead && at(i).form == Item::Form::person) find_title(i);
    }
    for (std::int32_t i = 0; i < count(); ++i) {
      if (!at(i).dead && at(i).form == Item::Form::person) find_apposition(i);
    }
    for (std::int32_t i = 0; i < count(); ++i) mark_subject(i);
  }

 private:
  std::int32_t count() const { return static_cast<std::int32_t>(draft_.items.size()); }
  Item& at(std::int32_t i) { return draft_.items[static_cast<std::size_t>(i)]; }
  std::int32_t item_at(std::uint32_t unit) const { return draft_.item_at[unit]; }
  static bool is_noun(const Item& item) {
    return item.form == Item::Form::office || item.form == Item::Form::group || item.form == Item::Form::description ||
           item.form == Item::Form::people || (item.form == Item::Form::organisation && !item.known);
  }
  static bool state_like(const Item& item) {
    return item.form == Item::Form::country || item.form == Item::Form::place || item.form == Item::Form::people;
  }

  void mark_possessor(std::int32_t i) {
    const std::uint32_t u = at(i).last;
    if (u < draft_.units.size() && draft_.units[u].word == g_.possessive && at(i).form != Item::Form::pronoun) at(i).possessor = true;
    if (at(i).form == Item::Form::pronoun && !draft_.barrier(u)) {
      const std::string_view word = draft_.text(at(i).first);
      at(i).possessor = word != "it" && word != "they" && word != "he" && word != "I" && word != "we" && word != "them" && word != "him";
    }
  }

  // The preposition that governs a unit, looking left past determiners, directions and adjectives.
  std::uint32_t governor(std::uint32_t u, std::uint32_t floor, bool& direction) const {
    for (std::uint32_t n = 0; u > floor && n < 4; ++n) {
      --u;
      if (draft_.barrier(u)) return Unit::kUnknown;
      if (draft_.is(u, WordClass::direction)) {
        direction = true;
        continue;
      }
      if (draft_.is(u, WordClass::locative)) return u;
      if (draft_.is(u, WordClass::definite) || item_at(u) >= 0) continue;
      if (draft_.tagged && (draft_.token(u).upos == Upos::ADJ || draft_.token(u).upos == Upos::NOUN || draft_.token(u).upos == Upos::PROPN))
        continue;
      return Unit::kUnknown;
    }
    return Unit::kUnknown;
  }

  bool hangs_on_verb(std::uint32_t unit) const {
    if (!draft_.parsed) return false;
    const Sentence& sentence = draft_.document.sentences[draft_.sentence_of[unit]];
    const std::uint32_t token = draft_.units[unit].token;
    const Deprel relation = draft_.document.tokens[token].deprel;
    if (relation != Deprel::obl) return false;
    const std::uint32_t head = draft_.document.head_of(sentence, token);
    return head != Document::kNoToken && draft_.document.tokens[head].upos == Upos::VERB;
  }

  void place_or_government(std::int32_t i) {
    Item& item = at(i);
    if (!state_like(item) || item.adjective) return;
    const std::uint32_t floor = draft_.begin_of(item.sentence);
    bool direction = false;
    const std::uint32_t word = governor(item.first, floor, direction);
    const bool strong = word != Unit::kUnknown && g_.value(draft_.units[word].word, WordClass::locative) == "strong";
    const bool weak = word != Unit::kUnknown && !strong;
    const bool city_like = item.capital || item.form == Item::Form::place;
    bool place = (strong && !item.possessor) || direction || before_country(item) || dateline(item);
    if (weak && !item.possessor) place = place || hangs_on_verb(word_token_of(item)) || (city_like && !draft_.parsed);
    if (city_like && !place && compound_of_noun(item)) place = true;
    item.locative = place;
    item.government = !place && (item.form == Item::Form::country);
  }

  std::uint32_t word_token_of(const Item& item) const { return item.last - 1; }

  // "Kabul, Afghanistan": a city before the comma.
  bool before_country(const Item& item) const {
    if (item.last + 1 < draft_.units.size() && draft_.barrier(item.last) && item_at(item.last + 1) >= 0 && draft_.text(item.last) == ",") {
      const Item& next = draft_.items[static_cast<std::size_t>(item_at(item.last + 1))];
      if ((item.form == Item::Form::place || item.capital) && next.form == Item::Form::country && !next.capital && !next.adjective)
        return true;
    }
    if (item.first >= 2 && item.form == Item::Form::country && !item.capital && draft_.barrier(item.first - 1) &&
        draft_.text(item.first - 1) == "," && item_at(item.first - 2) >= 0) {
      const Item& before = draft_.items[static_cast<std::size_t>(item_at(item.first - 2))];
      return before.form == Item::Form::place || (before.capital && before.locative);
    }
    return false;
  }

  // The first words of an article up to a dash: "BEIJING (Reuters) -", "Kyiv —".
  bool dateline(const Item& item) const {
    if (item.sentence != 0 || item.first > draft_.begin_of(0) + 3) return false;
    const auto& text = draft_.document.article.text;
    for (std::uint32_t u = item.last; u < std::min<std::uint32_t>(item.last + 8, static_cast<std::uint32_t>(draft_.units.size())); ++u) {
      if (draft_.barrier(u) && (draft_.text(u) == "\u2014" || draft_.text(u) == "\u2013")) return true;
    }
    const auto end = draft_.units[item.last - 1].span.end;
    const auto dash = text.find(" - ", end);
    return dash != std::string::npos && dash - end < 24;
  }

  // "Kabul airport", "Damascus suburb": a city name as modifier of an ordinary noun.
  bool compound_of_noun(const Item& item) const {
    if (!draft_.parsed) return false;
    const Deprel relation = draft_.token(item.last - 1).deprel;
    return relation == Deprel::compound && !item.possessor;
  }

  static bool gives_country(const Item& item) {
    return item.form != Item::Form::office && item.form != Item::Form::group && item.form != Item::Form::description;
  }

  bool backing_follows(const Item& item) const {
    return item.last < draft_.units.size() && draft_.is(item.last, WordClass::backing) && item_at(item.last) < 0;
  }

  bool stops(std::uint32_t u) const {
    if (draft_.barrier(u)) return true;
    if (draft_.is(u, WordClass::locative) || draft_.is(u, WordClass::conjunction) || draft_.is(u, WordClass::copula) ||
        draft_.is(u, WordClass::speech))
      return true;
    if (!draft_.tagged) return false;
    switch (draft_.token(u).upos) {
      case Upos::ADP:
      case Upos::AUX:
      case Upos::CCONJ:
      case Upos::SCONJ:
      case Upos::PRON:
      case Upos::ADV:
      case Upos::PART: return true;
      case Upos::VERB: return draft_.token(u).deprel != Deprel::amod && draft_.token(u).deprel != Deprel::compound;
      default: return false;
    }
  }

  void look_left(std::int32_t i) {
    const std::uint32_t floor = draft_.begin_of(at(i).sentence);
    std::uint32_t u = at(i).first;
    bool possessive = false;
    std::uint32_t edge = u;  // first unit of what is absorbed so far
    for (std::uint32_t n = 0; u > floor && n < kReach; ++n) {
      --u;
      if (draft_.units[u].word == g_.possessive && !draft_.units[u].first_upper && item_at(u) < 0) {
        possessive = true;
        continue;
      }
      if (const auto j = item_at(u); j >= 0) {
        Item& other = at(j);
        u = other.first;
        if (backing_follows(other) || other.prefixed) continue;
        if (!possessive && other.form == Item::Form::person && !other.adjective && other.last != at(i).first) return;
        if (!gives_country(other)) {
          if (possessive) {
            at(i).owners.push_back(j);
            at(i).definite = true;
            return;
          }
          if (other.plural || (!draft_.tagged && other.last != edge)) return;
          absorb(i, j);
          edge = other.first;
          continue;
        }
        if (other.form == Item::Form::pronoun && !other.possessor) return;
        own(i, j, possessive);
        return;
      }
      if (possessive) return;
      if (draft_.is(u, WordClass::definite)) {
        at(i).definite = true;
        return;
      }
      if (draft_.is(u, WordClass::indefinite) && !draft_.is(u, WordClass::number)) {
        at(i).indefinite = true;
        return;
      }
      if (draft_.is(u, WordClass::both)) at(i).definite = true;
      if (draft_.is(u, WordClass::former)) at(i).former = true;
      if (draft_.is(u, WordClass::lesser)) at(i).lesser = true;
      if (draft_.is(u, WordClass::indefinite)) at(i).indefinite = !at(i).definite;
      if (stops(u)) return;
      if (!draft_.tagged && draft_.units[u].first_upper && !draft_.is(u, WordClass::acting) && u == floor) return;
    }
  }

  // A noun before a noun: "army chief", "rebel leaders", "government forces". The narrower word gives the sector.
  void absorb(std::int32_t i, std::int32_t j) {
    Item& item = at(i);
    Item& other = at(j);
    if (!other.noun_sectors.empty() && other.noun_sectors.front() != "GOV") item.noun_sectors = other.noun_sectors;
    if (item.noun_sectors.empty()) item.noun_sectors = other.noun_sectors;
    item.begin = std::min(item.begin, other.first);
    item.lesser = item.lesser || item.form == Item::Form::office;
    other.dead = true;
    for (std::uint32_t u = other.first; u < other.last; ++u) draft_.item_at[u] = i;
  }

  void own(std::int32_t i, std::int32_t j, bool possessive) {
    Item& item = at(i);
    item.owners.push_back(j);
    const Item& owner = at(j);
    if (possessive || owner.form == Item::Form::pronoun) item.definite = true;
    const bool names_country = owner.form == Item::Form::country || owner.form == Item::Form::people || owner.form == Item::Form::place;
    if (names_country || (owner.form == Item::Form::organisation && !possessive)) item.begin = std::min(item.begin, owner.first);
    if (names_country) coordinate(i, owner.first);
    // A determiner before the modifier: "a Turkish official", "the Chinese leader".
    std::uint32_t u = at(item.owners.back()).first;
    for (std::uint32_t n = 0; n < 3 && u > draft_.begin_of(item.sentence); ++n) {
      --u;
      if (draft_.is(u, WordClass::definite) || draft_.is(u, WordClass::both))
        item.definite = true;
      else if (draft_.is(u, WordClass::indefinite))
        item.indefinite = true;
      if (draft_.is(u, WordClass::former)) item.former = true;
      if (draft_.is(u, WordClass::lesser)) item.lesser = true;
      if (stops(u) || item.definite || item.indefinite) break;
    }
  }

  // "[Russian], [Syrian] and US warplanes": further adjectives before the owner, tied by commas and "and".
  void coordinate(std::int32_t i, std::uint32_t u) {
    const std::uint32_t floor = draft_.begin_of(at(i).sentence);
    while (u >= floor + 2) {
      const std::uint32_t link = u - 1;
      const bool tied = draft_.is(link, WordClass::conjunction) || (draft_.barrier(link) && draft_.text(link) == ",");
      if (!tied) return;
      const auto j = item_at(link - 1);
      if (j < 0) return;
      const Item& other = at(j);
      const bool adjectival =
          other.adjective || (other.form == Item::Form::country && other.last - other.first == 1 && draft_.units[other.first].all_upper);
      if (!adjectival || other.locative) return;
      at(i).owners.push_back(j);
      at(i).begin = std::min(at(i).begin, other.first);
      u = other.first;
    }
  }

  // "president of [Mexico]", "protesters in [Hong Kong]", "forces loyal to [Assad]".
  void look_right(std::int32_t i) {
    if (!at(i).owners.empty()) return;
    std::uint32_t u = at(i).last;
    const std::uint32_t ceiling = draft_.end_of(at(i).sentence);
    if (u >= ceiling || draft_.barrier(u)) return;
    const std::string_view word = draft_.text(u);
    const bool of = word == "of" || word == "from" || word == "for";
    if (!of && word != "in" && !(word == "loyal" && u + 1 < ceiling && draft_.text(u + 1) == "to")) return;
    if (word == "loyal") ++u;
    for (std::uint32_t n = 0; n < 4 && ++u < ceiling; ++n) {
      if (draft_.barrier(u)) return;
      if (const auto j = item_at(u); j >= 0) {
        const Item& other = at(j);
        if (gives_country(other) && !other.adjective && other.form != Item::Form::pronoun) {
          if (word == "in" && other.form == Item::Form::person) return;
          at(i).owners.push_back(j);
          if (of) at(i).definite = true;
          return;
        }
        // "spokesman of the foreign minister": he who holds the office gives the country.
        if (other.adjective || (of && other.form == Item::Form::office && !other.plural)) at(i).owners.push_back(j);
        return;
      }
      const bool small = draft_.is(u, WordClass::definite) || draft_.is(u, WordClass::direction);
      if (!small && !(draft_.tagged && draft_.token(u).upos == Upos::ADJ)) return;
    }
  }

  void find_title(std::int32_t i) {
    const std::uint32_t floor = draft_.begin_of(at(i).sentence);
    std::uint32_t u = at(i).begin;
    while (u > floor && draft_.is(u - 1, WordClass::honorific) && (item_at(u - 1) < 0 || at(item_at(u - 1)).form != Item::Form::person)) {
      --u;
      const auto value = g_.value(draft_.units[u].word, WordClass::honorific);
      if (value.size() == 1)
        at(i).gender = value.front();
      else if (!value.empty())
        at(i).extra_sector = value;
      if (const auto j = item_at(u); j >= 0) {
        if (at(j).form != Item::Form::office && at(j).form != Item::Form::group) break;
        at(i).title = j;
        break;
      }
      at(i).begin = u;
    }
    if (at(i).title == Item::kNone && u > floor) {
      if (const auto j = item_at(u - 1);
          j >= 0 && (at(j).form == Item::Form::office || (at(j).form == Item::Form::group && at(j).sense == Sense::sector) ||
                     at(j).form == Item::Form::description)) {
        if (at(j).last == u && !at(j).possessor && (at(j).form == Item::Form::office || !at(j).plural)) at(i).title = j;
      }
    }
    if (at(i).title == Item::kNone) return;
    Item& title = at(at(i).title);
    if (title.last > at(i).begin) at(i).begin = title.last;
    title.dead = true;
    at(i).begin = std::min(at(i).begin, title.first);
    if (!(title.owners.size() == 1 && at(title.owners[0]).possessor)) at(i).begin = std::min(at(i).begin, title.begin);
    for (std::uint32_t k = at(i).begin; k < at(i).first; ++k) {
      if (item_at(k) == at(i).title) draft_.item_at[k] = i;
    }
  }

  bool comma(std::uint32_t u) const { return u < draft_.units.size() && draft_.barrier(u) && draft_.text(u) == ","; }

  // "the US secretary of state, Mike Pompeo," and "Matthew Miller, a State Department spokesman".
  void find_apposition(std::int32_t i) {
    const std::uint32_t floor = draft_.begin_of(at(i).sentence), ceiling = draft_.end_of(at(i).sentence);
    if (at(i).begin >= floor + 2 && comma(at(i).begin - 1)) {
      const auto j = item_at(at(i).begin - 2);
      if (j >= 0 && !at(j).dead &&
          (at(j).form == Item::Form::office || at(j).form == Item::Form::description ||
           (at(j).form == Item::Form::group && !at(j).plural)) &&
          !at(j).plural && at(j).named < 0) {
        at(j).named = i;
        if (at(i).title < 0) at(i).title = j;
        return;
      }
    }
    if (at(i).title >= 0 || !comma(at(i).last)) return;
    for (std::uint32_t u = at(i).last + 1; u < std::min(ceiling, at(i).last + 9); ++u) {
      if (draft_.barrier(u)) return;
      const auto j = item_at(u);
      if (j < 0) {
        if (draft_.is(u, WordClass::speech) || draft_.is(u, WordClass::copula) || draft_.is(u, WordClass::conjunction)) return;
        if (draft_.tagged && (draft_.token(u).upos == Upos::VERB || draft_.token(u).upos == Upos::AUX)) return;
        continue;
      }
      Item& noun = at(j);
      if (noun.form == Item::Form::person || noun.form == Item::Form::pronoun) {
        if (noun.form == Item::Form::pronoun && noun.possessor) continue;
        return;
      }
      const bool role = noun.form == Item::Form::office || noun.form == Item::Form::group || noun.form == Item::Form::description;
      if (!role || noun.dead) continue;
      if (noun.plural || noun.possessor) return;
      if (item_at(noun.last) >= 0 && !draft_.barrier(noun.last)) return;  // "…, President Putin": a list, not an apposition
      at(i).title = j;
      noun.named = i;
      return;
    }
  }

  void mark_subject(std::int32_t i) {
    Item& item = at(i);
    if (draft_.parsed) {
      for (std::uint32_t u = item.begin; u < item.last; ++u) {
        const Deprel relation = draft_.token(u).deprel;
        if (relation == Deprel::nsubj || relation == Deprel::nsubj_pass || relation == Deprel::nsubj_outer) item.subject = true;
      }
      return;
    }
    for (std::uint32_t u = draft_.begin_of(item.sentence); u < item.begin; ++u) {
      if (item_at(u) >= 0 || draft_.is(u, WordClass::copula) || draft_.is(u, WordClass::speech)) return;
    }
    item.subject = true;
  }

  Draft& draft_;
  const Gazetteer::Parts& g_;
};

}  // namespace

void relate(Draft& draft) { Relations(draft).run(); }

}  // namespace readout
