#include "article/page_facts.h"

#include "article/blocks.h"

#include <algorithm>
#include <charconv>

#include "base/memo.h"
#include "base/text.h"
#include "base/utf8.h"

namespace readout {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(MetaField::n_fields)> kFieldNames = {
    "published", "modified", "author", "title", "site", "section", "tags", "image", "description", "type", "url", "language"};
constexpr std::size_t kMaxLinked = 64;
constexpr std::size_t kMaxTrails = 8;
constexpr std::size_t kMaxCrumbs = 20;
constexpr std::size_t kMaxClaims = 500;  // of one field
constexpr std::size_t kMaxValue = 4000;  // bytes of a meta value; longer ones are no title or name

// Types of schema.org that are about one piece of news or writing.
bool article_type(std::string_view type) {
  return type.find("Article") != type.npos || type.find("Posting") != type.npos || type == "Report" || type == "Review" ||
         type == "AnalysisNewsArticle" || type == "OpinionNewsArticle";
}

// A short value with digits enough for a day; said of values whose name is in no table.
bool holds_day(std::string_view value) {
  if (value.size() < 6 || value.size() > 60) return false;
  return std::count_if(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; }) >= 5;
}

std::string_view last_part(std::string_view type) {
  const std::size_t slash = type.find_last_of("/#:");
  return slash == type.npos ? type : type.substr(slash + 1);
}

class LinkedReader {
 public:
  LinkedReader(const Json& json, std::vector<LinkedArticle>& out, std::vector<LinkedDates>& dates,
               std::vector<std::vector<std::string>>& trails)
      : json_(json), out_(out), dates_(dates), trails_(trails) {
    for (std::uint32_t i = 0; i < json_.size(); ++i)
      if (json_[i].kind == Json::Kind::object)
        if (const auto id = json_.text(i, "@id");
            !id.empty() && (json_.member(i, "name") != Json::kNone || json_.member(i, "headline") != Json::kNone))
          ids_.emplace(id, i);
  }
  bool list_page() const { return list_page_; }
  void run() {
    for (std::uint32_t i = 0; i < json_.size() && out_.size() < kMaxLinked; ++i)
      if (json_[i].kind == Json::Kind::object) read_object(i);
  }

 private:
  std::string type_of(std::uint32_t object) const {
    const std::uint32_t type = json_.member(object, "@type");
    if (type == Json::kNone) return {};
    if (json_[type].kind == Json::Kind::string) return std::string(last_part(json_[type].text));
    std::string found;
    for (std::uint32_t at = json_[type].first; at != Json::kNone; at = json_[at].next) {
      const auto one = last_part(json_[at].text);
      if (found.empty() || article_type(one)) found = std::string(one);
    }
    return found;
  }
  // Names of persons or organisations: a string, an object, or a list of either.
  void names(std::uint32_t value, std::vector<std::string>& out, int depth = 0) const {
    if (value == Json::kNone || depth > 4 || out.size() > 50) return;
    const auto& v = json_[value];
    if (v.kind == Json::Kind::string) {
      out.push_back(squeeze(v.text));
    } else if (v.kind == Json::Kind::array) {
      for (std::uint32_t at = v.first; at != Json::kNone; at = json_[at].next) names(at, out, depth + 1);
    } else if (v.kind == Json::Kind::object) {
      const std::uint32_t name = json_.member(value, "name");
      if (name != Json::kNone) {
        names(name, out, depth + 1);
      } else if (const auto it = ids_.find(std::string(json_.text(value, "@id"))); it != ids_.end() && it->second != value) {
        names(json_.member(it->second, "name"), out, depth + 1);
      } else if (const std::uint32_t list = json_.member(value, "@list"); list != Json::kNone) {
        names(list, out, depth + 1);
      } else if (json_.member(value, "givenName") != Json::kNone) {
        out.push_back(squeeze(std::string(json_.text(value, "givenName")) + " " + std::string(json_.text(value, "familyName"))));
      }
    }
  }
  // The type of each named thing, in the order of names().
  void types(std::uint32_t value, std::vector<std::string>& out) const {
    if (value == Json::kNone || out.size() > 50) return;
    const auto& v = json_[value];
    if (v.kind == Json::Kind::string) {
      out.emplace_back();
    } else if (v.kind == Json::Kind::array) {
      for (std::uint32_t at = v.first; at != Json::kNone; at = json_[at].next)
        if (json_[at].kind != Json::Kind::array) types(at, out);
    } else if (v.kind == Json::Kind::object) {
      std::string type = type_of(value);
      if (type.empty())
        if (const auto it = ids_.find(std::string(json_.text(value, "@id"))); it != ids_.end()) type = type_of(it->second);
      out.push_back(std::move(type));
    }
  }
  std::string first_text(std::uint32_t value, std::string_view inner) const {
    if (value == Json::kNone) return {};
    const auto& v = json_[value];
    if (v.kind == Json::Kind::array && v.first != Json::kNone) return first_text(v.first, inner);
    if (v.kind == Json::Kind::object) return std::string(json_.text(value, inner));
    return v.text;
  }
  // Inside another object that is dated itself, or in a list of other things: comments, reviews, teasers.
  bool nested(std::uint32_t id) const {
    std::uint32_t at = json_[id].parent;
    for (int depth = 0; at != Json::kNone && depth < 12; at = json_[at].parent, ++depth) {
      if (json_[at].kind != Json::Kind::object) continue;
      if (json_.member(at, "datePublished") != Json::kNone || json_.member(at, "headline") != Json::kNone ||
          json_.member(at, "itemListElement") != Json::kNone)
        return true;
    }
    return false;
  }
  void read_dates(std::uint32_t id, const LinkedArticle& a) {
    LinkedDates d;
    d.published = std::string(json_.text(id, "datePublished"));
    d.modified = std::string(json_.text(id, "dateModified"));
    d.created = std::string(json_.text(id, "dateCreated"));
    if (d.created.empty()) d.created = std::string(json_.text(id, "uploadDate"));
    if (dates_.size() >= kMaxLinked || (d.published.empty() && d.modified.empty() && d.created.empty())) return;
    using Kind = LinkedDates::Kind;
    d.kind = nested(id) ? Kind::nested : a.is_article ? Kind::article : a.type.find("Page") != a.type.npos ? Kind::page : Kind::other;
    d.headline = squeeze(json_.text(id, "headline"));
    if (d.headline.empty()) d.headline = squeeze(json_.text(id, "name"));
    d.url = first_text(json_.member(id, "mainEntityOfPage"), "@id");
    if (d.url.empty()) d.url = std::string(json_.text(id, "url"));
    dates_.push_back(std::move(d));
  }
  void read_trail(std::uint32_t id) {
    const std::uint32_t list = json_.member(id, "itemListElement");
    if (list == Json::kNone || json_[list].kind != Json::Kind::array || trails_.size() >= kMaxTrails) return;
    std::vector<std::pair<int, std::string>> crumbs;
    for (std::uint32_t at = json_[list].first; at != Json::kNone && crumbs.size() < kMaxCrumbs; at = json_[at].next) {
      std::string_view crumb = json_.text(at, "name");
      if (const std::uint32_t item = json_.member(at, "item"); crumb.empty() && item != Json::kNone) crumb = json_.text(item, "name");
      const std::string_view place = json_.text(at, "position");
      int position = crumbs.empty() ? 0 : crumbs.back().first;  // without a number: behind the one before
      std::from_chars(place.data(), place.data() + place.size(), position);
      if (!crumb.empty()) crumbs.emplace_back(position, squeeze(crumb));
    }
    std::stable_sort(crumbs.begin(), crumbs.end(), [](const auto& x, const auto& y) { return x.first < y.first; });
    if (crumbs.empty()) return;
    auto& trail = trails_.emplace_back();
    for (auto& [position, crumb] : crumbs) trail.push_back(std::move(crumb));
  }
  void read_object(std::uint32_t id) {
    LinkedArticle a;
    a.type = type_of(id);
    a.is_article = article_type(a.type);
    if (a.type == "BreadcrumbList") read_trail(id);
    list_page_ = list_page_ || a.type == "CollectionPage" || a.type == "SearchResultsPage";
    const bool page = a.type == "WebPage" || a.type == "ItemPage" || a.type == "VideoObject" || a.type == "CreativeWork" ||
                      a.type == "Recipe" || a.type == "PodcastEpisode" || a.type == "Event" || a.type == "ImageGallery" ||
                      a.type == "MediaGallery" || a.type == "WebContent";
    read_dates(id, a);
    if (!a.is_article && !page) return;
    a.headline = squeeze(json_.text(id, "headline"));
    if (a.headline.empty()) a.headline = squeeze(json_.text(id, "name"));
    a.description = squeeze(json_.text(id, "description"));
    a.section = squeeze(first_text(json_.member(id, "articleSection"), "name"));
    a.body = std::string(json_.text(id, "articleBody"));
    if (a.body.empty()) a.body = std::string(json_.text(id, "reviewBody"));
    a.published = std::string(json_.text(id, "datePublished"));
    a.modified = std::string(json_.text(id, "dateModified"));
    a.created = std::string(json_.text(id, "dateCreated"));
    if (a.created.empty()) a.created = std::string(json_.text(id, "uploadDate"));
    a.url = first_text(json_.member(id, "mainEntityOfPage"), "@id");
    if (a.url.empty()) a.url = std::string(json_.text(id, "url"));
    a.image = first_text(json_.member(id, "image"), "url");
    std::vector<std::string> site;
    names(json_.member(id, "publisher"), site);
    if (!site.empty()) a.site = site[0];
    for (const std::string_view key : {"author", "creator"})
      if (a.authors.empty()) {
        names(json_.member(id, key), a.authors);
        types(json_.member(id, key), a.author_types);
        if (a.author_types.size() != a.authors.size()) a.author_types.clear();
      }
    names(json_.member(id, "keywords"), a.tags);
    const auto free = json_.text(id, "isAccessibleForFree");
    a.free = !same_name(free, "false");
    a.said_free = same_name(free, "true");
    if (!a.is_article && a.published.empty() && a.headline.empty()) return;
    out_.push_back(std::move(a));
  }

  const Json& json_;
  std::vector<LinkedArticle>& out_;
  std::vector<LinkedDates>& dates_;
  std::vector<std::vector<std::string>>& trails_;
  std::unordered_map<std::string, std::uint32_t> ids_;
  bool list_page_ = false;
};

}  // namespace

Result<MetaNames> MetaNames::compile(const TextFile& file) {
  MetaNames names;
  for (const Line& line : data_lines(file.text)) {
    const auto fields = split(line.text, '\t');
    const auto where = file.name + ":" + std::to_string(line.number);
    if (fields.size() != 3) return Error{Error::Code::bad_data, "a line is FIELD <tab> name <tab> rank", where};
    const auto it = std::find(kFieldNames.begin(), kFieldNames.end(), fields[0]);
    if (it == kFieldNames.end()) return Error{Error::Code::bad_data, "unknown field '" + std::string(fields[0]) + "'", where};
    int rank = 0;
    if (std::from_chars(fields[2].data(), fields[2].data() + fields[2].size(), rank).ec != std::errc())
      return Error{Error::Code::bad_data, "the rank is no number", where};
    names.names_[std::string(fields[1])].push_back({static_cast<MetaField>(it - kFieldNames.begin()), rank});
  }
  return names;
}

const std::vector<MetaNames::Entry>* MetaNames::find(std::string_view name) const {
  if (name.size() > 60) return nullptr;
  std::string key(trim(name));
  for (char& c : key)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  const auto it = names_.find(key);
  return it == names_.end() ? nullptr : &it->second;
}

void read_linked_data(std::string_view text, std::vector<LinkedArticle>& out, bool* list_page, std::vector<LinkedDates>* dates,
                      std::vector<std::vector<std::string>>* trails) {
  const Json json(text);
  if (json.empty()) return;
  std::vector<LinkedDates> unused;
  std::vector<std::vector<std::string>> no_trails;
  LinkedReader reader(json, out, dates != nullptr ? *dates : unused, trails != nullptr ? *trails : no_trails);
  reader.run();
  if (list_page != nullptr) *list_page = *list_page || reader.list_page();
}

const LinkedArticle* PageFacts::article() const {
  const LinkedArticle* best = nullptr;
  // Readers' reviews stand beside recipes and goods; a review alone is the article.
  const auto review = [](const LinkedArticle& one) { return one.type == "Review"; };
  for (const auto& one : linked) {
    if (!one.is_article || (review(one) && linked.size() > 1)) continue;
    if (best == nullptr || (best->published.empty() && !one.published.empty())) best = &one;
  }
  return best;
}

namespace {
// Writers put references of HTML into JSON too: "Tom &amp; Co".
void read_references(const CharRefs& refs, LinkedArticle& one) {
  const auto read = [&](std::string& text) {
    if (text.find('&') != text.npos) text = squeeze(refs.decode(text, false));
  };
  for (std::string* text : {&one.headline, &one.description, &one.section, &one.site}) read(*text);
  for (auto* list : {&one.authors, &one.tags})
    for (std::string& text : *list) read(text);
}
}  // namespace

namespace {
// What is asked of every element, looked up in one go.
enum : std::size_t { a_itemprop, a_class, a_id, a_href, a_rel };
constexpr AttributeNames<5> kMarks({"itemprop", "class", "id", "href", "rel"});
}  // namespace

PageFacts find_facts(const HtmlTree& tree, const CharRefs& refs, const MetaNames& names, const BylineWords& bylines) {
  PageFacts facts;
  Memo<bool> author_classes;
  const auto author_class = [&](std::string_view value) {
    return !value.empty() && author_classes.get(value, [&](std::string_view v) { return bylines.author_class(v); });
  };
  std::array<std::pair<std::string, std::string>, 2> labelled;
  const auto value_of = [&](NodeId id, std::string_view attribute) {
    return squeeze(refs.decode(tree.attribute(id, attribute).substr(0, kMaxValue), true));
  };
  const auto claim = [&](MetaField field, Claim one) {
    auto& claims = facts.meta[static_cast<std::size_t>(field)];
    if (claims.size() < kMaxClaims)
      claims.push_back(std::move(one));
    else
      ++facts.claims_dropped;
  };
  for (NodeId id = 1; id < tree.size(); ++id) {
    const Node& node = tree[id];
    if (node.is_text()) continue;
    switch (node.tag) {
      case Tag::html:
        if (facts.html_language.empty()) facts.html_language = value_of(id, tree.has_attribute(id, "lang") ? "lang" : "xml:lang");
        break;
      case Tag::title:
        if (facts.title_element.empty() && (node.parent == kNoNode || tree[node.parent].tag != Tag::svg))
          facts.title_element = node_text(tree, refs, id);
        break;
      case Tag::link: {
        const auto rel = tree.attribute(id, "rel");
        if (same_name(rel, "canonical") && facts.canonical.empty()) facts.canonical = value_of(id, "href");
        break;
      }
      case Tag::meta: {
        for (const std::string_view key : {"property", "name", "itemprop", "http-equiv"}) {
          const auto name = tree.attribute(id, key);
          if (name.empty()) continue;
          if (name.size() == 14 && starts_with(name, "twitter:label")) labelled[name.back() == '2'].first = value_of(id, "content");
          if (name.size() == 13 && starts_with(name, "twitter:data")) labelled[name.back() == '2'].second = value_of(id, "content");
          const auto* entries = names.find(name);
          if (entries == nullptr) {
            if (facts.named_dates.size() < 40 && holds_day(tree.attribute(id, "content")))
              facts.named_dates.push_back({value_of(id, "content"), 3, std::string(name.substr(0, 60)), id});
            continue;
          }
          const std::string value = value_of(id, "content");
          if (value.empty()) continue;
          const bool twitter = starts_with(name, "twitter:");
          const std::string_view source = twitter ? "twitter" : same_name(name, "article:author") ? "article-author" : "meta";
          for (const auto& entry : *entries) claim(entry.field, {value, entry.rank, std::string(source), id});
          break;
        }
        break;
      }
      case Tag::script: {
        const auto type = tree.attribute(id, "type");
        if (node.first_child == kNoNode) break;
        const Node& text = tree[node.first_child];
        const std::string_view body = tree.html().substr(text.begin, text.end - text.begin);
        if (type.find("ld+json") != type.npos)
          read_linked_data(body, facts.linked, &facts.list_page, &facts.linked_dates, &facts.trails);
        else if (body.size() > 1000)
          facts.state_scripts.push_back(body);
        break;
      }
      case Tag::h1:
      case Tag::h2:
        if (facts.headings.size() < 60) facts.headings.push_back({node_text(tree, refs, id, 1000), id, node.tag, false});
        break;
      case Tag::time:
        if (facts.times.size() < 200) {
          std::string value = value_of(id, "datetime");
          const bool machine = !value.empty();
          if (!machine) value = node_text(tree, refs, id, 100);
          if (!value.empty()) facts.times.push_back({std::move(value), machine ? 1 : 3, "time-tag", id});
        }
        break;
      case Tag::abbr:
        if (facts.times.size() < 200 && holds_day(tree.attribute(id, "title")))
          facts.times.push_back({value_of(id, "title"), 2, "time-tag", id});
        break;
      default: break;
    }
    if (node.n_attributes == 0 || node.tag == Tag::meta) continue;
    const auto values = tree.attributes(id, kMarks);
    if (const auto item = values[a_itemprop]; !item.empty() && node.tag != Tag::time) {
      const bool published = item.find("datePublished") != item.npos, modified = item.find("dateModified") != item.npos;
      if (published || modified) {
        std::string value = value_of(id, "content");
        if (value.empty()) value = value_of(id, "datetime");
        if (value.empty()) value = node_text(tree, refs, id, 100);
        if (!value.empty() && facts.item_dates.size() < 100) facts.item_dates.push_back({std::move(value), published ? 1 : 2, "meta", id});
      } else if (item == "author" || item == "name" || item == "creator") {
        if (item != "name" && facts.byline_nodes.size() < 40)
          facts.byline_nodes.push_back({node_text(tree, refs, id, 300), 2, "itemprop", id});
      } else if (item == "headline" && node.tag != Tag::h1 && facts.headings.size() < 60) {
        facts.headings.push_back({node_text(tree, refs, id, 1000), id, Tag::h1, true});
      } else if (item == "keywords" && facts.tag_links.size() < 60) {
        facts.tag_links.push_back({node_text(tree, refs, id, 300), 2, "itemprop", id});
      }
    }
    if (facts.byline_elements.size() < 200 && node.tag != Tag::body && node.tag != Tag::html && node.tag != Tag::img) {
      if (author_class(values[a_class]) || author_class(values[a_id]) || (node.tag == Tag::a && bylines.author_link(values[a_href])))
        facts.byline_elements.push_back(id);
    }
    if (node.tag == Tag::a || node.tag == Tag::link) {
      const auto rel = values[a_rel];
      if (rel.find("author") != rel.npos && node.tag == Tag::a && facts.byline_nodes.size() < 40)
        facts.byline_nodes.push_back({node_text(tree, refs, id, 300), 1, "rel", id});
      else if (rel.find("tag") != rel.npos && (rel == "tag" || rel.find("tag ") == 0 || rel.find(" tag") != rel.npos) &&
               facts.tag_links.size() < 60)
        facts.tag_links.push_back({node_text(tree, refs, id, 200), 1, "rel", id});
    }
  }
  // "Written by" beside a name in a pair of <meta>
  for (const auto& [label, data] : labelled)
    if (const std::string key = fold(label); (bylines.kinds(key) & BylineWords::prefix) != 0 && !data.empty())
      facts.meta[static_cast<std::size_t>(MetaField::author)].push_back({data, 1, "label", kNoNode});
  for (LinkedArticle& one : facts.linked) read_references(refs, one);
  for (auto& trail : facts.trails)
    for (std::string& crumb : trail)
      if (crumb.find('&') != crumb.npos) crumb = squeeze(refs.decode(crumb, false));
  for (auto& claims : facts.meta)
    std::stable_sort(claims.begin(), claims.end(), [](const Claim& a, const Claim& b) { return a.rank < b.rank; });
  return facts;
}

}  // namespace readout
