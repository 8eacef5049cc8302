#include "event/finish.h"

#include <algorithm>

namespace readout::event {
namespace {

constexpr std::uint32_t kLookBack = 4;  // sentences that "the attack" may reach back over

// Two people of one state are two parties: talks with the foreign minister are not the meeting with the president.
bool two_people(std::span<const Mention> mentions, const Party& a, const Party& b) {
  const auto person = [&](const Party& p) {
    return p.mention >= 0 && !p.entity.empty() && mentions[static_cast<std::size_t>(p.mention)].kind == MentionKind::person;
  };
  return person(a) && person(b) && a.entity != b.entity;
}

bool covers(std::span<const Mention> mentions, const std::vector<Party>& wide, const std::vector<Party>& narrow) {
  return std::all_of(narrow.begin(), narrow.end(), [&](const Party& n) {
    return std::any_of(wide.begin(), wide.end(),
                       [&](const Party& w) { return (w.code == n.code && !two_people(mentions, w, n)) || n.code.empty(); });
  });
}

bool meet(const std::vector<Party>& a, const std::vector<Party>& b) {
  return a.empty() || b.empty() || std::any_of(a.begin(), a.end(), [&](const Party& x) {
           return std::any_of(b.begin(), b.end(), [&](const Party& y) { return x.code == y.code; });
         });
}

// A deed of force without its doer, told beside one of the same kind with a doer and the same victims or none, has that doer.
void share(Draft& draft, const std::vector<Draft>& earlier) {
  Event& e = draft.event;
  if (!e.actor.empty() && !e.recipient.empty()) return;
  for (auto it = earlier.rbegin(); it != earlier.rend(); ++it) {
    if (draft.sentence - it->sentence > kLookBack) break;
    const Event& k = it->event;
    if (k.type != e.type) continue;
    const bool beside = it->sentence == draft.sentence && e.type == EventType::ASSAULT;
    if (!beside && !draft.definite && !draft.again) continue;
    if (e.actor.empty() && !k.actor.empty() && meet(e.recipient, k.recipient)) e.actor = k.actor;
    if (e.recipient.empty() && !k.recipient.empty() && meet(e.actor, k.actor)) e.recipient = k.recipient;
    if (!e.actor.empty() && !e.recipient.empty()) return;
  }
}

// Two tellings in one sentence of one deed are one event: the one that names more.
bool merged(std::span<const Mention> mentions, Draft& draft, std::vector<Draft>& kept) {
  for (auto it = kept.rbegin(); it != kept.rend() && it->sentence == draft.sentence; ++it) {
    Event &k = it->event, &e = draft.event;
    if (k.type != e.type) continue;
    if (covers(mentions, k.actor, e.actor) && covers(mentions, k.recipient, e.recipient)) return true;
    if (covers(mentions, e.actor, k.actor) && covers(mentions, e.recipient, k.recipient)) {
      const Span trigger = k.trigger;
      const std::string id = k.id;
      k = std::move(e);
      k.trigger = trigger;
      k.id = id;
      return true;
    }
  }
  return false;
}

}  // namespace

// Nobody is his own recipient: "Turkey warned that it would", "China said that China and the United States should".
void drop_own(Event& e) {
  const auto own = [&](const Party& r) {
    return std::any_of(e.actor.begin(), e.actor.end(), [&](const Party& a) {
      return r.code == a.code && r.sectors == a.sectors && (a.mention == r.mention || (!r.entity.empty() && r.entity == a.entity));
    });
  };
  std::erase_if(e.recipient, own);
  const auto abroad = [&](const Party& r) { return !e.actor.empty() && r.code != e.actor.front().code; };
  if (e.type == EventType::REQUEST || e.type == EventType::ACCUSE || e.type == EventType::THREATEN)
    if (std::any_of(e.recipient.begin(), e.recipient.end(), abroad)) std::erase_if(e.recipient, [&](const Party& r) { return !abroad(r); });
}

std::vector<Event> finish(std::vector<Draft> drafts, std::span<const Mention> mentions) {
  std::vector<Draft> kept;
  for (Draft& draft : drafts) {
    share(draft, kept);
    drop_own(draft.event);
    if (draft.event.actor.empty() && draft.event.recipient.empty()) continue;
    if (!merged(mentions, draft, kept)) kept.push_back(std::move(draft));
  }
  std::vector<Event> events;
  events.reserve(kept.size());
  for (Draft& draft : kept) events.push_back(std::move(draft.event));
  return events;
}

}  // namespace readout::event
