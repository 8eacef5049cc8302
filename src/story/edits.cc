#include "story/edits.h"

#include <algorithm>

namespace readout {
namespace {

constexpr std::uint32_t kMaxWords = 400;
constexpr float kSameForm = 3, kSameKey = 2.5f, kSameClass = 0.9f, kBothCapital = 0.4f, kExchange = -0.3f, kGap = -0.25f;
constexpr std::uint32_t kExchangeable = kMonth | kWeekday | kNumber | kPronoun | kQualifier | kUnit | kNegation;

float likeness(const Word& x, const Word& y) {
  if (x.form == y.form) return kSameForm;
  if (x.key == y.key) return kSameKey;
  if (x.classes & y.classes & kExchangeable) return kSameClass;
  if ((x.classes & kCapital) && (y.classes & kCapital) && !((x.classes | y.classes) & kStarts)) return kBothCapital;
  return ((x.classes ^ y.classes) & kStop) ? 2 * kExchange : kExchange;
}

}  // namespace

WordAlignment align_words(const Side& a, std::uint32_t first_a, std::uint32_t last_a, const Side& b, std::uint32_t first_b,
                          std::uint32_t last_b) {
  const std::uint32_t n = std::min(last_a - first_a, kMaxWords), m = std::min(last_b - first_b, kMaxWords);
  WordAlignment result;
  result.first_a = first_a;
  result.first_b = first_b;
  result.of_a.assign(n, kNoWord);
  result.of_b.assign(m, kNoWord);
  result.same_a.assign(n, false);
  result.same_b.assign(m, false);
  std::vector<float> best((n + 1) * (m + 1));
  std::vector<std::uint8_t> step((n + 1) * (m + 1));  // 0 both, 1 a alone, 2 b alone
  const auto at = [&](std::uint32_t i, std::uint32_t j) { return static_cast<std::size_t>(i) * (m + 1) + j; };
  for (std::uint32_t i = 0; i <= n; ++i) {
    for (std::uint32_t j = 0; j <= m; ++j) {
      if (i == 0 && j == 0) continue;
      float score = -1e30f;
      std::uint8_t how = 0;
      if (i > 0 && j > 0) score = best[at(i - 1, j - 1)] + likeness(a.words[first_a + i - 1], b.words[first_b + j - 1]);
      if (i > 0 && best[at(i - 1, j)] + kGap > score) score = best[at(i - 1, j)] + kGap, how = 1;
      if (j > 0 && best[at(i, j - 1)] + kGap > score) score = best[at(i, j - 1)] + kGap, how = 2;
      best[at(i, j)] = score;
      step[at(i, j)] = how;
    }
  }
  for (std::uint32_t i = n, j = m; i > 0 || j > 0;) {
    const std::uint8_t how = step[at(i, j)];
    if (how == 1) {
      --i;
    } else if (how == 2) {
      --j;
    } else {
      --i, --j;
      const Word &x = a.words[first_a + i], &y = b.words[first_b + j];
      result.of_a[i] = first_b + j;
      result.of_b[j] = first_a + i;
      result.same_a[i] = result.same_b[j] = x.form == y.form || x.key == y.key;
    }
  }
  return result;
}

}  // namespace readout
