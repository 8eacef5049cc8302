#include "page/readers.h"
namespace readout {
std::unique_ptr<PageReader> open_warc(Opening opening, std::unique_ptr<Stream> stream) {
  return open_html(std::move(opening), std::move(stream));
}
}  // namespace readout
