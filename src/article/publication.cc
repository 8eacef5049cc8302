// When it was published: the day the model finds likeliest among all that the page names. The publisher's own day is kept: a time
// given in UTC counts for the day the page itself shows, or else for the day on the newsroom's clock.
#include <algorithm>
#include <cstdlib>

#include "article/claims.h"
#include "base/text.h"

namespace readout {
namespace {

constexpr double kLeastChange = 0.5;  // of the trust in a day of change, before it is told

std::string two(int value) { return (value < 10 ? "0" : "") + std::to_string(value); }

// "23:30:00+00:00" on a clock so many minutes ahead: "01:30:00+02:00".
std::string on_clock(const std::string& time, int minutes) {
  const std::size_t zone = time.find_first_of("+-");
  if (time.size() < 5 || zone == time.npos) return time;
  const int minute = ((time[0] - '0') * 10 + time[1] - '0') * 60 + (time[3] - '0') * 10 + time[4] - '0' + minutes + 24 * 60;
  const int ahead = std::abs(minutes);
  return two(minute / 60 % 24) + ':' + two(minute % 60) + time.substr(5, zone - 5) + (minutes < 0 ? '-' : '+') + two(ahead / 60) + ':' +
         two(ahead % 60);
}

// The time of the day that was chosen, from the most trusted claim that tells one.
std::string time_of(const DatePage& page, const DateEvidences& evidence, const DateCandidate& chosen) {
  const DateEvidence* best = nullptr;
  for (const std::size_t i : chosen.evidence) {
    const DateEvidence& one = evidence.all[i];
    if (one.date.time.empty() || one.modified) continue;
    if (one.date.day != chosen.day && one.local != chosen.day) continue;
    if (best == nullptr || one.trust > best->trust) best = &one;
  }
  if (best == nullptr) return {};
  if (page.local_day(best->date) == chosen.day) return on_clock(best->date.time, *page.zones.minutes(page.site, best->date.day));
  return best->date.day == chosen.day ? best->date.time : std::string();
}

const DateEvidence* most_trusted(const DateEvidences& evidence, const DateCandidate& day) {
  const DateEvidence* best = nullptr;
  for (const std::size_t i : day.evidence)
    if (best == nullptr || evidence.all[i].trust > best->trust) best = &evidence.all[i];
  return best;
}

// The last day of change that machines are told, or else the one a reader sees beside the title.
std::string day_of_change(const DateEvidences& evidence, const Day& published) {
  const DateEvidence* best = nullptr;
  const auto worth = [](const DateEvidence& one) { return one.trust + (one.near ? 20 : 0); };
  for (const DateEvidence& one : evidence.all) {
    const bool told = one.near || one.from == DateFrom::json_ld || one.from == DateFrom::meta;
    if (!one.modified || !told || one.local <= published) continue;
    if (best == nullptr || worth(one) > worth(*best)) best = &one;
  }
  return best == nullptr ? std::string() : iso(best->local);
}

}  // namespace

DateChoice choose_date(const DatePage& page, const DateModel& model, Notes& notes) {
  const DateEvidences evidence = find_date_evidence(page);
  const std::vector<double> likely = model.probabilities(evidence.days);
  DateChoice choice;
  if (likely.empty()) return choice;
  const std::size_t at = static_cast<std::size_t>(std::max_element(likely.begin(), likely.end()) - likely.begin());
  const DateCandidate& best = evidence.days[at];
  const DateEvidence* source = most_trusted(evidence, best);
  if (source == nullptr) return choice;
  choice.date.value = iso(best.day);
  choice.date.time = time_of(page, evidence, best);
  choice.date.from = name(source->from);
  choice.date.confidence = likely[at];
  choice.modified = day_of_change(evidence, best.day);
  // A claim that was not followed and is more than a night away.
  const DateEvidence* against = nullptr;
  for (const DateEvidence& one : evidence.all)
    if (one.strong && !one.modified && std::llabs(to_number(one.local) - to_number(best.day)) > 1 &&
        (against == nullptr || one.trust > against->trust))
      against = &one;
  if (against != nullptr)
    notes.push_back({Step::article,
                     "date-conflict",
                     {},
                     choice.date.value + " (" + choice.date.from + ") against " + iso(against->date.day) + " (" +
                         std::string(name(against->from)) + ")"});
  return choice;
}

}  // namespace readout
