// Names out of bylines, and the words of bylines (data/article/byline.tsv).
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "article/dates.h"
#include "article/needles.h"
#include "base/text_file.h"
#include "base/listed_words.h"
#include "readout/result.h"

namespace readout {

class BylineWords {
 public:
  static Result<BylineWords> compile(const TextFile& file);
  enum Kind : unsigned {
    none = 0,
    prefix = 1,       // stands before the names
    conjunction = 2,  // joins two names
    role = 4,         // a part of a byline that is no name
    reject = 8,       // a whole "name" that is none
    by = 16,          // a prefix that is never a part of a name: what stands before it is dropped too
    affix = 32,       // grown together with a name, before or behind
    degree = 64,      // follows a name after a comma and belongs to it
    desk = 128,       // names a newsroom, not a person
    link = 256,       // in the address of an author's page
    css_class = 512,  // in classes of elements that name authors
    small = 1024      // ends a name when written small ("in", "for", "le")
  };
  unsigned kinds(std::string_view folded) const;
  std::size_t longest_prefix() const { return longest_prefix_; }
  const std::vector<std::string>& affixes() const { return affixes_; }
  bool author_link(std::string_view href) const;
  bool author_class(std::string_view value) const;

 private:
  ListedWords<unsigned> words_;
  Needles links_, classes_;
  std::vector<std::string> affixes_;
  std::size_t longest_prefix_ = 1;  // in words
};

// Names in a byline as written: "By Jane Roe and John Doe, Staff Writers | Updated 3 May" → two names.
std::vector<std::string> split_names(std::string_view byline, const BylineWords& words, const DateWords& dates);

}  // namespace readout
