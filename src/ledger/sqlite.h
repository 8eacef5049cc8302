// SQLite behind two small classes. Failures are thrown as SqlFailure and turned into Result at the Ledger's public functions
// (guarded), so that the code between reads as plain steps; nothing is thrown across the folder's border.
#pragma once
#include <sqlite3.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "readout/result.h"

namespace readout {

struct SqlFailure {
  Error error;
};

// The Error for an SQLite result code.
Error sql_error(int code, std::string_view detail, const std::string& path);

class Connection {
 public:
  Connection(const std::string& path, int flags);  // throws SqlFailure
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void run(const char* sql);             // one or more statements without results
  std::int64_t number(const char* sql);  // first column of the first row; 0 when there is none
  [[noreturn]] void fail(int code) const;
  sqlite3* handle() const { return handle_; }
  const std::string& path() const { return path_; }

 private:
  sqlite3* handle_ = nullptr;
  std::string path_;
};

// A prepared statement, used again and again: bind in order, then run or step. Text and blobs must live until the next reset.
class Statement {
 public:
  Statement(Connection& connection, std::string_view sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  Statement& reset();
  Statement& bind(std::string_view text);
  Statement& bind(const std::string& text) { return bind(std::string_view(text)); }
  Statement& bind(const char* text) { return bind(std::string_view(text)); }
  Statement& bind(std::int64_t number);
  Statement& bind(std::uint64_t number) { return bind(static_cast<std::int64_t>(number)); }
  Statement& bind(std::uint32_t number) { return bind(static_cast<std::int64_t>(number)); }
  Statement& bind(int number) { return bind(static_cast<std::int64_t>(number)); }
  Statement& bind(double number);
  Statement& bind_blob(std::string_view bytes);
  Statement& bind_null();

  bool step();  // true: a row
  int run();    // steps to the end, resets; rows changed

  std::int64_t number(int column) const { return sqlite3_column_int64(handle_, column); }
  double real(int column) const { return sqlite3_column_double(handle_, column); }
  std::string text(int column) const;
  std::string_view blob(int column) const;  // valid until the next step
  bool is_null(int column) const { return sqlite3_column_type(handle_, column) == SQLITE_NULL; }

 private:
  Connection& connection_;
  sqlite3_stmt* handle_ = nullptr;
  int next_ = 0;
};

// A read or write transaction that is rolled back unless committed.
class Transaction {
 public:
  explicit Transaction(Connection& connection, const char* begin = "BEGIN IMMEDIATE") : connection_(connection) { connection_.run(begin); }
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Connection& connection_;
  bool open_ = true;
};

}  // namespace readout
