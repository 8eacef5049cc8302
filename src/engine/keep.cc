#include "engine/keep.h"

#include <algorithm>
#include <optional>

#include "base/hash.h"
#include "engine/grouping.h"
#include "engine/models.h"

namespace readout {
namespace {

std::uint64_t key_of(const std::string& id) {
  std::uint64_t key = 0;
  for (const char c : id) key = key << 4 | static_cast<std::uint64_t>(c <= '9' ? c - '0' : c - 'a' + 10);
  return key;
}

std::uint64_t failures(const RunCounts& counts) {
  std::uint64_t n = 0;
  for (const auto& [reason, count] : counts.failed) n += count;
  return n;
}

bool beyond(const KeepOptions& options, const RunCounts& counts, bool at_end) {
  const auto failed = failures(counts);
  if (options.stop_on_error && failed > 0) return true;
  if (options.max_errors < 0 || failed == 0) return false;
  if (!options.max_errors_share) return static_cast<double>(failed) > options.max_errors;
  return (at_end || counts.read >= 100) && static_cast<double>(failed) > options.max_errors * static_cast<double>(counts.read);
}

// Writes what became of one record.
Result<Done> write_item(Ledger& ledger, BatchItem& item, RunCounts& counts) {
  const Record& record = item.record;
  if (record.kind != Record::Kind::page)
    return ledger.pass_over(
        {record.kind == Record::Kind::failed, record.reason, record.detail, record.where, item.carrier_id, record.page.url});
  const Carrier carrier{item.carrier_id, record.page.source, record.page.source_begin};
  if (item.known) return ledger.meet_again(record.page.id, carrier);
  const auto fresh = ledger.keep(item.reading, carrier);
  if (!fresh) return fresh.error();
  if (!*fresh) ++counts.already;  // met twice in this run
  return Done{};
}

Result<std::uint64_t> make_stories(const Engine& engine, Ledger& ledger) {
  std::vector<GroupedArticle> articles;
  const auto read = ledger.each_sketch([&](KeptSketch kept) {
    articles.push_back(
        {{std::move(kept.id), std::move(kept.published), std::move(kept.site), std::move(kept.title), std::move(kept.sketch)},
         kept.published_confidence});
  });
  if (!read) return read.error();
  const Grouping grouping = group_articles(engine.models().story, std::move(articles));
  const auto written = ledger.replace_stories(grouping.members);
  if (!written) return written.error();
  std::vector<std::string_view> stories;
  for (const StoryMember& member : grouping.members) stories.push_back(member.story);
  std::sort(stories.begin(), stories.end());
  return static_cast<std::uint64_t>(std::unique(stories.begin(), stories.end()) - stories.begin());
}

}  // namespace

Result<KeepResult> keep_pages(const Engine& engine, Ledger* ledger, const std::vector<std::string>& inputs, const KeepOptions& options,
                              const std::function<bool(const BatchItem&, const RunCounts&)>& watch,
                              const std::function<std::string()>& now) {
  KeepResult result;
  std::vector<std::uint64_t> kept_before;
  if (ledger != nullptr) {
    if (const auto begun = ledger->begin_run(options.info); !begun) return begun.error();
    auto kept = ledger->kept_pages();
    if (!kept) return kept.error();
    kept_before = std::move(*kept);
  }
  BatchOptions batch = options.batch;
  batch.content_ids = true;
  batch.known = [&](const Page& page) { return std::binary_search(kept_before.begin(), kept_before.end(), key_of(page.id)); };

  if (options.batch.learning)
    batch.learning = [&](std::size_t input, std::uint64_t at) {
      if (options.batch.learning(input, at)) return true;
      result.end = Ledger::RunEnd::interrupted;
      return false;
    };

  RunCounts& counts = result.counts;
  std::optional<Error> trouble;
  std::uint64_t inputs_hash = 0;
  run_batch(engine, inputs, batch, nullptr, [&](BatchItem& item) {
    const Record& record = item.record;
    // Counted here as well as in the batch, for the counts of a commit are those up to this record.
    ++counts.read;
    if (record.kind == Record::Kind::page) {
      ++counts.kept;
      counts.already += item.known;
      inputs_hash += mix64(key_of(record.page.id));  // a sum: the same in any order
    } else {
      ++(record.kind == Record::Kind::failed ? counts.failed : counts.skipped)[record.reason];
    }
    if (ledger != nullptr) {
      auto written = write_item(*ledger, item, counts);
      if (written && counts.read % options.pages_per_commit == 0) written = ledger->commit(counts);
      if (!written) {
        trouble = written.error();
        return false;
      }
    }
    if (beyond(options, counts, false)) {
      result.too_many_errors = true;
      return false;
    }
    if (!watch(item, counts)) {
      result.end = Ledger::RunEnd::interrupted;
      return false;
    }
    return true;
  });
  if (trouble) return *trouble;
  result.too_many_errors = result.too_many_errors || beyond(options, counts, true);
  if (result.too_many_errors) result.end = Ledger::RunEnd::stopped;
  if (ledger == nullptr) return result;

  if (const auto committed = ledger->commit(counts); !committed) return committed.error();
  if (result.end != Ledger::RunEnd::interrupted) {
    const auto stories = make_stories(engine, *ledger);
    if (!stories) return stories.error();
    result.stories = *stories;
  }
  if (const auto ended = ledger->end_run(result.end, now(), hex64(inputs_hash), counts); !ended) return ended.error();
  return result;
}

}  // namespace readout
