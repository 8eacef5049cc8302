#include "article/char_refs.h"

#include <charconv>
#include <vector>

#include "base/text.h"
#include "base/utf8.h"

namespace readout {
namespace {
bool is_alnum(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// The standard reads the references 128 to 159 as windows-1252.
constexpr char32_t kWindows1252[32] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                       0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                       0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

std::size_t read_numeric(std::string_view text, std::size_t at, std::string& out) {
  std::size_t digit = at + 2;
  const bool hex = digit < text.size() && (text[digit] == 'x' || text[digit] == 'X');
  if (hex) ++digit;
  std::size_t end = digit;
  std::uint32_t value = 0;
  for (; end < text.size(); ++end) {
    const char c = text[end];
    std::uint32_t d = 0;
    if (c >= '0' && c <= '9')
      d = static_cast<std::uint32_t>(c - '0');
    else if (hex && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')))
      d = static_cast<std::uint32_t>((c | 0x20) - 'a' + 10);
    else
      break;
    if (value <= 0x10FFFF) value = value * (hex ? 16 : 10) + d;
  }
  if (end == digit) return 0;
  if (end < text.size() && text[end] == ';') ++end;
  if (value == 0 || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) value = 0xFFFD;
  append_utf8(out, value >= 0x80 && value < 0xA0 ? kWindows1252[value - 0x80] : static_cast<char32_t>(value));
  return end - at;
}
}  // namespace

Result<CharRefs> CharRefs::compile(const TextFile& file) {
  struct Row {
    std::size_t name, name_size, value, value_size;
  };
  std::vector<Row> rows;
  std::string store;
  for (const Line& line : data_lines(file.text)) {
    const auto fields = split(line.text, '\t');
    const auto bad = [&] {
      return Error{Error::Code::bad_data, "a line is NAME <tab> hexadecimal code points", file.name + ":" + std::to_string(line.number)};
    };
    if (fields.size() != 2) return bad();
    Row row{store.size(), fields[0].size(), 0, 0};
    store += fields[0];
    row.value = store.size();
    for (const auto code : split(fields[1], ' ')) {
      std::uint32_t value = 0;
      const auto [end, error] = std::from_chars(code.data(), code.data() + code.size(), value, 16);
      if (error != std::errc() || end != code.data() + code.size()) return bad();
      append_utf8(store, static_cast<char32_t>(value));
    }
    row.value_size = store.size() - row.value;
    rows.push_back(row);
  }
  CharRefs refs;
  refs.storage_ = std::make_shared<const std::string>(std::move(store));
  for (const Row& row : rows) {
    refs.names_[std::string_view(*refs.storage_).substr(row.name, row.name_size)] =
        std::string_view(*refs.storage_).substr(row.value, row.value_size);
    refs.longest_ = std::max(refs.longest_, row.name_size);
  }
  return refs;
}

std::size_t CharRefs::read(std::string_view text, std::size_t at, bool in_attribute, std::string& out) const {
  if (at + 1 >= text.size()) return 0;
  if (text[at + 1] == '#') return read_numeric(text, at, out);
  std::size_t end = at + 1;
  while (end < text.size() && end - at <= longest_ && is_alnum(text[end])) ++end;
  if (end == at + 1) return 0;
  if (end < text.size() && text[end] == ';') ++end;
  // The longest name that fits.
  for (std::size_t stop = end; stop > at + 1; --stop) {
    const auto it = names_.find(text.substr(at + 1, stop - at - 1));
    if (it == names_.end()) continue;
    if (in_attribute && text[stop - 1] != ';' && stop < text.size() && (text[stop] == '=' || is_alnum(text[stop]))) return 0;
    out += it->second;
    return stop - at;
  }
  return 0;
}

std::string CharRefs::decode(std::string_view text, bool in_attribute) const {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t amp = std::min(text.find('&', at), text.size());
    out.append(text.substr(at, amp - at));
    if (amp == text.size()) break;
    const std::size_t length = read(text, amp, in_attribute, out);
    if (length == 0) out += '&';
    at = amp + std::max<std::size_t>(length, 1);
  }
  return out;
}

}  // namespace readout
