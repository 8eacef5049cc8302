#include "ledger/sqlite.h"

#include "base/format.h"

namespace readout {

Error sql_error(int code, std::string_view detail, const std::string& path) {
  switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return {Error::Code::busy, "another process is writing to this ledger; try again when it is done", path};
    case SQLITE_NOTADB: return {Error::Code::corrupt, "this file is not a ledger", path};
    case SQLITE_CORRUPT: return {Error::Code::corrupt, "this ledger is damaged; restore a copy, or read the pages into a new one", path};
    case SQLITE_CANTOPEN: return {Error::Code::cannot_open, "cannot open this ledger", path};
    case SQLITE_READONLY:
    case SQLITE_PERM: return {Error::Code::cannot_write, "this ledger cannot be written to", path};
    case SQLITE_FULL: return {Error::Code::cannot_write, "the disk is full; what was committed is safe, run again to go on", path};
    default: return {Error::Code::cannot_write, format("the ledger failed: {}", detail), path};
  }
}

Connection::Connection(const std::string& path, int flags) : path_(path) {
  const int code = sqlite3_open_v2(path.c_str(), &handle_, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  if (code == SQLITE_OK) return;
  const Error error = sql_error(code, handle_ == nullptr ? "out of memory" : sqlite3_errmsg(handle_), path);
  sqlite3_close(handle_);
  throw SqlFailure{error};
}
Connection::~Connection() { sqlite3_close(handle_); }

void Connection::fail(int code) const { throw SqlFailure{sql_error(code, sqlite3_errmsg(handle_), path_)}; }

void Connection::run(const char* sql) {
  if (const int code = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr); code != SQLITE_OK) fail(code);
}

std::int64_t Connection::number(const char* sql) {
  Statement statement(*this, sql);
  return statement.step() ? statement.number(0) : 0;
}

Statement::Statement(Connection& connection, std::string_view sql) : connection_(connection) {
  const int code =
      sqlite3_prepare_v3(connection.handle(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &handle_, nullptr);
  if (code != SQLITE_OK) connection.fail(code);
}
Statement::~Statement() { sqlite3_finalize(handle_); }

Statement& Statement::reset() {
  sqlite3_reset(handle_);
  next_ = 0;
  return *this;
}
Statement& Statement::bind(std::string_view text) {
  // A null pointer would bind NULL.
  sqlite3_bind_text64(handle_, ++next_, text.data() == nullptr ? "" : text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
  return *this;
}
Statement& Statement::bind(std::int64_t number) {
  sqlite3_bind_int64(handle_, ++next_, number);
  return *this;
}
Statement& Statement::bind(double number) {
  sqlite3_bind_double(handle_, ++next_, number);
  return *this;
}
Statement& Statement::bind_blob(std::string_view bytes) {
  sqlite3_bind_blob64(handle_, ++next_, bytes.data() == nullptr ? "" : bytes.data(), bytes.size(), SQLITE_STATIC);
  return *this;
}
Statement& Statement::bind_null() {
  sqlite3_bind_null(handle_, ++next_);
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(handle_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) connection_.fail(code);
  return false;
}

int Statement::run() {
  while (step()) {
  }
  reset();
  return sqlite3_changes(connection_.handle());
}

std::string Statement::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(handle_, column));
  return bytes == nullptr ? std::string() : std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column)));
}
std::string_view Statement::blob(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(handle_, column));
  return bytes == nullptr ? std::string_view() : std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column)));
}

void Transaction::commit() {
  connection_.run("COMMIT");
  open_ = false;
}
Transaction::~Transaction() {
  if (open_) sqlite3_exec(connection_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

}  // namespace readout
