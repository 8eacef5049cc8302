#include "output/tables.h"

#include "base/format.h"
#include "base/text.h"

namespace readout {
namespace {

constexpr std::string_view kSeparator = "; ";

// One field of each party, joined.
template <class Field>
std::string each_party(const std::vector<Party>& parties, const Field& field) {
  std::vector<std::string> items;
  for (const Party& party : parties) items.push_back(field(party));
  return join(items, kSeparator);
}
std::string codes(const std::vector<Party>& parties) {
  return each_party(parties, [](const Party& p) { return p.code; });
}
std::string sectors(const std::vector<Party>& parties) {
  return each_party(parties, [](const Party& p) { return join(p.sectors, " "); });
}
std::string entities(const std::vector<Party>& parties) {
  return each_party(parties, [](const Party& p) { return p.entity; });
}
std::string words(const std::vector<Party>& parties, std::string_view text) {
  return each_party(parties, [&](const Party& p) { return std::string(slice(text, p.span)); });
}

std::string_view text_of(const EventRow& row) { return row.lead.article.text; }
std::string_view text_of(const QuoteRow& row) { return row.article.article.text; }
std::string number(std::uint64_t n) { return std::to_string(n); }
const Party* speaker(const QuoteRow& row) { return row.quote.speaker ? &*row.quote.speaker : nullptr; }

}  // namespace

std::string decimal(double value) {
  std::string text = format("{:.4f}", value);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

const std::vector<Column<EventRow>>& event_columns() {
  using Row = EventRow;
  static const std::vector<Column<Row>> columns = {
      {"event_id", "stable id of the event", [](const Row& r) { return r.kept.event.id; }},
      {"event_date", "first day, YYYY-MM-DD", [](const Row& r) { return r.kept.event.date.value; }},
      {"event_date_end", "last day of a range", [](const Row& r) { return r.kept.event.date.end; }},
      {"date_precision", "day, week, month, quarter, year, unknown",
       [](const Row& r) { return std::string(name(r.kept.event.date.precision)); }},
      {"type", "PLOVER event type", [](const Row& r) { return std::string(name(r.kept.event.type)); }},
      {"mode", "PLOVER modes", [](const Row& r) { return join(r.kept.event.mode, kSeparator); }},
      {"context", "PLOVER contexts", [](const Row& r) { return join(r.kept.event.context, kSeparator); }},
      {"status", "actual, planned, hypothetical, negated, historical", [](const Row& r) { return std::string(name(r.kept.event.status)); }},
      {"cameo", "CAMEO code, text (leading zeros count)", [](const Row& r) { return r.kept.event.cameo; }},
      {"quad", "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict",
       [](const Row& r) { return std::to_string(quad(r.kept.event.type)); }},
      {"intensity", "-10 to 10", [](const Row& r) { return decimal(r.kept.event.intensity); }},
      {"actor_codes", "countries or organisations of the actors, one entry a party",
       [](const Row& r) { return codes(r.kept.event.actor); }},
      {"actor_sectors", "sectors of each actor, blanks between the sectors of one",
       [](const Row& r) { return sectors(r.kept.event.actor); }},
      {"actor_entities", "canonical names", [](const Row& r) { return entities(r.kept.event.actor); }},
      {"actor_text", "the words of the article", [](const Row& r) { return words(r.kept.event.actor, text_of(r)); }},
      {"recipient_codes", "as actor_codes", [](const Row& r) { return codes(r.kept.event.recipient); }},
      {"recipient_sectors", "as actor_sectors", [](const Row& r) { return sectors(r.kept.event.recipient); }},
      {"recipient_entities", "canonical names", [](const Row& r) { return entities(r.kept.event.recipient); }},
      {"recipient_text", "the words of the article", [](const Row& r) { return words(r.kept.event.recipient, text_of(r)); }},
      {"place", "name of the place", [](const Row& r) { return r.kept.event.place ? r.kept.event.place->place.name : ""; }},
      {"country", "ISO 3166-1 alpha-3 of the place",
       [](const Row& r) { return r.kept.event.place ? r.kept.event.place->place.country : ""; }},
      {"latitude", "degrees, WGS 84", [](const Row& r) { return r.kept.event.place ? decimal(r.kept.event.place->place.latitude) : ""; }},
      {"longitude", "degrees, WGS 84", [](const Row& r) { return r.kept.event.place ? decimal(r.kept.event.place->place.longitude) : ""; }},
      {"place_precision", "city, district, province, country, region",
       [](const Row& r) { return r.kept.event.place ? r.kept.event.place->place.precision : ""; }},
      {"trigger", "the words that gave it away", [](const Row& r) { return std::string(slice(text_of(r), r.kept.event.trigger)); }},
      {"sentence", "the sentence it was read from", [](const Row& r) { return std::string(slice(text_of(r), r.kept.event.evidence)); }},
      {"sentence_begin", "first byte of the sentence in the article's text",
       [](const Row& r) { return std::to_string(r.kept.event.evidence.begin); }},
      {"sentence_end", "one past the last byte", [](const Row& r) { return std::to_string(r.kept.event.evidence.end); }},
      {"rule", "the rule that made it", [](const Row& r) { return r.kept.event.rule; }},
      {"score", "confidence, 0 to 1", [](const Row& r) { return decimal(r.kept.event.score); }},
      {"n_reports", "articles that tell it, copies included", [](const Row& r) { return number(r.kept.n_reports); }},
      {"n_independent", "independent lines of reporting among them", [](const Row& r) { return number(r.kept.n_independent); }},
      {"story", "id of the story", [](const Row& r) { return r.kept.story; }},
      {"article", "id of the article nearest the source", [](const Row& r) { return r.lead.article.id; }},
      {"carrier_id", "what the input called that article", [](const Row& r) { return r.lead.carrier_id; }},
      {"published", "publication day of that article", [](const Row& r) { return r.lead.article.date.value; }},
      {"site", "its outlet", [](const Row& r) { return r.lead.article.site; }},
      {"url", "its address", [](const Row& r) { return r.lead.article.url; }},
      {"title", "its headline", [](const Row& r) { return r.lead.article.title; }},
  };
  return columns;
}

const std::vector<Column<KeptReport>>& report_columns() {
  using Row = KeptReport;
  static const std::vector<Column<Row>> columns = {
      {"event_id", "the event reported", [](const Row& r) { return r.event; }},
      {"report_id", "this report", [](const Row& r) { return r.report; }},
      {"article", "id of the article", [](const Row& r) { return r.article; }},
      {"carrier_id", "what the input called it", [](const Row& r) { return r.carrier_id; }},
      {"published", "publication day", [](const Row& r) { return r.published; }},
      {"site", "outlet", [](const Row& r) { return r.site; }},
      {"url", "address", [](const Row& r) { return r.url; }},
      {"event_date", "the day this article gives the event", [](const Row& r) { return r.date; }},
      {"sentence", "the sentence", [](const Row& r) { return r.text; }},
      {"sentence_begin", "first byte of the sentence in the article's text", [](const Row& r) { return std::to_string(r.sentence.begin); }},
      {"sentence_end", "one past the last byte", [](const Row& r) { return std::to_string(r.sentence.end); }},
      {"score", "confidence, 0 to 1", [](const Row& r) { return decimal(r.score); }},
  };
  return columns;
}

const std::vector<Column<KeptArticle>>& article_columns() {
  using Row = KeptArticle;
  static const std::vector<Column<Row>> columns = {
      {"article", "id: hash of url and bytes", [](const Row& r) { return r.article.id; }},
      {"carrier_id", "what the input called it", [](const Row& r) { return r.carrier_id; }},
      {"published", "publication day", [](const Row& r) { return r.article.date.value; }},
      {"published_from", "where that day was read", [](const Row& r) { return r.article.date.from; }},
      {"modified", "day of the last change", [](const Row& r) { return r.article.modified; }},
      {"site", "outlet", [](const Row& r) { return r.article.site; }},
      {"url", "address", [](const Row& r) { return r.article.url; }},
      {"title", "headline", [](const Row& r) { return r.article.title; }},
      {"authors", "bylines", [](const Row& r) { return join(r.article.authors, kSeparator); }},
      {"language", "ISO 639-1", [](const Row& r) { return r.article.language; }},
      {"tags", "keywords of the page", [](const Row& r) { return join(r.article.tags, kSeparator); }},
      {"section", "section of the site", [](const Row& r) { return r.article.section; }},
      {"story", "id of its story", [](const Row& r) { return r.story; }},
      {"text", "the article", [](const Row& r) { return r.article.text; }},
  };
  return columns;
}

const std::vector<Column<StoryMember>>& story_columns() {
  using Row = StoryMember;
  static const std::vector<Column<Row>> columns = {
      {"story", "id of the story", [](const Row& r) { return r.story; }},
      {"article", "id of the member", [](const Row& r) { return r.article; }},
      {"kind", "original, copy, excerpt, rewrite, update, same_story", [](const Row& r) { return std::string(name(r.kind)); }},
      {"parent", "the article it was likeliest made from", [](const Row& r) { return r.parent; }},
      {"score", "likeness, 0 to 1", [](const Row& r) { return decimal(r.score); }},
      {"event_date", "best supported day of the story", [](const Row& r) { return r.event_date; }},
      {"related", "stories that tell the same independently", [](const Row& r) { return join(r.related, kSeparator); }},
      {"reason", "why", [](const Row& r) { return r.reason; }},
  };
  return columns;
}

const std::vector<Column<QuoteRow>>& quote_columns() {
  using Row = QuoteRow;
  static const std::vector<Column<Row>> columns = {
      {"quote_id", "stable id", [](const Row& r) { return r.quote.id; }},
      {"kind", "direct, indirect, mixed", [](const Row& r) { return std::string(name(r.quote.kind)); }},
      {"quote", "the words, from the first to the last", [](const Row& r) { return std::string(slice(text_of(r), r.quote.span)); }},
      {"speaker", "the words that name the speaker",
       [](const Row& r) { return speaker(r) ? std::string(slice(text_of(r), speaker(r)->span)) : ""; }},
      {"speaker_code", "country or organisation", [](const Row& r) { return speaker(r) ? speaker(r)->code : ""; }},
      {"speaker_sectors", "sectors", [](const Row& r) { return speaker(r) ? join(speaker(r)->sectors, " ") : ""; }},
      {"speaker_entity", "canonical name", [](const Row& r) { return speaker(r) ? speaker(r)->entity : ""; }},
      {"cue", "the word that shows it is said",
       [](const Row& r) { return r.quote.cue ? std::string(slice(text_of(r), *r.quote.cue)) : ""; }},
      {"begin", "first byte of the quote in the article's text", [](const Row& r) { return std::to_string(r.quote.span.begin); }},
      {"end", "one past the last byte", [](const Row& r) { return std::to_string(r.quote.span.end); }},
      {"score", "confidence, 0 to 1", [](const Row& r) { return decimal(r.quote.score); }},
      {"article", "id of the article", [](const Row& r) { return r.article.article.id; }},
      {"carrier_id", "what the input called it", [](const Row& r) { return r.article.carrier_id; }},
      {"published", "publication day", [](const Row& r) { return r.article.article.date.value; }},
      {"site", "outlet", [](const Row& r) { return r.article.article.site; }},
      {"url", "address", [](const Row& r) { return r.article.article.url; }},
      {"story", "id of the story", [](const Row& r) { return r.article.story; }},
  };
  return columns;
}

}  // namespace readout
