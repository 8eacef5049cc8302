// The commands that turn pages into records one at a time: article, document, events, quotes.
#pragma once
#include <functional>
#include <string>

#include "cli/session.h"
#include "readout/note.h"
#include "readout/reading.h"

namespace readout {

struct Filter {
  Step until = Step::quote;
  // What one reading prints, whole lines; called in worker threads.
  std::function<std::string(const Reading&)> render;
  bool blocks = false;  // an empty line between what two pages print
  bool refused = false;  // print pages that are no articles too
  std::string_view extension{};  // of the files with --output-dir
};

// Streams the inputs through the engine to standard output; returns the exit code.
int run_filter(Session& session, const Filter& filter);

}  // namespace readout
