#include "engine/batch.h"

#include <tbb/global_control.h>
#include <tbb/parallel_pipeline.h>

#include <algorithm>
#include <atomic>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <unordered_map>

#include "article/site_template.h"
#include "base/hash.h"
#include "engine/models.h"
#include "engine/read_page.h"

namespace readout {
namespace {

// Three filters: `read` gives the next item or null at the end, `work` changes it in any thread, `write` takes items in the
// order in which they were read and returns false to stop. At most four items a thread are in memory.
template <class Item>
void ordered_pipeline(int asked, const std::function<std::shared_ptr<Item>()>& read, const std::function<void(Item&)>& work,
                      const std::function<bool(Item&)>& write) {
  using Held = std::shared_ptr<Item>;
  const auto threads = static_cast<std::size_t>(asked > 0 ? asked : static_cast<int>(std::max(1u, std::thread::hardware_concurrency())));
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  std::atomic<bool> stopped{false};
  tbb::parallel_pipeline(threads * 4, tbb::make_filter<void, Held>(tbb::filter_mode::serial_in_order, [&](tbb::flow_control& flow) {
                                        Held item = stopped ? nullptr : read();
                                        if (!item) flow.stop();
                                        return item;
                                      }) & tbb::make_filter<Held, Held>(tbb::filter_mode::parallel, [&](Held item) {
                                        if (!stopped) work(*item);
                                        return item;
                                      }) & tbb::make_filter<Held, void>(tbb::filter_mode::serial_in_order, [&](const Held& item) {
                                        if (!stopped && !write(*item)) stopped = true;
                                      }));
}

// Walks the records of all inputs, one after the other.
class Inputs {
 public:
  Inputs(const std::vector<std::string>& paths, const BatchOptions& options) : paths_(paths), ids_(input_ids(paths)), options_(options) {}

  std::shared_ptr<BatchItem> next() {
    auto item = std::make_shared<BatchItem>();
    for (;;) {
      if (!reader_) {
        if (next_ == paths_.size()) return nullptr;
        auto opened = open_pages(paths_[next_], options_.format, options_.limits, ids_[next_]);
        ++next_;
        if (!opened) {
          item->record.kind = Record::Kind::failed;
          item->record.reason = "cannot-open";
          item->record.detail = opened.error().message;
          item->record.where = opened.error().where;
          item->input = next_ - 1;
          return item;
        }
        reader_ = std::move(*opened);
      }
      item->record = reader_->next();
      item->input = next_ - 1;
      item->number = n_read_;
      if (item->record.kind == Record::Kind::end) {
        reader_.reset();
        continue;
      }
      ++n_read_;
      return item;
    }
  }

 private:
  const std::vector<std::string>& paths_;
  const std::vector<std::string> ids_;
  const BatchOptions& options_;
  std::size_t next_ = 0, n_read_ = 0;
  std::unique_ptr<PageReader> reader_;
};

// Articles of the first pass, put by so that the second need not make them again: as many as fit into 64 MB. Any number of threads.
class KnownArticles {
 public:
  struct Known {
    std::uint64_t content = 0;  // of the page, which may have changed in between
    Article article;
    Notes notes;
  };
  void put(const BatchItem& item, Article article, Notes notes) {
    const std::size_t bytes =
        article.text.size() + article.origins.size() * sizeof(Origin) + article.passages.size() * sizeof(Passage) + 2048;
    const std::uint64_t content = content_of(item.record.page);
    const std::lock_guard lock(mutex_);
    if (bytes_ + bytes > kMost) return;
    bytes_ += bytes;
    articles_.emplace(item.number, Known{content, std::move(article), std::move(notes)});
  }
  std::optional<Known> take(const BatchItem& item) {
    std::unique_lock lock(mutex_);
    auto found = articles_.extract(item.number);
    lock.unlock();
    if (found.empty() || found.mapped().content != content_of(item.record.page)) return std::nullopt;
    return std::move(found.mapped());
  }

 private:
  static constexpr std::size_t kMost = 64u << 20;
  static std::uint64_t content_of(const Page& page) { return content_hash(page.bytes, content_hash(page.id, content_hash(page.url))); }
  std::mutex mutex_;
  std::unordered_map<std::size_t, Known> articles_;  // by number of the record
  std::size_t bytes_ = 0;
};

void skip(Record& record, std::string reason) {
  record.kind = Record::Kind::skipped;
  record.reason = std::move(reason);
  if (record.where.empty()) record.where = record.page.source;
}

// Names the page; false, and skipped, when it is to be passed over unread.
bool begin_item(const BatchOptions& options, BatchItem& item) {
  Record& record = item.record;
  if (options.content_ids) {
    item.carrier_id = std::move(record.page.id);
    record.page.id = page_id(record.page.url, record.page.bytes);
  }
  if (!options.refuse_page) return true;
  std::string reason = options.refuse_page(record.page);
  if (!reason.empty()) skip(record, std::move(reason));
  return record.kind == Record::Kind::page;
}

void read_item(const Engine& engine, const BatchOptions& options, const std::function<std::string(const Reading&)>& render,
               KnownArticles& articles, BatchItem& item) {
  Record& record = item.record;
  if (!begin_item(options, item)) return;
  if (options.known && options.known(record.page)) {
    item.known = true;
    return;
  }
  if (auto known = articles.take(item))
    item.reading = read_article(engine.models(), record.page, std::move(known->article), std::move(known->notes), options.read);
  else
    item.reading = engine.read_page(record.page, options.read);
  item.reading.notes.insert(item.reading.notes.begin(), record.notes.begin(), record.notes.end());
  const std::string& refusal = item.reading.article().refusal;
  if (!refusal.empty() && !options.read.keep_all) {
    if (render && options.render_refused) item.text = render(item.reading);
    return skip(record, refusal);
  }
  if (options.refuse_reading)
    if (std::string reason = options.refuse_reading(item.reading); !reason.empty()) return skip(record, std::move(reason));
  if (render) item.text = render(item.reading);
}

// Text without a URL is of no site; HTML may name its site itself.
bool may_teach(const Page& page) {
  return page.media_type != MediaType::tokens && (page.media_type != MediaType::text || !page.url.empty());
}

// The first pass. Nothing is learned from a single page, which costs nothing either.
SiteTemplates learn_templates(const Engine& engine, const std::vector<std::string>& inputs, const BatchOptions& options,
                              KnownArticles& articles, bool& stopped) {
  SiteTemplateLearner learner;
  Inputs source(inputs, options);
  std::deque<std::shared_ptr<BatchItem>> first;
  while (first.size() < 2) {
    first.push_back(source.next());
    if (!first.back()) return learner.finish();
  }
  const ArticleOptions how{.lean = options.read.lean};
  ordered_pipeline<BatchItem>(
      options.threads,
      [&] {
        if (first.empty()) return source.next();
        auto item = std::move(first.front());
        first.pop_front();
        return item;
      },
      [&](BatchItem& item) {
        const Page& page = item.record.page;
        if (item.record.kind != Record::Kind::page || !may_teach(page)) return;
        try {
          if (begin_item(options, item) && learner.wants(page.url)) {
            Notes notes;
            Article article = make_article(engine.models().article, page, how, notes);
            learner.add(article, page.url);
            if (!options.read.explain) articles.put(item, std::move(article), std::move(notes));
          }
        } catch (const std::exception&) {
          // The second pass meets the same fault and reports it.
        }
        item.record.page.bytes = {};
      },
      [&](BatchItem& item) {
        if (options.learning && !options.learning(item.input, item.record.page.source_begin)) stopped = true;
        return !stopped;
      });
  return learner.finish();
}

bool can_learn(const std::vector<std::string>& inputs, const BatchOptions& options) {
  if (!options.templates || options.read.keep_all || options.read.templates != nullptr) return false;
  return options.again || std::find(inputs.begin(), inputs.end(), "-") == inputs.end();
}

}  // namespace

RunCounts run_batch(const Engine& engine, const std::vector<std::string>& inputs, const BatchOptions& given,
                    const std::function<std::string(const Reading&)>& render, const std::function<bool(BatchItem&)>& take) {
  RunCounts counts;
  BatchOptions options = given;
  SiteTemplates templates;
  KnownArticles articles;
  if (can_learn(inputs, options)) {
    bool stopped = false;
    templates = learn_templates(engine, inputs, options, articles, stopped);
    if (stopped) return counts;
    if (options.again && !options.again()) {
      BatchItem lost;
      lost.record.kind = Record::Kind::failed;
      lost.record.reason = "cannot-open";
      lost.record.detail = "standard input cannot be read a second time; try --no-templates";
      lost.record.where = "-";
      counts.read = counts.failed[lost.record.reason] = 1;
      take(lost);
      return counts;
    }
    options.read.templates = &templates;
  }
  Inputs source(inputs, options);
  ordered_pipeline<BatchItem>(
      options.threads, [&] { return source.next(); },
      [&](BatchItem& item) {
        if (item.record.kind != Record::Kind::page) return;
        // A bug in a step loses one page, not the run.
        try {
          read_item(engine, options, render, articles, item);
        } catch (const std::exception& error) {
          item.record.kind = Record::Kind::failed;
          item.record.reason = "internal-error";
          item.record.detail = error.what();
        }
        item.record.page.bytes = {};
      },
      [&](BatchItem& item) {
        const Record& record = item.record;
        ++counts.read;
        if (record.kind == Record::Kind::page) {
          ++counts.kept;
          counts.already += item.known;
        } else {
          ++(record.kind == Record::Kind::skipped ? counts.skipped : counts.failed)[record.reason];
        }
        return take(item);
      });
  return counts;
}

Result<RunCounts> run_pairs(const std::string& input, int threads, const PageLimits& limits,
                            const std::function<std::string(const PairRecord&)>& render, const std::function<bool(PairItem&)>& take) {
  auto reader = open_pairs(input, limits);
  if (!reader) return reader.error();
  RunCounts counts;
  ordered_pipeline<PairItem>(
      threads,
      [&]() -> std::shared_ptr<PairItem> {
        auto item = std::make_shared<PairItem>();
        item->record = (*reader)->next();
        return item->record.kind == PairRecord::Kind::end ? nullptr : item;
      },
      [&](PairItem& item) {
        if (item.record.kind != PairRecord::Kind::pair) return;
        try {
          item.text = render(item.record);
        } catch (const std::exception& error) {
          item.record.kind = PairRecord::Kind::failed;
          item.record.reason = "internal-error";
        }
      },
      [&](PairItem& item) {
        ++counts.read;
        if (item.record.kind == PairRecord::Kind::pair)
          ++counts.kept;
        else
          ++counts.failed[item.record.reason];
        return take(item);
      });
  return counts;
}

}  // namespace readout
