// Decompression in small steps: gzip, zlib, raw deflate and zstd behind one face, so that limits are checked in one place.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "page/stage.h"

struct libdeflate_decompressor;

namespace readout {

enum class Encoding { none, gzip, zlib, deflate, zstd };
// "gzip", "zstd", …: the first half of reasons such as "gzip-cut".
std::string_view name(Encoding encoding);
// gzip or zstd by their first bytes; none for anything else.
Encoding sniff_encoding(std::string_view bytes);

// Decodes one member (gzip) or frame (zstd) at a time. One thread.
class Decoder {
 public:
  enum class State { more, member_end, bad };
  struct Step {
    std::size_t used = 0;  // bytes of input taken
    std::size_t made = 0;  // bytes of output written
    State state = State::more;
  };
  virtual ~Decoder() = default;
  virtual Step run(std::string_view in, char* out, std::size_t room) = 0;
  virtual void reset() = 0;  // before each next member
  // Why run() said bad: kebab-case, and for people.
  std::string reason, detail;
};
std::unique_ptr<Decoder> make_decoder(Encoding encoding);

// Inflates a gzip member that begins `in` and lies in it whole, and checks its sum; what follows the member is not looked at. None
// when it does not fit into `room`, is cut, or is damaged: a Decoder tells which. Two and a half times as fast as one.
class MemberInflater {
 public:
  MemberInflater();
  struct Made {
    std::size_t used = 0, made = 0;  // bytes of input and of output
  };
  std::optional<Made> inflate(std::string_view in, char* out, std::size_t room);

 private:
  struct Free {
    void operator()(libdeflate_decompressor* inflater) const;
  };
  std::unique_ptr<libdeflate_decompressor, Free> inflater_;
};

// Whole content in memory, as in an HTTP payload. Stops at limits.page_bytes and at limits.ratio.
struct Decoded {
  std::string bytes;
  std::string reason;  // "bomb", "too-large", "gzip-bad", …; empty when all is well. "gzip-cut" leaves what could be read.
  std::string detail;
};
Decoded decode(Encoding encoding, std::string_view content, const PageLimits& limits);

// Decompressed bytes below this are never a bomb, whatever their ratio.
inline constexpr std::uint64_t kRatioFloor = 1 << 20;
inline bool is_bomb(std::uint64_t out, std::uint64_t in, const PageLimits& limits) { return out > kRatioFloor && out / limits.ratio > in; }
// "more than 200 bytes out of each compressed byte".
std::string bomb_detail(const PageLimits& limits);

}  // namespace readout
