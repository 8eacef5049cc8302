// Every day a page names that may be its day of publication, with what speaks for and against it. Nothing is judged here:
// date_model.cc weighs the features, publication.cc chooses.
//
// Sources: JSON-LD of whatever type, <meta>, microdata, <time>, <abbr>, attributes of dated elements, the address, the title, lines
// a reader sees (by their place, their label, their class), and the page's scripts when markup names no day.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "article/blocks.h"
#include "article/dates.h"
#include "article/page_facts.h"

namespace readout {

// What a page is when its date is looked for.
struct DatePage {
  const HtmlTree& tree;
  const PageFacts& facts;
  const Blocks& blocks;
  const DateWords& words;
  const NewsroomZones& zones;
  std::string_view url, title, site;
  std::string_view carrier_date;  // what the carrier of the page (JSON Lines, WARC metadata) says
  std::string_view fetch_time;    // ISO 8601; empty when unknown
  bool month_first = false;       // 4/5/2024 is 5 April
  std::size_t title_block = 0;    // blocks.size() when no block shows the title

  // The day of a time in UTC on the newsroom's clock; nothing when its clock is not known.
  std::optional<Day> local_day(const FoundDate& date) const {
    const auto minutes = zones.minutes(site, date.day);
    return date.utc && minutes ? std::optional(shifted_day(date, *minutes)) : std::nullopt;
  }
};

enum class DateFrom : unsigned char { json_ld, meta, time_tag, url, byline, text, script, given };
std::string_view name(DateFrom from);

// Families of features; each has kDateBins bins.
enum class DateFamily : unsigned char {
  json,          // kind of object and which of its dates
  meta,          // rank of a <meta> of publication
  meta_changed,  // rank of a <meta> of change
  meta_named,    // <meta> in no table, by what its name says
  item,          // microdata: where
  item_changed,
  time_where,  // <time>: where
  time_role,   // <time>: what its class says, near the title or not
  url,         // /2024/04/26/; or a month that agrees or not
  shown_where,
  shown_role,   // by place: the word beside the date
  shown_hint,   // by place: class of its block
  shown_shape,  // by place: how much else the line says
  shown_order,  // by place: first, second, … there
  shown_away,   // in a footer, comments, teasers
  shown_crowd,  // how many dates the page shows
  image,        // day in the address of the lead image
  title_line,
  script,
  given,
  support,    // number of kinds of sources
  order,      // earliest, latest of claimed days
  to_claim,   // days to the best structured claim
  to_change,  // days to the day of change
  to_latest,  // days to the latest day on the page
  to_shown,   // days to the day shown nearest to the title
  utc,
  reading,  // the other reading of 4/5/2024
  range,    // inside the days from publication to change that machines are told, or not
  headed,   // the day shown beside the title against the day that machines are told
  bias,
  n_families
};
constexpr std::size_t kDateBins = 32;
constexpr std::size_t kNDateFeatures = static_cast<std::size_t>(DateFamily::n_families) * kDateBins;
std::string_view name(DateFamily family);

struct DateEvidence {
  FoundDate date;
  Day local;  // the day at the publisher's desk: as shown on the page, else by the newsroom's clock, else as written
  DateFrom from = DateFrom::text;
  bool modified = false;  // said to be a day of change
  bool strong = false;    // a claim that machines are meant to read
  bool near = false;      // shown beside the title
  int trust = 0;          // rank among the evidence of one day, for the name of the source; higher is better
  std::vector<std::uint16_t> features;
};

// One day and all that is said of it.
struct DateCandidate {
  Day day;
  std::vector<std::uint16_t> features;  // sorted, each once
  std::vector<std::size_t> evidence;    // indices
};

struct DateEvidences {
  std::vector<DateEvidence> all;
  std::vector<DateCandidate> days;  // in order of the calendar
};
DateEvidences find_date_evidence(const DatePage& page);

}  // namespace readout
