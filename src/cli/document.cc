#include "cli/filter.h"
#include "output/pages.h"
#include "output/records.h"

namespace readout {

int run_document(Session& session) {
  const Options& options = session.options;
  const std::string format = options.json ? "json" : options.draw ? "draw" : options.format.empty() ? "conllu" : options.format;
  const Style style = session.style;
  Filter filter{.until = Step::document, .render = nullptr, .blocks = format == "draw" || format == "text"};
  if (format == "conllu")
    filter.render = [](const Reading& reading) { return document_conllu(reading.document); };
  else if (format == "json")
    filter.render = [](const Reading& reading) { return document_json(reading) + "\n"; };
  else if (format == "draw")
    filter.render = [style](const Reading& reading) { return document_trees(reading.document, style); };
  else if (format == "text")
    filter.render = [style](const Reading& reading) { return document_page(reading.document, style); };
  else
    return session.wrong_use("document prints conllu, text or json, or trees with --draw");
  return run_filter(session, filter);
}

}  // namespace readout
