// Everything that changes a ledger. One page lies in one transaction with its counts, so what is committed always adds up.
#include <algorithm>
#include <map>

#include "base/format.h"
#include "base/hash.h"
#include "base/text.h"
#include "base/utf8.h"
#include "ledger/blobs.h"
#include "ledger/merge.h"
#include "ledger/parts.h"

namespace readout {
namespace {

using Parts = Ledger::Parts;

void write_slice(Parts& parts, const std::string& fact, const std::string& field, std::int64_t article, Span span, std::string_view text) {
  const std::string_view words = slice(text, span);
  parts.sql("INSERT OR IGNORE INTO slice VALUES (?, ?, ?, ?, ?, ?)")
      .bind(fact)
      .bind(field)
      .bind(article)
      .bind(span.begin)
      .bind(span.begin + static_cast<std::uint32_t>(words.size()))
      .bind(words)
      .run();
}

void write_party(Parts& parts, const std::string& fact, std::string_view side, std::size_t n, const Party& party, std::int64_t article,
                 std::string_view text) {
  const std::string sectors = join_list(party.sectors);
  parts.sql("INSERT INTO party VALUES (?, ?, ?, ?, ?, ?)")
      .bind(fact)
      .bind(side)
      .bind(n)
      .bind(party.code)
      .bind(sectors)
      .bind(party.entity)
      .run();
  write_slice(parts, fact, format("{}.{}", side, n), article, party.span, text);
}

void write_article(Parts& parts, const Reading& reading, std::int64_t key) {
  const Article& a = reading.article();
  const std::string authors = join_list(a.authors), tags = join_list(a.tags), origins = pack_origins(a.origins),
                    sketch = pack_sketch(reading.sketch);
  parts.sql("INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(key)
      .bind(a.id)
      .bind(parts.run)
      .bind(a.url)
      .bind(a.site)
      .bind(a.title)
      .bind(a.language)
      .bind(a.date.value)
      .bind(a.date.time)
      .bind(a.date.from)
      .bind(a.date.confidence)
      .bind(a.modified)
      .bind(a.section)
      .bind(a.image)
      .bind(authors)
      .bind(tags)
      .bind(reading.page_size)
      .bind(reading.document.sentences.size())
      .bind(a.text)
      .bind_blob(origins)
      .bind_blob(sketch)
      .run();
  parts.sql("INSERT INTO article_words (rowid, title, text) VALUES (?, ?, ?)").bind(key).bind(a.title).bind(a.text).run();
  std::size_t n = 0;
  for (const Note& note : reading.notes)
    parts.sql("INSERT INTO note VALUES (?, ?, ?, ?, ?, ?, ?)")
        .bind(key)
        .bind(n++)
        .bind(static_cast<int>(note.step))
        .bind(note.kind)
        .bind(note.span.begin)
        .bind(note.span.end)
        .bind(note.detail)
        .run();
}

// Persons, organisations, countries and places by name; what only refers to another mention is left out.
void write_names(Parts& parts, const Reading& reading, std::int64_t key) {
  std::map<std::tuple<int, std::string, std::string>, std::int64_t> names;
  for (const Mention& mention : reading.mentions) {
    if (mention.kind > MentionKind::place || mention.refers_to >= 0) continue;
    std::string name = mention.entity;
    if (name.empty() && mention.place) name = mention.place->name;
    if (name.empty()) name = squeeze(slice(reading.article().text, mention.span));
    if (!name.empty())
      ++names[{static_cast<int>(mention.kind), name, mention.place && mention.code.empty() ? mention.place->country : mention.code}];
  }
  for (const auto& [named, n] : names)
    parts.sql("INSERT INTO named VALUES (?, ?, ?, ?, ?)")
        .bind(key)
        .bind(std::get<0>(named))
        .bind(std::get<1>(named))
        .bind(std::get<2>(named))
        .bind(n)
        .run();
}

void write_event(Parts& parts, const Event& event, const Reading& reading, std::int64_t key) {
  const std::string_view text = reading.article().text;
  const std::string mode = join_list(event.mode), context = join_list(event.context);
  Statement& insert = parts.sql("INSERT OR IGNORE INTO report VALUES (?, ?, NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  insert.bind(event.id)
      .bind(key)
      .bind(static_cast<int>(event.type))
      .bind(static_cast<int>(event.status))
      .bind(mode)
      .bind(context)
      .bind(event.cameo);
  insert.bind(event.intensity).bind(event.date.value).bind(event.date.end).bind(static_cast<int>(event.date.precision));
  const PlaceValue place = event.place ? event.place->place : PlaceValue{};
  event.place ? insert.bind(place.name) : insert.bind_null();
  insert.bind(place.country).bind(place.latitude).bind(place.longitude).bind(place.precision).bind(event.rule).bind(event.score);
  if (insert.run() == 0) return;  // the same event twice in one article

  write_slice(parts, event.id, "trigger", key, event.trigger, text);
  write_slice(parts, event.id, "sentence", key, event.evidence, text);
  if (event.date.span) write_slice(parts, event.id, "date", key, *event.date.span, text);
  if (event.place) write_slice(parts, event.id, "place", key, event.place->span, text);
  for (std::size_t i = 0; i < event.reports.size(); ++i) write_slice(parts, event.id, format("report.{}", i), key, event.reports[i], text);
  for (std::size_t i = 0; i < event.actor.size(); ++i) write_party(parts, event.id, "actor", i, event.actor[i], key, text);
  for (std::size_t i = 0; i < event.recipient.size(); ++i) write_party(parts, event.id, "recipient", i, event.recipient[i], key, text);
}

void write_quote(Parts& parts, const Quote& quote, const Reading& reading, std::int64_t key) {
  const std::string_view text = reading.article().text;
  const auto quote_key = static_cast<std::int64_t>(hash64(quote.id));
  std::string words;
  for (const Span span : quote.spans) words += (words.empty() ? "" : " … ") + std::string(slice(text, span));
  if (words.empty()) words = slice(text, quote.span);
  if (parts.sql("INSERT OR IGNORE INTO quote VALUES (?, ?, ?, ?, ?, ?)")
          .bind(quote_key)
          .bind(quote.id)
          .bind(key)
          .bind(static_cast<int>(quote.kind))
          .bind(quote.score)
          .bind(words)
          .run() == 0)
    return;
  parts.sql("INSERT INTO quote_words (rowid, text) VALUES (?, ?)").bind(quote_key).bind(words).run();
  write_slice(parts, quote.id, "quote", key, quote.span, text);
  for (std::size_t i = 0; i < quote.spans.size(); ++i) write_slice(parts, quote.id, format("span.{}", i), key, quote.spans[i], text);
  if (quote.cue) write_slice(parts, quote.id, "cue", key, *quote.cue, text);
  if (quote.speaker) write_party(parts, quote.id, "speaker", 0, *quote.speaker, key, text);
}

void write_carrier(Parts& parts, std::int64_t key, const Carrier& carrier) {
  parts.sql("INSERT OR IGNORE INTO carrier VALUES (?, ?, ?, ?)")
      .bind(key)
      .bind(carrier.id)
      .bind(carrier.source)
      .bind(carrier.source_begin)
      .run();
}

// ---- events of one story

std::string party_key(Parts& parts, const std::string& report, std::string_view side) {
  std::vector<std::string> keys;
  // Who is named is known by name; sectors depend on the day an article claims, and tell only the unnamed apart.
  Statement& rows = parts.sql("SELECT code, CASE WHEN entity = '' THEN sectors ELSE '' END, entity FROM party WHERE fact = ? AND side = ?");
  rows.bind(report).bind(side);
  while (rows.step()) keys.push_back(rows.text(0) + " " + rows.text(1) + " " + rows.text(2));
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return join_list(keys);
}

std::string slice_text(Parts& parts, const std::string& fact, std::string_view field) {
  Statement& row = parts.sql("SELECT text FROM slice WHERE fact = ? AND field = ?");
  row.bind(fact).bind(field);
  return row.step() ? row.text(0) : std::string();
}

// `members`: all articles of one story, or of several that are related.
void merge_stories(Parts& parts, const std::vector<MemberKey>& members) {
  std::vector<ReportKey> reports;
  for (const MemberKey& member : members) {
    std::vector<ReportKey> own;
    // A date told in words of its own ("on Friday") is as sure as the publication day it counts from; one with a year stands alone.
    Statement& rows = parts.sql(
        "SELECT r.id, r.type, r.status, r.date, m.story, EXISTS (SELECT 1 FROM slice s WHERE s.fact = r.id AND s.field = 'date' "
        "AND (a.published_confidence >= 0.5 OR s.text GLOB '*[12][0-9][0-9][0-9]*')) "
        "FROM report r JOIN member m ON m.article = r.article JOIN article a ON a.key = r.article WHERE r.article = ?");
    rows.bind(member.article);
    while (rows.step())
      own.push_back({rows.text(0), member.article, static_cast<int>(rows.number(1)), static_cast<int>(rows.number(2)), "", "", rows.text(3),
                     rows.number(5) != 0, rows.text(4), ""});
    for (ReportKey& report : own) {
      report.actor = party_key(parts, report.id, "actor");
      report.recipient = party_key(parts, report.id, "recipient");
      report.words = fold(squeeze(slice_text(parts, report.id, "sentence"))) + "\n" + fold(slice_text(parts, report.id, "trigger"));
      reports.push_back(std::move(report));
    }
  }
  for (const MergedEvent& event : merge_reports(std::move(reports), members)) {
    if (event.reports.size() == 1 && event.n_independent == 1) continue;  // as inserted for every report
    for (const auto& report : event.reports) {
      if (report != event.id) parts.sql("DELETE FROM event WHERE id = ?").bind(report).run();
      parts.sql("UPDATE report SET event = ? WHERE id = ?").bind(event.id).bind(report).run();
    }
    parts
        .sql(
            "UPDATE event SET lead = ?1, story = (SELECT m.story FROM report r JOIN member m ON m.article = r.article WHERE r.id = ?1), "
            "n_reports = ?2, "
            "n_independent = ?3 WHERE id = ?4")
        .bind(event.lead)
        .bind(event.reports.size())
        .bind(event.n_independent)
        .bind(event.id)
        .run();
  }
}

// Stories tied by `related`, directly or through others, under the name of one of them.
class StoryTies {
 public:
  std::string root(const std::string& story) {
    std::string at = story;
    for (auto it = up_.find(at); it != up_.end() && it->second != at; it = up_.find(at)) at = it->second;
    return at;
  }
  void tie(const std::string& a, const std::string& b) {
    const std::string x = root(a), y = root(b);
    if (x != y) up_[std::max(x, y)] = std::min(x, y);
  }

 private:
  std::map<std::string, std::string> up_;
};

}  // namespace

void write_counts(Parts& parts, const RunCounts& counts) {
  parts.sql("UPDATE run SET n_read = ?, n_kept = ?, n_already = ? WHERE id = ?")
      .bind(counts.read)
      .bind(counts.kept)
      .bind(counts.already)
      .bind(parts.run)
      .run();
  for (const auto& [outcome, reasons] : {std::pair("skipped", &counts.skipped), std::pair("failed", &counts.failed)})
    for (const auto& [reason, n] : *reasons)
      parts.sql("INSERT INTO run_count VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = excluded.n")
          .bind(parts.run)
          .bind(outcome)
          .bind(reason)
          .bind(n)
          .run();
}

Result<Done> Ledger::begin_run(const RunInfo& info) {
  return guarded([&] {
    parts_->begin();
    parts_->sql("INSERT INTO run (started, state, version, data_hash, flags, inputs_hash) VALUES (?, 'open', ?, ?, ?, '')")
        .bind(info.started)
        .bind(info.version)
        .bind(info.data_hash)
        .bind(info.flags)
        .run();
    parts_->run = sqlite3_last_insert_rowid(parts_->db.handle());
    parts_->end();
    return Done{};
  });
}

Result<std::vector<std::uint64_t>> Ledger::kept_pages() {
  return guarded([&] {
    std::vector<std::uint64_t> keys;
    Statement& rows = parts_->sql("SELECT key FROM article");
    while (rows.step()) keys.push_back(static_cast<std::uint64_t>(rows.number(0)));
    std::sort(keys.begin(), keys.end());
    return keys;
  });
}

Result<bool> Ledger::keep(const Reading& reading, const Carrier& carrier) {
  const auto key = article_key(reading.article().id);
  if (!key) return Error{Error::Code::bad_input, "an article in a ledger needs the hash of its page as id", reading.article().id};
  return guarded([&] {
    parts_->begin();
    Statement& there = parts_->sql("SELECT 1 FROM article WHERE key = ?");
    there.bind(*key);
    const bool fresh = !there.step();
    if (fresh) {
      write_article(*parts_, reading, *key);
      write_names(*parts_, reading, *key);
      for (const Event& event : reading.events) write_event(*parts_, event, reading, *key);
      for (const Quote& quote : reading.quotes) write_quote(*parts_, quote, reading, *key);
    }
    write_carrier(*parts_, *key, carrier);
    return fresh;
  });
}

Result<Done> Ledger::meet_again(const std::string& article, const Carrier& carrier) {
  const auto key = article_key(article);
  if (!key) return Error{Error::Code::bad_input, "no id of an article in a ledger", article};
  return guarded([&] {
    parts_->begin();
    write_carrier(*parts_, *key, carrier);
    return Done{};
  });
}

Result<Done> Ledger::pass_over(const PassedOver& record) {
  return guarded([&] {
    parts_->begin();
    const auto key = static_cast<std::int64_t>(hash64(record.place, hash64(record.carrier_id, hash64(record.url, hash64(record.reason)))));
    parts_->sql("INSERT OR IGNORE INTO passed_over VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(key)
        .bind(parts_->run)
        .bind(record.failed ? "failed" : "skipped")
        .bind(record.reason)
        .bind(record.detail)
        .bind(record.place)
        .bind(record.carrier_id)
        .bind(record.url)
        .run();
    return Done{};
  });
}

Result<Done> Ledger::commit(const RunCounts& counts) {
  return guarded([&] {
    parts_->begin();
    write_counts(*parts_, counts);
    parts_->end();
    return Done{};
  });
}

Result<Done> Ledger::each_sketch(const std::function<void(KeptSketch)>& take) {
  return guarded([&] {
    Statement& rows = parts_->sql("SELECT id, published, site, title, published_confidence, sketch FROM article ORDER BY key");
    while (rows.step()) {
      auto sketch = unpack_sketch(rows.blob(5));
      if (!sketch)
        throw SqlFailure{{Error::Code::corrupt, "a sketch in this ledger is damaged; `readout check` says more", parts_->db.path()}};
      take({rows.text(0), rows.text(1), rows.text(2), rows.text(3), rows.real(4), std::move(*sketch)});
    }
    return Done{};
  });
}

Result<Done> Ledger::replace_stories(std::span<const StoryMember> members) {
  return guarded([&] {
    Parts& parts = *parts_;
    parts.end();
    Transaction transaction(parts.db);
    parts.db.run("DELETE FROM event; DELETE FROM member");
    StoryTies ties;
    for (const StoryMember& member : members)
      for (const auto& other : member.related) ties.tie(member.story, other);
    std::map<std::string, std::vector<MemberKey>> stories;
    for (const StoryMember& member : members) {
      const auto key = article_key(member.article), parent = article_key(member.parent);
      if (!key) continue;
      const std::string related = join_list(member.related);
      Statement& insert = parts.sql("INSERT INTO member VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
      insert.bind(*key).bind(member.story).bind(static_cast<int>(member.kind));
      parent ? insert.bind(*parent) : insert.bind_null();
      insert.bind(member.score).bind(member.event_date).bind(member.reason).bind(related).run();
      stories[ties.root(member.story)].push_back({*key, member.kind, parent.value_or(0), parent.has_value(), ""});
    }
    // Every report is an event of its own until a story says otherwise.
    parts.db.run(
        "INSERT INTO event SELECT r.id, r.id, m.story, 1, 1 FROM report r JOIN member m ON m.article = r.article;"
        "UPDATE report SET event = id WHERE event IS NOT id");
    for (auto& [story, list] : stories) {
      if (list.size() < 2) continue;
      for (MemberKey& member : list) {
        Statement& row = parts.sql("SELECT published FROM article WHERE key = ?");
        row.bind(member.article);
        if (row.step()) member.published = row.text(0);
      }
      merge_stories(parts, list);
    }
    for (auto& [text, held] : parts.statements) held->reset();
    transaction.commit();
    return Done{};
  });
}

Result<Done> Ledger::end_run(RunEnd end, const std::string& ended, const std::string& inputs_hash, const RunCounts& counts) {
  return guarded([&] {
    parts_->begin();
    write_counts(*parts_, counts);
    const char* state = end == RunEnd::done ? "done" : end == RunEnd::interrupted ? "interrupted" : "stopped";
    parts_->sql("UPDATE run SET state = ?, ended = ?, inputs_hash = ? WHERE id = ?")
        .bind(state)
        .bind(ended)
        .bind(inputs_hash)
        .bind(parts_->run)
        .run();
    parts_->end();
    return Done{};
  });
}

}  // namespace readout
