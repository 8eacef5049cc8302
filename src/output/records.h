// The JSON records of docs/formats/records.md, one object a line (without the line break).
#pragma once
#include <string>
#include <string_view>

#include "readout/ledger.h"
#include "readout/reading.h"

namespace readout {

std::string article_json(const Reading& reading);
std::string document_json(const Reading& reading);
std::string event_json(const Event& event, const Reading& reading);
std::string quote_json(const Quote& quote, const Reading& reading);
std::string story_json(const StoryMember& member);
std::string comparison_json(std::string_view id, const Comparison& comparison, std::string_view a, std::string_view b);

// The same records from a ledger. Events carry n_reports, n_independent and story, articles and quotes what the carrier called
// the article.
std::string article_json(const KeptArticle& kept);
std::string event_json(const KeptEvent& kept, const KeptArticle& lead);
std::string quote_json(const Quote& quote, const KeptArticle& article);
std::string report_json(const KeptReport& report);

// CoNLL-U of a document; see output/conllu.cc.
std::string document_conllu(const Document& document);

}  // namespace readout
