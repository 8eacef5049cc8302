#include "engine/grouping.h"

#include <cmath>
#include <map>
#include <set>

namespace readout {
namespace {

struct Dated {
  int sureness = -1;  // tenths, so that near-equal confidences count as equal
  std::string date;
};

// Below this a date is no more than a claim of the page that its own words contradict.
constexpr double kBelieved = 0.5;

bool better(const Dated& a, const Dated& b) { return a.sureness != b.sureness ? a.sureness > b.sureness : a.date < b.date; }

}  // namespace

Grouping group_articles(const StoryRules& rules, std::vector<GroupedArticle> articles) {
  std::map<std::string, Dated> dates;
  std::map<std::string, std::string> doubted;  // date by article
  std::vector<StoryInput> inputs;
  inputs.reserve(articles.size());
  for (auto& article : articles) {
    // A doubted date still helps to order copies, but the story is not dated by it.
    if (article.date_confidence < kBelieved && !article.input.date.empty()) doubted[article.input.id] = article.input.date;
    if (!article.input.date.empty() && article.date_confidence >= kBelieved)
      dates[article.input.id] = {static_cast<int>(std::lround(article.date_confidence * 10)), article.input.date};
    inputs.push_back(std::move(article.input));
  }
  Grouping grouping;
  grouping.members = group_stories(rules, std::move(inputs), grouping.capped);
  std::map<std::string, Dated> best;
  std::set<std::pair<std::string, std::string>> doubts;  // story and date
  for (const StoryMember& member : grouping.members) {
    if (const auto it = doubted.find(member.article); it != doubted.end()) doubts.emplace(member.story, it->second);
    const auto dated = dates.find(member.article);
    if (dated == dates.end()) continue;
    const auto [it, fresh] = best.try_emplace(member.story, dated->second);
    if (!fresh && better(dated->second, it->second)) it->second = dated->second;
  }
  for (StoryMember& member : grouping.members) {
    const auto it = best.find(member.story);
    const bool unsure = member.event_date.empty() || doubts.contains({member.story, member.event_date});
    if (unsure) member.event_date = it == best.end() ? std::string() : it->second.date;
  }
  return grouping;
}

}  // namespace readout
