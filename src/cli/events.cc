#include "base/format.h"
#include "cli/filter.h"
#include "output/pages.h"
#include "output/records.h"

namespace readout {
namespace {

// The tree of the sentence an event was read from, below its entry.
std::string explained(const Event& event, const Reading& reading, const Style& style) {
  std::string out =
      wrap(format("rule {}, confidence {:.2f}, CAMEO {}, intensity {}", event.rule, event.score, event.cameo, event.intensity), style,
           "            ");
  for (const Sentence& sentence : reading.document.sentences)
    if (sentence.span.contains(event.trigger)) out += draw_tree(reading.document, sentence, style);
  return out;
}

}  // namespace

int run_events(Session& session) {
  const Style style = session.style;
  const bool explain = session.options.explain;
  if (session.options.json)
    return run_filter(session, {.until = Step::event, .render = [](const Reading& reading) {
                                  std::string out;
                                  for (const Event& event : reading.events) out += event_json(event, reading) + "\n";
                                  return out;
                                }});
  return run_filter(session, {.until = Step::event,
                              .render =
                                  [=](const Reading& reading) {
                                    std::string out;
                                    for (const Event& event : reading.events) {
                                      out += out.empty() ? article_line(reading.article(), style) : "\n";
                                      out += event_entry(event, reading.article().text, style);
                                      if (explain) out += explained(event, reading, style);
                                    }
                                    return out;
                                  },
                              .blocks = true});
}

}  // namespace readout
