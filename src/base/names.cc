// The printed names of the public enums, one table each.
#include <array>

#include "readout/readout.h"

namespace readout {
namespace {
template <class E, std::size_t N>
std::string_view at(const std::array<std::string_view, N>& names, E value) {
  const auto i = static_cast<std::size_t>(value);
  return i < N ? names[i] : std::string_view("unknown");
}
}  // namespace

std::string_view name(Step step) {
  static constexpr std::array<std::string_view, 8> names = {"page", "article", "document", "mention", "event", "quote", "story", "ledger"};
  return at(names, step);
}
std::string_view name(MediaType type) {
  static constexpr std::array<std::string_view, 4> names = {"unknown", "html", "text", "tokens"};
  return at(names, type);
}
std::string_view name(PassageKind kind) {
  static constexpr std::array<std::string_view, 4> names = {"heading", "item", "quote", "row"};
  return at(names, kind);
}
std::string_view name(MentionKind kind) {
  static constexpr std::array<std::string_view, 7> names = {"person", "organisation", "country", "place", "group", "pronoun", "time"};
  return at(names, kind);
}
std::string_view name(DatePrecision precision) {
  static constexpr std::array<std::string_view, 6> names = {"day", "week", "month", "quarter", "year", "unknown"};
  return at(names, precision);
}
std::string_view name(QuoteKind kind) {
  static constexpr std::array<std::string_view, 3> names = {"direct", "indirect", "mixed"};
  return at(names, kind);
}
std::string_view name(CopyKind kind) {
  static constexpr std::array<std::string_view, 7> names = {"original", "copy", "excerpt", "rewrite", "update", "same_story", "unrelated"};
  return at(names, kind);
}
std::string_view name(LinkRelation relation) {
  static constexpr std::array<std::string_view, 5> names = {"same", "paraphrase", "only_a", "only_b", "boilerplate"};
  return at(names, relation);
}

std::uint32_t sentence_of(const Document& document, std::uint32_t token) {
  std::uint32_t low = 0, high = static_cast<std::uint32_t>(document.sentences.size());
  while (low + 1 < high) {
    const std::uint32_t middle = (low + high) / 2;
    (document.sentences[middle].first <= token ? low : high) = middle;
  }
  return low;
}

}  // namespace readout
