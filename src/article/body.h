// The text of an article: which blocks of the page it is made of, or which script holds it.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "article/read_html.h"

namespace readout {

// Why a block was kept or dropped.
struct BlockReason {
  double score = 0;  // log odds of being article
  std::string_view reason = "debris";
};

struct Chosen {
  std::vector<std::size_t> blocks;  // indices, ascending
  std::size_t words = 0;
  std::vector<BlockReason> reasons;  // one a block of the page, if asked for
};

// What became the text of an article.
struct Body {
  std::vector<std::size_t> blocks;  // of the page, ascending
  std::size_t words = 0;
  bool from_script = false;  // the text is not that of `blocks`
};

// Added to the score of each block: what a user's leaning is worth.
constexpr double lean_bias(Lean lean) { return lean == Lean::precision ? -1.5 : lean == Lean::recall ? 1.5 : 0; }

// `bias` is added to each block's score.
// The blocks that are likelier article than not, at least a few if the page has any, each thing said once. `scores` are log odds
// of being article, one a block, as BodyModel gives them; `bias` is added to each.
Chosen choose_blocks(const Blocks& blocks, std::span<const float> scores, double bias = 0, bool with_reasons = false);

// Appends the chosen blocks as paragraphs to article.text, with what they are and, if asked, their origins.
void write_text(const ReadHtml& read, const Blocks& blocks, const std::vector<std::size_t>& chosen, Article& article, bool with_origins);

// Fills article.text: the chosen blocks, or the body a script holds where the page itself shows much less (noted).
Body write_body(const ArticleTables& tables, const ReadHtml& read, const ArticleOptions& options, Article& article, Notes& notes);

}  // namespace readout
