#include "document/stage.h"

namespace readout {

struct Language::Parts {};
Language::Language() : parts_(std::make_unique<Parts>()) {}
Language::Language(Language&&) noexcept = default;
Language& Language::operator=(Language&&) noexcept = default;
Language::~Language() = default;

Result<Language> Language::load(std::span<const TextFile>, std::string_view) { return Language{}; }

Document make_document(const Language&, Article article, Notes&) {
  Document document;
  document.article = std::move(article);
  return document;
}

void annotate(const Language&, Document&, Notes&) {}

std::vector<Span> split_sentences(const Language&, std::string_view text) {
  return {Span{0, static_cast<std::uint32_t>(text.size())}};
}

}  // namespace readout
