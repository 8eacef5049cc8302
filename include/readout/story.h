// A Story is a set of articles that are copies or rewrites of one text. Here too: the Sketch by which candidates are found,
// and the Comparison of two texts sentence by sentence.
//
// Values; no pointers between articles, only ids. Grouping is independent of input order and thread count.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "readout/span.h"

namespace readout {

// What grouping needs to know of an article, small enough to keep for millions (about 2 KB for a news article of 500 words).
// Made by make_sketch (story/stage.h); pure.
//
//   chain   content stems (hashed), each once, in the order of their first place in the text
//   keys    a sample, by hash, of the unordered pairs of rare stems that stand near each other: the index of candidates
//   facts   names and numbers (hashed), sorted: what a rewriter cannot help carrying over
struct Sketch {
  std::vector<std::uint32_t> chain;
  std::vector<std::uint32_t> keys;
  std::vector<std::uint32_t> facts;
  std::uint64_t text_hash = 0;  // of all words in order: equal for texts that differ in layout and case alone
  std::uint32_t n_words = 0;
};

// Stored in the ledger: do not change the numbers.
enum class CopyKind : std::uint8_t {
  original = 0,    // no parent known
  copy = 1,        // the same text, perhaps with debris
  excerpt = 2,     // a part of it
  rewrite = 3,     // reworded, same order of facts
  update = 4,      // same outlet, later, more facts
  same_story = 5,  // independent coverage of the same event: linked, not merged
  unrelated = 6,
};
std::string_view name(CopyKind kind);

struct StoryMember {
  std::string article;
  std::string story;  // id of the story: the hash of its smallest member id
  CopyKind kind = CopyKind::original;
  std::string parent;                // article id, empty when none; siblings of a lost source have none
  double score = 0;                  // likeness to the parent, or to the nearest member, 0..1
  std::string event_date;            // best supported date of the story's event, empty when unknown
  std::string reason;                // one clause for people
  std::vector<std::string> related;  // ids of other stories that tell the same event independently; sorted
};

enum class LinkRelation : std::uint8_t { same = 0, paraphrase = 1, only_a = 2, only_b = 3, boilerplate = 4 };
std::string_view name(LinkRelation relation);

// Sentences of A (indexes) that say what sentences of B say. Many to many.
struct SentenceLink {
  std::vector<std::uint32_t> a;
  std::vector<std::uint32_t> b;
  LinkRelation relation = LinkRelation::same;
  double score = 0;
};

// One thing that differs. `kind`: number date name location quote negation qualifier inserted dropped actor meaning agency
// marks_lost. `severity` 1 (mention it) to 3 (changes what was said). Spans are into the text of A and of B.
struct Difference {
  std::string kind;
  int severity = 1;
  std::optional<Span> a, b;
  std::optional<std::uint32_t> a_sentence, b_sentence;
  std::string note;
};

struct Comparison {
  CopyKind relation = CopyKind::unrelated;
  double score = 0;
  std::vector<SentenceLink> links;
  std::vector<Difference> differences;  // most severe first, then by place in A
  // Quotations and pronouns of a text that is reworded throughout: changed, but no more than everything around them. By place in A.
  std::vector<Difference> reworded;
};

}  // namespace readout
