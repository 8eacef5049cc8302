#include "document/stage.h"

#include "base/format.h"
#include "document/parts.h"
#include "document/splitter.h"
#include "document/tokenizer.h"

namespace readout {

Language::Language() = default;
Language::Language(Language&&) noexcept = default;
Language& Language::operator=(Language&&) noexcept = default;
Language::~Language() = default;

Result<Language> Language::load(std::span<const TextFile> files, std::string_view model) {
  auto lists = compile_lists(files);
  if (!lists) return lists.error();
  auto parts = std::make_unique<Parts>();
  parts->lists = std::move(*lists);
  if (!model.empty()) {
    auto annotator = Annotator::load(model);
    if (!annotator) return annotator.error();
    parts->annotator = std::move(*annotator);
  }
  Language language;
  language.parts_ = std::move(parts);
  return language;
}

Document make_document(const Language& language, Article article, Notes& notes) {
  Document document;
  document.article = std::move(article);
  const std::string& text = document.article.text;
  std::vector<RawToken> raw;
  tokenize(language.parts().lists, text, raw);
  document.tokens.resize(raw.size());
  for (std::size_t i = 0; i < raw.size(); ++i) {
    document.tokens[i].span = raw[i].span;
    document.tokens[i].space_after = i + 1 == raw.size() || raw[i + 1].space_before;
  }
  for (const RawSentence& s : split_tokens(language.parts().lists, text, raw)) {
    const Span span{raw[s.first].span.begin, raw[s.last - 1].span.end};
    document.sentences.push_back({s.first, s.last, span, s.starts_paragraph});
    if (s.cut) notes.push_back({Step::document, "sentence-limit", span, format("a sentence of more than {} tokens was cut", kMaxSentence)});
  }
  annotate(language, document, notes);
  return document;
}

namespace {

// Without a model: a flat tree that keeps the invariant of one root a sentence.
void lay_flat(Document& document) {
  for (const Sentence& sentence : document.sentences)
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
      document.tokens[i].head = i == sentence.first ? kRoot : 0;
      document.tokens[i].deprel = i == sentence.first ? Deprel::root : Deprel::dep;
    }
}

}  // namespace

void annotate(const Language& language, Document& document, Notes& notes) {
  if (language.parts().annotator) return language.parts().annotator->run(document);
  lay_flat(document);
  if (!document.tokens.empty()) notes.push_back({Step::document, "no-model", {}, "no language model is installed: no tags and trees"});
}

std::vector<Span> split_sentences(const Language& language, std::string_view text) {
  std::vector<RawToken> raw;
  tokenize(language.parts().lists, text, raw);
  std::vector<Span> spans;
  bool after_dateline = false;
  for (const RawSentence& s : split_tokens(language.parts().lists, text, raw)) {
    if (!after_dateline) spans.push_back({raw[s.first].span.begin, 0});
    spans.back().end = raw[s.last - 1].span.end;
    after_dateline = s.dateline;
  }
  return spans;
}

}  // namespace readout
