// The English word lists and model of the source tree, for tests.
#pragma once
#include <fstream>
#include <sstream>
#include <string>

#include "document/lists.h"

namespace readout {

inline std::string read_data(const std::string& name) {
  std::ifstream in(std::string(READOUT_SOURCE_DIR) + "/data/" + name, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

struct EnglishFiles {
  std::vector<std::string> texts;
  std::vector<TextFile> files;
  EnglishFiles() {
    const std::vector<std::string> names = {"abbreviations", "starters", "prefixes", "contractions", "say"};
    for (const auto& name : names) texts.push_back(read_data("lang/en/" + name + ".txt"));
    for (std::size_t i = 0; i < names.size(); ++i) files.push_back({"lang/en/" + names[i] + ".txt", texts[i]});
  }
};

inline const WordLists& test_lists() {
  static const WordLists lists = [] {
    const EnglishFiles english;
    return compile_lists(english.files).value();
  }();
  return lists;
}

}  // namespace readout
