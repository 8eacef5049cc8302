// From tokens to parties: which mentions a role's token names, and how political they are.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "event/rules.h"
#include "event/tree.h"
#include "readout/mention.h"

namespace readout::event {

// How surely a mention is a party to politics.
enum class Standing : std::uint8_t {
  none = 0,
  faint = 1,   // a named person or body of unknown country
  crowd = 2,   // civilians, workers, firms, a place: parties to events of the street and of force
  strong = 3,  // a state, its offices, forces, parties, rebels, international bodies
};

// The mentions of a document by token. Built once a document.
class Cast {
 public:
  // `actions`: by Word, does it name an action (has a noun rule): its owner comes before its "of".
  Cast(const Vocabulary& vocabulary, const std::vector<bool>& actions, const Document& document, std::span<const Mention> mentions);

  // Mention that a token (absolute index) heads or lies in; -1 when none. Times are never parties.
  std::int32_t at(std::uint32_t token) const { return heads_[token] >= 0 ? heads_[token] : covers_[token]; }
  // Nearest earlier mention that says who is meant ("he" → Antony Blinken); the mention itself when it names.
  std::int32_t resolved(std::int32_t mention) const;
  Standing standing(std::int32_t mention) const { return standings_[static_cast<std::size_t>(mention)]; }
  bool armed(std::int32_t mention) const;
  // Its country was guessed from its surroundings, not read from its words.
  // The person, body or group whose name this mention is a part of ("Chinese" in "Chinese President Xi"), else the mention itself.
  std::int32_t whole(std::int32_t mention) const;
  bool guessed(std::int32_t mention) const;
  const Mention& mention(std::int32_t m) const { return mentions_[static_cast<std::size_t>(m)]; }
  std::span<const Mention> mentions() const { return mentions_; }

  // Parties named by a token of a tree and by what it is coordinated with. A token that heads no party passes the question to
  // its apposition, its "of" complement, its possessor and its country adjective.
  void collect(const Tree& tree, std::uint32_t token, Standing least, std::vector<std::int32_t>& out) const;
  // Country, possessor or body that modifies a noun: "Turkey's offensive", "US sanctions".
  void owners(const Tree& tree, std::uint32_t noun, std::vector<std::int32_t>& out) const;

 private:
  void add(std::int32_t mention, Standing least, std::vector<std::int32_t>& out) const;
  bool collect_one(const Tree& tree, std::uint32_t token, Standing least, std::vector<std::int32_t>& out, int depth) const;
  Standing judge(const Mention& mention, const Vocabulary& vocabulary) const;

  std::span<const Mention> mentions_;
  const std::vector<bool>& actions_;
  Word of_, from_;
  std::vector<std::int32_t> heads_, covers_;
  std::vector<Standing> standings_;
  std::vector<bool> armed_;
};

}  // namespace readout::event
