#include "page/stage.h"

#include "base/hash.h"
#include "page/formats.h"
#include "page/sniff.h"

namespace readout {
namespace {

// Says one thing about the whole input, then ends.
class OneRecord final : public PageReader {
 public:
  explicit OneRecord(Record record) : record_(std::move(record)) {}
  Record next() override { return std::exchange(record_, {}); }

 private:
  Record record_;
};

// What to say of an input without a byte in it; nothing when there is one.
std::unique_ptr<PageReader> nothing_in(Stream& stream, const std::string& path) {
  if (stream.fill(1)) return nullptr;
  Record record{Record::Kind::skipped, {}, "empty", "holds nothing", path, {}};
  if (auto lost = stream.take_damage(0)) {
    record.kind = Record::Kind::failed;
    record.reason = lost->reason;
    record.detail = lost->detail;
  } else if (!stream.compressed() && path.ends_with(".gz")) {
    record.kind = Record::Kind::failed;
    record.reason = "gzip-empty";
    record.detail = "0 bytes, not even a gzip header";
  }
  return std::make_unique<OneRecord>(std::move(record));
}

}  // namespace

std::string page_id(std::string_view url, std::string_view bytes) { return hex64(content_hash(bytes, hash64(url))); }

Result<std::unique_ptr<PageReader>> open_pages(const std::string& path, InputFormat format, const PageLimits& limits,
                                               const std::string& id) {
  auto source = open_file(path);
  if (!source) return source.error();
  auto stream = std::make_unique<Stream>(std::move(*source), limits);
  if (auto nothing = nothing_in(*stream, path)) return nothing;
  Opening opening{path, id, true, limits};
  if (opening.id.empty() && path != "-") opening.id = stem_of(path);
  if (format == InputFormat::automatic) format = format_by_name(path);
  if (format == InputFormat::automatic) {
    opening.named = false;
    stream->fill(4096);
    format = sniff_format(stream->view());
  }
  return format_of(format).open(std::move(opening), std::move(stream));
}

Result<std::unique_ptr<PairReader>> open_pairs(const std::string& path, const PageLimits& limits) {
  auto source = open_file(path);
  if (!source) return source.error();
  return open_jsonl_pairs(path, std::make_unique<Stream>(std::move(*source), limits), limits);
}

}  // namespace readout
