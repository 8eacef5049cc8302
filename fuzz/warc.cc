// WARC records, HTTP heads, chunks, gzip and zstd members.
#include "readers.h"

using namespace readout;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = fuzz::bytes_of(data, size);
  // A decompressed archive may hold 200 times as many records as the file has bytes.
  fuzz::walk(open_warc({"in", "in", true, fuzz::kLimits}, fuzz::stream_of(bytes)), 1 << 20, [](const Record& record) {
    fuzz::require(record.kind != Record::Kind::page || record.page.id == page_id(record.page.url, record.page.bytes),
                  "the id is the hash of url and bytes");
  });
  return 0;
}
