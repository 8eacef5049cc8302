// The one table of flags. Parsing, `--help`, the man page and the shell completions are all derived from it: a flag is added by
// one row in flags.cc and nothing else. See docs/decisions/0006-own-flag-table.md.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "cli/options.h"
#include "readout/result.h"

namespace readout {

struct Flag {
  std::string_view name;      // long, without dashes
  char letter;                // short, or 0
  std::string_view value;     // name of the value for people; empty for a switch
  std::string_view choices;   // "a|b|c" when only these are taken; FILE or DIR for completion; empty for free text
  std::string_view commands;  // blank-separated; "*" for all
  std::string_view brief;     // one line of help
  std::string_view detail;    // the rest, for the man page; may be empty
  // Sets the option; returns a complaint, or an empty string. `value` is one of the choices where there are some.
  std::string (*apply)(Options& options, std::string_view value);

  bool takes_value() const { return !value.empty(); }
  bool applies_to(std::string_view command) const;
};

std::span<const Flag> flags();

// What the words after the program's name ask for. `command` is empty when none was named (bare call, `--help`, `--version`).
struct Invocation {
  std::string command;
  Options options;
};

// Reads argv. Flags may stand before or after the command, `--name=value` and `--name value` are the same, short switches may
// be joined (-qv), `--` ends the flags, `-` is an input. Errors say what to try.
Result<Invocation> parse_command_line(int argc, const char* const* argv);

// The candidate nearest to `word` by edits, or nothing when none is near.
std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace readout
