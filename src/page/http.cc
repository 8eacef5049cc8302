#include "page/http.h"

#include <algorithm>
#include <charconv>

#include "base/format.h"
#include "base/text.h"
#include "page/decoder.h"
#include "page/sniff.h"

namespace readout {
namespace {

constexpr int kMostEncodings = 2;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool equal_caseless(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}
std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return lower(c); });
  return out;
}

// The line at the front, without its break; `text` moves past it.
std::string_view take_line(std::string_view& text) {
  const auto end = text.find('\n');
  std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

enum class Chunks { none, whole, cut };

// Chunked transfer: hexadecimal size, line break, so many bytes, line break, …, 0. `none` when the bytes are not chunks.
Chunks remove_chunks(std::string_view body, std::string& out) {
  std::string_view rest = body;
  bool first = true;
  while (!rest.empty()) {
    std::string_view line = take_line(rest);
    if (!first && line.empty()) line = take_line(rest);
    std::uint64_t size = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), size, 16);
    const std::string_view after = trim(line.substr(static_cast<std::size_t>(end - line.data())));
    if (error != std::errc() || (!after.empty() && after.front() != ';')) return first ? Chunks::none : Chunks::cut;
    if (size == 0) return Chunks::whole;
    first = false;
    out += rest.substr(0, size);
    if (size > rest.size()) return Chunks::cut;
    rest.remove_prefix(size);
  }
  return first ? Chunks::none : Chunks::cut;
}

// The encoding that the field names, if the bytes bear it out.
Encoding encoding_of(std::string_view label, std::string_view bytes) {
  if (const Encoding seen = sniff_encoding(bytes); seen != Encoding::none) return seen;
  if (label != "deflate" || bytes.size() < 2 || sniff_binary(bytes).empty()) return Encoding::none;
  // Servers send both: with the zlib header of RFC 1950, and without.
  const unsigned a = static_cast<unsigned char>(bytes[0]), b = static_cast<unsigned char>(bytes[1]);
  return (a & 15) == 8 && (a << 8 | b) % 31 == 0 ? Encoding::zlib : Encoding::deflate;
}

void decode_content(std::string_view label, const PageLimits& limits, Body& body) {
  const Encoding encoding = encoding_of(label, body.bytes);
  if (encoding == Encoding::none) {
    const bool known = label.empty() || label == "gzip" || label == "x-gzip" || label == "deflate" || label == "zstd";
    if (known || sniff_binary(body.bytes).empty()) return;  // removed already
    body.skipped = true;
    body.reason = label == "br" ? "content-encoding-br" : "content-encoding";
    body.detail = format("content encoding that cannot be read: {}", label.substr(0, 40));
    return;
  }
  Decoded decoded = decode(encoding, body.bytes, limits);
  if (ends_with(decoded.reason, "-cut") && !decoded.bytes.empty()) {
    body.truncated = true;
    body.notes.push_back({Step::page, decoded.reason, {}, "the compressed body ends before its end mark"});
  } else if (!decoded.reason.empty()) {
    body.reason = std::move(decoded.reason);
    body.detail = std::move(decoded.detail);
    return;
  }
  body.bytes = std::move(decoded.bytes);
}

}  // namespace

FieldsView::FieldsView(std::string_view text) {
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    if (line.empty()) break;
    if ((line.front() == ' ' || line.front() == '\t') && !fields_.empty()) {
      // The view of the value simply runs on over the line break.
      auto& value = fields_.back().second;
      value = {value.data(), static_cast<std::size_t>(line.data() + line.size() - value.data())};
      continue;
    }
    const auto colon = line.find(':');
    if (colon != std::string_view::npos) fields_.emplace_back(trim(line.substr(0, colon)), line.substr(colon + 1));
  }
}

std::string_view FieldsView::get(std::string_view name) const {
  const auto found = std::find_if(fields_.begin(), fields_.end(), [&](const auto& field) { return equal_caseless(field.first, name); });
  return found == fields_.end() ? std::string_view{} : trim(found->second);
}

std::size_t head_end(std::string_view text, std::size_t from) {
  for (auto at = text.find('\n', from); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    if (text.substr(at + 1, 1) == "\n") return at + 2;
    if (text.substr(at + 1, 2) == "\r\n") return at + 3;
  }
  return std::string_view::npos;
}

ContentType parse_content_type(std::string_view value) {
  ContentType out;
  const auto parts = split(value, ';');
  out.type = lower(trim(parts[0]));
  for (std::size_t i = 1; i < parts.size() && out.charset.empty(); ++i) {
    const std::string_view part = trim(parts[i]);
    const auto equals = part.find('=');
    if (equals == std::string_view::npos || !equal_caseless(trim(part.substr(0, equals)), "charset")) continue;
    std::string_view charset = trim(part.substr(equals + 1));
    while (!charset.empty() && (charset.front() == '"' || charset.front() == '\'')) charset.remove_prefix(1);
    out.charset = lower(charset.substr(0, charset.find_first_of("\"' ,")));
  }
  return out;
}

std::optional<HttpResponseView> parse_http(std::string_view block) {
  if (!starts_with(block, "HTTP/")) return std::nullopt;
  const auto end = head_end(block);
  std::string_view head = block.substr(0, end);
  const std::string_view line = take_line(head);
  const auto blank = line.find(' ');
  if (blank == std::string_view::npos) return std::nullopt;
  const std::string_view code = trim(line.substr(blank)).substr(0, 3);
  int status = 0;
  if (code.size() < 3 || std::from_chars(code.data(), code.data() + 3, status).ptr != code.data() + 3 || status < 100) return std::nullopt;
  return HttpResponseView{status, FieldsView(head), end == std::string_view::npos ? std::string_view{} : block.substr(end)};
}

Body decode_body(const HttpResponseView& response, const PageLimits& limits) {
  Body body;
  const bool chunked = lower(response.fields.get("Transfer-Encoding")).find("chunked") != std::string::npos;
  const Chunks chunks = chunked ? remove_chunks(response.body, body.bytes) : Chunks::none;
  std::vector<std::string> labels;
  for (const auto part : split(response.fields.get("Content-Encoding"), ','))
    if (const std::string label = lower(trim(part)); !label.empty() && label != "identity" && label != "none") labels.push_back(label);
  // A page over the limit is not copied first.
  const std::string_view plain = chunks == Chunks::none ? response.body : std::string_view(body.bytes);
  if (labels.empty() && plain.size() > limits.page_bytes && sniff_encoding(plain) == Encoding::none) {
    body.reason = "too-large";
    body.detail = format("over {} MB, the limit of a page", limits.page_bytes >> 20);
    return body;
  }
  if (chunks == Chunks::none) body.bytes = response.body;
  if (chunks == Chunks::cut) {
    body.truncated = true;
    body.notes.push_back({Step::page, "http-chunk-cut", {}, "the last chunk of the body is missing or damaged"});
  }
  if (labels.size() > kMostEncodings) {
    body.reason = "encoding-chain";
    body.detail = format("{} content encodings one in another, the limit is {}", labels.size(), kMostEncodings);
    return body;
  }
  if (labels.empty()) labels.emplace_back();  // compressed all the same, by servers that forget to say so
  for (auto label = labels.rbegin(); label != labels.rend() && body.reason.empty(); ++label) decode_content(*label, limits, body);
  if (body.reason.empty() && body.bytes.size() > limits.page_bytes) {
    body.reason = "too-large";
    body.detail = format("over {} MB, the limit of a page", limits.page_bytes >> 20);
  }
  return body;
}

}  // namespace readout
