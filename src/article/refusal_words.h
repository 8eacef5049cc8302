// What pages that are no articles say of themselves: data/article/refusals.tsv, compiled.
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/text_file.h"
#include "readout/result.h"

namespace readout {

class RefusalWords {
 public:
  static Result<RefusalWords> compile(const TextFile& file);
  // The reason a title gives, whole or in one of its parts ("404 | The Paper"); empty when it gives none. `part`: a whole part says it.
  std::string_view in_title(std::string_view title, bool& part) const;
  // The reason the text of a small page gives. Only the first 4,000 bytes are read.
  std::string_view in_text(std::string_view text) const;

 private:
  struct Phrase {
    std::string words;
    std::string reason;
  };
  std::unordered_map<std::string, std::string> titles_;
  std::vector<Phrase> title_phrases_, text_phrases_;
};

}  // namespace readout
