#include <array>
#include <filesystem>
#include <fstream>

#include "base/format.h"
#include "base/hash.h"
#include "base/text.h"
#include "ledger/parts.h"
#include "ledger/schema_sql.h"

namespace readout {
namespace {

constexpr std::int64_t kApplicationId = 0x52444F54;  // "RDOT"

// Numbered migrations: the n-th brings a ledger from format n-1 to format n.
constexpr std::array kMigrations = {kSchema001};

// SQLite takes an empty or foreign file for a new database and reports it late; the first bytes tell at once.
void refuse_foreign_bytes(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string head(16, '\0');
  in.read(head.data(), 16);
  if (in.gcount() == 0) return;
  if (in.gcount() < 16 || head != std::string("SQLite format 3\0", 16))
    throw SqlFailure{{Error::Code::corrupt, "this file is not a ledger; name another with --ledger", path}};
}

// Reading in WAL mode writes a small file beside the ledger. Where that cannot be (a read-only share), and no run has left a log
// to read, the file is opened as one that nobody changes.
std::string immutable_uri(const std::string& path) {
  std::string uri = "file:";
  for (const char c : path) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("/._-~").find(c) != std::string_view::npos;
    uri += plain ? std::string(1, c) : format("%{:02X}", static_cast<unsigned char>(c));
  }
  return uri + "?immutable=1";
}

std::unique_ptr<Ledger::Parts> open_to_read(const std::string& path) {
  auto parts = std::make_unique<Ledger::Parts>(path, SQLITE_OPEN_READONLY);
  try {
    parts->db.number("SELECT count(*) FROM sqlite_schema");
    return parts;
  } catch (const SqlFailure& failure) {
    std::error_code error;
    const bool shut = failure.error.code == Error::Code::cannot_open || failure.error.code == Error::Code::cannot_write;
    if (!shut || std::filesystem::exists(path + "-wal", error)) throw;
  }
  return std::make_unique<Ledger::Parts>(immutable_uri(path), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
}

}  // namespace

int ledger_version() { return static_cast<int>(kMigrations.size()); }
std::string sqlite_version() { return sqlite3_libversion(); }

std::string join_list(const std::vector<std::string>& items) { return join(items, kListSeparator); }

std::vector<std::string> split_list(std::string_view text) {
  std::vector<std::string> items;
  while (!text.empty()) {
    const auto end = text.find(kListSeparator);
    items.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + kListSeparator.size());
  }
  return items;
}

std::optional<std::int64_t> article_key(std::string_view id) {
  if (id.size() != 16) return std::nullopt;
  std::uint64_t key = 0;
  for (const char c : id) {
    const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    if (digit < 0) return std::nullopt;
    key = key << 4 | static_cast<std::uint64_t>(digit);
  }
  return static_cast<std::int64_t>(key);
}
std::string article_id(std::int64_t key) { return hex64(static_cast<std::uint64_t>(key)); }

void migrate(Connection& db, bool create) {
  const auto application = db.number("PRAGMA application_id"), version = db.number("PRAGMA user_version");
  const bool fresh = application == 0 && version == 0 && db.number("SELECT count(*) FROM sqlite_schema") == 0;
  if (!fresh && application != kApplicationId)
    throw SqlFailure{{Error::Code::corrupt, "this SQLite file is not a ledger of readout; name another with --ledger", db.path()}};
  if (version > ledger_version())
    throw SqlFailure{{Error::Code::newer_version,
                      format("this ledger has format {}, this readout knows up to {}; use a newer readout", version, ledger_version()),
                      db.path()}};
  if (!create) {
    if (version < ledger_version())
      throw SqlFailure{{Error::Code::cannot_open,
                        "this ledger is empty or of an older format; `readout run` makes it or brings it up to date", db.path()}};
    return;
  }
  if (version == ledger_version()) return;
  Transaction transaction(db);
  // Another process may have been faster.
  for (auto n = static_cast<std::size_t>(db.number("PRAGMA user_version")); n < kMigrations.size(); ++n) {
    db.run(kMigrations[n]);
    db.run(format("PRAGMA application_id = {}; PRAGMA user_version = {}", kApplicationId, n + 1).c_str());
  }
  transaction.commit();
}

Ledger::Ledger(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;
Ledger::~Ledger() = default;

Result<Ledger> Ledger::open(const std::string& path, Mode mode) {
  return guarded([&] {
    std::error_code error;
    const bool there = std::filesystem::exists(path, error);
    if (mode == Mode::read && !there)
      throw SqlFailure{{Error::Code::not_found, "there is no ledger here; make one with `readout run`, or name one with --ledger", path}};
    if (there) refuse_foreign_bytes(path);
    auto parts = mode == Mode::read ? open_to_read(path) : std::make_unique<Parts>(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    Connection& db = parts->db;
    sqlite3_extended_result_codes(db.handle(), 1);
    sqlite3_busy_timeout(db.handle(), 5000);
    // The file may come from a stranger: its schema may not run functions with effects, nor may pages be forged past checks.
    sqlite3_db_config(db.handle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(db.handle(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    db.run("PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON");
    migrate(db, mode == Mode::write);
    if (mode == Mode::write)
      db.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = OFF; PRAGMA cache_size = -65536");
    return Ledger(std::move(parts));
  });
}

}  // namespace readout
