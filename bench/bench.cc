// Times each step over a fixed set of pages on one core and prints TSV: trust the ratios to the baseline row, not the seconds.
//
//   readout_bench [PAGES…]       default: examples/*.html, each wrapped in the debris of a usual news page (about 175 KB)
//
// Columns: step, pages/s, MB/s of page bytes, sentences/s (steps after article), ratio to the baseline's pages/s, peak memory so far in MB.
// Baseline: libxml2's HTML parser building a DOM of the same bytes, nothing more.
#include <libxml/HTMLparser.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <functional>

#include "base/format.h"
#include "engine/models.h"
#include "page/stage.h"

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

std::vector<Page> load(const std::vector<std::string>& inputs) {
  std::vector<Page> pages;
  for (const std::string& input : inputs) {
    auto reader = open_pages(input, InputFormat::automatic, {});
    if (!reader) {
      std::fprintf(stderr, "readout_bench: %s\n", reader.error().text().c_str());
      continue;
    }
    for (Record record = (*reader)->next(); record.kind != Record::Kind::end; record = (*reader)->next())
      if (record.kind == Record::Kind::page) pages.push_back(std::move(record.page));
  }
  return pages;
}

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

// Runs `work` over all items until a second has passed; returns passes a second.
double passes_per_second(const std::function<void()>& work) {
  work();  // warm caches and lazily built tables
  const auto start = std::chrono::steady_clock::now();
  double passes = 0, seconds = 0;
  while (seconds < 1) {
    work();
    ++passes;
    seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  }
  return passes / seconds;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> inputs(argv + 1, argv + argc);
  const bool own = inputs.empty();
  if (own)
    for (const char* name : {"vienna-wire.html", "vienna-rewrite.html", "havana-ceasefire.html"})
      inputs.push_back(format("{}/examples/{}", READOUT_SOURCE_DIR, name));
  std::vector<Page> pages = load(inputs);
  if (own)
    for (Page& page : pages) {
      const auto body = page.bytes.find("<body>") + 6;
      page.bytes.insert(page.bytes.find("</body>"), debris(120'000, "footer"));
      page.bytes.insert(body, debris(50'000, "menu"));
    }
  auto opened = Engine::open({});
  if (!opened || pages.empty()) {
    std::fprintf(stderr, "readout_bench: %s\n", opened ? "no pages" : opened.error().text().c_str());
    return 2;
  }
  const Engine& engine = *opened;
  const Engine::Models& models = engine.models();

  double bytes = 0, sentences = 0;
  std::vector<Article> articles;
  std::vector<Document> documents;
  std::vector<std::vector<Mention>> mentions;
  Notes notes;
  for (const Page& page : pages) {
    bytes += static_cast<double>(page.bytes.size());
    articles.push_back(make_article(models.article, page, {}, notes));
    documents.push_back(make_document(models.language, articles.back(), notes));
    mentions.push_back(find_mentions(models.gazetteer, documents.back(), notes));
    sentences += static_cast<double>(documents.back().sentences.size());
  }

  double baseline = 0;
  std::printf("step\tpages/s\tMB/s\tsentences/s\tratio\tpeak MB\n");
  const auto row = [&](const char* step, bool counts_sentences, const std::function<void()>& work) {
    const double rate = passes_per_second(work);
    const double per_page = rate * static_cast<double>(pages.size());
    if (baseline == 0) baseline = per_page;
    std::printf("%s\t%.0f\t%.1f\t%s\t%.2f\t%.0f\n", step, per_page, rate * bytes / 1e6,
                counts_sentences ? format("{:.0f}", rate * sentences).c_str() : "-", per_page / baseline, peak_megabytes());
    std::fflush(stdout);
  };
  const auto each = [&](auto&& work) {
    return [&, work] {
      for (std::size_t i = 0; i < pages.size(); ++i) {
        notes.clear();
        work(i);
      }
    };
  };
  row("baseline: libxml2 DOM", false, each([&](std::size_t i) {
        const std::string& html = pages[i].bytes;
        xmlFreeDoc(htmlReadMemory(html.data(), static_cast<int>(html.size()), nullptr, "utf-8",
                                  HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_RECOVER | HTML_PARSE_NONET));
      }));
  row("article", false, each([&](std::size_t i) { make_article(models.article, pages[i], {}, notes); }));
  row("sketch", false, each([&](std::size_t i) { make_sketch(models.story, articles[i]); }));
  row("document", true, each([&](std::size_t i) { make_document(models.language, articles[i], notes); }));
  row("mention", true, each([&](std::size_t i) { find_mentions(models.gazetteer, documents[i], notes); }));
  row("event", true, each([&](std::size_t i) { find_events(models.events, documents[i], mentions[i], notes); }));
  row("quote", true, each([&](std::size_t i) { find_quotes(models.quotes, documents[i], mentions[i], notes); }));
  row("whole machine", true, each([&](std::size_t i) { engine.read_page(pages[i]); }));
  return 0;
}
