// Base64 in, both alphabets (RFC 4648 sections 4 and 5), padding optional, line breaks passed over.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace readout {

namespace base64 {
inline constexpr std::uint32_t kPassed = 1u << 30, kWrong = 1u << 31;

// What each character stands for in each place of a group of four: its digit, shifted to where it belongs, or a bit that no digit has.
inline constexpr auto kPlaces = [] {
  std::array<std::array<std::uint32_t, 256>, 4> places{};
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (int place = 0; place < 4; ++place) {
    auto& digits = places[static_cast<std::size_t>(place)];
    digits.fill(kWrong);
    const auto set = [&](char c, std::size_t digit) {
      digits[static_cast<unsigned char>(c)] = static_cast<std::uint32_t>(digit) << (18 - 6 * place);
    };
    for (std::size_t i = 0; i < kAlphabet.size(); ++i) set(kAlphabet[i], i);
    set('-', 62);
    set('_', 63);
    digits['='] = digits['\n'] = digits['\r'] = kPassed;
  }
  return places;
}();
inline std::uint32_t at_place(std::size_t place, char c) { return kPlaces[place][static_cast<unsigned char>(c)]; }
}  // namespace base64

// False at the first other character. Hot: pages in JSON Lines are mostly this. Four characters a step; its slow twin is in
// jsonl_test.cc.
inline bool decode_base64(std::string_view in, std::string& out) {
  using base64::at_place;
  out.resize(in.size() / 4 * 3 + 4);
  char* to = out.data();
  const char* at = in.data();
  const char* const end = at + in.size();
  std::uint32_t bits = 0;
  int n = 0;  // bits not yet written
  while (at < end) {
    for (; n == 0 && end - at >= 4; at += 4) {
      const std::uint32_t group = at_place(0, at[0]) | at_place(1, at[1]) | at_place(2, at[2]) | at_place(3, at[3]);
      if (group >= base64::kPassed) break;
      to[0] = static_cast<char>(group >> 16);
      to[1] = static_cast<char>(group >> 8);
      to[2] = static_cast<char>(group);
      to += 3;
    }
    if (at == end) break;
    const std::uint32_t digit = at_place(3, *at++);
    if (digit == base64::kPassed) continue;
    if (digit == base64::kWrong) return false;
    bits = bits << 6 | digit;
    if ((n += 6) >= 8) *to++ = static_cast<char>(bits >> (n -= 8) & 0xFF);
  }
  out.resize(static_cast<std::size_t>(to - out.data()));
  return true;
}

}  // namespace readout
