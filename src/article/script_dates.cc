#include "article/script_dates.h"

namespace readout {
namespace {

constexpr std::size_t kMostDates = 12;
constexpr std::size_t kMostBytes = 400'000;
constexpr std::size_t kLongestKey = 60;

// The name that stands before a value: `"publishedAt":"`, `published_at = '`, `\"pubDate\":\"`.
std::string_view key_before(std::string_view text, std::size_t quote) {
  std::size_t i = quote;
  const std::size_t stop = quote > kLongestKey ? quote - kLongestKey : 0;
  const auto letter = [](char c) { return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_' || c == '-' || (c >= '0' && c <= '9'); };
  bool sign = false;
  while (i > stop && !letter(text[i - 1])) {
    const char c = text[i - 1];
    sign = sign || c == ':' || c == '=' || c == ',';
    if (c == '{' || c == '}' || c == ']' || c == ';') return {};
    --i;
  }
  if (!sign) return {};
  const std::size_t end = i;
  while (i > stop && letter(text[i - 1])) --i;
  return text.substr(i, end - i);
}

}  // namespace

std::vector<ScriptDate> find_script_dates(std::span<const std::string_view> scripts, const DateWords& words, bool month_first) {
  std::vector<ScriptDate> out;
  std::size_t left = kMostBytes;
  for (const std::string_view script : scripts) {
    const std::string_view text = script.substr(0, left);
    left -= text.size();
    for (std::size_t at = 0; out.size() < kMostDates && (at = text.find("20", at)) != text.npos; at += 2) {
      if (at + 10 > text.size() || at < 4) continue;
      const char mark = text[at + 4], open = text[at - 1];
      if ((mark != '-' && mark != '/' && mark != '.') || text[at + 7] != mark || (open != '"' && open != '\'')) continue;
      std::size_t end = at + 10;
      while (end < text.size() && end < at + 40 && text[end] != open && text[end] != '\\') ++end;
      auto date = parse_date(text.substr(at, end - at), words, month_first);
      if (!date) continue;
      bool dated = false;
      const DateRole role = words.key_role(key_before(text, at - 1), dated);
      if (role == DateRole::none && !dated) continue;
      out.push_back({std::move(*date), role});
    }
    if (left == 0 || out.size() >= kMostDates) break;
  }
  return out;
}

}  // namespace readout
