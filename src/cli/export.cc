#include <map>

#include "base/format.h"
#include "cli/session.h"
#include "output/csv.h"
#include "output/records.h"
#include "output/tables.h"

namespace readout {
namespace {

// Rows of one kind to the output: as JSON records, or as cells of its columns.
template <class Row>
class RowWriter {
 public:
  RowWriter(Session& session, const std::vector<Column<Row>>& columns) : session_(session), columns_(columns) {
    if (!json()) session_.out.write(cell_line(header(columns_), cells_, session_.options.excel_safe));
  }
  template <class Record>
  bool write(const Row& row, const Record& record) {
    ++rows_;
    return session_.out.write(json() ? record() + "\n" : cell_line(cells(columns_, row), cells_, session_.options.excel_safe));
  }
  std::uint64_t rows() const { return rows_; }

 private:
  bool json() const {
    return session_.options.format == "jsonl" || session_.options.json ||
           (session_.options.format.empty() && session_.options.as == "native");
  }
  Session& session_;
  const std::vector<Column<Row>>& columns_;
  CellFormat cells_ = session_.options.format == "csv" ? CellFormat::csv : CellFormat::tsv;
  std::uint64_t rows_ = 0;
};

template <class Row>
Result<std::uint64_t> counted(const Result<Done>& done, const RowWriter<Row>& out) {
  if (!done) return done.error();
  return out.rows();
}

Result<std::uint64_t> export_events(Session& session, Ledger& ledger) {
  const bool polecat = session.options.as == "polecat";
  RowWriter<EventRow> out(session, polecat ? polecat_columns() : event_columns());
  return counted(ledger.each_event([&](const KeptEvent& event, const KeptArticle& lead) {
    return out.write({event, lead}, [&] { return event_json(event, lead); });
  }),
                 out);
}
Result<std::uint64_t> export_mentions(Session& session, Ledger& ledger) {
  RowWriter<KeptReport> out(session, report_columns());
  return counted(ledger.each_report([&](const KeptReport& report) { return out.write(report, [&] { return report_json(report); }); }), out);
}
Result<std::uint64_t> export_articles(Session& session, Ledger& ledger) {
  RowWriter<KeptArticle> out(session, article_columns());
  return counted(ledger.each_article([&](const KeptArticle& article) { return out.write(article, [&] { return article_json(article); }); }),
                 out);
}
Result<std::uint64_t> export_stories(Session& session, Ledger& ledger) {
  RowWriter<StoryMember> out(session, story_columns());
  return counted(ledger.each_member([&](const StoryMember& member) { return out.write(member, [&] { return story_json(member); }); }), out);
}
Result<std::uint64_t> export_quotes(Session& session, Ledger& ledger) {
  RowWriter<QuoteRow> out(session, quote_columns());
  return counted(ledger.each_quote([&](const Quote& quote, const KeptArticle& article) {
    return out.write({quote, article}, [&] { return quote_json(quote, article); });
  }),
                 out);
}

}  // namespace

int run_export(Session& session) {
  static const std::map<std::string, Result<std::uint64_t> (*)(Session&, Ledger&)> kWhat = {{"events", export_events},
                                                                                            {"mentions", export_mentions},
                                                                                            {"articles", export_articles},
                                                                                            {"stories", export_stories},
                                                                                            {"quotes", export_quotes}};
  const Options& options = session.options;
  const std::string what = options.inputs.empty() ? "events" : options.inputs[0];
  const auto exporter = kWhat.find(what);
  if (exporter == kWhat.end() || options.inputs.size() > 1)
    return session.wrong_use("export one of: events, mentions, articles, stories, quotes");
  if (options.as == "polecat" && what != "events") return session.wrong_use("only events have POLECAT columns");
  if (options.as == "polecat" && (options.format == "jsonl" || options.json)) return session.wrong_use("POLECAT is written as tsv or csv");
  if (!options.format.empty() && options.format != "csv" && options.format != "tsv" && options.format != "jsonl")
    return session.wrong_use("export writes csv, tsv or jsonl");

  auto ledger = Ledger::open(session.ledger_path(), Ledger::Mode::read);
  if (!ledger) return session.fail(ledger.error());
  if (const auto opened = session.out.open(options.output); !opened) return session.fail(opened.error());
  const auto rows = exporter->second(session, *ledger);
  if (!rows) return session.fail(rows.error());
  if (const auto finished = session.out.finish(); !finished) return session.fail(finished.error());
  if (session.out.closed()) return kDone;
  session.talk.say(format("{} {}", *rows, what));
  return *rows > 0 ? kDone : kNothing;
}

}  // namespace readout
