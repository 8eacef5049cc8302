// The language of a text.
#pragma once
#include <string>
#include <string_view>

namespace readout {

// ISO 639-1 of the text's language, "" when CLD2 is not sure; `hint` is a language tag the page claims ("de-AT"), may be empty.
std::string detect_language(std::string_view text, std::string_view hint);

}  // namespace readout
