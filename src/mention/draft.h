// What the parts of the mention step share while they work on one document: units, items and who points at whom.
//
// collect.cc finds items (matches of the lexicon, pronouns), names.cc adds names nobody listed, relations.cc ties titles,
// modifiers and appositions, resolve.cc walks them in text order and settles codes, places.cc and times.cc fill theirs.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mention/gazetteer.h"
#include "readout/document.h"
#include "readout/mention.h"

namespace readout {

struct Item {
  static constexpr std::int32_t kNone = -1;
  enum class Form : std::uint8_t { person, organisation, country, place, people, office, group, description, pronoun };

  std::uint32_t first = 0, last = 0;  // units of the name or noun itself
  std::uint32_t begin = 0;            // first unit of the mention, modifiers and title included
  std::uint32_t sentence = 0;
  Form form = Form::person;
  Sense sense = Sense::person;
  std::vector<Entry> entries;  // meanings that the lexicon offers
  bool known = false;          // from the lexicon, not guessed
  bool dead = false;           // swallowed by another item
  bool adjective = false, capital = false;
  bool prefixed = false;       // "anti-Assad", "pro-Russian": gives no country to what follows
  bool modifier_only = false;  // tagged as an adjective: counts only before a noun it belongs to ("military officials")
  bool plural = false, definite = false, indefinite = false, former = false, lesser = false;
  bool locative = false, government = false, possessor = false, subject = false;
  char gender = ' ';
  std::string_view pronoun;               // "3ms"
  std::int32_t title = kNone;             // the office or noun before a name, or in apposition to it
  std::int32_t named = kNone;             // the name an office is in apposition to
  std::vector<std::int32_t> owners;       // modifiers that give the country: [Turkish] forces, [Erdoğan]'s spokesman
  std::int32_t person = kNone;            // index into Knowledge::people once resolved
  std::string key;                        // one string an entity: "p:12", "o:3", "USA", "n:matthew miller"
  std::vector<std::string> noun_sectors;  // of the noun itself, before modifiers
  std::string extra_sector;               // implied by a rank: Gen → MIL
  Mention mention;                        // code, sectors, entity, office, refers_to (item index until the end), why
};

struct Draft {
  const Gazetteer::Parts& gazetteer;
  const Document& document;
  std::string date;     // "YYYY-MM-DD", empty when unknown
  bool tagged = false;  // tokens carry parts of speech
  bool parsed = false;  // tokens carry trees
  bool has_ner = false;
  std::vector<Unit> units;
  std::vector<std::uint32_t> first_unit;   // token → unit; one more at the end
  std::vector<std::uint32_t> sentence_of;  // unit → sentence
  std::vector<std::int32_t> item_at;       // unit → item, -1 when none
  std::vector<Item> items;                 // by first unit, once collected

  bool is(std::uint32_t unit, WordClass c) const { return unit < units.size() && gazetteer.is(units[unit], c); }
  bool barrier(std::uint32_t unit) const { return unit >= units.size() || units[unit].word == Unit::kBarrier; }
  std::string_view text(std::uint32_t unit) const { return slice(document.article.text, units[unit].span); }
  const Token& token(std::uint32_t unit) const { return document.tokens[units[unit].token]; }
  std::uint32_t begin_of(std::uint32_t sentence) const { return first_unit[document.sentences[sentence].first]; }
  // One past the last unit of a sentence, the barrier behind it not counted.
  std::uint32_t end_of(std::uint32_t sentence) const;
  std::string folded(std::uint32_t first, std::uint32_t last) const;   // "matthew miller"
  std::string written(std::uint32_t first, std::uint32_t last) const;  // the slice of the text, white space squeezed
  // Marks units as the item's; items of earlier claims lose theirs.
  void claim(std::int32_t item);
  std::int32_t add(Item item);
};

Draft make_draft(const Gazetteer::Parts& gazetteer, const Document& document);
void collect_matches(Draft& draft);              // collect.cc
void find_names(Draft& draft);                   // names.cc
void relate(Draft& draft);                       // relations.cc
void resolve(Draft& draft);                      // resolve.cc
void locate(Draft& draft);                       // places.cc
std::vector<Mention> mentions_of(Draft& draft);  // stage.cc: numbers, spans, order

}  // namespace readout
