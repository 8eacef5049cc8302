#include "ledger/blobs.h"

#include <cstdint>

namespace readout {
namespace {

template <class Number>
void put(std::string& out, Number value) {
  for (std::size_t i = 0; i < sizeof(Number); ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
}

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}
  template <class Number>
  Number get() {
    Number value = 0;
    if (bytes_.size() < sizeof(Number)) {
      ok_ = false;
      return value;
    }
    for (std::size_t i = 0; i < sizeof(Number); ++i)
      value = static_cast<Number>(value | static_cast<Number>(static_cast<unsigned char>(bytes_[i])) << (8 * i));
    bytes_.remove_prefix(sizeof(Number));
    return value;
  }
  template <class Number>
  void list(std::vector<Number>& out, std::size_t n) {
    if (n > bytes_.size() / sizeof(Number)) {
      ok_ = false;
      return;
    }
    out.reserve(n);
    for (std::size_t i = 0; i < n; ++i) out.push_back(get<Number>());
  }
  bool ended_well() const { return ok_ && bytes_.empty(); }
  std::size_t left() const { return bytes_.size(); }

 private:
  std::string_view bytes_;
  bool ok_ = true;
};

}  // namespace

std::string pack_origins(const std::vector<Origin>& origins) {
  std::string out;
  out.reserve(origins.size() * 16);
  for (const Origin& origin : origins)
    for (const std::uint32_t value : {origin.text.begin, origin.text.end, origin.page_begin, origin.page_end}) put(out, value);
  return out;
}

std::vector<Origin> unpack_origins(std::string_view bytes) {
  std::vector<Origin> origins;
  Reader in(bytes);
  while (in.left() >= 16) {
    Origin origin;
    for (std::uint32_t* value : {&origin.text.begin, &origin.text.end, &origin.page_begin, &origin.page_end})
      *value = in.get<std::uint32_t>();
    origins.push_back(origin);
  }
  return origins;
}

std::string pack_sketch(const Sketch& sketch) {
  std::string out;
  out.reserve(24 + (sketch.chain.size() + sketch.keys.size() + sketch.facts.size()) * 4);
  put(out, sketch.text_hash);
  put(out, sketch.n_words);
  for (const std::size_t n : {sketch.chain.size(), sketch.keys.size(), sketch.facts.size()}) put(out, static_cast<std::uint32_t>(n));
  for (const auto value : sketch.chain) put(out, value);
  for (const auto value : sketch.keys) put(out, value);
  for (const auto value : sketch.facts) put(out, value);
  return out;
}

std::optional<Sketch> unpack_sketch(std::string_view bytes) {
  Sketch sketch;
  Reader in(bytes);
  sketch.text_hash = in.get<std::uint64_t>();
  sketch.n_words = in.get<std::uint32_t>();
  const auto chain = in.get<std::uint32_t>(), keys = in.get<std::uint32_t>(), facts = in.get<std::uint32_t>();
  in.list(sketch.chain, chain);
  in.list(sketch.keys, keys);
  in.list(sketch.facts, facts);
  return in.ended_well() ? std::optional(std::move(sketch)) : std::nullopt;
}

}  // namespace readout
