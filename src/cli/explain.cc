#include <algorithm>
#include <filesystem>

#include "base/format.h"
#include "base/json_writer.h"
#include "cli/explained.h"
#include "cli/session.h"
#include "engine/batch.h"
#include "engine/grouping.h"
#include "engine/models.h"
#include "event/explain.h"
#include "output/pages.h"
#include "output/records.h"

namespace readout {
namespace {

std::string rule_line(const RuleTrace& trace, std::string_view text, const Style& style) {
  const bool good = trace.coded;
  std::string line = format("{} ({}) by “{}”: {}", trace.rule, name(trace.type), plain(slice(text, trace.trigger)),
                            good                     ? "coded"
                            : !trace.stopped.empty() ? trace.stopped
                            : trace.matched          ? "matched, not coded"
                                                     : "did not match");
  line += format(" [{}:{}]", trace.file, trace.line);
  return wrap(line, style, "    ", {}, paint(style, good ? Paint::green : Paint::dim, good ? "  + " : "  - "));
}

std::string label(const Style& style, std::string_view text) { return paint(style, Paint::bold, text) + "\n"; }

std::size_t shared(std::vector<std::uint32_t> a, std::vector<std::uint32_t> b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  std::vector<std::uint32_t> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both.size();
}

// Why two pages are, or are not, one story.
int explain_pair(Session& session, const Engine& engine) {
  BatchOptions batch;
  batch.threads = session.options.threads;
  batch.format = session.options.from;
  batch.read = {.until = Step::article, .keep_all = session.options.keep_all};
  batch.templates = false;
  std::vector<Reading> readings;
  run_batch(engine, session.options.inputs, batch, nullptr, [&](BatchItem& item) {
    if (item.record.kind != Record::Kind::page) session.talk.complain(complaint(item.record.where, item.record.reason, item.record.detail));
    if (item.record.kind == Record::Kind::page) readings.push_back(std::move(item.reading));
    return readings.size() < 3;
  });
  if (readings.size() != 2) return session.wrong_use("explain A B needs two files with one article each");
  std::vector<GroupedArticle> articles;
  for (const Reading& reading : readings) {
    const Article& a = reading.article();
    articles.push_back({{a.id, a.date.value, a.site, a.title, reading.sketch}, a.date.confidence});
  }
  const Grouping grouping = group_articles(engine.models().story, articles);
  const Sketch &a = readings[0].sketch, &b = readings[1].sketch;
  const auto spans_a = engine.split_sentences(readings[0].article().text), spans_b = engine.split_sentences(readings[1].article().text);
  const Comparison comparison =
      compare(engine.models().story, {readings[0].article().text, spans_a}, {readings[1].article().text, spans_b});
  const bool same = grouping.members.size() == 2 && grouping.members[0].story == grouping.members[1].story;
  const Style& style = session.style;
  if (session.options.json) {
    std::string out;
    for (const StoryMember& member : grouping.members) out += story_json(member) + "\n";
    session.out.write(out);
    return same ? kDone : kNothing;
  }
  std::string out = label(style, same ? "One story." : "Not one story.");
  for (const StoryMember& member : grouping.members)
    out += wrap(format("{}: {}{}{}", plain(member.article), name(member.kind), member.parent.empty() ? "" : " of " + plain(member.parent),
                       member.reason.empty() ? "" : ": " + plain(member.reason)),
                style, "    ", {}, "  ");
  out += "\n" + label(style, "What they share");
  out += format("  content words   {} of {} and {}\n", shared(a.chain, b.chain), a.chain.size(), b.chain.size());
  out += format("  rare neighbours {} of {} and {}\n", shared(a.keys, b.keys), a.keys.size(), b.keys.size());
  out += format("  names, numbers  {} of {} and {}\n", shared(a.facts, b.facts), a.facts.size(), b.facts.size());
  out += "\n" + wrap(comparison_summary(comparison), style, "");
  session.out.write(out);
  return same ? kDone : kNothing;
}

}  // namespace

std::string explain_reading(const Engine& engine, const Reading& reading, const Style& style) {
  const std::string_view text = reading.article().text;
  std::string out;
  for (const Sentence& sentence : reading.document.sentences) {
    if (!out.empty()) out += "\n";
    out += wrap(slice(text, sentence.span), style, "", {{{0, sentence.span.size()}, Paint::bold, "", ""}});
    out += "\n" + label(style, "Tree") + draw_tree(reading.document, sentence, style);
    std::string mentions, rules, events, quotes;
    for (const Mention& mention : reading.mentions)
      if (sentence.span.contains(mention.span)) mentions += mention_entry(mention, reading, style);
    for (const RuleTrace& trace : explain_rules(*engine.models().events, reading.document, reading.mentions, sentence))
      rules += rule_line(trace, text, style);
    for (const Event& event : reading.events)
      if (sentence.span.contains(event.trigger))
        events += event_entry(event, text, style) +
                  wrap(format("by {}, confidence {:.2f}, CAMEO {}", event.rule, event.score, event.cameo), style, "            ");
    for (const Quote& quote : reading.quotes)
      if (sentence.span.overlaps(quote.span)) quotes += quote_entry(quote, text, style);
    out += "\n" + label(style, "Mentions") + (mentions.empty() ? "  none\n" : mentions);
    out += "\n" + label(style, "Rules called up") + (rules.empty() ? "  none: no word of the sentence is a trigger\n" : rules);
    out += "\n" + label(style, "Events") + (events.empty() ? "  none\n" : events);
    if (!quotes.empty()) out += "\n" + label(style, "Quotations") + quotes;
  }
  return out;
}

std::string explain_reading_json(const Engine& engine, const Reading& reading) {
  std::string out;
  for (const Sentence& sentence : reading.document.sentences) {
    JsonWriter json;
    json.begin_object()
        .key("begin")
        .value(sentence.span.begin)
        .key("end")
        .value(sentence.span.end)
        .key("text")
        .value(slice(reading.article().text, sentence.span));
    json.key("mentions").begin_array();
    for (const Mention& mention : reading.mentions) {
      if (!sentence.span.contains(mention.span)) continue;
      json.begin_object().key("begin").value(mention.span.begin).key("end").value(mention.span.end).key("kind").value(name(mention.kind));
      json.key("code").value(mention.code).key("entity").value(mention.entity).key("why").value(mention.why).end_object();
    }
    json.end_array().key("rules").begin_array();
    for (const RuleTrace& trace : explain_rules(*engine.models().events, reading.document, reading.mentions, sentence)) {
      json.begin_object()
          .key("rule")
          .value(trace.rule)
          .key("type")
          .value(name(trace.type))
          .key("where")
          .value(format("{}:{}", trace.file, trace.line));
      json.key("matched").value(trace.matched).key("coded").value(trace.coded).key("stopped").value(trace.stopped).end_object();
    }
    json.end_array().key("events").begin_array();
    for (const Event& event : reading.events)
      if (sentence.span.contains(event.trigger)) json.value(event.id);
    out += json.end_array().end_object().take() + "\n";
  }
  return out;
}

Reading read_words(const Engine& engine, const std::string& words, const std::string& day) {
  Page page;
  page.id = "words";
  page.media_type = MediaType::text;
  page.date = day;
  page.bytes = words;
  return engine.read_page(page, {.keep_all = true});
}

int run_explain(Session& session) {
  const auto& inputs = session.options.inputs;
  const Engine* engine = session.engine();
  if (engine == nullptr) return kCannot;
  std::error_code error;
  const auto is_file = [&](const std::string& input) { return input == "-" || std::filesystem::exists(input, error); };
  const bool files = !inputs.empty() && std::all_of(inputs.begin(), inputs.end(), is_file);
  if (files && inputs.size() == 2) return explain_pair(session, *engine);
  if (inputs.size() != 1) return session.wrong_use("explain one sentence in quotes, one file, or two files A and B");

  const auto explain = [&](const Reading& reading) {
    return session.options.json ? explain_reading_json(*engine, reading) : explain_reading(*engine, reading, session.style);
  };
  if (!files) {
    session.out.write(explain(read_words(*engine, inputs[0], session.options.at)));
    return session.out.wrote() ? kDone : kNothing;
  }
  BatchOptions batch;
  batch.threads = session.options.threads;
  batch.format = session.options.from;
  batch.read.keep_all = session.options.keep_all;
  batch.templates = false;
  const RunCounts counts = run_batch(*engine, inputs, batch, explain, [&](BatchItem& item) {
    if (item.record.kind == Record::Kind::failed) session.talk.warn(complaint(item.record.where, item.record.reason, item.record.detail));
    return session.out.write(item.text);
  });
  return session.finish(counts, session.out.wrote());
}

}  // namespace readout
