#include "cli/filter.h"

#include "base/format.h"
#include "cli/page_files.h"
#include "engine/batch.h"

namespace readout {

int run_filter(Session& session, const Filter& filter) {
  const Options& options = session.options;
  const auto files = session.files();
  if (!files) return kCannot;
  const Engine* engine = session.engine(filter.until);
  if (engine == nullptr) return kCannot;
  auto batch = session.batch(*files, filter.until);
  if (!batch) return kCannot;
  batch->read.sketch = false;
  batch->render_refused = filter.refused;

  PageFiles folder;
  if (!options.output_dir.empty()) {
    if (const auto opened = folder.open(options.output_dir, filter.extension); !opened) return session.fail(opened.error());
  } else if (options.output != "-") {
    if (const auto opened = session.out.open(options.output); !opened) return session.fail(opened.error());
  }

  const ProgressMeter meter(*files);
  std::uint64_t pages = 0;
  std::optional<Error> trouble;
  const RunCounts counts = run_batch(*engine, *files, *batch, filter.render, [&](BatchItem& item) {
    const Record& record = item.record;
    if (record.kind == Record::Kind::failed) session.talk.warn(complaint(record.where, record.reason, record.detail));
    if (record.kind == Record::Kind::skipped) session.talk.say_more(format("{}: passed over, {}", record.where, record.reason));
    session.talk.progress(++pages, meter.share(item.input, record.page.source_begin));
    if (item.text.empty()) return true;
    if (!options.output_dir.empty()) {
      const auto written = folder.write(item.reading.article().id, item.text);
      if (!written) trouble = written.error();
      return written.has_value();
    }
    if (filter.blocks && session.out.wrote()) item.text.insert(item.text.begin(), '\n');
    return session.out.write(item.text);
  });
  if (trouble) return session.fail(*trouble);
  if (!options.output_dir.empty()) {
    session.talk.end_progress();
    session.talk.say(format("{} files in {}", folder.written(), options.output_dir));
  }
  const int code = session.finish(counts, session.out.wrote() || folder.written() > 0);
  if (const auto moved = session.out.finish(); !moved) return session.fail(moved.error());
  return code;
}

}  // namespace readout
