// What one run of the program has at hand: options, the two streams, the engine once a command asks for it. Data goes to
// `out`, talk to `talk`; the two never mix.
#pragma once
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/commands.h"
#include "cli/options.h"
#include "cli/spool.h"
#include "engine/batch.h"
#include "output/terminal.h"
#include "readout/engine.h"
#include "readout/ledger.h"
#include "readout/result.h"

namespace readout {

// Standard output, or a file: bytes in order, at once. Once the reader has gone away (closed pipe) nothing more is written and
// `closed` is true: commands stop quietly and successfully.
class Output {
 public:
  Output() = default;
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  // Writes to a new file beside `path`, which `finish` moves to `path`; "-" stays with standard output.
  Result<Done> open(const std::string& path);
  Result<Done> finish();

  bool write(std::string_view bytes);  // false: stop
  bool closed() const { return closed_; }
  const std::string& trouble() const { return trouble_; }  // why writing failed, when it was not a closed pipe
  bool wrote() const { return wrote_; }

 private:
  int file_ = 1;
  std::string path_, part_;
  bool closed_ = false, wrote_ = false;
  std::string trouble_;
};

// Standard error: complaints, warnings, the summary, and a progress line when a terminal is there to show it.
class Talk {
 public:
  Talk(bool quiet, int verbose, bool progress);
  void say(std::string_view line);       // not with -q
  void say_more(std::string_view line);  // with -v
  void warn(std::string_view line);      // not with -q; after twenty only counted, all with -v
  void complain(std::string_view line);  // always

  // `share` of the phase done, 0..1, or below 0 when unknown. Cheap to call for every page.
  void progress(std::uint64_t pages, double share, std::string_view phase = {});
  void end_progress();

 private:
  void line(std::string_view text);
  bool quiet_;
  int verbose_;
  bool progress_;
  bool progress_shown_ = false;
  std::string phase_;  // what the pages are read for; speed and time left are counted anew in each
  std::uint64_t warnings_ = 0;
  std::chrono::steady_clock::time_point start_, last_;
};

class Session {
 public:
  Session(const Command& command, Options options);

  const Command& command;
  const Options options;
  Style style;
  Talk talk;
  Output out;

  // The engine, loaded on first use for the steps up to `until`; null after a complaint.
  const Engine* engine(Step until = Step::quote);
  // Files named by the inputs, or "-" when standard input is no terminal; nothing after a complaint.
  std::optional<std::vector<std::string>> files();

  // How this command reads its inputs: what the flags of all readers ask for. Standard input is put by so that it can be read twice,
  // where templates want that; nothing after a complaint.
  std::optional<BatchOptions> batch(const std::vector<std::string>& files, Step until);

  int fail(const Error& error, std::string_view hint = {});
  int wrong_use(std::string_view message);
  // The exit code of a command that wrote records: trouble, damage, nothing found, or done.
  int finish(const RunCounts& counts, bool found);

  std::string ledger_path() const;

 private:
  std::optional<Engine> engine_;
  std::shared_ptr<Spool> spool_;
};

// "read 12 = 10 kept + 1 skipped (home-page 1) + 1 failed (bad-json 1)".
std::string summary(const RunCounts& counts);

// "file:line: bad-json, unexpected end".
std::string complaint(std::string_view where, std::string_view reason, std::string_view detail);

// Bytes of the files, for the progress line; 0 when any size is unknown (standard input).
class ProgressMeter {
 public:
  explicit ProgressMeter(const std::vector<std::string>& files);
  double share(std::size_t file, std::uint64_t offset_in_file) const;  // below 0 when unknown

 private:
  std::vector<std::uint64_t> before_;  // bytes of the files before each, and of all at the end
};

// Set by Ctrl-C where a command asked for it; a second Ctrl-C ends the program at once.
void catch_interrupts();
bool interrupted();

}  // namespace readout
