// One sentence's dependency tree with the questions that event rules ask of it: who is the subject of this verb in any voice,
// what hangs on this noun by "against", is this clause negated. Knows relations of Universal Dependencies, no words but the
// closed classes of words.tsv. Tokens are numbered within the sentence. Built once a sentence that has a trigger; buffers are
// kept between sentences. Linear in the sentence.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "event/vocabulary.h"
#include "readout/document.h"

namespace readout::event {

inline constexpr std::uint32_t kNone = 0xFFFFFFFF;

// What a document's lemmas and tags are to a Vocabulary, found once a document.
class Lexis {
 public:
  Lexis(const Vocabulary& vocabulary, const Document& document);
  // By lemma; a verb or adjective of unknown lemma by its form.
  Word word(const Token& token) const {
    const Word known = words_[token.lemma];
    return known != kNoWord || !open(token.upos) ? known : vocabulary.find_form(document.form(token));
  }
  bool participle(const Token& token) const { return forms_[token.xpos] == Form::vbn; }
  bool gerund(const Token& token) const { return forms_[token.xpos] == Form::vbg; }
  const Vocabulary& vocabulary;
  const Document& document;

 private:
  static bool open(Upos upos) { return upos == Upos::VERB || upos == Upos::ADJ || upos == Upos::NOUN; }
  enum class Form : std::uint8_t { other, vbn, vbg };
  std::vector<Word> words_;
  std::vector<Form> forms_;
};

class Tree {
 public:
  void build(const Lexis& lexis, const Sentence& sentence);

  const Lexis& lexis() const { return *lexis_; }
  std::uint32_t size() const { return size_; }
  std::uint32_t first() const { return first_; }
  const Token& token(std::uint32_t i) const { return tokens_[i]; }
  Word word(std::uint32_t i) const { return words_[i]; }
  std::uint32_t head(std::uint32_t i) const { return heads_[i]; }
  Deprel rel(std::uint32_t i) const { return tokens_[i].deprel; }
  std::span<const std::uint32_t> children(std::uint32_t i) const { return {children_.data() + starts_[i], starts_[i + 1] - starts_[i]}; }
  bool is(std::uint32_t i, WordClass c) const { return lexis_->vocabulary.is(word(i), c); }
  std::uint32_t child(std::uint32_t i, Deprel relation) const;
  bool verbal(std::uint32_t i) const { return tokens_[i].upos == Upos::VERB || tokens_[i].upos == Upos::AUX; }
  bool nominal(std::uint32_t i) const { return tokens_[i].upos == Upos::NOUN || tokens_[i].upos == Upos::PROPN; }
  // The preposition (first word of its case mark) of a nominal, or kNoWord.
  Word preposition(std::uint32_t i) const;
  bool has_mark(std::uint32_t i, WordClass c) const;

  bool passive(std::uint32_t verb) const;
  std::uint32_t surface_subject(std::uint32_t verb, int depth = 0) const;
  std::uint32_t subject(std::uint32_t verb) const;  // logical: the agent of a passive
  std::uint32_t object(std::uint32_t verb) const;   // logical: the subject of a passive
  // The verb that lends this noun its subject ("launched an attack", "the attack launched by", "talks were held"), or kNone.
  std::uint32_t support(std::uint32_t noun) const;
  // Head of the conjunction chain a token stands in (itself when in none).
  std::uint32_t chain_head(std::uint32_t i) const;
  // The token that a relative pronoun stands for; otherwise the token itself.
  std::uint32_t antecedent(std::uint32_t i) const;
  // Verb of the clause in which a token stands.
  std::uint32_t clause(std::uint32_t i) const;
  // Number of edges between two tokens, at most `limit`.
  std::uint32_t distance(std::uint32_t a, std::uint32_t b, std::uint32_t limit) const;
  bool below(std::uint32_t i, std::uint32_t ancestor) const;

 private:
  void repair();
  std::uint32_t agent(std::uint32_t verb) const;
  const Lexis* lexis_ = nullptr;
  const Token* tokens_ = nullptr;
  std::uint32_t first_ = 0, size_ = 0;
  std::vector<std::uint32_t> starts_, children_, fill_;
  std::vector<std::uint32_t> heads_;
  std::vector<Word> words_;
};

}  // namespace readout::event
