// Everything that reads a ledger back into the library's types.
#include <algorithm>
#include <map>

#include "base/text.h"
#include "ledger/blobs.h"
#include "ledger/parts.h"

namespace readout {
namespace {

using Parts = Ledger::Parts;

template <class Enum>
Enum as(std::int64_t number) {
  return static_cast<Enum>(number);
}

KeptArticle load_article(Parts& parts, std::int64_t key) {
  KeptArticle kept;
  Article& a = kept.article;
  Statement& row = parts.sql(
      "SELECT a.id, url, site, title, language, published, published_time, published_from, published_confidence, modified, section, image, "
      "authors, tags, text, "
      "origins, coalesce(m.story, ''), (SELECT min(carrier_id) FROM carrier WHERE article = a.key) FROM article a LEFT JOIN member m ON "
      "m.article = a.key WHERE a.key = ?");
  row.bind(key);
  if (!row.step()) return kept;
  a.id = row.text(0);
  a.url = row.text(1);
  a.site = row.text(2);
  a.title = row.text(3);
  a.language = row.text(4);
  a.date = {row.text(5), row.text(6), row.text(7), row.real(8)};
  a.modified = row.text(9);
  a.section = row.text(10);
  a.image = row.text(11);
  a.authors = split_list(row.text(12));
  a.tags = split_list(row.text(13));
  a.text = row.text(14);
  a.origins = unpack_origins(row.blob(15));
  kept.story = row.text(16);
  kept.carrier_id = row.text(17);
  Statement& notes = parts.sql("SELECT step, kind, byte_begin, byte_end, detail FROM note WHERE article = ? ORDER BY n");
  notes.bind(key);
  while (notes.step())
    kept.notes.push_back({as<Step>(notes.number(0)),
                          notes.text(1),
                          {static_cast<std::uint32_t>(notes.number(2)), static_cast<std::uint32_t>(notes.number(3))},
                          notes.text(4)});
  Statement& names = parts.sql("SELECT kind, name, code, n FROM named WHERE article = ? ORDER BY kind, name, code");
  names.bind(key);
  while (names.step())
    kept.named.push_back({as<MentionKind>(names.number(0)), names.text(1), names.text(2), static_cast<std::uint64_t>(names.number(3))});
  return kept;
}

std::map<std::string, Span> load_slices(Parts& parts, const std::string& fact) {
  std::map<std::string, Span> slices;
  Statement& rows = parts.sql("SELECT field, byte_begin, byte_end FROM slice WHERE fact = ?");
  rows.bind(fact);
  while (rows.step()) slices[rows.text(0)] = {static_cast<std::uint32_t>(rows.number(1)), static_cast<std::uint32_t>(rows.number(2))};
  return slices;
}

Span span_of(const std::map<std::string, Span>& slices, const std::string& field) {
  const auto it = slices.find(field);
  return it == slices.end() ? Span{} : it->second;
}

std::vector<Span> numbered(const std::map<std::string, Span>& slices, const std::string& field) {
  std::vector<Span> spans;
  for (std::size_t i = 0;; ++i) {
    const auto it = slices.find(field + "." + std::to_string(i));
    if (it == slices.end()) return spans;
    spans.push_back(it->second);
  }
}

std::vector<Party> load_parties(Parts& parts, const std::string& fact, const std::string& side, const std::map<std::string, Span>& slices) {
  std::vector<Party> list;
  Statement& rows = parts.sql("SELECT n, code, sectors, entity FROM party WHERE fact = ? AND side = ? ORDER BY n");
  rows.bind(fact).bind(side);
  while (rows.step()) {
    Party party;
    party.span = span_of(slices, side + "." + std::to_string(rows.number(0)));
    party.code = rows.text(1);
    party.sectors = split_list(rows.text(2));
    party.entity = rows.text(3);
    list.push_back(std::move(party));
  }
  return list;
}

// The event as report `id` tells it, and its article's key.
std::pair<Event, std::int64_t> load_report(Parts& parts, const std::string& id) {
  Event event;
  Statement& row = parts.sql(
      "SELECT article, type, status, mode, context, cameo, intensity, date, date_end, date_precision, place, country, latitude, longitude, "
      "place_precision, rule, "
      "score FROM report WHERE id = ?");
  row.bind(id);
  if (!row.step()) return {event, 0};
  const auto slices = load_slices(parts, id);
  event.id = id;
  event.type = as<EventType>(row.number(1));
  event.status = as<EventStatus>(row.number(2));
  event.mode = split_list(row.text(3));
  event.context = split_list(row.text(4));
  event.cameo = row.text(5);
  event.intensity = row.real(6);
  event.date = {std::nullopt, row.text(7), row.text(8), as<DatePrecision>(row.number(9))};
  if (const auto it = slices.find("date"); it != slices.end()) event.date.span = it->second;
  if (!row.is_null(10))
    event.place = EventPlace{span_of(slices, "place"), {row.text(10), row.text(11), row.real(12), row.real(13), row.text(14)}};
  event.rule = row.text(15);
  event.score = row.real(16);
  event.trigger = span_of(slices, "trigger");
  event.evidence = span_of(slices, "sentence");
  event.reports = numbered(slices, "report");
  event.actor = load_parties(parts, id, "actor", slices);
  event.recipient = load_parties(parts, id, "recipient", slices);
  return {std::move(event), row.number(0)};
}

// An event by its id, and the key of its lead article.
std::optional<std::pair<KeptEvent, std::int64_t>> load_event(Parts& parts, const std::string& id) {
  KeptEvent kept;
  Statement& row = parts.sql("SELECT lead, story, n_reports, n_independent FROM event WHERE id = ?");
  row.bind(id);
  if (!row.step()) return std::nullopt;
  kept.report = row.text(0);
  kept.story = row.text(1);
  kept.n_reports = static_cast<std::uint64_t>(row.number(2));
  kept.n_independent = static_cast<std::uint64_t>(row.number(3));
  auto [event, article] = load_report(parts, kept.report);
  kept.event = std::move(event);
  kept.event.id = id;
  return std::pair(std::move(kept), article);
}

std::optional<std::pair<Quote, std::int64_t>> load_quote(Parts& parts, const std::string& id) {
  Statement& row = parts.sql("SELECT kind, score, article FROM quote WHERE id = ?");
  row.bind(id);
  if (!row.step()) return std::nullopt;
  const auto slices = load_slices(parts, id);
  Quote quote;
  quote.id = id;
  quote.kind = as<QuoteKind>(row.number(0));
  quote.score = row.real(1);
  quote.span = span_of(slices, "quote");
  quote.spans = numbered(slices, "span");
  if (const auto it = slices.find("cue"); it != slices.end()) quote.cue = it->second;
  auto speakers = load_parties(parts, id, "speaker", slices);
  if (!speakers.empty()) quote.speaker = std::move(speakers[0]);
  return std::pair(std::move(quote), row.number(2));
}

std::vector<std::string> ids(Statement& rows) {
  std::vector<std::string> out;
  while (rows.step()) out.push_back(rows.text(0));
  return out;
}

// Ids one batch after the other in order, so that no statement stays open while `take` runs and memory stays small.
template <class Take>
void each_id(Parts& parts, const char* sql, const Take& take) {
  std::string last;
  for (;;) {
    const auto batch = ids(parts.sql(sql).bind(last));
    if (batch.empty()) return;
    for (const auto& id : batch)
      if (!take(id)) return;
    last = batch.back();
  }
}

StoryMember read_member(const Statement& row) {
  return {row.text(0), row.text(1), as<CopyKind>(row.number(2)), row.text(3), row.real(4),
          row.text(5), row.text(6), split_list(row.text(7))};
}

// Reading happens in one snapshot, whatever a writer does meanwhile.
template <class Steps>
auto in_snapshot(Parts& parts, const Steps& steps) {
  return guarded([&] {
    Transaction snapshot(parts.db, "BEGIN");
    auto value = steps();
    for (auto& [text, statement] : parts.statements) statement->reset();
    return value;
  });
}

}  // namespace

Result<Done> Ledger::each_article(const std::function<bool(const KeptArticle&)>& take) {
  return in_snapshot(*parts_, [&] {
    each_id(*parts_, "SELECT id FROM article WHERE id > ? ORDER BY id LIMIT 1000",
            [&](const std::string& id) { return take(load_article(*parts_, *article_key(id))); });
    return Done{};
  });
}

Result<Done> Ledger::each_event(const std::function<bool(const KeptEvent&, const KeptArticle&)>& take) {
  return in_snapshot(*parts_, [&] {
    each_id(*parts_, "SELECT id FROM event WHERE id > ? ORDER BY id LIMIT 1000", [&](const std::string& id) {
      const auto event = load_event(*parts_, id);
      return !event || take(event->first, load_article(*parts_, event->second));
    });
    return Done{};
  });
}

namespace {
constexpr const char* kReportRow =
    "SELECT r.event, r.id, a.id, (SELECT min(carrier_id) FROM carrier WHERE article = a.key), a.url, a.site, a.published, r.date, "
    "s.byte_begin, s.byte_end, s.text, "
    "r.score FROM report r JOIN article a ON a.key = r.article LEFT JOIN slice s ON s.fact = r.id AND s.field = 'sentence' WHERE r.id = ?";

KeptReport load_kept_report(Parts& parts, const std::string& id) {
  Statement& row = parts.sql(kReportRow);
  row.bind(id);
  if (!row.step()) return {};
  return {row.text(0),  row.text(1), row.text(2),
          row.text(3),  row.text(4), row.text(5),
          row.text(6),  row.text(7), {static_cast<std::uint32_t>(row.number(8)), static_cast<std::uint32_t>(row.number(9))},
          row.text(10), row.real(11)};
}
}  // namespace

Result<Done> Ledger::each_report(const std::function<bool(const KeptReport&)>& take) {
  return in_snapshot(*parts_, [&] {
    each_id(*parts_, "SELECT id FROM report WHERE id > ? ORDER BY id LIMIT 1000",
            [&](const std::string& id) { return take(load_kept_report(*parts_, id)); });
    return Done{};
  });
}

Result<Done> Ledger::each_quote(const std::function<bool(const Quote&, const KeptArticle&)>& take) {
  return in_snapshot(*parts_, [&] {
    each_id(*parts_, "SELECT id FROM quote WHERE id > ? ORDER BY id LIMIT 1000", [&](const std::string& id) {
      const auto quote = load_quote(*parts_, id);
      return !quote || take(quote->first, load_article(*parts_, quote->second));
    });
    return Done{};
  });
}

Result<Done> Ledger::each_member(const std::function<bool(const StoryMember&)>& take) {
  return in_snapshot(*parts_, [&] {
    each_id(*parts_, "SELECT a.id FROM member m JOIN article a ON a.key = m.article WHERE a.id > ? ORDER BY a.id LIMIT 1000",
            [&](const std::string& id) {
              Statement& row = parts_->sql(
                  "SELECT a.id, m.story, m.kind, coalesce(p.id, ''), m.score, m.event_date, m.reason, m.related FROM article a JOIN member "
                  "m ON m.article = a.key "
                  "LEFT JOIN article p ON p.key = m.parent WHERE a.id = ?");
              row.bind(id);
              return !row.step() || take(read_member(row));
            });
    return Done{};
  });
}

Result<std::vector<Ledger::Found>> Ledger::find(const std::string& id, std::size_t limit) {
  return in_snapshot(*parts_, [&] {
    std::vector<Found> found;
    const std::string last = id + "\x7f";
    const auto add = [&](const char* kind, const char* sql, bool prefix) {
      Statement& rows = parts_->sql(sql).bind(id);
      if (prefix) rows.bind(last);
      rows.bind(limit);
      while (rows.step()) {
        Found one{kind, rows.text(0)};
        const bool known = std::any_of(found.begin(), found.end(), [&](const Found& f) { return f.kind == one.kind && f.id == one.id; });
        if (!known && found.size() < limit) found.push_back(std::move(one));
      }
    };
    add("article", "SELECT DISTINCT a.id FROM carrier c JOIN article a ON a.key = c.article WHERE c.carrier_id = ? ORDER BY a.id LIMIT ?",
        false);
    if (id.empty()) return found;
    add("article", "SELECT id FROM article WHERE id >= ? AND id < ? ORDER BY id LIMIT ?", true);
    add("event", "SELECT id FROM event WHERE id >= ? AND id < ? ORDER BY id LIMIT ?", true);
    add("event", "SELECT DISTINCT event FROM report WHERE id >= ? AND id < ? AND event IS NOT NULL ORDER BY event LIMIT ?", true);
    add("quote", "SELECT id FROM quote WHERE id >= ? AND id < ? ORDER BY id LIMIT ?", true);
    add("story", "SELECT DISTINCT story FROM member WHERE story >= ? AND story < ? ORDER BY story LIMIT ?", true);
    return found;
  });
}

Result<std::optional<KeptArticle>> Ledger::article(const std::string& id) {
  return in_snapshot(*parts_, [&]() -> std::optional<KeptArticle> {
    const auto key = article_key(id);
    if (!key) return std::nullopt;
    KeptArticle kept = load_article(*parts_, *key);
    if (kept.article.id.empty()) return std::nullopt;
    return kept;
  });
}

Result<std::vector<KeptEvent>> Ledger::events_of_article(const std::string& id) {
  return in_snapshot(*parts_, [&] {
    std::vector<KeptEvent> events;
    const auto key = article_key(id).value_or(0);
    for (const auto& report : ids(parts_
                                      ->sql("SELECT r.id FROM report r JOIN slice s ON s.fact = r.id AND s.field = 'trigger' WHERE "
                                            "r.article = ? ORDER BY s.byte_begin, r.id")
                                      .bind(key))) {
      KeptEvent kept;
      kept.event = load_report(*parts_, report).first;
      kept.report = report;
      Statement& row =
          parts_->sql("SELECT e.id, e.story, e.n_reports, e.n_independent FROM report r JOIN event e ON e.id = r.event WHERE r.id = ?");
      row.bind(report);
      if (row.step()) {
        kept.event.id = row.text(0);
        kept.story = row.text(1);
        kept.n_reports = static_cast<std::uint64_t>(row.number(2));
        kept.n_independent = static_cast<std::uint64_t>(row.number(3));
      }
      events.push_back(std::move(kept));
    }
    return events;
  });
}

Result<std::vector<Quote>> Ledger::quotes_of_article(const std::string& id) {
  return in_snapshot(*parts_, [&] {
    std::vector<Quote> quotes;
    const auto key = article_key(id).value_or(0);
    for (const auto& quote : ids(parts_
                                     ->sql("SELECT q.id FROM quote q JOIN slice s ON s.fact = q.id AND s.field = 'quote' WHERE q.article = "
                                           "? ORDER BY s.byte_begin, q.id")
                                     .bind(key)))
      if (auto loaded = load_quote(*parts_, quote)) quotes.push_back(std::move(loaded->first));
    return quotes;
  });
}

Result<std::optional<KeptEvent>> Ledger::event(const std::string& id) {
  return in_snapshot(*parts_, [&]() -> std::optional<KeptEvent> {
    auto loaded = load_event(*parts_, id);
    if (!loaded) return std::nullopt;
    return std::move(loaded->first);
  });
}

Result<std::vector<KeptReport>> Ledger::reports_of_event(const std::string& id) {
  return in_snapshot(*parts_, [&] {
    std::vector<KeptReport> reports;
    for (const auto& report : ids(parts_->sql("SELECT id FROM report WHERE event = ? ORDER BY id").bind(id)))
      reports.push_back(load_kept_report(*parts_, report));
    return reports;
  });
}

Result<std::optional<std::pair<Quote, std::string>>> Ledger::quote(const std::string& id) {
  return in_snapshot(*parts_, [&]() -> std::optional<std::pair<Quote, std::string>> {
    auto loaded = load_quote(*parts_, id);
    if (!loaded) return std::nullopt;
    return std::pair(std::move(loaded->first), article_id(loaded->second));
  });
}

Result<std::vector<StoryMember>> Ledger::members_of_story(const std::string& id) {
  return in_snapshot(*parts_, [&] {
    std::vector<StoryMember> members;
    Statement& rows = parts_->sql(
        "SELECT a.id, m.story, m.kind, coalesce(p.id, ''), m.score, m.event_date, m.reason, m.related FROM member m JOIN article a ON "
        "a.key = m.article "
        "LEFT JOIN article p ON p.key = m.parent WHERE m.story = ? ORDER BY m.kind, a.published, a.id");
    rows.bind(id);
    while (rows.step()) members.push_back(read_member(rows));
    return members;
  });
}

}  // namespace readout
