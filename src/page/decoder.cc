#include "page/decoder.h"

#include <libdeflate.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <new>

#include "base/format.h"
#include "base/text.h"

namespace readout {
namespace {

// A frame asks for its window before it is read: more than 32 MB (zstd --ultra, --long) is refused, not allocated.
constexpr int kZstdWindowLog = 25;

class ZlibDecoder final : public Decoder {
 public:
  ZlibDecoder(std::string_view label, int window) : label_(label) { inflateInit2(&z_, window); }
  ZlibDecoder(const ZlibDecoder&) = delete;
  ZlibDecoder& operator=(const ZlibDecoder&) = delete;
  ~ZlibDecoder() override { inflateEnd(&z_); }

  Step run(std::string_view in, char* out, std::size_t room) override {
    constexpr std::size_t kMost = 1u << 30;  // zlib counts in 32 bits
    const auto n_in = static_cast<uInt>(std::min(in.size(), kMost)), n_out = static_cast<uInt>(std::min(room, kMost));
    z_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));  // zlib never writes there
    z_.avail_in = n_in;
    z_.next_out = reinterpret_cast<Bytef*>(out);
    z_.avail_out = n_out;
    const int status = inflate(&z_, Z_NO_FLUSH);
    Step step{n_in - z_.avail_in, n_out - z_.avail_out, State::more};
    if (status == Z_STREAM_END) {
      step.state = State::member_end;
    } else if (status != Z_OK && status != Z_BUF_ERROR) {
      step.state = State::bad;
      detail = z_.msg != nullptr ? z_.msg : "damaged";
      const bool crc = detail == "incorrect data check" || detail == "incorrect length check";
      reason = std::string(label_) + (crc ? "-crc" : "-bad");
    }
    return step;
  }
  void reset() override { inflateReset(&z_); }

 private:
  std::string_view label_;
  z_stream z_{};
};

class ZstdDecoder final : public Decoder {
 public:
  ZstdDecoder() : z_(ZSTD_createDCtx()) { ZSTD_DCtx_setParameter(z_.get(), ZSTD_d_windowLogMax, kZstdWindowLog); }

  Step run(std::string_view in, char* out, std::size_t room) override {
    ZSTD_inBuffer from{in.data(), in.size(), 0};
    ZSTD_outBuffer to{out, room, 0};
    const std::size_t left = ZSTD_decompressStream(z_.get(), &to, &from);
    Step step{from.pos, to.pos, State::more};
    if (ZSTD_isError(left) != 0) {
      step.state = State::bad;
      detail = ZSTD_getErrorName(left);
      reason = "zstd-bad";
    } else if (left == 0) {
      step.state = State::member_end;
    }
    return step;
  }
  void reset() override { ZSTD_DCtx_reset(z_.get(), ZSTD_reset_session_only); }

 private:
  struct Free {
    void operator()(ZSTD_DCtx* z) const { ZSTD_freeDCtx(z); }
  };
  std::unique_ptr<ZSTD_DCtx, Free> z_;
};

}  // namespace

std::string_view name(Encoding encoding) {
  constexpr std::string_view kNames[] = {"none", "gzip", "zlib", "deflate", "zstd"};
  return kNames[static_cast<std::size_t>(encoding)];
}

Encoding sniff_encoding(std::string_view bytes) {
  if (starts_with(bytes, "\x1f\x8b\x08")) return Encoding::gzip;
  if (starts_with(bytes, "\x28\xb5\x2f\xfd")) return Encoding::zstd;
  return Encoding::none;
}

std::unique_ptr<Decoder> make_decoder(Encoding encoding) {
  switch (encoding) {
    case Encoding::gzip: return std::make_unique<ZlibDecoder>("gzip", 16 + MAX_WBITS);
    case Encoding::zlib: return std::make_unique<ZlibDecoder>("deflate", MAX_WBITS);
    case Encoding::deflate: return std::make_unique<ZlibDecoder>("deflate", -MAX_WBITS);
    case Encoding::zstd: return std::make_unique<ZstdDecoder>();
    case Encoding::none: break;
  }
  return nullptr;
}

MemberInflater::MemberInflater() : inflater_(libdeflate_alloc_decompressor()) {
  if (inflater_ == nullptr) throw std::bad_alloc();
}

void MemberInflater::Free::operator()(libdeflate_decompressor* inflater) const { libdeflate_free_decompressor(inflater); }

std::optional<MemberInflater::Made> MemberInflater::inflate(std::string_view in, char* out, std::size_t room) {
  Made made;
  if (libdeflate_gzip_decompress_ex(inflater_.get(), in.data(), in.size(), out, room, &made.used, &made.made) != LIBDEFLATE_SUCCESS)
    return std::nullopt;
  return made;
}

std::string bomb_detail(const PageLimits& limits) {
  return format("decompresses more than {}:1 above 1 MB, taken for a decompression bomb", limits.ratio);
}

Decoded decode(Encoding encoding, std::string_view content, const PageLimits& limits) {
  Decoded out;
  const auto decoder = make_decoder(encoding);
  std::string_view in = content;
  std::size_t size = 0;
  const auto stop = [&](std::string reason, std::string detail) {
    out.reason = std::move(reason);
    out.detail = std::move(detail);
  };
  while (out.reason.empty()) {
    if (size == out.bytes.size())
      out.bytes.resize(std::max<std::size_t>(out.bytes.size() * 2, std::clamp<std::size_t>(content.size() * 4, 1 << 12, 1 << 20)));
    const Decoder::Step step = decoder->run(in, out.bytes.data() + size, out.bytes.size() - size);
    in.remove_prefix(step.used);
    size += step.made;
    if (is_bomb(size, content.size() - in.size(), limits)) {
      stop("bomb", bomb_detail(limits));
    } else if (size > limits.page_bytes) {
      stop("too-large", format("over {} MB decompressed, the limit of a page", limits.page_bytes >> 20));
    } else if (step.state == Decoder::State::bad) {
      stop(decoder->reason, decoder->detail);
    } else if (step.state == Decoder::State::member_end) {
      // Only gzip and zstd are made of members; whatever else follows is padding.
      if (in.empty() || sniff_encoding(in) != encoding) break;
      decoder->reset();
    } else if (in.empty() && step.made == 0) {
      stop(std::string(name(encoding)) + "-cut", "ends before its end mark");
    }
  }
  out.bytes.resize(size);
  return out;
}

}  // namespace readout
