// A Ledger is one SQLite file that remembers Readings across pages and runs: articles, stories, events, quotes, evidence.
//
// Owns the connection. One thread writes; other processes may read at the same time (WAL). Every row names the run that made
// it: version, data checksum, flags. Writing the same page twice is a no-op; a killed process never leaves a broken file.
// Schema and views: docs/formats/ledger.md, src/ledger/schema/*.sql.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
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
};

// read = kept + skipped + failed, always; the maps count by reason.
struct RunCounts {
  std::uint64_t read = 0;
  std::uint64_t kept = 0;
  std::map<std::string, std::uint64_t> skipped;
  std::map<std::string, std::uint64_t> failed;
  std::uint64_t already = 0;  // of the kept: were in the ledger before
};

}  // namespace readout
