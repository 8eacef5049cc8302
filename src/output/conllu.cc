#include "base/format.h"
#include "output/records.h"

namespace readout {

std::string document_conllu(const Document& document) {
  std::string out;
  for (const Sentence& sentence : document.sentences) {
    out += "# text = ";
    for (char c : slice(document.article.text, sentence.span)) out += c == '\n' || c == '\r' ? ' ' : c;
    out += '\n';
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
      const Token& token = document.tokens[i];
      const auto or_blank = [](std::string_view text) { return text.empty() ? std::string_view("_") : text; };
      const int head = token.head == kRoot ? 0 : token.head + 1;
      std::string misc = token.ner == Ner::none ? "" : format("NER={}", kNerNames[static_cast<std::size_t>(token.ner)]);
      if (!token.space_after) misc += misc.empty() ? "SpaceAfter=No" : "|SpaceAfter=No";
      out += format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t_\t{}\n", i - sentence.first + 1, document.form(token), or_blank(document.lemma(token)),
                    kUposNames[static_cast<std::size_t>(token.upos)], or_blank(document.xpos(i)), or_blank(document.feats[token.feats]), head,
                    kDeprelNames[static_cast<std::size_t>(token.deprel)], or_blank(misc));
    }
    out += '\n';
  }
  return out;
}

}  // namespace readout
