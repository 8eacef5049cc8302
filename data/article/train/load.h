// What the trainers share: the article step's tables without the weights that are about to be trained.
#pragma once
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "article/stage.h"
#include "base/text_file.h"

namespace readout {

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

// The models in the order they are trained: each reads pages with the answers of those before it, as the engine does, and has no
// need of itself or of those behind it, whose weights may be of other features by then.
inline constexpr std::string_view kTrainingOrder[] = {"title", "authors", "html_blocks", "flat_lines", "flat_head", "dates"};

// Rules of the folder data/article for training `model`, one of the above; nothing after a complaint on stderr.
inline std::optional<ArticleRules> load_for_training(const std::filesystem::path& folder, std::string_view model) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".tsv") paths.push_back(entry.path());
  for (const std::string_view before : kTrainingOrder) {
    if (before == model) break;
    paths.push_back(folder / (std::string(before) + ".weights"));
  }
  std::vector<std::string> texts;
  for (const auto& path : paths) texts.push_back(read_file(path));
  std::vector<TextFile> files;
  for (std::size_t i = 0; i < paths.size(); ++i) files.push_back({"article/" + paths[i].filename().string(), texts[i]});
  auto rules = ArticleRules::compile(files);
  if (rules) return std::move(*rules);
  std::cerr << rules.error().text() << "\n";
  return std::nullopt;
}

}  // namespace readout
