#include "article/site_template.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <unordered_map>

#include "article/blocks.h"
#include "article/claims.h"
#include "article/html_features.h"
#include "base/format.h"
#include "base/hash.h"
#include "base/text.h"
#include "base/utf8.h"

namespace readout {
namespace {

constexpr std::uint32_t kLong = 8;       // words; a shorter paragraph may recur by chance ("What we know")
constexpr std::size_t kFront = 2;        // paragraphs at the head of an article
constexpr std::size_t kJudged = 16;      // articles compared for what they are about, a paragraph
constexpr std::size_t kTitleWords = 32;  // looked at

struct Paragraph {
  Span text;
  std::uint64_t hash = 0;  // 0: nothing to compare
  std::uint32_t words = 0;
};

// The lines of an article's text. The hash tells apart what stands at the head and what stands below it: the lead of one article is
// often the teaser of another, and then only the teaser is furniture.
std::vector<Paragraph> paragraphs_of(std::string_view text) {
  std::vector<Paragraph> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (const std::string_view line = trim(text.substr(at, end - at)); !line.empty()) {
      const auto begin = static_cast<std::uint32_t>(line.data() - text.data());
      Block block;
      measure(line, block);
      out.push_back({{begin, begin + static_cast<std::uint32_t>(line.size())}, 0, block.words});
    }
    at = end + 1;
  }
  for (std::size_t i = 0; i < out.size(); ++i) {
    const std::string key = text_key(slice(text, out[i].text));
    const bool front = i < kFront && out.size() > 2 * kFront;
    if (!key.empty()) out[i].hash = hash64(key, front ? 1 : 2);
  }
  return out;
}

// Scripts whose words are short or not parted by blanks: Chinese, Japanese, Korean.
bool short_words(char32_t c) { return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7AF) || (c >= 0xF900 && c <= 0xFAFF) || c >= 0x20000; }

// Hashes of the words of a title that may say what it is about: four letters and more, or two characters that follow each other
// in scripts of short words. Sorted.
std::vector<std::uint32_t> title_words(std::string_view title, std::string_view site) {
  std::set<std::uint32_t> words;
  const std::string folded = fold(title), name = fold(site);
  const auto add = [&](std::string_view word) {
    if (words.size() < kTitleWords && name.find(word) == name.npos) words.insert(static_cast<std::uint32_t>(hash64(word)));
  };
  std::size_t begin = 0, letters = 0, before = 0;
  bool dense = false;
  for (std::size_t at = 0; at <= folded.size();) {
    const Rune rune = at < folded.size() ? rune_at(folded, at) : Rune{};
    const bool letter = at < folded.size() && (is_letter(rune.value) || (rune.value >= '0' && rune.value <= '9'));
    if (letter && short_words(rune.value)) {
      if (dense) add(std::string_view(folded).substr(before, at + rune.size - before));
      before = at;
      dense = true;
      letters = 0;
    } else {
      dense = false;
      if (letter) {
        if (letters++ == 0) begin = at;
      } else {
        if (letters >= 4) add(std::string_view(folded).substr(begin, at - begin));
        letters = 0;
      }
    }
    at += std::max<std::size_t>(rune.size, 1);
  }
  return {words.begin(), words.end()};
}

std::size_t find_root(std::vector<std::size_t>& parent, std::size_t i) {
  while (parent[i] != i) i = parent[i] = parent[parent[i]];
  return i;
}

}  // namespace

// ---- what was found

SiteTemplates::Kind SiteTemplates::find(std::string_view site, std::uint64_t paragraph) const {
  const auto it = sites_.find(site);
  if (it == sites_.end() || paragraph == 0) return Kind::none;
  return it->second.furniture.contains(paragraph) ? Kind::furniture : it->second.beside.contains(paragraph) ? Kind::beside : Kind::none;
}

// ---- learning

struct SiteTemplateLearner::Page {
  std::uint64_t rank = 0;     // which pages are looked at
  std::uint64_t content = 0;  // hash of title and paragraphs
  std::uint64_t title = 0;    // hash; 0 without one
  std::uint32_t words = 0;
  std::vector<std::uint32_t> about;  // of the title, sorted
  std::vector<std::pair<std::uint64_t, std::uint32_t>> paragraphs;  // hash and words, sorted, each once

  bool operator<(const Page& other) const { return rank != other.rank ? rank < other.rank : content < other.content; }
};

// Pages of one site, and which of their paragraphs recur.
struct SiteTemplateLearner::Site {
  std::set<Page> pages;  // at most kPagesPerSite, smallest first

  // Pages that are versions of one article have the same number: they share their title, or half the words of the shorter one.
  std::vector<std::size_t> articles(const std::vector<const Page*>& list,
                                    const std::map<std::uint64_t, std::vector<std::pair<std::size_t, std::uint32_t>>>& where) const {
    std::vector<std::size_t> parent(list.size());
    std::iota(parent.begin(), parent.end(), 0u);
    const auto join = [&](std::size_t a, std::size_t b) {
      const std::size_t x = find_root(parent, a), y = find_root(parent, b);
      parent[std::max(x, y)] = std::min(x, y);
    };
    std::unordered_map<std::uint64_t, std::size_t> titles;
    for (std::size_t i = 0; i < list.size(); ++i)
      if (list[i]->title != 0)
        if (const auto [at, fresh] = titles.emplace(list[i]->title, i); !fresh) join(at->second, i);
    std::unordered_map<std::uint64_t, std::uint64_t> shared;  // words, by pair of pages
    for (const auto& [hash, places] : where) {
      if (places.size() > kRare) continue;
      for (std::size_t b = 1; b < places.size(); ++b)
        for (std::size_t a = 0; a < b; ++a)
          shared[static_cast<std::uint64_t>(places[a].first) << 32 | places[b].first] += places[a].second;
    }
    for (const auto& [pair, words] : shared) {
      const std::size_t a = pair >> 32, b = pair & 0xFFFFFFFFu;
      if (words * 2 >= std::min(list[a]->words, list[b]->words)) join(a, b);
    }
    for (std::size_t i = 0; i < parent.size(); ++i) parent[i] = find_root(parent, i);
    return parent;
  }

  // Title words that say nothing of what an article is about, for many articles of the site have them ("Opinion", "Live"). Sorted.
  static std::vector<std::uint32_t> common_words(const std::vector<const Page*>& list) {
    std::map<std::uint32_t, std::size_t> counts;
    for (const Page* page : list)
      for (const std::uint32_t word : page->about) ++counts[word];
    std::vector<std::uint32_t> common;
    for (const auto& [word, count] : counts)
      if (count > 4 && count * 4 > list.size()) common.push_back(word);
    return common;
  }

  // Are most of these articles about different things? Those of one running story share background on purpose.
  static bool unlike(const std::vector<const Page*>& list, const std::vector<std::uint32_t>& common) {
    std::size_t pairs = 0, alike = 0;
    for (std::size_t b = 1; b < list.size() && b < kJudged; ++b)
      for (std::size_t a = 0; a < b; ++a) {
        ++pairs;
        const auto &x = list[a]->about, &y = list[b]->about;
        for (auto i = x.begin(), k = y.begin(); i != x.end() && k != y.end();) {
          if (*i == *k && !std::binary_search(common.begin(), common.end(), *i)) {
            ++alike;
            break;
          }
          if (*i <= *k)
            ++i;
          else
            ++k;
        }
      }
    return alike * 2 < pairs;
  }

  SiteTemplates::Site learn() const {
    std::vector<const Page*> list;
    std::unordered_set<std::uint64_t> contents;
    for (const Page& page : pages)
      if (contents.insert(page.content).second) list.push_back(&page);
    std::map<std::uint64_t, std::vector<std::pair<std::size_t, std::uint32_t>>> where;
    for (std::size_t i = 0; i < list.size(); ++i)
      for (const auto& [hash, words] : list[i]->paragraphs) where[hash].emplace_back(i, words);
    std::erase_if(where, [](const auto& entry) { return entry.second.size() < 2; });
    const std::vector<std::size_t> article = articles(list, where);
    const std::vector<std::uint32_t> common = common_words(list);
    SiteTemplates::Site found;
    for (const auto& [hash, places] : where) {
      std::vector<const Page*> different;
      std::unordered_set<std::size_t> seen;
      for (const auto& [page, words] : places)
        if (seen.insert(article[page]).second) different.push_back(list[page]);
      if (different.size() < 2) continue;
      if (places.front().second < kLong)
        found.beside.insert(hash);
      else if (unlike(different, common))
        found.furniture.insert(hash);
    }
    return found;
  }
};

SiteTemplateLearner::SiteTemplateLearner() = default;
SiteTemplateLearner::~SiteTemplateLearner() = default;

bool SiteTemplateLearner::wants(std::string_view url) const {
  const std::string site = site_of(url);
  if (site.empty()) return true;
  const std::uint64_t rank = hash64(url);
  const std::lock_guard lock(mutex_);
  const auto it = sites_.find(site);
  return it == sites_.end() || it->second.pages.size() < kPagesPerSite || rank <= it->second.pages.rbegin()->rank;
}

void SiteTemplateLearner::add(const Article& article, std::string_view url) {
  if (!article.refusal.empty() || article.site.empty() || article.text.empty()) return;
  Page page;
  page.about = title_words(article.title, article.site);
  if (const std::string key = text_key(article.title); !key.empty()) page.title = hash64(key);
  page.content = page.title;
  for (const Paragraph& paragraph : paragraphs_of(article.text)) {
    page.words += paragraph.words;
    page.content = mix64(page.content ^ paragraph.hash);
    if (paragraph.hash != 0 && page.paragraphs.size() < kParagraphsPerPage) page.paragraphs.emplace_back(paragraph.hash, paragraph.words);
  }
  page.rank = url.empty() ? page.content : hash64(url);
  std::sort(page.paragraphs.begin(), page.paragraphs.end());
  page.paragraphs.erase(std::unique(page.paragraphs.begin(), page.paragraphs.end()), page.paragraphs.end());
  const std::lock_guard lock(mutex_);
  auto& pages = sites_[article.site].pages;
  pages.insert(std::move(page));
  if (pages.size() > kPagesPerSite) pages.erase(std::prev(pages.end()));
}

SiteTemplates SiteTemplateLearner::finish() const {
  SiteTemplates templates;
  const std::lock_guard lock(mutex_);
  for (const auto& [name, site] : sites_)
    if (auto found = site.learn(); !found.furniture.empty()) templates.sites_.emplace(name, std::move(found));
  return templates;
}

// ---- using

namespace {

// What is left of a range of the text once the cuts (ascending, apart) are made: the parts of it, as they stood. `next` is the first
// cut that may touch the range, `gone` the bytes cut before it; both move on from range to range.
std::vector<Span> parts_left(Span range, const std::vector<Span>& cuts, std::size_t& next, std::uint32_t& gone) {
  while (next < cuts.size() && cuts[next].end <= range.begin) gone += cuts[next++].size();
  std::vector<Span> parts;
  std::uint32_t at = range.begin;
  for (std::size_t i = next; i < cuts.size() && cuts[i].begin < range.end; ++i) {
    if (at < cuts[i].begin) parts.push_back({at, cuts[i].begin});
    at = std::max(at, cuts[i].end);
  }
  if (at < range.end) parts.push_back({at, range.end});
  return parts;
}

// Bytes cut before `at`, which is not inside a cut.
std::uint32_t cut_before(std::uint32_t at, const std::vector<Span>& cuts, std::size_t next, std::uint32_t gone) {
  for (; next < cuts.size() && cuts[next].end <= at; ++next) gone += cuts[next].size();
  return gone;
}

void cut_origins(std::vector<Origin>& origins, const std::vector<Span>& cuts) {
  std::vector<Origin> left;
  std::size_t next = 0;
  std::uint32_t gone = 0;
  for (const Origin& origin : origins) {
    const bool copy = origin.text.size() == origin.page_end - origin.page_begin;
    for (const Span part : parts_left(origin.text, cuts, next, gone)) {
      const std::uint32_t shift = cut_before(part.begin, cuts, next, gone), into = part.begin - origin.text.begin;
      left.push_back({{part.begin - shift, part.end - shift},
                      copy ? origin.page_begin + into : origin.page_begin,
                      copy ? origin.page_begin + into + part.size() : origin.page_end});
    }
  }
  origins = std::move(left);
}

void cut_passages(std::vector<Passage>& passages, const std::vector<Span>& cuts) {
  std::size_t next = 0;
  std::uint32_t gone = 0;
  std::erase_if(passages, [&](Passage& passage) {
    const auto parts = parts_left(passage.text, cuts, next, gone);
    if (parts.empty()) return true;
    passage.text = {parts[0].begin - gone, parts[0].end - gone};
    return false;
  });
}

}  // namespace

std::size_t drop_furniture(const SiteTemplates& templates, Article& article, Notes& notes, std::vector<BlockVerdict>* verdicts) {
  const auto paragraphs = paragraphs_of(article.text);
  const std::size_t n = paragraphs.size();
  std::vector<SiteTemplates::Kind> kinds(n);
  std::vector<bool> drop(n, false);
  std::uint32_t words = 0, dropped = 0;
  for (std::size_t i = 0; i < n; ++i) {
    kinds[i] = templates.find(article.site, paragraphs[i].hash);
    drop[i] = kinds[i] == SiteTemplates::Kind::furniture;
  }
  for (std::size_t i = 1; i < n; ++i) drop[i] = drop[i] || (drop[i - 1] && kinds[i] == SiteTemplates::Kind::beside);
  for (std::size_t i = n; i-- > 1;) drop[i - 1] = drop[i - 1] || (drop[i] && kinds[i - 1] == SiteTemplates::Kind::beside);
  for (std::size_t i = 0; i < n; ++i) {
    words += paragraphs[i].words;
    dropped += drop[i] ? paragraphs[i].words : 0;
  }
  const std::size_t count = static_cast<std::size_t>(std::count(drop.begin(), drop.end(), true));
  if (count == 0) return 0;
  if (words - dropped < 25 && dropped * 2 > words) return 0;

  // A paragraph goes with the line breaks behind it; the last one with those before it.
  std::vector<Span> cuts;
  const auto size = static_cast<std::uint32_t>(article.text.size());
  for (std::size_t i = 0; i < n; ++i) {
    if (!drop[i]) continue;
    const std::uint32_t begin = paragraphs[i].text.begin, end = i + 1 < n ? paragraphs[i + 1].text.begin : size;
    if (!cuts.empty() && cuts.back().end == begin)
      cuts.back().end = end;
    else
      cuts.push_back({begin, end});
  }
  if (cuts.back().end == size)
    while (cuts.back().begin > 0 && (article.text[cuts.back().begin - 1] == '\n' || article.text[cuts.back().begin - 1] == ' '))
      --cuts.back().begin;
  std::unordered_set<std::string> gone;
  if (verdicts != nullptr)
    for (std::size_t i = 0; i < n; ++i)
      if (drop[i]) gone.insert(text_key(slice(article.text, paragraphs[i].text)));
  std::string text;
  std::uint32_t at = 0;
  for (const Span cut : cuts) {
    text += slice(article.text, {at, cut.begin});
    at = cut.end;
  }
  text += slice(article.text, {at, size});
  article.text = std::move(text);
  cut_origins(article.origins, cuts);
  cut_passages(article.passages, cuts);
  notes.push_back({Step::article, "site-template", {}, format("{} paragraphs that recur on pages of this site were dropped", count)});
  if (verdicts != nullptr)
    for (BlockVerdict& verdict : *verdicts)
      if (verdict.kept && gone.contains(text_key(verdict.text))) verdict.kept = false, verdict.reason = "site-template";
  return count;
}

}  // namespace readout
