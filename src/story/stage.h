// Makes Stories: sketches, candidate copies, verification, lineage; and compares two texts sentence by sentence.
#pragma once
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_file.h"
#include "readout/article.h"
#include "readout/note.h"
#include "readout/result.h"
#include "readout/story.h"

namespace readout {

// Stop words, labels and synonyms of data/story/, compiled. Immutable; share between threads.
class StoryRules {
 public:
  static Result<StoryRules> compile(std::span<const TextFile> files);
  StoryRules(StoryRules&&) noexcept;
  StoryRules& operator=(StoryRules&&) noexcept;
  ~StoryRules();

  struct Parts;
  const Parts& parts() const { return *parts_; }

 private:
  explicit StoryRules(std::unique_ptr<const Parts> parts);
  std::unique_ptr<const Parts> parts_;
};

Sketch make_sketch(const StoryRules& rules, const Article& article);

// What grouping is told of one article. `text` may be empty for an article that is only known by its sketch.
struct StoryInput {
  std::string id;
  std::string date;  // ISO, may be empty
  std::string site;
  std::string title;
  Sketch sketch;
};

// Groups articles into stories and finds parents. The result is sorted by article id and does not depend on input order.
// `capped` counts the postings that were too common to use.
std::vector<StoryMember> group_stories(const StoryRules& rules, std::vector<StoryInput> articles, std::uint64_t& capped);

// Why two articles are, or are not, one story: every measure with its threshold, a line each.
std::string explain_pair(const StoryRules& rules, const Sketch& a, const Sketch& b);

// One side of a comparison: a text and the spans of its sentences.
struct ComparedText {
  std::string_view text;
  std::span<const Span> sentences;
};
Comparison compare(const StoryRules& rules, const ComparedText& a, const ComparedText& b);

}  // namespace readout
