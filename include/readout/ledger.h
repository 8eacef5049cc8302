// A Ledger is one SQLite file that remembers Readings across pages and runs: articles, stories, events, quotes, evidence.
//
// Owns the connection. One thread writes; other processes may read at the same time (WAL). Every row names the run that made
// it: version, data checksum, flags. Writing the same page twice is a no-op; a killed process never leaves a broken file.
// Inside a ledger the id of an article is the hash of url and bytes (page/stage.h, page_id); what the carrier called it is kept
// beside it. Errors: `busy` after five seconds of waiting, `corrupt` for a damaged or foreign file, `newer_version`.
// Schema and views: docs/formats/ledger.md, src/ledger/schema/*.sql.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "readout/reading.h"
#include "readout/result.h"
#include "readout/story.h"

namespace readout {

// Version of the ledger format this library writes (PRAGMA user_version). Older ones are migrated when opened for writing.
int ledger_version();
std::string sqlite_version();

// Identity of one run: what made the rows.
struct RunInfo {
  std::string version;
  std::string data_hash;
  std::string flags;
  std::string started;  // UTC, ISO 8601; given by the caller, for the library reads no clock
};

// read = kept + skipped + failed, always; the maps count by reason.
struct RunCounts {
  std::uint64_t read = 0;
  std::uint64_t kept = 0;
  std::map<std::string, std::uint64_t> skipped;
  std::map<std::string, std::uint64_t> failed;
  std::uint64_t already = 0;  // of the kept: were in the ledger before
};

// Where a page was met and what it was called there.
struct Carrier {
  std::string id;
  std::string source;
  std::uint64_t source_begin = 0;
};

// A record that was skipped or failed.
struct PassedOver {
  bool failed = false;
  std::string reason, detail, place, carrier_id, url;
};

// What grouping needs of a kept article.
struct KeptSketch {
  std::string id, published, site, title;
  double published_confidence = 0;
  Sketch sketch;
};

// A name an article holds, each once.
struct Named {
  MentionKind kind = MentionKind::person;
  std::string name, code;
  std::uint64_t n = 0;  // how often
};

struct KeptArticle {
  Article article;  // id is the content hash
  std::string carrier_id;
  std::string story;
  Notes notes;
  std::vector<Named> named;
};

// One event, however many copies report it. `event` is the telling of the lead report and `event.id` the event's; its spans are
// into the text of `lead`.
struct KeptEvent {
  Event event;
  std::string report;  // id of the lead report
  std::string story;
  std::uint64_t n_reports = 0, n_independent = 0;
};
struct KeptReport {
  std::string event, report, article, carrier_id, url, site, published, date;
  Span sentence;
  std::string text;  // of the sentence
  double score = 0;
};

// What `check` found. Each problem is one line for people.
struct LedgerCheck {
  std::uint64_t articles = 0, events = 0, reports = 0, quotes = 0, slices = 0, runs = 0;
  std::vector<std::string> problems;
};

class Ledger {
 public:
  // read: the file must be there and is never changed. write: it is made or migrated where needed.
  enum class Mode { read, write };
  static Result<Ledger> open(const std::string& path, Mode mode);
  Ledger(Ledger&&) noexcept;
  Ledger& operator=(Ledger&&) noexcept;
  ~Ledger();

  // ---- Writing, one thread. What is kept lies in an open transaction until commit.
  Result<Done> begin_run(const RunInfo& info);
  Result<std::vector<std::uint64_t>> kept_pages();                              // content hashes, sorted
  Result<bool> keep(const Reading& reading, const Carrier& carrier);            // false: it was there
  Result<Done> meet_again(const std::string& article, const Carrier& carrier);  // a page kept before, not read again
  Result<Done> pass_over(const PassedOver& record);
  Result<Done> commit(const RunCounts& counts);
  // Stories of all articles, made anew; reports of one event are put under one id. One transaction.
  Result<Done> each_sketch(const std::function<void(KeptSketch)>& take);
  Result<Done> replace_stories(std::span<const StoryMember> members);
  enum class RunEnd { done, interrupted, stopped };
  // `inputs_hash`: hash over what was read, the same in any order; made by the caller, who saw the pages.
  Result<Done> end_run(RunEnd end, const std::string& ended, const std::string& inputs_hash, const RunCounts& counts);

  // ---- Reading. Rows come sorted by id. `take` returns false to stop.
  Result<Done> each_article(const std::function<bool(const KeptArticle&)>& take);
  Result<Done> each_event(const std::function<bool(const KeptEvent&, const KeptArticle& lead)>& take);
  Result<Done> each_report(const std::function<bool(const KeptReport&)>& take);
  Result<Done> each_quote(const std::function<bool(const Quote&, const KeptArticle&)>& take);
  Result<Done> each_member(const std::function<bool(const StoryMember&)>& take);

  // What an id, or the first letters of one, names: kind ("article", "story", "event", "quote") and whole id. A carrier's id
  // names its article, a report's its event. At most `limit`.
  struct Found {
    std::string kind, id;
  };
  Result<std::vector<Found>> find(const std::string& id, std::size_t limit = 20);
  Result<std::optional<KeptArticle>> article(const std::string& id);
  Result<std::vector<KeptEvent>> events_of_article(const std::string& id);
  Result<std::vector<Quote>> quotes_of_article(const std::string& id);
  Result<std::optional<KeptEvent>> event(const std::string& id);
  Result<std::vector<KeptReport>> reports_of_event(const std::string& id);
  Result<std::optional<std::pair<Quote, std::string>>> quote(const std::string& id);  // with its article's id
  Result<std::vector<StoryMember>> members_of_story(const std::string& id);

  // Integrity, foreign keys, every slice against its text, counts against rows.
  Result<LedgerCheck> check();

  struct Parts;

 private:
  explicit Ledger(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace readout
