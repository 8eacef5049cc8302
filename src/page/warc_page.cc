#include "page/warc_page.h"

#include <algorithm>

#include "base/format.h"
#include "base/text.h"
#include "page/sniff.h"

namespace readout {
namespace {

Record skip(std::string reason, std::string detail) { return {Record::Kind::skipped, {}, std::move(reason), std::move(detail), {}, {}}; }
Record fail(std::string reason, std::string detail) { return {Record::Kind::failed, {}, std::move(reason), std::move(detail), {}, {}}; }

bool says_html(std::string_view type) { return type == "text/html" || type == "application/xhtml+xml"; }

// Unknown when the record is neither HTML nor text.
MediaType media_type(std::string_view type, std::string_view body) {
  if (says_html(type)) return MediaType::html;
  if (looks_like_html(body)) return MediaType::html;
  return type == "text/plain" ? MediaType::text : MediaType::unknown;
}

// The body is read and plain: is it a page?
Record make_page(const FieldsView& fields, const ContentType& type, Body body) {
  if (!body.reason.empty()) return body.skipped ? skip(body.reason, body.detail) : fail(body.reason, body.detail);
  if (skip_blank(body.bytes).empty()) return skip("empty", "the record has no content");
  const MediaType media = media_type(type.type, body.bytes);
  if (media == MediaType::unknown)
    return skip("not-html", format("content type {}", type.type.empty() ? "not said" : std::string_view(type.type).substr(0, 80)));
  if (const auto kind = sniff_binary(body.bytes); !kind.empty())
    return skip("not-text", format("said to be {}, but is {}", type.type, kind));

  Record record;
  record.kind = Record::Kind::page;
  record.notes = std::move(body.notes);
  Page& page = record.page;
  page.url = fields.get("WARC-Target-URI");
  if (page.url.size() > 1 && page.url.front() == '<' && page.url.back() == '>')
    page.url = page.url.substr(1, page.url.size() - 2);  // WARC 1.0's grammar
  page.fetch_time = fields.get("WARC-Date");
  page.charset = type.charset;
  page.media_type = media;
  page.bytes = std::move(body.bytes);
  page.truncated = body.truncated;
  if (const auto why = fields.get("WARC-Truncated"); !why.empty()) {
    page.truncated = true;
    record.notes.push_back({Step::page, "warc-truncated", {}, format("the crawler cut the page: {}", why.substr(0, 40))});
  } else if (!fields.get("WARC-Segment-Number").empty()) {
    page.truncated = true;
    record.notes.push_back({Step::page, "warc-truncated", {}, "the record is the first of several segments"});
  }
  return record;
}

Record make_from_http(const FieldsView& fields, const HttpResponseView& response, const PageLimits& limits) {
  if (response.status != 200 && response.status != 203) return skip(format("http-{}", response.status), "the server gave no page");
  const ContentType type = parse_content_type(response.fields.get("Content-Type"));
  // Pictures and scripts are not worth unpacking.
  const bool text = type.type.empty() || starts_with(type.type, "text/") || says_html(type.type) ||
                    type.type == "application/octet-stream" || ends_with(type.type, "xml") || type.type.find('/') == std::string::npos;
  if (!text) return skip("not-html", format("content type {}", std::string_view(type.type).substr(0, 80)));
  return make_page(fields, type, decode_body(response, limits));
}

}  // namespace

Record make_warc_record(const FieldsView& fields, std::string_view block, const PageLimits& limits) {
  constexpr std::string_view kPassed[] = {"request", "metadata", "revisit", "continuation"};
  const std::string_view type = fields.get("WARC-Type");
  if (type.empty()) return fail("warc-header", "the record does not say its WARC-Type");
  if (type == "warcinfo") return skip("warc-info", "about the archive itself");
  if (std::find(std::begin(kPassed), std::end(kPassed), type) != std::end(kPassed)) return skip(format("warc-{}", type), "no page");
  if (type != "response" && type != "resource" && type != "conversion")
    return skip("warc-other", format("record type {}", type.substr(0, 40)));

  const ContentType content = parse_content_type(fields.get("Content-Type"));
  if (type == "response") {
    if (const auto response = parse_http(block)) return make_from_http(fields, *response, limits);
    if (content.type == "application/http" || content.type.empty())
      return fail("bad-http", "the response does not begin with an HTTP status line");
  }
  if (block.size() > limits.page_bytes) return fail("too-large", format("over {} MB, the limit of a page", limits.page_bytes >> 20));
  Body body;
  body.bytes = block;
  return make_page(fields, content, std::move(body));
}

}  // namespace readout
