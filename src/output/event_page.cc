#include "base/format.h"
#include "base/text.h"
#include "output/pages.h"

namespace readout {
namespace {

std::string parties(const std::vector<Party>& list, std::string_view text) {
  std::vector<std::string> names;
  for (const Party& party : list) names.push_back(party_name(party, text));
  return join(names, " + ");
}

std::string when(const EventDate& date) {
  if (date.value.empty()) return "no date";
  switch (date.precision) {
    case DatePrecision::month: return date.value.substr(0, 7);
    case DatePrecision::year: return date.value.substr(0, 4);
    default: return date.value;
  }
}

// A span moved into the coordinates of its sentence.
Mark mark_in(Span whole, Span part, Paint paint, std::string_view open, std::string_view close) {
  if (!whole.contains(part)) return {};
  return {{part.begin - whole.begin, part.end - whole.begin}, paint, open, close};
}

}  // namespace

std::string party_name(const Party& party, std::string_view text) {
  std::string code = party.code;
  for (const auto& sector : party.sectors) code += (code.empty() ? "" : " ") + sector;
  std::string name = plain(!party.entity.empty() ? std::string_view(party.entity) : slice(text, party.span));
  if (name.empty()) return code;
  return code.empty() ? name : format("{} ({})", name, code);
}

std::string event_entry(const Event& event, std::string_view text, const Style& style) {
  constexpr std::string_view kIndent = "            ";
  std::string who = parties(event.actor, text);
  if (who.empty()) who = "?";
  if (!event.recipient.empty()) who += " → " + parties(event.recipient, text);
  std::string out = wrap(who, style, kIndent, {{{0, static_cast<std::uint32_t>(who.size())}, Paint::bold, "", ""}},
                         paint(style, Paint::green, pad(when(event.date), 12)));

  std::vector<std::string> what{std::string(name(event.type))};
  what.insert(what.end(), event.mode.begin(), event.mode.end());
  if (event.status != EventStatus::actual) what.emplace_back(name(event.status));
  if (event.place)
    what.push_back("at " +
                   plain(event.place->place.name.empty() ? slice(text, event.place->span) : std::string_view(event.place->place.name)));
  if (!event.context.empty()) what.push_back("about " + join(event.context, ", "));
  const std::string line = join(what, " · ");
  const auto paint_type = quad(event.type) <= 2 ? Paint::cyan : Paint::red;
  out += wrap(line, style, kIndent, {{{0, static_cast<std::uint32_t>(name(event.type).size())}, paint_type, "", ""}});
  out += wrap(slice(text, event.evidence), style, kIndent, {mark_in(event.evidence, event.trigger, Paint::yellow, "[", "]")});
  return out;
}

std::string quote_entry(const Quote& quote, std::string_view text, const Style& style) {
  std::string said;
  for (const Span span : quote.spans.empty() ? std::vector<Span>{quote.span} : quote.spans)
    said += (said.empty() ? "" : " … ") + plain(slice(text, span));
  const bool marks = quote.kind == QuoteKind::direct;
  std::string out = wrap(marks ? "“" + said + "”" : said, style, "  ");
  std::string by = quote.speaker ? party_name(*quote.speaker, text) : std::string("speaker unknown");
  const auto named = static_cast<std::uint32_t>(by.size());
  if (quote.cue) by += format(", {}", plain(slice(text, *quote.cue)));
  by += format(" · {}", name(quote.kind));
  out += wrap(by, style, "      ", {{{0, named}, quote.speaker ? Paint::bold : Paint::dim, "", ""}}, "    — ");
  return out;
}

std::string mention_entry(const Mention& mention, const Reading& reading, const Style& style) {
  const std::string_view text = reading.article().text;
  std::string line = format("{} {}", pad(std::string(name(mention.kind)), 12), plain(slice(text, mention.span)));
  const auto add = [&](std::string_view word, const std::string& value) {
    if (!value.empty()) line += format("{}{}", word, value);
  };
  std::string code = mention.code;
  for (const auto& sector : mention.sectors) code += (code.empty() ? "" : " ") + sector;
  add("  → ", mention.entity);
  if (!code.empty()) line += format("  ({})", code);
  add(", ", mention.office);
  if (mention.refers_to >= 0 && static_cast<std::size_t>(mention.refers_to) < reading.mentions.size())
    add("  refers to ", plain(slice(text, reading.mentions[static_cast<std::size_t>(mention.refers_to)].span)));
  if (mention.time)
    line += format("  = {}{}{} ({})", mention.time->value, mention.time->end.empty() ? "" : "..", mention.time->end,
                   name(mention.time->precision));
  if (mention.place)
    line +=
        format("  = {} {} {:.2f},{:.2f}", mention.place->name, mention.place->country, mention.place->latitude, mention.place->longitude);
  add("  — ", mention.why);
  return wrap(line, style, "    ", {}, "  ");
}

}  // namespace readout
