#include "mention/lint.h"

#include <algorithm>
#include <string>
#include <tuple>

#include "base/format.h"
#include "base/utf8.h"

namespace readout {
namespace {

struct Claim {
  std::string key;  // folded alias, or "code/office"
  std::string alias;
  std::string actor;  // "person xi-jinping"
  const Term* term = nullptr;
};

bool overlap(const Term& a, const Term& b) {
  return (a.end.empty() || b.begin.empty() || b.begin < a.end) && (b.end.empty() || a.begin.empty() || a.begin < b.end);
}

class Linter {
 public:
  explicit Linter(const Knowledge& know) : know_(know) {}

  std::vector<ActorComplaint> run() {
    std::vector<Claim> aliases, offices;
    for (const auto& person : know_.people) {
      for (const auto& term : person.terms) {
        for (const auto& name : person.names) claim(aliases, name, "person " + person.id, term);
        if (!term.office.empty()) offices.push_back({term.code + "/" + fold(term.office), term.office, person.names.front(), &term});
      }
      doubled(person);
    }
    for (const auto& organisation : know_.organisations) {
      for (const auto& term : organisation.terms) {
        for (const auto& name : organisation.names) claim(aliases, name, "organisation " + organisation.id, term);
      }
    }
    clashes(std::move(aliases));
    holders(std::move(offices));
    std::stable_sort(out_.begin(), out_.end(),
                     [](const auto& a, const auto& b) { return std::tie(a.line.file, a.line.line) < std::tie(b.line.file, b.line.line); });
    std::vector<ActorComplaint> complaints;
    for (auto& entry : out_) complaints.push_back(std::move(entry.complaint));
    return complaints;
  }

 private:
  void complain(bool error, DataLine line, std::string message) { out_.push_back({line, {error, know_.where(line), std::move(message)}}); }

  void claim(std::vector<Claim>& claims, const std::string& name, std::string actor, const Term& term) const {
    auto key = fold(name);
    if (!know_.shared.contains(key)) claims.push_back({std::move(key), name, std::move(actor), &term});
  }

  // The same office of one person given twice for one time.
  void doubled(const Person& person) {
    for (std::size_t i = 0; i < person.terms.size(); ++i) {
      for (std::size_t j = i + 1; j < person.terms.size(); ++j) {
        const Term &a = person.terms[i], &b = person.terms[j];
        if (a.office == b.office && a.code == b.code && overlap(a, b)) {
          complain(true, b.from,
                   format("{} holds \"{}\" in {} already for an overlapping time", person.names.front(), b.office, know_.where(a.from)));
        }
      }
    }
  }

  template <class Tell>
  void pairs(std::vector<Claim> claims, Tell tell) {
    std::stable_sort(claims.begin(), claims.end(), [](const Claim& a, const Claim& b) { return a.key < b.key; });
    for (std::size_t i = 0; i < claims.size(); ++i) {
      for (std::size_t j = i + 1; j < claims.size() && claims[j].key == claims[i].key; ++j) {
        if (claims[i].actor != claims[j].actor && overlap(*claims[i].term, *claims[j].term)) tell(claims[i], claims[j]);
      }
    }
  }

  void clashes(std::vector<Claim> aliases) {
    pairs(std::move(aliases), [&](const Claim& a, const Claim& b) {
      // Case keeps acronyms and words apart when matched.
      if (a.alias != b.alias) return;
      complain(true, b.term->from,
               format("\"{}\" is an alias of {} in {} for an overlapping time; mark it with ~ in both rows if it is meant", b.alias,
                      a.actor, know_.where(a.term->from)));
    });
  }

  void holders(std::vector<Claim> offices) {
    pairs(std::move(offices), [&](const Claim& a, const Claim& b) {
      if (a.term->rank == 3 || a.term->vague || b.term->vague) return;
      complain(false, b.term->from,
               format("{} and {} ({}) are both {} of {} for a time", b.actor, a.actor, know_.where(a.term->from), b.alias, b.term->code));
    });
  }

  struct Entry {
    DataLine line;
    ActorComplaint complaint;
  };
  const Knowledge& know_;
  std::vector<Entry> out_;
};

}  // namespace

std::vector<ActorComplaint> lint(const Knowledge& knowledge) { return Linter(knowledge).run(); }

}  // namespace readout
