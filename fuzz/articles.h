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

// In valid UTF-8 a range of equal length is a copy, blanks aside; what stands for a reference begins with '&'.
inline void check_copies(const Article& article, std::string_view bytes) {
  for (const Origin& origin : article.origins) {
    const std::string_view page = bytes.substr(origin.page_begin, origin.page_end - origin.page_begin);
    if (page.size() != origin.text.size() || page.find('&') != page.npos) continue;
    for (std::size_t i = 0; i < page.size(); ++i) {
      const char c = article.text[origin.text.begin + i];
      require(c == page[i] || (c == ' ' && (static_cast<unsigned char>(page[i]) < 32 || page[i] == 127)), "a copied range equals its bytes");
    }
  }
}

inline void check_page(const Page& page) {
  for (const bool keep_all : {false, true}) {
    Notes notes;
    const Article article = make_article(article_rules(), page, {.keep_all = keep_all}, notes);
    check_article(article, notes, static_cast<std::uint32_t>(page.bytes.size()));
    if (page.charset == "utf-8" && valid_utf8(page.bytes)) check_copies(article, page.bytes);
  }
}

}  // namespace readout::fuzz
