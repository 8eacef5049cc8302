// A Page is untouched input: the bytes as they came, and what the carrier (file, WARC record, JSON line) said of them.
//
// Owns its bytes. Values; any number of threads may read one. `id` is the carrier's own id where it gave one, else a hash of
// url and bytes (see page/stage.h), so that reading the same page again is a no-op in the ledger.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace readout {

// Stored in the ledger: do not change the numbers.
enum class MediaType : unsigned char {
  unknown = 0,
  html = 1,
  text = 2,    // text already flattened by a scraper, or plain prose
  tokens = 3,  // one CoNLL-U document: tokens are given, see document/conllu.h
};
std::string_view name(MediaType type);

struct Page {
  std::string id;
  std::string url;
  std::string title;       // claimed by the carrier; empty when it said nothing
  std::string date;        // publication date claimed by the carrier, ISO 8601; empty when it said nothing
  std::string fetch_time;  // ISO 8601, from WARC-Date; empty when unknown
  std::string charset;     // from the HTTP header; empty when it said nothing
  MediaType media_type = MediaType::unknown;
  std::string bytes;               // HTML as fetched, or text; not yet decoded to UTF-8
  std::string source;              // the file it came from, "-" for standard input
  std::uint64_t source_begin = 0;  // byte offset of the record in that file (of the compressed member for .warc.gz)
  bool truncated = false;          // the carrier says, or shows, that bytes are missing at the end
};

}  // namespace readout
