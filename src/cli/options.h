// What a command line said, once parsed. One struct for all commands: flags.cc says which flag fills what and where it applies.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "page/stage.h"
#include "readout/article.h"

namespace readout {

enum class When { automatic, never, always };

struct Options {
  std::vector<std::string> inputs;  // what is not a flag, in order

  bool help = false;
  bool version = false;
  bool quiet = false;
  int verbose = 0;
  bool json = false;
  When color = When::automatic;
  bool progress = true;
  int threads = 0;  // 0: one a core
  std::vector<std::string> data;
  InputFormat from = InputFormat::automatic;

  bool keep_all = false;
  bool templates = true;
  Lean lean = Lean::balanced;
  std::string output_dir;
  std::string format;  // empty: the command's default
  bool draw = false;
  bool explain = false;
  std::string at;  // "YYYY-MM-DD"

  std::string ledger;
  std::string date_from, date_to;  // "YYYY-MM-DD", both inclusive
  std::vector<std::string> languages;
  std::vector<std::string> url_filters;
  std::uint64_t shard = 0, shards = 1;  // shard counts from 0
  bool stop_on_error = false;
  double max_errors = -1;         // below 0: no limit
  bool max_errors_share = false;  // max_errors is a share of the records read, 0..1
  bool dry_run = false;

  std::string as = "native";
  std::string output = "-";
  bool excel_safe = false;

  std::vector<std::string> treebanks, entities;  // files
  std::string dev;
  int epochs = 0;  // 0: the default
  std::uint64_t seed = 1;
};

}  // namespace readout
