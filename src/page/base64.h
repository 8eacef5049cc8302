// Base64 in, both alphabets (RFC 4648 sections 4 and 5), padding optional, line breaks passed over.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace readout {

// False at the first other character.
inline bool decode_base64(std::string_view in, std::string& out) {
  static constexpr auto kDigits = [] {
    std::array<signed char, 256> digits{};
    digits.fill(-1);
    constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (std::size_t i = 0; i < kAlphabet.size(); ++i) digits[static_cast<unsigned char>(kAlphabet[i])] = static_cast<signed char>(i);
    digits['-'] = 62;
    digits['_'] = 63;
    digits['='] = digits['\n'] = digits['\r'] = -2;
    return digits;
  }();
  out.resize(in.size() / 4 * 3 + 3);
  std::uint32_t bits = 0;
  int n = 0;
  char* to = out.data();
  std::size_t at = 0;
  const auto digit_at = [&](std::size_t i) { return static_cast<int>(kDigits[static_cast<unsigned char>(in[i])]); };
  while (at < in.size()) {
    // Four digits at once where nothing is left over and no break, padding or nonsense is among them.
    for (; n == 0 && at + 4 <= in.size(); at += 4) {
      const int a = digit_at(at), b = digit_at(at + 1), c = digit_at(at + 2), d = digit_at(at + 3);
      if ((a | b | c | d) < 0) break;
      *to++ = static_cast<char>(a << 2 | b >> 4);
      *to++ = static_cast<char>((b << 4 | c >> 2) & 0xFF);
      *to++ = static_cast<char>((c << 6 | d) & 0xFF);
    }
    if (at == in.size()) break;
    const int digit = digit_at(at++);
    if (digit == -2) continue;
    if (digit < 0) return false;
    bits = bits << 6 | static_cast<std::uint32_t>(digit);
    if ((n += 6) >= 8) *to++ = static_cast<char>(bits >> (n -= 8) & 0xFF);
  }
  out.resize(static_cast<std::size_t>(to - out.data()));
  return true;
}

}  // namespace readout
