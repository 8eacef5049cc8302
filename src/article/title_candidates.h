// Everything on a page that may be its title, with what speaks for and against it. title.cc chooses.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "article/blocks.h"
#include "article/choice_model.h"
#include "article/hints.h"
#include "article/page_facts.h"

namespace readout {

struct TitleCandidate {
  std::string text;
  std::string key;  // letters and digits, folded: wordings that differ in marks only are one candidate
  ChoiceModel::Features features;
  NodeId heading = kNoNode;  // when a heading says it
  int order = 0;             // how well its source writes marks: the lowest one's text is kept
};

// data/article/title.tsv.
class TitleWords {
 public:
  static Result<TitleWords> compile(const TextFile& file);
  // Whether a class or id is one of headings that name the site.
  bool site_class(std::string_view value) const;

 private:
  std::vector<std::string> site_classes_;
};

std::span<const std::string_view> title_features();

// Headings and their parts, <title>, <meta>, JSON-LD and microdata, whole and cut at separators; one entry for each key. `names`
// are the folded names of the site (site_names), `url` the page's.
std::vector<TitleCandidate> find_title_candidates(const HtmlTree& tree, const CharRefs& refs, const ClassHints& classes,
                                                  const TitleWords& words, const PageFacts& facts, const Blocks& blocks,
                                                  const std::vector<std::string>& names, std::string_view url);

// Letters and digits of a text, folded.
std::string letters_of(std::string_view text);

}  // namespace readout
