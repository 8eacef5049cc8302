// A Document is an Article cut into sentences and tokens, with tags, lemmas and one dependency tree a sentence (UD v2).
//
//   sentences   [ first=0 last=5 ][ first=5 last=12 ] …
//   tokens      0 1 2 3 4 | 5 6 7 8 9 10 11 | …           one flat vector, ordered by span
//   head        index of the head counted from the sentence's first token; kRoot for the root
//
// Owns the Article and flat vectors of 24-byte tokens; strings are ids into two small tables. Values; any number of threads
// may read one Document. Invariants: tokens are ordered, do not overlap, lie inside their sentence; heads form one tree with
// one root a sentence. A sentence has at most 4,000 tokens (a longer one is split, with a note).
// Source of the labels: Universal Dependencies v2, https://universaldependencies.org
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "readout/article.h"
#include "readout/span.h"

namespace readout {

// Universal part of speech. Stored in model files: do not change the numbers.
enum class Upos : std::uint8_t { X = 0, ADJ, ADP, ADV, AUX, CCONJ, DET, INTJ, NOUN, NUM, PART, PRON, PROPN, PUNCT, SCONJ, SYM, VERB };
inline constexpr std::array<std::string_view, 17> kUposNames = {"X",   "ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN",
                                                                "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB"};

// Universal dependency relation, with the English subtypes that matter. Stored in model files: do not change the numbers.
enum class Deprel : std::uint8_t {
  dep = 0,
  acl,
  acl_relcl,
  advcl,
  advcl_relcl,
  advmod,
  amod,
  appos,
  aux,
  aux_pass,
  case_,
  cc,
  cc_preconj,
  ccomp,
  compound,
  compound_prt,
  conj,
  cop,
  csubj,
  csubj_outer,
  csubj_pass,
  det,
  det_predet,
  discourse,
  dislocated,
  expl,
  fixed,
  flat,
  goeswith,
  iobj,
  list,
  mark,
  nmod,
  nmod_desc,
  nmod_poss,
  nmod_unmarked,
  nsubj,
  nsubj_outer,
  nsubj_pass,
  nummod,
  obj,
  obl,
  obl_agent,
  obl_unmarked,
  orphan,
  parataxis,
  punct,
  reparandum,
  root,
  vocative,
  xcomp
};
inline constexpr std::array<std::string_view, 51> kDeprelNames = {
    "dep",       "acl",         "acl:relcl",  "advcl",      "advcl:relcl", "advmod",    "amod",         "appos",        "aux",
    "aux:pass",  "case",        "cc",         "cc:preconj", "ccomp",       "compound",  "compound:prt", "conj",         "cop",
    "csubj",     "csubj:outer", "csubj:pass", "det",        "det:predet",  "discourse", "dislocated",   "expl",         "fixed",
    "flat",      "goeswith",    "iobj",       "list",       "mark",        "nmod",      "nmod:desc",    "nmod:poss",    "nmod:unmarked",
    "nsubj",     "nsubj:outer", "nsubj:pass", "nummod",     "obj",         "obl",       "obl:agent",    "obl:unmarked", "orphan",
    "parataxis", "punct",       "reparandum", "root",       "vocative",    "xcomp"};

// Named-entity tag in IOB2. Stored in model files: do not change the numbers.
enum class Ner : std::uint8_t { none = 0, b_per = 1, i_per = 2, b_org = 3, i_org = 4, b_loc = 5, i_loc = 6, b_misc = 7, i_misc = 8 };
inline constexpr std::array<std::string_view, 9> kNerNames = {"O",     "B-PER", "I-PER",  "B-ORG", "I-ORG",
                                                              "B-LOC", "I-LOC", "B-MISC", "I-MISC"};

inline constexpr std::uint16_t kRoot = 0xFFFF;  // the `head` of a root

struct Token {
  Span span;                   // into Article::text
  std::uint32_t lemma = 0;     // id into Document::lemmas
  std::uint16_t head = kRoot;  // index within the sentence, or kRoot
  std::uint16_t feats = 0;     // id into Document::feats ("Number=Sing|Person=3")
  std::uint16_t xpos = 0;      // id into Document::xpos_tags ("VBD")
  Upos upos = Upos::X;
  Deprel deprel = Deprel::dep;
  Ner ner = Ner::none;
  bool space_after = true;  // a blank, line break or the end of the text follows
};
static_assert(sizeof(Token) <= 24);

struct Sentence {
  std::uint32_t first = 0;  // index into Document::tokens
  std::uint32_t last = 0;   // one past the last
  Span span;                // from the first byte of the first token to the last of the last
  bool starts_paragraph = false;
  std::uint32_t size() const { return last - first; }
};

// What CoNLL-U input said beyond tokens, kept so that the same lines can be written again. Only filled for such input.
struct GivenSentence {
  struct Row {
    std::uint32_t word = 0;  // stands before this word of the sentence, counted from 0
    std::string line;        // a range ("3-4") or an empty node ("3.1"), whole
  };
  std::vector<std::string> comments;  // whole lines, with '#'
  std::vector<Row> before_row;
  std::vector<std::string> ids, deps, misc;  // one a word: columns 1, 9, 10
};

struct Document {
  Article article;
  std::vector<Sentence> sentences;
  std::vector<Token> tokens;
  std::vector<std::string> lemmas{""};  // id 0 is the empty lemma
  std::vector<std::string> feats{""};   // id 0: no features
  std::vector<std::string> xpos_tags{""};
  std::vector<GivenSentence> given;  // as many as sentences, or none

  std::string_view form(const Token& token) const { return slice(article.text, token.span); }
  std::string_view form(std::uint32_t token) const { return form(tokens[token]); }
  std::string_view lemma(const Token& token) const { return lemmas[token.lemma]; }
  std::string_view lemma(std::uint32_t token) const { return lemma(tokens[token]); }
  std::string_view xpos(std::uint32_t token) const { return xpos_tags[tokens[token].xpos]; }
  // Absolute index of the head of `token` (an absolute index) in `sentence`, or kNoToken for the root.
  static constexpr std::uint32_t kNoToken = 0xFFFFFFFF;
  std::uint32_t head_of(const Sentence& sentence, std::uint32_t token) const {
    return tokens[token].head == kRoot ? kNoToken : sentence.first + tokens[token].head;
  }
};

// Index of the sentence that holds a token; n log n over sentences.
std::uint32_t sentence_of(const Document& document, std::uint32_t token);

// The relation without its subtype: "nsubj" for nsubj:pass.
constexpr std::string_view base_name(Deprel relation) {
  std::string_view s = kDeprelNames[static_cast<std::size_t>(relation)];
  return s.substr(0, s.find(':'));
}

}  // namespace readout
