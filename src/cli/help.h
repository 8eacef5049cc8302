// Text derived from the two tables: overview, help of one command, man page, shell completions.
#pragma once
#include <string>
#include <string_view>

#include "cli/commands.h"
#include "output/terminal.h"

namespace readout {

std::string greeting();                    // bare `readout`: ten lines and two examples
std::string overview(const Style& style);  // `readout --help`
std::string command_help(const Command& command, const Style& style);
std::string manual_page();  // troff, section 1
// Completion script for "bash", "zsh" or "fish"; empty for another shell.
std::string completion_script(std::string_view shell);

}  // namespace readout
