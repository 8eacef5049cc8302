// One file a page in a folder, for `article --output-dir`.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "readout/result.h"

namespace readout {

class PageFiles {
 public:
  // `extension` with its dot. The folder is made where it is missing.
  Result<Done> open(const std::string& folder, std::string_view extension);
  // Writes a file named after `id`; a file left there by an earlier run is replaced whole. Names that collide are numbered in the
  // order of the calls.
  Result<Done> write(std::string_view id, std::string_view bytes);
  std::uint64_t written() const { return written_; }

  // A name that stays in its folder on any system: letters, digits, '.', '_' and '-' of the id, anything else as '_'; at most
  // 100 bytes, never beginning with '.' or '-', never empty.
  static std::string safe_name(std::string_view id);

 private:
  std::string folder_, extension_;
  std::unordered_map<std::string, std::uint32_t> used_;  // lower-case names, for file systems that do not tell case apart
  std::uint64_t written_ = 0;
};

}  // namespace readout
