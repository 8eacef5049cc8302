// What a WARC record holds, once its borders are known.
#pragma once
#include <string_view>

#include "page/http.h"

namespace readout {

// The page in a response, resource or conversion record, or why there is none. Leaves `where`, id, source and source_begin to
// the caller.
Record make_warc_record(const FieldsView& fields, std::string_view block, const PageLimits& limits);

}  // namespace readout
