// Furniture by recurrence: paragraphs that stand in several different articles of one site (a promotion, an author's biography, a
// disclaimer) belong to the site and not to its articles.
//
// Two passes. In the first each article is shown to a SiteTemplateLearner, in any order and from any thread; `finish` gives the
// SiteTemplates, which the second pass hands to make_article. The result is a function of the set of articles shown: neither
// their order nor threads nor an article shown twice changes it.
//
// Source of the idea: template detection by recurrence across a site, Bar-Yossef and Rajagopalan 2002; here on paragraphs kept.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "readout/article.h"
#include "readout/note.h"

namespace readout {

// What is furniture on which site. Immutable; share between threads.
class SiteTemplates {
 public:
  enum class Kind { none, furniture, beside };  // beside: short; furniture only where it stands next to furniture
  Kind find(std::string_view site, std::uint64_t paragraph) const;
  std::size_t sites() const { return sites_.size(); }  // that have any

 private:
  friend class SiteTemplateLearner;
  struct Site {
    std::unordered_set<std::uint64_t> furniture, beside;
  };
  std::map<std::string, Site, std::less<>> sites_;
};

// Gathers the paragraphs of the articles of a run: 16 bytes each. Any number of threads may call `wants` and `add`.
class SiteTemplateLearner {
 public:
  // Of each site at most so many pages are looked at: those with the smallest hashes, so that order plays no part.
  static constexpr std::size_t kPagesPerSite = 1024;
  // Of a page at most so many paragraphs are remembered: a page of a million lines is no article.
  static constexpr std::size_t kParagraphsPerPage = 2000;
  // A paragraph that stands on more pages says nothing about whether two of them are versions of one article.
  static constexpr std::size_t kRare = 12;

  SiteTemplateLearner();
  ~SiteTemplateLearner();

  // False when the page of this URL cannot be among those looked at: its article need not be made. Empty URL: true.
  bool wants(std::string_view url) const;
  // Articles refused, without a site or without text teach nothing.
  void add(const Article& article, std::string_view url);
  SiteTemplates finish() const;

 private:
  struct Page;
  struct Site;
  mutable std::mutex mutex_;
  std::map<std::string, Site, std::less<>> sites_;
};

// Takes the furniture of its site out of an article's text, origins and passages; noted, and told in `verdicts` unless null. An
// article that would lose nearly all of its text keeps it. Returns the number of paragraphs taken out.
std::size_t drop_furniture(const SiteTemplates& templates, Article& article, Notes& notes, std::vector<BlockVerdict>* verdicts);

}  // namespace readout
