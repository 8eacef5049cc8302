#include "page/sniff.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/text.h"

namespace readout {
namespace {

constexpr std::size_t kLook = 4096;

struct Magic {
  std::size_t at;
  std::string_view bytes;
  std::string_view name;
};
using namespace std::string_view_literals;
constexpr Magic kMagics[] = {
    {0, "\x89PNG\r\n"sv, "PNG image"},
    {0, "\xff\xd8\xff"sv, "JPEG image"},
    {0, "GIF87a"sv, "GIF image"},
    {0, "GIF89a"sv, "GIF image"},
    {8, "WEBP"sv, "WebP image"},
    {0, "%PDF-"sv, "PDF"},
    {0, "PK\x03\x04"sv, "ZIP archive (or office document)"},
    {0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv, "office document"},
    {0, "{\\rtf"sv, "rich text document"},
    {0, "%!PS"sv, "PostScript"},
    {0, "\x1f\x8b"sv, "gzip data"},
    {0, "\x28\xb5\x2f\xfd"sv, "zstd data"},
    {0, "BZh"sv, "bzip2 data"},
    {0,
     "\xfd"
     "7zXZ\0"sv,
     "xz data"},
    {0, "7z\xbc\xaf\x27\x1c"sv, "7z archive"},
    {0, "Rar!\x1a\x07"sv, "RAR archive"},
    {0,
     "\x7f"
     "ELF"sv,
     "program"},
    {0, "MZ\x90"sv, "program"},
    {0, "SQLite format 3\0"sv, "SQLite database"},
    {0, "PAR1"sv, "Parquet file"},
    {0, "OggS"sv, "Ogg sound or video"},
    {0, "ID3"sv, "MP3 sound"},
    {0, "\x1a\x45\xdf\xa3"sv, "Matroska video"},
    {4, "ftyp"sv, "MP4 video"},
    {0, "wOFF"sv, "font"},
    {0, "wOF2"sv, "font"},
    {0, "\0\0\1\0"sv, "icon"},
};

// Two bytes a character, one of them mostly zero: UTF-16 with or without its mark. The charset step reads it.
bool looks_like_utf16(std::string_view bytes) {
  if (starts_with(bytes, "\xff\xfe") || starts_with(bytes, "\xfe\xff")) return true;
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < bytes.size(); ++i) zeros[i % 2] += bytes[i] == '\0';
  const auto [low, high] = std::minmax(zeros[0], zeros[1]);
  return bytes.size() >= 8 && high * 10 >= bytes.size() * 3 && low * 50 <= bytes.size();
}

std::size_t count_of(std::string_view bytes, std::string_view what) {
  std::size_t n = 0;
  for (std::size_t at = 0; (at = bytes.find(what, at)) != std::string_view::npos; at += what.size()) ++n;
  return n;
}

std::string lower(std::string_view bytes) {
  std::string out(bytes);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
  return out;
}

// A line of ten columns with a number in front, after comments.
bool looks_like_conllu(std::string_view bytes) {
  while (!bytes.empty() && bytes.front() == '#') {
    const auto end = bytes.find('\n');
    if (end == std::string_view::npos) return false;
    bytes.remove_prefix(end + 1);
  }
  const std::string_view line = bytes.substr(0, bytes.find('\n'));
  return !line.empty() && line.front() >= '0' && line.front() <= '9' && std::count(line.begin(), line.end(), '\t') == 9;
}

}  // namespace

std::string_view skip_blank(std::string_view bytes) {
  if (starts_with(bytes, "\xef\xbb\xbf")) bytes.remove_prefix(3);
  while (!bytes.empty() && (bytes.front() == ' ' || (bytes.front() >= '\t' && bytes.front() <= '\r'))) bytes.remove_prefix(1);
  return bytes;
}

std::string_view sniff_binary(std::string_view bytes) {
  bytes = bytes.substr(0, kLook);
  for (const Magic& magic : kMagics)
    if (bytes.size() >= magic.at && starts_with(bytes.substr(magic.at), magic.bytes)) return magic.name;
  if (looks_like_utf16(bytes)) return {};
  // Text has next to no control characters; a few NULs do stand in real pages.
  const auto controls = std::count_if(bytes.begin(), bytes.end(), [](unsigned char c) { return c < 9 || (c > 13 && c < 32 && c != 27); });
  return static_cast<std::size_t>(controls) * 20 > bytes.size() ? "binary data" : std::string_view{};
}

bool looks_like_html(std::string_view bytes) {
  const std::string head = lower(skip_blank(bytes).substr(0, kLook));
  if (starts_with(head, "<!doctype html") || starts_with(head, "<html") || starts_with(head, "<head") || starts_with(head, "<body"))
    return true;
  if (!starts_with(head, "<")) return false;
  if (head.find("<html") != std::string::npos || head.find("<!doctype html") != std::string::npos) return true;
  return count_of(head, "<p") + count_of(head, "<div") + count_of(head, "</") + count_of(head, "<meta") >= 3 && !starts_with(head, "<?xml");
}

InputFormat sniff_format(std::string_view bytes) {
  const std::string_view head = skip_blank(bytes).substr(0, kLook);
  if (starts_with(head, "WARC/1.")) return InputFormat::warc;
  if (starts_with(head, "{") && !starts_with(head, "{\\rtf")) return InputFormat::jsonl;
  if (looks_like_html(head)) return InputFormat::html;
  return looks_like_conllu(head) ? InputFormat::conllu : InputFormat::text;
}

}  // namespace readout
