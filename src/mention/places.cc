// Fills Mention::place: coordinates and precision of places, of states, and of capitals whether they stand for a place or not.
#include "mention/draft.h"

namespace readout {
namespace {

PlaceValue value_of(const Place& place) {
  return {place.name, place.country, place.latitude, place.longitude, place.kind == "sea" ? "region" : place.kind};
}

}  // namespace

void locate(Draft& draft) {
  const auto& g = draft.gazetteer;
  for (auto& item : draft.items) {
    if (item.dead || item.adjective) continue;
    if (item.form == Item::Form::place && item.known) {
      item.mention.place = value_of(g.knowledge.places[item.entries.front().record]);
    } else if (item.form == Item::Form::country && item.capital) {
      const auto it = g.city_of.find(office_key(item.mention.code, draft.folded(item.first, item.last)));
      if (it != g.city_of.end()) item.mention.place = value_of(g.knowledge.places[it->second]);
    } else if (item.form == Item::Form::country && item.sense != Sense::metonym) {
      // A part of a state listed among its names: Scotland, Hong Kong Island.
      const Place* part = nullptr;
      for (const auto& entry : item.entries) {
        if (entry.sense == Sense::place && g.knowledge.places[entry.record].country == item.mention.code)
          part = &g.knowledge.places[entry.record];
      }
      if (part != nullptr) {
        item.mention.place = value_of(*part);
        continue;
      }
      const auto it = g.country_place.find(item.mention.code);
      if (it != g.country_place.end()) item.mention.place = value_of(g.knowledge.places[it->second]);
    }
  }
}

}  // namespace readout
