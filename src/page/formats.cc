#include "page/formats.h"

#include <algorithm>

#include "base/text.h"

namespace readout {
namespace {

// To add a format: a reader in its own file, a line here, a target in fuzz/.
constexpr Format kFormats[] = {
    {InputFormat::html, "html", ".html .htm .xhtml .shtml", open_html}, {InputFormat::text, "text", ".txt .text .md", open_text},
    {InputFormat::jsonl, "jsonl", ".jsonl .ndjson .json", open_jsonl},  {InputFormat::warc, "warc", ".warc .wet", open_warc},
    {InputFormat::conllu, "conllu", ".conllu .conll", open_conllu},
};
constexpr std::string_view kCompressions[] = {".gz", ".zst"};

std::string_view file_name(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

bool ends_with_caseless(std::string_view text, std::string_view ending) {
  return text.size() > ending.size() && std::equal(ending.begin(), ending.end(), text.end() - static_cast<std::ptrdiff_t>(ending.size()),
                                                   [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b + 32 : b); });
}

std::string_view strip_compression(std::string_view name) {
  for (const auto ending : kCompressions)
    if (ends_with_caseless(name, ending)) return name.substr(0, name.size() - ending.size());
  return name;
}

// The format and the length of its ending.
std::pair<const Format*, std::size_t> find_ending(std::string_view name) {
  for (const Format& format : kFormats)
    for (const auto ending : split(format.endings, ' '))
      if (ends_with_caseless(name, ending)) return {&format, ending.size()};
  return {nullptr, 0};
}

}  // namespace

const Format& format_of(InputFormat format) {
  return *std::find_if(std::begin(kFormats), std::end(kFormats) - 1, [&](const Format& f) { return f.format == format; });
}

InputFormat format_by_name(std::string_view path) {
  const auto [format, size] = find_ending(strip_compression(file_name(path)));
  return format != nullptr ? format->format : InputFormat::automatic;
}

std::string_view stem_of(std::string_view path) {
  const std::string_view name = strip_compression(file_name(path));
  const auto [format, size] = find_ending(name);
  return name.substr(0, name.size() - size);
}

Result<InputFormat> parse_input_format(std::string_view name) {
  std::vector<std::string> names;
  for (const Format& format : kFormats) {
    if (format.name == name) return format.format;
    names.emplace_back(format.name);
  }
  return Error{Error::Code::bad_input, "unknown input format; one of " + join(names, ", "), std::string(name)};
}

}  // namespace readout
