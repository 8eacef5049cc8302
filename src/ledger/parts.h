// What lies behind a Ledger: the connection, the statements in use, the open run. Private to this folder.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "ledger/sqlite.h"
#include "readout/ledger.h"

namespace readout {

struct Ledger::Parts {
  Parts(const std::string& path, int flags) : db(path, flags) {}

  Connection db;
  std::int64_t run = 0;
  bool writing = false;  // a transaction is open

  // The statement of a literal, prepared once and reset.
  Statement& sql(const char* text) {
    auto& held = statements[text];
    if (!held) held = std::make_unique<Statement>(db, text);
    return held->reset();
  }
  void begin() {
    if (writing) return;
    db.run("BEGIN IMMEDIATE");
    writing = true;
  }
  // A statement left on a row would hold the old snapshot and make the next writer's turn fail.
  void end() {
    for (auto& [text, statement] : statements) statement->reset();
    if (writing) db.run("COMMIT");
    writing = false;
  }

  std::map<std::string_view, std::unique_ptr<Statement>> statements;
};

// Runs steps that may throw SqlFailure and gives their value or the error.
template <class Steps>
auto guarded(const Steps& steps) -> Result<std::invoke_result_t<Steps>> {
  try {
    return steps();
  } catch (const SqlFailure& failure) {
    return failure.error;
  }
}

// Lists in one column: "GOV; MIL".
inline constexpr std::string_view kListSeparator = "; ";
std::string join_list(const std::vector<std::string>& items);
std::vector<std::string> split_list(std::string_view text);

// 16 hexadecimal digits as the 64-bit key of an article; nothing for another text.
std::optional<std::int64_t> article_key(std::string_view id);
std::string article_id(std::int64_t key);

void migrate(Connection& db, bool create);  // throws SqlFailure
void write_counts(Ledger::Parts& parts, const RunCounts& counts);

}  // namespace readout
