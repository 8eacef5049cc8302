#include "engine/grouping.h"

#include <cmath>
#include <map>

namespace readout {
namespace {

struct Dated {
  int sureness = -1;  // tenths, so that near-equal confidences count as equal
  std::string date;
};

bool better(const Dated& a, const Dated& b) { return a.sureness != b.sureness ? a.sureness > b.sureness : a.date < b.date; }

}  // namespace

Grouping group_articles(const StoryRules& rules, std::vector<GroupedArticle> articles) {
  std::map<std::string, Dated> dates;
  std::vector<StoryInput> inputs;
  inputs.reserve(articles.size());
  for (auto& article : articles) {
    if (!article.input.date.empty())
      dates[article.input.id] = {static_cast<int>(std::lround(article.date_confidence * 10)), article.input.date};
    inputs.push_back(std::move(article.input));
  }
  Grouping grouping;
  grouping.members = group_stories(rules, std::move(inputs), grouping.capped);
  std::map<std::string, Dated> best;
  for (const StoryMember& member : grouping.members) {
    const auto dated = dates.find(member.article);
    if (dated == dates.end()) continue;
    const auto [it, fresh] = best.try_emplace(member.story, dated->second);
    if (!fresh && better(dated->second, it->second)) it->second = dated->second;
  }
  for (StoryMember& member : grouping.members)
    if (const auto it = best.find(member.story); member.event_date.empty() && it != best.end()) member.event_date = it->second.date;
  return grouping;
}

}  // namespace readout
