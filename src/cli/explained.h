// Why a sentence was coded as it was: shared by `explain` and `rules try`.
#pragma once
#include <string>

#include "output/terminal.h"
#include "readout/engine.h"

namespace readout {

// For each sentence of the reading: the tree, the mentions with what they were resolved to, every rule its words called up and
// what stopped it, the events and quotations made.
std::string explain_reading(const Engine& engine, const Reading& reading, const Style& style);
std::string explain_reading_json(const Engine& engine, const Reading& reading);  // one object a sentence

// Reads words given on the command line, as they are.
Reading read_words(const Engine& engine, const std::string& words, const std::string& day);

}  // namespace readout
