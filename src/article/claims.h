// Choosing among what a page claims: its title, its authors, its site, its publication date.
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "article/blocks.h"
#include "article/byline.h"
#include "article/date_evidence.h"
#include "article/date_model.h"
#include "article/dates.h"
#include "article/page_facts.h"
#include "article/title_candidates.h"
#include "readout/article.h"
#include "readout/note.h"

namespace readout {

// "www.example.co.uk" → "example.co.uk"; empty when the URL has no host.
std::string site_of(std::string_view url);

struct TitleChoice {
  std::string title;
  NodeId heading = kNoNode;               // the heading on the page that shows it
  std::vector<std::string> alternatives;  // other claims, folded: a block that repeats one of them is no body text
};
// The best candidate by the model (data/article/title.weights); `carrier_title` when there is none.
TitleChoice choose_title(const std::vector<TitleCandidate>& candidates, const PageFacts& facts, const std::vector<std::string>& names,
                         const ChoiceModel& model, const std::string& carrier_title);

// Whether a part of a title is one of the names of the site.
bool names_site(std::string_view part, const std::vector<std::string>& names);

// "Headline | Site" without its site; `names` are what the site is called.
std::string strip_site(std::string_view title, const std::vector<std::string>& names);
std::vector<std::string> site_names(const PageFacts& facts, std::string_view url);

struct DateChoice {
  PublicationDate date;
  std::string modified;
};
// The likeliest day of publication, its confidence calibrated; claims that were not followed become notes.
DateChoice choose_date(const DatePage& page, const DateModel& model, Notes& notes);

}  // namespace readout
