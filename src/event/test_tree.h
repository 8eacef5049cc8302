// For tests only: a Document from a few lines, one token each: "form lemma UPOS head deprel [XPOS]", heads counted from 1 as in
// CoNLL-U, an empty line between sentences. The text is the forms joined by blanks.
#pragma once
#include <algorithm>
#include <sstream>
#include <string>

#include "readout/document.h"

namespace readout {

inline Document test_tree(const std::string& lines) {
  Document d;
  std::istringstream in(lines);
  std::string line;
  bool open = false;
  const auto close = [&] {
    if (!open) return;
    auto& s = d.sentences.back();
    s.last = static_cast<std::uint32_t>(d.tokens.size());
    s.span = {d.tokens[s.first].span.begin, d.tokens.back().span.end};
    open = false;
  };
  while (std::getline(in, line)) {
    std::istringstream fields(line);
    std::string form, lemma, upos, relation, xpos;
    int head = 0;
    if (!(fields >> form >> lemma >> upos >> head >> relation)) {
      close();
      continue;
    }
    fields >> xpos;
    if (!open) {
      d.sentences.push_back({static_cast<std::uint32_t>(d.tokens.size()), 0, {}, true});
      open = true;
    }
    Token t;
    if (!d.article.text.empty()) d.article.text += ' ';
    t.span.begin = static_cast<std::uint32_t>(d.article.text.size());
    d.article.text += form;
    t.span.end = static_cast<std::uint32_t>(d.article.text.size());
    const auto intern = [](std::vector<std::string>& table, const std::string& s) {
      const auto it = std::find(table.begin(), table.end(), s);
      if (it != table.end()) return it - table.begin();
      table.push_back(s);
      return static_cast<std::ptrdiff_t>(table.size()) - 1;
    };
    t.lemma = static_cast<std::uint32_t>(intern(d.lemmas, lemma));
    t.xpos = static_cast<std::uint16_t>(intern(d.xpos_tags, xpos));
    t.head = head == 0 ? kRoot : static_cast<std::uint16_t>(head - 1);
    t.upos = static_cast<Upos>(std::find(kUposNames.begin(), kUposNames.end(), upos) - kUposNames.begin());
    t.deprel = static_cast<Deprel>(std::find(kDeprelNames.begin(), kDeprelNames.end(), relation) - kDeprelNames.begin());
    d.tokens.push_back(t);
  }
  close();
  return d;
}

}  // namespace readout
