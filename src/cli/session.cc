#include "cli/session.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "base/format.h"
#include "engine/models.h"

namespace readout {
namespace {

using Clock = std::chrono::steady_clock;
namespace fs = std::filesystem;

// Waits until all is written; false when it cannot be, with errno set.
bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto n = ::write(file, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

bool set(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

Style style_of(const Options& options) {
  Style style;
  const bool terminal = isatty(1) != 0;
  const char* term = std::getenv("TERM");
  const bool dumb = term == nullptr || std::strcmp(term, "dumb") == 0;
  style.colour = options.color == When::always || (options.color == When::automatic && terminal && !dumb && !set("NO_COLOR"));
  winsize window{};
  // Lines longer than a hundred columns are hard to read; narrower ones than forty break words.
  if (terminal && ioctl(1, TIOCGWINSZ, &window) == 0 && window.ws_col > 0)
    style.width = std::clamp(static_cast<int>(window.ws_col), 40, 100);
  return style;
}

volatile sig_atomic_t interrupts = 0;
extern "C" void on_interrupt(int) {
  if (interrupts > 0) _exit(kInterrupted);
  interrupts = 1;
}

std::string clock_text(double seconds) {
  const auto s = static_cast<long>(seconds + 0.5);
  return s >= 3600 ? format("{}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60) : format("{}:{:02}", s / 60, s % 60);
}

std::string counted(const std::map<std::string, std::uint64_t>& reasons) {
  std::uint64_t total = 0;
  std::string list;
  for (const auto& [reason, n] : reasons) {
    total += n;
    list += (list.empty() ? "" : ", ") + format("{} {}", reason, n);
  }
  return list.empty() ? "0" : format("{} ({})", total, list);
}

}  // namespace

// ---- Output

Output::~Output() {
  if (file_ != 1) ::close(file_);
  if (!part_.empty()) ::unlink(part_.c_str());
}

Result<Done> Output::open(const std::string& path) {
  if (path == "-") return Done{};
  path_ = path;
  // A device or pipe is written to as it is: nothing may be moved over it.
  std::error_code error;
  const bool special = fs::exists(path, error) && !fs::is_regular_file(path, error);
  if (!special) part_ = path + ".part";
  file_ = ::open(special ? path.c_str() : part_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file_ >= 0) return Done{};
  file_ = 1;
  part_.clear();
  return Error{Error::Code::cannot_write, format("cannot write here: {}", std::strerror(errno)), path};
}

Result<Done> Output::finish() {
  if (!trouble_.empty()) return Error{Error::Code::cannot_write, trouble_, path_};
  if (part_.empty()) return Done{};
  const bool ok = ::close(file_) == 0 && ::rename(part_.c_str(), path_.c_str()) == 0;
  file_ = 1;
  if (!ok) return Error{Error::Code::cannot_write, format("cannot write here: {}", std::strerror(errno)), path_};
  part_.clear();
  return Done{};
}

bool Output::write(std::string_view bytes) {
  if (closed_ || !trouble_.empty()) return false;
  if (bytes.empty()) return true;
  wrote_ = true;
  if (write_all(file_, bytes)) return true;
  if (errno == EPIPE && part_.empty())
    closed_ = true;
  else
    trouble_ = format("cannot write the output: {}", std::strerror(errno));
  return false;
}

// ---- Talk

Talk::Talk(bool quiet, int verbose, bool progress)
    : quiet_(quiet), verbose_(verbose), progress_(progress && !quiet && isatty(2) != 0), start_(Clock::now()), last_(start_) {}

void Talk::line(std::string_view text) {
  end_progress();
  std::string out(text);
  out += '\n';
  write_all(2, out);
}
void Talk::say(std::string_view text) {
  if (!quiet_) line(text);
}
void Talk::say_more(std::string_view text) {
  if (verbose_ > 0) line(text);
}
void Talk::warn(std::string_view text) {
  constexpr std::uint64_t kShown = 20;
  ++warnings_;
  if (quiet_) return;
  if (verbose_ > 0 || warnings_ <= kShown)
    line(format("readout: {}", text));
  else if (warnings_ == kShown + 1)
    line("readout: further ones are only counted (-v shows all)");
}
void Talk::complain(std::string_view text) { line(format("readout: {}", text)); }

void Talk::progress(std::uint64_t pages, double share, std::string_view phase) {
  if (!progress_) return;
  const auto now = Clock::now();
  if (phase != phase_) {
    phase_ = phase;
    start_ = now;
  }
  if (now - last_ < std::chrono::milliseconds(200)) return;
  last_ = now;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  std::string text = format("\r\x1b[K{}{} pages  {:.0f}/s", phase, pages, static_cast<double>(pages) / std::max(seconds, 0.001));
  if (share > 0) text += format("  {:.0f}%  {} left", share * 100, clock_text(seconds / share * (1 - share)));
  write_all(2, text);
  progress_shown_ = true;
}
void Talk::end_progress() {
  if (progress_shown_) write_all(2, "\r\x1b[K");
  progress_shown_ = false;
}

// ---- Session

Session::Session(const Command& which, Options given)
    : command(which), options(std::move(given)), style(style_of(options)), talk(options.quiet, options.verbose, options.progress) {}

const Engine* Session::engine(Step until) {
  if (engine_) return &*engine_;
  auto opened = Engine::open({.data = options.data, .until = until});
  if (!opened) {
    fail(opened.error(), "`readout doctor` shows the data folders in use");
    return nullptr;
  }
  engine_.emplace(std::move(*opened));
  return &*engine_;
}

std::optional<std::vector<std::string>> Session::files() {
  if (options.inputs.empty()) {
    if (isatty(0) == 0) return std::vector<std::string>{"-"};
    wrong_use("no input: name files, folders or globs, or - for standard input");
    return std::nullopt;
  }
  auto expanded = expand_inputs(options.inputs);
  if (!expanded) {
    fail(expanded.error());
    return std::nullopt;
  }
  for (const auto& file : *expanded) {
    std::error_code error;
    if (file == "-" || fs::exists(file, error)) continue;
    fail({Error::Code::not_found, "no such file or folder", file});
    return std::nullopt;
  }
  if (expanded->empty()) {
    wrong_use("the folders named hold no file");
    return std::nullopt;
  }
  return std::move(*expanded);
}

std::optional<BatchOptions> Session::batch(const std::vector<std::string>& files, Step until) {
  BatchOptions batch;
  batch.threads = options.threads;
  batch.format = options.from;
  batch.read = {.until = until, .keep_all = options.keep_all, .lean = options.lean, .explain = options.explain && until == Step::article};
  batch.templates = options.templates && !options.keep_all && options.from != InputFormat::conllu;
  if (!batch.templates) return batch;
  if (std::find(files.begin(), files.end(), "-") != files.end() && isatty(0) == 0) {
    spool_ = std::make_shared<Spool>();
    if (const auto taken = spool_->take(); !taken) {
      fail(taken.error());
      return std::nullopt;
    }
    batch.again = [spool = spool_] { return spool->rewind(); };
  }
  auto meter = std::make_shared<ProgressMeter>(files);
  auto pages = std::make_shared<std::uint64_t>(0);
  batch.learning = [this, meter, pages](std::size_t input, std::uint64_t at) {
    talk.progress(++*pages, meter->share(input, at), "learning what recurs: ");
    return !interrupted();
  };
  return batch;
}

int Session::fail(const Error& error, std::string_view hint) {
  talk.complain(hint.empty() ? error.text() : format("{}\n  {}", error.text(), hint));
  const bool ledger = error.code == Error::Code::busy || error.code == Error::Code::corrupt || error.code == Error::Code::newer_version;
  return ledger ? kLedgerTrouble : kCannot;
}

int Session::wrong_use(std::string_view message) {
  talk.complain(format("{}\n  try `readout {} --help`", message, command.name));
  return kCannot;
}

int Session::finish(const RunCounts& counts, bool found) {
  talk.end_progress();
  if (out.closed()) return kDone;
  if (!out.trouble().empty()) return fail({Error::Code::cannot_write, out.trouble(), ""});
  talk.say(summary(counts));
  if (!counts.failed.empty()) return kDamaged;
  return found ? kDone : kNothing;
}

std::string Session::ledger_path() const {
  if (!options.ledger.empty()) return options.ledger;
  const char* path = std::getenv("READOUT_LEDGER");
  return path != nullptr && *path != '\0' ? path : "news.readout";
}

std::string summary(const RunCounts& counts) {
  std::string kept = format("{} kept", counts.kept);
  if (counts.already > 0) kept += format(" ({} already in the ledger)", counts.already);
  const auto with = [](std::string word, std::string list) {
    const auto blank = list.find(' ');
    return blank == std::string::npos ? list + " " + word : list.insert(blank, " " + word);
  };
  return format("read {} = {} + {} + {}", counts.read, kept, with("skipped", counted(counts.skipped)),
                with("failed", counted(counts.failed)));
}

std::string complaint(std::string_view where, std::string_view reason, std::string_view detail) {
  return format("{}: {}{}{}", where, reason, detail.empty() ? "" : ", ", detail);
}

// ---- Progress and interrupts

ProgressMeter::ProgressMeter(const std::vector<std::string>& files) {
  std::uint64_t sum = 0;
  for (const auto& file : files) {
    before_.push_back(sum);
    std::error_code error;
    const auto size = file == "-" ? 0 : fs::file_size(file, error);
    if (file == "-" || error) {
      before_.clear();
      return;
    }
    sum += size;
  }
  before_.push_back(sum);
}

double ProgressMeter::share(std::size_t file, std::uint64_t offset_in_file) const {
  if (file + 1 >= before_.size() || before_.back() == 0) return -1;
  const auto done = std::min(before_[file] + offset_in_file, before_[file + 1]);
  return static_cast<double>(done) / static_cast<double>(before_.back());
}

void catch_interrupts() {
  struct sigaction action {};
  action.sa_handler = on_interrupt;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}
bool interrupted() { return interrupts > 0; }

}  // namespace readout
