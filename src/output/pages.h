// Readings for people: what the commands print when --json is not given. Lines fit style.width columns; each function returns
// whole lines, or nothing when there is nothing to show. Machines should read records (output/records.h) instead.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "output/terminal.h"
#include "readout/reading.h"

namespace readout {

std::string article_page(const Reading& reading, const Style& style);
// Each block of the page in one line: kept or dropped, score, first byte in the page, reason, text.
std::string blocks_page(const Reading& reading, const Style& style);
std::string article_markdown(const Reading& reading);

std::string document_page(const Document& document, const Style& style);  // one sentence a paragraph, with tags below the words
std::string draw_tree(const Document& document, const Sentence& sentence, const Style& style);
std::string document_trees(const Document& document, const Style& style);

std::string article_line(const Article& article, const Style& style);  // heading above events and quotes of one article
std::string event_entry(const Event& event, std::string_view text, const Style& style);
std::string quote_entry(const Quote& quote, std::string_view text, const Style& style);
std::string party_name(const Party& party, std::string_view text);  // "Antony Blinken (USA GOV)"
std::string mention_entry(const Mention& mention, const Reading& reading, const Style& style);

// What the story pages need to know of an article.
struct StoryLine {
  std::string title, site, date;
};
// Stories of two and more first, largest first; then, in one line each, those that stand alone.
std::string stories_page(std::vector<StoryMember> members, const std::map<std::string, StoryLine>& articles, const Style& style);

struct ComparedSide {
  std::string name;  // file name
  std::string text;
  std::vector<Span> sentences;
};
std::string comparison_page(const Comparison& comparison, const ComparedSide& a, const ComparedSide& b, const Style& style);
std::string comparison_summary(const Comparison& comparison);  // one line, without a line break

}  // namespace readout
