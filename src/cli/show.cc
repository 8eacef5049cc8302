// One article, story, event or quote of a ledger with its evidence.
#include "base/format.h"
#include "cli/session.h"
#include "output/pages.h"
#include "output/records.h"

namespace readout {
namespace {

// An article as the pages for readings want it.
Reading as_reading(const KeptArticle& kept) {
  Reading reading;
  reading.document.article = kept.article;
  reading.notes = kept.notes;
  return reading;
}

std::string labelled(const Style& style, std::string_view label, std::string_view text) {
  return wrap(text, style, "            ", {}, paint(style, Paint::dim, pad(std::string(label), 12)));
}

// Each writes what it found; the Result is false when the ledger lost it meanwhile.
using Shown = Result<std::string>;

Shown show_article(Ledger& ledger, const std::string& id, bool json, const Style& style) {
  const auto kept = ledger.article(id);
  if (!kept) return kept.error();
  if (!*kept) return std::string();
  if (json) return article_json(**kept) + "\n";
  const std::string& text = (*kept)->article.text;
  std::string out =
      labelled(style, "article", id) + labelled(style, "called", (*kept)->carrier_id) + labelled(style, "story", (*kept)->story);
  if (!(*kept)->article.url.empty()) out += labelled(style, "url", (*kept)->article.url);
  out += "\n" + article_page(as_reading(**kept), style);
  const auto events = ledger.events_of_article(id);
  if (!events) return events.error();
  if (!events->empty()) out += "\n" + heading(style, "Events");
  for (const KeptEvent& event : *events)
    out += event_entry(event.event, text, style) + "            " + paint(style, Paint::dim, event.event.id) + "\n";
  const auto quotes = ledger.quotes_of_article(id);
  if (!quotes) return quotes.error();
  if (!quotes->empty()) out += "\n" + heading(style, "Quotations");
  for (const Quote& quote : *quotes) out += quote_entry(quote, text, style) + "      " + paint(style, Paint::dim, quote.id) + "\n";
  return out;
}

Shown show_event(Ledger& ledger, const std::string& id, bool json, const Style& style) {
  const auto event = ledger.event(id);
  if (!event) return event.error();
  const auto reports = ledger.reports_of_event(id);
  if (!reports) return reports.error();
  if (!*event) return std::string();
  std::string lead_id;
  for (const KeptReport& report : *reports)
    if (report.report == (*event)->report) lead_id = report.article;
  const auto lead = ledger.article(lead_id);
  if (!lead) return lead.error();
  if (!*lead) return std::string();
  if (json) {
    std::string out = event_json(**event, **lead) + "\n";
    for (const KeptReport& report : *reports) out += report_json(report) + "\n";
    return out;
  }
  const Event& e = (*event)->event;
  std::string out = labelled(style, "event", id) + labelled(style, "story", (*event)->story);
  out +=
      labelled(style, "coded by",
               format("{}, confidence {:.2f}, CAMEO {}, intensity {}", e.rule, e.score, e.cameo.empty() ? "none" : e.cameo, e.intensity));
  out += "\n" + event_entry(e, (*lead)->article.text, style);
  out += "\n" + heading(style, format("Told by {} {}, {} independent", (*event)->n_reports,
                                      (*event)->n_reports == 1 ? "article" : "articles", (*event)->n_independent));
  for (const KeptReport& report : *reports) {
    out += format("{}  {}{}\n", report.published.empty() ? "no date   " : report.published,
                  cut(report.site.empty() ? report.carrier_id : report.site, 40),
                  report.report == (*event)->report ? paint(style, Paint::green, "  nearest the source") : "");
    out += wrap(report.text, style, "            ");
    out += "            " +
           paint(style, Paint::dim, format("article {} bytes {} to {}", report.article, report.sentence.begin, report.sentence.end)) + "\n";
  }
  return out;
}

Shown show_quote(Ledger& ledger, const std::string& id, bool json, const Style& style) {
  const auto found = ledger.quote(id);
  if (!found) return found.error();
  if (!*found) return std::string();
  const auto& [quote, article] = **found;
  const auto kept = ledger.article(article);
  if (!kept) return kept.error();
  if (!*kept) return std::string();
  if (json) return quote_json(quote, **kept) + "\n";
  std::string out = labelled(style, "quote", id) +
                    labelled(style, "article", format("{} bytes {} to {}", article, quote.span.begin, quote.span.end)) + "\n";
  return out + article_line((*kept)->article, style) + quote_entry(quote, (*kept)->article.text, style);
}

Shown show_story(Ledger& ledger, const std::string& id, bool json, const Style& style) {
  const auto members = ledger.members_of_story(id);
  if (!members) return members.error();
  if (json) {
    std::string out;
    for (const StoryMember& member : *members) out += story_json(member) + "\n";
    return out;
  }
  std::map<std::string, StoryLine> lines;
  std::string events;
  for (const StoryMember& member : *members) {
    const auto kept = ledger.article(member.article);
    if (!kept) return kept.error();
    if (!*kept) continue;
    const Article& article = (*kept)->article;
    lines[member.article] = {article.title, article.site.empty() ? (*kept)->carrier_id : article.site, article.date.value};
    const auto told = ledger.events_of_article(member.article);
    if (!told) return told.error();
    for (const KeptEvent& event : *told)
      if (event.event.id == event.report || event.n_reports == 1) events += event_entry(event.event, article.text, style);
  }
  std::string out = labelled(style, "story", id) + "\n" + stories_page(*members, lines, style);
  if (!events.empty()) out += "\n" + heading(style, "Events, each once") + events;
  return out;
}

}  // namespace

int run_show(Session& session) {
  if (session.options.inputs.empty())
    return session.wrong_use("name an article, story, event or quote by its id or the first letters of it");
  auto ledger = Ledger::open(session.ledger_path(), Ledger::Mode::read);
  if (!ledger) return session.fail(ledger.error());
  bool all_found = true;
  for (const auto& id : session.options.inputs) {
    const auto found = ledger->find(id);
    if (!found) return session.fail(found.error());
    if (found->empty()) {
      session.talk.complain(
          format("nothing in {} has an id that begins with {}; `readout export articles` lists ids", session.ledger_path(), id));
      all_found = false;
      continue;
    }
    if (found->size() > 1) {
      session.talk.complain(format("{} names several; give more letters:", id));
      for (const auto& one : *found) session.talk.complain(format("  {} {}", one.kind, one.id));
      return kCannot;
    }
    const auto& [kind, whole] = found->front();
    const auto show = kind == "article" ? show_article : kind == "event" ? show_event : kind == "quote" ? show_quote : show_story;
    const auto page = show(*ledger, whole, session.options.json, session.style);
    if (!page) return session.fail(page.error());
    if (!session.options.json && session.out.wrote()) session.out.write("\n");
    session.out.write(*page);
  }
  return all_found ? kDone : kNothing;
}

}  // namespace readout
