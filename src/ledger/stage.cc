#include <sqlite3.h>

#include "readout/ledger.h"

namespace readout {

int ledger_version() { return 1; }
std::string sqlite_version() { return sqlite3_libversion(); }

}  // namespace readout
