#include "cli/help.h"

#include "base/format.h"
#include "base/text.h"
#include "base/utf8.h"
#include "cli/flags.h"
#include "readout/engine.h"

namespace readout {
namespace {

constexpr std::string_view kExitCodes =
    "0 done · 1 nothing found, or differs (compare) · 2 wrong use or cannot start · 3 done, some records damaged (counted) · 4 stopped by "
    "--max-errors · 5 ledger busy, corrupt or from a newer version · 130 interrupted, the ledger can be resumed";

std::string flag_head(const Flag& flag) {
  std::string head = flag.letter == 0 ? "    " : format("-{}, ", flag.letter);
  head += format("--{}", flag.name);
  if (flag.takes_value()) head += format(" {}", flag.value);
  return head;
}

// `general`: the flags that all commands take; else those of this command.
std::string flag_list(std::string_view command, bool general, const Style& style) {
  constexpr int kColumn = 26;
  const std::string indent(kColumn, ' ');
  std::string out;
  for (const Flag& flag : flags()) {
    if ((flag.commands == "*") != general || !flag.applies_to(command)) continue;
    const std::string head = "  " + flag_head(flag);
    std::string text(flag.brief);
    if (flag.choices.find('|') != std::string_view::npos) text += format(" ({})", replace_all(std::string(flag.choices), "|", ", "));
    if (display_width(head) + 2 > kColumn) {
      out += head + "\n" + wrap(text, style, indent);
    } else {
      out += wrap(text, style, indent, {}, pad(head, kColumn));
    }
  }
  return out;
}

std::string indented(std::string_view lines) {
  std::string out;
  for (const auto line : split(lines, '\n')) out += line.empty() ? "\n" : format("  {}\n", line);
  return out;
}

}  // namespace

std::string greeting() {
  return "readout reads what the press writes about states and leaders and keeps the\n"
         "record straight: article, events, quotations, and which page copied which.\n"
         "\n"
         "  readout events page.html                       who did what to whom, when\n"
         "  readout run -l news.readout pages/             read a folder into a ledger\n"
         "\n"
         "One page:    article document events quotes       Many: stories compare\n"
         "With ledger: run show export check                Care: explain doctor\n"
         "\n"
         "`readout --help` lists the commands, `readout COMMAND --help` explains one.\n";
}

std::string overview(const Style& style) {
  std::string out = "readout — what the press writes about states and leaders, kept straight\n\n";
  out += indented(
      "readout events page.html\nreadout stories pages/*.html\nreadout compare a.txt b.txt\nreadout run -l news.readout pages/\nreadout "
      "export -l news.readout events --format csv -o events.csv");
  out += "\nUsage: readout COMMAND [flags] [inputs…]\n       an input is a file, a folder, a glob, or - for standard input\n";
  std::string_view group;
  for (const Command& command : commands()) {
    if (command.group.empty()) continue;
    if (command.group != group) out += "\n" + paint(style, Paint::bold, group = command.group) + "\n";
    out += wrap(command.brief, style, "              ", {}, pad("  " + std::string(command.name), 14));
  }
  out += "\n" + paint(style, Paint::bold, "Flags on all commands") + "\n" + flag_list("", true, style);
  out += "\n" + paint(style, Paint::bold, "Exit codes") + "\n" + wrap(kExitCodes, style, "  ");
  out += "\n" + wrap("Data goes to standard output, talk to standard error. What was read always adds up: read = kept + skipped + failed.",
                     style, "");
  return out;
}

std::string command_help(const Command& command, const Style& style) {
  std::string out = paint(style, Paint::bold, format("readout {}", command.name)) + format(" — {}\n\n", command.brief);
  out += indented(command.examples);
  out += format("\nUsage: readout {} {}\n", command.name, command.usage);
  if (!command.detail.empty()) {
    const std::string detail = replace_all(std::string(command.detail), "\n\n", "\x01");
    for (const auto paragraph : split(detail, '\x01')) out += "\n" + wrap(paragraph, style, "");
  }
  if (const auto own = flag_list(command.name, false, style); !own.empty()) out += "\n" + paint(style, Paint::bold, "Flags") + "\n" + own;
  out += "\n" + paint(style, Paint::bold, "Flags on all commands") + "\n" + flag_list(command.name, true, style);
  return out;
}

// ---- the man page

namespace {

std::string troff(std::string_view text) {
  std::string out = replace_all(replace_all(std::string(text), "\\", "\\e"), "-", "\\-");
  out = replace_all(std::move(out), "\n.", "\n\\&.");
  if (!out.empty() && (out[0] == '.' || out[0] == '\'')) out.insert(0, "\\&");
  std::string ascii;
  for (std::size_t at = 0; at < out.size();) {
    const Rune rune = rune_at(out, at);
    ascii += rune.value < 0x80 ? out.substr(at, 1) : format("\\[u{:04X}]", static_cast<unsigned>(rune.value));
    at += rune.size;
  }
  return ascii;
}

std::string troff_flag(const Flag& flag) {
  std::string out = ".TP\n.B ";
  if (flag.letter != 0) out += format("\\-{}, ", flag.letter);
  out += "\\-\\-" + troff(flag.name);
  if (flag.takes_value()) out += " " + troff(flag.choices.find('|') == std::string_view::npos ? flag.value : flag.choices);
  out += "\n" + troff(flag.brief) + ".\n";
  if (!flag.detail.empty()) out += troff(flag.detail) + "\n";
  if (flag.commands != "*") out += troff(format("For: {}.", replace_all(std::string(flag.commands), " ", ", "))) + "\n";
  return out;
}

}  // namespace

std::string manual_page() {
  std::string out = format(".TH READOUT 1 \"\" \"readout {}\" \"User Commands\"\n", version());
  out += ".SH NAME\nreadout \\- what the press writes about states and leaders, kept straight\n";
  out += ".SH SYNOPSIS\n.B readout\n.I command\n[\\fIflags\\fR] [\\fIinputs\\fR...]\n";
  out +=
      ".SH DESCRIPTION\nReads news pages; finds the article in each, its events (who did what to whom, when) and quotations, and which "
      "pages are copies\n"
      "of which; keeps it all in one SQLite file. An input is a file, a folder, a glob, or \\- for standard input.\n.SH COMMANDS\n";
  for (const Command& command : commands()) {
    if (command.group.empty()) continue;
    out += format(".SS readout {} {}\n{}.\n", troff(command.name), troff(command.usage), troff(command.brief));
    if (!command.detail.empty()) out += ".PP\n" + replace_all(troff(command.detail), "\n\n", "\n.PP\n") + "\n";
    out += ".PP\n.nf\n" + troff(command.examples) + "\n.fi\n";
  }
  out += ".SH OPTIONS\n";
  for (const Flag& flag : flags()) out += troff_flag(flag);
  out += ".SH EXIT STATUS\n" + troff(kExitCodes) + ".\n";
  out +=
      ".SH ENVIRONMENT\n.TP\n.B READOUT_LEDGER\nThe ledger to use when \\-\\-ledger is not given.\n.TP\n.B READOUT_DATA\n"
      "Data folders laid over the built\\-in data, separated by colons.\n.TP\n.B NO_COLOR\nWhen set and not empty, no colour unless "
      "\\-\\-color always.\n";
  return out;
}

// ---- completions

namespace {

std::string flag_words(std::string_view command) {
  std::string out;
  for (const Flag& flag : flags())
    if (flag.applies_to(command)) out += (out.empty() ? "--" : " --") + std::string(flag.name);
  return out;
}

std::string quoted(std::string_view text) { return "'" + replace_all(std::string(text), "'", "'\\''") + "'"; }

std::string command_names() {
  std::string names;
  for (const Command& command : commands()) names += (names.empty() ? "" : " ") + std::string(command.name);
  return names;
}

std::string bash_completion() {
  std::string out =
      "# bash completion of readout\n_readout() {\n  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command= word\n"
      "  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do [[ $word != -* ]] && { command=$word; break; }; done\n  case $prev in\n";
  for (const Flag& flag : flags()) {
    if (!flag.takes_value()) continue;
    const std::string names = format("--{}{}", flag.name, flag.letter == 0 ? "" : format("|-{}", flag.letter));
    if (flag.choices.find('|') != std::string_view::npos)
      out += format("    {}) COMPREPLY=($(compgen -W \"{}\" -- \"$cur\")); return;;\n", names,
                    replace_all(std::string(flag.choices), "|", " "));
    else
      out += format("    {}) COMPREPLY=({}); return;;\n", names,
                    flag.choices == "DIR"    ? "$(compgen -d -- \"$cur\")"
                    : flag.choices == "FILE" ? "$(compgen -f -- \"$cur\")"
                                             : "");
  }
  out += format(
      "  esac\n  if [[ -z $command ]]; then COMPREPLY=($(compgen -W \"{}\" -- \"$cur\")); return; fi\n  if [[ $cur == -* ]]; then\n    "
      "case $command in\n",
      command_names());
  for (const Command& command : commands())
    out += format("      {}) COMPREPLY=($(compgen -W \"{}\" -- \"$cur\"));;\n", command.name, flag_words(command.name));
  return out + "    esac\n    return\n  fi\n  COMPREPLY=($(compgen -f -- \"$cur\"))\n}\ncomplete -o filenames -F _readout readout\n";
}

std::string zsh_completion() {
  std::string out = "#compdef readout\n# zsh completion of readout\n_readout() {\n  local -a commands=(\n";
  for (const Command& command : commands()) out += format("    {}\n", quoted(format("{}:{}", command.name, command.brief)));
  out += "  )\n  if (( CURRENT == 2 )); then _describe command commands; return; fi\n  case $words[2] in\n";
  for (const Command& command : commands()) {
    out += format("    {}) _arguments", command.name);
    for (const Flag& flag : flags()) {
      if (!flag.applies_to(command.name)) continue;
      const std::string text = replace_all(replace_all(std::string(flag.brief), "[", "("), "]", ")");
      std::string value;
      if (flag.takes_value())
        value = format(":{}:{}", flag.value,
                       flag.choices == "FILE"  ? "_files"
                       : flag.choices == "DIR" ? "_files -/"
                       : flag.choices.empty()  ? " "
                                               : "(" + replace_all(std::string(flag.choices), "|", " ") + ")");
      out += " " + quoted(format("--{}[{}]{}", flag.name, replace_all(text, ":", "\\:"), value));
      if (flag.letter != 0) out += " " + quoted(format("-{}[{}]{}", flag.letter, replace_all(text, ":", "\\:"), value));
    }
    out += " '*:input:_files';;\n";
  }
  return out + "  esac\n}\n_readout \"$@\"\n";
}

std::string fish_completion() {
  std::string out = "# fish completion of readout\n";
  for (const Command& command : commands())
    out += format("complete -c readout -n __fish_use_subcommand -f -a {} -d {}\n", command.name, quoted(command.brief));
  for (const Flag& flag : flags()) {
    out += "complete -c readout";
    if (flag.commands != "*") out += " -n " + quoted(format("__fish_seen_subcommand_from {}", flag.commands));
    out += format(" -l {}", flag.name);
    if (flag.letter != 0) out += format(" -s {}", flag.letter);
    if (flag.takes_value())
      out +=
          flag.choices.find('|') != std::string_view::npos ? " -x -a " + quoted(replace_all(std::string(flag.choices), "|", " ")) : " -r";
    out += " -d " + quoted(flag.brief) + "\n";
  }
  return out;
}

}  // namespace

std::string completion_script(std::string_view shell) {
  return shell == "bash" ? bash_completion() : shell == "zsh" ? zsh_completion() : shell == "fish" ? fish_completion() : std::string();
}

}  // namespace readout
