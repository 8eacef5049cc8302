// Times each step over a fixed set of pages on one core and prints TSV: trust the ratios to the baseline row, not the seconds.
//
//   readout_bench [--only WORD]… [PAGES…]     files, folders and globs of HTML, JSON Lines or WARC, gzip or not
//
// Without PAGES: examples/*.html, each wrapped in the debris of a usual news page (about 175 KB). --only runs the rows whose name
// holds WORD, and the baseline. Columns: step, pages/s, MB/s of page bytes, sentences/s (steps after article), ratio to the
// baseline's pages/s, peak memory so far in MB. Baseline: libxml2's HTML parser building a DOM of the same bytes, nothing more:
// what lxml.html's parser does under its Python. README.md beside this file says what each row holds.
#include <libxml/HTMLparser.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <functional>

#include "article/charset.h"
#include "article/html_tree.h"
#include "base/format.h"
#include "engine/models.h"
#include "page/stage.h"
#include "warc_file.h"

using namespace readout;

namespace {

// Markup of our own that weighs what a news page's menus, scripts and teasers weigh.
std::string debris(std::size_t bytes, const char* label) {
  std::string out = format("<div class=\"{}\"><ul>", label);
  for (std::size_t i = 0; out.size() < bytes; ++i)
    out += format(
        "<li class=\"item item-{0}\" data-id=\"{0}\"><a href=\"/section/{0}/page-{0}.html\"><span>Menu entry {0}</span></a></li>\n"
        "<script>window.track({{\"slot\": {0}, \"size\": [300, 250], \"lazy\": true}});</script>\n",
        i);
  return out + "</ul></div>";
}

void complain(std::string_view text) { std::fprintf(stderr, "readout_bench: %s\n", std::string(text).c_str()); }

// Calls `take` with each page of a file; records that are no page are passed over.
void each_page(const std::string& file, const std::function<void(Page)>& take) {
  auto reader = open_pages(file, InputFormat::automatic, {});
  if (!reader) return complain(reader.error().text());
  for (Record record = (*reader)->next(); record.kind != Record::Kind::end; record = (*reader)->next())
    if (record.kind == Record::Kind::page) take(std::move(record.page));
}

std::vector<Page> load(const std::vector<std::string>& inputs) {
  std::vector<Page> pages;
  auto files = expand_inputs(inputs);
  if (!files) {
    complain(files.error().text());
    return pages;
  }
  for (const std::string& file : *files) each_page(file, [&](Page page) { pages.push_back(std::move(page)); });
  return pages;
}

std::vector<Page> own_pages() {
  std::vector<std::string> inputs;
  for (const char* name : {"vienna-wire.html", "vienna-rewrite.html", "havana-ceasefire.html"})
    inputs.push_back(format("{}/examples/{}", READOUT_SOURCE_DIR, name));
  std::vector<Page> pages = load(inputs);
  for (Page& page : pages) {
    const auto body = page.bytes.find("<body>") + 6;
    page.bytes.insert(page.bytes.find("</body>"), debris(120'000, "footer"));
    page.bytes.insert(body, debris(50'000, "menu"));
  }
  return pages;
}

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

// Seconds of this thread's processor: a busy machine takes turns, which is not the step's fault.
double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

// Runs `work` over all items until a second has passed; returns passes a second.
double passes_per_second(const std::function<void()>& work) {
  work();  // warm caches and lazily built tables
  const double start = processor_seconds();
  double passes = 0, seconds = 0;
  while (seconds < 1) {
    work();
    ++passes;
    seconds = processor_seconds() - start;
  }
  return passes / seconds;
}

void parse_with_libxml2(const std::string& html) {
  xmlFreeDoc(htmlReadMemory(html.data(), static_cast<int>(html.size()), nullptr, "utf-8",
                            HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_RECOVER | HTML_PARSE_NONET));
}

// Tokens alone, in the modes that the tree would set for the elements whose text is not markup.
std::size_t count_tokens(std::string_view html) {
  HtmlTokenizer tokens(html);
  HtmlToken token;
  std::size_t n = 0;
  for (; tokens.next(token); ++n) {
    if (token.kind != TokenKind::start_tag) continue;
    const std::string_view written = html.substr(token.name_begin, token.name_end - token.name_begin);
    if (const TextMode mode = text_mode_after(find_tag(written)); mode != TextMode::data) tokens.set_mode(mode, written);
  }
  return n;
}

class Bench {
 public:
  Bench(const Engine& engine, std::vector<Page> pages, std::vector<std::string> only)
      : engine_(engine), models_(engine.models()), pages_(std::move(pages)), only_(std::move(only)) {
    for (const Page& page : pages_) bytes_ += static_cast<double>(page.bytes.size());
  }

  void run() {
    std::printf("step\tpages/s\tMB/s\tsentences/s\tratio\tpeak MB\n");
    baseline_ = row("baseline: libxml2 DOM", each([&](std::size_t i) { parse_with_libxml2(pages_[i].bytes); }));
    html_rows();
    warc_rows();
    later_rows();
  }

 private:
  bool wanted(std::string_view step) const {
    return only_.empty() || std::any_of(only_.begin(), only_.end(), [&](const auto& word) { return step.find(word) != step.npos; });
  }
  // Times `work`, which handles every page once, and prints its row. Returns pages/s.
  double row(const char* step, const std::function<void()>& work, double sentences = 0) {
    const double rate = passes_per_second(work), pages = rate * static_cast<double>(pages_.size());
    std::printf("%s\t%.0f\t%.1f\t%s\t%.2f\t%.0f\n", step, pages, rate * bytes_ / 1e6,
                sentences > 0 ? format("{:.0f}", rate * sentences).c_str() : "-", baseline_ > 0 ? pages / baseline_ : 1.0,
                peak_megabytes());
    std::fflush(stdout);
    return pages;
  }
  std::function<void()> each(std::function<void(std::size_t)> work) {
    return [this, work = std::move(work)] {
      for (std::size_t i = 0; i < pages_.size(); ++i) {
        notes_.clear();
        work(i);
      }
    };
  }

  void html_rows() {
    if (wanted("tokenizer") || wanted("tree")) {
      const auto labels = CharsetLabels::compile({"charsets.tsv", std::string(models_.data.text("article/charsets.tsv"))});
      std::vector<DecodedText> decoded;
      for (const Page& page : pages_) decoded.push_back(decode_page(page.bytes, page.charset, *labels, true));
      if (wanted("tokenizer")) row("tokenizer", each([&](std::size_t i) { sink_ += count_tokens(decoded[i].text()); }));
      if (wanted("tree")) row("tree", each([&](std::size_t i) { sink_ += HtmlTree(decoded[i].text()).size(); }));
    }
    if (wanted("article")) row("article", each([&](std::size_t i) { make_article(models_.article, pages_[i], {}, notes_); }));
  }

  // The same pages out of a .warc.gz, inflating and WARC reading included.
  void warc_rows() {
    if (!wanted("warc")) return;
    const WarcFile file(pages_);
    if (!file.ok()) return complain("cannot write the WARC file");
    row("warc: read alone", [&] { each_page(file.path(), [&](const Page& page) { sink_ += page.bytes.size(); }); });
    row("warc: read, libxml2 DOM", [&] { each_page(file.path(), [](const Page& page) { parse_with_libxml2(page.bytes); }); });
    row("warc: read, article", [&] {
      each_page(file.path(), [&](const Page& page) {
        notes_.clear();
        make_article(models_.article, page, {}, notes_);
      });
    });
  }

  void later_rows() {
    const char* const kSteps[] = {"sketch", "document", "mention", "event", "quote", "whole machine"};
    if (std::none_of(std::begin(kSteps), std::end(kSteps), [&](const char* step) { return wanted(step); })) return;
    std::vector<Article> articles;
    std::vector<Document> documents;
    std::vector<std::vector<Mention>> mentions;
    double sentences = 0;
    for (const Page& page : pages_) {
      articles.push_back(make_article(models_.article, page, {}, notes_));
      documents.push_back(make_document(*models_.language, articles.back(), notes_));
      mentions.push_back(find_mentions(*models_.gazetteer, documents.back(), notes_));
      sentences += static_cast<double>(documents.back().sentences.size());
    }
    const auto step = [&](const char* name, bool counts_sentences, std::function<void(std::size_t)> work) {
      if (wanted(name)) row(name, each(std::move(work)), counts_sentences ? sentences : 0);
    };
    step("sketch", false, [&](std::size_t i) { make_sketch(models_.story, articles[i]); });
    step("document", true, [&](std::size_t i) { make_document(*models_.language, articles[i], notes_); });
    step("mention", true, [&](std::size_t i) { find_mentions(*models_.gazetteer, documents[i], notes_); });
    step("event", true, [&](std::size_t i) { find_events(*models_.events, documents[i], mentions[i], notes_); });
    step("quote", true, [&](std::size_t i) { find_quotes(*models_.quotes, documents[i], mentions[i], notes_); });
    step("whole machine", true, [&](std::size_t i) { engine_.read_page(pages_[i]); });
  }

  const Engine& engine_;
  const Engine::Models& models_;
  std::vector<Page> pages_;
  std::vector<std::string> only_;
  Notes notes_;
  double bytes_ = 0, baseline_ = 0;
  std::size_t sink_ = 0;  // what the rows count, so that no work is optimised away
};

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> inputs, only;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--only") == 0 && i + 1 < argc)
      only.emplace_back(argv[++i]);
    else
      inputs.emplace_back(argv[i]);
  }
  std::vector<Page> pages = inputs.empty() ? own_pages() : load(inputs);
  auto engine = Engine::open({});
  if (!engine || pages.empty()) {
    complain(engine ? "no pages" : engine.error().text());
    return 2;
  }
  Bench(*engine, std::move(pages), std::move(only)).run();
  return 0;
}
