// What every fuzz target asserts besides "no crash": a promise that is broken stops the process where it broke.
#pragma once
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "base/utf8.h"
#include "readout/document.h"
#include "readout/note.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace readout::fuzz {

inline void require(bool holds, const char* promise) {
  if (holds) return;
  std::fprintf(stderr, "broken promise: %s\n", promise);
  std::abort();
}

inline std::string_view bytes_of(const std::uint8_t* data, std::size_t size) { return {reinterpret_cast<const char*>(data), size}; }

// A span lies in the text and cuts no character.
inline void check_span(std::string_view text, Span span) {
  require(span.begin <= span.end && span.end <= text.size(), "spans lie in the text");
  const auto inside = [&](std::uint32_t at) { return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80; };
  require(!inside(span.begin) && !inside(span.end), "spans cut no character");
}

inline void check_article(const Article& article, const Notes& notes, std::uint32_t page_size) {
  for (const std::string* text : {&article.text, &article.title, &article.url, &article.site, &article.language})
    require(valid_utf8(*text), "strings are valid UTF-8");
  for (const auto& author : article.authors) require(valid_utf8(author), "authors are valid UTF-8");
  for (const auto& tag : article.tags) require(valid_utf8(tag), "tags are valid UTF-8");
  std::uint32_t last = 0;
  for (const Origin& origin : article.origins) {
    check_span(article.text, origin.text);
    require(origin.text.begin >= last, "origins are ordered and do not overlap");
    last = origin.text.end;
    require(origin.page_begin <= origin.page_end && origin.page_end <= page_size, "origins lie in the page");
  }
  for (const Note& note : notes) {
    require(!note.kind.empty() && valid_utf8(note.kind) && valid_utf8(note.detail), "notes have a kind and are valid UTF-8");
    require(note.span.end <= article.text.size(), "spans of notes lie in the text");
  }
}

inline void check_document(const Document& document) {
  const std::string& text = document.article.text;
  require(valid_utf8(text), "the text is valid UTF-8");
  std::uint32_t token = 0, last = 0;
  for (const Sentence& sentence : document.sentences) {
    require(sentence.first == token && sentence.last > sentence.first && sentence.last <= document.tokens.size(),
            "sentences hold their tokens");
    require(sentence.size() <= 4000, "a sentence has at most 4,000 tokens");
    for (; token < sentence.last; ++token) {
      const Token& t = document.tokens[token];
      check_span(text, t.span);
      require(t.span.begin >= last && sentence.span.begin <= t.span.begin && t.span.end <= sentence.span.end,
              "tokens are ordered, inside their sentence");
      last = t.span.end;
      require(t.head == kRoot || t.head < sentence.size(), "heads lie in the sentence");
      require(t.lemma < document.lemmas.size() && t.feats < document.feats.size() && t.xpos < document.xpos_tags.size(),
              "ids lie in their tables");
    }
  }
  require(token == document.tokens.size(), "each token has a sentence");
}

}  // namespace readout::fuzz
