// Questions about actors for people: what does a name mean on a day, and are the tables sound?
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_file.h"
#include "mention/stage.h"
#include "readout/result.h"

namespace readout {

// One meaning of a name.
struct ActorCandidate {
  std::string kind;    // person, organisation, country, capital, metonym, place, office, sector, people, surname
  std::string entity;  // canonical name
  std::string code;
  std::vector<std::string> sectors;
  std::string office;
  std::string from, until;  // the term that counts; empty when open
  std::string where;        // "actors/people_asia.tsv:212"
  std::string reason;       // one sentence: "full name; President from 2013-03-14", "surname; out of office since 2017-01-20"
  bool holds = true;        // the term covers the day
};

// All meanings of `name`, the likeliest first. `day` is "YYYY-MM-DD", or empty for the latest. A title with a country ("US
// secretary of state") gives its holder on the day. Pure; any number of threads.
std::vector<ActorCandidate> find_actor(const Gazetteer& gazetteer, std::string_view name, std::string_view day);

// What `readout actors check` prints. `error` keeps the tables from loading; the others are worth a look.
struct ActorComplaint {
  bool error = false;
  std::string where;  // "actors/people_asia.tsv:212"
  std::string message;
};

// All complaints about the tables, by file and line: what keeps them from loading (the first only), one alias claimed by two
// actors whose terms overlap, two holders of one office at a time, one person's term given twice. An alias that is meant to
// be shared is marked with a closing "~" in both rows.
std::vector<ActorComplaint> check_actors(std::span<const TextFile> files);

}  // namespace readout
