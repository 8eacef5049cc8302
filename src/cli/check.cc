#include "base/format.h"
#include "base/json_writer.h"
#include "cli/session.h"

namespace readout {

int run_check(Session& session) {
  auto ledger = Ledger::open(session.ledger_path(), Ledger::Mode::read);
  if (!ledger) return session.fail(ledger.error());
  const auto check = ledger->check();
  if (!check) return session.fail(check.error());
  if (session.options.json) {
    JsonWriter json;
    json.begin_object()
        .key("ledger")
        .value(session.ledger_path())
        .key("articles")
        .value(check->articles)
        .key("events")
        .value(check->events);
    json.key("reports")
        .value(check->reports)
        .key("quotes")
        .value(check->quotes)
        .key("slices")
        .value(check->slices)
        .key("runs")
        .value(check->runs);
    json.key("problems").begin_array();
    for (const auto& problem : check->problems) json.value(problem);
    session.out.write(json.end_array().end_object().take() + "\n");
  } else {
    std::string out;
    for (const auto& problem : check->problems) out += wrap(problem, session.style, "  ", {}, paint(session.style, Paint::red, "- "));
    out += format("{}: {} articles, {} events in {} reports, {} quotes, {} slices of text, {} runs: {}\n", session.ledger_path(),
                  check->articles, check->events, check->reports, check->quotes, check->slices, check->runs,
                  check->problems.empty() ? paint(session.style, Paint::green, "all as it should be")
                                          : paint(session.style, Paint::red, format("{} problems", check->problems.size())));
    session.out.write(out);
  }
  return check->problems.empty() ? kDone : kLedgerTrouble;
}

}  // namespace readout
