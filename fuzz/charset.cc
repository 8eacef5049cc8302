// Bytes in any charset. The first line names the charset of the HTTP header ("windows-1252"; empty: none); the rest is the page,
// read as HTML and as text.
#include "articles.h"

using namespace readout;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = fuzz::bytes_of(data, size);
  const auto end = bytes.find('\n');
  Page page;
  page.id = "in";
  page.charset = bytes.substr(0, end);
  if (end != std::string_view::npos) page.bytes = bytes.substr(end + 1);
  for (const MediaType type : {MediaType::html, MediaType::text}) {
    page.media_type = type;
    fuzz::check_page(page);
  }
  return 0;
}
