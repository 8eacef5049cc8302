// Runs many pages, or many pairs of texts, through an Engine on all cores: bounded memory, input order kept, one result out as
// soon as it is ready. The library starts threads here and nowhere else.
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
  // Read everything twice: first to learn what recurs on the pages of each site, then to read the articles without it. Without
  // `again` standard input cannot be read twice, and nothing is learned where it is among the inputs. Not with read.keep_all.
  bool templates = true;
  std::function<bool()> again;                                        // sets standard input back to its beginning; false: cannot
  std::function<bool(std::size_t input, std::uint64_t at)> learning;  // sees where the first pass is; false: stop
  bool content_ids = false;  // pages are named by the hash of url and bytes, as in a ledger; see BatchItem::carrier_id

  // Asked in worker threads; any may be left out.
  std::function<bool(const Page&)> known;                     // true: the page was kept before and is not read again
  std::function<std::string(const Page&)> refuse_page;        // a reason to pass over the page before it is read, or ""
  bool render_refused = false;                                // `render` pages that are no articles too; they count as skipped all the same
  std::function<std::string(const Reading&)> refuse_reading;  // a reason to pass over it once it is read, or ""
};

// What became of one record. `text` is what `render` made of the reading, in the worker's thread.
struct BatchItem {
  Record record;    // page bytes are released once read
  Reading reading;  // when record.kind is page and it was not known
  bool known = false;
  std::string carrier_id;  // with content_ids: what the carrier called the page
  std::string text;
  std::size_t input = 0;   // index into the inputs
  std::size_t number = 0;  // of the record, over all inputs
};

// `render` runs in worker threads (const data only); `take` runs in input order, one at a time, and returns false to stop.
// An input that cannot be opened is reported through `take` as a failed record. The result is the same for any number of threads, and
// with templates for any order of the inputs: they are learned from all pages that are not refused, pages known before among them.
RunCounts run_batch(const Engine& engine, const std::vector<std::string>& inputs, const BatchOptions& options,
                    const std::function<std::string(const Reading&)>& render, const std::function<bool(BatchItem&)>& take);

// One pair of `compare --from jsonl`.
struct PairItem {
  PairRecord record;
  std::string text;  // what `render` made of it
};
// Walks the pairs of one input. The result counts pairs. Errors: the input cannot be opened.
Result<RunCounts> run_pairs(const std::string& input, int threads, const PageLimits& limits,
                            const std::function<std::string(const PairRecord&)>& render, const std::function<bool(PairItem&)>& take);

}  // namespace readout
