// The publication date of flattened text: its date is a claim, checked against what the body says.
#pragma once
#include "article/stage.h"
#include "article/tables.h"

namespace readout {

// `whole` is the text with its debris, `body` the text kept. Notes: "date-conflict" when another date is better supported or
// the body speaks against the claim, "date-unsupported" when nothing speaks for it.
PublicationDate choose_flat_date(const ArticleTables& tables, const Page& page, std::string_view whole, std::string_view body,
                                 Notes& notes);

}  // namespace readout
