#include "mention/knowledge.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <optional>
#include <unordered_set>

#include "base/date.h"
#include "base/format.h"
#include "base/text.h"
#include "base/utf8.h"
#include "mention/table.h"

namespace readout {
namespace {

using Columns = std::span<const std::string_view>;

std::vector<std::string> strings_of(std::string_view cell) {
  std::vector<std::string> out;
  for (auto part : list_of(cell)) out.emplace_back(part);
  return out;
}

void add_unique(std::vector<std::string>& list, std::string_view name) {
  if (!name.empty() && std::find(list.begin(), list.end(), name) == list.end()) list.emplace_back(name);
}

// "YYYY", "YYYY-MM" or "YYYY-MM-DD" as the first or last day it can mean.
std::optional<std::string> day_of(std::string_view text, bool last) {
  std::string day(text);
  if (day.size() == 4) day += last ? "-12" : "-01";
  if (day.size() == 7) {
    const auto first = parse_iso(day + "-01");
    if (!first || !valid(*first)) return std::nullopt;
    day = iso({first->year, first->month, last ? days_in_month(first->year, first->month) : 1});
  }
  const auto parsed = parse_iso(day);
  if (day.size() != 10 || !parsed || !valid(*parsed)) return std::nullopt;
  return day;
}

// Fills a Knowledge table by table. Every `add_…` takes one row; an Error ends the load.
class Loader {
 public:
  Result<Knowledge> load(std::span<const TextFile> files);

 private:
  using Adder = std::optional<Error> (Loader::*)(const TableRow&);
  struct Kind {
    std::string_view column;  // the column that only this kind of table has
    std::span<const std::string_view> columns;
    Adder add;
  };

 public:
  static std::span<const Kind> kinds();

 private:
  std::optional<Error> read(const TextFile& file, const Kind& kind);
  std::optional<Error> add_country(const TableRow& row);
  std::optional<Error> add_person(const TableRow& row);
  std::optional<Error> add_organisation(const TableRow& row);
  std::optional<Error> add_office(const TableRow& row);
  std::optional<Error> add_sector(const TableRow& row);
  std::optional<Error> add_people(const TableRow& row);
  std::optional<Error> add_place(const TableRow& row);
  std::optional<Error> add_word(const TableRow& row);
  std::optional<Error> add_given(const TableRow& row);
  std::optional<Error> check_codes() const;

  // Names of an actor; a closing "~" marks one that others bear too.
  std::vector<std::string> names_of(std::string_view cell) {
    auto names = strings_of(cell);
    for (auto& name : names) {
      if (!name.ends_with('~')) continue;
      name.pop_back();
      out_.shared.insert(fold(name));
    }
    return names;
  }

  DataLine at(const TableRow& row) const { return {file_, row.line}; }
  Error error(const TableRow& row, std::string message) const { return bad_data(out_.files[file_], row.line, std::move(message)); }
  std::optional<Error> read_term(const TableRow& row, std::string_view code, std::string_view sectors, std::string_view begin,
                                 std::string_view end, Term& term) const;
  void use_code(std::string_view code, DataLine line) {
    if (!code.empty()) codes_.push_back({std::string(code), line});
  }
  void use_sectors(const std::vector<std::string>& sectors, DataLine line) {
    for (const auto& sector : sectors) sectors_.push_back({sector, line});
  }

  struct Use {
    std::string code;
    DataLine line;
  };
  Knowledge out_;
  std::uint32_t file_ = 0;
  std::unordered_map<std::string, std::uint32_t> person_of_, organisation_of_;
  std::vector<Use> codes_, sectors_;
};

constexpr std::string_view kCountryColumns[] = {"code",    "name",     "names",         "adjectives", "demonyms",
                                                "capital", "metonyms", "aliases_upper", "source?"};
constexpr std::string_view kPersonColumns[] = {"id", "names", "code", "sectors", "office", "from", "until", "source?", "gender?"};
constexpr std::string_view kOrganisationColumns[] = {"id", "names", "code", "sectors", "from", "until", "source?"};
constexpr std::string_view kOfficeColumns[] = {"title", "sectors", "office?", "source?"};
constexpr std::string_view kSectorColumns[] = {"noun", "sectors", "number?", "source?"};
constexpr std::string_view kPeopleColumns[] = {"people", "adjectives", "demonyms", "countries", "force", "source?"};
constexpr std::string_view kPlaceColumns[] = {"name", "names", "country", "latitude", "longitude", "population?", "kind", "source?"};
constexpr std::string_view kWordColumns[] = {"class", "words", "value"};
constexpr std::string_view kGivenColumns[] = {"given", "gender"};

std::span<const Loader::Kind> Loader::kinds() {
  static constexpr Kind kKinds[] = {
      {"people", kPeopleColumns, &Loader::add_people},
      {"adjectives", kCountryColumns, &Loader::add_country},
      {"title", kOfficeColumns, &Loader::add_office},
      {"office", kPersonColumns, &Loader::add_person},
      {"noun", kSectorColumns, &Loader::add_sector},
      {"latitude", kPlaceColumns, &Loader::add_place},
      {"class", kWordColumns, &Loader::add_word},
      {"given", kGivenColumns, &Loader::add_given},
      {"id", kOrganisationColumns, &Loader::add_organisation},
  };
  return kKinds;
}

std::optional<Error> Loader::read_term(const TableRow& row, std::string_view code, std::string_view sectors, std::string_view begin,
                                       std::string_view end, Term& term) const {
  for (const auto& [text, last] : {std::pair{begin, false}, std::pair{end, true}}) {
    if (text.empty()) continue;
    const auto day = day_of(text, last);
    if (!day) return error(row, format("\"{}\" is no date; write YYYY-MM-DD, YYYY-MM, YYYY or nothing", text));
    (last ? term.end : term.begin) = *day;
    term.vague = term.vague || text.size() < 10;
  }
  if (!term.begin.empty() && !term.end.empty() && term.end < term.begin) {
    return error(row, format("the term ends ({}) before it begins ({})", end, begin));
  }
  term.code = code;
  term.sectors = strings_of(sectors);
  term.from = at(row);
  return std::nullopt;
}

std::optional<Error> Loader::add_country(const TableRow& row) {
  if (row.cells[0].size() != 3) return error(row, format("\"{}\" is no three-letter code", row.cells[0]));
  Country country;
  country.code = row.cells[0];
  country.name = row.cells[1];
  country.names = strings_of(row.cells[2]);
  country.names.insert(country.names.begin(), country.name);
  country.adjectives = strings_of(row.cells[3]);
  country.demonyms = strings_of(row.cells[4]);
  country.capitals = strings_of(row.cells[5]);
  country.metonyms = strings_of(row.cells[6]);
  country.acronyms = strings_of(row.cells[7]);
  country.from = at(row);
  out_.country_of.emplace(country.code, static_cast<std::uint32_t>(out_.countries.size()));
  out_.countries.push_back(std::move(country));
  return std::nullopt;
}

std::optional<Error> Loader::add_person(const TableRow& row) {
  const auto names = names_of(row.cells[1]);
  if (row.cells[0].empty() || names.empty()) return error(row, "a person needs an id and a name");
  Term term;
  if (auto bad = read_term(row, row.cells[2], row.cells[3], row.cells[5], row.cells[6], term)) return bad;
  term.office = row.cells[4];
  use_code(term.code, term.from);
  use_sectors(term.sectors, term.from);
  const auto [it, fresh] = person_of_.emplace(row.cells[0], static_cast<std::uint32_t>(out_.people.size()));
  if (fresh) {
    out_.people.emplace_back();
    out_.people.back().id = row.cells[0];
  }
  Person& person = out_.people[it->second];
  if (!fresh && person.names.front() != names.front()) {
    return error(row, format("id \"{}\" is {} in {} and {} here", person.id, person.names.front(), out_.where(person.terms.front().from),
                             names.front()));
  }
  for (const auto& name : names) add_unique(person.names, name);
  if (!row.cells[8].empty()) person.gender = row.cells[8].front();
  person.terms.push_back(std::move(term));
  return std::nullopt;
}

std::optional<Error> Loader::add_organisation(const TableRow& row) {
  const auto names = names_of(row.cells[1]);
  if (row.cells[0].empty() || names.empty()) return error(row, "an organisation needs an id and a name");
  Term term;
  if (auto bad = read_term(row, row.cells[2], row.cells[3], row.cells[4], row.cells[5], term)) return bad;
  use_code(term.code, term.from);
  use_sectors(term.sectors, term.from);
  const auto [it, fresh] = organisation_of_.emplace(row.cells[0], static_cast<std::uint32_t>(out_.organisations.size()));
  if (fresh) {
    out_.organisations.emplace_back();
    out_.organisations.back().id = row.cells[0];
  }
  Organisation& organisation = out_.organisations[it->second];
  for (const auto& name : names) add_unique(organisation.names, name);
  organisation.terms.push_back(std::move(term));
  return std::nullopt;
}

std::optional<Error> Loader::add_office(const TableRow& row) {
  if (row.cells[0].empty()) return error(row, "an office needs a title");
  for (auto title : list_of(row.cells[0])) {
    Office office{std::string(title), strings_of(row.cells[1]), strings_of(row.cells[2]), at(row)};
    use_sectors(office.sectors, office.from);
    out_.offices.push_back(std::move(office));
  }
  return std::nullopt;
}

std::optional<Error> Loader::add_sector(const TableRow& row) {
  if (row.cells[0].empty()) return error(row, "a sector needs a noun");
  for (auto noun : list_of(row.cells[0])) {
    SectorNoun sector{std::string(noun), strings_of(row.cells[1]), std::string(row.cells[2]), at(row)};
    use_sectors(sector.sectors, sector.from);
    out_.sectors.push_back(std::move(sector));
  }
  return std::nullopt;
}

std::optional<Error> Loader::add_people(const TableRow& row) {
  People people{std::string(row.cells[0]), strings_of(row.cells[1]), strings_of(row.cells[2]),
                strings_of(row.cells[3]),  strings_of(row.cells[4]), at(row)};
  for (const auto& code : people.countries) use_code(code, people.from);
  use_sectors(people.force, people.from);
  out_.peoples.push_back(std::move(people));
  return std::nullopt;
}

template <class T>
bool read_number(std::string_view text, T& value) {
  const auto end = text.data() + text.size();
  return std::from_chars(text.data(), end, value).ptr == end;
}

std::optional<Error> Loader::add_place(const TableRow& row) {
  static constexpr std::string_view kKinds[] = {"city", "district", "province", "country", "region", "sea"};
  Place place;
  place.name = row.cells[0];
  place.names = strings_of(row.cells[1]);
  place.names.insert(place.names.begin(), place.name);
  place.country = row.cells[2];
  if (place.name.empty()) return error(row, "a place needs a name");
  if (!read_number(row.cells[3], place.latitude) || std::abs(place.latitude) > 90)
    return error(row, format("\"{}\" is no latitude", row.cells[3]));
  if (!read_number(row.cells[4], place.longitude) || std::abs(place.longitude) > 180)
    return error(row, format("\"{}\" is no longitude", row.cells[4]));
  if (!row.cells[5].empty() && !read_number(row.cells[5], place.population))
    return error(row, format("\"{}\" is no population", row.cells[5]));
  place.kind = row.cells[6];
  if (std::find(std::begin(kKinds), std::end(kKinds), place.kind) == std::end(kKinds)) {
    return error(row, format("unknown kind \"{}\"; use city, district, province, country, region or sea", place.kind));
  }
  place.from = at(row);
  use_code(place.country, place.from);
  out_.places.push_back(std::move(place));
  return std::nullopt;
}

std::optional<Error> Loader::add_word(const TableRow& row) {
  const auto found = std::find(kWordClassNames.begin(), kWordClassNames.end(), row.cells[0]);
  if (found == kWordClassNames.end()) return error(row, format("unknown class \"{}\"", row.cells[0]));
  const auto word_class = static_cast<WordClass>(found - kWordClassNames.begin());
  for (auto word : list_of(row.cells[1])) out_.words.push_back({word_class, std::string(word), std::string(row.cells[2])});
  return std::nullopt;
}

std::optional<Error> Loader::add_given(const TableRow& row) {
  const char gender = row.cells[1].empty() ? 'u' : row.cells[1].front();
  for (auto name : list_of(row.cells[0])) out_.given_names.emplace(fold(name), gender);
  return std::nullopt;
}

// Codes are checked last: a table may name a country whose row comes in a later file. Without a country table (tests, partial
// data) only sectors can be checked, and those only when words.tsv is there.
std::optional<Error> Loader::check_codes() const {
  std::unordered_set<std::string> codes, sectors;
  for (const auto& word : out_.words) {
    if (word.word_class == WordClass::actor_code) codes.insert(word.word);
    if (word.word_class == WordClass::sector_code) sectors.insert(word.word);
  }
  const auto complain = [&](const Use& use, std::string_view what) {
    return bad_data(out_.files[use.line.file], use.line.line, format("unknown {} \"{}\"", what, use.code));
  };
  if (!out_.countries.empty()) {
    for (const auto& use : codes_) {
      if (!codes.contains(use.code) && !out_.country_of.contains(use.code)) return complain(use, "code");
    }
  }
  if (!sectors.empty()) {
    for (const auto& use : sectors_) {
      if (!sectors.contains(use.code)) return complain(use, "sector");
    }
  }
  return std::nullopt;
}

void rank_terms(Knowledge& out) {
  std::unordered_map<std::string, int> ranks;
  for (const auto& word : out.words) {
    if (word.word_class == WordClass::office_rank) ranks.emplace(fold(word.word), word.value == "1" ? 1 : 2);
  }
  for (auto& person : out.people) {
    for (auto& term : person.terms) {
      if (const auto it = ranks.find(fold(term.office)); it != ranks.end()) term.rank = it->second;
    }
  }
}

std::optional<Error> Loader::read(const TextFile& file, const Kind& kind) {
  auto rows = read_table(file, kind.columns);
  if (!rows) return rows.error();
  for (const auto& row : *rows) {
    if (auto bad = (this->*kind.add)(row)) return bad;
  }
  return std::nullopt;
}

Result<Knowledge> Loader::load(std::span<const TextFile> files) {
  for (const auto& file : files) {
    file_ = static_cast<std::uint32_t>(out_.files.size());
    out_.files.push_back(file.name);
    const auto header = header_of(file);
    if (header.empty()) continue;
    const auto names = [&](const Kind& kind) { return std::find(header.begin(), header.end(), kind.column) != header.end(); };
    const auto known = kinds();
    const Kind* kind = nullptr;
    for (std::size_t i = 0; kind == nullptr && i < known.size(); ++i) {
      if (names(known[i])) kind = &known[i];
    }
    if (kind == nullptr) return bad_data(file.name, 1, "the header names no table of actors or places; see docs/formats/actors.md");
    if (auto bad = read(file, *kind)) return *bad;
  }
  if (auto bad = check_codes()) return *bad;
  rank_terms(out_);
  return std::move(out_);
}

}  // namespace

std::string Knowledge::where(DataLine line) const { return place_of(files[line.file], line.line); }

const Country* Knowledge::country(std::string_view code) const {
  const auto it = country_of.find(std::string(code));
  return it == country_of.end() ? nullptr : &countries[it->second];
}

Result<Knowledge> load_knowledge(std::span<const TextFile> files) { return Loader{}.load(files); }

}  // namespace readout
