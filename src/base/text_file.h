// A data file by name and content. Compilers of rules and word lists take these, never paths: only engine/data_files.cc reads
// the disk, so every compiler can be tested with a string and complain with "name:line".
#pragma once
#include <string>
#include <string_view>

namespace readout {

struct TextFile {
  std::string name;       // relative to the data folder: "actors/leaders.tsv"
  std::string_view text;  // UTF-8; owned by whoever loaded it, valid while the compiler runs
};

// What follows the last slash of a data file's name.
std::string_view file_stem(std::string_view name);

}  // namespace readout
