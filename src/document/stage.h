// Makes a Document: cuts the article's text into sentences and tokens, tags, lemmatises and parses them.
#pragma once
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "base/text_file.h"
#include "readout/document.h"
#include "readout/note.h"
#include "readout/result.h"

namespace readout {

// Abbreviations and other lists of data/lang/<xx>/ and the trained model. Immutable; share between threads.
class Language {
 public:
  // `model` must outlive the Language: it is used in place.
  static Result<Language> load(std::span<const TextFile> files, std::string_view model);
  Language(Language&&) noexcept;
  Language& operator=(Language&&) noexcept;
  ~Language();

  struct Parts;
  const Parts& parts() const { return *parts_; }

 private:
  Language();
  std::unique_ptr<const Parts> parts_;
};

Document make_document(const Language& language, Article article, Notes& notes);

// Tags, lemmatises and parses a document whose sentences and tokens are given.
void annotate(const Language& language, Document& document, Notes& notes);

// Sentences as a reader counts them: a dateline belongs to the sentence it opens (make_document keeps it apart from the tree).
std::vector<Span> split_sentences(const Language& language, std::string_view text);

}  // namespace readout
