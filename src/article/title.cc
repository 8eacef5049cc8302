// The title of a page without the name of its site.
#include <algorithm>
#include <bitset>

#include "article/claims.h"
#include "article/title_candidates.h"
#include "base/text.h"
#include "base/utf8.h"

namespace readout {
namespace {

constexpr std::string_view kSeparators[] = {" | ",
                                            " - ",
                                            " \xE2\x80\x93 ",
                                            " \xE2\x80\x94 ",
                                            " :: ",
                                            " \xC2\xBB ",
                                            " \xC2\xAB ",
                                            " \xC2\xB7 ",
                                            " \xE2\x80\xA2 ",
                                            " / ",
                                            " : ",
                                            ": ",
                                            " > ",
                                            "|",
                                            " ~ ",
                                            " \xEF\xBD\x9C ",
                                            "_"};

double overlap(std::string_view a, std::string_view b) {
  const auto cut = [](std::string_view text) {
    std::vector<std::string> words;
    const std::string folded = fold(text);
    for (const auto word : split(folded, ' '))
      if (!word.empty()) words.push_back(letters_of(word));
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return words;
  };
  const auto x = cut(a), y = cut(b);
  if (x.empty() || y.empty()) return 0;
  std::vector<std::string> both;
  std::set_intersection(x.begin(), x.end(), y.begin(), y.end(), std::back_inserter(both));
  return 2.0 * static_cast<double>(both.size()) / static_cast<double>(x.size() + y.size());
}

}  // namespace

std::string letters_of(std::string_view text) { return letter_key(text); }

std::string site_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == url.npos) return {};
  std::string_view host = url.substr(scheme + 3);
  host = host.substr(0, host.find_first_of("/?#:"));
  if (const std::size_t at = host.find('@'); at != host.npos) host.remove_prefix(at + 1);
  std::string out = to_lower(host);
  for (const std::string_view head : {"www.", "m.", "amp.", "edition."})
    if (starts_with(out, head) && std::count(out.begin(), out.end(), '.') >= 2) {
      out = out.substr(head.size());
      break;
    }
  return out;
}

std::vector<std::string> site_names(const PageFacts& facts, std::string_view url) {
  std::vector<std::string> names;
  for (const Claim& claim : facts.of(MetaField::site))
    if (claim.rank <= 4) names.push_back(letters_of(claim.value));
  for (const auto& one : facts.linked)
    if (!one.site.empty()) names.push_back(letters_of(one.site));
  const std::string host = site_of(url);
  if (!host.empty()) {
    names.push_back(letters_of(host));
    // the label before the suffix: example of example.co.uk
    auto parts = split(host, '.');
    while (parts.size() > 1) {
      const bool suffix = parts.back().size() <= 3 || parts.size() == 2;
      if (!suffix) break;
      parts.pop_back();
      if (parts.size() == 1 || parts.back().size() > 3) break;
    }
    if (!parts.empty() && parts.back().size() >= 3) names.push_back(letters_of(parts.back()));
  }
  std::erase_if(names, [](const std::string& name) { return name.empty(); });
  return names;
}

bool names_site(std::string_view part, const std::vector<std::string>& names) {
  const std::string key = letters_of(part);
  if (key.empty()) return true;
  for (const auto& name : names) {
    if (name.size() < 2) continue;
    if (key == name || (name.size() >= 4 && key.find(name) != key.npos && key.size() <= name.size() + 12) ||
        (key.size() >= 4 && name.find(key) != name.npos && key.size() * 2 >= name.size()))
      return true;
  }
  return false;
}

std::string strip_site(std::string_view title, const std::vector<std::string>& names) {
  std::string_view rest = trim(title);
  std::bitset<256> bytes;  // of the title: most titles have not even these of most separators
  for (const char c : rest) bytes.set(static_cast<unsigned char>(c));
  const auto possible = [&](char c) { return bytes.test(static_cast<unsigned char>(c)); };
  for (int round = 0; round < 3; ++round) {
    bool cut = false;
    for (const auto separator : kSeparators) {
      if (!std::all_of(separator.begin(), separator.end(), possible)) continue;
      const std::size_t at = rest.rfind(separator);
      if (at != rest.npos && at > 0 && names_site(rest.substr(at + separator.size()), names) &&
          letters_of(rest.substr(0, at)).size() >= 4) {
        rest = trim(rest.substr(0, at));
        cut = true;
        break;
      }
      const std::size_t first = rest.find(separator);
      if (separator != ": " && first != rest.npos && names_site(rest.substr(0, first), names) &&
          letters_of(rest.substr(first)).size() >= 8) {
        rest = trim(rest.substr(first + separator.size()));
        cut = true;
        break;
      }
    }
    if (!cut) break;
  }
  return std::string(rest);
}

TitleChoice choose_title(const std::vector<TitleCandidate>& candidates, const PageFacts& facts, const std::vector<std::string>& names,
                         const ChoiceModel& model, const std::string& carrier_title) {
  TitleChoice choice;
  const TitleCandidate* best = nullptr;
  double best_score = 0;
  for (const TitleCandidate& one : candidates) {
    const double score = model.score(one.features);
    if (best == nullptr || score > best_score + 1e-9) best = &one, best_score = score;
  }
  if (best != nullptr) choice.title = best->text, choice.heading = best->heading;
  if (choice.title.empty()) choice.title = carrier_title;
  if (choice.title.empty()) choice.title = facts.title_element;  // longer than any candidate may be
  const std::string meta = strip_site(facts.best(MetaField::title), names);
  const std::string element = strip_site(facts.title_element, names);
  const LinkedArticle* linked = facts.article();
  const std::string headline = linked == nullptr ? std::string() : strip_site(linked->headline, names);

  // Where the page shows it: the heading that says it, else the one that agrees best with all that head and JSON-LD say.
  if (choice.heading == kNoNode) {
    double most = 0;
    for (const Heading& heading : facts.headings) {
      if (heading.text.empty() || heading.text.size() > 500 || names_site(heading.text, names)) continue;
      double score = std::max({overlap(heading.text, choice.title), overlap(heading.text, meta), overlap(heading.text, element),
                               overlap(heading.text, headline)});
      if (heading.tag == Tag::h1) score += 0.15;
      if (score > most + 1e-9 && score >= (heading.tag == Tag::h1 ? 0.45 : 0.6)) most = score, choice.heading = heading.node;
    }
  }
  std::string shown;
  for (const Heading& heading : facts.headings)
    if (heading.node == choice.heading) shown = heading.text;
  for (const auto& text : {choice.title, meta, element, headline, shown, std::string(facts.title_element), carrier_title})
    if (const std::string key = letters_of(text); key.size() >= 6) choice.alternatives.push_back(key);
  return choice;
}

}  // namespace readout
