// make_article on given bytes, with the article rules of data/.
#pragma once
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include "article/stage.h"
#include "check.h"

namespace readout::fuzz {

// Read here and not by engine/data_files.h, so that this target needs no other step.
inline const std::vector<TextFile>& article_files() {
  static const std::vector<std::pair<std::string, std::string>> store = [] {
    std::vector<std::pair<std::string, std::string>> files;
    for (const auto& entry : std::filesystem::directory_iterator(READOUT_SOURCE_DIR "/data/article")) {
      if (!entry.is_regular_file()) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      files.emplace_back("article/" + entry.path().filename().string(), std::string(std::istreambuf_iterator<char>(in), {}));
    }
    return files;
  }();
  static const std::vector<TextFile> files = [] {
    std::vector<TextFile> views;
    for (const auto& [name, text] : store) views.push_back({name, text});
    return views;
  }();
  return files;
}

inline const ArticleRules& article_rules() {
  static const ArticleRules rules = std::move(ArticleRules::compile(article_files())).value();
  return rules;
}

inline void check_page(const Page& page) {
  for (const bool keep_all : {false, true}) {
    Notes notes;
    const Article article = make_article(article_rules(), page, {.keep_all = keep_all}, notes);
    check_article(article, notes, static_cast<std::uint32_t>(page.bytes.size()));
  }
}

}  // namespace readout::fuzz
