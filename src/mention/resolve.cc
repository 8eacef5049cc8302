// Walks the items in text order and settles who they are: code, sectors, entity, what they refer to, and why.
//
// What is remembered of the text so far is small: the last holder of each surname, of each noun and office, and the list of
// resolved items. Pronouns look back at most kLookBack items in three sentences, so the walk is linear.
#include <algorithm>
#include <cmath>
#include <optional>
#include <unordered_map>

#include "base/format.h"
#include "base/text.h"
#include "base/utf8.h"
#include "mention/draft.h"

namespace readout {
namespace {

constexpr std::size_t kLookBack = 40;

bool in(std::string_view value, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

class Resolver {
 public:
  explicit Resolver(Draft& draft) : draft_(draft), g_(draft.gazetteer), know_(draft.gazetteer.knowledge) {}

  void run() {
    survey();
    // What needs no context comes first: modifiers may stand behind their noun ("the government of Sudan").
    for (std::int32_t i = 0; i < static_cast<std::int32_t>(draft_.items.size()); ++i) {
      if (!at(i).dead && fixed(at(i))) settle(i);
    }
    for (std::int32_t i = 0; i < static_cast<std::int32_t>(draft_.items.size()); ++i) {
      if (at(i).dead) continue;
      if (!fixed(at(i))) settle(i);
      if (alive(i)) remember(i);
    }
  }

 private:
  static bool fixed(const Item& item) {
    return item.form == Item::Form::country || item.form == Item::Form::place || (item.form == Item::Form::organisation && item.known);
  }
  Item& at(std::int32_t i) { return draft_.items[static_cast<std::size_t>(i)]; }
  bool alive(std::int32_t i) { return !at(i).dead; }
  std::string words_of(const Item& item) const { return draft_.folded(item.first, item.last); }

  // The country the document is about: its most frequent code, early sentences counting more; the dateline's breaks ties.
  void survey() {
    sentence_country_.resize(draft_.document.sentences.size());
    std::unordered_map<std::string, int> weight;
    for (auto& item : draft_.items) {
      if (item.dead) continue;
      const std::string code = plain_code(item);
      if (code.empty()) continue;
      weight[code] += item.sentence < 3 ? 3 : 1;
      weight_.insert_or_assign(code, weight[code]);
      mentioned_.emplace(code, item.sentence);
    }
    for (auto& item : draft_.items) {
      if (item.dead || (item.form != Item::Form::place && item.form != Item::Form::country)) continue;
      choose_place(item);
      const std::string code = item.form == Item::Form::place ? know_.places[item.entries.front().record].country
                                                              : know_.countries[item.entries.front().record].code;
      const bool here = item.locative || item.form == Item::Form::place;
      if (code.empty() || !here) continue;
      if (sentence_country_[item.sentence].empty()) sentence_country_[item.sentence] = code;
      located_[code] += 1;
      if (item.sentence == 0 && dateline_.empty() && item.locative && item.first < draft_.begin_of(0) + 3) dateline_ = code;
    }
    int best = 0;
    for (const auto& [code, n] : weight) {
      if (n > best || (n == best && code < main_)) best = n, main_ = code;
    }
    best = 0;
    for (const auto& [code, n] : located_) {
      if (n > best || (n == best && (weight_[code] > weight_[stage_] || (weight_[code] == weight_[stage_] && code < stage_))))
        best = n, stage_ = code;
    }
  }

  // The code of a state or place that can mean one country only.
  std::string plain_code(const Item& item) const {
    if (item.form == Item::Form::country) return know_.countries[item.entries.front().record].code;
    if (item.form != Item::Form::place) return {};
    const std::string& code = know_.places[item.entries.front().record].country;
    for (const auto& entry : item.entries) {
      if (entry.sense == Sense::place && know_.places[entry.record].country != code) return {};
    }
    return code;
  }

  // Orders the meanings of a place name: country written behind it, countries the text speaks of, size. A state's name may be a
  // province elsewhere (Georgia): so when the text speaks of that country alone.
  void choose_place(Item& item) {
    const auto weight = [&](const std::string& code) {
      const auto it = weight_.find(code);
      return it == weight_.end() ? 0 : it->second;
    };
    if (item.form == Item::Form::country) {
      const std::string& code = know_.countries[item.entries.front().record].code;
      for (auto& entry : item.entries) {
        if (entry.sense != Sense::place || item.capital || item.adjective) continue;
        const Place& place = know_.places[entry.record];
        const int own = static_cast<int>(std::count_if(draft_.items.begin(), draft_.items.end(), [&](const Item& other) {
          return !other.dead && other.form == Item::Form::country && words_of(other) == words_of(item);
        }));
        if (place.country == code || weight(place.country) == 0 || weight(code) > 3 * own) continue;
        std::swap(item.entries.front(), entry);
        item.form = Item::Form::place;
        item.sense = Sense::place;
        return;
      }
      return;
    }
    std::string behind;
    if (item.last + 1 < draft_.units.size() && draft_.item_at[item.last + 1] >= 0) {
      const Item& next = at(draft_.item_at[item.last + 1]);
      if (next.form == Item::Form::country || next.form == Item::Form::place) behind = plain_code(next);
    }
    const auto points = [&](const Entry& entry) {
      if (entry.sense != Sense::place) return -1.0;
      const Place& place = know_.places[entry.record];
      double n = place.population > 0 ? 2 * std::log10(static_cast<double>(place.population)) : 6;
      if (!behind.empty() && place.country == behind) n += 20;
      if (weight(place.country) > 0) n += 0.5 + std::min(4.0, 0.3 * weight(place.country));
      return n;
    };
    std::stable_sort(item.entries.begin(), item.entries.end(), [&](const Entry& a, const Entry& b) { return points(a) > points(b); });
  }

  void settle(std::int32_t i) {
    switch (at(i).form) {
      case Item::Form::person: return settle_person(i);
      case Item::Form::organisation: return settle_organisation(i);
      case Item::Form::country: return settle_country(i);
      case Item::Form::place: return settle_place(i);
      case Item::Form::people: return settle_people(i);
      case Item::Form::office: return settle_office(i);
      case Item::Form::group: return settle_group(i);
      case Item::Form::description: return settle_description(i);
      case Item::Form::pronoun: return settle_pronoun(i);
    }
  }

  // The item itself, or the name that took it in as its title, settled even when it stands further on.
  std::int32_t settled(std::int32_t j) {
    if (at(j).dead && draft_.item_at[at(j).first] >= 0) j = draft_.item_at[at(j).first];
    if (at(j).mention.why.empty() && !at(j).dead && depth_ < 4) {
      ++depth_;
      settle(j);
      --depth_;
    }
    return j;
  }

  // ---- countries and places

  void settle_country(std::int32_t i) {
    Item& item = at(i);
    const Country& country = know_.countries[item.entries.front().record];
    item.mention.kind = item.capital && item.locative ? MentionKind::place : MentionKind::country;
    item.mention.code = country.code;
    item.mention.entity = country.name;
    item.key = country.code;
    item.mention.why = know_.where({country.from.file, country.from.line});
    if (item.capital) item.mention.why += item.locative ? " capital as place" : " capital for its government";
    if (item.sense == Sense::metonym || (item.government && !item.adjective)) item.mention.sectors = {"GOV"};
  }

  void settle_place(std::int32_t i) {
    Item& item = at(i);
    const Place& place = know_.places[item.entries.front().record];
    item.mention.kind = MentionKind::place;
    item.mention.code = place.country;
    item.mention.entity = place.name;
    item.key = "l:" + place.name;
    item.mention.why = know_.where(place.from);
  }

  // A stateless people lives in the country that the sentence or document speaks of.
  void settle_people(std::int32_t i) {
    Item& item = at(i);
    const People& people = know_.peoples[item.entries.front().record];
    item.mention.kind = MentionKind::group;
    item.mention.entity = people.name;
    item.key = "t:" + people.name;
    item.mention.code = code_of_people(people, item);
    if (!item.adjective) item.mention.sectors = {"SOC"};
    item.mention.why = know_.where(people.from);
    item.plural = !item.adjective;
  }

  std::string code_of_people(const People& people, const Item& item) const {
    const auto lives_in = [&](const std::string& code) {
      return std::find(people.countries.begin(), people.countries.end(), code) != people.countries.end();
    };
    for (const auto j : item.owners) {
      const auto& code = draft_.items[static_cast<std::size_t>(j)].mention.code;
      if (lives_in(code)) return code;
    }
    if (lives_in(sentence_country_[item.sentence])) return sentence_country_[item.sentence];
    std::string best;
    for (const auto& code : people.countries) {
      if (code == main_) return code;
    }
    for (const auto& code : people.countries) {
      if (mentioned_.contains(code)) return code;
    }
    return people.countries.empty() ? std::string{} : people.countries.front();
  }

  // ---- persons

  bool same_country(const Person& person, std::string_view code) const {
    return std::any_of(person.terms.begin(), person.terms.end(), [&](const Term& term) { return term.code == code; });
  }

  // The code that a title's modifiers give: "[Chinese] Foreign Minister Wang Yi".
  std::string owner_code(const Item& item) {
    for (const auto owner : item.owners) {
      const auto j = settled(owner);
      if (!at(j).mention.code.empty()) return at(j).mention.code;
    }
    return {};
  }

  // Points of a candidate for a name: holds office that day, leads, is of a country the text speaks of, has the title.
  int points(std::uint32_t candidate, const Item& item, const Office* office, const std::string& code) {
    const Person& person = know_.people[candidate];
    const TermChoice choice = term_on(person, draft_.date);
    const Term& term = person.terms[static_cast<std::size_t>(choice.term)];
    int n = (choice.holds ? 8 : 0) + 2 * (3 - term.rank);
    if (!code.empty()) n += same_country(person, code) ? 12 : -12;
    if (mentioned_.contains(term.code)) n += mentioned_.at(term.code) <= item.sentence ? 5 : 2;
    if (term.code == main_) n += 1;
    if (office != nullptr) {
      for (const auto& t : person.terms) {
        for (const auto& holder : office->holders) {
          if (fold(t.office) == fold(holder)) n += t.holds(draft_.date) || draft_.date.empty() ? 10 : 5;
        }
      }
    }
    return n;
  }

  const Office* office_of(const Item& title) const {
    for (const auto& entry : title.entries) {
      if (entry.sense == Sense::office) return &know_.offices[entry.record];
    }
    return nullptr;
  }

  void settle_person(std::int32_t i) {
    Item& item = at(i);
    item.mention.kind = MentionKind::person;
    const Office* office = nullptr;
    std::string code;
    if (item.title >= 0) {
      office = office_of(at(item.title));
      code = title_code(item.title);
      if (at(item.title).former) item.former = true;
    }
    if (!item.known) return settle_unknown(i, code);
    const bool full = item.sense == Sense::person;
    if (!full && remembered_surname(i)) return;
    std::int32_t best = -1;
    int best_points = -1000, second = -1000;
    for (const auto& entry : item.entries) {
      if (entry.sense != Sense::person && entry.sense != Sense::surname) continue;
      const int n = points(entry.record, item, office, code);
      if (static_cast<std::int32_t>(entry.record) == best) continue;
      if (n > best_points)
        second = best_points, best_points = n, best = static_cast<std::int32_t>(entry.record);
      else
        second = std::max(second, n);
    }
    if (best < 0) return kill(i);
    // A bare surname needs a leader in office, or a minister whose country the text speaks of.
    if (!full && (best_points < (item.title >= 0 || item.gender != ' ' ? 10 : 12) || best_points == second)) return settle_unknown(i, code);
    name_person(i, best, full ? "full name" : "surname");
  }

  void name_person(std::int32_t i, std::int32_t p, std::string_view how) {
    Item& item = at(i);
    const Person& person = know_.people[static_cast<std::size_t>(p)];
    const TermChoice choice = term_on(person, draft_.date);
    const Term& term = person.terms[static_cast<std::size_t>(choice.term)];
    item.person = p;
    item.key = format("p:{}", p);
    if (person.gender != ' ') item.gender = person.gender;
    item.mention.entity = person.names.front();
    item.mention.code = term.code;
    const bool past = !choice.holds && !term.end.empty() && !draft_.date.empty() && term.end < draft_.date;
    item.mention.sectors = past ? std::vector<std::string>{"ELI"} : term.sectors;
    item.mention.office = past ? "" : term.office;
    item.mention.why = format("{} {}{}", know_.where(term.from), how, past ? ", out of office" : "");
  }

  // A surname already met in this text belongs to its last full holder.
  bool remembered_surname(std::int32_t i) {
    const auto it = surnames_.find(words_of(at(i)));
    if (it == surnames_.end()) return false;
    const auto j = it->second;
    if (at(i).gender != ' ' && at(j).gender != ' ' && at(i).gender != at(j).gender) return false;
    refer(i, j, "surname");
    return true;
  }

  void settle_unknown(std::int32_t i, const std::string& code) {
    Item& item = at(i);
    if (remembered_surname(i)) {
      if (at(i).mention.code.empty() && !code.empty()) at(i).mention.code = code;
      return;
    }
    // A listed surname that fits nobody here is a person only by title, address or tag.
    const Ner tag = draft_.token(item.first).ner;
    const bool tagged = draft_.has_ner ? tag == Ner::b_per || tag == Ner::i_per : false;
    if (item.known && item.title < 0 && item.gender == ' ' && !tagged) return kill(i);
    item.person = -1;
    item.key = "n:" + words_of(item);
    item.mention.entity = draft_.written(item.first, item.last);
    item.mention.code = code;
    if (item.title >= 0) {
      item.mention.sectors = at(item.title).mention.sectors.empty() ? at(item.title).noun_sectors : at(item.title).mention.sectors;
      if (at(item.title).mention.office.empty() && at(item.title).form == Item::Form::office)
        item.mention.office = words_of(at(item.title));
      item.mention.why = "title + name";
    } else {
      item.mention.why = "name";
    }
    if (item.former && !item.mention.sectors.empty()) item.mention.sectors = {"ELI"};
    if (item.mention.sectors.empty() && !item.extra_sector.empty()) item.mention.sectors = {item.extra_sector};
    if (!item.mention.code.empty()) return;
    if (!item.mention.sectors.empty()) return context_code(i);
    private_person(i);
  }

  // Somebody of whom no office is told: the person just described without a name ("a British engineer … John Smith"), else one of
  // the people the text is about.
  void private_person(std::int32_t i) {
    Item& item = at(i);
    for (std::size_t n = 0; n < recent_.size() && n < kLookBack; ++n) {
      const Item& other = at(recent_[recent_.size() - 1 - n]);
      if (item.sentence - other.sentence > 2) break;
      const bool described = other.form == Item::Form::group && !other.plural && !draft_.is(other.last - 1, WordClass::collective);
      if (!described || other.owners.empty() || other.mention.code.empty() || other.mention.sectors.empty()) continue;
      if (in(other.mention.sectors.front(), {"GOV", "MIL", "REB", "JUD", "LEG", "COP", "UNK", "PTY", "SPY", "OPP", "UAF"})) continue;
      item.mention.code = other.mention.code;
      item.mention.sectors = other.mention.sectors;
      item.mention.why += format(", the {} named before", words_of(other));
      return;
    }
    if (main_.empty()) return;
    item.mention.code = main_;
    item.mention.sectors = {"CVL"};
    item.mention.why += ", country from the document's main country";
  }

  // The country of a title: its own owners, else what the text says of such a body.
  std::string title_code(std::int32_t title) {
    Item& item = at(title);
    if (item.dead || item.mention.code.empty()) return owner_code(item);
    return item.mention.code;
  }

  void refer(std::int32_t i, std::int32_t j, std::string_view why) {
    Item& item = at(i);
    const Item& antecedent = at(j);
    item.mention.code = antecedent.mention.code;
    if (item.mention.sectors.empty()) item.mention.sectors = antecedent.mention.sectors;
    item.mention.entity = antecedent.mention.entity;
    item.mention.office = antecedent.mention.office;
    item.mention.members = antecedent.mention.members;
    item.mention.refers_to = j;
    item.person = antecedent.person;
    item.key = antecedent.key;
    if (item.gender == ' ' || item.gender == '_') item.gender = antecedent.gender;
    item.mention.why =
        format("{} {} → {}", why, words_of(item), antecedent.mention.entity.empty() ? words_of(antecedent) : antecedent.mention.entity);
  }

  void kill(std::int32_t i) { at(i).dead = true; }

  // ---- organisations

  void settle_organisation(std::int32_t i) {
    Item& item = at(i);
    item.mention.kind = MentionKind::organisation;
    if (!item.known) {
      item.mention.entity = draft_.written(item.first, item.last);
      item.key = "n:" + words_of(item);
      item.mention.code = owner_code(item);
      item.mention.sectors = item.noun_sectors;
      item.mention.why = "name of a body";
      if (item.mention.sectors.empty() && !item.owners.empty()) item.mention.sectors = at(settled(item.owners.front())).mention.sectors;
      if (const auto it = nouns_.find(item.key); it != nouns_.end() && item.mention.code.empty())
        item.mention.code = at(it->second).mention.code;
      // Papers, firms and clubs keep no country: one guessed for them made their doings look political.
      if (item.mention.code.empty() && !item.mention.sectors.empty() &&
          in(item.mention.sectors.front(), {"GOV", "MIL", "COP", "LEG", "JUD"}))
        context_code(i);
      return;
    }
    const Organisation* best = nullptr;
    const Term* best_term = nullptr;
    int best_points = -1;
    for (const auto& entry : item.entries) {
      if (entry.sense != Sense::organisation) continue;
      const Organisation& organisation = know_.organisations[entry.record];
      const Term* term = term_on(organisation, draft_.date);
      int n = mentioned_.contains(term->code) ? 4 : 0;
      n += term->code == main_ ? 2 : 0;
      n += term->holds(draft_.date) || draft_.date.empty() ? 1 : 0;
      if (n > best_points) best_points = n, best = &organisation, best_term = term;
    }
    if (best == nullptr) return kill(i);
    item.key = "o:" + best->id;
    item.mention.entity = best->names.front();
    item.mention.code = best_term->code;
    item.mention.sectors = best_term->sectors;
    item.mention.why = know_.where(best_term->from);
  }

  // ---- nouns with a role: offices, sector nouns

  bool coordinated_owners(std::int32_t i) {
    Item& item = at(i);
    if (item.owners.size() < 2) return false;
    for (const auto j : item.owners) {
      if (at(j).dead) continue;
      item.mention.members.push_back(static_cast<std::uint32_t>(j));
    }
    item.mention.why = "coordinated modifiers";
    return true;
  }

  bool sentence_has(const Item& item, std::string_view code) const { return !code.empty() && sentence_country_[item.sentence] == code; }

  // Country of a noun that names none itself: where the sentence is set, else dateline or the document's main country.
  void context_code(std::int32_t i) {
    Item& item = at(i);
    const auto settle_on = [&](const std::string& code, std::string_view from) {
      item.mention.code = code;
      item.mention.why += format("{}country from {}", item.mention.why.empty() ? "" : ", ", from);
    };
    if (!item.mention.sectors.empty() && item.mention.sectors.front() == "MIL") {
      if (const auto j = actor_before(i); j >= 0) return settle_on(at(j).mention.code, "the state that acts");
    }
    if (!sentence_country_[item.sentence].empty()) return settle_on(sentence_country_[item.sentence], "place in the sentence");
    if (!last_country_.empty() && item.sentence <= last_country_sentence_ + 1 && !at_location_.empty())
      return settle_on(at_location_, "place named before");
    if (!stage_.empty()) return settle_on(stage_, "the document's main place");
    if (!main_.empty()) return settle_on(main_, "the document's main country");
    if (!dateline_.empty()) return settle_on(dateline_, "dateline");
  }

  // The last government, leader or army before a noun in its sentence: bare "troops" are theirs wherever they stand.
  std::int32_t actor_before(std::int32_t i) {
    for (std::int32_t j = i - 1; j >= 0 && j > i - 12 && at(j).sentence == at(i).sentence; --j) {
      const Item& other = at(j);
      if (other.dead || other.adjective || other.locative || know_.country(other.mention.code) == nullptr) continue;
      if (other.form == Item::Form::country && (other.subject || other.possessor)) return j;
      if (other.mention.kind == MentionKind::person && !other.mention.sectors.empty() && in(other.mention.sectors.front(), {"GOV", "MIL"}))
        return j;
    }
    return -1;
  }

  void sector_of_owner(Item& item) {
    const bool force = draft_.is(item.last - 1, WordClass::force_noun);
    for (const auto j : item.owners) {
      const Item& owner = at(j);
      if (owner.form == Item::Form::people && force && owner.entries.size() > 0) {
        item.mention.sectors = know_.peoples[owner.entries.front().record].force;
      }
      if (owner.form == Item::Form::organisation && !owner.mention.sectors.empty() &&
          (item.mention.sectors.empty() || item.mention.sectors.front() == "UNK" || item.mention.sectors.front() == "GOV" ||
           item.form != Item::Form::group)) {
        item.mention.sectors = owner.mention.sectors;
      }
      const bool body = owner.form == Item::Form::description && !owner.mention.sectors.empty() && owner.mention.sectors.front() != "GOV";
      if (body && item.form != Item::Form::group) item.mention.sectors = owner.mention.sectors;
    }
    if (!item.mention.sectors.empty() && item.mention.sectors.front() == "UNK") {
      if (force && !item.owners.empty()) item.mention.sectors = {"MIL"};
    }
  }

  void settle_group(std::int32_t i) {
    Item& item = at(i);
    item.mention.kind = MentionKind::group;
    item.mention.sectors = item.noun_sectors;
    if (item.sense == Sense::demonym) {
      const Country& country = know_.countries[item.entries.front().record];
      item.mention.code = country.code;
      item.key = country.code + "/CVL";
      item.mention.why = know_.where(country.from);
      return;
    }
    const Entry& entry = item.entries.front();
    item.mention.why = know_.where(know_.sectors[entry.record].from);
    item.key = "s:" + words_of(item);
    settle_owned(i);
  }

  // Code and sectors from the owners; without owners from the last such noun, or from the context.
  void settle_owned(std::int32_t i) {
    Item& item = at(i);
    if (item.former) item.mention.sectors = {"ELI"};
    sector_of_owner(item);
    if (coordinated_owners(i)) {
      const auto& first = at(item.owners.front()).mention.code;
      const bool one = std::all_of(item.owners.begin(), item.owners.end(), [&](auto j) { return at(j).mention.code == first; });
      if (one) item.mention.code = first;
      return;
    }
    if (!item.owners.empty()) {
      const Item& owner = at(settled(item.owners.front()));
      item.mention.code = owner.mention.code;
      item.key += "/" + item.mention.code;
      if (!item.mention.code.empty()) {
        item.mention.why += format(", {} of {}", words_of(item), words_of(owner));
        return;
      }
    }
    if (item.definite && item.form == Item::Form::group && armed_group(i)) return;
    if (const auto it = nouns_.find(words_of(item)); it != nouns_.end() && !item.indefinite) {
      const Item& before = at(it->second);
      if (!before.mention.code.empty()) {
        item.mention.code = before.mention.code;
        item.mention.refers_to = it->second;
        item.key = before.key;
        item.mention.why += format(", {} named before", words_of(item));
        return;
      }
    }
    // Bare "foreign ministers", "leaders": of several states more often than of one.
    if (item.form == Item::Form::office && item.plural && !item.definite && leads(item)) return;
    context_code(i);
  }

  // "the terror group", "the militants": the armed organisation named last.
  bool armed_group(std::int32_t i) {
    Item& item = at(i);
    if (item.mention.sectors.empty() || item.mention.sectors.front() != "REB") return false;
    for (std::size_t n = 0; n < recent_.size() && n < kLookBack; ++n) {
      const auto j = recent_[recent_.size() - 1 - n];
      const Item& other = at(j);
      if (item.sentence - other.sentence > 3) return false;
      const bool armed =
          other.mention.kind == MentionKind::organisation && !other.mention.sectors.empty() && other.mention.sectors.front() == "REB";
      if (!armed || other.mention.code.empty()) continue;
      const auto why = item.mention.why;
      refer(i, j, "description");
      if (item.plural) item.mention.entity.clear();
      item.mention.why = why + ", " + item.mention.why;
      return true;
    }
    return false;
  }

  bool leads(const Item& item) const {
    for (const auto& entry : item.entries) {
      if (entry.sense != Sense::office) continue;
      for (const auto& holder : know_.offices[entry.record].holders) {
        if (g_.leading.contains(fold(holder))) return true;
      }
    }
    return false;
  }

  // The person who held an office of a country on the article's date.
  std::optional<std::pair<std::uint32_t, std::uint32_t>> holder(const Office& office, const std::string& code) const {
    std::optional<std::pair<std::uint32_t, std::uint32_t>> best;
    for (const auto& name : office.holders) {
      const auto it = g_.holders.find(office_key(code, name));
      if (it == g_.holders.end()) continue;
      for (const auto& [p, t] : it->second) {
        const Term& term = know_.people[p].terms[t];
        if (draft_.date.empty() ? !term.end.empty() : !term.holds(draft_.date)) continue;
        if (!best || term.begin > know_.people[best->first].terms[best->second].begin) best = {{p, t}};
      }
    }
    return best;
  }

  // An office that one state alone has, as the tables tell: the Secretary of State.
  std::optional<std::pair<std::uint32_t, std::uint32_t>> only_holder(const Office& office) const {
    if (office.holders.size() != 1) return std::nullopt;
    const auto it = g_.only_state.find(fold(office.holders.front()));
    return it == g_.only_state.end() || it->second.empty() ? std::nullopt : holder(office, it->second);
  }

  void settle_office(std::int32_t i) {
    Item& item = at(i);
    const Office& office = know_.offices[item.entries.front().record];
    item.mention.why = know_.where(office.from);
    item.mention.sectors = item.noun_sectors;
    item.key = "s:" + words_of(item);
    item.mention.kind = item.indefinite || item.plural || office.holders.empty() ? MentionKind::group : MentionKind::pronoun;
    if (item.named >= 0 && item.named < i && !at(item.named).dead && at(item.named).title == i) return name_office(i, item.named);
    settle_owned(i);
    if (item.named >= 0 && item.named > i) return promise(i);
    if (item.plural || item.indefinite || item.former || item.lesser) return;
    // A holder named earlier in the text: "the president" after "President Xi".
    for (const auto& name : office.holders) {
      const auto it = offices_.find(fold(name) + "/" + item.mention.code);
      const auto any = item.owners.empty() ? offices_.find(fold(name)) : offices_.end();
      const auto j = any != offices_.end() ? any->second : it != offices_.end() ? it->second : -1;
      if (j >= 0) {
        item.mention.kind = MentionKind::pronoun;
        return refer(i, j, "office");
      }
    }
    auto found = holder(office, item.mention.code);
    if (!found && item.owners.empty()) found = only_holder(office);
    if (found && !know_.people[found->first].terms[found->second].sectors.empty() &&
        in(know_.people[found->first].terms[found->second].sectors.front(), {"OPP", "REB", "PTY"})) {
      found.reset();  // there may be others: an opposition has many leaders
    }
    if (found) {
      const Term& term = know_.people[found->first].terms[found->second];
      const std::string why = item.mention.why;
      name_person(i, static_cast<std::int32_t>(found->first), "office at the date");
      item.mention.sectors = term.sectors;
      item.mention.office = term.office;
      item.mention.code = term.code;
      item.mention.why = format("{}, {} office at the date", why, know_.where(term.from));
      item.mention.kind = MentionKind::pronoun;
    }
  }

  // "the US secretary of state, Mike Pompeo": the office takes the person that follows; he is settled first.
  void promise(std::int32_t i) {
    const auto j = at(i).named;
    if (at(j).mention.entity.empty() && !at(j).dead) settle_person(j);
    if (at(j).dead || at(j).mention.entity.empty()) return;
    at(i).mention.kind = MentionKind::pronoun;
    const auto sectors = at(i).mention.sectors;
    const auto code = at(i).mention.code;
    at(i).mention.refers_to = j;
    at(i).mention.entity = at(j).mention.entity;
    at(i).mention.office = at(j).mention.office;
    at(i).person = at(j).person;
    at(i).key = at(j).key;
    if (!at(j).mention.code.empty()) at(i).mention.code = at(j).mention.code;
    if (!at(j).mention.sectors.empty()) at(i).mention.sectors = at(j).mention.sectors;
  }

  // "Matthew Miller, a State Department spokesman": the noun behind gives the unknown name its code and sectors.
  void name_office(std::int32_t i, std::int32_t person) {
    if (at(person).person >= 0) {
      at(i).mention.kind = MentionKind::pronoun;
      return refer(i, person, "apposition");
    }
    settle_owned(i);
    Item& name = at(person);
    if (!at(i).mention.code.empty()) name.mention.code = at(i).mention.code;
    if (!at(i).mention.sectors.empty()) name.mention.sectors = at(i).mention.sectors;
    if (at(i).form == Item::Form::office) name.mention.office = words_of(at(i));
    name.mention.why += ", apposition";
    at(i).mention.refers_to = person;
    at(i).mention.entity = name.mention.entity;
    at(i).key = name.key;
    at(i).mention.kind = MentionKind::pronoun;
  }

  // ---- definite descriptions

  void settle_description(std::int32_t i) {
    Item& item = at(i);
    item.mention.kind = MentionKind::pronoun;
    if (item.plural) return settle_sides(i);
    if (draft_.is(item.first, WordClass::leader_noun)) return settle_leader(i);
    if (draft_.is(item.first, WordClass::counterpart)) return settle_counterpart(i);
    settle_body(i);
  }

  // "the two sides", "both countries": the last two distinct actors of the right kind.
  void settle_sides(std::int32_t i) {
    Item& item = at(i);
    std::string_view want = g_.value(draft_.units[item.first].word, WordClass::side_noun);
    if (item.form == Item::Form::description && want.empty()) want = "party";
    if (!item.owners.empty()) {
      item.mention.kind = MentionKind::group;
      item.mention.sectors = item.noun_sectors.empty() ? std::vector<std::string>{want == "person" ? "GOV" : ""} : item.noun_sectors;
      std::erase(item.mention.sectors, "");
      return settle_owned(i);
    }
    const bool both = has_both(item);
    if (!both) {
      if (item.definite && want == "person" && !item.noun_sectors.empty()) {
        item.mention.kind = MentionKind::group;
        item.mention.sectors = item.noun_sectors;
        return settle_owned(i);
      }
      return kill(i);
    }
    std::vector<std::string> seen;
    std::vector<std::uint32_t> members;
    const std::size_t wanted = count_before(item);
    for (std::size_t n = 0; n < recent_.size() && n < kLookBack && members.size() < wanted; ++n) {
      const auto j = recent_[recent_.size() - 1 - n];
      const Item& other = at(j);
      const bool person = other.mention.kind == MentionKind::person;
      const bool state = other.form == Item::Form::country || (other.form == Item::Form::organisation && !other.mention.code.empty());
      if (want == "person" ? !person : want == "country" ? other.form != Item::Form::country : !(state || person)) continue;
      if (other.locative) continue;
      const std::string& key = want == "person" ? other.key : other.mention.code;
      if (key.empty() || std::find(seen.begin(), seen.end(), key) != seen.end()) continue;
      seen.push_back(key);
      members.insert(members.begin(), static_cast<std::uint32_t>(j));
    }
    if (members.size() < 2) return kill(i);
    item.mention.members = std::move(members);
    item.mention.sectors = {"GOV"};
    item.mention.why = "the " + words_of(item) + " named before";
  }

  bool has_both(const Item& item) const {
    const std::uint32_t floor = draft_.begin_of(item.sentence);
    for (std::uint32_t u = item.first, n = 0; u > floor && n < 3; ++n) {
      --u;
      if (draft_.barrier(u)) return false;
      if (draft_.is(u, WordClass::both)) return true;
    }
    return false;
  }

  std::size_t count_before(const Item& item) const {
    const std::uint32_t floor = draft_.begin_of(item.sentence);
    for (std::uint32_t u = item.first, n = 0; u > floor && n < 3; ++n) {
      const auto value = g_.value(draft_.units[--u].word, WordClass::number);
      if (value == "3") return 3;
      if (value == "4") return 4;
      if (value == "5") return 5;
    }
    return 2;
  }

  // "the Chinese leader": whoever leads the country at the date; a leader the text has named comes first.
  void settle_leader(std::int32_t i) {
    Item& item = at(i);
    item.mention.sectors = item.noun_sectors.empty() ? std::vector<std::string>{"GOV"} : item.noun_sectors;
    if (item.named >= 0 && item.named < i && at(item.named).title == i) return name_office(i, item.named);
    if (item.owners.empty() && item.noun_sectors.empty() && !item.definite) return kill(i);
    settle_owned(i);
    if (item.named >= 0 && item.named > i) return promise(i);
    const bool of_state = item.owners.empty() || at(item.owners.front()).form == Item::Form::country;
    if (!of_state || item.indefinite || item.lesser || item.former) return;
    const auto it = g_.leaders.find(item.mention.code);
    if (it == g_.leaders.end()) return;
    std::int32_t best = -1;
    bool best_met = false;
    for (const auto p : it->second) {
      const Person& person = know_.people[p];
      const TermChoice choice = term_on(person, draft_.date);
      const bool met = persons_.contains(static_cast<std::int32_t>(p));
      if (!choice.holds || person.terms[static_cast<std::size_t>(choice.term)].rank != 1) continue;
      if (best < 0 || (met && !best_met)) best = static_cast<std::int32_t>(p), best_met = met;
    }
    if (best < 0) return;
    name_person(i, best, "leader at the date");
    if (best_met) at(i).mention.refers_to = persons_.at(best);
    at(i).mention.kind = MentionKind::pronoun;
  }

  // "his Turkish counterpart": the same office in another country.
  void settle_counterpart(std::int32_t i) {
    Item& item = at(i);
    item.mention.sectors = {"GOV"};
    if (item.named >= 0 && item.named < i && at(item.named).title == i) return name_office(i, item.named);
    std::string code;
    for (const auto j : item.owners) {
      if (at(j).form == Item::Form::country) code = at(j).mention.code;
    }
    item.mention.code = code;
    item.mention.why = "counterpart";
    if (item.named >= 0) return promise(i);
    if (code.empty()) return;
    for (std::size_t n = 0; n < recent_.size() && n < kLookBack; ++n) {
      const Item& other = at(recent_[recent_.size() - 1 - n]);
      if (other.person < 0 || other.mention.office.empty() || other.mention.code == code) continue;
      const Office same{"", {}, {other.mention.office}, {}};
      if (const auto found = holder(same, code)) return name_person(i, static_cast<std::int32_t>(found->first), "counterpart");
      return;
    }
  }

  // "the group", "the country": the last body, or state, named before.
  void settle_body(std::int32_t i) {
    Item& item = at(i);
    const bool country = g_.value(draft_.units[item.first].word, WordClass::body_noun) == "country";
    if (!item.owners.empty()) {
      item.mention.kind = MentionKind::group;
      item.mention.sectors = item.noun_sectors;
      if (item.noun_sectors.empty()) return kill(i);
      return settle_owned(i);
    }
    if (!item.definite || item.indefinite) {
      if (item.noun_sectors.empty()) return kill(i);
      item.mention.kind = MentionKind::group;
      item.mention.sectors = item.noun_sectors;
      return settle_owned(i);
    }
    if (country) return settle_the_country(i);
    for (std::size_t n = 0; n < recent_.size() && n < kLookBack; ++n) {
      const auto j = recent_[recent_.size() - 1 - n];
      const Item& other = at(j);
      if (item.sentence - other.sentence > 3) break;
      const bool fits = other.mention.kind == MentionKind::organisation;
      if (fits) return refer(i, j, "description");
    }
    if (item.noun_sectors.empty()) return kill(i);
    item.mention.kind = MentionKind::group;
    item.mention.sectors = item.noun_sectors;
    settle_owned(i);
  }

  // "the country": the state where things happen, before one that acts.
  void settle_the_country(std::int32_t i) {
    std::int32_t best = -1;
    double best_points = 0;
    std::unordered_map<std::string, double> points;
    double fade = 1;
    for (std::size_t n = 0; n < recent_.size() && n < kLookBack; ++n) {
      const auto j = recent_[recent_.size() - 1 - n];
      const Item& other = at(j);
      if (at(i).sentence - other.sentence > 3) break;
      const std::string& code = other.mention.code;
      const bool named =
          other.form == Item::Form::country || other.form == Item::Form::place ||
          (other.form == Item::Form::organisation && !other.mention.sectors.empty() && other.mention.sectors.front() == "GOV");
      if (!named || know_.country(code) == nullptr) continue;
      double& sum = points[code];
      sum += fade * (other.locative || other.form == Item::Form::place ? 2 : 1) + (sum == 0 && code == stage_ ? 1.5 : 0);
      fade *= 0.85;
      if (sum > best_points) best_points = sum, best = j;
    }
    if (best < 0) return kill(i);
    refer(i, best, "description");
    const Country* country = know_.country(at(i).mention.code);
    at(i).mention.entity = country == nullptr ? "" : country->name;
    at(i).mention.office.clear();
    at(i).person = -1;
    at(i).key = at(i).mention.code;
    at(i).form = Item::Form::country;
    at(i).locative = at(best).locative;
  }

  // ---- pronouns

  bool plural_like(const Item& item) const {
    return item.plural || item.form == Item::Form::organisation || item.form == Item::Form::country || !item.mention.members.empty() ||
           item.mention.kind == MentionKind::group;
  }

  int pronoun_points(const Item& pronoun, const Item& other) {
    const char number = pronoun.pronoun[2], gender = pronoun.pronoun[1];
    const bool body = draft_.is(other.last - 1, WordClass::collective);
    const bool role = (other.form == Item::Form::office || other.form == Item::Form::group || other.form == Item::Form::description) &&
                      !other.plural && !body;
    const bool person = other.mention.kind == MentionKind::person || other.person >= 0 || role ||
                        (other.form == Item::Form::pronoun && !other.plural && other.gender != 'n');
    if (number == 's' && gender != 'n') {
      if (!person || (other.gender != ' ' && other.gender != '_' && other.gender != gender)) return -100;
      if (other.form == Item::Form::group && other.plural) return -100;
    } else if (number == 's') {
      if (person || other.plural || other.adjective) return -100;
      if (other.form == Item::Form::place || (other.locative && other.capital)) return -100;
      if (other.mention.kind == MentionKind::group && !body) return -100;
    } else {
      if (person && other.mention.members.empty() && !other.plural) return -100;
      if (!plural_like(other) || other.adjective || other.locative) return -100;
    }
    int n = number == 'p' && other.form == Item::Form::country ? -3 : 0;
    n -= 3 * static_cast<int>(pronoun.sentence - other.sentence);
    if (other.subject) n += 3;
    if (other.subject && pronoun.subject) n += 1;
    if (other.locative) n -= 3;
    if (other.plural && number == 'p') n += 3;
    if (other.gender == gender && (gender == 'm' || gender == 'f')) n += 3;
    if (other.possessor && other.form != Item::Form::pronoun) n -= 1;
    return n;
  }

  // "it" that stands for nothing: "it is clear that", "it was 2014", "it's time".
  bool pleonastic(const Item& item) const {
    if (item.pronoun != "3ns" || item.possessor) return false;
    const Token& token = draft_.token(item.first);
    if (draft_.parsed && token.deprel == Deprel::expl) return true;
    std::uint32_t u = item.last;
    const std::uint32_t end = draft_.end_of(item.sentence);
    if (u < end && draft_.units[u].word == g_.possessive)
      ++u;  // "it's"
    else if (!draft_.is(u, WordClass::copula) && !draft_.is(u, WordClass::future_verb))
      return false;
    while (u < end && (draft_.is(u, WordClass::copula) || draft_.is(u, WordClass::future_verb))) ++u;
    if (u >= end) return false;
    if (draft_.text(u) == "time" || (draft_.text(u).size() == 4 && draft_.text(u)[0] >= '1' && draft_.text(u)[0] <= '2')) return true;
    for (std::uint32_t v = u + 1; v < end && v < u + 4; ++v) {
      if (draft_.barrier(v)) return false;
      if (draft_.text(v) == "that" || draft_.text(v) == "whether" || draft_.text(v) == "how") return true;
      if (draft_.text(v) == "to" || draft_.text(v) == "for") return draft_.tagged && draft_.token(u).upos == Upos::ADJ;
    }
    return false;
  }

  void settle_pronoun(std::int32_t i) {
    Item& item = at(i);
    item.mention.kind = MentionKind::pronoun;
    if (item.pronoun[0] == '1') return settle_speaker(i);
    if (pleonastic(item)) return kill(i);
    std::int32_t best = -1;
    int best_points = -50;
    for (std::size_t n = 0; n < recent_.size() && n < kLookBack; ++n) {
      const auto j = recent_[recent_.size() - 1 - n];
      const Item& other = at(j);
      if (item.sentence - other.sentence > 3) break;
      if (other.last > item.first) continue;
      const int points = pronoun_points(item, other);
      if (points > best_points) best_points = points, best = j;
    }
    if (best < 0) {
      if (item.pronoun[2] != 's' || item.pronoun[1] == 'n') return kill(i);
      item.key = format("?{}", i);
      item.mention.why = "pronoun without antecedent";
      return;
    }
    refer(i, best, "pronoun");
  }

  // "I" and "we" inside quotation marks are the speaker: the subject of the verb of saying behind or before the quotation.
  void settle_speaker(std::int32_t i) {
    Item& item = at(i);
    const auto speaker = speaker_of(i);
    if (speaker < 0) {
      if (item.pronoun[2] == 'p') return kill(i);
      item.key = format("?{}", i);
      item.mention.why = "speaker unknown";
      return;
    }
    if (at(speaker).mention.why.empty()) settle(speaker);
    if (at(speaker).dead) return kill(i);
    refer(i, speaker, "speaker");
    if (item.pronoun[2] == 'p') item.mention.entity.clear(), item.mention.office.clear(), item.person = -1;
  }

  std::int32_t speaker_of(std::int32_t i) {
    const Item& item = at(i);
    if (const auto j = speaker_in(item.sentence, i); j >= 0) return j;
    if (last_speaker_ >= 0 && item.sentence - at(last_speaker_).sentence <= 3) return last_speaker_;
    if (item.sentence + 1 < draft_.document.sentences.size()) {
      if (const auto j = speaker_in(item.sentence + 1, i); j >= 0) return j;
    }
    return last_speaker_;
  }

  // The subject beside a verb of saying in a sentence, before it or after.
  std::int32_t speaker_in(std::uint32_t s, std::int32_t i) {
    const Item& item = at(i);
    for (std::uint32_t u = draft_.begin_of(s); u < draft_.end_of(s); ++u) {
      if (!draft_.is(u, WordClass::speech)) continue;
      if (s == item.sentence && u > item.first && u < item.first + 3) continue;  // "we said"
      if (u > draft_.begin_of(s)) {
        if (const auto j = draft_.item_at[u - 1]; j >= 0 && can_speak(j, i)) return j;
      }
      for (std::uint32_t v = u + 1; v < draft_.end_of(s) && v < u + 6; ++v) {
        if (const auto j = draft_.item_at[v]; j >= 0 && can_speak(j, i) && s == item.sentence && j > i) return j;
      }
    }
    return -1;
  }

  bool can_speak(std::int32_t j, std::int32_t i) {
    if (j == i || at(j).dead) return false;
    const Item& other = at(j);
    if (other.form == Item::Form::pronoun) return other.pronoun[0] == '3' && j < i;
    return other.form == Item::Form::person || other.form == Item::Form::office || other.form == Item::Form::organisation ||
           other.form == Item::Form::group;
  }

  // ---- memory

  void remember(std::int32_t i) {
    Item& item = at(i);
    if (item.adjective) return;
    if (item.last < draft_.units.size() && draft_.is(item.last, WordClass::speech) && !item.possessor) last_speaker_ = i;
    if (item.form == Item::Form::pronoun && item.mention.refers_to < 0) return;
    recent_.push_back(i);
    if (item.mention.kind == MentionKind::person) {
      remember_name(i);
      if (item.person >= 0) persons_.insert_or_assign(item.person, i);
    }
    if (item.mention.kind == MentionKind::person && !item.mention.office.empty()) {
      offices_.insert_or_assign(fold(item.mention.office), i);
      offices_.insert_or_assign(fold(item.mention.office) + "/" + item.mention.code, i);
    }
    if (item.form == Item::Form::group || item.form == Item::Form::office) nouns_.insert_or_assign(words_of(item), i);
    if (item.form == Item::Form::organisation) {
      nouns_.insert_or_assign(item.key, i);
      // "the Colombian government" is what "the government" means from now on.
      const std::string_view noun = draft_.text(item.last - 1);
      if (item.last - item.first > 1 && !item.mention.code.empty() && is_lower(rune_at(noun, 0).value))
        nouns_.insert_or_assign(draft_.folded(item.last - 1, item.last), i);
    }
    if (item.locative && !item.mention.code.empty())
      at_location_ = item.mention.code, last_country_ = item.mention.code, last_country_sentence_ = item.sentence;
  }

  // Every tail of a name stands for it from now on; its head too, for names that begin with the family name.
  void remember_name(std::int32_t i) {
    const Item& item = at(i);
    for (std::uint32_t u = item.first; u < item.last; ++u) {
      if (u == item.first && item.last - item.first > 1) {
        if (item.person >= 0) hold_surname(draft_.folded(u, u + 1), i);
        continue;
      }
      if (draft_.is(u, WordClass::name_tail) && u + 1 == item.last) continue;
      hold_surname(draft_.folded(u, item.last), i);
    }
  }

  // Of two holders in one sentence ("Wang Yi and Wang Xiaohong") the first, more prominent one keeps the surname.
  void hold_surname(const std::string& tail, std::int32_t i) {
    const auto [it, fresh] = surnames_.emplace(tail, i);
    if (fresh) return;
    const bool rival = at(it->second).key != at(i).key;
    if (!rival || at(it->second).sentence + 1 < at(i).sentence) it->second = i;
  }

  Draft& draft_;
  const Gazetteer::Parts& g_;
  const Knowledge& know_;
  std::string main_;   // the country named most
  std::string stage_;  // the country most often named as a place
  std::string dateline_, at_location_, last_country_;
  std::uint32_t last_country_sentence_ = 0;
  std::int32_t last_speaker_ = -1;
  int depth_ = 0;
  std::vector<std::string> sentence_country_;
  std::unordered_map<std::string, int> weight_, located_;     // code → how often named, how often as a place
  std::unordered_map<std::string, std::uint32_t> mentioned_;  // code → first sentence
  std::unordered_map<std::string, std::int32_t> surnames_;    // folded tail → item
  std::unordered_map<std::string, std::int32_t> nouns_;       // folded noun → item
  std::unordered_map<std::string, std::int32_t> offices_;     // folded office, with and without "/CODE" → item
  std::unordered_map<std::int32_t, std::int32_t> persons_;    // person → item
  std::vector<std::int32_t> recent_;
};

}  // namespace

void resolve(Draft& draft) { Resolver(draft).run(); }

}  // namespace readout
