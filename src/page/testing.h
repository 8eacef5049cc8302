// For the tests of this folder only: inputs made in memory, records read out of them.
#pragma once
#include <unistd.h>
#include <zlib.h>

#include <zstd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "page/readers.h"

namespace readout {

inline std::string gzip(std::string_view content, int level = 6) {
  z_stream z{};
  deflateInit2(&z, level, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
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

// With a checksum, as the zstd tool writes it.
inline std::string zstd(std::string_view content) {
  std::string out(ZSTD_compressBound(content.size()) + 8, '\0');
  ZSTD_CCtx* z = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(z, ZSTD_c_checksumFlag, 1);
  out.resize(ZSTD_compress2(z, out.data(), out.size(), content.data(), content.size()));
  ZSTD_freeCCtx(z);
  return out;
}

inline std::vector<Record> all(PageReader& reader) {
  std::vector<Record> records;
  for (;;) {
    records.push_back(reader.next());
    if (records.back().kind == Record::Kind::end) break;
  }
  records.pop_back();
  return records;
}

using Open = std::unique_ptr<PageReader> (*)(Opening, std::unique_ptr<Stream>);
inline std::vector<Record> read_all(Open open, std::string_view bytes, const PageLimits& limits = {}, std::size_t step = 1 << 20) {
  const auto reader = open({"in", "in", true, limits}, std::make_unique<Stream>(memory_source(bytes, step), limits));
  return all(*reader);
}

// One line a record, to compare with: "page id bytes", "failed reason where".
inline std::string told(const Record& record) {
  if (record.kind == Record::Kind::page) {
    std::string out = "page " + record.page.id;
    for (const Note& note : record.notes) out += " ~" + note.kind;
    return out;
  }
  return (record.kind == Record::Kind::failed ? "failed " : "skipped ") + record.reason + " " + record.where;
}
inline std::vector<std::string> told(const std::vector<Record>& records) {
  std::vector<std::string> out;
  for (const Record& record : records) out.push_back(told(record));
  return out;
}

// A folder of this test's own, gone with it.
class Folder {
 public:
  explicit Folder(const std::string& name)
      : path_(std::filesystem::temp_directory_path() / ("readout-" + name + "-" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(path_);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string write(const std::string& name, std::string_view bytes) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return path(name);
  }
  std::string path(const std::string& name = {}) const { return name.empty() ? path_.string() : (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

}  // namespace readout
