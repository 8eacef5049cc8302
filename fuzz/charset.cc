// Bytes in any charset. The first line names the charset of the HTTP header ("windows-1252"; empty: none); the rest is the page,
// read as HTML and as text.
#include "article/charset.h"
#include "articles.h"

using namespace readout;

namespace {

const CharsetLabels& labels() {
  static const CharsetLabels labels = [] {
    for (const TextFile& file : fuzz::article_files())
      if (file.name.ends_with("charsets.tsv")) return std::move(CharsetLabels::compile(file)).value();
    return CharsetLabels();
  }();
  return labels;
}

// The way back leads forward through the page, and to the byte itself where the text is ASCII.
void check_offsets(const DecodedText& decoded, std::string_view bytes) {
  const std::string_view text = decoded.text();
  fuzz::require(valid_utf8(text), "the text is valid UTF-8");
  const bool bytewise = !decoded.encoding().starts_with("UTF-16");
  std::uint32_t before = 0;
  for (std::uint32_t at = 0; at < text.size(); at += rune_at(text, at).size) {
    const std::uint32_t from = decoded.page_offset(at);
    fuzz::require(from < bytes.size() && from >= before, "offsets lead forward through the page");
    before = from;
    const auto c = static_cast<unsigned char>(text[at]);
    fuzz::require(!bytewise || c >= 0x80 || static_cast<unsigned char>(bytes[from]) == c, "ASCII stands where it stood");
  }
  fuzz::require(decoded.page_offset(static_cast<std::uint32_t>(text.size())) <= bytes.size(), "the end lies in the page");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = fuzz::bytes_of(data, size);
  const auto end = bytes.find('\n');
  Page page;
  page.id = "in";
  page.charset = bytes.substr(0, end);
  if (end != std::string_view::npos) page.bytes = bytes.substr(end + 1);
  for (const MediaType type : {MediaType::html, MediaType::text}) {
    page.media_type = type;
    check_offsets(decode_page(page.bytes, page.charset, labels(), type == MediaType::html), page.bytes);
    fuzz::check_page(page);
  }
  return 0;
}
