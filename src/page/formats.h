// Input formats: what each is called, how it is recognised, what opens it. One table, in formats.cc.
#pragma once
#include <string_view>

#include "page/readers.h"

namespace readout {

struct Format {
  InputFormat format;
  std::string_view name;     // of --from
  std::string_view endings;  // of file names, blank-separated, lower case, without .gz or .zst
  std::unique_ptr<PageReader> (*open)(Opening, std::unique_ptr<Stream>);
};
const Format& format_of(InputFormat format);
// By the file's name; automatic when its ending is none we know.
InputFormat format_by_name(std::string_view path);
// The file name without folders, compression ending and format ending: "a/Story.html.gz" → "Story".
std::string_view stem_of(std::string_view path);

}  // namespace readout
