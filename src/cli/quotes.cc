#include "cli/filter.h"
#include "output/pages.h"
#include "output/records.h"

namespace readout {

int run_quotes(Session& session) {
  const Style style = session.style;
  if (session.options.json)
    return run_filter(session, {.render = [](const Reading& reading) {
                        std::string out;
                        for (const Quote& quote : reading.quotes) out += quote_json(quote, reading) + "\n";
                        return out;
                      }});
  return run_filter(session, {.render =
                                  [=](const Reading& reading) {
                                    std::string out;
                                    for (const Quote& quote : reading.quotes) {
                                      out += out.empty() ? article_line(reading.article(), style) : "\n";
                                      out += quote_entry(quote, reading.article().text, style);
                                    }
                                    return out;
                                  },
                              .blocks = true});
}

}  // namespace readout
