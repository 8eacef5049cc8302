// The language of a text, by CLD2.
#include <cstdio>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <algorithm>

#include "article/language.h"
#include "base/utf8.h"

namespace readout {

std::string detect_language(std::string_view text, std::string_view hint) {
  constexpr std::size_t kEnough = 1000;
  std::size_t size = std::min(text.size(), kEnough);
  while (size > 0 && size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
  const std::string sample(text.substr(0, size));
  const std::string tag(hint.substr(0, 2));
  CLD2::CLDHints hints = {tag.empty() ? nullptr : tag.c_str(), nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  CLD2::Language three[3];
  int percent[3];
  double scores[3];
  int bytes = 0;
  bool reliable = false;
  const CLD2::Language found = CLD2::ExtDetectLanguageSummary(sample.data(), static_cast<int>(sample.size()), true, &hints, 0, three,
                                                              percent, scores, nullptr, &bytes, &reliable);
  std::string code = CLD2::LanguageCode(found);
  if (found == CLD2::UNKNOWN_LANGUAGE || (!reliable && sample.size() > 200 && code != tag)) code.clear();
  if (code == "iw") code = "he";
  if (code.size() > 2 && code[2] == '-') code.resize(2);
  if (code.size() != 2) code = code.empty() ? std::string() : code;
  // Too short to tell: the page's own word is better.
  if (code.empty() && sample.size() < 200 && tag.size() == 2) code = to_lower(tag);
  return code;
}

}  // namespace readout
