#include "story/differences.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/format.h"
#include "base/text.h"
#include "base/utf8.h"
#include "story/quantity.h"
#include "story/units.h"

namespace readout {
namespace {

constexpr double kFaithful = 0.85;         // share of words kept by a sentence, or a text, that is not reworded throughout
constexpr double kMostlyKept = 0.75;       // … by a sentence in which an exchanged pronoun stands out
constexpr std::uint32_t kLongestName = 8;  // words
constexpr std::uint32_t kLongCut = 4;      // so many sentences missing at an end are one cut, not single omissions
constexpr double kByChance = 0.2;          // a change that the general rewording explains so easily does not stand out
constexpr std::string_view kInQuotation = ", inside a quotation";
constexpr std::size_t kFewExchanges = 3;  // pronouns exchanged in a whole text that are told one by one

class Finder {
 public:
  Finder(const StoryRules::Parts& parts, const Side& a, const Side& b, const std::vector<AlignedPair>& pairs)
      : parts_(parts), a_(a), b_(b), units_(make_units(a, b, pairs)), linked_a_(a.size()), linked_b_(b.size()) {
    for (const auto& pair : pairs) linked_a_[pair.a] = linked_b_[pair.b] = true;
    collect_names(a_, names_a_);
    collect_names(b_, names_b_);
    double kept = 0, all = 0;
    for (const StoryUnit& unit : units_) {
      all += unit.wa2 - unit.wa1;
      kept += unit.fidelity * (unit.wa2 - unit.wa1);
    }
    out_.fidelity = fidelity_ = all > 0 ? kept / all : 1;
  }

  Changes find() {
    for (const StoryUnit& unit : units_) {
      if (unit.wa1 == unit.wa2 || unit.wb1 == unit.wb2) continue;
      const std::size_t told = out_.differences.size();
      const auto x = std::span(a_.words).subspan(unit.wa1, unit.wa2 - unit.wa1),
                 y = std::span(b_.words).subspan(unit.wb1, unit.wb2 - unit.wb1);
      if (std::equal(x.begin(), x.end(), y.begin(), y.end(), [](const Word& v, const Word& w) { return v.form == w.form; })) {
        quotes(unit, told);
        continue;
      }
      numbers(unit);
      days(unit, kMonth);
      days(unit, kWeekday);
      names(unit);
      negations(unit);
      qualifiers(unit);
      meanings(unit);
      agencies(unit);
      quotes(unit, told);
      actors(unit);
    }
    tell_actors();
    passages();
    const auto by_place = [](const Difference& x, const Difference& y) {
      return x.a_sentence.value_or(kNoWord) < y.a_sentence.value_or(kNoWord);
    };
    std::stable_sort(out_.reworded.begin(), out_.reworded.end(), by_place);
    std::stable_sort(out_.differences.begin(), out_.differences.end(), [&](const Difference& x, const Difference& y) {
      return x.severity != y.severity ? x.severity > y.severity : by_place(x, y);
    });
    return std::move(out_);
  }

 private:
  // --- helpers -----------------------------------------------------------------------------------------------------------
  static Span span(const Side& side, std::uint32_t first, std::uint32_t last) {
    return {side.words[first].begin, side.words[last - 1].end};
  }
  static std::string words(const Side& side, std::uint32_t first, std::uint32_t last) {
    return std::string(slice(side.text, span(side, first, last)));
  }
  static std::uint32_t sentence_of(const Side& side, std::uint32_t word) {
    return static_cast<std::uint32_t>(std::upper_bound(side.first.begin(), side.first.end(), word) - side.first.begin()) - 1;
  }

  // Words [a1, a2) of A became [b1, b2) of B; an empty range is one that is not there.
  Difference make(const StoryUnit& unit, std::string kind, int severity, std::uint32_t a1, std::uint32_t a2, std::uint32_t b1,
                  std::uint32_t b2, std::string note = "") const {
    Difference d;
    d.kind = std::move(kind);
    d.severity = severity;
    if (a1 < a2) d.a = span(a_, a1, a2);
    if (b1 < b2) d.b = span(b_, b1, b2);
    d.a_sentence = a1 < a2 ? sentence_of(a_, a1) : unit.a1;
    d.b_sentence = b1 < b2 ? sentence_of(b_, b1) : unit.b1;
    if (!note.empty())
      d.note = std::move(note);
    else if (d.a && d.b)
      d.note = format("\"{}\" became \"{}\"", slice(a_.text, *d.a), slice(b_.text, *d.b));
    else
      d.note = d.a ? format("\"{}\" is gone", slice(a_.text, *d.a)) : format("\"{}\" was added", slice(b_.text, *d.b));
    return d;
  }
  template <class... Args>
  void add(Args&&... args) {
    out_.differences.push_back(make(std::forward<Args>(args)...));
  }

  static std::size_t count(const Side& side, std::uint32_t first, std::uint32_t last, std::uint32_t key) {
    std::size_t n = 0;
    for (std::uint32_t w = first; w < last; ++w) n += side.words[w].key == key;
    return n;
  }

  // --- numbers -----------------------------------------------------------------------------------------------------------
  void numbers(const StoryUnit& unit) {
    auto from = find_quantities(parts_, a_, unit.wa1, unit.wa2), to = find_quantities(parts_, b_, unit.wb1, unit.wb2);
    const auto equal = [](const Quantity& x, const Quantity& y) {
      return std::abs(x.value - y.value) <= 1e-9 * std::max(1.0, std::abs(x.value));
    };
    std::erase_if(from, [&](const Quantity& x) {
      const auto at = std::find_if(to.begin(), to.end(), [&](const Quantity& y) { return equal(x, y); });
      if (at == to.end()) return false;
      to.erase(at);
      return true;
    });
    for (const Quantity& x : from) {
      // Its partner: the number that stands in its place, else another one in digits that is left over.
      auto at = std::find_if(to.begin(), to.end(), [&](const Quantity& y) {
        for (std::uint32_t w = x.first; w < x.last; ++w)
          if (const std::uint32_t p = unit.words.partner_a(w); p != kNoWord && p >= y.first && p < y.last) return true;
        return false;
      });
      if (at == to.end()) at = std::find_if(to.begin(), to.end(), [&](const Quantity& y) { return x.in_digits && y.in_digits; });
      if (at == to.end()) continue;
      add(unit, "number", 3, x.first, x.last, at->first, at->last);
      to.erase(at);
    }
  }

  // --- months and days of the week ---------------------------------------------------------------------------------------
  void days(const StoryUnit& unit, std::uint32_t kind) {
    const auto of = [&](const Side& side, std::uint32_t first, std::uint32_t last) {
      std::vector<std::uint32_t> found;
      for (std::uint32_t w = first; w < last; ++w)
        if (side.words[w].classes & kind) found.push_back(w);
      return found;
    };
    auto from = of(a_, unit.wa1, unit.wa2), to = of(b_, unit.wb1, unit.wb2);
    std::erase_if(from, [&](std::uint32_t x) {
      const auto at = std::find_if(to.begin(), to.end(), [&](std::uint32_t y) { return b_.words[y].value == a_.words[x].value; });
      if (at == to.end()) return false;
      to.erase(at);
      return true;
    });
    for (std::size_t k = 0; k < std::min(from.size(), to.size()); ++k) add(unit, "date", 3, from[k], from[k] + 1, to[k], to[k] + 1);
  }

  // --- names -------------------------------------------------------------------------------------------------------------
  // Keys of words that stand capital inside a sentence, or begin one and have a capital neighbour.
  static void collect_names(const Side& side, std::set<std::uint32_t>& names) {
    constexpr std::uint32_t kNoName = kStop | kMonth | kWeekday | kTitle;
    const auto capital = [&](std::size_t w) { return (side.words[w].classes & kCapital) && !(side.words[w].classes & kNoName); };
    for (std::size_t w = 0; w < side.words.size(); ++w) {
      if (!capital(w)) continue;
      const bool follows = w + 1 < side.words.size() && !(side.words[w + 1].classes & kStarts) && capital(w + 1);
      if (!(side.words[w].classes & kStarts) || follows) names.insert(side.words[w].key);
    }
  }
  // A word of a name; at the start of a sentence only when its text shows it capital elsewhere.
  static bool names_something(const Side& side, std::uint32_t w, const std::set<std::uint32_t>& known) {
    const Word& word = side.words[w];
    if (!(word.classes & kCapital) || (word.classes & (kStop | kMonth | kWeekday | kTitle | kNumber))) return false;
    return !(word.classes & kStarts) || known.contains(word.key);
  }
  bool lost(const StoryUnit& unit, std::uint32_t w) const {
    const std::uint32_t key = a_.words[w].key;
    return names_something(a_, w, names_a_) && count(b_, unit.wb1, unit.wb2, key) < count(a_, unit.wa1, unit.wa2, key);
  }
  bool gained(const StoryUnit& unit, std::uint32_t w) const {
    const std::uint32_t key = b_.words[w].key;
    return names_something(b_, w, names_b_) && count(a_, unit.wa1, unit.wa2, key) < count(b_, unit.wb1, unit.wb2, key);
  }

  void names(const StoryUnit& unit) {
    const WordAlignment& words = unit.words;
    for (std::uint32_t w = unit.wa1; w < unit.wa2; ++w) {
      if (words.kept_a(w) || !lost(unit, w)) continue;
      // The words of A that changed here, and those of B that stand between the same neighbours.
      const std::uint32_t a1 = w;
      std::uint32_t a2 = w + 1;
      while (a2 < unit.wa2 && !words.kept_a(a2) && (a_.words[a2].classes & kCapital)) ++a2;
      w = a2 - 1;
      std::uint32_t b1 = unit.wb1, b2 = unit.wb2;
      for (std::uint32_t v = a1; v-- > unit.wa1;)
        if (words.kept_a(v)) {
          b1 = words.partner_a(v) + 1;
          break;
        }
      for (std::uint32_t v = a2; v < unit.wa2; ++v)
        if (words.kept_a(v)) {
          b2 = words.partner_a(v);
          break;
        }
      std::uint32_t n1 = kNoWord, n2 = 0;
      bool known = true;
      for (std::uint32_t v = b1; v < b2; ++v) {
        if (!gained(unit, v)) continue;
        n1 = std::min(n1, v);
        n2 = v + 1;
        known = known && names_a_.contains(b_.words[v].key);
      }
      if (n1 == kNoWord || n2 - n1 > kLongestName) continue;
      // Another name of the same text in its place is a change. A word the first text does not know may be a spelling or a
      // translation; it is told where the words around it are kept.
      if (related(a1, a2, n1, n2) || (!known && (fidelity_ < kFaithful || unit.fidelity < kFaithful))) continue;
      add(unit, "name", 3, a1, a2, n1, n2);
    }
  }
  // Two spellings or forms of one name begin alike: "Canada" and "Canadian".
  bool related(std::uint32_t a1, std::uint32_t a2, std::uint32_t b1, std::uint32_t b2) const {
    const std::string x = fold(words(a_, a1, a2)), y = fold(words(b_, b1, b2));
    std::size_t n = 0;
    while (n < x.size() && n < y.size() && x[n] == y[n]) ++n;
    return n >= 4 || n == std::min(x.size(), y.size());
  }

  // --- polarity ----------------------------------------------------------------------------------------------------------
  // One direction of a unit: what one text has and the other lacks.
  struct Way {
    const Side& side;
    const Side& other;
    std::uint32_t first, last;      // words of side
    std::uint32_t o_first, o_last;  // words of other
    const WordAlignment& words;
    bool forth;  // from A to B
    bool kept(std::uint32_t w) const { return forth ? words.kept_a(w) : words.kept_b(w); }
    std::uint32_t partner(std::uint32_t w) const { return forth ? words.partner_a(w) : words.partner_b(w); }
  };
  Way gone(const StoryUnit& u) const { return {a_, b_, u.wa1, u.wa2, u.wb1, u.wb2, u.words, true}; }
  Way added(const StoryUnit& u) const { return {b_, a_, u.wb1, u.wb2, u.wa1, u.wa2, u.words, false}; }
  void add_one_sided(const StoryUnit& unit, const Way& way, std::string kind, int severity, std::uint32_t first, std::uint32_t last) {
    if (way.forth)
      add(unit, std::move(kind), severity, first, last, 0u, 0u);
    else
      add(unit, std::move(kind), severity, 0u, 0u, first, last);
  }

  static std::size_t count_class(const Side& side, std::uint32_t first, std::uint32_t last, std::uint32_t classes) {
    std::size_t n = 0;
    for (std::uint32_t w = first; w < last; ++w) n += (side.words[w].classes & classes) != 0 && !prefixed(side, w);
    return n;
  }

  // A negation that has no counterpart, next to words that were kept: "was elected" and "was not elected".
  void negations(const StoryUnit& unit) {
    const std::size_t from = count_class(a_, unit.wa1, unit.wa2, kNegation), to = count_class(b_, unit.wb1, unit.wb2, kNegation);
    if (from == to) return;
    const Way way = to > from ? added(unit) : gone(unit);
    for (std::uint32_t w = way.first; w < way.last; ++w) {
      if (!(way.side.words[w].classes & kNegation) || way.kept(w) || prefixed(way.side, w)) continue;
      const std::uint32_t p = way.partner(w);
      if (p != kNoWord && (way.other.words[p].classes & kNegation)) continue;
      const bool left = w > way.first && way.kept(w - 1), right = w + 1 < way.last && way.kept(w + 1);
      const bool after_auxiliary = from == 0 && w > way.first && (way.side.words[w - 1].classes & kStop);
      if (!left && !right && !after_auxiliary) continue;
      // In a sentence that is reworded anyway only a plain insertion or loss stands out.
      const bool plain = after_auxiliary || (p == kNoWord && left && (right || way.forth == false));
      if (unit.fidelity < kFaithful && !plain) continue;
      add_one_sided(unit, way, "negation", 3, w, w + 1);
      return;
    }
  }
  // "no-fiction": part of a compound, not of the clause.
  static bool prefixed(const Side& side, std::uint32_t w) {
    const std::uint32_t end = side.words[w].end, begin = side.words[w].begin;
    return (end < side.text.size() && side.text[end] == '-') || (begin > 0 && side.text[begin - 1] == '-');
  }

  // --- strength ----------------------------------------------------------------------------------------------------------
  // A qualifier that went with nothing put in its place, its neighbours still side by side.
  void qualifiers(const StoryUnit& unit) {
    qualifiers(unit, gone(unit));
    qualifiers(unit, added(unit));
  }
  void qualifiers(const StoryUnit& unit, const Way& way) {
    for (std::uint32_t w = way.first; w < way.last; ++w) {
      const int phrase = phrase_at(parts_, std::span(way.side.words).subspan(0, way.last), w);
      const bool phrased = phrase >= 0 && (parts_.phrases[static_cast<std::size_t>(phrase)].classes & kQualifier);
      if (!phrased && !(way.side.words[w].classes & kQualifier)) continue;
      const std::uint32_t end =
          phrased ? w + static_cast<std::uint32_t>(parts_.phrases[static_cast<std::size_t>(phrase)].words.size()) : w + 1;
      bool all_gone = true;
      for (std::uint32_t v = w; v < end; ++v) all_gone = all_gone && way.partner(v) == kNoWord;
      const bool left = w == way.first || way.kept(w - 1), right = end >= way.last || way.kept(end);
      const bool closed = w == way.first || end >= way.last || way.partner(end) == way.partner(w - 1) + 1;
      if (all_gone && left && right && closed && !put_elsewhere(way, w)) add_one_sided(unit, way, "qualifier", 2, w, end);
      w = end - 1;
    }
  }
  // The other text has this or another qualifier of its own somewhere in the sentence: it was moved or exchanged.
  static bool put_elsewhere(const Way& way, std::uint32_t w) {
    for (std::uint32_t v = way.o_first; v < way.o_last; ++v) {
      const std::uint32_t p = way.forth ? way.words.partner_b(v) : way.words.partner_a(v);
      if (p == kNoWord && ((way.other.words[v].classes & kQualifier) || way.other.words[v].key == way.side.words[w].key)) return true;
    }
    return false;
  }

  // --- quotations --------------------------------------------------------------------------------------------------------
  // The quotations among words [first, last); they are ordered by place.
  static std::span<const QuotedRun> quoted_in(const Side& side, std::uint32_t first, std::uint32_t last) {
    const auto by_first = [](const QuotedRun& run, std::uint32_t word) { return run.first < word; };
    const auto begin = std::lower_bound(side.quoted.begin(), side.quoted.end(), first, by_first);
    return {begin, std::lower_bound(begin, side.quoted.end(), last, by_first)};
  }
  // `told` is the number of differences before this unit's.
  void quotes(const StoryUnit& unit, std::size_t told) {
    for (const QuotedRun& run : quoted_in(a_, unit.wa1, unit.wa2))
      if (run.last - run.first >= 3) quote(unit, run, told);
  }
  // Do differences that were told name every word of the run that changed? They then say so themselves.
  bool told_already(const StoryUnit& unit, const QuotedRun& run, std::uint32_t b1, std::uint32_t b2, std::size_t told) {
    std::vector<std::size_t> inside;
    const auto covered = [&](Span word, bool in_a) {
      for (std::size_t k = told; k < out_.differences.size(); ++k) {
        const auto& where = in_a ? out_.differences[k].a : out_.differences[k].b;
        if (!where || !where->contains(word)) continue;
        inside.push_back(k);
        return true;
      }
      return false;
    };
    for (std::uint32_t w = run.first; w < run.last; ++w)
      if (!unit.words.kept_a(w) && !covered(span(a_, w, w + 1), true)) return false;
    for (std::uint32_t w = b1; w < b2; ++w)
      if (!unit.words.kept_b(w) && !covered(span(b_, w, w + 1), false)) return false;
    for (const std::size_t k : inside)
      if (!ends_with(out_.differences[k].note, kInQuotation)) out_.differences[k].note += kInQuotation;
    return !inside.empty();
  }
  void quote(const StoryUnit& unit, const QuotedRun& run, std::size_t told) {
    const WordAlignment& words = unit.words;
    std::uint32_t kept = 0, inside = 0, b1 = kNoWord, b2 = 0;
    for (std::uint32_t w = run.first; w < run.last; ++w) {
      if (!words.kept_a(w)) continue;
      const std::uint32_t p = words.partner_a(w);
      ++kept;
      inside += b_.inside[p];
      b1 = std::min(b1, p);
      b2 = std::max(b2, p + 1);
    }
    const std::uint32_t n = run.last - run.first;
    if (kept * 2 < n || kept == 0) return;
    bool open = false;
    if (inside * 2 < kept) {
      for (std::uint32_t w = run.first; w < run.last; ++w)
        if (const std::uint32_t p = words.partner_a(w); p != kNoWord) b1 = std::min(b1, p), b2 = std::max(b2, p + 1);
    } else {
      for (const QuotedRun& other : quoted_in(b_, unit.wb1, unit.wb2))
        if (other.first < b2 && other.last > b1) {
          b1 = std::min(b1, other.first), b2 = std::max(b2, other.last);
          open = open || other.unopened;
        }
    }
    bool same = b2 - b1 == n;
    for (std::uint32_t k = 0; same && k < n; ++k) same = a_.words[run.first + k].form == b_.words[b1 + k].form;
    if (inside * 2 < kept) {
      add(unit, "marks_lost", same ? 2 : 3, run.first, run.last, b1, b2,
          same ? "the quotation marks are gone" : "the quotation marks are gone and words changed");
    } else if (open && !run.unopened) {
      add(unit, "marks_lost", same ? 2 : 3, run.first, run.last, b1, b2,
          same ? "the opening quotation mark is gone" : "the opening quotation mark is gone and words changed");
    } else if (!same && !told_already(unit, run, b1, b2, told)) {
      Difference d = make(unit, "quote", 3, run.first, run.last, b1, b2, "words inside the quotation marks differ");
      ((fidelity_ > 0.96 && stands_out(std::max(n, b2 - b1) - kept, n)) || cut_inside(words, run) ? out_.differences : out_.reworded)
          .push_back(std::move(d));
    }
  }
  // Would so many changed words among n surprise, given how much the whole text is reworded? (Poisson tail.)
  bool stands_out(std::uint32_t changed, std::uint32_t n) const {
    const double expected = std::max(1e-9, (1 - fidelity_) * n);
    double below = 0, term = std::exp(-expected);
    for (std::uint32_t k = 0; k < changed; ++k) below += term, term *= expected / (k + 1);
    return 1 - below < kByChance;
  }
  // Words of content that went out of a quotation with nothing put in their place.
  bool cut_inside(const WordAlignment& words, const QuotedRun& run) const {
    for (std::uint32_t w = run.first + 1; w + 1 < run.last; ++w) {
      if (words.partner_a(w) != kNoWord || !words.kept_a(w - 1)) continue;
      std::uint32_t end = w, content = 0;
      while (end < run.last && words.partner_a(end) == kNoWord) content += !(a_.words[end].classes & kStop), ++end;
      if (content >= 1 && end - w >= 3 && end < run.last && words.kept_a(end) && words.partner_a(end) == words.partner_a(w - 1) + 1)
        return true;
      w = end;
    }
    return false;
  }

  // --- who ---------------------------------------------------------------------------------------------------------------
  void actors(const StoryUnit& unit) {
    const WordAlignment& words = unit.words;
    for (std::uint32_t w = unit.wa1; w < unit.wa2; ++w) {
      const std::uint32_t p = words.partner_a(w);
      if (p == kNoWord || words.kept_a(w) || !(a_.words[w].classes & b_.words[p].classes & kPronoun)) continue;
      if (a_.words[w].value == b_.words[p].value) continue;
      const bool left = w == unit.wa1 || words.kept_a(w - 1), right = w + 1 >= unit.wa2 || words.kept_a(w + 1);
      if (left && right && unit.fidelity >= kMostlyKept) actors_.push_back(make(unit, "actor", 2, w, w + 1, p, p + 1));
    }
  }
  void tell_actors() {
    auto& to = actors_.size() <= kFewExchanges ? out_.differences : out_.reworded;
    to.insert(to.end(), std::make_move_iterator(actors_.begin()), std::make_move_iterator(actors_.end()));
  }

  void meanings(const StoryUnit& unit) {
    for (std::uint32_t w = unit.wa1; w < unit.wa2; ++w) {
      const std::uint32_t p = unit.words.partner_a(w);
      if (p == kNoWord || unit.words.kept_a(w)) continue;
      const auto* others = parts_.opposites.find(a_.words[w].form);
      if (others == nullptr || std::find(others->begin(), others->end(), b_.words[p].form) == others->end()) continue;
      add(unit, "meaning", 3, w, w + 1, p, p + 1);
    }
  }

  using Run = std::pair<std::uint32_t, std::uint32_t>;
  std::vector<Run> agencies_of(const Side& side, std::uint32_t first, std::uint32_t last) const {
    std::vector<Run> found;
    for (std::uint32_t w = first; w < last; ++w) {
      if (!(side.words[w].classes & kCapital)) continue;
      const int phrase = phrase_at(parts_, std::span(side.words).subspan(0, last), w);
      if (phrase < 0 || !parts_.phrases[static_cast<std::size_t>(phrase)].agency) continue;
      found.emplace_back(w, w + static_cast<std::uint32_t>(parts_.phrases[static_cast<std::size_t>(phrase)].words.size()));
      w = found.back().second - 1;
    }
    return found;
  }
  void agencies(const StoryUnit& unit) {
    const auto to = agencies_of(b_, unit.wb1, unit.wb2);
    for (const auto& [a1, a2] : agencies_of(a_, unit.wa1, unit.wa2))
      for (const auto& [b1, b2] : to)
        if (count(b_, unit.wb1, unit.wb2, a_.words[a1].key) == 0 && count(a_, unit.wa1, unit.wa2, b_.words[b1].key) == 0) {
          add(unit, "agency", 2, a1, a2, b1, b2);
          return;
        }
  }

  // --- passages ----------------------------------------------------------------------------------------------------------
  void passages() {
    passages(a_, linked_a_, true);
    passages(b_, linked_b_, false);
  }
  void passages(const Side& side, const std::vector<bool>& linked, bool from_a) {
    const auto size = static_cast<std::uint32_t>(side.size());
    std::uint32_t head = 0, tail = size;
    while (head < size && !linked[head]) ++head;
    while (tail > head && !linked[tail - 1]) --tail;
    const bool some = head < size;  // nothing linked at all: everything is told sentence by sentence
    const std::uint32_t first = some && head >= kLongCut ? head : 0, last = some && size - tail >= kLongCut ? tail : size;
    if (first > 0) passage(side, 0, first, from_a);
    for (std::uint32_t s = first; s < last; ++s)
      if (!linked[s] && !side.furniture[s]) passage(side, s, s + 1, from_a);
    if (last < size) passage(side, last, size, from_a);
  }
  void passage(const Side& side, std::uint32_t first, std::uint32_t last, bool from_a) {
    Difference d;
    d.kind = from_a ? "dropped" : "inserted";
    (from_a ? d.a : d.b) = Span{side.sentences[first].begin, side.sentences[last - 1].end};
    (from_a ? d.a_sentence : d.b_sentence) = first;
    const std::string_view which = from_a ? "first" : "second";
    d.note = last - first == 1 ? format("only in the {}", which) : format("{} sentences only in the {}", last - first, which);
    out_.differences.push_back(std::move(d));
  }

  const StoryRules::Parts& parts_;
  const Side &a_, &b_;
  std::vector<StoryUnit> units_;
  std::vector<bool> linked_a_, linked_b_;
  std::set<std::uint32_t> names_a_, names_b_;
  std::vector<Difference> actors_;
  double fidelity_ = 1;
  Changes out_;
};

}  // namespace

Changes find_differences(const StoryRules::Parts& parts, const Side& a, const Side& b, const std::vector<AlignedPair>& pairs) {
  return Finder(parts, a, b, pairs).find();
}

}  // namespace readout
