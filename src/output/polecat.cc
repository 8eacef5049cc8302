#include <algorithm>

#include "base/text.h"
#include "output/tables.h"

namespace readout {
namespace {

std::string or_none(std::string text) { return text.empty() ? "None" : text; }

// Names in the order of first use, each once.
std::string listed(const std::vector<std::string>& items) {
  std::vector<std::string> once;
  for (const auto& item : items)
    if (!item.empty() && std::find(once.begin(), once.end(), item) == once.end()) once.push_back(item);
  return or_none(join(once, "; "));
}

template <class Field>
std::string of_parties(const std::vector<Party>& parties, const Field& field) {
  std::vector<std::string> items;
  for (const Party& party : parties) items.push_back(field(party));
  return listed(items);
}

std::string names(const std::vector<Party>& parties, std::string_view text) {
  return of_parties(parties, [&](const Party& p) { return p.entity.empty() ? squeeze(slice(text, p.span)) : p.entity; });
}
std::string countries(const std::vector<Party>& parties) {
  return of_parties(parties, [](const Party& p) { return p.code; });
}
std::string primary_sector(const std::vector<Party>& parties) {
  for (const Party& party : parties)
    if (!party.sectors.empty()) return party.sectors[0];
  return "None";
}
std::string sectors(const std::vector<Party>& parties) {
  std::vector<std::string> all;
  for (const Party& party : parties) all.insert(all.end(), party.sectors.begin(), party.sectors.end());
  return listed(all);
}
std::string raw_names(const std::vector<Party>& parties, std::string_view text) {
  return of_parties(parties, [&](const Party& p) { return squeeze(slice(text, p.span)); });
}

std::string_view quad_name(EventType type) {
  constexpr std::string_view kNames[] = {"VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"};
  return kNames[quad(type) - 1];
}

std::string story_names(const KeptArticle& article, std::initializer_list<MentionKind> kinds) {
  std::vector<std::string> out;
  for (const Named& named : article.named)
    if (std::find(kinds.begin(), kinds.end(), named.kind) != kinds.end()) out.push_back(named.name);
  return listed(out);
}

const PlaceValue* place(const EventRow& row) { return row.kept.event.place ? &row.kept.event.place->place : nullptr; }
std::string place_when(const EventRow& row, std::string_view precision) {
  const PlaceValue* p = place(row);
  return p != nullptr && p->precision == precision ? or_none(p->name) : "None";
}
std::string_view text_of(const EventRow& row) { return row.lead.article.text; }

}  // namespace

const std::vector<Column<EventRow>>& polecat_columns() {
  using Row = EventRow;
  constexpr auto kNone = [](const Row&) { return std::string("None"); };
  static const std::vector<Column<Row>> columns = {
      {"Event ID", "", [](const Row& r) { return r.kept.event.id; }},
      {"Event Date", "", [](const Row& r) { return or_none(r.kept.event.date.value); }},
      {"Event Type", "", [](const Row& r) { return std::string(name(r.kept.event.type)); }},
      {"Event Mode", "", [](const Row& r) { return listed(r.kept.event.mode); }},
      {"Intensity", "", [](const Row& r) { return decimal(r.kept.event.intensity); }},
      {"Quad Code", "", [](const Row& r) { return std::string(quad_name(r.kept.event.type)); }},
      {"Contexts", "", [](const Row& r) { return listed(r.kept.event.context); }},
      {"Actor Name", "", [](const Row& r) { return names(r.kept.event.actor, text_of(r)); }},
      {"Actor Country", "", [](const Row& r) { return countries(r.kept.event.actor); }},
      {"Actor COW", "", kNone},
      {"Primary Actor Sector", "", [](const Row& r) { return primary_sector(r.kept.event.actor); }},
      {"Actor Sectors", "", [](const Row& r) { return sectors(r.kept.event.actor); }},
      {"Actor Title", "", kNone},
      {"Actor Name Raw", "", [](const Row& r) { return raw_names(r.kept.event.actor, text_of(r)); }},
      {"Wikipedia Actor ID", "", kNone},
      {"Recipient Name", "", [](const Row& r) { return names(r.kept.event.recipient, text_of(r)); }},
      {"Recipient Country", "", [](const Row& r) { return countries(r.kept.event.recipient); }},
      {"Recipient COW", "", kNone},
      {"Primary Recipient Sector", "", [](const Row& r) { return primary_sector(r.kept.event.recipient); }},
      {"Recipient Sectors", "", [](const Row& r) { return sectors(r.kept.event.recipient); }},
      {"Recipient Title", "", kNone},
      {"Recipient Name Raw", "", [](const Row& r) { return raw_names(r.kept.event.recipient, text_of(r)); }},
      {"Wikipedia Recipient ID", "", kNone},
      {"Placename", "", [](const Row& r) { return place(r) ? or_none(place(r)->name) : "None"; }},
      {"City", "", [](const Row& r) { return place_when(r, "city"); }},
      {"District", "", [](const Row& r) { return place_when(r, "district"); }},
      {"Province", "", [](const Row& r) { return place_when(r, "province"); }},
      {"Country", "", [](const Row& r) { return place(r) ? or_none(place(r)->country) : "None"; }},
      {"Latitude", "", [](const Row& r) { return place(r) ? decimal(place(r)->latitude) : "None"; }},
      {"Longitude", "", [](const Row& r) { return place(r) ? decimal(place(r)->longitude) : "None"; }},
      {"GeoNames ID", "", kNone},
      {"Raw Placename", "", [](const Row& r) { return place(r) ? or_none(squeeze(slice(text_of(r), r.kept.event.place->span))) : "None"; }},
      {"Feature Type", "", [](const Row& r) { return place(r) ? or_none(place(r)->precision) : "None"; }},
      {"Source", "", [](const Row& r) { return or_none(r.lead.article.site.empty() ? r.lead.article.url : r.lead.article.site); }},
      {"Publication Date", "", [](const Row& r) { return or_none(r.lead.article.date.value); }},
      {"Story People", "", [](const Row& r) { return story_names(r.lead, {MentionKind::person}); }},
      {"Story Organizations", "", [](const Row& r) { return story_names(r.lead, {MentionKind::organisation}); }},
      {"Story Locations", "",
       [](const Row& r) {
         return story_names(r.lead, {MentionKind::country, MentionKind::place});
       }},
      {"Language", "", [](const Row& r) { return or_none(r.lead.article.language); }},
      {"Version", "", [](const Row&) { return std::string("PLOVER 2.0, readout"); }},
  };
  return columns;
}

}  // namespace readout
