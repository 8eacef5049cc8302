// Who wrote it: every name that a page offers as its author, with what speaks for it, and the choice among them.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "article/blocks.h"
#include "article/byline.h"
#include "article/choice_model.h"
#include "article/dates.h"
#include "article/page_facts.h"
#include "readout/note.h"

namespace readout {

struct AuthorCandidate {
  std::string name;
  std::string key;  // letters and digits, folded: a name with and without accents is one person
  ChoiceModel::Features features;
};

std::span<const std::string_view> author_features();

// What a page is searched with.
struct AuthorSearch {
  const HtmlTree& tree;
  const CharRefs& refs;
  const PageFacts& facts;
  const Blocks& blocks;
  const ClassHints& classes;
  const BylineWords& words;
  const DateWords& dates;
  NodeId title_node = kNoNode;            // the heading that shows the title
  std::size_t title_block = 0;            // its block; blocks.size() when there is none
  std::string_view title;                 // of the page
  const std::vector<std::string>& sites;  // what the site is called, folded (site_names)
};

// From JSON-LD, <meta>, microdata, rel=author, elements whose class or link is an author's, and lines that begin with "by". In the
// order of the best source. At most 60.
std::vector<AuthorCandidate> find_author_candidates(const AuthorSearch& search);

// Names whose score is above 0, or the best one alone if it is not far below. A note when JSON-LD names other people than the page
// shows.
std::vector<std::string> choose_authors(const std::vector<AuthorCandidate>& candidates, const ChoiceModel& model, Notes& notes);

}  // namespace readout
