#include "cli/flags.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/date.h"
#include "base/format.h"
#include "base/text.h"
#include "cli/commands.h"

namespace readout {
namespace {

template <class Number>
std::optional<Number> number(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string set_day(std::string& day, std::string_view value) {
  if (value.size() != 10 || !parse_iso(value)) return "needs a day written YYYY-MM-DD";
  day = value;
  return {};
}

std::string set_shard(Options& o, std::string_view value) {
  const auto parts = split(value, '/');
  if (parts.size() != 2) return "needs K/N, such as 17/512";
  const auto k = number<std::uint64_t>(parts[0]), n = number<std::uint64_t>(parts[1]);
  if (!k || !n || *k < 1 || *k > *n) return "needs K/N with K from 1 to N, such as 17/512";
  o.shard = *k - 1;
  o.shards = *n;
  return {};
}

std::string set_max_errors(Options& o, std::string_view value) {
  o.max_errors_share = ends_with(value, "%");
  const auto n = number<double>(o.max_errors_share ? value.substr(0, value.size() - 1) : value);
  if (!n || *n < 0) return "needs a count or a share, such as 20 or 1%";
  o.max_errors = o.max_errors_share ? *n / 100 : *n;
  return {};
}

std::string set_threads(Options& o, std::string_view value) {
  const auto n = number<int>(value);
  if (!n || *n < 0 || *n > 4096) return "needs a number of threads, 0 for one a core";
  o.threads = *n;
  return {};
}

std::string set_epochs(Options& o, std::string_view value) {
  const auto n = number<int>(value);
  if (!n || *n < 1 || *n > 1000) return "needs a number from 1 to 1000";
  o.epochs = *n;
  return {};
}

std::string set_seed(Options& o, std::string_view value) {
  const auto n = number<std::uint64_t>(value);
  if (!n) return "needs a number";
  o.seed = *n;
  return {};
}

std::string set_from(Options& o, std::string_view value) {
  const auto format = parse_input_format(value);
  if (!format) return format.error().message;
  o.from = *format;
  return {};
}

constexpr std::string_view kReaders = "article document events quotes stories compare explain run";
constexpr std::string_view kTemplates = "article document events quotes stories run";
constexpr std::string_view kLedger = "run show export check doctor";

// Rows are in the order in which help prints them: what one command takes first, what all take last.
constexpr std::array kFlags = {
    Flag{"from", 0, "FORMAT", "html|text|jsonl|warc|conllu", kReaders,
         "what the input is; guessed from name and first bytes when not given",
         "jsonl takes one page a line: {\"id\",\"date\",\"url\",\"title\",\"text\"|\"html\"|\"html_base64\"}; for compare one pair a line: "
         "{\"id\",\"a\",\"b\"}. conllu keeps the tokens it is given.",
         set_from},
    Flag{"keep-all", 0, "", "", kReaders, "refuse no page; a text page is taken as it is",
         "A page that is no article (a home page, a search, an error) gives the record it would have given, with the reason in \"refusal\". "
         "Of a text page nothing is removed: offsets are then offsets into the text given.", [](Options& o, std::string_view) { return o.keep_all = true, std::string(); }},
    Flag{"no-templates", 0, "", "", kTemplates, "read each page for itself, at once",
         "Otherwise the inputs are read twice: first to learn which paragraphs recur in different articles of one site (promotions, "
         "biographies, disclaimers), then to read the articles without them. Standard input is put by in TMPDIR for that, so nothing is "
         "printed before it has ended. Inputs of a single page are read once anyway.",
         [](Options& o, std::string_view) { return o.templates = false, std::string(); }},
    Flag{"precision", 0, "", "", kTemplates, "in doubt, leave it out: less debris in the text, more of it lost",
         "Measured figures: docs/formats/article.md.",
         [](Options& o, std::string_view) { return o.lean = Lean::precision, std::string(); }},
    Flag{"recall", 0, "", "", kTemplates, "in doubt, keep it: more of the text, and more debris in it",
         "Measured figures: docs/formats/article.md.",
         [](Options& o, std::string_view) { return o.lean = Lean::recall, std::string(); }},
    Flag{"format", 0, "FORMAT", "text|json|markdown|conllu|csv|tsv|jsonl", "article document export", "how to print it",
         "article: text, json, markdown. document: conllu, text, json. export: csv, tsv, jsonl.",
         [](Options& o, std::string_view v) { return o.format = v, std::string(); }},
    Flag{"draw", 0, "", "", "document", "draw the dependency tree of each sentence", "",
         [](Options& o, std::string_view) { return o.draw = true, std::string(); }},
    Flag{"explain", 0, "", "", "article events", "show why: of an article each block with its score, of events rule and tree",
         "article: each block of the page (line of a text), kept or dropped, with its score (log odds of being article, the block taken "
         "alone), the reason and its first byte in the page; pages that are no articles are shown too. With --json the record has a list "
         "\"blocks\".",
         [](Options& o, std::string_view) { return o.explain = true, std::string(); }},
    Flag{"ledger", 'l', "FILE", "FILE", kLedger, "the ledger [READOUT_LEDGER, else ./news.readout]",
         "One SQLite file; made by `readout run`.", [](Options& o, std::string_view v) { return o.ledger = v, std::string(); }},
    Flag{"date-from", 0, "DAY", "", "run", "pass over pages published before this day", "Pages without a date are kept.",
         [](Options& o, std::string_view v) { return set_day(o.date_from, v); }},
    Flag{"date-to", 0, "DAY", "", "run", "pass over pages published after this day", "Pages without a date are kept.",
         [](Options& o, std::string_view v) { return set_day(o.date_to, v); }},
    Flag{"lang", 0, "XX", "", "run", "keep pages in this language only (may be repeated)",
         "ISO 639-1, such as en. Pages whose language is unknown are kept.",
         [](Options& o, std::string_view v) { return o.languages.emplace_back(v), std::string(); }},
    Flag{"url-filter", 0, "GLOB", "", "run", "keep pages whose URL matches (may be repeated)",
         "* stands for any run of characters and ? for one; a word without them matches anywhere in the URL. Tried before a page is read.",
         [](Options& o, std::string_view v) { return o.url_filters.emplace_back(v), std::string(); }},
    Flag{"shard", 0, "K/N", "", "run", "read only the K-th of N equal shares of the pages",
         "Shares are cut by page id, so they are the same on every machine.", set_shard},
    Flag{"on-error", 0, "WHAT", "skip|stop", "run", "what to do with a damaged record [skip]", "Each is counted and stored either way.",
         [](Options& o, std::string_view v) { return o.stop_on_error = v == "stop", std::string(); }},
    Flag{"max-errors", 0, "N", "", "run", "stop (exit 4) after this many damaged records, or a share: 1%",
         "A share is looked at once 100 records were read, and again at the end.", set_max_errors},
    Flag{"dry-run", 0, "", "", "run", "read and count, write nothing", "",
         [](Options& o, std::string_view) { return o.dry_run = true, std::string(); }},
    Flag{"as", 0, "STYLE", "native|polecat", "export", "whose columns [native]",
         "polecat: the 40 columns of the POLECAT data set; events only.",
         [](Options& o, std::string_view v) { return o.as = v, std::string(); }},
    Flag{"output", 'o', "FILE", "FILE", "article export train", "write here instead of standard output",
         "Written beside the target and moved there when complete.",
         [](Options& o, std::string_view v) { return o.output = v, std::string(); }},
    Flag{"output-dir", 0, "DIR", "DIR", "article", "write one file a page into this folder",
         "Files are named after the page's id (a file's stem, a record's id) with .txt, .md or .json; names that collide are numbered in "
         "the order of the inputs. Nothing is written outside the folder.",
         [](Options& o, std::string_view v) { return o.output_dir = v, std::string(); }},
    Flag{"excel-safe", 0, "", "", "export", "guard cells that a spreadsheet would run as formulas",
         "A cell that begins with = + - @ or a tab gets an apostrophe in front; without this flag cells are exact.",
         [](Options& o, std::string_view) { return o.excel_safe = true, std::string(); }},
    Flag{"treebank", 0, "FILE", "FILE", "train", "a CoNLL-U file with trees (may be repeated)", "",
         [](Options& o, std::string_view v) { return o.treebanks.emplace_back(v), std::string(); }},
    Flag{"ner", 0, "FILE", "FILE", "train", "a file of words with IOB2 entity tags (may be repeated)",
         "Sentences that are in a treebank too are joined with it.",
         [](Options& o, std::string_view v) { return o.entities.emplace_back(v), std::string(); }},
    Flag{"dev", 0, "FILE", "FILE", "train", "a CoNLL-U file to score while training", "",
         [](Options& o, std::string_view v) { return o.dev = v, std::string(); }},
    Flag{"epochs", 0, "N", "", "train", "how often to go through the treebanks", "", set_epochs},
    Flag{"seed", 0, "N", "", "train", "seed of the random numbers [1]", "The same seed and files give the same model.", set_seed},
    Flag{"at", 0, "DAY", "", "actors explain rules", "the day asked about, or on which a sentence is read", "",
         [](Options& o, std::string_view v) { return set_day(o.at, v); }},
    Flag{"json", 0, "", "", "*", "one JSON object a line on standard output", "The records are described in docs/formats/records.md.",
         [](Options& o, std::string_view) { return o.json = true, std::string(); }},
    Flag{"threads", 'j', "N", "", "*", "threads to use [one a core]", "The result does not depend on it.", set_threads},
    Flag{"data", 0, "DIR", "DIR", "*", "a folder laid over the built-in data (may be repeated)",
         "Files in it hide built-in files of the same name; later folders win. READOUT_DATA names folders too, separated by colons.",
         [](Options& o, std::string_view v) { return o.data.emplace_back(v), std::string(); }},
    Flag{"color", 0, "WHEN", "auto|never|always", "*", "colour on standard output [auto: on a terminal]", "NO_COLOR turns auto off.",
         [](Options& o, std::string_view v) {
           o.color = v == "always" ? When::always : v == "never" ? When::never : When::automatic;
           return std::string();
         }},
    Flag{"no-progress", 0, "", "", "*", "no progress line on standard error", "There is none anyway when standard error is not a terminal.",
         [](Options& o, std::string_view) { return o.progress = false, std::string(); }},
    Flag{"quiet", 'q', "", "", "*", "say nothing but errors", "",
         [](Options& o, std::string_view) { return o.quiet = true, std::string(); }},
    Flag{"verbose", 'v', "", "", "*", "say more (twice: still more)", "",
         [](Options& o, std::string_view) { return ++o.verbose, std::string(); }},
    Flag{"help", 'h', "", "", "*", "show this help", "", [](Options& o, std::string_view) { return o.help = true, std::string(); }},
    Flag{"version", 0, "", "", "*", "show the version", "", [](Options& o, std::string_view) { return o.version = true, std::string(); }},
};

const Flag* find_flag(std::string_view name) {
  const auto it = std::find_if(kFlags.begin(), kFlags.end(), [&](const Flag& f) { return f.name == name; });
  return it == kFlags.end() ? nullptr : &*it;
}
const Flag* find_flag(char letter) {
  const auto it = std::find_if(kFlags.begin(), kFlags.end(), [&](const Flag& f) { return f.letter == letter; });
  return it == kFlags.end() || letter == 0 ? nullptr : &*it;
}

Error wrong_use(std::string message, std::string_view command = {}) {
  message += command.empty() ? "; try `readout --help`" : format("; try `readout {} --help`", command);
  return {Error::Code::bad_input, std::move(message), {}};
}

Error unknown_flag(std::string_view shown, std::string_view name, std::string_view command) {
  std::vector<std::string_view> names;
  for (const Flag& flag : kFlags)
    if (command.empty() || flag.applies_to(command)) names.push_back(flag.name);
  std::string message = format("no flag {}", shown);
  if (const auto near = nearest(name, names); !near.empty()) message += format(", did you mean --{}?", near);
  return wrong_use(std::move(message), command);
}

// Where a flag is used: its place in argv, kept until the command is known.
struct Use {
  const Flag* flag;
  std::string value;
};

// Reads one word that starts with a dash, and the value behind it where the flag takes one. `i` moves past what was used.
Result<Done> read_flag(std::string_view word, int& i, int argc, const char* const* argv, std::string_view command, std::vector<Use>& uses) {
  const auto next_value = [&](const Flag& flag) -> Result<std::string> {
    if (i + 1 >= argc)
      return wrong_use(format("--{} needs a value: {}", flag.name, flag.choices.empty() ? flag.value : flag.choices), command);
    return std::string(argv[++i]);
  };
  if (starts_with(word, "--")) {
    const auto equals = word.find('=');
    const std::string_view name = word.substr(2, equals == std::string_view::npos ? equals : equals - 2);
    const Flag* flag = find_flag(name);
    if (flag == nullptr) return unknown_flag(word.substr(0, equals), name, command);
    if (!flag->takes_value()) {
      if (equals != std::string_view::npos) return wrong_use(format("--{} takes no value", name), command);
      uses.push_back({flag, {}});
    } else if (equals != std::string_view::npos) {
      uses.push_back({flag, std::string(word.substr(equals + 1))});
    } else {
      auto value = next_value(*flag);
      if (!value) return value.error();
      uses.push_back({flag, std::move(*value)});
    }
    return Done{};
  }
  for (std::size_t k = 1; k < word.size(); ++k) {
    const Flag* flag = find_flag(word[k]);
    if (flag == nullptr) return unknown_flag(format("-{}", word[k]), word.substr(k), command);
    if (!flag->takes_value()) {
      uses.push_back({flag, {}});
      continue;
    }
    std::string_view rest = word.substr(k + 1);
    if (starts_with(rest, "=")) rest.remove_prefix(1);
    if (!rest.empty()) {
      uses.push_back({flag, std::string(rest)});
    } else {
      auto value = next_value(*flag);
      if (!value) return value.error();
      uses.push_back({flag, std::move(*value)});
    }
    return Done{};
  }
  return Done{};
}

Result<Done> apply(const Use& use, std::string_view command, Options& options) {
  const Flag& flag = *use.flag;
  if (!command.empty() && !flag.applies_to(command))
    return wrong_use(format("--{} is not for {}; it is for: {}", flag.name, command, replace_all(std::string(flag.commands), " ", ", ")),
                     command);
  if (flag.choices.find('|') != std::string_view::npos) {
    const auto choices = split(flag.choices, '|');
    if (std::find(choices.begin(), choices.end(), use.value) == choices.end()) {
      std::string message = format("--{} takes {}, not \"{}\"", flag.name, replace_all(std::string(flag.choices), "|", ", "), use.value);
      if (const auto near = nearest(use.value, choices); !near.empty()) message += format("; did you mean {}?", near);
      return wrong_use(std::move(message), command);
    }
  }
  if (const std::string complaint = flag.apply(options, use.value); !complaint.empty())
    return wrong_use(format("--{} {}: \"{}\"", flag.name, complaint, use.value), command);
  return Done{};
}

}  // namespace

bool Flag::applies_to(std::string_view command) const {
  if (commands == "*") return true;
  const auto list = split(commands, ' ');
  return std::find(list.begin(), list.end(), command) != list.end();
}

std::span<const Flag> flags() { return kFlags; }

std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates) {
  // Optimal string alignment: insert, delete, replace, swap neighbours; names are short, so the full table is cheap.
  const auto distance = [](std::string_view a, std::string_view b) {
    std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
    for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i)
      for (std::size_t j = 1; j <= b.size(); ++j) {
        d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
        if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
      }
    return d[a.size()][b.size()];
  };
  std::string_view best;
  std::size_t best_distance = word.size() / 3 + 2;  // one edit for short words, more for long ones
  if (word.size() > 64) return best;
  for (const auto candidate : candidates) {
    const std::size_t n = starts_with(candidate, word) && word.size() >= 3 ? 1 : distance(word, candidate);
    if (n < best_distance) {
      best = candidate;
      best_distance = n;
    }
  }
  return best;
}

Result<Invocation> parse_command_line(int argc, const char* const* argv) {
  Invocation call;
  std::vector<Use> uses;
  bool only_inputs = false;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (!only_inputs && word == "--") {
      only_inputs = true;
    } else if (!only_inputs && word.size() > 1 && word[0] == '-') {
      const auto read = read_flag(word, i, argc, argv, call.command, uses);
      if (!read) return read.error();
    } else if (call.command.empty()) {
      if (find_command(word) == nullptr) {
        std::vector<std::string_view> names;
        for (const Command& command : commands()) names.push_back(command.name);
        std::string message = format("no command \"{}\"", word);
        if (const auto near = nearest(word, names); !near.empty()) message += format(", did you mean `readout {}`?", near);
        return wrong_use(std::move(message));
      }
      call.command = word;
    } else {
      call.options.inputs.emplace_back(word);
    }
  }
  for (const Use& use : uses) {
    const auto done = apply(use, call.command, call.options);
    if (!done) return done.error();
  }
  return call;
}

}  // namespace readout
