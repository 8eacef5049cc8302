#include <algorithm>
#include <chrono>

#include "base/date.h"
#include "base/format.h"
#include "base/hash.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "cli/session.h"
#include "engine/keep.h"
#include "engine/models.h"

namespace readout {
namespace {

std::string utc_now() {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
  return format("{}T{:02}:{:02}:{:02}Z", iso(from_number(seconds / 86400)), seconds % 86400 / 3600, seconds % 3600 / 60, seconds % 60);
}

// `*` and `?` as in a shell, over the whole text; linear in practice: one star to fall back to is enough.
bool glob_matches(std::string_view pattern, std::string_view text) {
  std::size_t p = 0, t = 0, star = std::string_view::npos, mark = 0;
  while (t < text.size()) {
    if (p < pattern.size() && (pattern[p] == '?' || (pattern[p] != '*' && pattern[p] == text[t]))) {
      ++p;
      ++t;
    } else if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      mark = t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++mark;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

bool url_matches(const std::string& filter, const std::string& url) {
  if (filter.find_first_of("*?") == std::string::npos) return url.find(filter) != std::string::npos;
  return glob_matches(filter, url);
}

std::string refuse_page(const Options& options, const Page& page) {
  const auto& filters = options.url_filters;
  if (!filters.empty() && std::none_of(filters.begin(), filters.end(), [&](const std::string& f) { return url_matches(f, page.url); }))
    return "url-filter";
  // The ids here are hashes: their last digits share the pages out evenly, the same way on every machine.
  if (options.shards > 1 && hash64(page.id) % options.shards != options.shard) return "other-shard";
  return {};
}

std::string refuse_reading(const Options& options, const Reading& reading) {
  const Article& article = reading.article();
  const std::string& day = article.date.value;
  if (!day.empty() && ((!options.date_from.empty() && day < options.date_from) || (!options.date_to.empty() && day > options.date_to)))
    return "date-range";
  const auto& languages = options.languages;
  if (!languages.empty() && !article.language.empty() && std::find(languages.begin(), languages.end(), article.language) == languages.end())
    return "language";
  return {};
}

// What of the command line changes the result; kept with the run.
std::string flags_text(const Options& options) {
  std::string out;
  const auto add = [&](std::string_view flag, const std::string& value) {
    if (!value.empty()) out += format("{}--{} {}", out.empty() ? "" : " ", flag, value);
  };
  if (options.keep_all) out = "--keep-all";
  if (!options.templates) out += format("{}--no-templates", out.empty() ? "" : " ");
  if (options.lean != Lean::balanced)
    out += format("{}{}", out.empty() ? "" : " ", options.lean == Lean::precision ? "--precision" : "--recall");
  add("date-from", options.date_from);
  add("date-to", options.date_to);
  for (const auto& language : options.languages) add("lang", language);
  for (const auto& filter : options.url_filters) add("url-filter", filter);
  if (options.shards > 1) add("shard", format("{}/{}", options.shard + 1, options.shards));
  return out;
}

std::string counts_json(const KeepResult& result, const std::string& path) {
  JsonWriter json;
  json.begin_object().key("ledger").value(path).key("read").value(result.counts.read).key("kept").value(result.counts.kept);
  json.key("already").value(result.counts.already);
  for (const auto& [key, reasons] : {std::pair("skipped", &result.counts.skipped), std::pair("failed", &result.counts.failed)}) {
    json.key(key).begin_object();
    for (const auto& [reason, n] : *reasons) json.key(reason).value(n);
    json.end_object();
  }
  return json.key("stories").value(result.stories).end_object().take();
}

}  // namespace

int run_run(Session& session) {
  const Options& options = session.options;
  const auto files = session.files();
  if (!files) return kCannot;
  const Engine* engine = session.engine();
  if (engine == nullptr) return kCannot;
  const std::string path = session.ledger_path();
  std::optional<Ledger> ledger;
  if (!options.dry_run) {
    auto opened = Ledger::open(path, Ledger::Mode::write);
    if (!opened) return session.fail(opened.error());
    ledger.emplace(std::move(*opened));
  }

  catch_interrupts();
  KeepOptions keep;
  auto batch = session.batch(*files, Step::quote);
  if (!batch) return kCannot;
  keep.batch = std::move(*batch);
  keep.batch.refuse_page = [&](const Page& page) { return refuse_page(options, page); };
  keep.batch.refuse_reading = [&](const Reading& reading) { return refuse_reading(options, reading); };
  keep.info = {version(), engine->models().data.hash(), flags_text(options), utc_now()};
  keep.stop_on_error = options.stop_on_error;
  keep.max_errors = options.max_errors;
  keep.max_errors_share = options.max_errors_share;

  const ProgressMeter meter(*files);
  const auto result = keep_pages(
      *engine, ledger ? &*ledger : nullptr, *files, keep,
      [&](const BatchItem& item, const RunCounts& counts) {
        const Record& record = item.record;
        if (record.kind == Record::Kind::failed) session.talk.warn(complaint(record.where, record.reason, record.detail));
        if (record.kind == Record::Kind::skipped) session.talk.say_more(format("{}: passed over, {}", record.where, record.reason));
        session.talk.progress(counts.read, meter.share(item.input, record.page.source_begin));
        return !interrupted();
      },
      utc_now);
  session.talk.end_progress();
  if (!result) return session.fail(result.error());

  if (options.json) session.out.write(counts_json(*result, path) + "\n");
  session.talk.say(summary(result->counts));
  if (result->end == Ledger::RunEnd::interrupted) {
    session.talk.complain("interrupted; what was read is kept, run the same command again to go on");
    return kInterrupted;
  }
  if (result->too_many_errors) {
    session.talk.complain("stopped: too many damaged records; --max-errors sets the limit");
    return kTooManyErrors;
  }
  if (ledger) session.talk.say(format("{} stories in {}; next: readout export -l {} events", result->stories, path, path));
  if (!result->counts.failed.empty()) return kDamaged;
  return result->counts.kept > 0 ? kDone : kNothing;
}

}  // namespace readout
