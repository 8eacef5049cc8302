// A page taken apart: decoded, its tree, its blocks and its claims, before its text is chosen.
#pragma once
#include "article/authors.h"
#include "article/html_features.h"
#include "article/stage.h"
#include "article/tables.h"

namespace readout {

// All that is known of a page before its blocks are chosen; train/ reads the features of it too.
struct ReadHtml {
  DecodedText decoded;
  HtmlTree tree;
  PageFacts facts;
  Blocks blocks;
  std::vector<TitleCandidate> title_candidates;
  TitleChoice title;
  DateChoice date;
  std::vector<AuthorCandidate> author_candidates;
  std::vector<std::string> authors;
  PageContext context;
  std::string site;

  ReadHtml(const ArticleTables& tables, const Page& page, Notes& notes);
  // What choose_date is asked about; `url` is that of the page. Views into this and the arguments.
  DatePage date_page(const ArticleTables& tables, const Page& page, std::string_view url) const;

 private:
  void find_title_block();
};

}  // namespace readout
