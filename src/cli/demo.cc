// A small folder read whole, and what a person would want first: stories with their copies and true dates, events with their
// evidence, and what the copies altered. Everything is kept in memory; large collections belong in a ledger.
#include <algorithm>

#include "base/format.h"
#include "base/text.h"
#include "cli/session.h"
#include "engine/batch.h"
#include "engine/grouping.h"
#include "engine/models.h"
#include "output/pages.h"

namespace readout {
namespace {

constexpr std::size_t kMostPages = 200;

struct Pages {
  std::map<std::string, Reading> readings;  // by article id
  std::map<std::string, std::string> files;
};

std::string title_of(const Reading& reading) {
  return plain(reading.article().title.empty() ? reading.article().id : reading.article().title);
}

// The article each story is told by: its original, else its first member.
std::vector<const StoryMember*> leads(const std::vector<StoryMember>& members) {
  std::map<std::string, const StoryMember*> best;
  for (const StoryMember& member : members) {
    const StoryMember*& lead = best[member.story];
    if (lead == nullptr || member.kind < lead->kind) lead = &member;
  }
  std::vector<const StoryMember*> out;
  for (const auto& [story, lead] : best) out.push_back(lead);
  return out;
}

std::string events_part(const Pages& pages, const std::vector<StoryMember>& members, const Style& style) {
  std::string out;
  for (const StoryMember* lead : leads(members)) {
    const Reading& reading = pages.readings.at(lead->article);
    if (reading.events.empty()) continue;
    out += "\n" + article_line(reading.article(), style);
    for (const Event& event : reading.events) out += "\n" + event_entry(event, reading.article().text, style);
  }
  return out;
}

// Direct and mixed quotations of each story's lead, with their speakers.
std::string quotes_part(const Pages& pages, const std::vector<StoryMember>& members, const Style& style) {
  std::string out;
  for (const StoryMember* lead : leads(members)) {
    const Reading& reading = pages.readings.at(lead->article);
    std::string entries;
    for (const Quote& quote : reading.quotes)
      if (quote.kind != QuoteKind::indirect) entries += "\n" + quote_entry(quote, reading.article().text, style);
    if (!entries.empty()) out += "\n" + article_line(reading.article(), style) + entries;
  }
  return out;
}

// What pages claim of their day and their own text refutes.
std::string doubts_part(const Pages& pages, const Style& style) {
  std::string out;
  for (const auto& [id, reading] : pages.readings)
    for (const Note& note : reading.notes)
      if (note.kind == "date-conflict") out += wrap(plain(note.detail), style, "  ", {}, paint(style, Paint::yellow, plain(id)) + ": ");
  return out;
}

// Where a copy changes what was said: the worst differences between it and its story's lead.
std::string altered_part(const Engine& engine, const Pages& pages, const std::vector<StoryMember>& members, const Style& style) {
  std::map<std::string, const StoryMember*> lead_of;
  for (const StoryMember* lead : leads(members)) lead_of[lead->story] = lead;
  std::string out;
  for (const StoryMember& member : members) {
    const StoryMember& lead = *lead_of.at(member.story);
    if (&lead == &member || member.kind == CopyKind::same_story) continue;
    const std::string& a = pages.readings.at(lead.article).article().text;
    const std::string& b = pages.readings.at(member.article).article().text;
    const auto sa = engine.split_sentences(a), sb = engine.split_sentences(b);
    const Comparison comparison = compare(engine.models().story, {a, sa}, {b, sb});
    std::string entries;
    // Words of a quotation count as altered also where the whole text was reworded with them.
    std::vector<Difference> differences = comparison.differences;
    std::copy_if(comparison.reworded.begin(), comparison.reworded.end(), std::back_inserter(differences),
                 [](const Difference& d) { return d.kind == "quote" || d.kind == "marks_lost"; });
    for (const Difference& d : differences) {
      if (d.kind == "inserted" || d.kind == "dropped" || (d.kind != "quote" && d.kind != "marks_lost" && d.severity < 3)) continue;
      const auto side = [&](char name, Paint colour, const std::optional<Span>& part, const std::optional<std::uint32_t>& sentence,
                            const std::vector<Span>& sentences, const std::string& text) {
        const auto words = part ? *part : sentence && *sentence < sentences.size() ? sentences[*sentence] : Span{};
        if (words.empty()) return std::string();
        return wrap(slice(text, words), style, "              ", {}, "            " + paint(style, colour, std::string(1, name)) + " ");
      };
      entries +=
          "\n" + wrap(d.note.empty() ? d.kind : d.note, style, "            ", {},
                      paint(style, d.severity >= 3 ? Paint::red : Paint::yellow, pad(d.kind == "marks_lost" ? "marks lost" : d.kind, 12)));
      entries += side('A', Paint::red, d.a, d.a_sentence, sa, a) + side('B', Paint::green, d.b, d.b_sentence, sb, b);
    }
    if (entries.empty()) continue;
    out += "\n" + paint(style, Paint::red, "A ") + cut(title_of(pages.readings.at(lead.article)), style.width - 2) + "\n" +
           paint(style, Paint::green, "B ") + cut(title_of(pages.readings.at(member.article)), style.width - 2) + "\n" + entries;
  }
  return out;
}

}  // namespace

int run_demo(Session& session) {
  const auto files = session.files();
  if (!files) return kCannot;
  const Engine* engine = session.engine();
  if (engine == nullptr) return kCannot;

  BatchOptions batch;
  batch.threads = session.options.threads;
  Pages pages;
  std::vector<GroupedArticle> articles;
  std::map<std::string, StoryLine> lines;
  std::vector<std::string> inputs;
  std::copy_if(files->begin(), files->end(), std::back_inserter(inputs),
               [](const std::string& file) { return !ends_with(file, "README.md"); });
  const RunCounts counts = run_batch(*engine, inputs, batch, nullptr, [&](BatchItem& item) {
    if (item.record.kind == Record::Kind::failed) session.talk.warn(complaint(item.record.where, item.record.reason, item.record.detail));
    if (item.record.kind != Record::Kind::page) return true;
    const Article& article = item.reading.article();
    lines[article.id] = {article.title, article.site, article.date.value};
    articles.push_back({{article.id, article.date.value, article.site, article.title, item.reading.sketch}, article.date.confidence});
    pages.readings[article.id] = std::move(item.reading);
    return pages.readings.size() < kMostPages;
  });
  const Grouping grouping = group_articles(engine->models().story, std::move(articles));
  const Style& style = session.style;
  std::string out =
      heading(style, "STORIES: which page has it from which, and the true date") + "\n" + stories_page(grouping.members, lines, style);
  if (const auto doubts = doubts_part(pages, style); !doubts.empty())
    out += "\n" + heading(style, "DOUBTED: days that pages claim and their text refutes") + doubts;
  if (const auto events = events_part(pages, grouping.members, style); !events.empty())
    out += "\n" + heading(style, "EVENTS: who did what to whom, when, and the words that say so") + events;
  if (const auto quotes = quotes_part(pages, grouping.members, style); !quotes.empty())
    out += "\n" + heading(style, "QUOTATIONS: who said what") + quotes;
  if (const auto altered = altered_part(*engine, pages, grouping.members, style); !altered.empty())
    out += "\n" + heading(style, "ALTERED: what the copies changed") + altered;
  out += "\n" + heading(style, "NEXT") +
         wrap(
             "readout events --explain FILE shows the rule and tree behind an event; readout compare A B shows two pages side by side; "
             "readout run keeps "
             "everything in one SQLite file.",
             style, "");
  session.out.write(out);
  return session.finish(counts, session.out.wrote());
}

}  // namespace readout
