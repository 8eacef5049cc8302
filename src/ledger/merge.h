// Puts the reports of one event under one event. Reports are what single articles tell; copies of an article tell the same
// events, and so do independent articles of related stories. Pure.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "readout/story.h"

namespace readout {

// What merging needs of one report. Only reports of one story, or of related stories, are given together.
struct ReportKey {
  std::string id;
  std::int64_t article = 0;
  int type = 0;
  int status = 0;
  std::string actor, recipient;  // codes, sectors and names in a fixed order
  std::string date;
  bool date_told = true;  // the article gives the date; else it is only the publication day
  std::string story;
  std::string words;  // the sentence and the trigger, folded: the same in true copies
};

// What it needs of one member of those stories.
struct MemberKey {
  std::int64_t article = 0;
  CopyKind kind = CopyKind::original;
  std::int64_t parent = 0;
  bool has_parent = false;
  std::string published;
};

struct MergedEvent {
  std::string id;    // smallest report id
  std::string lead;  // report of the member nearest the source: originals first, then the earliest
  std::vector<std::string> reports;
  std::uint64_t n_independent = 0;  // lines of descent among the reports; copies of one lost source count once
};

// Reports are the same event when they tell the same type and either use the same words (copies, whose dates
// may be false) or agree on status, actors, recipients and date. Within one story a date that an article does not tell agrees
// with any, for a rewriter's publication day is not the event's. Two reports of one article are never merged: the event step
// held them apart. Sorted by id; independent of input order.
std::vector<MergedEvent> merge_reports(std::vector<ReportKey> reports, const std::vector<MemberKey>& members);

}  // namespace readout
