#include "readout/ledger.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>
#include <fstream>
#include <map>

#include "base/hash.h"

namespace readout {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class LedgerTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("readout-ledger-test-" + std::to_string(::testing::UnitTest::GetInstance()->random_seed()) +
                                           "-" + ::testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    path_ = (folder_ / "news.readout").string();
  }
  void TearDown() override { fs::remove_all(folder_); }

  Ledger open(Ledger::Mode mode = Ledger::Mode::write) {
    auto ledger = Ledger::open(path_, mode);
    EXPECT_TRUE(ledger) << ledger.error().text();
    return std::move(*ledger);
  }
  void sql(const std::string& statements) const {
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open(path_.c_str(), &db), SQLITE_OK);
    char* message = nullptr;
    EXPECT_EQ(sqlite3_exec(db, statements.c_str(), nullptr, nullptr, &message), SQLITE_OK) << (message != nullptr ? message : "");
    sqlite3_free(message);
    sqlite3_close(db);
  }
  std::string value(const std::string& query) const {
    sqlite3* db = nullptr;
    sqlite3_open(path_.c_str(), &db);
    sqlite3_stmt* statement = nullptr;
    EXPECT_EQ(sqlite3_prepare_v2(db, query.c_str(), -1, &statement, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
    std::string out;
    if (sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_text(statement, 0) != nullptr)
      out = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return out;
  }

  fs::path folder_;
  std::string path_;
};

Span find(const std::string& text, const std::string& words) {
  const auto at = static_cast<std::uint32_t>(text.find(words));
  return {at, at + static_cast<std::uint32_t>(words.size())};
}

// A page that tells one meeting and quotes one sentence.
Reading reading(const std::string& name, const std::string& published) {
  Reading r;
  Article& a = r.document.article;
  a.id = hex64(hash64(name));
  a.url = "https://example.org/" + name;
  a.title = "Ministers meet (" + name + ")";
  a.site = "example.org";
  a.language = "en";
  a.date = {published, "", "meta", 0.9};
  a.authors = {"A. Writer", "B. Writer"};
  a.text = "The foreign ministers of France and Germany met in Zürich on Friday.\n\n\"We agreed,\" the French minister said.";
  Event e;
  e.id = hex64(hash64(name + "#1"));
  e.type = EventType::CONSULT;
  e.mode = {"meet"};
  e.context = {"diplomatic", "military"};
  e.cameo = "036";
  e.intensity = 4;
  e.actor = {{find(a.text, "France"), "FRA", {"GOV"}, "", -1}};
  e.recipient = {{find(a.text, "Germany"), "DEU", {"GOV", "MIL"}, "", -1}};
  e.date = {find(a.text, "Friday"), published, "", DatePrecision::day};
  e.place = EventPlace{find(a.text, "Zürich"), {"Zürich", "CHE", 47.37, 8.54, "city"}};
  e.trigger = find(a.text, "met");
  e.evidence = {0, find(a.text, ".\n").end - 1};
  e.rule = "consult.meet#1";
  e.score = 0.8;
  r.events = {e};
  Quote q;
  q.id = hex64(hash64(name + "#2"));
  q.span = find(a.text, "We agreed,");
  q.spans = {q.span};
  q.speaker = Party{find(a.text, "the French minister"), "FRA", {"GOV"}, "", -1};
  q.cue = find(a.text, "said");
  q.score = 0.7;
  r.quotes = {q};
  Mention m;
  m.kind = MentionKind::country;
  m.span = find(a.text, "France");
  m.code = "FRA";
  m.entity = "France";
  r.mentions = {m, m};
  r.sketch = {{1, 2, 3}, {4}, {5}, 17};
  r.notes = {{Step::article, "date-conflict", {}, "the page names two days"}};
  return r;
}

void fill(Ledger& ledger, const std::vector<Reading>& readings, const std::vector<StoryMember>& members) {
  ASSERT_TRUE(ledger.begin_run({"0.1.0", "d", "", "2026-01-01T00:00:00Z"}));
  RunCounts counts;
  for (const Reading& r : readings) {
    const auto kept = ledger.keep(r, {"carrier-" + r.article().title, "pages.jsonl", counts.read});
    ASSERT_TRUE(kept) << kept.error().text();
    ++counts.read;
    ++counts.kept;
    counts.already += *kept ? 0 : 1;
  }
  ASSERT_TRUE(ledger.commit(counts));
  const auto stories = ledger.replace_stories(members);
  ASSERT_TRUE(stories) << stories.error().text();
  ASSERT_TRUE(ledger.end_run(Ledger::RunEnd::done, "2026-01-01T00:00:01Z", "i", counts));
}

StoryMember member(const Reading& r, CopyKind kind = CopyKind::original, std::string parent = "") {
  return {r.article().id, "5705105705105705", kind, std::move(parent), 0.5, "2024-05-03", "because", {}};
}

TEST_F(LedgerTest, WhatGoesInComesOut) {
  Ledger ledger = open();
  const Reading in = reading("a", "2024-05-03");
  fill(ledger, {in}, {member(in)});
  const auto article = ledger.article(in.article().id);
  ASSERT_TRUE(article && *article);
  EXPECT_EQ((*article)->article.text, in.article().text);
  EXPECT_EQ((*article)->article.authors, in.article().authors);
  EXPECT_EQ((*article)->carrier_id, "carrier-" + in.article().title);
  ASSERT_EQ((*article)->notes.size(), 1u);
  EXPECT_EQ((*article)->notes[0].kind, "date-conflict");
  ASSERT_EQ((*article)->named.size(), 1u);
  EXPECT_EQ((*article)->named[0].n, 2u);

  const auto events = ledger.events_of_article(in.article().id);
  ASSERT_TRUE(events);
  ASSERT_EQ(events->size(), 1u);
  const Event &want = in.events[0], &got = (*events)[0].event;
  EXPECT_EQ(got.id, want.id);
  EXPECT_EQ(got.type, want.type);
  EXPECT_EQ(got.context, want.context);
  EXPECT_EQ(got.recipient[0].sectors, want.recipient[0].sectors);
  EXPECT_EQ(got.recipient[0].span, want.recipient[0].span);
  EXPECT_EQ(got.trigger, want.trigger);
  EXPECT_EQ(got.evidence, want.evidence);
  EXPECT_EQ(got.date.span, want.date.span);
  ASSERT_TRUE(got.place);
  EXPECT_EQ(got.place->place.country, "CHE");
  EXPECT_EQ(got.place->span, want.place->span);

  const auto quotes = ledger.quotes_of_article(in.article().id);
  ASSERT_TRUE(quotes);
  ASSERT_EQ(quotes->size(), 1u);
  EXPECT_EQ((*quotes)[0].span, in.quotes[0].span);
  EXPECT_EQ((*quotes)[0].speaker->code, "FRA");
}

TEST_F(LedgerTest, CopiesMakeOneEventWithTwoReports) {
  Ledger ledger = open();
  const Reading a = reading("a", "2024-05-03"), b = reading("b", "2025-01-01");
  fill(ledger, {a, b}, {member(a), member(b, CopyKind::copy, a.article().id)});
  EXPECT_EQ(value("SELECT count(*) FROM events"), "1");
  EXPECT_EQ(value("SELECT n_reports || ' ' || n_independent || ' ' || date || ' ' || actor || ' > ' || recipient FROM events"),
            "2 1 2024-05-03 FRA GOV > DEU GOV; MIL");
  EXPECT_EQ(value("SELECT count(DISTINCT article) FROM event_reports WHERE event = (SELECT id FROM events)"), "2");
  EXPECT_EQ(value("SELECT n_articles || ' ' || lead FROM stories"), "2 " + a.article().id);
  EXPECT_EQ(value("SELECT n_events || ' ' || n_reports FROM relations_daily WHERE actor = 'FRA' AND recipient = 'DEU'"), "1 2");
  EXPECT_EQ(value("SELECT text FROM evidence WHERE field = 'trigger' LIMIT 1"), "met");
  EXPECT_EQ(value("SELECT count(*) FROM article_words WHERE article_words MATCH 'minister AND zurich'"), "2");
  EXPECT_EQ(value("SELECT count(*) FROM quote_words WHERE quote_words MATCH 'agreed'"), "2");
  const auto check = ledger.check();
  ASSERT_TRUE(check);
  EXPECT_THAT(check->problems, ::testing::IsEmpty());
  EXPECT_EQ(check->events, 1u);
  EXPECT_EQ(check->reports, 2u);
}

TEST_F(LedgerTest, RelatedStoriesTellOneEventIndependently) {
  Ledger ledger = open();
  Reading a = reading("a", "2024-05-03"), b = reading("b", "2024-05-03");
  b.document.article.text[0] = 't';  // other words, the same facts
  StoryMember first = member(a), second = member(b);
  second.story = "6705105705105705";
  second.related = {first.story};
  fill(ledger, {a, b}, {first, second});
  EXPECT_EQ(value("SELECT count(*) || ' ' || n_reports || ' ' || n_independent FROM events"), "1 2 2");
}

TEST_F(LedgerTest, WritingAgainChangesNothing) {
  const Reading a = reading("a", "2024-05-03"), b = reading("b", "2024-05-03");
  const char* dump = "SELECT group_concat(id || story || n_reports || lead) FROM (SELECT * FROM event ORDER BY id)";
  std::string first;
  for (int round = 0; round < 3; ++round) {
    Ledger ledger = open();
    fill(ledger, {a, b}, {member(a), member(b, CopyKind::copy, a.article().id)});
    if (round == 0) first = value(dump);
    EXPECT_EQ(value(dump), first);
    EXPECT_EQ(value("SELECT count(*) FROM articles"), "2");
  }
  EXPECT_EQ(value("SELECT sum(already) FROM runs"), "4");
  EXPECT_EQ(value("SELECT count(*) FROM slice s JOIN article a ON a.key = s.article WHERE CAST(substr(CAST(a.text AS BLOB), byte_begin + "
                  "1, byte_end - byte_begin) AS TEXT) <> s.text"),
            "0");
}

TEST_F(LedgerTest, FindsByIdPrefixAndCarrier) {
  Ledger ledger = open();
  const Reading a = reading("a", "2024-05-03");
  fill(ledger, {a}, {member(a)});
  const auto kinds = [&](const std::string& id) {
    std::string out;
    const auto list = ledger.find(id);
    for (const auto& found : *list) out += found.kind + " ";
    return out;
  };
  EXPECT_EQ(kinds(a.article().id), "article ");
  EXPECT_EQ(kinds(a.article().id.substr(0, 10)), "article ");
  EXPECT_EQ(kinds("carrier-" + a.article().title), "article ");
  EXPECT_EQ(kinds(a.events[0].id.substr(0, 12)), "event ");
  EXPECT_EQ(kinds(a.quotes[0].id), "quote ");
  EXPECT_EQ(kinds("57051057"), "story ");
  EXPECT_EQ(kinds("zzz"), "");
}

TEST_F(LedgerTest, CheckSeesAlteredTextAndWrongCounts) {
  {
    Ledger ledger = open();
    const Reading a = reading("a", "2024-05-03");
    fill(ledger, {a}, {member(a)});
  }
  sql("UPDATE article SET text = replace(text, 'met', 'saw'); UPDATE run SET n_kept = 9; UPDATE event SET n_reports = 4");
  const auto check = open(Ledger::Mode::read).check();
  ASSERT_TRUE(check);
  const std::string all = ::testing::PrintToString(check->problems);
  EXPECT_THAT(all, HasSubstr("are not the words kept"));
  EXPECT_THAT(all, HasSubstr("read 1 but kept 9"));
  EXPECT_THAT(all, HasSubstr("number of reports is wrong"));
}

TEST_F(LedgerTest, ItsPageNamesEveryColumnOfEveryView) {
  { Ledger made = open(); }
  std::ifstream in(READOUT_SOURCE_DIR "/docs/formats/ledger.md");
  std::map<std::string, std::string> rows;  // of the table of views, by name
  for (std::string line; std::getline(in, line);)
    if (line.rfind("| `", 0) == 0) rows[line.substr(3, line.find('`', 3) - 3)] = line;
  const int n = std::stoi(value("SELECT count(*) FROM sqlite_schema WHERE type = 'view'"));
  EXPECT_EQ(rows.size(), static_cast<std::size_t>(n));
  for (const auto& [view, row] : rows) {
    const std::string columns = value("SELECT group_concat(name, ', ') FROM pragma_table_info('" + view + "')");
    EXPECT_THAT(row, HasSubstr("| " + columns + " |")) << view;
  }
}

TEST_F(LedgerTest, RefusesWhatIsNoLedger) {
  const auto code = [&](Ledger::Mode mode) {
    const auto ledger = Ledger::open(path_, mode);
    EXPECT_FALSE(ledger);
    return ledger ? Error::Code::bad_input : ledger.error().code;
  };
  EXPECT_EQ(code(Ledger::Mode::read), Error::Code::not_found);
  std::ofstream(path_) << "<html>no ledger</html>";
  EXPECT_EQ(code(Ledger::Mode::read), Error::Code::corrupt);
  EXPECT_EQ(code(Ledger::Mode::write), Error::Code::corrupt);
  std::ofstream(path_) << "";
  EXPECT_EQ(code(Ledger::Mode::read), Error::Code::cannot_open);
  fs::remove(path_);
  sql("CREATE TABLE bookmarks (url)");
  EXPECT_EQ(code(Ledger::Mode::write), Error::Code::corrupt);
  EXPECT_EQ(value("SELECT count(*) FROM sqlite_schema"), "1") << "a foreign file must not be touched";
  fs::remove(path_);
  { Ledger made = open(); }
  sql("PRAGMA user_version = 99");
  EXPECT_EQ(code(Ledger::Mode::read), Error::Code::newer_version);
  EXPECT_EQ(code(Ledger::Mode::write), Error::Code::newer_version);
}

TEST_F(LedgerTest, ATornFileIsReportedNotRead) {
  {
    Ledger ledger = open();
    const Reading a = reading("a", "2024-05-03");
    fill(ledger, {a}, {member(a)});
  }
  fs::resize_file(path_, fs::file_size(path_) / 2);
  auto ledger = Ledger::open(path_, Ledger::Mode::read);
  if (!ledger) {
    EXPECT_EQ(ledger.error().code, Error::Code::corrupt);
    return;
  }
  const auto check = ledger->check();
  EXPECT_TRUE(!check || !check->problems.empty());
}

TEST_F(LedgerTest, WhatWasNotCommittedIsGoneAndNothingElse) {
  const Reading a = reading("a", "2024-05-03"), b = reading("b", "2024-05-03");
  {
    Ledger ledger = open();
    ASSERT_TRUE(ledger.begin_run({"0.1.0", "d", "", ""}));
    RunCounts counts;
    counts.read = counts.kept = 1;
    ASSERT_TRUE(ledger.keep(a, {"a", "s", 0}));
    ASSERT_TRUE(ledger.commit(counts));
    ASSERT_TRUE(ledger.keep(b, {"b", "s", 1}));
  }
  EXPECT_EQ(value("SELECT count(*) FROM articles"), "1");
  EXPECT_EQ(value("SELECT state || read FROM runs"), "open1");
  const auto check = open(Ledger::Mode::read).check();
  ASSERT_TRUE(check);
  EXPECT_THAT(check->problems, ::testing::IsEmpty());
}

}  // namespace
}  // namespace readout
