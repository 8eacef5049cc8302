// A .warc.gz of given pages, one gzip member a record as Common Crawl and warcio write them, in the temporary folder for as long
// as the object lives.
#pragma once
#include <unistd.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "base/format.h"
#include "readout/page.h"

namespace readout {

class WarcFile {
 public:
  explicit WarcFile(const std::vector<Page>& pages)
      : path_(std::filesystem::temp_directory_path() / format("readout-bench-{}.warc.gz", ::getpid())) {
    std::ofstream out(path_, std::ios::binary);
    out << member("WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Type: application/warc-fields\r\nContent-Length: 0\r\n\r\n\r\n\r\n");
    for (const Page& page : pages) out << member(record(page));
    ok_ = static_cast<bool>(out.flush());
  }
  WarcFile(const WarcFile&) = delete;
  WarcFile& operator=(const WarcFile&) = delete;
  ~WarcFile() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  bool ok() const { return ok_; }
  std::string path() const { return path_.string(); }

 private:
  static std::string record(const Page& page) {
    const char* type = page.media_type == MediaType::text ? "text/plain" : "text/html";
    std::string http = format("HTTP/1.1 200 OK\r\nContent-Type: {}{}{}\r\nContent-Length: {}\r\n\r\n", type,
                              page.charset.empty() ? "" : "; charset=", page.charset, page.bytes.size());
    http += page.bytes;
    return format(
               "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {}\r\nWARC-Date: {}\r\n"
               "Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n",
               page.url.empty() ? "https://example.org/" + page.id : page.url,
               page.fetch_time.empty() ? "2026-01-01T00:00:00Z" : page.fetch_time, http.size()) +
           http + "\r\n\r\n";
  }
  static std::string member(const std::string& content) {
    z_stream z{};
    deflateInit2(&z, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&z, static_cast<uLong>(content.size())) + 64, '\0');
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
    z.avail_in = static_cast<uInt>(content.size());
    z.next_out = reinterpret_cast<Bytef*>(out.data());
    z.avail_out = static_cast<uInt>(out.size());
    deflate(&z, Z_FINISH);
    out.resize(z.total_out);
    deflateEnd(&z);
    return out;
  }

  std::filesystem::path path_;
  bool ok_ = false;
};

}  // namespace readout
