// HTML and text: the whole file is one page.
#include "base/format.h"
#include "page/readers.h"
#include "page/sniff.h"

namespace readout {
namespace {

class WholeFile final : public PageReader {
 public:
  WholeFile(Opening opening, MediaType type, std::unique_ptr<Stream> stream)
      : opening_(std::move(opening)), type_(type), stream_(std::move(stream)) {}

  Record next() override {
    Record record;
    if (!stream_) return record;
    record.where = opening_.name;
    record.kind = Record::Kind::failed;
    read(record);
    stream_.reset();
    return record;
  }

 private:
  void read(Record& record) {
    const PageLimits& limits = opening_.limits;
    if (const auto kind = sniff_binary(start());
        !kind.empty() && !(stream_->compressed() && sniff_encoding(stream_->view()) != Encoding::none))
      return refuse(record, kind);
    const bool whole = !stream_->fill(limits.page_bytes + 1);
    if (auto lost = stream_->take_damage(~0ull)) {
      record.reason = lost->reason;
      record.detail = lost->detail;
      return;
    }
    if (!whole) {
      record.reason = "too-large";
      record.detail = format("over {} MB, the limit of a page", limits.page_bytes >> 20);
      return;
    }
    std::string bytes(stream_->view());
    stream_.reset();
    // A page compressed twice, by the server and by who saved it.
    if (const Encoding inner = sniff_encoding(bytes); inner != Encoding::none) {
      Decoded decoded = decode(inner, bytes, limits);
      if (!decoded.reason.empty()) {
        record.reason = decoded.reason;
        record.detail = decoded.detail;
        return;
      }
      bytes = std::move(decoded.bytes);
    }
    if (const auto kind = sniff_binary(bytes); !kind.empty()) return refuse(record, kind);
    if (skip_blank(bytes).empty()) {
      record.kind = Record::Kind::skipped;
      record.reason = "empty";
      record.detail = "holds nothing but blanks";
      return;
    }
    Page& page = record.page;
    page.media_type = type_ == MediaType::text && looks_like_html(bytes) ? MediaType::html : type_;
    page.id = opening_.id.empty() ? page_id({}, bytes) : opening_.id;
    page.source = opening_.name;
    page.bytes = std::move(bytes);
    record.kind = Record::Kind::page;
  }

  std::string_view start() {
    stream_->fill(4096);
    return stream_->view();
  }

  // A picture called .html is a failure; a picture met on a walk through a folder is passed over.
  void refuse(Record& record, std::string_view kind) const {
    record.kind = opening_.named ? Record::Kind::failed : Record::Kind::skipped;
    record.reason = "not-text";
    record.detail = format("the content is not text: {}", kind);
  }

  Opening opening_;
  MediaType type_;
  std::unique_ptr<Stream> stream_;
};

}  // namespace

std::unique_ptr<PageReader> open_html(Opening opening, std::unique_ptr<Stream> stream) {
  return std::make_unique<WholeFile>(std::move(opening), MediaType::html, std::move(stream));
}
std::unique_ptr<PageReader> open_text(Opening opening, std::unique_ptr<Stream> stream) {
  return std::make_unique<WholeFile>(std::move(opening), MediaType::text, std::move(stream));
}

}  // namespace readout
