// For the tests of this folder only: does each Origin lead to the bytes it names? Decodes those bytes anew, by ICU and alone, and
// compares: the slow twin of DecodedText's way back.
#pragma once
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <memory>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "readout/article.h"

namespace readout {

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;
inline Converter converter_of(const std::string& encoding) {
  UErrorCode status = U_ZERO_ERROR;
  return {ucnv_open(encoding.c_str(), &status), &ucnv_close};
}

inline std::string decode_with(const std::string& encoding, std::string_view bytes) {
  std::size_t replaced = 0;
  if (encoding == "UTF-8") return repair_utf8(bytes, replaced);
  const Converter converter = converter_of(encoding);
  std::vector<UChar> units(bytes.size() * 2 + 8);
  UErrorCode status = U_ZERO_ERROR;
  const auto n = ucnv_toUChars(converter.get(), units.data(), static_cast<std::int32_t>(units.size()), bytes.data(),
                               static_cast<std::int32_t>(bytes.size()), &status);
  std::string out;
  icu::UnicodeString text(units.data(), n);
  text.findAndReplace(icu::UnicodeString(UChar{0x1A}), icu::UnicodeString(UChar{0xFFFD}));  // ICU's mark for some single bytes
  text.toUTF8String(out);
  return out;
}

// Characters that the encoding lacks become references (&#8212;), as browsers write them in forms.
inline std::string encode_with(const std::string& encoding, std::string_view text) {
  if (encoding == "UTF-8") return std::string(text);
  const Converter converter = converter_of(encoding);
  UErrorCode status = U_ZERO_ERROR;
  ucnv_setFromUCallBack(converter.get(), UCNV_FROM_U_CALLBACK_ESCAPE, UCNV_ESCAPE_XML_DEC, nullptr, nullptr, &status);
  const auto units = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
  std::string out(text.size() * 10 + 16, '\0');
  const auto n = ucnv_fromUChars(converter.get(), out.data(), static_cast<std::int32_t>(out.size()), units.getBuffer(), units.length(), &status);
  out.resize(static_cast<std::size_t>(n));
  return out;
}

// Blanks, controls and marks that are never shown, and references to them.
inline bool only_blanks(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '&') return true;  // which reference it is, is the tokenizer's test
    const Rune rune = rune_at(text, at);
    const bool unseen = rune.value <= 0x20 || (rune.value >= 0x7F && rune.value < 0xA0) || rune.value == 0xAD || rune.value == 0xFEFF ||
                        (rune.value >= 0x200B && rune.value <= 0x200F) || (rune.value >= 0x2028 && rune.value <= 0x202E) ||
                        (rune.value >= 0x2060 && rune.value <= 0x2069);
    if (!unseen && !is_space(rune.value)) return false;
    at += rune.size;
  }
  return true;
}

// What is wrong with the origins, each in a line; empty when all lead back.
inline std::string wrong_origins(const Article& article, std::string_view bytes, const std::string& encoding) {
  std::string wrong;
  std::uint32_t before = 0;
  for (const Origin& origin : article.origins) {
    if (origin.text.begin < before || origin.text.end > article.text.size() || origin.text.begin > origin.text.end ||
        origin.page_begin > origin.page_end || origin.page_end > bytes.size()) {
      wrong += "an origin out of order or of bounds\n";
      break;
    }
    before = origin.text.end;
    const std::string_view text = std::string_view(article.text).substr(origin.text.begin, origin.text.size());
    const std::string_view page = bytes.substr(origin.page_begin, origin.page_end - origin.page_begin);
    std::string decoded = decode_with(encoding, page);
    if (decoded != text && encoding == "ISO-2022-JP") {  // the state stands before the slice
      const std::string head = decode_with(encoding, bytes.substr(0, origin.page_begin));
      decoded = decode_with(encoding, bytes.substr(0, origin.page_end)).substr(head.size());
    }
    // A line break in a paragraph is a blank of the text, and may stand inside a range.
    if (decoded.size() == text.size())
      for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] == ' ' && std::string_view("\n\r\t\f").find(decoded[i]) != std::string_view::npos) decoded[i] = ' ';
    const bool reference = !decoded.empty() && decoded[0] == '&' && decoded.size() <= 40;
    if (decoded == text || reference || (text == " " && only_blanks(decoded))) continue;
    wrong += "'" + std::string(text) + "' from '" + decoded + "' at " + std::to_string(origin.page_begin) + "\n";
  }
  return wrong;
}

}  // namespace readout
