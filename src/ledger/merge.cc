#include "ledger/merge.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace readout {
namespace {

// The article each member descends from: itself when it is an original or independent, the head of its chain of parents when it
// has one, 0 for copies of a source that was not read.
std::map<std::int64_t, std::int64_t> lines_of_descent(const std::vector<MemberKey>& members) {
  std::map<std::int64_t, const MemberKey*> by_article;
  for (const MemberKey& member : members) by_article[member.article] = &member;
  std::map<std::int64_t, std::int64_t> line;
  for (const MemberKey& member : members) {
    const MemberKey* at = &member;
    // Parents form no circles, but a damaged ledger must not hang.
    for (std::size_t steps = 0; steps < members.size() && at->has_parent && at->kind != CopyKind::same_story; ++steps) {
      const auto up = by_article.find(at->parent);
      if (up == by_article.end()) break;
      at = up->second;
    }
    const bool source = at->kind == CopyKind::original || at->kind == CopyKind::same_story || at->has_parent;
    line[member.article] = source ? at->article : 0;
  }
  return line;
}

struct Group {
  std::vector<const ReportKey*> reports;  // the first is the lead
  std::set<std::int64_t> articles;
};

}  // namespace

std::vector<MergedEvent> merge_reports(std::vector<ReportKey> reports, const std::vector<MemberKey>& members) {
  std::map<std::int64_t, const MemberKey*> member_of;
  for (const MemberKey& member : members) member_of[member.article] = &member;
  const auto lines = lines_of_descent(members);

  // Nearest the source first, so that the first report of a group is its lead.
  const auto rank = [&](const ReportKey& report) {
    const auto it = member_of.find(report.article);
    const MemberKey* member = it == member_of.end() ? nullptr : it->second;
    const bool copy = member != nullptr && member->kind != CopyKind::original && member->kind != CopyKind::same_story;
    const std::string& published = member == nullptr ? std::string() : member->published;
    return std::make_tuple(copy, published.empty() ? std::string("9") : published, report.article, report.id);
  };
  std::sort(reports.begin(), reports.end(), [&](const ReportKey& a, const ReportKey& b) { return rank(a) < rank(b); });

  std::vector<Group> groups;
  using Words = std::tuple<int, std::string>;
  using Facts = std::tuple<int, int, std::string, std::string>;
  std::map<Words, std::vector<std::size_t>> by_words;
  std::map<Facts, std::vector<std::size_t>> by_facts;
  for (const ReportKey& report : reports) {
    const Words words{report.type, report.words};
    const Facts facts{report.type, report.status, report.actor, report.recipient};
    const bool telling = !report.actor.empty() && !report.recipient.empty();
    const auto same_day = [&](const ReportKey& lead) {
      return lead.date == report.date || (lead.story == report.story && !(lead.date_told && report.date_told));
    };
    const auto fits = [&](const std::vector<std::size_t>& candidates, bool any_day) {
      const auto it = std::find_if(candidates.begin(), candidates.end(), [&](std::size_t g) {
        return !groups[g].articles.contains(report.article) && (any_day || same_day(*groups[g].reports[0]));
      });
      return it == candidates.end() ? groups.size() : *it;
    };
    std::size_t group = fits(by_words[words], true);
    if (group == groups.size() && telling) group = fits(by_facts[facts], false);
    if (group == groups.size()) groups.emplace_back();
    groups[group].reports.push_back(&report);
    groups[group].articles.insert(report.article);
    const auto list = [&](std::vector<std::size_t>& of) {
      if (std::find(of.begin(), of.end(), group) == of.end()) of.push_back(group);
    };
    list(by_words[words]);
    if (telling) list(by_facts[facts]);
  }

  std::vector<MergedEvent> events;
  for (const Group& group : groups) {
    MergedEvent event;
    event.lead = group.reports[0]->id;
    std::set<std::int64_t> sources;
    for (const ReportKey* report : group.reports) {
      event.reports.push_back(report->id);
      const auto line = lines.find(report->article);
      sources.insert(line == lines.end() ? report->article : line->second);
    }
    std::sort(event.reports.begin(), event.reports.end());
    event.id = event.reports[0];
    event.n_independent = sources.size();
    events.push_back(std::move(event));
  }
  std::sort(events.begin(), events.end(), [](const MergedEvent& a, const MergedEvent& b) { return a.id < b.id; });
  return events;
}

}  // namespace readout
