// Makes Quotes: direct, indirect and mixed quotations with speaker and cue.
#pragma once
#include <memory>
#include <span>
#include <vector>

#include "base/text_file.h"
#include "readout/document.h"
#include "readout/mention.h"
#include "readout/note.h"
#include "readout/quote.h"
#include "readout/result.h"

namespace readout {

// Cue verbs and phrases of data/quotes/, compiled. Immutable; share between threads.
class QuoteRules {
 public:
  static Result<QuoteRules> compile(std::span<const TextFile> files);
  QuoteRules(QuoteRules&&) noexcept;
  QuoteRules& operator=(QuoteRules&&) noexcept;
  ~QuoteRules();

  struct Parts;
  const Parts& parts() const { return *parts_; }

 private:
  QuoteRules();
  std::unique_ptr<const Parts> parts_;
};

std::vector<Quote> find_quotes(const QuoteRules& rules, const Document& document, std::span<const Mention> mentions, Notes& notes);

}  // namespace readout
