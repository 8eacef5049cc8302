#include "mention/times.h"

#include <charconv>
#include <optional>

#include "base/date.h"

namespace readout {
namespace {

// A run of units read as a time. `known` is false when it is relative and the article has no date.
struct Found {
  std::uint32_t last = 0;  // one past the last unit
  std::int64_t begin = 0, end = 0;
  DatePrecision precision = DatePrecision::day;
  bool known = true;
  std::string_view rule;
};

class Times {
 public:
  explicit Times(const Draft& draft) : draft_(draft), g_(draft.gazetteer) {
    if (const auto day = parse_iso(draft.date); day && valid(*day)) now_ = to_number(*day), today_ = *day, dated_ = true;
  }

  std::vector<Mention> run() {
    std::vector<Mention> out;
    for (std::uint32_t s = 0; s < draft_.document.sentences.size(); ++s) {
      end_ = draft_.end_of(s);
      begin_ = draft_.begin_of(s);
      for (std::uint32_t u = begin_; u < end_;) {
        auto found = range(u);
        if (!found) found = read(u);
        if (!found) {
          ++u;
          continue;
        }
        out.push_back(mention_of(u, *found));
        if (found->known) last_day_ = found->begin;
        u = found->last;
      }
    }
    return out;
  }

 private:
  bool is(std::uint32_t u, WordClass c) const { return u < end_ && draft_.is(u, c); }
  std::string_view text(std::uint32_t u) const { return u < end_ ? draft_.text(u) : std::string_view{}; }
  int value(std::uint32_t u, WordClass c) const {
    const auto text_value = g_.value(draft_.units[u].word, c);
    int n = 0;
    std::from_chars(text_value.data(), text_value.data() + text_value.size(), n);
    return n;
  }

  // A number of digits only; -1 when it is none.
  int digits(std::uint32_t u, std::size_t most = 4) const {
    const auto word = text(u);
    if (word.empty() || word.size() > most) return -1;
    int n = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), n);
    return error == std::errc{} && end == word.data() + word.size() ? n : -1;
  }
  int year_at(std::uint32_t u) const {
    const int n = digits(u);
    return text(u).size() == 4 && n >= 1000 && n <= 2100 ? n : -1;
  }
  int day_at(std::uint32_t u) const {  // "26", "26th"
    auto word = text(u);
    if (word.size() >= 3 && (word.ends_with("th") || word.ends_with("st") || word.ends_with("nd") || word.ends_with("rd")))
      word.remove_suffix(2);
    int n = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), n);
    return error == std::errc{} && end == word.data() + word.size() && word.size() <= 2 && n >= 1 && n <= 31 ? n : -1;
  }
  bool month_at(std::uint32_t u) const {
    if (!is(u, WordClass::month) || !draft_.units[u].first_upper) return false;
    if (draft_.item_at[u] >= 0 && !draft_.items[static_cast<std::size_t>(draft_.item_at[u])].dead &&
        draft_.items[static_cast<std::size_t>(draft_.item_at[u])].mention.kind == MentionKind::person)
      return false;  // Theresa May
    const auto word = text(u);
    const bool verb_like = word == "May" || word == "March";
    if (verb_like && day_at(u + 1) > 0) return true;
    if (verb_like && draft_.tagged && draft_.token(u).upos != Upos::PROPN && draft_.token(u).upos != Upos::NOUN) return false;
    return word.size() > 2;
  }
  bool weekday_at(std::uint32_t u) const { return is(u, WordClass::weekday) && draft_.units[u].first_upper; }
  bool comma(std::uint32_t u) const { return u < end_ && draft_.barrier(u) && draft_.text(u) == ","; }

  static std::int64_t number(int year, int month, int day) { return to_number({year, month, day}); }
  static Found span(std::uint32_t last, std::int64_t begin, std::int64_t end, DatePrecision precision, std::string_view rule) {
    return {last, begin, end, precision, true, rule};
  }
  static Found month_of(std::uint32_t last, int year, int month, std::string_view rule) {
    return span(last, number(year, month, 1), number(year, month, days_in_month(year, month)), DatePrecision::month, rule);
  }
  static Found year_of(std::uint32_t last, int year, std::string_view rule) {
    return span(last, number(year, 1, 1), number(year, 12, 31), DatePrecision::year, rule);
  }
  Found unknown(std::uint32_t last, std::string_view rule) const {
    Found found{last, 0, 0, DatePrecision::unknown, false, rule};
    return found;
  }

  // Is what stands at `u` told as still to come?
  bool future(std::uint32_t u) const {
    if (draft_.parsed) return future_by_tree(u);
    for (std::uint32_t v = u; v > begin_ && u - v < 8;) {
      --v;
      if (draft_.is(v, WordClass::speech)) return false;
      if (draft_.is(v, WordClass::future_verb)) return true;
    }
    return false;
  }

  bool future_by_tree(std::uint32_t u) const {
    const Document& d = draft_.document;
    const Sentence& sentence = d.sentences[draft_.sentence_of[u]];
    std::uint32_t t = draft_.units[u].token;
    for (int n = 0; n < 6 && t != Document::kNoToken; ++n) {
      t = d.head_of(sentence, t);
      if (t == Document::kNoToken || (d.tokens[t].upos != Upos::VERB && d.tokens[t].upos != Upos::AUX)) continue;
      if (g_.is(draft_.units[draft_.first_unit[t]], WordClass::future_verb)) return true;
      for (std::uint32_t c = sentence.first; c < t; ++c) {
        if (d.head_of(sentence, c) == t && d.tokens[c].upos == Upos::AUX &&
            g_.is(draft_.units[draft_.first_unit[c]], WordClass::future_verb))
          return true;
      }
      const auto relation = d.tokens[t].deprel;
      if (relation != Deprel::xcomp && relation != Deprel::advcl && relation != Deprel::conj) return false;
    }
    return false;
  }

  // Of the same day in three years the nearest to the article's; the future counts double unless it is told as future.
  int nearest_year(int month, int day, bool ahead) const {
    int best = today_.year;
    std::int64_t best_distance = 100000;
    for (int year = today_.year - 1; year <= today_.year + 1; ++year) {
      const std::int64_t away = number(year, month, std::min(day, days_in_month(year, month))) - now_;
      const std::int64_t distance = away > 0 ? (ahead ? away : away * 3) : (ahead ? -away * 3 : -away);
      if (distance < best_distance) best_distance = distance, best = year;
    }
    return best;
  }

  // "April 26, 2024", "26 April", "26th of April 2024", "Apr. 26".
  std::optional<Found> date(std::uint32_t u) const {
    int day = -1;
    std::uint32_t m = u;
    if (day_at(u) > 0) {
      m = u + 1 + (text(u + 1) == "of" ? 1 : 0);
      if (month_at(m)) day = day_at(u);
    }
    if (!month_at(m)) return std::nullopt;
    const int month = value(m, WordClass::month);
    std::uint32_t last = m + 1;
    if (last < end_ && draft_.barrier(last) && text(last) == ".") ++last;
    if (day < 0 && day_at(last) > 0 && year_at(last) < 0) day = day_at(last++);
    std::uint32_t y = last;
    if (comma(y) && day > 0) ++y;
    const int year = year_at(y);
    if (year > 0) last = y + 1;
    if (day < 0) {
      if (year > 0) return month_of(last, year, month, "month");
      if (!dated_) return unknown(last, "month");
      const bool ahead = future(m);
      int guess = today_.year;
      if (ahead && month < today_.month) ++guess;
      if (!ahead && month > today_.month) --guess;
      return month_of(last, guess, month, "month");
    }
    if (year < 0 && !dated_) return unknown(last, "date");
    const int of_year = year > 0 ? year : nearest_year(month, day, future(m));
    if (!valid({of_year, month, day})) return std::nullopt;
    const auto n = number(of_year, month, day);
    return span(last, n, n, DatePrecision::day, "date");
  }

  // "2024-04-26": hyphens part units, the token keeps it whole.
  std::optional<Found> iso_date(std::uint32_t u) const {
    if (year_at(u) < 0 || u + 2 >= end_) return std::nullopt;
    const Span whole{draft_.units[u].span.begin, draft_.units[u + 2].span.end};
    const auto day = parse_iso(slice(draft_.document.article.text, whole));
    if (!day || whole.size() != 10 || !valid(*day)) return std::nullopt;
    return span(u + 3, to_number(*day), to_number(*day), DatePrecision::day, "date");
  }

  std::uint32_t after_part_of_day(std::uint32_t u) const {
    while (is(u, WordClass::part_of_day)) ++u;
    return u;
  }

  // "Friday", "last Friday", "next Friday", "Friday, April 26".
  std::optional<Found> weekday_at_unit(std::uint32_t u) const {
    int turn = 0;
    std::uint32_t w = u;
    if (is(u, WordClass::past_mark))
      turn = -1, ++w;
    else if (is(u, WordClass::future_mark))
      turn = 1, ++w;
    else if (is(u, WordClass::this_mark))
      turn = 2, ++w;
    if (!weekday_at(w)) return std::nullopt;
    // "following Tuesday's vote" is after it; only "the following Tuesday" is the next.
    if (turn == 1 && text(u) == "following" && (u == begin_ || !is(u - 1, WordClass::definite))) return std::nullopt;
    std::uint32_t last = w + 1;
    if (auto full = date(comma(last) ? last + 1 : last); full && full->precision == DatePrecision::day && turn == 0) return full;
    last = after_part_of_day(last);
    if (!dated_) return unknown(last, "weekday");
    const int back = (readout::weekday(today_) - value(w, WordClass::weekday) + 7) % 7;
    std::int64_t n = now_ - back;
    if (turn == -1 && back == 0) n -= 7;
    if (turn == 1 || ((turn == 0 || turn == 2) && back != 0 && future(w))) n += 7;
    return span(last, n, n, DatePrecision::day, "weekday");
  }

  std::optional<Found> day_word(std::uint32_t u) const {
    if (!is(u, WordClass::day_word)) return std::nullopt;
    const std::uint32_t last = after_part_of_day(u + 1);
    if (!dated_) return unknown(last, "day");
    const auto n = now_ + value(u, WordClass::day_word);
    return span(last, n, n, DatePrecision::day, "day");
  }

  Day shifted(int years, int months) const {
    const int count = today_.year * 12 + today_.month - 1 + years * 12 + months;
    const int year = count / 12, month = count % 12 + 1;
    return {year, month, std::min(today_.day, days_in_month(year, month))};
  }

  // The calendar unit `turn` units away from today's: last week, this month, next year.
  std::optional<Found> calendar(std::uint32_t last, std::string_view unit, int turn, std::string_view rule) const {
    if (!dated_) return unknown(last, rule);
    if (unit == "day") return span(last, now_ + turn, now_ + turn, DatePrecision::day, rule);
    if (unit == "week" || unit == "weekend") {
      const auto monday = now_ - readout::weekday(today_) + 7 * turn;
      return unit == "week" ? span(last, monday, monday + 6, DatePrecision::week, rule)
                            : span(last, monday + 5, monday + 6, DatePrecision::day, rule);
    }
    if (unit == "month") {
      const Day day = shifted(0, turn);
      return month_of(last, day.year, day.month, rule);
    }
    if (unit == "quarter") {
      const Day day = shifted(0, 3 * turn);
      const int first = (day.month - 1) / 3 * 3 + 1;
      return span(last, number(day.year, first, 1), number(day.year, first + 2, days_in_month(day.year, first + 2)), DatePrecision::quarter,
                  rule);
    }
    if (unit == "year") return year_of(last, today_.year + turn, rule);
    if (unit == "decade") {
      const int first = (today_.year / 10 + turn) * 10;
      return span(last, number(first, 1, 1), number(first + 9, 12, 31), DatePrecision::year, rule);
    }
    return std::nullopt;
  }

  // "last week", "this year", "next month", "last summer", "last May".
  std::optional<Found> marked_unit(std::uint32_t u) const {
    const bool past = is(u, WordClass::past_mark), next = is(u, WordClass::future_mark), now = is(u, WordClass::this_mark);
    if (!past && !next && !now) return std::nullopt;
    const int turn = past ? -1 : next ? 1 : 0;
    if (is(u + 1, WordClass::unit)) {
      const auto word = text(u + 1);
      if (word.ends_with('s')) return std::nullopt;
      return calendar(u + 2, g_.value(draft_.units[u + 1].word, WordClass::unit), turn, past ? "last" : next ? "next" : "this");
    }
    if (is(u + 1, WordClass::part_of_day) && dated_ && now) return span(u + 2, now_, now_, DatePrecision::day, "this");
    if (is(u + 1, WordClass::season) && !draft_.units[u + 1].first_upper) return season(u + 1, turn, true);
    if (month_at(u + 1) && dated_) {
      const int month = value(u + 1, WordClass::month);
      int year = today_.year;
      if (past && month >= today_.month) --year;
      if (next && month <= today_.month) ++year;
      return month_of(u + 2, year, month, "month");
    }
    // "the past three months": up to today.
    int count = -1;
    if (is(u + 1, WordClass::number))
      count = value(u + 1, WordClass::number);
    else if (digits(u + 1, 2) > 0)
      count = digits(u + 1, 2);
    if (count < 0 || !is(u + 2, WordClass::unit) || now) return std::nullopt;
    if (!dated_) return unknown(u + 3, "span");
    const auto far = away(g_.value(draft_.units[u + 2].word, WordClass::unit), past ? -count : count);
    if (!far) return std::nullopt;
    return past ? span(u + 3, far->begin, now_, far->precision, "span") : span(u + 3, now_, far->end, far->precision, "span");
  }

  std::optional<Found> season(std::uint32_t u, int turn, bool marked) const {
    const int first = value(u, WordClass::season);
    std::uint32_t last = u + 1;
    int year = -1;
    if (year_at(last) > 0)
      year = year_at(last++);
    else if (text(last) == "of" && year_at(last + 1) > 0)
      year = year_at(last + 1), last += 2;
    else if (!marked)
      return std::nullopt;
    if (year < 0) {
      if (!dated_) return unknown(last, "season");
      year = today_.year + (turn < 0 && first + 2 >= today_.month ? -1 : turn > 0 && first <= today_.month ? 1 : 0);
    }
    const int end_year = first + 2 > 12 ? year + 1 : year, end_month = (first + 1) % 12 + 1;
    return span(last, number(year, first, 1), number(end_year, end_month, days_in_month(end_year, end_month)), DatePrecision::quarter,
                "season");
  }

  // The day or calendar span `count` units away.
  std::optional<Found> away(std::string_view unit, int count) const {
    if (unit == "day") return span(0, now_ + count, now_ + count, DatePrecision::day, "");
    if (unit == "hour") return span(0, now_, now_, DatePrecision::day, "");
    if (unit == "week") return span(0, now_ + 7 * count, now_ + 7 * count, DatePrecision::week, "");
    if (unit == "fortnight") return span(0, now_ + 14 * count, now_ + 14 * count, DatePrecision::week, "");
    if (unit == "month") {
      const Day day = shifted(0, count);
      return month_of(0, day.year, day.month, "");
    }
    if (unit == "year") return year_of(0, today_.year + count, "");
    if (unit == "decade") return year_of(0, today_.year + 10 * count, "");
    return std::nullopt;
  }

  // "two weeks later", "a month earlier": counted from the time the text named last.
  std::optional<Found> beside_last(std::uint32_t unit, int count) const {
    if (!last_day_) return unknown(unit + 2, "relative");
    Times there(*this);
    there.now_ = *last_day_;
    there.today_ = from_number(there.now_);
    auto found = there.away(g_.value(draft_.units[unit].word, WordClass::unit), count);
    if (found) found->last = unit + 2, found->rule = "relative to the time before";
    return found;
  }

  // "three days ago", "two weeks later", "a month earlier".
  std::optional<Found> ago(std::uint32_t u) const {
    int count = -1;
    if (is(u, WordClass::number))
      count = value(u, WordClass::number);
    else if (digits(u, 3) > 0)
      count = digits(u, 3);
    std::uint32_t unit = u + 1;
    if (count == 2 && text(u + 1) == "of") ++unit;
    if (count < 0 || !is(unit, WordClass::unit) || !is(unit + 1, WordClass::ago)) return std::nullopt;
    const auto mark = text(unit + 1);
    if (mark != "ago" && g_.value(draft_.units[unit].word, WordClass::unit) == "hour") return std::nullopt;
    if (mark != "ago") return beside_last(unit, count * value(unit + 1, WordClass::ago));
    if (!dated_) return unknown(unit + 2, "ago");
    auto found = away(g_.value(draft_.units[unit].word, WordClass::unit), -count);
    if (found) found->last = unit + 2, found->rule = "ago";
    return found;
  }

  // "2019", "the 1990s", "2015-16": a bare year only after a word that asks for one, or after a month.
  std::optional<Found> year(std::uint32_t u) const {
    const auto word = text(u);
    if (word.size() == 5 && word.back() == 's' && digits_of(word.substr(0, 4)) >= 1000) {
      const int first = digits_of(word.substr(0, 4));
      return span(u + 1, number(first, 1, 1), number(first + 9, 12, 31), DatePrecision::year, "decade");
    }
    const int n = year_at(u);
    if (n < 1400 || n > 2100) return std::nullopt;
    const bool asked =
        u > begin_ && (is(u - 1, WordClass::locative) || is(u - 1, WordClass::part) || is(u - 1, WordClass::range_from) ||
                       is(u - 1, WordClass::range_to) || text(u - 1) == "since" || text(u - 1) == "by" || text(u - 1) == "before" ||
                       text(u - 1) == "after" || text(u - 1) == "during" || text(u - 1) == "the" || text(u - 1) == "until" ||
                       text(u - 1) == "while" || text(u - 1) == "than" || text(u - 1) == "As");
    const bool unit_follows = u + 1 < end_ && !draft_.barrier(u + 1) && draft_.tagged && draft_.token(u + 1).upos == Upos::NOUN &&
                              draft_.token(u).deprel == Deprel::nummod && draft_.text(u + 1).ends_with('s');
    const bool recent = dated_ ? std::abs(n - today_.year) < 130 && n > 1900 : n > 1900 && n < 2040;
    const bool counts = draft_.parsed && draft_.token(u).deprel == Deprel::nummod && u + 1 < end_ && !draft_.barrier(u + 1);
    if (unit_follows || (!asked && !recent && (counts || !draft_.parsed || n < 1500))) return std::nullopt;
    return year_of(u + 1, n, "year");
  }

  static int digits_of(std::string_view text) {
    int n = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
    return error == std::errc{} && end == text.data() + text.size() ? n : -1;
  }

  // "17th century", "the nineteenth century"
  std::optional<Found> century(std::uint32_t u) const {
    int n = is(u, WordClass::ordinal) ? value(u, WordClass::ordinal) : -1;
    if (n < 0 && text(u).size() > 2) n = digits_of(text(u).substr(0, text(u).size() - 2));
    if (n < 1 || n > 30 || (text(u + 1) != "century" && text(u + 1) != "Century" && text(u + 1) != "centuries")) return std::nullopt;
    return span(u + 2, number(100 * n - 100, 1, 1), number(100 * n - 1, 12, 31), DatePrecision::year, "century");
  }

  // "Christmas", "Halloween": a fixed day of the nearest year.
  std::optional<Found> holiday(std::uint32_t u) const {
    if (!is(u, WordClass::holiday) || !draft_.units[u].first_upper) return std::nullopt;
    const auto word = g_.value(draft_.units[u].word, WordClass::holiday);
    const int month = digits_of(word.substr(0, 2)), day = word.size() == 5 ? digits_of(word.substr(3)) : -1;
    if (month < 1 || day < 1) return std::nullopt;
    const int named = year_at(u + 1);
    if (named < 0 && !dated_) return unknown(u + 1, "holiday");
    const auto n = number(named > 0 ? named : nearest_year(month, day, future(u)), month, day);
    return span(named > 0 ? u + 2 : u + 1, n, n, DatePrecision::day, "holiday");
  }

  // "the second quarter of 2019"
  std::optional<Found> quarter(std::uint32_t u) const {
    if (!is(u, WordClass::ordinal) || text(u + 1) != "quarter") return std::nullopt;
    const int n = value(u, WordClass::ordinal);
    std::uint32_t last = u + 2;
    int year = dated_ ? today_.year : -1;
    if (text(last) == "of" && year_at(last + 1) > 0) year = year_at(last + 1), last += 2;
    if (n > 4 || year < 0) return std::nullopt;
    return span(last, number(year, 3 * n - 2, 1), number(year, 3 * n, days_in_month(year, 3 * n)), DatePrecision::quarter, "quarter");
  }

  // Words of part before a value: "early 2018", "late last month", "the end of 2017", "mid-January".
  std::optional<Found> part(std::uint32_t u) const {
    if (!is(u, WordClass::part)) return std::nullopt;
    const auto which = g_.value(draft_.units[u].word, WordClass::part);
    std::uint32_t inner = u + 1;
    if (text(inner) == "in" || text(inner) == "on") ++inner;
    if (which == "edge") {
      if (text(inner) != "of") return std::nullopt;
      ++inner;
      if (is(inner, WordClass::definite) && !is(inner, WordClass::this_mark)) ++inner;
    }
    auto found = read(inner);
    if (found && text(u) == "eve" && found->known && found->precision == DatePrecision::day) found->begin -= 1, found->end = found->begin;
    return found;
  }

  std::optional<Found> read(std::uint32_t u) const {
    if (u >= end_ || draft_.barrier(u)) return std::nullopt;
    for (auto reader : {&Times::iso_date, &Times::weekday_at_unit, &Times::date, &Times::day_word, &Times::ago, &Times::marked_unit,
                        &Times::quarter, &Times::part, &Times::century, &Times::holiday, &Times::year}) {
      if (auto found = (this->*reader)(u)) return found;
    }
    if (is(u, WordClass::season) && !draft_.units[u].first_upper) return season(u, 0, false);
    return std::nullopt;
  }

  // "from 3 to 5 May", "between 2003 and 2007", "3-5 May", "May 3 to May 5".
  std::optional<Found> range(std::uint32_t u) const {
    std::uint32_t a = u;
    if (is(a, WordClass::range_from)) ++a;
    // Two days of one month.
    const int first_day = day_at(a);
    if (first_day > 0 && a + 2 < end_) {
      std::uint32_t b = a + 1;
      if (is(b, WordClass::range_to))
        ++b;
      else if (!joined(a, b))
        return std::nullopt;
      if (day_at(b) > first_day && month_at(b + 1)) {
        auto second = date(b);
        if (second && second->known && second->precision == DatePrecision::day) {
          second->begin -= day_at(b) - first_day;
          second->rule = "range";
          return second;
        }
      }
    }
    auto first = read(a);
    if (!first || !first->known) return std::nullopt;
    const bool tied = is(first->last, WordClass::range_to) && a > u;
    if (!tied) return std::nullopt;
    auto second = read(first->last + 1);
    if (!second || !second->known || second->begin < first->begin) return std::nullopt;
    second->begin = first->begin;
    second->rule = "range";
    return second;
  }

  bool joined(std::uint32_t a, std::uint32_t b) const {
    const auto& left = draft_.units[a].span;
    const auto& right = draft_.units[b].span;
    return right.begin - left.end <= 3 && slice(draft_.document.article.text, {left.end, right.begin}).find(' ') == std::string_view::npos;
  }

  Mention mention_of(std::uint32_t u, const Found& found) const {
    Mention mention;
    mention.kind = MentionKind::time;
    mention.span = {draft_.units[u].span.begin, draft_.units[found.last - 1].span.end};
    mention.first = draft_.units[u].token;
    mention.last = draft_.units[found.last - 1].token + 1;
    mention.head = mention.last - 1;
    if (draft_.parsed) {
      const Sentence& sentence = draft_.document.sentences[draft_.sentence_of[u]];
      for (std::uint32_t t = mention.first; t < mention.last; ++t) {
        const auto head = draft_.document.head_of(sentence, t);
        if (head == Document::kNoToken || head < mention.first || head >= mention.last) {
          mention.head = t;
          break;
        }
      }
    }
    TimeValue time;
    if (found.known) {
      time.value = iso(from_number(found.begin));
      if (found.end != found.begin) time.end = iso(from_number(found.end));
    }
    time.precision = found.known ? found.precision : DatePrecision::unknown;
    mention.time = std::move(time);
    mention.why = "time: ";
    mention.why += found.rule;
    if (!found.known) mention.why += ", no date to count from";
    return mention;
  }

  const Draft& draft_;
  const Gazetteer::Parts& g_;
  std::int64_t now_ = 0;
  Day today_;
  bool dated_ = false;
  std::optional<std::int64_t> last_day_;  // first day of the last time found
  std::uint32_t begin_ = 0, end_ = 0;
};

}  // namespace

std::vector<Mention> find_times(const Draft& draft) { return Times(draft).run(); }

}  // namespace readout
