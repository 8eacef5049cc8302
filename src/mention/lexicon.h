// The matcher: every name, title and noun of the tables in one trie over words, walked once over a document.
//
//   "Syrian Democratic Forces (SDF)"  →  units  syrian · democratic · forces · | · sdf · |      ('|' is a barrier)
//   root ─syrian─▶ (adjective SYR) ─democratic─▶ · ─forces─▶ (organisation)                        longest match wins
//
// A unit is a run of letters and digits, case folded, marks, full stops and inner apostrophes dropped; hyphens part units
// without a barrier, a possessive "s" is a unit of its own. So names match however a tokenizer cut "al-Assad", "U.S." or
// "US-backed". Cost: one hash look-up a unit and one a trie step; no allocation but for folding non-ASCII words.
// The slow twin is in lexicon_test.cc.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "mention/knowledge.h"
#include "readout/document.h"

namespace readout {

enum class Sense : std::uint8_t {
  person,
  organisation,
  country,
  adjective,
  demonym,
  capital,
  metonym,
  place,
  surname,
  people,
  people_adjective,
  office,
  sector
};

// One meaning of a name. `record` indexes the table of its sense: persons for person and surname, and so on.
struct Entry {
  Sense sense = Sense::person;
  bool dotted = false;  // an abbreviation that counts only with its full stop: "La." is a state, "La" is not
  bool plural = false;  // an inflected plural made by the loader, or a plural demonym
  std::uint32_t record = 0;
  std::uint32_t line = 0;     // of the data file; 0 when a record has several
  std::uint32_t case_of = 0;  // index into Lexicon::cases_: one mark for each unit
};

struct Unit {
  static constexpr std::uint32_t kUnknown = 0xFFFFFFFF, kBarrier = 0xFFFFFFFE;
  std::uint32_t word = kUnknown;
  std::uint32_t token = 0;  // index into Document::tokens
  Span span;
  bool first_upper = false;
  bool all_upper = false;  // two letters or more, none small
  bool starts = false;     // first unit of its token
  bool ends = false;       // last unit of its token
  bool dot = false;        // a full stop follows at once
};

// Appends the units of `text`, whose first byte is byte `base` of the article. Words are put into `folded`, in step with units.
void cut_units(std::string_view text, std::uint32_t base, std::vector<Unit>& units, std::vector<std::string>& folded);

struct Match {
  std::uint32_t first = 0;  // unit indexes
  std::uint32_t last = 0;
  std::vector<Entry> entries;  // whose case agrees, in order of Sense
};

class Lexicon {
 public:
  // Room for about that many aliases.
  void reserve(std::size_t n_aliases) {
    words_.reserve(n_aliases);
    building_.reserve(2 * n_aliases);
    slots_.reserve(n_aliases);
  }
  // An alias of up to 12 units; longer ones are cut off and never match. `strict` asks for exact case (acronyms: US).
  void add(std::string_view alias, Entry entry, bool strict = false);
  std::uint32_t add_word(const std::string& folded) {
    return words_.emplace(folded, static_cast<std::uint32_t>(words_.size())).first->second;
  }
  void finish();  // after the last add

  std::uint32_t word(std::string_view folded) const;
  // Units of a document, sentence by sentence, with a barrier after each sentence. `first_unit` gets one index a token + 1.
  std::vector<Unit> units(const Document& document, std::vector<std::uint32_t>& first_unit) const;
  // The longest match that starts at `at`; empty entries when there is none. `shout`: the sentence is in capitals.
  Match longest(const std::vector<Unit>& units, std::uint32_t at, bool shout) const;
  // All entries of an alias whatever its case (for `actors find`).
  std::vector<Entry> find(std::string_view alias) const;
  std::size_t n_aliases() const { return entries_.size(); }

 private:
  struct Edge {
    std::uint64_t key = 0;  // node << 32 | word
    std::uint32_t next = 0;
  };
  std::uint32_t step(std::uint32_t node, std::uint32_t word) const;  // 0: no such child
  std::uint32_t grow(std::uint32_t node, std::uint32_t word);
  bool case_agrees(const Entry& entry, const std::vector<Unit>& units, std::uint32_t first, std::uint32_t last, bool shout) const;

  std::unordered_map<std::string, std::uint32_t> words_;
  std::unordered_map<std::uint64_t, std::uint32_t> building_;
  std::vector<Edge> edges_;  // open addressing, a power of two
  std::uint64_t mask_ = 0;
  std::uint32_t n_nodes_ = 1;
  struct Slot {
    std::uint32_t node = 0;
    Entry entry;
  };
  std::vector<Slot> slots_;                 // sorted by node
  std::vector<std::uint32_t> entry_begin_;  // node → range of entries_
  std::vector<Entry> entries_;
  std::vector<std::string> cases_;  // one letter a unit: l any, C capital, A all capitals, N as acronym or capitalised
  std::unordered_map<std::string, std::uint32_t> case_ids_;
};

}  // namespace readout
