// The tables of data/article/ for tests.
#pragma once
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "article/stage.h"
#include "article/tables.h"

namespace readout {

inline const ArticleRules& test_rules() {
  static const std::vector<std::pair<std::string, std::string>> store = [] {
    std::vector<std::pair<std::string, std::string>> files;
    for (const auto& entry : std::filesystem::directory_iterator(READOUT_SOURCE_DIR "/data/article")) {
      if (!entry.is_regular_file()) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      std::ostringstream bytes;
      bytes << in.rdbuf();
      files.emplace_back("article/" + entry.path().filename().string(), bytes.str());
    }
    return files;
  }();
  static const ArticleRules rules = [] {
    std::vector<TextFile> files;
    for (const auto& [name, text] : store) files.push_back({name, text});
    auto made = ArticleRules::compile(files);
    if (!made) ADD_FAILURE() << made.error().text();
    return made ? *made : *ArticleRules::compile({});
  }();
  return rules;
}
inline const ArticleTables& test_tables() { return test_rules().tables(); }

}  // namespace readout
