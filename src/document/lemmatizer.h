// Lemmas by rules learnt from a treebank: for a tag and an ending, what to cut and what to add; whole words where the rules fail.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "readout/result.h"

namespace readout {

// A change of a form into its lemma: "l2y" lower-case it, cut two bytes, add "y"; "k0" leave it as it is.
struct LemmaScript {
  bool lower = true;
  std::uint32_t cut = 0;
  std::string add;
  friend bool operator==(const LemmaScript&, const LemmaScript&) = default;
};
LemmaScript lemma_script(std::string_view form, std::string_view lemma);
std::string apply_script(const LemmaScript& script, std::string_view form);
std::string write(const LemmaScript& script);

inline constexpr std::size_t kLongestEnding = 6;  // bytes

class Lemmatizer {
 public:
  // Lines of "tag<tab>ending<tab>script" or "tag<tab>=word<tab>script"; an ending may be empty.
  static Result<Lemmatizer> compile(std::string_view text);
  std::string lemma(std::string_view form, std::string_view tag) const;

 private:
  const LemmaScript* find(std::string_view form, std::string_view tag) const;
  std::vector<LemmaScript> scripts_;
  std::unordered_map<std::uint64_t, std::uint32_t> rules_;  // hash of tag and ending or word → script
};

}  // namespace readout
