// CoNLL-U in: a Document whose sentences and tokens are given. Source: https://universaldependencies.org/format.html
#pragma once
#include <array>
#include <functional>
#include <string_view>
#include <vector>

#include "readout/document.h"
#include "readout/note.h"
#include "readout/page.h"

namespace readout {

inline constexpr std::size_t kConlluColumns = 10;

// One line of a sentence, as views into the text that was read.
struct ConlluRow {
  enum class Kind : unsigned char { word, range, empty };
  std::array<std::string_view, kConlluColumns> columns;  // ID FORM LEMMA UPOS XPOS FEATS HEAD DEPREL DEPS MISC
  Kind kind = Kind::word;
};
struct ConlluSentence {
  std::vector<std::string_view> comments;  // whole lines, with '#'
  std::vector<ConlluRow> rows;
  std::size_t line = 0;  // of its first line, counted from 1
};

// Calls `take` for each sentence and `broken(line number, why)` for each line that is no CoNLL-U; such lines are left out.
// Lines may have fewer columns than ten: an ID and a form are enough, the others count as "_".
void read_conllu_sentences(std::string_view text, const std::function<void(ConlluSentence&)>& take,
                           const std::function<void(std::size_t, std::string_view)>& broken);

// Sentences of the page's bytes. The text is the words joined by blanks (none after SpaceAfter=No), sentences by line breaks,
// an empty line where `# newdoc` or `# newpar` stands. Broken lines are noted with their number ("conllu-line").
Document read_conllu(const Page& page, Notes& notes);

}  // namespace readout
