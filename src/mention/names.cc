// Adds names that no table lists: runs of capitalised words, typed by NER tags where the document has them, else by what stands
// in and around them (titles, given names, nouns of bodies). A larger name swallows the known names inside it ("Paris Hilton").
#include <algorithm>

#include "base/utf8.h"
#include "mention/draft.h"

namespace readout {
namespace {

class Names {
 public:
  explicit Names(Draft& draft) : draft_(draft), g_(draft.gazetteer) {}

  void run() {
    for (std::uint32_t s = 0; s < draft_.document.sentences.size(); ++s) {
      const std::uint32_t end = draft_.end_of(s);
      sentence_ = s;
      for (std::uint32_t u = draft_.begin_of(s); u < end;) {
        std::uint32_t last = u;
        while (last < end && in_run(last, u)) ++last;
        while (last > u && !capital(last - 1)) --last;  // particles do not end a name
        if (last > u) read_run(u, last);
        u = std::max(last, u) + 1;
      }
    }
    order();
  }

 private:
  bool capital(std::uint32_t u) const { return !draft_.barrier(u) && draft_.units[u].first_upper; }
  const Item* item(std::uint32_t u) const {
    return draft_.item_at[u] < 0 ? nullptr : &draft_.items[static_cast<std::size_t>(draft_.item_at[u])];
  }

  bool in_run(std::uint32_t u, std::uint32_t first) const {
    if (draft_.barrier(u) || draft_.units[u].word == g_.possessive) return false;
    if (const Item* known = item(u)) {
      if (known->form == Item::Form::pronoun || known->form == Item::Form::office) return false;
      if (known->form == Item::Form::group && !capital(u)) return false;
      if (known->form == Item::Form::group && known->sense == Sense::demonym) return false;
    }
    if (draft_.is(u, WordClass::month) || draft_.is(u, WordClass::weekday) || draft_.is(u, WordClass::definite)) return false;
    if (draft_.is(u, WordClass::honorific)) return false;
    if (u > first && !capital(u) && draft_.is(u, WordClass::particle)) return true;
    if (!capital(u)) return false;
    if (draft_.is(u, WordClass::locative) || draft_.is(u, WordClass::conjunction)) return false;
    if (draft_.is(u, WordClass::pronoun) && item(u) == nullptr) return false;
    if (draft_.tagged) {
      const Upos pos = draft_.token(u).upos;
      return pos == Upos::PROPN || pos == Upos::X || draft_.token(u).ner != Ner::none || item(u) != nullptr;
    }
    if (u == draft_.begin_of(sentence_) && item(u) == nullptr) return given(u) != ' ';
    return true;
  }

  char given(std::uint32_t u) const {
    const auto it = g_.knowledge.given_names.find(draft_.folded(u, u + 1));
    return it == g_.knowledge.given_names.end() ? ' ' : it->second;
  }

  static bool person(Ner tag) { return tag == Ner::b_per || tag == Ner::i_per; }
  static bool body(Ner tag) { return tag == Ner::b_org || tag == Ner::i_org; }

  static bool located(Ner tag) { return tag == Ner::b_loc || tag == Ner::i_loc || tag == Ner::i_org || tag == Ner::b_org; }

  // "South Charleston", "Madison County", "New London": a place name inside a longer one that nobody lists is another place.
  void drop_parts(std::uint32_t first, std::uint32_t last) {
    for (std::uint32_t u = first; u < last; ++u) {
      const Item* known = item(u);
      if (known == nullptr || u != known->first || known->adjective) continue;
      const bool city_like = known->form == Item::Form::place || known->capital;
      if (!city_like) continue;
      const auto grows = [&](std::uint32_t v) {
        return item(v) == nullptr && capital(v) && (!draft_.has_ner || located(draft_.token(v).ner));
      };
      const bool left = u > first && grows(u - 1);
      const bool right = known->last < last && grows(known->last) && !draft_.is(known->last, WordClass::place_noun);
      if (!left && !right) continue;
      const auto index = draft_.item_at[u];
      draft_.items[static_cast<std::size_t>(index)].dead = true;
      const std::uint32_t end = known->last;
      for (std::uint32_t v = u; v < end; ++v) draft_.item_at[v] = Item::kNone;
    }
  }

  void read_run(std::uint32_t first, std::uint32_t last) {
    drop_parts(first, last);
    const bool all_known = [&] {
      for (std::uint32_t u = first; u < last; ++u) {
        if (item(u) == nullptr) return false;
      }
      return true;
    }();
    // A body: "Syrian Observatory", "Bank of …" is left to the tables.
    if (draft_.is(last - 1, WordClass::organisation_noun) && last - first >= 2 && !(all_known && item(last - 1) == item(first))) {
      return add_body(first, last);
    }
    if (all_known) return person_over_place(first, last);
    split(first, last);
  }

  // Known words alone, but tagged as a person: "Jordan Peele" needs an unknown word, "Kim Washington" does not.
  void person_over_place(std::uint32_t first, std::uint32_t last) {
    if (last - first < 2 || !draft_.has_ner) return;
    for (std::uint32_t u = first; u < last; ++u) {
      if (!person(draft_.token(u).ner)) return;
      const Item& known = *item(u);
      if ((known.form != Item::Form::country && known.form != Item::Form::place) || known.last - known.first > 1 || known.adjective) return;
    }
    add_person(first, last);
  }

  // A run with unknown words: leave known leading modifiers alone ("Turkish Airlines" is a body, "Syria Hassan" is not tried).
  void split(std::uint32_t first, std::uint32_t last) {
    std::uint32_t begin = first;
    while (begin < last && item(begin) != nullptr && !extends_person(begin, last)) begin = item(begin)->last;
    std::uint32_t end = last;
    if (begin >= end) return;
    if (draft_.has_ner) return by_tags(begin, end);
    const bool titled =
        begin > 0 &&
        (draft_.is(begin - 1, WordClass::honorific) ||
         (item(begin - 1) != nullptr && (item(begin - 1)->form == Item::Form::office || item(begin - 1)->form == Item::Form::group)));
    const bool located = begin > 0 && draft_.is(begin - 1, WordClass::locative) && !titled;
    const bool first_known = given(begin) != ' ';
    if (located && !first_known) return;
    if (titled || first_known || end - begin >= 2 || speaks_after(end))
      add_person(begin, end);
    else
      lone_.push_back({begin, end});
  }

  bool speaks_after(std::uint32_t u) const { return u < draft_.units.size() && draft_.is(u, WordClass::speech); }

  // Does the known word at `u` belong to a person's name that goes on with unknown words? "Chelsea Manning", "Hunter Biden".
  bool extends_person(std::uint32_t u, std::uint32_t last) const {
    const Item& known = *item(u);
    if (known.form == Item::Form::person) return known.sense == Sense::surname;
    if (known.last >= last) return false;
    if (draft_.has_ner) return person(draft_.token(u).ner) && person(draft_.token(known.last).ner);
    return given(u) != ' ' && !known.adjective;
  }

  void by_tags(std::uint32_t first, std::uint32_t last) {
    for (std::uint32_t u = first; u < last;) {
      const Ner tag = draft_.token(u).ner;
      std::uint32_t end = u + 1;
      while (end < last && same_entity(draft_.token(end).ner, tag)) ++end;
      if (person(tag)) {
        if (!(item(u) != nullptr && item(u)->form == Item::Form::person && item(u)->last == end)) add_person(u, end);
      } else if (body(tag) && !(item(u) != nullptr && item(u)->last == end)) {
        add_body(u, end);
      } else if (item(u) == nullptr && end - u >= 2 && titled_at(u)) {
        add_person(u, end);
      } else if (item(u) == nullptr && tag == Ner::none) {
        lone_.push_back({u, end});
      }
      u = end;
    }
  }

  bool titled_at(std::uint32_t u) const {
    return u > 0 && (draft_.is(u - 1, WordClass::honorific) || (item(u - 1) != nullptr && item(u - 1)->form == Item::Form::office));
  }

  static bool same_entity(Ner next, Ner tag) {
    if (tag == Ner::none) return next == Ner::none;
    const auto base = [](Ner t) { return (static_cast<int>(t) + 1) / 2; };
    const bool begins = static_cast<int>(next) % 2 == 1;
    return next != Ner::none && !begins && base(next) == base(tag);
  }

  void add_person(std::uint32_t first, std::uint32_t last) {
    if (last == first + 1 && draft_.units[first].span.size() < 2) return;
    Item name;
    name.form = Item::Form::person;
    name.sense = Sense::person;
    name.gender = given(first) == 'm' || given(first) == 'f' ? given(first) : ' ';
    swallow(std::move(name), first, last);
  }

  void add_body(std::uint32_t first, std::uint32_t last) {
    Item name;
    name.form = Item::Form::organisation;
    name.sense = Sense::organisation;
    if (draft_.is(last - 1, WordClass::organisation_noun)) {
      const auto sectors = g_.value(draft_.units[last - 1].word, WordClass::organisation_noun);
      if (!sectors.empty()) name.noun_sectors = {std::string(sectors)};
    } else if (const Item* noun = item(last - 1); noun != nullptr && noun->form == Item::Form::group) {
      name.noun_sectors = noun->noun_sectors;
    }
    // A state or its adjective at the front stays a mention of its own and gives the code.
    for (std::uint32_t u = first; u < last; ++u) {
      const Item* known = item(u);
      if (known != nullptr && known->last < last &&
          (known->form == Item::Form::country || known->form == Item::Form::place || known->form == Item::Form::organisation)) {
        name.owners.push_back(draft_.item_at[u]);
        break;
      }
    }
    swallow(std::move(name), first, last);
  }

  void swallow(Item name, std::uint32_t first, std::uint32_t last) {
    name.first = name.begin = first;
    name.last = last;
    name.sentence = sentence_;
    for (std::uint32_t u = first; u < last; ++u) {
      const auto j = draft_.item_at[u];
      if (j < 0) continue;
      if (std::find(name.owners.begin(), name.owners.end(), j) == name.owners.end()) draft_.items[static_cast<std::size_t>(j)].dead = true;
    }
    const auto owners = name.owners;
    const auto index = draft_.add(std::move(name));
    for (std::uint32_t u = first; u < last; ++u) {
      const auto j = draft_.item_at[u];
      if (j >= 0 && std::find(owners.begin(), owners.end(), j) != owners.end()) continue;
      draft_.item_at[u] = index;
    }
  }

  // Lone capitalised words that are the tail of a person named elsewhere in the text; then items by place in the text.
  void order() {
    std::vector<std::string> tails;
    for (const auto& known : draft_.items) {
      if (known.dead || known.form != Item::Form::person) continue;
      for (std::uint32_t u = known.first + 1; u < known.last; ++u) tails.push_back(draft_.folded(u, known.last));
    }
    std::sort(tails.begin(), tails.end());
    for (const auto& [first, last] : lone_) {
      if (item(first) != nullptr || !std::binary_search(tails.begin(), tails.end(), draft_.folded(first, last))) continue;
      sentence_ = draft_.sentence_of[first];
      add_person(first, last);
    }
    std::vector<std::int32_t> sorted(draft_.items.size()), where(draft_.items.size());
    for (std::size_t i = 0; i < sorted.size(); ++i) sorted[i] = static_cast<std::int32_t>(i);
    std::stable_sort(sorted.begin(), sorted.end(), [&](auto a, auto b) {
      const Item &x = draft_.items[static_cast<std::size_t>(a)], &y = draft_.items[static_cast<std::size_t>(b)];
      return x.first != y.first ? x.first < y.first : x.last < y.last;
    });
    std::vector<Item> items;
    items.reserve(sorted.size());
    for (std::size_t i = 0; i < sorted.size(); ++i) {
      where[static_cast<std::size_t>(sorted[i])] = static_cast<std::int32_t>(i);
      items.push_back(std::move(draft_.items[static_cast<std::size_t>(sorted[i])]));
    }
    draft_.items = std::move(items);
    for (auto& known : draft_.items) {
      for (auto& owner : known.owners) owner = where[static_cast<std::size_t>(owner)];
    }
    for (auto& at : draft_.item_at) at = at < 0 ? at : where[static_cast<std::size_t>(at)];
  }

  struct Range {
    std::uint32_t first, last;
  };
  Draft& draft_;
  const Gazetteer::Parts& g_;
  std::uint32_t sentence_ = 0;
  std::vector<Range> lone_;
};

}  // namespace

void find_names(Draft& draft) { Names(draft).run(); }

}  // namespace readout
