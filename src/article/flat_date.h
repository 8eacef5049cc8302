// The publication date of flattened text: its date is a claim, checked against what the body says.
#pragma once
#include <span>

#include "article/flat_head.h"
#include "article/stage.h"
#include "article/tables.h"

namespace readout {

// `whole` is the text with its debris, `body` the text kept, `lines` the dated lines around it that may be its date (see
// flat_head.h); where there are none the lines before the body are looked through. Notes: "date-conflict" when another date is better
// supported or the body speaks against the claim, "date-unsupported" when nothing speaks for it.
PublicationDate choose_flat_date(const ArticleTables& tables, const Page& page, std::string_view whole, std::string_view body,
                                 std::span<const DatedLine> lines, Notes& notes);

}  // namespace readout
