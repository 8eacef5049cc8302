// A Reading is everything one page says: the article, its sentences and trees, mentions, events, quotes, sketch and notes.
//
// Self-contained: move it, store it, send it to another process; all spans point into document.article.text. Owns everything.
#pragma once
#include <string>
#include <vector>

#include "readout/document.h"
#include "readout/event.h"
#include "readout/mention.h"
#include "readout/note.h"
#include "readout/quote.h"
#include "readout/story.h"

namespace readout {

struct Reading {
  std::string source;  // Page::source
  std::uint64_t source_begin = 0;
  std::uint32_t page_size = 0;  // bytes
  Document document;            // document.article is the Article
  std::vector<Mention> mentions;
  std::vector<Event> events;
  std::vector<Quote> quotes;
  Sketch sketch;
  Notes notes;
  std::vector<BlockVerdict> blocks;  // with ReadOptions::explain: what became of each block of the page, in page order

  const Article& article() const { return document.article; }
};

}  // namespace readout
