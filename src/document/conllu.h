// CoNLL-U in: a Document whose sentences and tokens are given. Source: https://universaldependencies.org/format.html
#pragma once
#include "readout/document.h"
#include "readout/note.h"
#include "readout/page.h"

namespace readout {

// Sentences of the page's bytes. The text is the words joined by blanks (none after SpaceAfter=No), sentences by line breaks.
Document read_conllu(const Page& page, Notes& notes);

}  // namespace readout
