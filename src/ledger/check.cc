// Verifies a ledger: what SQLite can tell, every slice against its text, counts against rows.
#include "base/format.h"
#include "base/utf8.h"
#include "ledger/blobs.h"
#include "ledger/parts.h"

namespace readout {
namespace {

constexpr std::size_t kMostProblems = 100;

void add(LedgerCheck& check, std::string problem) {
  if (check.problems.size() < kMostProblems) check.problems.push_back(std::move(problem));
}

void check_file(Connection& db, LedgerCheck& check) {
  Statement integrity(db, "PRAGMA integrity_check(20)");
  while (integrity.step())
    if (integrity.text(0) != "ok") add(check, format("file: {}", integrity.text(0)));
  Statement keys(db, "PRAGMA foreign_key_check");
  while (keys.step()) add(check, format("table {}: a row points to no row of {}", keys.text(0), keys.text(2)));
}

// Slices article by article, so that each text is read once.
void check_slices(Connection& db, LedgerCheck& check) {
  Statement articles(db, "SELECT key, id, text, sketch FROM article ORDER BY key");
  Statement slices(db, "SELECT fact, field, byte_begin, byte_end, text FROM slice WHERE article = ?");
  while (articles.step()) {
    ++check.articles;
    const std::string id = articles.text(1), text = articles.text(2);
    if (article_key(id) != articles.number(0)) add(check, format("article {}: id and key differ", id));
    if (!valid_utf8(text)) add(check, format("article {}: its text is not UTF-8", id));
    if (!unpack_sketch(articles.blob(3))) add(check, format("article {}: its sketch is damaged", id));
    slices.reset().bind(articles.number(0));
    while (slices.step()) {
      ++check.slices;
      const auto begin = slices.number(2), end = slices.number(3);
      const bool inside = begin >= 0 && begin <= end && end <= static_cast<std::int64_t>(text.size());
      if (!inside || text.compare(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin), slices.text(4)) != 0)
        add(check, format("{} {}: bytes {} to {} of article {} are not the words kept", slices.text(0), slices.text(1), begin, end, id));
    }
  }
}

void check_counts(Connection& db, LedgerCheck& check) {
  Statement runs(db, "SELECT id, read, kept, skipped, failed, already, (SELECT count(*) FROM article a WHERE a.run = runs.id) FROM runs");
  while (runs.step()) {
    ++check.runs;
    const auto read = runs.number(1), kept = runs.number(2), skipped = runs.number(3), failed = runs.number(4);
    if (read != kept + skipped + failed)
      add(check, format("run {}: read {} but kept {} + skipped {} + failed {}", runs.number(0), read, kept, skipped, failed));
    if (kept - runs.number(5) != runs.number(6))
      add(check, format("run {}: counted {} new articles, {} are there", runs.number(0), kept - runs.number(5), runs.number(6)));
  }
  check.events = static_cast<std::uint64_t>(db.number("SELECT count(*) FROM event"));
  check.reports = static_cast<std::uint64_t>(db.number("SELECT count(*) FROM report"));
  check.quotes = static_cast<std::uint64_t>(db.number("SELECT count(*) FROM quote"));
  const auto expect_none = [&](const char* sql, const char* what) {
    if (const auto n = db.number(sql); n > 0) add(check, format("{} {}", n, what));
  };
  expect_none("SELECT count(*) FROM report r WHERE NOT EXISTS (SELECT 1 FROM slice s WHERE s.fact = r.id AND s.field = 'trigger')",
              "reports without evidence");
  expect_none("SELECT count(*) FROM quote q WHERE NOT EXISTS (SELECT 1 FROM slice s WHERE s.fact = q.id AND s.field = 'quote')",
              "quotes without evidence");
  expect_none("SELECT count(*) FROM event e WHERE n_reports <> (SELECT count(*) FROM report r WHERE r.event = e.id)",
              "events whose number of reports is wrong");
  expect_none("SELECT count(*) FROM event WHERE n_independent < 1 OR n_independent > n_reports",
              "events whose number of independent reports is wrong");
}

}  // namespace

Result<LedgerCheck> Ledger::check() {
  return guarded([&] {
    LedgerCheck check;
    Transaction snapshot(parts_->db, "BEGIN");
    check_file(parts_->db, check);
    // A torn file cannot be walked row by row.
    if (!check.problems.empty()) return check;
    check_slices(parts_->db, check);
    check_counts(parts_->db, check);
    return check;
  });
}

}  // namespace readout
