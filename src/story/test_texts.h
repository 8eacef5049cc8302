// For the tests of this folder: the rules of data/story/, and texts written for the purpose.
#pragma once
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "story/stage.h"

namespace readout::testing {

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

inline const StoryRules& rules() {
  static const StoryRules compiled = [] {
    std::vector<std::string> names, texts;
    for (const auto& entry : std::filesystem::directory_iterator(std::string(READOUT_SOURCE_DIR) + "/data/story")) {
      names.push_back("story/" + entry.path().filename().string());
      texts.push_back(read_file(entry.path()));
    }
    std::vector<TextFile> files;
    for (std::size_t i = 0; i < names.size(); ++i) files.push_back({names[i], texts[i]});
    auto result = StoryRules::compile(files);
    if (!result) throw std::runtime_error(result.error().text());
    return std::move(*result);
  }();
  return compiled;
}

inline Sketch sketch(const std::string& text) {
  Article article;
  article.text = text;
  return make_sketch(rules(), article);
}

// A text and its sentences, given as a list.
struct Sentences {
  std::string text;
  std::vector<Span> spans;
  explicit Sentences(const std::vector<std::string>& sentences) {
    for (const auto& sentence : sentences) {
      if (!text.empty()) text += '\n';
      const auto begin = static_cast<std::uint32_t>(text.size());
      text += sentence;
      spans.push_back({begin, static_cast<std::uint32_t>(text.size())});
    }
  }
  ComparedText view() const { return {text, spans}; }
};

inline Comparison compare_lists(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const Sentences x(a), y(b);
  return compare(rules(), x.view(), y.view());
}

// A made-up article of `n` sentences: the words are syllables, so no two seeds share a rare word but by chance.
inline std::vector<std::string> made_up_article(std::uint32_t seed, int n) {
  std::mt19937 random(seed);
  const char* syllables[] = {"ka", "vo", "ti", "mer", "lun", "pas", "dor", "e", "gri", "sha", "nu", "bel", "tor", "wi", "zan", "ro"};
  const char* glue[] = {"the", "of", "and", "in", "was", "for", "with", "to"};
  std::vector<std::string> vocabulary;
  for (int i = 0; i < 120; ++i) {
    std::string word;
    for (unsigned k = 0; k < 3 + random() % 2; ++k) word += syllables[random() % 16];
    vocabulary.push_back(word);
  }
  std::vector<std::string> sentences;
  for (int s = 0; s < n; ++s) {
    std::string sentence = "The";
    for (int w = 0; w < 8; ++w)
      sentence += std::string(" ") + vocabulary[random() % vocabulary.size()] + (w % 2 ? std::string(" ") + glue[random() % 8] : "");
    sentences.push_back(sentence + ".");
  }
  return sentences;
}

inline std::string joined(const std::vector<std::string>& sentences, std::size_t first = 0, std::size_t last = 1000000) {
  std::string text;
  for (std::size_t i = first; i < std::min(last, sentences.size()); ++i) text += (text.empty() ? "" : " ") + sentences[i];
  return text;
}

// A report in plain agency style, by us, about nobody.
inline const std::vector<std::string>& ferry_report() {
  static const std::vector<std::string> text = {
      "A ferry with 214 passengers ran aground off the northern harbour on Tuesday after its steering failed, the coast guard said.",
      "Nobody was hurt, but 40 people were taken to a clinic because they had breathed smoke from the engine room.",
      "The transport minister said the ship had passed an inspection in March and that divers would examine its hull.",
      "\"We will publish every page of the maintenance record,\" the minister told reporters on the quay.",
      "The operator cancelled 12 sailings and offered refunds worth $3.5 million to travellers who had booked for the week.",
      "Fishermen who reached the scene first described a loud bang and a smell of burning oil.",
      "An insurer estimated the damage at about 9 million euros, according to a document filed with the exchange.",
      "Environmental groups warned that fuel could drift towards the seal colony near the lighthouse.",
      "The harbour master denied that the channel was too shallow for vessels of this size.",
      "Investigators from the maritime board are expected to finish their report in October."};
  return text;
}

}  // namespace readout::testing
