// An Article is the clean text of one page and what is known of it: title, byline, site, date, language, tags.
//
// `text` is valid UTF-8, at most 4 MB, paragraphs separated by one empty line ("\n\n"). It is the one text of a Reading: every
// span made later points into it, and it is never copied again. Owns its strings. Values; share freely between threads.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "readout/span.h"

namespace readout {

// A day and where it was read. `value` is "YYYY-MM-DD" in the publisher's own time zone, empty when no date was found.
struct PublicationDate {
  std::string value;
  std::string time;       // "HH:MM:SS" with zone offset if the source gave one ("10:26:20+02:00"), else empty
  std::string from;       // json-ld | meta | time-tag | url | byline | dateline | text | given
  double confidence = 0;  // 0..1
};

// A range of `text` and the bytes of the page it was read from. Ranges of text are ordered and do not overlap; text between
// them was made by us (paragraph breaks). The page range is into Page::bytes as fetched; blanks of every kind are spaces in text.
struct Origin {
  Span text;
  std::uint32_t page_begin = 0;
  std::uint32_t page_end = 0;
};

// What a paragraph of `text` is where it is more than running text. Ranges do not overlap and are ordered; each covers one
// whole paragraph.
enum class PassageKind : unsigned char { heading, item, quote, row };
std::string_view name(PassageKind kind);
struct Passage {
  Span text;
  PassageKind kind = PassageKind::heading;
  std::uint8_t level = 0;  // of a heading, 1..6
};

// Where to err when it is doubtful whether something belongs to the article.
enum class Lean : unsigned char { precision, balanced, recall };

// What became of one block of a page, or of one line of flattened text. Made only when asked for: see ReadOptions::explain.
struct BlockVerdict {
  std::string text;
  bool kept = false;
  double score = 0;    // log odds of being article, the block taken alone; 0 where nothing was scored
  std::string reason;  // kebab-case: "article", "debris", "said-before", "site-template", …
  std::uint32_t page_begin = 0;
  std::uint32_t page_end = 0;  // its bytes in Page::bytes
};

struct Article {
  std::string id;   // Page::id
  std::string url;  // canonical where the page names one, else Page::url
  std::string site;         // host of `url`
  std::string site_name;    // what the page calls its site; not kept in a ledger
  std::string title;
  std::string language;  // ISO 639-1, "" when unknown; read from the text
  PublicationDate date;
  std::string modified;  // "YYYY-MM-DD" or empty
  std::vector<std::string> authors;
  std::vector<std::string> tags;
  std::string section;
  std::string description;  // what the page says of itself in a sentence or two; not kept in a ledger
  std::string image;
  std::string text;
  std::vector<Origin> origins;
  std::vector<Passage> passages;  // headings, list items, quotations and table rows; not kept in a ledger
  std::string refusal;  // why this page is no article ("home-page", "no-text", …); empty when it is one
};

}  // namespace readout
