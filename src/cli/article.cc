#include "cli/filter.h"
#include "output/pages.h"
#include "output/records.h"

namespace readout {

int run_article(Session& session) {
  const Options& options = session.options;
  const std::string format = options.json ? "json" : options.format.empty() ? "text" : options.format;
  Style style = session.style;
  // A file is no terminal: a paragraph is a line of it.
  if (!options.output_dir.empty() || options.output != "-") style = {.colour = false, .width = 1 << 20};
  const bool explain = options.explain;
  if (!options.output_dir.empty() && options.output != "-") return session.wrong_use("give --output or --output-dir, not both");
  Filter filter{.until = Step::article, .render = nullptr, .blocks = format != "json", .refused = explain};
  if (format == "json") {
    filter.render = [](const Reading& reading) { return article_json(reading) + "\n"; };
    filter.extension = ".json";
  } else if (format == "text") {
    filter.render = [style, explain](const Reading& reading) { return explain ? blocks_page(reading, style) : article_page(reading, style); };
    filter.extension = ".txt";
  } else if (format == "markdown") {
    if (explain) return session.wrong_use("--explain prints text or json");
    filter.render = article_markdown;
    filter.extension = ".md";
  } else {
    return session.wrong_use("article prints text, json or markdown");
  }
  return run_filter(session, filter);
}

}  // namespace readout
