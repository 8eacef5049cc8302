// Finds who said it: the cue and the speaker of a quotation, from the tree where it is sound and from the words beside the marks
// where it is not (parsers are at their worst around quotation marks).
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "quote/cues.h"
#include "readout/document.h"
#include "readout/mention.h"
#include "readout/quote.h"

namespace readout {

inline constexpr std::uint32_t kNone = Document::kNoToken;

// A document with what this step asks of its trees again and again. Borrows the document: lives on the stack of find_quotes.
struct TreeView {
  const Document& document;
  std::span<const Mention> mentions;
  const QuoteRules::Parts& rules;
  std::vector<std::uint32_t> head;         // absolute, kNone for roots
  std::vector<std::uint32_t> sentence;     // of each token
  std::vector<std::uint32_t> left, right;  // subtree [left, right) of each token
  std::vector<std::vector<std::uint32_t>> children;

  TreeView(const Document& d, std::span<const Mention> m, const QuoteRules::Parts& r);
  std::uint32_t child(std::uint32_t token, std::string_view relation) const;  // first child by base relation, or kNone
  std::uint8_t takes(std::uint32_t token) const { return cue_takes(rules, document.lemma(token)); }
  bool is_verb(std::uint32_t token) const;
  std::uint32_t token_at(std::uint32_t byte) const;  // first token that ends after `byte`; the number of tokens if none
  Span bytes(std::uint32_t first, std::uint32_t last) const;
};

// Who said it and how that shows. `speaker` is the head token of the speaker's noun phrase.
struct Attribution {
  std::uint32_t cue = kNone;
  std::uint32_t speaker = kNone;
  bool near = false;  // found beside the marks rather than in the tree
};

// The grammatical speaker of a cue verb: its subject, or that of the verb it hangs on (X spoke, saying …), or the agent.
std::uint32_t speaker_of(const TreeView& view, std::uint32_t cue);

// Tokens [first, last) of the noun phrase with this head, without relative clauses and what follows a comma.
std::pair<std::uint32_t, std::uint32_t> noun_phrase(const TreeView& view, std::uint32_t head);

Party make_party(const TreeView& view, std::uint32_t speaker);

// The attribution beside tokens [first, last) that stand inside marks. `low` and `high` bound the search: the ends of the
// neighbouring segments or of the paragraph.
Attribution find_after(const TreeView& view, std::uint32_t last, std::uint32_t high);
Attribution find_before(const TreeView& view, std::uint32_t first, std::uint32_t low);

}  // namespace readout
