// Makes Pages: opens files, folders and streams, and walks the records in them (HTML, text, JSON Lines, WARC, CoNLL-U).
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "readout/note.h"
#include "readout/page.h"
#include "readout/result.h"

namespace readout {

// Defaults of docs/formats/limits.md. Each hit is a counted reason, never silent.
struct PageLimits {
  std::uint64_t record_bytes = 64ull << 20;  // one record as stored
  std::uint64_t page_bytes = 32ull << 20;    // one page after decompression
  std::uint32_t ratio = 200;                 // decompressed : compressed, above 1 MB
};

// What a reader found next. read = kept + skipped + failed: each record but `end` is one of the three.
struct Record {
  enum class Kind { page, skipped, failed, end };
  Kind kind = Kind::end;
  Page page;           // when kind is page
  std::string reason;  // kebab-case, counted: "warc-request", "bad-json", "gzip-cut", "bomb", "too-large"
  std::string detail;  // one sentence for people
  std::string where;   // "file:line" or "file:offset N"
  Notes notes;         // doubts about a page that is kept all the same (Step::page): "repaired-utf8", "warc-length"
};

// Walks the records of one input in order. After `failed` the reader has found its way to the next record: call again.
// One thread at a time.
class PageReader {
 public:
  virtual ~PageReader() = default;
  virtual Record next() = 0;
};

enum class InputFormat { automatic, html, text, jsonl, warc, conllu };
// "html", "text", … ; nothing for an unknown name.
Result<InputFormat> parse_input_format(std::string_view name);

// Opens a file, or standard input for "-"; gzip and zstd are unpacked whatever the name. The format is guessed from name and first
// bytes when automatic. `id` names the one page of an HTML or text file; empty: the file's stem, for "-" a hash of the bytes.
Result<std::unique_ptr<PageReader>> open_pages(const std::string& path, InputFormat format, const PageLimits& limits,
                                               const std::string& id = {});

// Files named by paths, folders (walked, sorted by name, hidden files passed over) and globs (* ? [), in order; "-" stays as it is.
// A path that does not exist, or a glob that matches nothing, is an error.
Result<std::vector<std::string>> expand_inputs(const std::vector<std::string>& inputs);

// An id for each input, for open_pages: the file's stem ("a/story.html.gz" → "story"), or the whole path where stems collide.
std::vector<std::string> input_ids(std::span<const std::string> inputs);

// A line {"id","a","b"} of `compare --from jsonl`: a and b are texts, or lists of sentences.
struct PairRecord {
  enum class Kind { pair, failed, end };
  Kind kind = Kind::end;
  std::string id;
  std::vector<std::string> a, b;  // one element: a text to be cut; more: sentences as given
  bool a_is_list = false, b_is_list = false;
  std::string reason, detail, where;
};
class PairReader {
 public:
  virtual ~PairReader() = default;
  virtual PairRecord next() = 0;
};
Result<std::unique_ptr<PairReader>> open_pairs(const std::string& path, const PageLimits& limits);

// The id of a page whose carrier gave none: 16 hex digits of hash(url, bytes).
std::string page_id(std::string_view url, std::string_view bytes);

}  // namespace readout
