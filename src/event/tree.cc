#include "event/tree.h"

namespace readout::event {
namespace {
constexpr int kMaxClimb = 12;  // clauses nested deeper than any sentence a person wrote
}

Lexis::Lexis(const Vocabulary& v, const Document& d) : vocabulary(v), document(d) {
  words_.reserve(d.lemmas.size());
  for (const auto& lemma : d.lemmas) words_.push_back(v.find(lemma));
  forms_.reserve(d.xpos_tags.size());
  for (const auto& tag : d.xpos_tags) forms_.push_back(tag == "VBN" ? Form::vbn : tag == "VBG" ? Form::vbg : Form::other);
}

void Tree::build(const Lexis& lexis, const Sentence& sentence) {
  lexis_ = &lexis;
  first_ = sentence.first;
  size_ = sentence.size();
  tokens_ = lexis.document.tokens.data() + first_;
  words_.resize(size_);
  for (std::uint32_t i = 0; i < size_; ++i) words_[i] = lexis.word(tokens_[i]);
  repair();
  starts_.assign(size_ + 1, 0);
  for (std::uint32_t i = 0; i < size_; ++i)
    if (const auto h = head(i); h < size_) ++starts_[h + 1];
  for (std::uint32_t i = 0; i < size_; ++i) starts_[i + 1] += starts_[i];
  children_.resize(starts_[size_]);
  fill_.assign(starts_.begin(), starts_.end() - 1);
  for (std::uint32_t i = 0; i < size_; ++i)
    if (const auto h = head(i); h < size_) children_[fill_[h]++] = i;
}

// A greedy parser hangs a subject on the auxiliary, or a preposition on the full stop, when it has lost the right head. Such heads
// never have arguments in Universal Dependencies: an argument of a function word belongs to that word's head, a preposition without
// a noun to the next noun.
void Tree::repair() {
  heads_.resize(size_);
  for (std::uint32_t i = 0; i < size_; ++i) heads_[i] = tokens_[i].head == kRoot || tokens_[i].head >= size_ ? kNone : tokens_[i].head;
  const auto functional = [&](std::uint32_t i) {
    switch (rel(i)) {
      case Deprel::aux:
      case Deprel::aux_pass:
      case Deprel::cop:
      case Deprel::case_:
      case Deprel::mark:
      case Deprel::punct:
      case Deprel::cc:
      case Deprel::det: return true;
      default: return false;
    }
  };
  for (std::uint32_t i = 0; i < size_; ++i) {
    const auto h = heads_[i];
    if (h == kNone) continue;
    if (rel(i) == Deprel::case_ && tokens_[i].upos == Upos::ADP && i < h) {
      // "by US-backed fighters": a preposition before a premodifier is the preposition of its noun.
      const auto up = heads_[h];
      const Deprel r = rel(h);
      const bool premodifier =
          r == Deprel::compound || r == Deprel::amod || r == Deprel::nummod || r == Deprel::nmod_poss || r == Deprel::nmod_desc;
      if (premodifier && up != kNone && up > h && (nominal(up) || r == Deprel::nmod_desc)) heads_[i] = up;
    }
    if (!functional(h)) continue;
    switch (rel(i)) {
      case Deprel::case_:
        for (std::uint32_t k = i + 1; k < size_ && k <= i + 6; ++k)
          if (nominal(k) && rel(k) != Deprel::compound && rel(k) != Deprel::nmod_desc && rel(k) != Deprel::nmod_poss) {
            heads_[i] = k;
            break;
          }
        break;
      case Deprel::nsubj:
      case Deprel::nsubj_pass:
      case Deprel::obj:
      case Deprel::iobj:
      case Deprel::obl:
      case Deprel::xcomp:
      case Deprel::ccomp:
      case Deprel::advcl:
      case Deprel::aux:
      case Deprel::aux_pass:
      case Deprel::compound_prt:
        if (heads_[h] != kNone && heads_[h] != i) heads_[i] = heads_[h];
        break;
      default: break;
    }
  }
}

std::uint32_t Tree::child(std::uint32_t i, Deprel relation) const {
  for (const auto c : children(i))
    if (rel(c) == relation) return c;
  return kNone;
}

Word Tree::preposition(std::uint32_t i) const {
  for (const auto c : children(i))
    if (rel(c) == Deprel::case_ && tokens_[c].upos != Upos::PART) return word(c);
  // A gerund after a preposition carries it as a mark.
  if (verbal(i))
    for (const auto c : children(i))
      if (rel(c) == Deprel::mark && lexis_->vocabulary.is(word(c), WordClass::preposition)) return word(c);
  return kNoWord;
}

bool Tree::has_mark(std::uint32_t i, WordClass wanted) const {
  for (const auto c : children(i))
    if ((rel(c) == Deprel::mark || rel(c) == Deprel::advmod) && is(c, wanted)) return true;
  return false;
}

bool Tree::passive(std::uint32_t verb) const {
  bool has_subject = false, has_aux = false, has_object = false;
  for (const auto c : children(verb)) {
    switch (rel(c)) {
      case Deprel::nsubj_pass:
      case Deprel::aux_pass:
      case Deprel::csubj_pass:
      case Deprel::obl_agent: return true;
      case Deprel::nsubj: has_subject = true; break;
      case Deprel::aux: has_aux = true; break;
      case Deprel::obj: has_object = true; break;
      default: break;
    }
  }
  if (!lexis_->participle(tokens_[verb]) || has_subject || has_aux) return false;
  if (rel(verb) == Deprel::conj) {
    const auto first = chain_head(verb);
    if (first != verb && verbal(first) && lexis_->participle(tokens_[first]) && !has_object) return passive(first);
    return false;
  }
  return !has_object && (rel(verb) == Deprel::acl || rel(verb) == Deprel::advcl || rel(verb) == Deprel::amod ||
                         rel(verb) == Deprel::xcomp || rel(verb) == Deprel::root);
}

std::uint32_t Tree::chain_head(std::uint32_t i) const {
  for (int n = 0; n < kMaxClimb && rel(i) == Deprel::conj && head(i) != kNone; ++n) i = head(i);
  return i;
}

std::uint32_t Tree::antecedent(std::uint32_t i) const {
  if (i == kNone || !is(i, WordClass::relative) || nominal(i)) return i;
  // Climb to the relative clause that holds the pronoun; its head is meant.
  std::uint32_t at = i;
  for (int n = 0; n < kMaxClimb && at != kNone; ++n) {
    if (rel(at) == Deprel::acl_relcl || rel(at) == Deprel::acl) return head(at);
    at = head(at);
  }
  return i;
}

std::uint32_t Tree::surface_subject(std::uint32_t verb, int depth) const {
  if (verb == kNone || depth > kMaxClimb) return kNone;
  bool relative_object = false;
  for (const auto c : children(verb)) {
    const Deprel r = rel(c);
    if (r == Deprel::nsubj || r == Deprel::nsubj_pass || r == Deprel::nsubj_outer) {
      const auto subject = antecedent(c);
      return subject == verb ? kNone : subject;
    }
    if ((r == Deprel::obj || r == Deprel::obl) && is(c, WordClass::relative) && !nominal(c)) relative_object = true;
  }
  const auto governor = head(verb);
  if (governor == kNone) return kNone;
  switch (rel(verb)) {
    case Deprel::acl_relcl: return relative_object ? kNone : governor;
    case Deprel::acl: {
      const bool gerund = lexis_->gerund(tokens_[verb]);
      if (lexis_->participle(tokens_[verb]) || (gerund && preposition(verb) == kNoWord)) return governor;
      if (gerund) {  // "its policy of attacking": the possessor
        if (const auto owner = child(governor, Deprel::nmod_poss); owner != kNone) return owner;
        return support(governor) != kNone ? subject(support(governor)) : kNone;
      }
      // "a promise to attack": who promises attacks.
      if (const auto owner = child(governor, Deprel::nmod_poss); owner != kNone) return owner;
      if (const auto above = head(governor); above != kNone && verbal(above)) {
        if (rel(governor) == Deprel::obj || rel(governor) == Deprel::xcomp || rel(governor) == Deprel::obl) return subject(above);
      }
      return kNone;
    }
    case Deprel::xcomp:
    case Deprel::ccomp:
    case Deprel::advcl:
    case Deprel::obl: {
      if (rel(verb) == Deprel::ccomp && child(verb, Deprel::mark) != kNone &&
          lexis_->vocabulary.is(word(child(verb, Deprel::mark)), WordClass::relative))
        return kNone;
      const bool open = rel(verb) == Deprel::xcomp;
      const bool controlled = is(governor, WordClass::object_control) && preposition(verb) != kNoWord;
      if ((open && !is(governor, WordClass::subject_control)) || controlled) {
        if (passive(governor)) return surface_subject(governor, depth + 1);
        std::uint32_t object = child(governor, Deprel::obj);
        if (object == kNone) object = child(governor, Deprel::iobj);
        if (object != kNone) return antecedent(object);
      }
      if (rel(verb) == Deprel::ccomp && tokens_[verb].upos == Upos::VERB && child(verb, Deprel::aux) != kNone) return kNone;
      if (verbal(governor) || open || rel(verb) == Deprel::advcl) return surface_subject(governor, depth + 1);
      return kNone;
    }
    case Deprel::conj: return verbal(governor) || child(governor, Deprel::nsubj) != kNone ? surface_subject(governor, depth + 1) : kNone;
    case Deprel::amod: return governor;
    case Deprel::parataxis: return kNone;
    default: return kNone;
  }
}

std::uint32_t Tree::agent(std::uint32_t verb) const {
  if (const auto c = child(verb, Deprel::obl_agent); c != kNone) return c;
  for (const auto c : children(verb))
    if (rel(c) == Deprel::obl && nominal(c)) {
      for (const auto m : children(c))
        if (rel(m) == Deprel::case_ && lexis_->document.lemma(tokens_[m]) == "by") return c;
    }
  return kNone;
}

std::uint32_t Tree::subject(std::uint32_t verb) const {
  if (verb == kNone) return kNone;
  if (!passive(verb)) return surface_subject(verb);
  if (const auto a = agent(verb); a != kNone) return a;
  // "was arrested and beaten by police"
  for (const auto c : children(verb))
    if (rel(c) == Deprel::conj && verbal(c) && passive(c))
      if (const auto a = agent(c); a != kNone) return a;
  return kNone;
}

std::uint32_t Tree::object(std::uint32_t verb) const {
  if (verb == kNone) return kNone;
  if (passive(verb)) return surface_subject(verb);
  if (const auto o = child(verb, Deprel::obj); o != kNone) return antecedent(o);
  if (const auto o = child(verb, Deprel::iobj); o != kNone) return antecedent(o);  // "urged Israel to"
  const auto governor = head(verb);
  if (rel(verb) == Deprel::acl_relcl && governor != kNone && child(verb, Deprel::nsubj) != kNone &&
      antecedent(child(verb, Deprel::nsubj)) != governor)
    return governor;  // "the town Turkey attacked"
  if (rel(verb) == Deprel::conj && governor != kNone && verbal(governor) && !passive(governor)) {
    const auto o = child(governor, Deprel::obj);
    if (o != kNone && o > verb) return antecedent(o);  // "attacked and looted the town"
  }
  for (const auto c : children(verb))  // "attacked, and looted, the town": the object may hang on the last
    if (rel(c) == Deprel::conj && verbal(c) && !passive(c)) {
      const auto o = child(c, Deprel::obj);
      if (o != kNone && child(c, Deprel::nsubj) == kNone && c == verb + 2) return antecedent(o);
    }
  return kNone;
}

std::uint32_t Tree::support(std::uint32_t noun) const {
  const auto first = chain_head(noun);
  const auto governor = head(first);
  if (governor != kNone && verbal(governor) && is(governor, WordClass::support)) {
    const Deprel r = rel(first);
    if (r == Deprel::obj || r == Deprel::nsubj_pass ||
        (r == Deprel::obl && tokens_[governor].upos == Upos::VERB && child(governor, Deprel::obj) == kNone))
      return governor;
  }
  for (const auto c : children(noun))
    if ((rel(c) == Deprel::acl || rel(c) == Deprel::acl_relcl) && verbal(c) && is(c, WordClass::support) && object(c) == noun) return c;
  return kNone;
}

std::uint32_t Tree::clause(std::uint32_t i) const {
  for (int n = 0; n < kMaxClimb && !verbal(i) && head(i) != kNone; ++n) i = head(i);
  return i;
}

std::uint32_t Tree::distance(std::uint32_t a, std::uint32_t b, std::uint32_t limit) const {
  std::uint32_t up = 0;
  for (std::uint32_t x = a; x != kNone && up <= limit; x = head(x), ++up) {
    std::uint32_t down = 0;
    for (std::uint32_t y = b; y != kNone && up + down <= limit; y = head(y), ++down)
      if (x == y) return up + down;
  }
  return limit;
}

bool Tree::below(std::uint32_t i, std::uint32_t ancestor) const {
  for (std::uint32_t n = 0; i != kNone && n < size_; i = head(i), ++n)
    if (i == ancestor) return true;
  return false;
}

}  // namespace readout::event
