// Character references ("&amp;", "&#8217;") as the HTML standard reads them, in text and in attribute values.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/text_file.h"
#include "readout/result.h"

namespace readout {

class CharRefs {
 public:
  // data/article/entities.tsv: NAME <tab> hexadecimal code points.
  static Result<CharRefs> compile(const TextFile& file);

  // Reads the reference at `at` (which holds '&'): appends what it stands for and returns its length in bytes, or returns 0
  // when there is none there. In attribute values a name without semicolon before '=' or a letter or digit is no reference.
  std::size_t read(std::string_view text, std::size_t at, bool in_attribute, std::string& out) const;

  // The whole text with every reference read. For values and short texts; long texts go through blocks.cc, which keeps offsets.
  std::string decode(std::string_view text, bool in_attribute) const;

 private:
  std::unordered_map<std::string_view, std::string_view> names_;
  std::shared_ptr<const std::string> storage_;  // what the views point into
  std::size_t longest_ = 0;
};

}  // namespace readout
