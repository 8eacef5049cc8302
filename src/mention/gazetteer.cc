#include "mention/gazetteer.h"

#include <algorithm>

#include "base/text.h"
#include "base/utf8.h"

namespace readout {
namespace {

// Regular English plurals of the last word, and of the word before " of ": "member of parliament", "policeman", "ministry".
std::string plural_of_word(std::string_view word) {
  const auto ends = [&](std::string_view tail) { return ends_with(word, tail); };
  std::string stem(word);
  if (ends("people") || ends("een") || ends("ieri")) return stem;  // plural already
  if (ends("man")) return stem.replace(stem.size() - 2, 1, "e");
  if (ends("person")) return stem.substr(0, stem.size() - 6) + "people";
  if (ends("y") && stem.size() > 1 && std::string_view("aeiou").find(stem[stem.size() - 2]) == std::string_view::npos) {
    return stem.substr(0, stem.size() - 1) + "ies";
  }
  if (ends("s") || ends("x") || ends("ch") || ends("sh")) return stem + "es";
  return stem + "s";
}

std::string plural_of(std::string_view phrase) {
  auto cut = phrase.find(" of ");
  if (cut == std::string_view::npos) cut = phrase.find(" for ");
  const auto head = phrase.substr(0, cut);
  const auto tail = cut == std::string_view::npos ? std::string_view{} : phrase.substr(cut);
  const auto blank = head.rfind(' ');
  const auto start = blank == std::string_view::npos ? 0 : blank + 1;
  return std::string(head.substr(0, start)) + plural_of_word(head.substr(start)) + std::string(tail);
}

class Builder {
 public:
  explicit Builder(Gazetteer::Parts& parts) : parts_(parts), know_(parts.knowledge) {}

  void build() {
    for (const auto& word : know_.words) {
      if (word.word_class == WordClass::family_first) family_first_.insert(word.word);
    }
    for (const auto& country : know_.countries) {
      for (const auto* list : {&country.acronyms, &country.adjectives, &country.names}) state_words_.insert(list->begin(), list->end());
    }
    parts_.lexicon.reserve(know_.people.size() * 8 + know_.organisations.size() * 4 + know_.places.size() * 2 + 4096);
    countries();
    people();
    organisations();
    offices();
    sectors();
    peoples();
    places();
    words();
    parts_.lexicon.finish();
  }

 private:
  void add(std::string_view alias, Sense sense, std::size_t record, DataLine line, bool plural = false, bool strict = false) {
    if (starts_with(alias, "the ") || starts_with(alias, "The ")) alias.remove_prefix(4);
    parts_.lexicon.add(
        alias, Entry{sense, sense == Sense::place && ends_with(alias, "."), plural, static_cast<std::uint32_t>(record), line.line, 0},
        strict);
  }

  void countries() {
    for (std::size_t i = 0; i < know_.countries.size(); ++i) {
      const Country& c = know_.countries[i];
      for (const auto& name : c.names) add(name, Sense::country, i, c.from);
      for (const auto& name : c.acronyms) add(name, Sense::country, i, c.from, false, true);
      for (std::string_view name : c.adjectives) {
        if (ends_with(name, "-")) name.remove_suffix(1);  // "Sino-": hyphens part units anyway
        if (std::find(c.acronyms.begin(), c.acronyms.end(), name) == c.acronyms.end()) add(name, Sense::adjective, i, c.from);
      }
      for (std::string_view name : c.demonyms) {
        if (starts_with(name, "the ")) name.remove_prefix(4);  // "the French" is the adjective as a noun
        if (std::find(c.adjectives.begin(), c.adjectives.end(), name) != c.adjectives.end()) continue;
        const bool plural = ends_with(name, "s") || ends_with(name, "men") || ends_with(name, "ese");
        add(name, Sense::demonym, i, c.from, plural);
        if (!plural) add(plural_of(name), Sense::demonym, i, c.from, true);
      }
      for (const auto& name : c.adjectives) {
        if (ends_with(name, "an") || ends_with(name, "i")) add(name + "s", Sense::demonym, i, c.from, true);
      }
      for (const auto& name : c.capitals) add(name, Sense::capital, i, c.from);
      for (const auto& name : c.metonyms) {
        if (std::find(c.capitals.begin(), c.capitals.end(), name) == c.capitals.end()) {
          add(name, Sense::metonym, i, c.from);
        }
      }
    }
  }

  bool family_first(const Person& person) const { return !person.terms.empty() && family_first_.contains(person.terms.front().code); }

  // "Friday" in a news text is the day, whoever bears the name.
  bool weekday(std::string_view word) const {
    return std::any_of(know_.words.begin(), know_.words.end(),
                       [&](const WordSense& sense) { return sense.word_class == WordClass::weekday && sense.word == word; });
  }

  // Surnames: every tail of a name ("Lopez Obrador", "Obrador"), the head too where the family name comes first.
  void surnames(const Person& person, std::size_t i) {
    const bool first = family_first(person);
    for (const auto& name : person.names) {
      if (name.find(' ') == std::string::npos) continue;
      for (std::size_t at = name.find(' '); at != std::string::npos; at = name.find(' ', at + 1)) {
        const std::string_view tail = std::string_view(name).substr(at + 1);
        if (tail.size() > 1 && !first && !weekday(tail)) add(tail, Sense::surname, i, {0, 0});
        if (starts_with(tail, "al-")) add(tail.substr(3), Sense::surname, i, {0, 0});
      }
      if (first) add(std::string_view(name).substr(0, name.find(' ')), Sense::surname, i, {0, 0});
    }
  }

  void people() {
    for (std::size_t i = 0; i < know_.people.size(); ++i) {
      const Person& p = know_.people[i];
      for (const auto& name : p.names) add(name, Sense::person, i, p.terms.front().from);
      surnames(p, i);
      for (std::size_t t = 0; t < p.terms.size(); ++t) {
        const Term& term = p.terms[t];
        if (!term.office.empty()) {
          auto [only, fresh] = parts_.only_state.emplace(fold(term.office), term.code);
          if (!fresh && only->second != term.code) only->second.clear();
          parts_.holders[office_key(term.code, term.office)].push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(t)});
        }
        auto& leaders = parts_.leaders[term.code];
        if (term.rank == 1 && (leaders.empty() || leaders.back() != i)) leaders.push_back(static_cast<std::uint32_t>(i));
      }
    }
  }

  void organisations() {
    for (std::size_t i = 0; i < know_.organisations.size(); ++i) {
      for (const auto& name : know_.organisations[i].names) add(name, Sense::organisation, i, know_.organisations[i].terms.front().from);
    }
  }

  bool names_state(std::string_view title) const { return state_words_.contains(std::string(title.substr(0, title.find(' ')))); }

  void offices() {
    for (std::size_t i = 0; i < know_.offices.size(); ++i) {
      if (names_state(know_.offices[i].title)) continue;  // "US secretary of state": the state is a modifier, found apart
      add(know_.offices[i].title, Sense::office, i, know_.offices[i].from);
      add(plural_of(know_.offices[i].title), Sense::office, i, know_.offices[i].from, true);
    }
  }

  void sectors() {
    for (std::size_t i = 0; i < know_.sectors.size(); ++i) {
      const SectorNoun& s = know_.sectors[i];
      const bool plural = ends_with(s.noun, "s") && !ends_with(s.noun, "ss");
      if (s.number != "pl" || plural) add(s.noun, Sense::sector, i, s.from, plural);
      if (s.number != "sg" && !plural) add(plural_of(s.noun), Sense::sector, i, s.from, true);
    }
  }

  void peoples() {
    for (std::size_t i = 0; i < know_.peoples.size(); ++i) {
      const People& p = know_.peoples[i];
      for (const auto& name : p.adjectives) add(name, Sense::people_adjective, i, p.from);
      for (const auto& name : p.demonyms) add(name, Sense::people, i, p.from, ends_with(name, "s"));
    }
  }

  void places() {
    for (std::size_t i = 0; i < know_.places.size(); ++i) {
      const Place& place = know_.places[i];
      if (place.kind == "country") {
        parts_.country_place.emplace(place.country, static_cast<std::uint32_t>(i));
        continue;
      }
      for (const auto& name : place.names) {
        add(name, Sense::place, i, place.from);
        if (place.kind == "city") parts_.city_of.emplace(office_key(place.country, name), static_cast<std::uint32_t>(i));
      }
    }
  }

  void words() {
    for (const auto& word : know_.words) {
      if (word.word_class == WordClass::office_rank) parts_.leading.insert(fold(word.word));
      const auto id = parts_.lexicon.add_word(fold(word.word));
      if (id >= parts_.classes.size()) parts_.classes.resize(id + 1, 0);
      parts_.classes[id] |= std::uint64_t{1} << static_cast<unsigned>(word.word_class);
      parts_.values.emplace(std::uint64_t{id} << 8 | static_cast<std::uint64_t>(word.word_class), word.value);
    }
    parts_.possessive = parts_.lexicon.add_word("s");
  }

  Gazetteer::Parts& parts_;
  const Knowledge& know_;
  std::unordered_set<std::string> family_first_;  // codes
  std::unordered_set<std::string> state_words_;   // names, adjectives and acronyms of states
};

}  // namespace

std::string office_key(std::string_view code, std::string_view office) { return std::string(code) + '/' + fold(office); }

TermChoice term_on(const Person& person, std::string_view day) {
  TermChoice best;
  const auto better = [&](const Term& a, const Term& b) { return a.rank != b.rank ? a.rank < b.rank : a.begin > b.begin; };
  for (std::size_t i = 0; i < person.terms.size(); ++i) {
    const Term& term = person.terms[i];
    if (day.empty() ? !term.end.empty() : !term.holds(day)) continue;
    if (best.term < 0 || better(term, person.terms[static_cast<std::size_t>(best.term)])) best = {static_cast<int>(i), true};
  }
  if (best.term >= 0) return best;
  for (std::size_t i = 0; i < person.terms.size(); ++i) {  // the last that ended, else the first to come
    const Term& term = person.terms[i];
    const auto past = [&](const Term& t) { return day.empty() || (!t.end.empty() && t.end < day); };
    if (best.term < 0) {
      best.term = static_cast<int>(i);
      continue;
    }
    const Term& held = person.terms[static_cast<std::size_t>(best.term)];
    if (past(term) != past(held) ? past(term) : past(term) ? term.end > held.end : term.begin < held.begin) best.term = static_cast<int>(i);
  }
  return best;
}

const Term* term_on(const Organisation& organisation, std::string_view day) {
  const Term* best = nullptr;
  for (const auto& term : organisation.terms) {
    const bool holds = day.empty() ? term.end.empty() : term.holds(day);
    if (best == nullptr || holds) best = &term;
    if (holds) return best;
  }
  return best;
}

Gazetteer::Gazetteer() : parts_(std::make_unique<Parts>()) {}
Gazetteer::Gazetteer(Gazetteer&&) noexcept = default;
Gazetteer& Gazetteer::operator=(Gazetteer&&) noexcept = default;
Gazetteer::~Gazetteer() = default;

Result<Gazetteer> Gazetteer::compile(std::span<const TextFile> files) {
  auto knowledge = load_knowledge(files);
  if (!knowledge) return knowledge.error();
  auto parts = std::make_unique<Parts>();
  parts->knowledge = std::move(*knowledge);
  Builder(*parts).build();
  Gazetteer gazetteer;
  gazetteer.parts_ = std::move(parts);
  return gazetteer;
}

}  // namespace readout
