// JSON Lines, as pages and as pairs.
#include "readers.h"

using namespace readout;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = fuzz::bytes_of(data, size);
  fuzz::walk(open_jsonl({"in", "in", true, fuzz::kLimits}, fuzz::stream_of(bytes)), 1 << 20, [](const Record& record) {
    const Page& page = record.page;
    for (const std::string* text : {&page.id, &page.url, &page.title, &page.date})
      fuzz::require(valid_utf8(*text), "fields are valid UTF-8");
    fuzz::require(page.charset != "utf-8" || valid_utf8(page.bytes), "text from JSON is valid UTF-8");
  });
  const auto pairs = open_jsonl_pairs("in", fuzz::stream_of(bytes), fuzz::kLimits);
  for (;;) {
    const PairRecord pair = pairs->next();
    if (pair.kind == PairRecord::Kind::end) break;
    fuzz::require(pair.kind == PairRecord::Kind::pair || !pair.reason.empty(), "what is lost has a reason");
  }
  return 0;
}
