// The command line: parse, find the command, run it. See flags.cc and commands.cc for the two tables behind it.
#include <signal.h>

#include <exception>
#include <new>

#include "cli/flags.h"
#include "cli/help.h"
#include "cli/session.h"

namespace {

int run(int argc, char** argv) {
  using namespace readout;
  auto call = parse_command_line(argc, argv);
  static constexpr Command kNone{};
  const Command* command = call && !call->command.empty() ? find_command(call->command) : &kNone;
  Session session(*command, call ? std::move(call->options) : Options{});
  if (!call) return session.fail(call.error());
  if (session.options.version) {
    session.out.write("readout " + version() + "\n");
  } else if (command == &kNone) {
    session.out.write(session.options.help ? overview(session.style) : greeting());
    return session.options.help ? kDone : kCannot;
  } else if (session.options.help) {
    session.out.write(command_help(*command, session.style));
  } else {
    return command->run(session);
  }
  return kDone;
}

}  // namespace

int main(int argc, char** argv) {
  // A reader that goes away is seen as a failed write, not as a signal.
  signal(SIGPIPE, SIG_IGN);
  try {
    return run(argc, argv);
  } catch (const std::bad_alloc&) {
    readout::Talk(false, 0, false).complain("out of memory; try fewer threads with -j");
  } catch (const std::exception& error) {
    readout::Talk(false, 0, false).complain(std::string("a fault in readout itself, please report it: ") + error.what());
  }
  return readout::kCannot;
}
