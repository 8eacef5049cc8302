// data/article/page_words.tsv, compiled: the words by which a page says what it is about: section, tags, wall.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

#include "base/hash_map.h"
#include "base/text_file.h"
#include "readout/result.h"

namespace readout {

enum class PageWord : unsigned char {
  home,
  place,
  tag_path,
  tag_class,
  tag_not,
  crumb_class,
  wall_class,
  wall_line,
  tag_junk,
  tag_key,
  n_kinds
};

class PageWords {
 public:
  static Result<PageWords> compile(const TextFile& file);
  // Whether the whole of `text` is a word of this kind: letter case, accents, marks and blanks aside.
  bool is(PageWord kind, std::string_view text) const;
  // Whether `line` begins with one.
  bool begins(PageWord kind, std::string_view line) const;
  // The kinds, a bit each, of which one of the names in the value of a class or id has words, one to three that follow each other.
  std::uint32_t kinds_named(std::string_view value) const;
  bool names(PageWord kind, std::string_view value) const { return has(kinds_named(value), kind); }
  static bool has(std::uint32_t kinds, PageWord kind) { return (kinds >> static_cast<unsigned>(kind) & 1u) != 0; }

 private:
  std::uint32_t kinds_of(std::uint64_t hash) const {
    const std::uint32_t* kinds = kinds_.find(hash);
    return kinds == nullptr ? 0 : *kinds;
  }
  HashMap<std::uint32_t> kinds_;                                                    // a bit a kind, by hash of the letter_key()
  std::array<std::size_t, static_cast<std::size_t>(PageWord::n_kinds)> longest_{};  // bytes
};

}  // namespace readout
