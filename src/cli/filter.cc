#include "cli/filter.h"

#include "base/format.h"
#include "engine/batch.h"

namespace readout {

int run_filter(Session& session, const Filter& filter) {
  const auto files = session.files();
  if (!files) return kCannot;
  const Engine* engine = session.engine();
  if (engine == nullptr) return kCannot;

  BatchOptions batch;
  batch.threads = session.options.threads;
  batch.format = session.options.from;
  batch.read = {.until = filter.until, .keep_all = session.options.keep_all};
  const ProgressMeter meter(*files);
  std::uint64_t pages = 0;
  const RunCounts counts = run_batch(*engine, *files, batch, filter.render, [&](BatchItem& item) {
    const Record& record = item.record;
    if (record.kind == Record::Kind::failed) session.talk.warn(complaint(record.where, record.reason, record.detail));
    if (record.kind == Record::Kind::skipped) session.talk.say_more(format("{}: passed over, {}", record.where, record.reason));
    if (filter.blocks && session.out.wrote() && !item.text.empty()) item.text.insert(item.text.begin(), '\n');
    session.talk.progress(++pages, meter.share(item.input, record.page.source_begin));
    return session.out.write(item.text);
  });
  return session.finish(counts, session.out.wrote());
}

}  // namespace readout
