// What bytes are, by looking at them. Cheap: at most the first 4 KB.
#pragma once
#include <string_view>

#include "page/stage.h"

namespace readout {

// The kind of file that is certainly no text ("PNG image", "PDF", …), "binary data" when unnamed, or nothing for text.
std::string_view sniff_binary(std::string_view bytes);
bool looks_like_html(std::string_view bytes);
// The format of unnamed bytes; text when nothing better fits.
InputFormat sniff_format(std::string_view bytes);
// Without byte order mark and blanks in front.
std::string_view skip_blank(std::string_view bytes);

}  // namespace readout
