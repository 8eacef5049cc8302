// WARC records, HTTP heads, chunks, gzip and zstd members.
//
//   byte 0    how many bytes each read gives, see readers.h
//   byte 1    how what follows is packed (fuzzers cannot write checksums): as it is, or each record or all of it in gzip or zstd;
//             whether a byte of the packed file is then changed, or lost with all that follows
//   byte 2    which
#include <string>

#include "page/testing.h"
#include "readers.h"

using namespace readout;

namespace {

constexpr std::string_view kLast =
    "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://weather.example/last\r\nContent-Length: 69\r\n\r\n"
    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>It rains, at last.</p>\r\n\r\n";

enum class Pack { none, gzip_each, gzip_all, zstd_each, zstd_all };

std::string pack(std::string_view bytes, Pack how) {
  const auto packed = [&](std::string_view part) { return how == Pack::gzip_each || how == Pack::gzip_all ? gzip(part, 1) : zstd(part); };
  if (how == Pack::none) return std::string(bytes);
  if (how == Pack::gzip_all || how == Pack::zstd_all) return packed(bytes);
  std::string out;
  while (!bytes.empty()) {
    const std::string_view part = bytes.substr(0, bytes.find("WARC/1.", 1));
    out += packed(part);
    bytes.remove_prefix(part.size());
  }
  return out;
}

struct Read {
  std::string told;   // of each record: what it is, why, and the bytes of the page
  bool last = false;  // kLast came out
};

Read read(std::string_view bytes, std::size_t step, bool places) {
  Read read;
  // A decompressed archive may hold 200 times as many records as the file has bytes.
  fuzz::walk(open_warc({"in", "in", true, fuzz::kLimits}, std::make_unique<Stream>(memory_source(bytes, step), fuzz::kLimits)), 1 << 20,
             [&](const Record& record) {
               const Page& page = record.page;
               fuzz::require(record.kind != Record::Kind::page || page.id == page_id(page.url, page.bytes),
                             "the id is the hash of url and bytes");
               read.told += std::to_string(static_cast<int>(record.kind)) + record.reason + "\t" + page.id;
               for (const Note& note : record.notes) read.told += "\t" + note.kind;
               if (places) read.told += "\t" + record.where;
               read.told += "\n";
               read.last = read.last || page.url == "https://weather.example/last";
             });
  return read;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto input = fuzz::bytes_of(data, size);
  const std::size_t step = fuzz::step_of(input);
  const unsigned how = size > 1 ? data[1] : 0, where = size > 2 ? data[2] : 0;
  const std::string_view bytes = input.substr(std::min<std::size_t>(size, 3));
  const Pack packing = static_cast<Pack>(how % 5);
  const std::string whole = pack(bytes, packing);
  std::string file = whole;
  const bool change = how / 5 % 4 == 1, cut = how / 5 % 4 == 2;
  const std::size_t at = file.size() * where / 256;
  if (change && at < file.size()) file[at] = static_cast<char>(file[at] ^ (1 << how % 8));
  if (cut) file.resize(at);

  const Read records = read(file, 1 << 20, true);
  // Of a broken zstd frame the decoder gives more or less, as it comes.
  const bool broken_zstd = (change || cut || packing == Pack::none) && records.told.find("zstd-") != std::string::npos;
  fuzz::require(step == 1 << 20 || broken_zstd || read(file, step, true).told == records.told, "how the bytes arrive changes nothing");
  if (packing == Pack::none || bytes.empty()) return 0;
  const bool is_gzip = packing == Pack::gzip_each || packing == Pack::gzip_all;
  const std::string last = is_gzip ? gzip(kLast) : zstd(kLast);
  // What was cut off may be, by chance, what the next member begins with: then the first one is whole and the next one is cut.
  const bool made_whole = cut && last.compare(0, whole.size() - at, whole, at) == 0;
  if (change || cut) {
    if (!made_whole && sniff_encoding(file) == (is_gzip ? Encoding::gzip : Encoding::zstd))
      fuzz::require(read(file + last, step, false).last, "a record in a member of its own survives whatever stands before it");
  } else if (sniff_encoding(bytes) == Encoding::none) {
    if (packing == Pack::gzip_all || packing == Pack::zstd_all)
      fuzz::require(read(bytes, 1 << 20, false).told == read(file, 1 << 20, false).told, "packing changes nothing");
    fuzz::require(read(file + last, step, false).last, "a member is a border that no record crosses");
  }
  return 0;
}
