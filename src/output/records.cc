#include "output/records.h"

#include "base/json_writer.h"

namespace readout {
namespace {

JsonWriter& write_span_fields(JsonWriter& json, Span span, std::string_view text) {
  return json.key("begin").value(span.begin).key("end").value(span.end).key("text").value(slice(text, span));
}
JsonWriter& write_span(JsonWriter& json, Span span, std::string_view text) {
  json.begin_object();
  return write_span_fields(json, span, text).end_object();
}
void write_list(JsonWriter& json, std::string_view key, const std::vector<std::string>& items) {
  json.key(key).begin_array();
  for (const auto& item : items) json.value(item);
  json.end_array();
}
void write_party(JsonWriter& json, const Party& party, std::string_view text) {
  json.begin_object();
  write_span_fields(json, party.span, text).key("code").value(party.code);
  write_list(json, "sectors", party.sectors);
  json.key("entity").value(party.entity).end_object();
}
void write_optional(JsonWriter& json, std::string_view key, const std::string& value) {
  json.key(key);
  if (value.empty())
    json.null();
  else
    json.value(value);
}

void write_carrier(JsonWriter& json, const KeptArticle& kept) {
  if (!kept.carrier_id.empty()) json.key("carrier_id").value(kept.carrier_id);
}

// The fields of an article up to its notes; the object stays open.
void write_article(JsonWriter& json, const Article& article, const Notes& all_notes) {
  write_optional(json, "url", article.url);
  write_optional(json, "site", article.site);
  if (!article.site_name.empty()) json.key("site_name").value(article.site_name);
  write_optional(json, "title", article.title);
  json.key("text").value(article.text);
  json.key("date").begin_object();
  write_optional(json, "value", article.date.value);
  if (!article.date.time.empty()) json.key("time").value(article.date.time);
  write_optional(json, "from", article.date.from);
  json.end_object();
  if (!article.modified.empty()) json.key("modified").value(article.modified);
  write_list(json, "authors", article.authors);
  write_optional(json, "language", article.language);
  write_list(json, "tags", article.tags);
  if (!article.section.empty()) json.key("section").value(article.section);
  if (!article.description.empty()) json.key("description").value(article.description);
  if (!article.image.empty()) json.key("image").value(article.image);
  if (!article.refusal.empty()) json.key("refusal").value(article.refusal);
  json.key("notes").begin_array();
  for (const Note& note : all_notes) {
    json.begin_object().key("step").value(name(note.step)).key("kind").value(note.kind);
    json.key("begin").value(note.span.begin).key("end").value(note.span.end).key("detail").value(note.detail).end_object();
  }
  json.end_array();
}

// The fields of an event; the object stays open.
void write_event(JsonWriter& json, const Event& event, const std::string& article, std::string_view text) {
  json.key("id").value(event.id).key("article").value(article).key("type").value(name(event.type));
  write_list(json, "mode", event.mode);
  write_list(json, "context", event.context);
  json.key("status").value(name(event.status));
  write_optional(json, "cameo", event.cameo);
  json.key("quad").value(quad(event.type)).key("intensity").value(event.intensity);
  for (const auto& [key, parties] : {std::pair("actor", &event.actor), std::pair("recipient", &event.recipient)}) {
    json.key(key).begin_array();
    for (const Party& party : *parties) write_party(json, party, text);
    json.end_array();
  }
  json.key("date").begin_object();
  if (event.date.span) write_span(json.key("span"), *event.date.span, text);
  write_optional(json, "value", event.date.value);
  if (!event.date.end.empty()) json.key("end").value(event.date.end);
  json.key("precision").value(name(event.date.precision)).end_object();
  json.key("place");
  if (event.place) {
    json.begin_object();
    write_span_fields(json, event.place->span, text)
        .key("name")
        .value(event.place->place.name)
        .key("country")
        .value(event.place->place.country);
    json.key("lat").value(event.place->place.latitude).key("lon").value(event.place->place.longitude);
    json.key("precision").value(event.place->place.precision).end_object();
  } else {
    json.null();
  }
  write_span(json.key("trigger"), event.trigger, text);
  write_span(json.key("evidence"), event.evidence, text);
  if (!event.reports.empty()) {
    json.key("reports").begin_array();
    for (const Span span : event.reports) write_span(json, span, text);
    json.end_array();
  }
  json.key("rule").value(event.rule).key("score").value(event.score).key("plover_version").value("2.0");
}

// The fields of a quote; the object stays open.
void write_quote(JsonWriter& json, const Quote& quote, const std::string& article, std::string_view text) {
  json.key("id").value(quote.id).key("article").value(article).key("kind").value(name(quote.kind));
  write_span(json.key("quote"), quote.span, text);
  json.key("spans").begin_array();
  for (const Span span : quote.spans) write_span(json, span, text);
  json.end_array().key("speaker");
  if (quote.speaker)
    write_party(json, *quote.speaker, text);
  else
    json.null();
  json.key("cue");
  if (quote.cue)
    write_span(json, *quote.cue, text);
  else
    json.null();
  json.key("score").value(quote.score);
}

}  // namespace

std::string article_json(const Reading& reading) {
  JsonWriter json;
  json.begin_object().key("id").value(reading.article().id);
  write_article(json, reading.article(), reading.notes);
  if (!reading.blocks.empty()) {
    json.key("blocks").begin_array();
    for (const BlockVerdict& block : reading.blocks) {
      json.begin_object().key("kept").value(block.kept).key("score").value(block.score).key("reason").value(block.reason);
      json.key("page_begin").value(block.page_begin).key("page_end").value(block.page_end).key("text").value(block.text).end_object();
    }
    json.end_array();
  }
  return json.end_object().take();
}

std::string article_json(const KeptArticle& kept) {
  JsonWriter json;
  json.begin_object().key("id").value(kept.article.id);
  write_carrier(json, kept);
  write_article(json, kept.article, kept.notes);
  if (!kept.story.empty()) json.key("story").value(kept.story);
  return json.end_object().take();
}

std::string document_json(const Reading& reading) {
  const Document& document = reading.document;
  JsonWriter json;
  json.begin_object().key("id").value(document.article.id).key("text").value(document.article.text).key("sentences").begin_array();
  for (const Sentence& sentence : document.sentences) {
    json.begin_object().key("begin").value(sentence.span.begin).key("end").value(sentence.span.end).key("tokens").begin_array();
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
      const Token& token = document.tokens[i];
      json.begin_object();
      write_span_fields(json, token.span, document.article.text).key("lemma").value(document.lemma(token));
      json.key("upos").value(kUposNames[static_cast<std::size_t>(token.upos)]).key("xpos").value(document.xpos(i));
      json.key("feats").value(document.feats[token.feats]).key("head").value(token.head == kRoot ? 0 : token.head + 1);
      json.key("deprel").value(kDeprelNames[static_cast<std::size_t>(token.deprel)]);
      if (token.ner != Ner::none) json.key("ner").value(kNerNames[static_cast<std::size_t>(token.ner)]);
      json.end_object();
    }
    json.end_array().end_object();
  }
  return json.end_array().end_object().take();
}

std::string event_json(const Event& event, const Reading& reading) {
  JsonWriter json;
  write_event(json.begin_object(), event, reading.article().id, reading.article().text);
  return json.end_object().take();
}

std::string event_json(const KeptEvent& kept, const KeptArticle& lead) {
  JsonWriter json;
  write_event(json.begin_object(), kept.event, lead.article.id, lead.article.text);
  write_carrier(json, lead);
  json.key("n_reports").value(kept.n_reports).key("n_independent").value(kept.n_independent).key("story").value(kept.story);
  return json.end_object().take();
}

std::string quote_json(const Quote& quote, const Reading& reading) {
  JsonWriter json;
  write_quote(json.begin_object(), quote, reading.article().id, reading.article().text);
  return json.end_object().take();
}

std::string quote_json(const Quote& quote, const KeptArticle& article) {
  JsonWriter json;
  write_quote(json.begin_object(), quote, article.article.id, article.article.text);
  write_carrier(json, article);
  return json.end_object().take();
}

std::string report_json(const KeptReport& report) {
  JsonWriter json;
  json.begin_object().key("event").value(report.event).key("report").value(report.report).key("article").value(report.article);
  if (!report.carrier_id.empty()) json.key("carrier_id").value(report.carrier_id);
  write_optional(json, "published", report.published);
  write_optional(json, "site", report.site);
  write_optional(json, "url", report.url);
  write_optional(json, "event_date", report.date);
  json.key("evidence")
      .begin_object()
      .key("begin")
      .value(report.sentence.begin)
      .key("end")
      .value(report.sentence.end)
      .key("text")
      .value(report.text)
      .end_object();
  return json.key("score").value(report.score).end_object().take();
}

std::string story_json(const StoryMember& member) {
  JsonWriter json;
  json.begin_object().key("article").value(member.article).key("story").value(member.story).key("kind").value(name(member.kind));
  write_optional(json, "parent", member.parent);
  json.key("score").value(member.score);
  if (!member.event_date.empty()) json.key("event_date").value(member.event_date);
  if (!member.related.empty()) write_list(json, "related", member.related);
  if (!member.reason.empty()) json.key("reason").value(member.reason);
  return json.end_object().take();
}

std::string comparison_json(std::string_view id, const Comparison& comparison, std::string_view a, std::string_view b) {
  JsonWriter json;
  json.begin_object().key("id").value(id).key("relation").value(name(comparison.relation)).key("score").value(comparison.score);
  json.key("links").begin_array();
  for (const SentenceLink& link : comparison.links) {
    json.begin_object();
    for (const auto& [key, side] : {std::pair("a", &link.a), std::pair("b", &link.b)}) {
      json.key(key).begin_array();
      for (const std::uint32_t index : *side) json.value(index);
      json.end_array();
    }
    json.key("relation").value(name(link.relation)).key("score").value(link.score).end_object();
  }
  json.end_array();
  for (const auto& [key, differences] : {std::pair("differences", &comparison.differences), std::pair("reworded", &comparison.reworded)}) {
    json.key(key).begin_array();
    for (const Difference& difference : *differences) {
      json.begin_object().key("kind").value(difference.kind).key("severity").value(difference.severity);
      if (difference.a) write_span(json.key("a"), *difference.a, a);
      if (difference.b) write_span(json.key("b"), *difference.b, b);
      if (difference.a_sentence) json.key("a_sentence").value(*difference.a_sentence);
      if (difference.b_sentence) json.key("b_sentence").value(*difference.b_sentence);
      json.key("note").value(difference.note).end_object();
    }
    json.end_array();
  }
  return json.end_object().take();
}

}  // namespace readout
