// HTML in UTF-8.
#include "articles.h"

using namespace readout;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Page page;
  page.id = "in";
  page.url = "https://weather.example/2026/03/01/rain.html";
  page.media_type = MediaType::html;
  page.charset = "utf-8";
  page.bytes = fuzz::bytes_of(data, size);
  fuzz::check_page(page);
  return 0;
}
