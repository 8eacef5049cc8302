// Test-only: Documents from lines of text, for the tests of mention, event and quote, which must not ask the parser.
//
//   plain_document("Turkish troops entered Syria .\nThey left on Friday .", "2024-04-26")     no tags, no trees
//   tagged_document(                                                                        one token a line, blank line: sentence
//       "Turkish ADJ 2 amod\n"
//       "troops  NOUN 3 nsubj\n"
//       "entered VERB 0 root\n"
//       "Syria   PROPN 3 obj B-LOC\n", "2024-04-26");                                         head counted from 1, 0 the root
//
// A fifth column is the NER tag, a sixth the lemma. Tokens are joined by one blank. Columns that are no label throw.
#pragma once
#include <algorithm>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "readout/document.h"

namespace readout {

namespace test_document_detail {

template <class Names>
std::size_t index_of(const Names& names, std::string_view label) {
  const auto it = std::find(names.begin(), names.end(), label);
  if (it == names.end()) throw std::invalid_argument("no such label: " + std::string(label));
  return static_cast<std::size_t>(it - names.begin());
}

inline void close_sentence(Document& document, std::uint32_t first) {
  const auto last = static_cast<std::uint32_t>(document.tokens.size());
  if (last == first) return;
  document.sentences.push_back(
      {first, last, {document.tokens[first].span.begin, document.tokens[last - 1].span.end}, document.sentences.empty()});
}

inline Token& add_token(Document& document, std::string_view form) {
  auto& text = document.article.text;
  if (!text.empty()) text += ' ';
  const auto begin = static_cast<std::uint32_t>(text.size());
  text += form;
  Token token;
  token.span = {begin, static_cast<std::uint32_t>(text.size())};
  document.tokens.push_back(token);
  return document.tokens.back();
}

}  // namespace test_document_detail

inline Document plain_document(std::string_view text, std::string_view date = "") {
  Document document;
  document.article.date.value = date;
  for (std::string_view line : split(text, '\n')) {
    const auto first = static_cast<std::uint32_t>(document.tokens.size());
    for (std::string_view word : split(line, ' ')) {
      if (!word.empty()) test_document_detail::add_token(document, word);
    }
    test_document_detail::close_sentence(document, first);
  }
  return document;
}

inline Document tagged_document(std::string_view lines, std::string_view date = "") {
  Document document;
  document.article.date.value = date;
  std::uint32_t first = 0;
  for (std::string_view line : split(lines, '\n')) {
    std::istringstream cells{std::string(line)};
    std::string form, upos, head, relation, ner, lemma;
    if (!(cells >> form >> upos >> head >> relation)) {
      test_document_detail::close_sentence(document, first);
      first = static_cast<std::uint32_t>(document.tokens.size());
      continue;
    }
    Token& token = test_document_detail::add_token(document, form);
    token.upos = static_cast<Upos>(test_document_detail::index_of(kUposNames, upos));
    token.deprel = static_cast<Deprel>(test_document_detail::index_of(kDeprelNames, relation));
    const int number = std::stoi(head);
    token.head = number == 0 ? kRoot : static_cast<std::uint16_t>(number - 1);
    if (cells >> ner) token.ner = static_cast<Ner>(test_document_detail::index_of(kNerNames, ner));
    if (cells >> lemma) {
      token.lemma = static_cast<std::uint32_t>(document.lemmas.size());
      document.lemmas.push_back(lemma);
    }
  }
  test_document_detail::close_sentence(document, first);
  return document;
}

}  // namespace readout
