// Reads pages into a ledger: the batch, then the stories of all that is kept. One thread writes, all others read pages.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "engine/batch.h"
#include "readout/ledger.h"

namespace readout {

struct KeepOptions {
  BatchOptions batch;  // content_ids and known are set here
  RunInfo info;
  std::size_t pages_per_commit = 64;  // at most so many are read again after a kill
  bool stop_on_error = false;
  double max_errors = -1;         // stop beyond this; below 0: never
  bool max_errors_share = false;  // max_errors is a share of the records read, looked at once 100 were read and at the end
};

struct KeepResult {
  RunCounts counts;
  Ledger::RunEnd end = Ledger::RunEnd::done;
  bool too_many_errors = false;
  std::uint64_t stories = 0;
};

// `ledger` null: a dry run, which reads and counts only. `watch` sees every record in input order and returns false to
// interrupt; `now` gives the time for the run's row. Stories are made anew unless interrupted: then the next run makes them.
Result<KeepResult> keep_pages(const Engine& engine, Ledger* ledger, const std::vector<std::string>& inputs, const KeepOptions& options,
                              const std::function<bool(const BatchItem&, const RunCounts&)>& watch,
                              const std::function<std::string()>& now);

}  // namespace readout
