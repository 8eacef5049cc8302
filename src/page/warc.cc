// WARC 1.0 and 1.1 in: finds the borders of records, also in files that are damaged or that count wrongly.
// Source: ISO 28500, https://iipc.github.io/warc-specifications/
//
//   WARC/1.0 CRLF  fields CRLF  CRLF  | block, Content-Length bytes |  CRLF CRLF  WARC/1.0 …
//   └ begin                           └ head           └ end                     └ next
//
// A record is taken at its word when line breaks and the next record (or the end) follow its block. If not, the next record is
// looked for in the block and behind it; an error of up to 4 bytes (line breaks counted in or out, Common Crawl's fault of August
// 2018) is mended with a note, a larger one fails the record. A record that begins a gzip member is a border that no
// Content-Length can cross. Every record is reported with its offset: of the gzip member, "+N" for bytes into it.
#include <algorithm>
#include <charconv>

#include "base/format.h"
#include "base/text.h"
#include "page/readers.h"
#include "page/sniff.h"
#include "page/warc_page.h"

namespace readout {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::size_t kHeadBytes = 64 << 10;
constexpr std::size_t kLineBreaks = 4;  // CRLF CRLF
constexpr std::size_t kMark = 32;       // bytes that show whether a record begins: version line and the start of a field

bool is_line_break(char c) { return c == '\r' || c == '\n'; }

// "WARC/1." : enough where a record is expected.
bool may_begin_record(std::string_view text) {
  return starts_with(text, "WARC/") && text.size() >= 7 && text[5] >= '0' && text[5] <= '9' && text[6] == '.';
}

// The version line and a WARC- or Content- field: needed in the middle of a block, which may be a page about WARC.
bool begins_record(std::string_view text) {
  if (!may_begin_record(text)) return false;
  const auto end = text.substr(0, 16).find('\n');
  if (end == kNone) return false;
  const std::string_view field = text.substr(end + 1, 5);
  const auto is = [&](std::string_view want) {
    return std::equal(field.begin(), field.end(), want.begin(), want.end(), [](char a, char b) { return (a | 32) == (b | 32); });
  };
  return is("WARC-") || is("Conte");
}

std::optional<std::uint64_t> parse_length(std::string_view text) {
  std::uint64_t length = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return length;
}

class WarcReader final : public PageReader {
 public:
  WarcReader(Opening opening, std::unique_ptr<Stream> stream)
      : name_(std::move(opening.name)), limits_(opening.limits), stream_(std::move(stream)) {}

  Record next() override {
    pass_line_breaks();
    begin_ = stream_->position();
    if (const auto lost = stream_->take_damage(begin_)) {
      Record record = failed(lost->reason, lost->detail);
      record.where = format("{}:offset {}", name_, lost->offset);
      return record;
    }
    if (view().empty()) return {};
    stream_->begin_record();
    stream_->fill(kMark);
    return may_begin_record(view()) ? read_record() : pass_junk();
  }

 private:
  // Borders of a record, as indices into view(), which begins with the record.
  struct Extent {
    enum class Verdict { exact, mended, wrong, cut, too_large } verdict = Verdict::exact;
    std::size_t end = 0;   // of the block
    std::size_t next = 0;  // where the next record begins
  };

  std::string_view view() const { return stream_->view(); }

  void pass_line_breaks() {
    for (;;) {
      const std::string_view seen = view();
      std::size_t n = 0;
      while (n < seen.size() && is_line_break(seen[n])) ++n;
      const bool all = n == seen.size();
      stream_->consume(n);
      if (!all || !stream_->more()) return;
    }
  }

  Record read_record() {
    const std::size_t head = find_head();
    if (head == kNone) return pass_record("warc-header", "the record's head has no end");
    const FieldsView fields(view().substr(0, head));
    const std::string said(fields.get("Content-Length"));
    const auto length = parse_length(said);
    const Extent extent = measure(head, length);
    // Reading on moved the bytes: the fields are read again from where they are now.
    const std::string_view record_bytes = view();
    Record record;
    if (Damage lost; take_damage(extent, lost)) {
      record = failed(std::move(lost.reason), std::move(lost.detail));
    } else if (extent.verdict == Extent::Verdict::too_large) {
      return pass_record("too-large",
                         format("Content-Length {}, over the limit of {} MB a record", said.substr(0, 20), limits_.record_bytes >> 20));
    } else if (extent.verdict == Extent::Verdict::cut) {
      record = failed("warc-cut", "the file ends inside this record");
    } else if (extent.verdict == Extent::Verdict::wrong) {
      record = failed("warc-length",
                      said.empty() ? "the record does not say its Content-Length"
                                   : format("Content-Length {} does not fit, {} bytes stand there", said.substr(0, 20), extent.end - head));
    } else {
      record = make_warc_record(FieldsView(record_bytes.substr(0, head)), record_bytes.substr(head, extent.end - head), limits_);
      finish(record, extent);
    }
    stream_->consume(extent.next);
    return record;
  }

  void finish(Record& record, const Extent& extent) const {
    record.where = where();
    if (record.kind != Record::Kind::page) return;
    Page& page = record.page;
    page.id = page_id(page.url, page.bytes);
    page.source = name_;
    page.source_begin = stream_->member_at(begin_).offset;
    if (extent.verdict == Extent::Verdict::mended)
      record.notes.push_back({Step::page, "warc-length", {}, format("{}: line breaks around the record are not as counted", record.where)});
  }

  // Just past the empty line that ends the record's head; kNone when it has none or another record begins before. Looks at little
  // first: a file may be nothing but heads without an end.
  std::size_t find_head() {
    std::size_t from = 0;
    for (std::size_t look = 512;; look *= 2) {
      const bool more = stream_->fill(look);
      const std::string_view start = view().substr(0, look);
      const std::size_t end = head_end(start, from);
      if (find_in(1, std::min(end, start.size())) != kNone) return kNone;
      if (end != kNone || !more || look > kHeadBytes) return end;
      from = start.size() < 2 ? 0 : start.size() - 2;
    }
  }

  // The first record that begins at or after index `from`; kNone when there is none in the first `most` bytes (or few more).
  std::size_t find_record(std::size_t from, std::size_t most) {
    for (;;) {
      for (auto at = view().find("WARC/", from); at != kNone; at = view().find("WARC/", at + 1)) {
        stream_->fill(at + kMark);
        if (begins_record(view().substr(at))) return at;
      }
      from = std::max(from, view().size() < kMark ? 0 : view().size() - kMark);
      if (view().size() >= most || !stream_->more()) return kNone;
    }
  }

  // The first record that begins in [from, to) of what is in view; kNone when there is none.
  std::size_t find_in(std::size_t from, std::size_t to) const {
    for (auto at = view().find("WARC/", from); at < to; at = view().find("WARC/", at + 1))
      if (begins_record(view().substr(at))) return at;
    return kNone;
  }

  Extent measure(std::size_t head, std::optional<std::uint64_t> length) {
    const std::size_t most = head + limits_.record_bytes;
    if (!length) {
      const std::size_t next = find_record(head, most);
      if (next == kNone && view().size() >= most) return {Extent::Verdict::too_large, 0, 0};
      return next == kNone ? Extent{Extent::Verdict::wrong, view().size(), view().size()} : judge(head, kNone, next);
    }
    if (*length > limits_.record_bytes) return {Extent::Verdict::too_large, 0, 0};
    const std::size_t end = head + *length;
    if (const std::size_t member = fill_block(end); member != kNone) return judge(head, end, member);
    if (view().size() >= end) {
      std::size_t next = end;
      while (next < end + 64 && stream_->fill(next + 1) && is_line_break(view()[next])) ++next;
      stream_->fill(next + kMark);
      // Two whole line breaks are word enough, even when what follows is damaged; but no page about WARC ends like that.
      const bool whole = next == end + kLineBreaks;
      if (next >= view().size() || may_begin_record(view().substr(next)) || (whole && find_in(head, end) == kNone))
        return {whole ? Extent::Verdict::exact : Extent::Verdict::mended, end, next};
    }
    const std::size_t next = find_record(head, most);
    if (next != kNone) return judge(head, end, next);
    if (view().size() >= most) return {Extent::Verdict::too_large, 0, 0};
    if (view().size() < end) return {Extent::Verdict::cut, view().size(), view().size()};
    return judge(head, end, view().size());
  }

  // The record that follows begins at `next`, and this one said it would end at `end`.
  Extent judge(std::size_t head, std::size_t end, std::size_t next) const {
    std::size_t true_end = next;
    while (true_end > head && next - true_end < kLineBreaks && is_line_break(view()[true_end - 1])) --true_end;
    const std::size_t error = true_end > end ? true_end - end : end - true_end;
    return {error <= kLineBreaks ? Extent::Verdict::mended : Extent::Verdict::wrong, true_end, next};
  }

  // Reads up to index `end`. The index of a gzip member that begins before it with a record of its own, or kNone.
  std::size_t fill_block(std::size_t end) {
    std::uint64_t looked = begin_;
    for (;;) {
      while (const auto member = stream_->next_member(looked)) {
        const auto at = static_cast<std::size_t>(*member - begin_);
        if (at >= end) return kNone;
        stream_->fill(at + kMark);
        if (begins_record(view().substr(at))) return at;
        looked = *member;
      }
      if (view().size() >= end || !stream_->more()) return kNone;
    }
  }

  // Damage up to the end of the record. What is wrong with the member that follows is not this record's.
  bool take_damage(const Extent& extent, Damage& first) {
    bool any = false;
    const std::uint64_t end = begin_ + extent.end;
    while (const Damage* lost = stream_->damage()) {
      if (lost->at > begin_ + extent.next || (lost->at >= end && lost->offset > stream_->member_at(end - 1).offset)) break;
      Damage taken = *stream_->take_damage(lost->at);
      if (!any) first = std::move(taken);
      any = true;
    }
    return any;
  }

  // Consumes up to the next record without holding what lies between. The number of bytes passed.
  std::uint64_t pass_to_record() {
    for (;;) {
      const std::size_t at = find_record(0, 1);  // looks at what is there
      stream_->consume(at != kNone ? at : view().size() < kMark ? 0 : view().size() - kMark);
      if (at != kNone) break;
      if (!stream_->more()) {
        stream_->consume(view().size());
        break;
      }
    }
    return stream_->position() - begin_;
  }

  // Fails the record at the front and goes to the next.
  Record pass_record(std::string reason, std::string detail) {
    Record record = failed(std::move(reason), std::move(detail));
    stream_->consume(std::min<std::size_t>(5, view().size()));
    pass_to_record();
    explain(record);
    return record;
  }

  // If bytes were lost in what has been passed, that is the reason.
  void explain(Record& record) {
    if (auto lost = stream_->take_damage(stream_->position())) {
      record.reason = std::move(lost->reason);
      record.detail = std::move(lost->detail);
    }
  }

  Record pass_junk() {
    Record record = failed("warc-junk", "");
    const std::string start(view().substr(0, 4096));
    const std::uint64_t bytes = pass_to_record();
    record.detail = format("{} bytes that belong to no record", bytes);
    if (begin_ == 0 && view().empty()) {
      record.reason = "not-warc";
      const std::string_view kind = sniff_binary(start);
      record.detail = starts_with(start, "filedesc:") ? "an ARC file, the format before WARC; convert it with warcio"
                      : looks_like_html(start)        ? "an HTML page"
                      : !kind.empty()                 ? std::string(kind)
                                                      : "no WARC record in it";
    }
    explain(record);
    return record;
  }

  Record failed(std::string reason, std::string detail) const {
    return {Record::Kind::failed, {}, std::move(reason), std::move(detail), where(), {}};
  }

  std::string where() const {
    const Stream::Member member = stream_->member_at(begin_);
    if (!stream_->compressed() || member.position == begin_) return format("{}:offset {}", name_, member.offset);
    return format("{}:offset {}+{}", name_, member.offset, begin_ - member.position);
  }

  std::string name_;
  PageLimits limits_;
  std::unique_ptr<Stream> stream_;
  std::uint64_t begin_ = 0;  // position of the record at the front
};

}  // namespace

std::unique_ptr<PageReader> open_warc(Opening opening, std::unique_ptr<Stream> stream) {
  return std::make_unique<WarcReader>(std::move(opening), std::move(stream));
}

}  // namespace readout
