#include "cli/filter.h"
#include "output/pages.h"
#include "output/records.h"

namespace readout {

int run_article(Session& session) {
  const std::string format = session.options.json ? "json" : session.options.format.empty() ? "text" : session.options.format;
  const Style style = session.style;
  Filter filter{.until = Step::article, .render = nullptr, .blocks = format != "json"};
  if (format == "json")
    filter.render = [](const Reading& reading) { return article_json(reading) + "\n"; };
  else if (format == "text")
    filter.render = [style](const Reading& reading) { return article_page(reading, style); };
  else if (format == "markdown")
    filter.render = article_markdown;
  else
    return session.wrong_use("article prints text, json or markdown");
  return run_filter(session, filter);
}

}  // namespace readout
