#include "train/lemma_rules.h"

#include <algorithm>
#include <map>

#include "base/format.h"
#include "base/text.h"
#include "base/utf8.h"
#include "document/lemmatizer.h"

namespace readout::training {
namespace {

constexpr int kLeastForms = 2;  // different forms that must agree before an ending becomes a rule

using Votes = std::map<std::string, int>;  // script → count

std::string best(const Votes& votes) {
  return std::max_element(votes.begin(), votes.end(), [](const auto& a, const auto& b) { return a.second < b.second; })->first;
}

struct Tag {
  std::map<std::string, Votes> words;    // lower-case form → scripts
  std::map<std::string, Votes> endings;  // ending → scripts, one vote a form
};

}  // namespace

std::string learn_lemma_rules(const std::vector<Example>& examples, const TagSets& tags) {
  std::map<std::string, Tag> by_tag;
  for (const Example& example : examples)
    for (std::size_t i = 0; i < example.lemmas.size(); ++i) {
      const auto& lemma = example.lemmas[i];
      if (lemma.empty() || lemma.find_first_of("\t\n") != std::string::npos) continue;
      const std::string word = replace_all(to_lower(example.forms[i]), "\xE2\x80\x99", "'");
      ++by_tag[tags.xpos.names()[example.xpos[i]]].words[word][write(lemma_script(example.forms[i], lemma))];
    }
  std::string out;
  for (auto& [name, tag] : by_tag) {
    const std::string key = name == "_" ? "" : name;
    for (const auto& [word, votes] : tag.words) {
      const std::string script = best(votes);
      for (std::size_t n = 0; n <= std::min(kLongestEnding, word.size()); ++n)
        if (n == word.size() || (static_cast<unsigned char>(word[word.size() - n]) & 0xC0) != 0x80)
          ++tag.endings[word.substr(word.size() - n)][script];
    }
    // Short endings first: a longer one is kept only where it says something else than the shorter ones.
    std::map<std::string, std::string> kept;
    const auto said = [&](const std::string& word, std::size_t longest) -> const std::string* {
      for (std::size_t n = std::min(longest, word.size());; --n) {
        const auto it = kept.find(word.substr(word.size() - n));
        if (it != kept.end()) return &it->second;
        if (n == 0) return nullptr;
      }
    };
    for (std::size_t n = 0; n <= kLongestEnding; ++n)
      for (const auto& [ending, votes] : tag.endings) {
        if (ending.size() != n) continue;
        int all = 0;
        for (const auto& [script, count] : votes) all += count;
        const std::string script = best(votes);
        const std::string* shorter = n == 0 ? nullptr : said(ending, n - 1);
        if (n > 0 && (votes.at(script) < kLeastForms || votes.at(script) * 2 <= all)) continue;
        if (shorter == nullptr || *shorter != script) kept[ending] = script;
      }
    for (const auto& [ending, script] : kept) out += format("{}\t{}\t{}\n", key, ending, script);
    for (const auto& [word, votes] : tag.words) {
      const std::string script = best(votes);
      const std::string* rule = said(word, kLongestEnding);
      if (rule == nullptr || *rule != script) out += format("{}\t={}\t{}\n", key, word, script);
    }
  }
  return out;
}

}  // namespace readout::training
