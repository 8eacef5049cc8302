// CoNLL-U: the reader that cuts pages, and read_conllu on its pages and on the bare bytes.
#include "document/conllu.h"
#include "readers.h"

using namespace readout;

namespace {
void check(const Page& page) {
  Notes notes;
  fuzz::check_document(read_conllu(page, notes));
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = fuzz::bytes_of(data, size);
  fuzz::walk(open_conllu({"in", "in", true, fuzz::kLimits}, fuzz::stream_of(bytes)), 1 << 20, [](const Record& record) {
    if (record.kind == Record::Kind::page) check(record.page);
  });
  Page page;
  page.media_type = MediaType::tokens;
  page.bytes = bytes;
  check(page);
  return 0;
}
