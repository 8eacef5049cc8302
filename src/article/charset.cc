#include "article/charset.h"

#include <uchardet.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "base/text.h"
#include "base/utf8.h"

namespace readout {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

std::string lower_trimmed(std::string_view text) {
  std::string out(trim(text));
  for (char& c : out) c = lower(c);
  return out;
}

// The standard asks for 1024 bytes and has a browser start again when a later <meta> says otherwise; this does both at once.
constexpr std::size_t kPrescanBytes = 16384;
constexpr std::size_t kSniffBytes = 200'000;

}  // namespace

Result<CharsetLabels> CharsetLabels::compile(const TextFile& file) {
  CharsetLabels labels;
  for (const Line& line : data_lines(file.text)) {
    const auto fields = split(line.text, '\t');
    if (fields.size() != 2)
      return Error{Error::Code::bad_data, "a line is LABEL <tab> ENCODING", file.name + ":" + std::to_string(line.number)};
    labels.names_[lower_trimmed(fields[0])] = std::string(fields[1]);
  }
  return labels;
}

std::string_view CharsetLabels::find(std::string_view label) const {
  const auto it = names_.find(lower_trimmed(label));
  return it == names_.end() ? std::string_view() : std::string_view(it->second);
}

namespace {
// First byte from `at` on that is not ASCII; bytes.size() when all are. Thirty-two bytes a step.
std::size_t skip_ascii(std::string_view bytes, std::size_t at) {
  constexpr std::uint64_t kHigh = 0x8080808080808080ULL;
  while (at + 32 <= bytes.size()) {
    std::uint64_t words[4];
    std::memcpy(words, bytes.data() + at, sizeof words);
    if ((words[0] | words[1] | words[2] | words[3]) & kHigh) break;
    at += 32;
  }
  while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80) ++at;
  return at;
}
}  // namespace

std::size_t first_invalid_utf8(std::string_view bytes, std::size_t from) {
  for (std::size_t at = from; at < bytes.size();) {
    if (static_cast<unsigned char>(bytes[at]) < 0x80) {
      at = skip_ascii(bytes, at);
      continue;
    }
    const std::size_t length = long_utf8_length(bytes, at);
    if (length == 0) return at;
    at += length;
  }
  return bytes.size();
}

std::string_view sniff_utf16(std::string_view bytes) {
  bytes = bytes.substr(0, 4096);
  if (bytes.size() < 8 || bytes.find('\0') == bytes.npos) return {};
  std::size_t zeros[2] = {0, 0};
  for (std::size_t i = 0; i < bytes.size(); ++i) zeros[i % 2] += bytes[i] == '\0';
  const auto [low, high] = std::minmax(zeros[0], zeros[1]);
  if (high * 10 < bytes.size() * 3 || low * 50 > bytes.size()) return {};
  return zeros[1] > zeros[0] ? "UTF-16LE" : "UTF-16BE";
}

std::uint32_t DecodedText::page_offset(std::uint32_t at) const {
  if (runs_.empty()) return at + shift_;
  auto it = std::upper_bound(runs_.begin(), runs_.end(), at, [](std::uint32_t x, const Run& run) { return x < run.out; });
  if (it == runs_.begin()) return at;
  --it;
  return it->in + (at - it->out) / it->out_unit * it->in_unit;
}

// Appends characters and merges those of equal lengths into runs.
struct DecodeWriter {
  DecodedText& out;
  void add(char32_t rune, std::size_t in_at, std::size_t in_size) {
    const auto at = static_cast<std::uint32_t>(out.owned_.size());
    append_utf8(out.owned_, rune);
    mark(at, static_cast<std::uint32_t>(in_at), static_cast<std::uint8_t>(out.owned_.size() - at),
         static_cast<std::uint8_t>(std::min<std::size_t>(in_size, 255)));
  }
  void mark(std::uint32_t at, std::uint32_t in, std::uint8_t out_unit, std::uint8_t in_unit) {
    auto& runs = out.runs_;
    if (!runs.empty()) {
      const auto& last = runs.back();
      if (last.out_unit == out_unit && last.in_unit == in_unit && last.in + (at - last.out) / out_unit * in_unit == in) return;
    }
    runs.push_back({at, in, out_unit, in_unit});
  }
  void repair_utf8(std::string_view bytes, std::size_t shift) {
    std::size_t at = 0;
    while (at < bytes.size()) {
      const std::size_t bad = first_invalid_utf8(bytes, at);
      if (bad > at) {
        mark(static_cast<std::uint32_t>(out.owned_.size()), static_cast<std::uint32_t>(at + shift), 1, 1);
        out.owned_.append(bytes.substr(at, bad - at));
      }
      if (bad < bytes.size()) {
        add(0xFFFD, bad + shift, 1);
        ++out.replaced_;
      }
      at = bad + 1;
    }
  }
  // ICU's own substitution writes U+001A for single bytes of some encodings.
  static void replace_invalid(const void*, UConverterToUnicodeArgs* to, const char*, std::int32_t, UConverterCallbackReason reason,
                              UErrorCode* status) {
    if (reason > UCNV_IRREGULAR) return;  // the converter is reset or closed
    *status = U_ZERO_ERROR;
    constexpr UChar kReplacement = 0xFFFD;
    ucnv_cbToUWriteUChars(to, &kReplacement, 1, 0, status);
  }
  // False when ICU has no such converter.
  bool convert(std::string_view bytes, std::size_t shift, const std::string& encoding) {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(encoding.c_str(), &status), &ucnv_close);
    if (U_FAILURE(status) || !converter) return false;
    ucnv_setToUCallBack(converter.get(), replace_invalid, nullptr, nullptr, nullptr, &status);
    constexpr std::size_t kChunk = 1 << 12;
    std::vector<UChar> units(kChunk);
    std::vector<std::int32_t> offsets(kChunk);
    const char* source = bytes.data();
    const char* const end = source + bytes.size();
    char32_t high = 0;
    std::size_t high_at = 0, last_at = 0;
    struct Pending {
      char32_t rune;
      std::size_t at;
    };
    std::vector<Pending> pending;
    const auto flush = [&](std::size_t until) {
      for (std::size_t i = 0; i < pending.size(); ++i) {
        const std::size_t next = i + 1 < pending.size() ? pending[i + 1].at : until;
        const std::size_t size = next > pending[i].at ? next - pending[i].at : 1;
        char32_t rune = pending[i].rune;
        if (rune == 0xFFFD) ++out.replaced_;
        if ((rune < 0x20 || rune == 0x7F) && size == 1) rune = static_cast<unsigned char>(bytes[pending[i].at]);  // IBM's tables turn three
        add(rune, pending[i].at + shift, size);
      }
      pending.clear();
    };
    do {
      UChar* target = units.data();
      const auto base = static_cast<std::size_t>(source - bytes.data());
      status = U_ZERO_ERROR;
      ucnv_toUnicode(converter.get(), &target, units.data() + kChunk, &source, end, offsets.data(), true, &status);
      const auto n = static_cast<std::size_t>(target - units.data());
      for (std::size_t i = 0; i < n; ++i) {
        const std::size_t at = offsets[i] >= 0 ? base + static_cast<std::size_t>(offsets[i]) : last_at;
        last_at = at;
        const char32_t unit = units[i];
        if (unit >= 0xD800 && unit < 0xDC00) {
          high = unit;
          high_at = at;
        } else if (unit >= 0xDC00 && unit < 0xE000) {
          pending.push_back({high ? 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00) : char32_t{0xFFFD}, high ? high_at : at});
          high = 0;
        } else {
          pending.push_back({unit, at});
        }
      }
      flush(static_cast<std::size_t>(source - bytes.data()));
    } while (status == U_BUFFER_OVERFLOW_ERROR);
    return true;
  }
};

namespace {
// Value of charset= in a content attribute ("text/html; charset=koi8-r").
std::string charset_in_content(std::string_view content) {
  std::string low = to_lower(content);
  std::size_t at = 0;
  while ((at = low.find("charset", at)) != std::string::npos) {
    at += 7;
    while (at < low.size() && is_blank(low[at])) ++at;
    if (at >= low.size() || low[at] != '=') continue;
    ++at;
    while (at < low.size() && is_blank(low[at])) ++at;
    if (at < low.size() && (low[at] == '"' || low[at] == '\'')) {
      const std::size_t close = low.find(low[at], at + 1);
      return close == std::string::npos ? std::string() : low.substr(at + 1, close - at - 1);
    }
    std::size_t end = at;
    while (end < low.size() && !is_blank(low[end]) && low[end] != ';') ++end;
    return low.substr(at, end - at);
  }
  return {};
}

// Reads one attribute as the prescan does; false at '>' or the end.
bool prescan_attribute(std::string_view in, std::size_t& at, std::string& name, std::string& value) {
  name.clear();
  value.clear();
  while (at < in.size() && (is_blank(in[at]) || in[at] == '/')) ++at;
  if (at >= in.size() || in[at] == '>') return false;
  while (at < in.size() && !(in[at] == '=' && !name.empty()) && !is_blank(in[at]) && in[at] != '/' && in[at] != '>')
    name += lower(in[at++]);
  while (at < in.size() && is_blank(in[at])) ++at;
  if (at >= in.size() || in[at] != '=') return true;
  ++at;
  while (at < in.size() && is_blank(in[at])) ++at;
  if (at >= in.size()) return true;
  if (in[at] == '"' || in[at] == '\'') {
    const char quote = in[at++];
    while (at < in.size() && in[at] != quote) value += lower(in[at++]);
    if (at < in.size()) ++at;
  } else {
    while (at < in.size() && !is_blank(in[at]) && in[at] != '>') value += lower(in[at++]);
  }
  return true;
}

std::string detect(std::string_view bytes) {
  std::unique_ptr<std::remove_pointer_t<uchardet_t>, decltype(&uchardet_delete)> detector(uchardet_new(), &uchardet_delete);
  // Markup is ASCII and says nothing: feed the stretches around high bytes only.
  std::size_t fed = 0;
  for (std::size_t at = 0; at < bytes.size() && fed < kSniffBytes; ++at) {
    if (static_cast<unsigned char>(bytes[at]) < 0x80) continue;
    const std::size_t begin = at > 8 ? at - 8 : 0, size = std::min<std::size_t>(256, bytes.size() - begin);
    if (uchardet_handle_data(detector.get(), bytes.data() + begin, size) != 0) break;
    fed += size;
    at = begin + size;
  }
  uchardet_data_end(detector.get());
  return uchardet_get_charset(detector.get());
}
}  // namespace

std::string_view prescan_meta_charset(std::string_view bytes, const CharsetLabels& labels) {
  const std::string_view in = bytes.substr(0, kPrescanBytes);
  std::string name, value;
  for (std::size_t at = 0; at < in.size();) {
    const std::size_t open = in.find('<', at);
    if (open == std::string_view::npos) return {};
    at = open;
    if (in.substr(at, 4) == "<!--") {
      const std::size_t close = in.find("-->", at + 2);
      if (close == std::string_view::npos) return {};
      at = close + 3;
    } else if (to_lower(in.substr(at, 5)) == "<meta" && at + 5 < in.size() && (is_blank(in[at + 5]) || in[at + 5] == '/')) {
      at += 5;
      bool pragma = false, need_pragma = false;
      std::string found;
      while (prescan_attribute(in, at, name, value)) {
        if (name == "http-equiv" && value == "content-type") pragma = true;
        if (name == "charset" && found.empty()) found = value, need_pragma = false;
        if (name == "content" && found.empty()) {
          found = charset_in_content(value);
          need_pragma = !found.empty();
        }
      }
      if (at >= in.size()) return {};  // cut off inside the tag
      const std::string_view encoding = labels.find(found);
      if (!encoding.empty() && (!need_pragma || pragma)) return encoding;
    } else if (at + 1 < in.size() && (in[at + 1] == '/' || (lower(in[at + 1]) >= 'a' && lower(in[at + 1]) <= 'z'))) {
      at += 1;
      while (at < in.size() && !is_blank(in[at]) && in[at] != '>') ++at;
      while (prescan_attribute(in, at, name, value)) {
      }
    } else if (at + 1 < in.size() && (in[at + 1] == '!' || in[at + 1] == '?')) {
      const std::size_t close = in.find('>', at);
      if (close == std::string_view::npos) return {};
      at = close + 1;
    } else {
      ++at;
    }
  }
  return {};
}

DecodedText decode_page(std::string_view bytes, std::string_view carrier_charset, const CharsetLabels& labels, bool html) {
  DecodedText out;
  out.encoding_ = "UTF-8";
  std::string_view rest = bytes;
  std::string encoding;
  if (starts_with(bytes, "\xEF\xBB\xBF")) {
    out.shift_ = 3;
    rest = bytes.substr(3);
    encoding = "UTF-8";
  } else if (starts_with(bytes, "\xFF\xFE") || starts_with(bytes, "\xFE\xFF")) {
    encoding = bytes[0] == '\xFF' ? "UTF-16LE" : "UTF-16BE";
    out.shift_ = 2;
    rest = bytes.substr(2);
  }
  const bool marked = !encoding.empty();
  if (!marked) {
    encoding = labels.find(carrier_charset);
    // No UTF-16 is without a zero byte and valid UTF-8 as well; what looks like it is it, whatever the label.
    const std::string_view wide = sniff_utf16(bytes);
    if (!wide.empty() && !starts_with(encoding, "UTF-16"))
      encoding = wide;
    else if (starts_with(encoding, "UTF-16") && bytes.find('\0') == bytes.npos && first_invalid_utf8(bytes) == bytes.size())
      encoding = "UTF-8";
  }
  if (encoding.empty() && html) {
    encoding = prescan_meta_charset(bytes, labels);
    // A <meta> that could be read as ASCII cannot be in UTF-16.
    if (starts_with(encoding, "UTF-16")) encoding = "UTF-8";
  }
  const bool labelled = !encoding.empty();
  const bool utf16 = starts_with(encoding, "UTF-16");
  if (!utf16) {
    const std::size_t ascii = skip_ascii(rest, 0), bad = first_invalid_utf8(rest, ascii);
    const bool high = ascii < rest.size();
    // ISO-2022-JP is ASCII bytes with escapes, so "valid UTF-8" says nothing there. Its escapes stand in no other text.
    if (!high && (rest.find("\x1B$B") != rest.npos || rest.find("\x1B$@") != rest.npos)) encoding = "ISO-2022-JP";
    if (bad == rest.size() && (high || encoding != "ISO-2022-JP")) {
      out.label_was_wrong_ = high && labelled && encoding != "UTF-8";
      out.view_ = rest;
      return out;
    }
    if (encoding == "UTF-8" && !marked) {
      std::size_t errors = 0, multi = 0;
      for (std::size_t at = 0; at < rest.size();) {
        if (static_cast<unsigned char>(rest[at]) < 0x80) {
          ++at;
          continue;
        }
        const std::size_t length = utf8_length(rest, at);
        ++(length == 0 ? errors : multi);
        at += length == 0 ? 1 : length;
      }
      if (errors > multi) {
        out.label_was_wrong_ = true;
        encoding.clear();
      }
    }
    if (encoding.empty()) {
      encoding = labels.find(detect(rest));
      if (encoding == "KOI8-R") encoding = "KOI8-U";  // the same but for Ukrainian letters, where KOI8-R draws boxes
      if (encoding.empty() || (encoding == "UTF-8" && out.label_was_wrong_)) encoding = "windows-1252";
    }
  }
  out.encoding_ = encoding;
  out.owned_.reserve(rest.size() + rest.size() / 4);
  DecodeWriter writer{out};
  if (encoding == "UTF-8" || !writer.convert(rest, out.shift_, encoding)) writer.repair_utf8(rest, out.shift_);
  if (out.owned_.empty()) out.view_ = {};
  return out;
}

}  // namespace readout
