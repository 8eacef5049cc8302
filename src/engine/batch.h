// Runs many pages through an Engine on all cores: bounded memory, input order kept, one result out as soon as it is ready.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "page/stage.h"
#include "readout/engine.h"
#include "readout/ledger.h"

namespace readout {

struct BatchOptions {
  int threads = 0;  // 0: one a core
  ReadOptions read;
  InputFormat format = InputFormat::automatic;
  PageLimits limits;
};

// What became of one record. `text` is what `render` made of the reading, in the worker's thread.
struct BatchItem {
  Record record;    // page bytes are released once read
  Reading reading;  // when record.kind is page
  std::string text;
};

// `render` runs in worker threads (const data only); `take` runs in input order, one at a time, and returns false to stop.
// An input that cannot be opened is reported through `take` as a failed record.
RunCounts run_batch(const Engine& engine, const std::vector<std::string>& inputs, const BatchOptions& options,
                    const std::function<std::string(const Reading&)>& render, const std::function<bool(BatchItem&)>& take);

}  // namespace readout
