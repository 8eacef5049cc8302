#include <algorithm>

#include "base/format.h"
#include "base/text.h"
#include "output/pages.h"

namespace readout {
namespace {

const StoryLine& line_of(const std::map<std::string, StoryLine>& articles, const std::string& id) {
  static const StoryLine none;
  const auto it = articles.find(id);
  return it == articles.end() ? none : it->second;
}

std::string_view label(CopyKind kind) {
  switch (kind) {
    case CopyKind::same_story: return "also";
    case CopyKind::unrelated: return "other";
    default: return name(kind);
  }
}

// `heading`: the title above the story, which its members need not repeat.
std::string member_entry(const StoryMember& member, const std::map<std::string, StoryLine>& articles, std::string_view heading,
                         const Style& style) {
  const StoryLine& line = line_of(articles, member.article);
  std::string what = pad(std::string(label(member.kind)), 9) + " " + pad(line.date, 10) + "  ";
  std::string name = cut(member.article, 24) + (line.site.empty() ? "" : " · " + cut(line.site, 24));
  std::string out = "  " + paint(style, member.kind == CopyKind::original ? Paint::green : Paint::yellow, what) + name;
  if (member.score > 0 && member.kind != CopyKind::original) out += paint(style, Paint::dim, format("  {:.0f}% alike", member.score * 100));
  out += "\n";
  if (!line.title.empty() && line.title != heading) out += wrap(line.title, style, "                         ");
  if (!member.parent.empty() || !member.reason.empty()) {
    std::string why = member.parent.empty() ? "" : format("from {}", plain(member.parent));
    if (!member.reason.empty()) why += (why.empty() ? "" : ": ") + plain(member.reason);
    out += wrap(why, style, "                         ", {{{0, static_cast<std::uint32_t>(why.size())}, Paint::dim, "", ""}});
  }
  return out;
}

}  // namespace

std::string stories_page(std::vector<StoryMember> members, const std::map<std::string, StoryLine>& articles, const Style& style) {
  std::map<std::string, std::vector<const StoryMember*>> stories;
  for (const StoryMember& member : members) stories[member.story].push_back(&member);
  std::vector<std::vector<const StoryMember*>> order;
  for (auto& [story, list] : stories) {
    std::stable_sort(list.begin(), list.end(), [&](const StoryMember* a, const StoryMember* b) {
      const auto rank = [&](const StoryMember* m) { return std::make_tuple(m->kind, line_of(articles, m->article).date, m->article); };
      return rank(a) < rank(b);
    });
    order.push_back(list);
  }
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });

  std::string out, alone;
  std::size_t n_alone = 0;
  for (const auto& list : order) {
    const StoryLine& lead = line_of(articles, list[0]->article);
    const auto titled =
        std::find_if(list.begin(), list.end(), [&](const StoryMember* m) { return !line_of(articles, m->article).title.empty(); });
    const std::string title = titled == list.end() ? list[0]->article : line_of(articles, (*titled)->article).title;
    if (list.size() == 1) {
      ++n_alone;
      alone += "  " + pad(lead.date, 10) + "  " + cut(title, style.width - 14) + "\n";
      continue;
    }
    if (!out.empty()) out += "\n";
    out += wrap(title, style, "", {{{0, static_cast<std::uint32_t>(title.size())}, Paint::bold, "", ""}});
    std::string facts = format("{} articles", list.size());
    if (!list[0]->event_date.empty()) facts += ", of " + list[0]->event_date;
    out += paint(style, Paint::dim, facts) + "\n";
    for (const StoryMember* member : list) out += member_entry(*member, articles, title, style);
  }
  if (n_alone > 0)
    out +=
        (out.empty() ? "" : "\n") + paint(style, Paint::bold, n_alone == 1 ? "Told once" : format("Told once: {}", n_alone)) + "\n" + alone;
  return out;
}

}  // namespace readout
