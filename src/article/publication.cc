// When it was published: all dated claims of a page, weighed. The publisher's own day is kept: a time given in UTC is moved to
// the day the page itself shows or its address holds, when that is the day before or after.
#include <algorithm>
#include <cstdlib>

#include "article/claims.h"
#include "base/text.h"

namespace readout {
namespace {

struct Evidence {
  FoundDate date;
  std::string from;
  double confidence = 0;
  bool modified = false;
};

double meta_confidence(int rank) {
  constexpr double kByRank[] = {0, 0.93, 0.90, 0.80, 0.70, 0.50, 0.40};
  return rank >= 1 && rank <= 6 ? kByRank[rank] : 0;
}

class DateChooser {
 public:
  DateChooser(const PageFacts& facts, const Blocks& blocks, const Labels& labels, const DateWords& words, std::string_view url,
              std::string_view fetch_time, bool month_first, int zone_minutes, std::size_t title_block)
      : facts_(facts),
        blocks_(blocks),
        labels_(labels),
        words_(words),
        url_(url),
        fetched_(parse_iso(fetch_time)),
        month_first_(month_first),
        zone_minutes_(zone_minutes),
        title_block_(title_block) {}

  DateChoice run(std::string_view carrier_date, Notes& notes) {
    collect_claims();
    collect_shown();
    if (!carrier_date.empty()) add(carrier_date, "given", evidence_.empty() ? 0.6 : 0.55, false);
    DateChoice choice;
    const Evidence* best = nullptr;
    for (const Evidence& one : evidence_)
      if (!one.modified && (best == nullptr || one.confidence > best->confidence)) best = &one;
    // An address keeps the first day; structured data may name the day of a move or of a new edition.
    for (const Evidence& one : evidence_)
      if (best != nullptr && one.from == "url" && !one.date.month_only && best->from != "url" &&
          to_number(one.date.day) < to_number(best->date.day) - 2) {
        best = &one;
        break;
      }
    const Evidence* changed = nullptr;
    for (const Evidence& one : evidence_)
      if (one.modified && (changed == nullptr || one.confidence > changed->confidence)) changed = &one;
    if (changed != nullptr && changed->confidence >= 0.6) choice.modified = iso(changed->date.day);
    if (best == nullptr || best->confidence < 0.5) {
      // A day of change is better than none; so is a month in the address.
      if (changed != nullptr && (best == nullptr || changed->confidence * 0.6 > best->confidence)) best = changed;
    }
    if (best == nullptr) return choice;
    const Day day = local_day(*best);
    choice.date.value = iso(day);
    choice.date.time = best->date.time;
    choice.date.from = best->from;
    choice.date.confidence = best->modified ? best->confidence * 0.6 : best->confidence;
    for (const Evidence& one : evidence_) {
      if (one.modified || one.confidence < 0.6 || &one == best || one.date.month_only) continue;
      if (std::llabs(to_number(one.date.day) - to_number(day)) > 1) {
        notes.push_back(
            {Step::article, "date-conflict", {}, iso(day) + " (" + best->from + ") against " + iso(one.date.day) + " (" + one.from + ")"});
        choice.date.confidence = std::max(0.3, choice.date.confidence - 0.2);
        break;
      }
    }
    if (choice.modified == choice.date.value || (!choice.modified.empty() && choice.modified < choice.date.value)) choice.modified.clear();
    return choice;
  }

 private:
  void add(std::string_view value, std::string_view from, double confidence, bool modified) {
    if (auto date = parse_date(value, words_, month_first_)) add(*date, from, confidence, modified);
  }
  void add(const FoundDate& date, std::string_view from, double confidence, bool modified) {
    if (confidence <= 0) return;
    // Nothing is published after it was fetched; a day of grace for time zones.
    if (fetched_ && to_number(date.day) > to_number(*fetched_) + 1) return;
    evidence_.push_back({date, std::string(from), confidence, modified});
  }

  void collect_claims() {
    for (const LinkedArticle& one : facts_.linked) {
      add(one.published, "json-ld", one.is_article ? 0.95 : 0.78, false);
      add(one.created, "json-ld", one.is_article ? 0.7 : 0.55, false);
      add(one.modified, "json-ld", one.is_article ? 0.85 : 0.7, true);
    }
    for (const Claim& claim : facts_.of(MetaField::published)) add(claim.value, "meta", meta_confidence(claim.rank), false);
    for (const Claim& claim : facts_.of(MetaField::modified)) add(claim.value, "meta", 0.9 - 0.05 * claim.rank, true);
    if (const auto date = date_in_url(url_)) add(*date, "url", date->month_only ? 0.2 : 0.88, false);
    if (const auto date = date_in_url(facts_.canonical); date && facts_.canonical != url_)
      add(*date, "url", date->month_only ? 0.2 : 0.86, false);
  }

  // Dates a reader sees: <time>, lines of the head of the article, then any short line.
  void collect_shown() {
    std::size_t block = 0;
    const auto block_of = [&](NodeId node) {
      while (block < blocks_.blocks.size() && blocks_.blocks[block].node < node) ++block;
      return block;
    };
    int n_times = 0;
    for (const Claim& claim : facts_.times) {
      const std::size_t at = block_of(claim.node);
      double confidence = claim.rank == 1 ? 0.72 : 0.6;
      if (at < blocks_.blocks.size()) {
        // the time element is inline in the block at or just before
        const Block& near = blocks_.blocks[at > 0 && blocks_.blocks[at].node > claim.node ? at - 1 : at];
        confidence -= away(near) ? 0.4 : 0;
        if (has(near.near_hints, Hint::date) || has(near.near_hints, Hint::byline)) confidence += 0.05;
        if (title_block_ < blocks_.blocks.size()) {
          const auto distance = static_cast<long>(at) - static_cast<long>(title_block_);
          confidence += distance >= -6 && distance <= 12 ? 0.1 : distance < -6 ? -0.2 : -0.12;
        }
      }
      add(claim.value, "time-tag", confidence - 0.01 * std::min(n_times++, 20), false);
    }
    const std::size_t n = blocks_.blocks.size();
    std::size_t looked = 0;
    for (std::size_t i = 0; i < n && looked < 400; ++i) {
      const Block& one = blocks_.blocks[i];
      const std::string_view text = slice(blocks_.text, one.text);
      if (one.words > 40 || text.size() > 400 || std::none_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
        continue;
      ++looked;
      const auto found = find_dates(text, words_, month_first_, 2);
      if (found.empty()) continue;
      bool exact = false;
      const Label label = labels_.find(text, exact);
      double confidence = 0.32;
      if (has(one.near_hints, Hint::date)) confidence += 0.15;
      if (has(one.near_hints, Hint::byline)) confidence += 0.08;
      if (label == Label::date || label == Label::byline) confidence += 0.15;
      if (one.words <= 12) confidence += 0.05;
      if (away(one)) confidence -= 0.3;
      if (has(one.inside, Inside::list)) confidence -= 0.08;
      if (title_block_ < n) {
        const auto distance = static_cast<long>(i) - static_cast<long>(title_block_);
        if (distance >= -5 && distance <= 12)
          confidence += 0.25 - 0.005 * static_cast<double>(std::labs(distance));
        else if (distance < -5)
          confidence -= 0.12;
      }
      if (label == Label::legal) confidence -= 0.3;
      add(found[0], "byline", confidence, is_update(text, found[0]));
      if (found.size() > 1) add(found[1], "byline", confidence - 0.05, true);
    }
  }
  // The line speaks of a change, not of the first publication.
  static bool is_update(std::string_view text, const FoundDate& date) {
    const std::string head = to_lower_ascii(text.substr(0, date.begin));
    for (const std::string_view word : {"updated", "modified", "aktualisiert", "mis à jour", "actualizado", "atualizado", "aggiornato",
                                        "bijgewerkt", "aktualizacja", "обновлено"})
      if (const std::size_t at = head.rfind(word); at != head.npos && head.find("publi", at) == head.npos) return true;
    return false;
  }
  static std::string to_lower_ascii(std::string_view text) {
    std::string out(text);
    for (char& c : out)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return out;
  }
  static bool away(const Block& block) {
    const Hints hints = block.near_hints | block.far_hints;
    return has(block.inside, Inside::aside) || has(block.inside, Inside::footer) || has(block.inside, Inside::nav) ||
           has(hints, Hint::comments) || has(hints, Hint::related) || has(hints, Hint::popular) || has(hints, Hint::sidebar) ||
           has(hints, Hint::footer);
  }
  // The day at the publisher's desk.
  Day local_day(const Evidence& best) const {
    if (!best.date.utc) return best.date.day;
    for (const Evidence& one : evidence_) {
      if (one.date.utc || one.date.month_only || one.modified || one.confidence < 0.5 || one.date.ambiguous) continue;
      const auto apart = to_number(one.date.day) - to_number(best.date.day);
      if (apart == 1 || apart == -1) return one.date.day;
      if (apart == 0) return best.date.day;
    }
    // Nothing on the page tells: the clock of the country the site names.
    if (zone_minutes_ == 0 || best.date.time.size() < 5) return best.date.day;
    const std::string& time = best.date.time;
    const int minute = ((time[0] - '0') * 10 + time[1] - '0') * 60 + (time[3] - '0') * 10 + time[4] - '0' + zone_minutes_;
    return from_number(to_number(best.date.day) + (minute < 0 ? -1 : minute >= 24 * 60 ? 1 : 0));
  }

  const PageFacts& facts_;
  const Blocks& blocks_;
  const Labels& labels_;
  const DateWords& words_;
  std::string_view url_;
  std::optional<Day> fetched_;
  bool month_first_;
  int zone_minutes_;
  std::size_t title_block_;
  std::vector<Evidence> evidence_;
};

}  // namespace

DateChoice choose_date(const PageFacts& facts, const Blocks& blocks, const Labels& labels, const DateWords& words, std::string_view url,
                       std::string_view carrier_date, std::string_view fetch_time, bool month_first, int zone_minutes,
                       std::size_t title_block, Notes& notes) {
  return DateChooser(facts, blocks, labels, words, url, fetch_time, month_first, zone_minutes, title_block).run(carrier_date, notes);
}

}  // namespace readout
