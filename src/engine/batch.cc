#include "engine/batch.h"

#include <tbb/global_control.h>
#include <tbb/parallel_pipeline.h>

#include <atomic>
#include <exception>
#include <thread>

#include "base/format.h"

namespace readout {

RunCounts run_batch(const Engine& engine, const std::vector<std::string>& inputs, const BatchOptions& options,
                    const std::function<std::string(const Reading&)>& render, const std::function<bool(BatchItem&)>& take) {
  const auto threads = static_cast<std::size_t>(options.threads > 0 ? options.threads : static_cast<int>(std::max(1u, std::thread::hardware_concurrency())));
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);

  RunCounts counts;
  std::atomic<bool> stopped{false};
  const std::vector<std::string> ids = input_ids(inputs);
  std::size_t next_input = 0;
  std::unique_ptr<PageReader> reader;
  using Item = std::shared_ptr<BatchItem>;

  const auto read = [&](tbb::flow_control& flow) -> Item {
    auto item = std::make_shared<BatchItem>();
    while (!stopped) {
      if (!reader) {
        if (next_input == inputs.size()) break;
        auto opened = open_pages(inputs[next_input], options.format, options.limits, ids[next_input]);
        ++next_input;
        if (!opened) {
          item->record = {Record::Kind::failed, {}, "cannot-open", opened.error().message, opened.error().where, {}};
          return item;
        }
        reader = std::move(*opened);
      }
      item->record = reader->next();
      if (item->record.kind != Record::Kind::end) return item;
      reader.reset();
    }
    flow.stop();
    return nullptr;
  };
  const auto work = [&](Item item) -> Item {
    Record& record = item->record;
    if (record.kind != Record::Kind::page) return item;
    // A bug in a step loses one page, not the run.
    try {
      item->reading = engine.read_page(record.page, options.read);
      item->reading.notes.insert(item->reading.notes.begin(), record.notes.begin(), record.notes.end());
      if (render) item->text = render(item->reading);
    } catch (const std::exception& error) {
      record = {Record::Kind::failed, std::move(record.page), "internal-error", error.what(), record.where, {}};
    }
    record.page.bytes = {};
    return item;
  };
  const auto write = [&](Item item) {
    if (stopped) return;
    Record& record = item->record;
    ++counts.read;
    if (record.kind == Record::Kind::page && !item->reading.article().refusal.empty() && !options.read.keep_all) {
      record.kind = Record::Kind::skipped;
      record.reason = item->reading.article().refusal;
      record.where = record.page.source;
    }
    if (record.kind == Record::Kind::page)
      ++counts.kept;
    else
      ++(record.kind == Record::Kind::skipped ? counts.skipped : counts.failed)[record.reason];
    if (!take(*item)) stopped = true;
  };
  tbb::parallel_pipeline(threads * 4, tbb::make_filter<void, Item>(tbb::filter_mode::serial_in_order, read) &
                                          tbb::make_filter<Item, Item>(tbb::filter_mode::parallel, work) &
                                          tbb::make_filter<Item, void>(tbb::filter_mode::serial_in_order, write));
  return counts;
}

}  // namespace readout
