#include "article/flat_lines.h"

#include <algorithm>

#include "base/text.h"

namespace readout {
namespace {

std::size_t case_bin(const Block& size) {
  if (size.words < 3) return 5;
  const double ratio = static_cast<double>(size.words_upper) / size.words;
  return ratio < 0.12 ? 0 : ratio < 0.25 ? 1 : ratio < 0.45 ? 2 : ratio < 0.7 ? 3 : 4;
}

// The stretch with the largest sum of line weights, prose up and all else down.
void find_core(const std::string_view text, FlatLines& out) {
  double sum = 0, best = 0;
  std::size_t first = 0;
  out.core_first = 1;
  out.core_last = 0;
  for (std::size_t i = 0; i < out.lines.size(); ++i) {
    const FlatLine& line = out.lines[i];
    const std::size_t ending = ending_of(slice(text, line.text));
    double weight = line.bullet ? -7.0 : -5.0;
    if (line.prose)
      weight = std::min<double>(line.size.words, 60) * (line.bullet ? 0.4 : 1.0) * (case_bin(line.size) >= 3 ? 0.2 : 1.0);
    else if (ending <= 2 && line.size.words >= 4 && !line.bullet)
      weight = 3;
    if (sum <= 0) sum = 0, first = i;
    sum += weight;
    if (sum > best) best = sum, out.core_first = first, out.core_last = i;
  }
}

}  // namespace

FlatLines cut_flat_lines(const ArticleTables&, std::string_view text) {
  FlatLines out;
  for (std::size_t at = 0; at <= text.size() && out.lines.size() < FlatLines::kMaxLines;) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::size_t b = at, e = end;
    const auto blank = [&](std::size_t i) {
      return text[i] == ' ' || text[i] == '\t' || text[i] == '\r' || text[i] == '\f' || text[i] == '\v';
    };
    while (b < e && blank(b)) ++b;
    while (e > b && blank(e - 1)) --e;
    FlatLine line;
    if (e - b > 2) {
      const std::string_view head = text.substr(b, e - b);
      std::size_t mark = 0;
      if (head[0] == '-' || head[0] == '*')
        mark = 1;
      else if (starts_with(head, "\xE2\x80\xA2") || starts_with(head, "\xE2\x96\xAA") || starts_with(head, "\xE2\x97\x8F"))
        mark = 3;
      else if (starts_with(head, "\xC2\xB7"))
        mark = 2;
      if (mark > 0 && head[mark] == ' ') {
        line.bullet = true;
        b += mark;
        while (b < e && blank(b)) ++b;
      }
    }
    if (e > b) {
      line.text = {static_cast<std::uint32_t>(b), static_cast<std::uint32_t>(e)};
      measure(text.substr(b, e - b), line.size);
      const std::size_t ending = ending_of(text.substr(b, e - b));
      line.prose = line.size.words >= 12 && ending <= 3;
      out.lines.push_back(line);
    }
    at = end + 1;
  }
  out.hit_lines = out.lines.size() >= FlatLines::kMaxLines;
  find_core(text, out);
  return out;
}

}  // namespace readout
