// CoNLL-U out. What CoNLL-U input brought along (comments, ranges, empty nodes, IDs, DEPS, MISC) is written again as it was.
// Source: https://universaldependencies.org/format.html
#include "base/format.h"
#include "base/text.h"
#include "output/records.h"

namespace readout {
namespace {

std::string_view or_blank(std::string_view text) { return text.empty() ? std::string_view("_") : text; }

// The given items but an old NER, then ours; "SpaceAfter=No" is ours to say only where nothing was given.
std::string misc_of(const Token& token, const std::string* given) {
  std::string misc;
  const auto add = [&](std::string_view item) { misc.append(misc.empty() ? "" : "|").append(item); };
  if (given != nullptr && *given != "_")
    for (const auto item : split(*given, '|'))
      if (!starts_with(item, "NER=")) add(item);
  if (token.ner != Ner::none) add(format("NER={}", kNerNames[static_cast<std::size_t>(token.ner)]));
  if (given == nullptr && !token.space_after) add("SpaceAfter=No");
  return misc.empty() ? "_" : misc;
}

// A form must not hold what ends a column or a line.
void append_form(std::string& out, std::string_view form) {
  for (const char c : form) out += c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
}

void write_sentence(std::string& out, const Document& document, const Sentence& sentence, const GivenSentence* given) {
  if (given != nullptr) {
    for (const auto& comment : given->comments) out.append(comment).push_back('\n');
  } else {
    out += "# text = ";
    append_form(out, slice(document.article.text, sentence.span));
    out += '\n';
  }
  std::size_t row = 0;
  const auto rows_before = [&](std::uint32_t word) {
    for (; given != nullptr && row < given->before_row.size() && given->before_row[row].word <= word; ++row)
      out.append(given->before_row[row].line).push_back('\n');
  };
  const auto id = [&](std::uint32_t word) { return given != nullptr ? given->ids[word] : format("{}", word + 1); };
  for (std::uint32_t word = 0; word < sentence.size(); ++word) {
    rows_before(word);
    const Token& token = document.tokens[sentence.first + word];
    out.append(id(word)).push_back('\t');
    append_form(out, document.form(token));
    out += format("\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", or_blank(document.lemma(token)), kUposNames[static_cast<std::size_t>(token.upos)],
                  or_blank(document.xpos_tags[token.xpos]), or_blank(document.feats[token.feats]),
                  token.head == kRoot ? "0" : id(token.head), kDeprelNames[static_cast<std::size_t>(token.deprel)],
                  given != nullptr ? given->deps[word] : "_", misc_of(token, given != nullptr ? &given->misc[word] : nullptr));
  }
  rows_before(sentence.size());
  out += '\n';
}

}  // namespace

std::string document_conllu(const Document& document) {
  std::string out;
  const bool all_given = document.given.size() == document.sentences.size();
  for (std::size_t i = 0; i < document.sentences.size(); ++i)
    write_sentence(out, document, document.sentences[i], all_given ? &document.given[i] : nullptr);
  return out;
}

}  // namespace readout
