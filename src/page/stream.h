// The bytes of one input, decompressed as they come, with the places where bytes were lost.
//
//   file      [ member 0 ][ member 1 ][ damaged ..... ][ member 3 ]        offsets in the file
//   stream     aaaaaaaaaa  bbbbbbbb    ccc|             dddddddd           positions, counted after decompression
//                                         └ Damage{at, offset, "gzip-crc"}
//
// gzip (any number of members) and zstd (frames) are seen by their first bytes, whatever the file is called. After a damaged
// member the stream looks for the next one and goes on; the reader learns of it by take_damage(). A gzip member that has come whole
// is inflated in one go, all else in small steps. Memory: what the reader has not yet consumed, and 2 MB. One thread at a time.
#pragma once
#include <cstdlib>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "page/byte_source.h"
#include "page/decoder.h"

namespace readout {

// Bytes are missing or cannot be trusted just before position `at`.
struct Damage {
  std::uint64_t at = 0;      // position in the stream
  std::uint64_t offset = 0;  // of the member, in the file
  std::string reason, detail;
};

// A growing run of bytes, read at one end and written at the other. realloc moves big blocks without copying and without a second
// block in memory, which std::string cannot; kPadding bytes past the end may be read (simdjson asks for them).
class Buffer {
 public:
  static constexpr std::size_t kPadding = 64;
  Buffer() = default;
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;
  ~Buffer() { std::free(data_); }

  std::string_view view() const { return {data_ + begin_, end_ - begin_}; }
  std::size_t size() const { return end_ - begin_; }
  char* room(std::size_t n);  // space for n more bytes
  void add(std::size_t n) { end_ += n; }
  void drop(std::size_t n) { begin_ += n; }
  void clear() {
    std::free(std::exchange(data_, nullptr));
    begin_ = end_ = capacity_ = 0;
  }

 private:
  char* data_ = nullptr;
  std::size_t begin_ = 0, end_ = 0, capacity_ = 0;
};

class Stream {
 public:
  Stream(std::unique_ptr<ByteSource> source, const PageLimits& limits) : source_(std::move(source)), limits_(limits) {}

  // What is read and not consumed. Valid until the next more() or consume(); Buffer::kPadding bytes past it may be read.
  std::string_view view() const { return out_.view(); }
  // Adds what comes next: one read(2), or what it decompresses to. False at the end.
  bool more();
  // Tries to have n bytes in view.
  bool fill(std::size_t n) {
    while (out_.size() < n)
      if (!more()) return false;
    return true;
  }
  void consume(std::size_t n);
  std::uint64_t position() const { return position_; }  // of view()'s first byte

  // From here on a new record is read: the ratio of decompression is counted per record.
  void begin_record();
  // The oldest damage not yet taken, or none.
  const Damage* damage() const { return damages_.empty() ? nullptr : &damages_.front(); }
  // The oldest damage at or before `position`, once.
  std::optional<Damage> take_damage(std::uint64_t position);
  bool compressed() const { return decoder_ != nullptr; }
  // Where the member that holds `position` begins in the file, and in the stream. Not compressed: position and position.
  struct Member {
    std::uint64_t position = 0, offset = 0;
  };
  Member member_at(std::uint64_t position) const;
  // The first member that begins after `position` and is known already.
  std::optional<std::uint64_t> next_member(std::uint64_t position) const;

 private:
  bool read_raw();
  bool start();
  bool start_member();
  bool inflate_member();
  void decode_some();
  void add_damage(std::string reason, std::string detail);
  void look_back();
  bool resync(std::size_t from);
  bool decodes(std::string_view raw);

  std::unique_ptr<ByteSource> source_;
  PageLimits limits_;
  Buffer out_;
  std::uint64_t position_ = 0;

  // Compressed input only. raw_ holds file bytes from raw_offset_; those before raw_at_ are decoded and kept for resync().
  Encoding encoding_ = Encoding::none;
  std::unique_ptr<Decoder> decoder_;
  std::unique_ptr<MemberInflater> inflater_;  // gzip alone
  bool whole_ = true;                         // the last member ended well: the next one may be inflated in one go
  Buffer raw_;
  std::size_t raw_at_ = 0;
  std::uint64_t raw_offset_ = 0;
  enum class State { fresh, plain, between, inside, ended } state_ = State::fresh;
  std::uint64_t record_out_ = 0, record_raw_ = 0;  // where the record began, for the ratio
  std::deque<Member> members_;
  std::deque<Damage> damages_;
};

}  // namespace readout
