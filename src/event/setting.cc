#include "event/setting.h"

#include <map>

namespace readout::event {
namespace {

constexpr std::uint32_t kFar = 7;  // edges beyond which a time or place speaks of something else

bool in_sentence(const Tree& tree, const Mention& m) { return m.head >= tree.first() && m.head < tree.first() + tree.size(); }

// First mention of the sentence; mentions are ordered by first token.
std::size_t first_in(const Cast& cast, std::uint32_t token) {
  std::size_t low = 0, high = cast.mentions().size();
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (cast.mentions()[middle].first < token)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

template <class Accept>
const Mention* nearest(const Tree& tree, const Cast& cast, std::uint32_t trigger, std::uint32_t limit, Accept&& accept) {
  const Mention* best = nullptr;
  std::uint32_t least = limit;
  for (std::size_t i = first_in(cast, tree.first()); i < cast.mentions().size(); ++i) {
    const Mention& m = cast.mentions()[i];
    if (m.first >= tree.first() + tree.size()) break;
    if (!in_sentence(tree, m) || !accept(m)) continue;
    const auto d = tree.distance(trigger, m.head - tree.first(), limit);
    if (d < least) {
      least = d;
      best = &m;
    }
  }
  return best;
}

std::string land(const Mention& m) { return m.place && !m.place->country.empty() ? m.place->country : m.code; }

bool placed(const Tree& tree, const Mention& m) {
  for (const auto c : tree.children(m.head - tree.first()))
    if (tree.rel(c) == Deprel::case_ && tree.is(c, WordClass::place_preposition)) return true;
  return false;
}

}  // namespace

EventDate date_of(const Tree& tree, const Document& document, const Cast& cast, std::uint32_t trigger) {
  EventDate date;
  const Mention* m =
      nearest(tree, cast, trigger, kFar, [](const Mention& x) { return x.kind == MentionKind::time && x.time && !x.time->value.empty(); });
  if (m != nullptr) {
    date.span = m->span;
    date.value = m->time->value;
    date.end = m->time->end;
    date.precision = m->time->precision;
  } else if (!document.article.date.value.empty()) {
    date.value = document.article.date.value;
    date.precision = DatePrecision::day;
  }
  return date;
}

std::optional<EventPlace> place_of(const Tree& tree, const Cast& cast, std::uint32_t trigger) {
  const Mention* m =
      nearest(tree, cast, trigger, kFar, [&](const Mention& x) { return x.kind == MentionKind::place && x.place && placed(tree, x); });
  if (m == nullptr)
    m = nearest(tree, cast, trigger, kFar, [&](const Mention& x) { return x.kind == MentionKind::country && x.place && placed(tree, x); });
  if (m == nullptr) return std::nullopt;
  return EventPlace{m->span, *m->place};
}

std::int32_t place_mention(const Tree& tree, const Cast& cast, std::uint32_t trigger) {
  const Mention* m = nearest(tree, cast, trigger, 64, [&](const Mention& x) {
    return (x.kind == MentionKind::place || x.kind == MentionKind::country) && placed(tree, x) && !land(x).empty();
  });
  if (m == nullptr)
    m = nearest(tree, cast, trigger, 64, [&](const Mention& x) { return x.kind == MentionKind::place && !land(x).empty(); });
  return m == nullptr ? -1 : static_cast<std::int32_t>(m - cast.mentions().data());
}

std::string country_here(const Tree& tree, const Cast& cast, std::uint32_t trigger) {
  const auto m = place_mention(tree, cast, trigger);
  return m < 0 ? std::string() : land(cast.mention(m));
}

std::string country_so_far(const Cast& cast, std::uint32_t token) {
  std::map<std::string, int> counts;
  for (const Mention& m : cast.mentions()) {
    if (m.first > token && !counts.empty()) break;
    const std::string& code = !m.code.empty() ? m.code : m.place ? m.place->country : m.code;
    if (code.size() == 3 && m.kind != MentionKind::pronoun && code != "IGO" && code != "NGO" && code != "UNO" && code != "EUR" &&
        code != "ISM" && code != "MNC" && code != "IMG")
      ++counts[code];
  }
  std::string best;
  int most = 0;
  for (const auto& [code, n] : counts)
    if (n > most) {
      most = n;
      best = code;
    }
  return best;
}

}  // namespace readout::event
