// Decodes the bytes of a page to UTF-8 and remembers where each byte came from.
//
// The encoding is chosen as browsers do (WHATWG "encoding sniffing"): byte order mark, then the carrier's charset, then a
// prescan for <meta>, then what the bytes themselves show (valid UTF-8, else uchardet), else windows-1252. Two departures,
// both from what news archives hold: bytes that are valid UTF-8 with multi-byte characters are UTF-8 whatever the label says,
// and a UTF-8 label on bytes that are mostly not UTF-8 is not believed.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/text_file.h"
#include "readout/result.h"

namespace readout {

// Labels of the WHATWG Encoding Standard → name of the encoding, from data/article/charsets.tsv.
class CharsetLabels {
 public:
  static Result<CharsetLabels> compile(const TextFile& file);
  // The encoding a label names ("latin1" → "windows-1252"); empty when unknown. Blanks around and letter case do not matter.
  std::string_view find(std::string_view label) const;

 private:
  std::unordered_map<std::string, std::string> names_;
};

// Decoded text and the way back. Where the page was valid UTF-8 `text` is a view into it and nothing is copied.
class DecodedText {
 public:
  std::string_view text() const { return owned_.empty() ? view_ : std::string_view(owned_); }
  const std::string& encoding() const { return encoding_; }
  std::size_t replaced() const { return replaced_; }  // bytes that became U+FFFD
  bool label_was_wrong() const { return label_was_wrong_; }
  // Byte offset in the page of byte `at` of text(); `at` may be text().size().
  std::uint32_t page_offset(std::uint32_t at) const;

 private:
  friend DecodedText decode_page(std::string_view, std::string_view, const CharsetLabels&, bool);
  friend struct DecodeWriter;
  // From `out` on, each step of `out_unit` bytes of text came from `in_unit` bytes of page.
  struct Run {
    std::uint32_t out = 0, in = 0;
    std::uint8_t out_unit = 1, in_unit = 1;
  };
  std::string_view view_;
  std::string owned_;
  std::string encoding_;
  std::vector<Run> runs_;
  std::uint32_t shift_ = 0;  // length of the byte order mark, when nothing was copied
  std::size_t replaced_ = 0;
  bool label_was_wrong_ = false;
};

// `carrier_charset` may be empty. `html`: look for <meta>. The result may view `bytes`, which must outlive it.
DecodedText decode_page(std::string_view bytes, std::string_view carrier_charset, const CharsetLabels& labels, bool html);

// The encoding a <meta> in the first bytes names, as the prescan of the HTML standard finds it; empty when none. Labels that
// nobody knows are passed over.
std::string_view prescan_meta_charset(std::string_view bytes, const CharsetLabels& labels);

// UTF-16 without its mark: one byte of each pair is mostly zero, as in all markup. "UTF-16LE", "UTF-16BE" or nothing.
std::string_view sniff_utf16(std::string_view bytes);

// First byte that is not part of valid UTF-8; bytes.size() when all is valid.
std::size_t first_invalid_utf8(std::string_view bytes, std::size_t from = 0);

}  // namespace readout
