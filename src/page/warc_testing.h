// For the tests of this folder only: WARC records made in memory. Each is known by its number, which stands in its url.
#pragma once
#include "base/hash.h"
#include "page/testing.h"

namespace readout {

// Words that do not compress to nothing, so that cuts and flips fall inside deflate data.
inline std::string body(int number) {
  std::string out = "<!doctype html><title>Page " + std::to_string(number) + "</title>";
  for (std::uint64_t i = 0; i < 20; ++i)
    out += "<p>" + hex64(mix64(static_cast<std::uint64_t>(number) * 1000 + i + 1)) + " rain\r\n\r\n</p>";
  return out;
}

inline std::string url(int number) { return "https://weather.example/" + std::to_string(number); }

inline std::string record_with(std::string_view type, int number, std::string_view block, const std::string& length, std::string_view more = {}) {
  std::string out = "WARC/1.0\r\nWARC-Type: " + std::string(type) + "\r\nWARC-Target-URI: " + url(number) +
                    "\r\nWARC-Date: 2026-03-01T10:00:00Z\r\n" + std::string(more);
  if (!length.empty()) out += "Content-Length: " + length + "\r\n";
  return out + "\r\n" + std::string(block) + "\r\n\r\n";
}
inline std::string record_of(std::string_view type, int number, std::string_view block, std::string_view more = {}) {
  return record_with(type, number, block, std::to_string(block.size()), more);
}
inline std::string http(std::string_view content, std::string_view fields = "Content-Type: text/html; charset=UTF-8\r\n") {
  return "HTTP/1.1 200 OK\r\n" + std::string(fields) + "\r\n" + std::string(content);
}
inline std::string good(int number) { return record_of("response", number, http(body(number))); }

}  // namespace readout
