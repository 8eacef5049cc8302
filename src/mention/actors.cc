#include "mention/actors.h"

#include <algorithm>
#include <map>

#include "base/format.h"
#include "base/text.h"
#include "base/utf8.h"
#include "mention/gazetteer.h"
#include "mention/lint.h"

namespace readout {
namespace {

constexpr std::string_view kSenseNames[] = {"person", "organisation", "country", "country", "country", "capital", "metonym",
                                            "place",  "surname",      "people",  "people",  "office",  "sector"};

class Finder {
 public:
  Finder(const Gazetteer::Parts& g, std::string_view day) : g_(g), know_(g.knowledge), day_(day) {}

  std::vector<ActorCandidate> find(std::string_view name) {
    for (const auto& entry : g_.lexicon.find(name)) add(entry);
    holder_of(name);
    std::vector<ActorCandidate> once;
    for (auto& candidate : out_) {
      const auto same = [&](const ActorCandidate& other) {
        return other.where == candidate.where && other.kind == candidate.kind && other.reason == candidate.reason;
      };
      if (std::none_of(once.begin(), once.end(), same)) once.push_back(std::move(candidate));
    }
    out_ = std::move(once);
    std::stable_sort(out_.begin(), out_.end(), [](const ActorCandidate& a, const ActorCandidate& b) { return a.holds > b.holds; });
    return std::move(out_);
  }

 private:
  ActorCandidate& push(Sense sense, std::string entity, std::string code, DataLine line, std::string reason) {
    ActorCandidate candidate;
    candidate.kind = kSenseNames[static_cast<std::size_t>(sense)];
    candidate.entity = std::move(entity);
    candidate.code = std::move(code);
    candidate.where = know_.where(line);
    candidate.reason = std::move(reason);
    out_.push_back(std::move(candidate));
    return out_.back();
  }

  void add_person(const Person& person, const Term& term, bool holds, Sense sense, std::string_view how) {
    auto& candidate = push(sense, person.names.front(), term.code, term.from, std::string(how));
    candidate.sectors = term.sectors;
    candidate.office = term.office;
    candidate.from = term.begin;
    candidate.until = term.end;
    candidate.holds = holds;
    if (!term.office.empty()) candidate.reason += format("; {}", term.office);
    if (holds) {
      if (!term.begin.empty()) candidate.reason += format(" from {}", term.begin);
    } else if (!term.end.empty() && (day_.empty() || term.end < day_)) {
      candidate.reason += format(", out of office since {}", term.end);
    } else {
      candidate.reason += format(", not before {}", term.begin);
    }
  }

  void add(const Entry& entry) {
    switch (entry.sense) {
      case Sense::person:
      case Sense::surname: {
        const Person& person = know_.people[entry.record];
        const TermChoice choice = term_on(person, day_);
        return add_person(person, person.terms[static_cast<std::size_t>(choice.term)], choice.holds, entry.sense,
                          entry.sense == Sense::person ? "full name" : "surname");
      }
      case Sense::organisation: {
        const Organisation& organisation = know_.organisations[entry.record];
        const Term* term = term_on(organisation, day_);
        auto& candidate = push(entry.sense, organisation.names.front(), term->code, term->from, "name of the organisation");
        candidate.sectors = term->sectors;
        candidate.from = term->begin;
        candidate.until = term->end;
        candidate.holds = day_.empty() ? term->end.empty() : term->holds(day_);
        return;
      }
      case Sense::country:
      case Sense::adjective:
      case Sense::demonym:
      case Sense::capital:
      case Sense::metonym: {
        const Country& country = know_.countries[entry.record];
        static constexpr std::string_view kHow[] = {"name of the state", "its adjective", "its people", "its capital",
                                                    "stands for its government"};
        push(entry.sense, country.name, country.code, country.from,
             std::string(kHow[static_cast<std::size_t>(entry.sense) - static_cast<std::size_t>(Sense::country)]));
        return;
      }
      case Sense::place: {
        const Place& place = know_.places[entry.record];
        push(entry.sense, place.name, place.country, place.from, place.kind);
        return;
      }
      case Sense::people:
      case Sense::people_adjective: {
        const People& people = know_.peoples[entry.record];
        push(entry.sense, people.name, "", people.from, "a people in " + join(people.countries, ", "));
        return;
      }
      case Sense::office: {
        const Office& office = know_.offices[entry.record];
        push(entry.sense, office.title, "", office.from, "a title; name a country with it").sectors = office.sectors;
        return;
      }
      case Sense::sector: {
        const SectorNoun& sector = know_.sectors[entry.record];
        push(entry.sense, sector.noun, "", sector.from, "a sector noun").sectors = sector.sectors;
        return;
      }
    }
  }

  // "US secretary of state": a country, then a title.
  void holder_of(std::string_view name) {
    for (std::size_t at = name.find(' '); at != std::string_view::npos; at = name.find(' ', at + 1)) {
      std::string code;
      for (const auto& entry : g_.lexicon.find(name.substr(0, at))) {
        if (entry.sense == Sense::country || entry.sense == Sense::adjective || entry.sense == Sense::capital)
          code = know_.countries[entry.record].code;
      }
      if (code.empty()) continue;
      for (const auto& entry : g_.lexicon.find(name.substr(at + 1))) {
        if (entry.sense == Sense::office) holders(know_.offices[entry.record], code);
      }
    }
  }

  void holders(const Office& office, const std::string& code) {
    for (const auto& title : office.holders) {
      const auto it = g_.holders.find(office_key(code, title));
      if (it == g_.holders.end()) continue;
      for (const auto& [p, t] : it->second) {
        const Person& person = know_.people[p];
        const bool holds = day_.empty() ? person.terms[t].end.empty() : person.terms[t].holds(day_);
        if (holds) add_person(person, person.terms[t], holds, Sense::person, "holder of the office");
      }
    }
  }

  const Gazetteer::Parts& g_;
  const Knowledge& know_;
  std::string day_;
  std::vector<ActorCandidate> out_;
};

}  // namespace

std::vector<ActorCandidate> find_actor(const Gazetteer& gazetteer, std::string_view name, std::string_view day) {
  return Finder(gazetteer.parts(), day).find(squeeze(name));
}

std::vector<ActorComplaint> check_actors(std::span<const TextFile> files) {
  const auto knowledge = load_knowledge(files);
  if (!knowledge) return {{true, knowledge.error().where, knowledge.error().message}};
  return lint(*knowledge);
}

}  // namespace readout
