// The table of commands, and what a command is given. One file per command; help, man page and completions walk the table.
#pragma once
#include <span>
#include <string>
#include <string_view>

namespace readout {

class Session;

// Exit codes are an interface: they are documented in `readout --help` and do not change.
enum Exit : int { kDone = 0, kNothing = 1, kCannot = 2, kDamaged = 3, kTooManyErrors = 4, kLedgerTrouble = 5, kInterrupted = 130 };

struct Command {
  std::string_view name;
  std::string_view group;     // heading in the overview; empty: not listed there
  std::string_view usage;     // after "readout NAME "
  std::string_view brief;     // one line
  std::string_view detail;    // paragraphs, separated by an empty line; may be empty
  std::string_view examples;  // lines; shown first
  int (*run)(Session& session);
};

std::span<const Command> commands();
const Command* find_command(std::string_view name);

int run_article(Session&);
int run_document(Session&);
int run_events(Session&);
int run_quotes(Session&);
int run_stories(Session&);
int run_compare(Session&);
int run_run(Session&);
int run_show(Session&);
int run_explain(Session&);
int run_export(Session&);
int run_rules(Session&);
int run_actors(Session&);
int run_check(Session&);
int run_doctor(Session&);
int run_train(Session&);
int run_demo(Session&);
int run_man(Session&);
int run_completion(Session&);
int run_help(Session&);

}  // namespace readout
