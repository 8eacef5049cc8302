// Where bytes come from: a file, standard input, or memory. One thread at a time.
#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "readout/result.h"

namespace readout {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // Up to `n` bytes into `out`, as soon as there is one (read(2) semantics: a pipe gives what its writer has written so far).
  // 0 at the end. A read that fails ends the input and leaves its reason in error().
  virtual std::size_t read(char* out, std::size_t n) = 0;
  virtual std::string error() const { return {}; }
};

// A file, or standard input for "-". A folder is an error.
Result<std::unique_ptr<ByteSource>> open_file(const std::string& path);
// Bytes already in memory, which must outlive the source; at most `step` at a time (tests of streaming).
std::unique_ptr<ByteSource> memory_source(std::string_view bytes, std::size_t step = 1 << 20);

}  // namespace readout
