// HTTP responses as archives keep them: fields, transfer and content encodings. Sources: RFC 9110, RFC 9112 section 7.1.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "page/stage.h"

namespace readout {

// "Name: value" lines, of HTTP or WARC. Views into the text given.
class FieldsView {
 public:
  // Lines up to an empty one or the end. A line that begins with a blank continues the one before; lines without a colon are
  // passed over.
  explicit FieldsView(std::string_view text);
  // The first value under a name in any case, trimmed; empty when there is none.
  std::string_view get(std::string_view name) const;

 private:
  std::vector<std::pair<std::string_view, std::string_view>> fields_;
};

// Index just past the empty line that ends a head of fields (CRLF or LF), from `from` on; npos when there is none.
std::size_t head_end(std::string_view text, std::size_t from = 0);

// "text/html" and "utf-8" of `text/HTML; charset="utf-8"`.
struct ContentType {
  std::string type;
  std::string charset;
};
ContentType parse_content_type(std::string_view value);

struct HttpResponseView {
  int status = 0;
  FieldsView fields;
  std::string_view body;  // still encoded
};
// Nothing when the block does not begin with an HTTP status line and fields.
std::optional<HttpResponseView> parse_http(std::string_view block);

// The body without chunks and compression. Archives often keep the fields of encodings they have already removed: an encoding
// that the bytes do not show is taken as removed.
struct Body {
  std::string bytes;
  bool truncated = false;
  bool skipped = false;  // an encoding we do not have: not the record's fault
  std::string reason;    // why there is no body, as in Record
  std::string detail;
  Notes notes;
};
Body decode_body(const HttpResponseView& response, const PageLimits& limits);

}  // namespace readout
