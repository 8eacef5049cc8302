#include "article/date_evidence.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "article/script_dates.h"
#include "base/text.h"
#include "base/utf8.h"

namespace readout {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(DateFamily::n_families)> kFamilyNames = {
    "json",      "meta",        "meta-changed", "meta-named", "item",        "item-changed", "time-where", "time-role",
    "url",       "shown-where", "shown-role",   "shown-hint", "shown-shape", "shown-order",  "shown-away", "shown-crowd",
    "image",     "title-line",  "script",       "given",      "support",     "order",        "to-claim",   "to-change",
    "to-latest", "to-shown",    "utc",          "reading",    "range",       "bias"};
constexpr std::array<std::string_view, 8> kFromNames = {"json-ld", "meta", "time-tag", "url", "byline", "text", "script", "given"};

constexpr std::size_t kMostEvidence = 400, kMostShownBlocks = 400;
constexpr std::uint32_t kHeadBytes = 400;  // behind the title
constexpr std::uint32_t kLongWords = 25;   // a block of running text has as many

std::uint16_t feature(DateFamily family, int bin) {
  return static_cast<std::uint16_t>(static_cast<std::size_t>(family) * kDateBins +
                                    static_cast<std::size_t>(std::clamp(bin, 0, static_cast<int>(kDateBins) - 1)));
}

// Where a block stands from the title and the running text.
enum Zone { title, just_above, above, far_above, head, late_head, lead, body, tail, far_tail, untitled_head, untitled };
// Places told apart when something else counts too: beside the title, just above it, some way behind it, first paragraph, behind
// the text, elsewhere.
int place(int zone) {
  constexpr int kPlaces[] = {0, 1, 5, 5, 0, 2, 3, 5, 4, 5, 0, 5};
  return kPlaces[zone];
}
bool near_title(int zone) { return zone == title || zone == just_above || zone == head || zone == untitled_head; }

// Days between, in steps: 0 same, then 1, to a week, to two months, to a year, beyond; later ones negative side 6..10.
int gap_bin(std::int64_t days) {
  const auto size = std::llabs(days);
  const int step = size == 0 ? 0 : size == 1 ? 1 : size <= 7 ? 2 : size <= 60 ? 3 : size <= 365 ? 4 : 5;
  return days >= 0 ? step : 5 + step;
}

class Collector {
 public:
  explicit Collector(const DatePage& page) : page_(page), blocks_(page.blocks.blocks), fetched_(parse_iso(page.fetch_time)) {}

  DateEvidences run() {
    find_running_text();
    linked();
    metas();
    items();
    times();
    addresses();
    lead_image();
    shown();
    if (const auto date = parse(page_.facts.title_element); date && date->begin > 0)
      add(*date, DateFrom::text, feature(DateFamily::title_line, 0), 30);
    if (!has_strong_publication()) scripts();
    if (!page_.carrier_date.empty()) claim(page_.carrier_date, DateFrom::given, feature(DateFamily::given, 0), 20, false, false);
    group();
    relate();
    return std::move(out_);
  }

 private:
  std::optional<FoundDate> parse(std::string_view value) const { return parse_date(value, page_.words, page_.month_first); }

  DateEvidence* add(FoundDate date, DateFrom from, std::uint16_t first_feature, int trust) {
    if (out_.all.size() >= kMostEvidence || date.month_only) return nullptr;
    // Nothing is published after it was fetched; a day of grace for time zones.
    if (fetched_ && to_number(date.day) > to_number(*fetched_) + 1) return nullptr;
    DateEvidence one;
    one.date = std::move(date);
    one.from = from;
    one.trust = trust;
    one.features = {first_feature};
    out_.all.push_back(std::move(one));
    return &out_.all.back();
  }
  DateEvidence* claim(std::string_view value, DateFrom from, std::uint16_t first_feature, int trust, bool modified, bool strong) {
    if (value.empty()) return nullptr;
    const auto date = parse(value);
    if (!date) return nullptr;
    DateEvidence* one = add(*date, from, first_feature, trust);
    if (one != nullptr) one->modified = modified, one->strong = strong;
    return one;
  }

  // --- structured claims

  // Whether an object of JSON-LD speaks of this page's article: by its headline or its address.
  bool is_about_page(const LinkedDates& one) const {
    if (!one.headline.empty() && !page_.title.empty()) {
      const std::string a = fold(one.headline), b = fold(page_.title);
      const std::size_t n = std::min<std::size_t>({a.size(), b.size(), 24});
      if (n >= 8 && (a.compare(0, n, b, 0, n) == 0 || a.find(b) != a.npos || b.find(a) != b.npos)) return true;
    }
    const auto path = [](std::string_view url) {
      const std::size_t scheme = url.find("//");
      const std::size_t slash = url.find('/', scheme == url.npos ? 0 : scheme + 2);
      std::string_view rest = slash == url.npos ? std::string_view() : url.substr(slash);
      rest = rest.substr(0, rest.find_first_of("?#"));
      while (rest.size() > 1 && rest.back() == '/') rest.remove_suffix(1);
      return rest;
    };
    const auto mine = path(page_.url), its = path(one.url);
    return mine.size() > 1 && mine == its;
  }
  void linked() {
    using Kind = LinkedDates::Kind;
    bool told = false;
    for (const LinkedDates& one : page_.facts.linked_dates) told = told || (one.kind == Kind::article && is_about_page(one));
    for (const LinkedDates& one : page_.facts.linked_dates) {
      const bool about = is_about_page(one);
      // bins: article about the page 0, other article 1, page 2, other 3, nested 4; created 5 (article) 6; changed 7.. by the same
      int kind = one.kind == Kind::nested ? 4 : one.kind == Kind::other ? 3 : one.kind == Kind::page ? 2 : about || !told ? 0 : 1;
      if (kind == 4 && about) kind = one.kind == Kind::nested && told ? 4 : 1;
      claim(one.published, DateFrom::json_ld, feature(DateFamily::json, kind), 100 - 10 * kind, false, kind <= 2);
      claim(one.created, DateFrom::json_ld, feature(DateFamily::json, kind <= 1 ? 5 : 6), 40, false, false);
      claim(one.modified, DateFrom::json_ld, feature(DateFamily::json, 7 + kind), 35, true, false);
    }
  }
  void metas() {
    for (const Claim& one : page_.facts.of(MetaField::published)) {
      if (in_body(one.node))
        item(one, false);
      else
        claim(one.value, DateFrom::meta, feature(DateFamily::meta, one.rank), 90 - 5 * one.rank, false, one.rank <= 4);
    }
    for (const Claim& one : page_.facts.of(MetaField::modified)) {
      if (in_body(one.node))
        item(one, true);
      else
        claim(one.value, DateFrom::meta, feature(DateFamily::meta_changed, one.rank), 34, true, false);
    }
    for (const Claim& one : page_.facts.named_dates) {
      bool date = false;
      const DateRole role = page_.words.key_role(one.source, date);
      if (role == DateRole::none && !date) continue;
      const int bin = role == DateRole::published ? (date ? 0 : 1) : role == DateRole::updated ? 2 : 3;
      claim(one.value, DateFrom::meta, feature(DateFamily::meta_named, bin), 50 - bin, bin == 2, false);
    }
  }
  bool in_body(NodeId node) const { return node != kNoNode && !blocks_.empty() && node > blocks_.front().node; }
  void items() {
    for (const Claim& one : page_.facts.item_dates) item(one, one.rank == 2);
  }
  void item(const Claim& one, bool modified) {
    const auto family = modified ? DateFamily::item_changed : DateFamily::item;
    const std::size_t at = block_of(one.node);
    const int stands = zone(at);
    const int where = !in_body(one.node) ? 13 : away(at) != 0 && stands != head && stands != title ? 12 : stands;
    DateEvidence* made = claim(one.value, DateFrom::meta, feature(family, where), modified ? 33 : 70, modified, !modified && where != 12);
    if (made != nullptr) made->near = near_title(where);
  }
  void times() {
    for (const Claim& one : page_.facts.times) {
      const std::size_t at = block_of(one.node);
      const int stands = zone(at);
      const int where = away(at) != 0 && stands != head && stands != title ? 12 : stands;
      bool date = false;
      std::string key;
      for (const std::string_view name : {"class", "itemprop", "pubdate", "title", "id"})
        if (const auto value = page_.tree.attribute(one.node, name); value.data() != nullptr) {
          if (name == "pubdate") key += " published";
          if (name == "class" || name == "itemprop" || name == "id") (key += ' ') += value;
        }
      DateRole role = page_.words.key_role(key, date);
      if (const std::string_view both = key; role == DateRole::updated && both.find("publi") != both.npos) role = DateRole::none;
      DateEvidence* made = claim(one.value, DateFrom::time_tag, feature(DateFamily::time_where, where), near_title(where) ? 60 : 25,
                                 role == DateRole::updated, false);
      if (made == nullptr) continue;
      made->near = near_title(where);
      const int bin = static_cast<int>(role) + (near_title(where) ? 0 : 4) + (one.rank == 1 ? 0 : 8);
      made->features.push_back(feature(DateFamily::time_role, bin));
    }
  }
  void addresses() {
    for (const auto& [url, bin] : {std::pair{page_.url, 0}, std::pair{std::string_view(page_.facts.canonical), 1}}) {
      if (bin == 1 && url == page_.url) continue;
      const auto date = date_in_url(url);
      if (!date) continue;
      if (date->month_only)
        url_month_ = date->day;
      else if (DateEvidence* one = add(*date, DateFrom::url, feature(DateFamily::url, bin), 80))
        one->strong = true;
    }
  }

  // Pictures are mostly uploaded on the day.
  void lead_image() {
    std::string_view image = page_.facts.best(MetaField::image);
    if (image.empty())
      for (const LinkedArticle& one : page_.facts.linked)
        if (!one.image.empty()) {
          image = one.image;
          break;
        }
    if (const auto date = date_in_url(image); date && !date->month_only) add(*date, DateFrom::url, feature(DateFamily::image, 0), 10);
  }

  // --- what a reader sees

  void find_running_text() {
    const std::size_t n = blocks_.size();
    first_long_ = last_long_ = n;
    const std::size_t from = page_.title_block < n ? page_.title_block + 1 : 0;
    for (std::size_t i = from; i < n; ++i) {
      if (blocks_[i].words < kLongWords || blocks_[i].link_bytes * 3 > blocks_[i].text.size() || away(i)) continue;
      if (first_long_ == n) first_long_ = i;
      if (last_long_ == n || i - last_long_ <= 15) last_long_ = i;
    }
  }
  int zone(std::size_t i) const {
    const std::size_t n = blocks_.size(), t = page_.title_block;
    if (i >= n) return far_tail;
    if (t < n) {
      if (i == t) return title;
      if (i < t) return t - i <= 3 ? just_above : t - i <= 10 ? above : far_above;
      if (i < first_long_ || first_long_ == n)
        return i - t <= 8 || blocks_[i].text.begin - blocks_[t].text.end < kHeadBytes ? head : i - t <= 25 ? late_head : tail;
    } else if (i < first_long_) {
      return first_long_ < n && first_long_ - i <= 8 ? untitled_head : untitled;
    }
    if (i <= first_long_ + 1) return lead;
    if (i <= last_long_) return body;
    return i - last_long_ <= 8 ? tail : far_tail;
  }
  std::size_t block_of(NodeId node) const {
    // the last block whose element begins before the node ends: an inline element stands in it or just before the next
    const auto it = std::upper_bound(blocks_.begin(), blocks_.end(), node, [](NodeId id, const Block& block) { return id < block.node; });
    if (it == blocks_.begin()) return blocks_.empty() ? 0 : 0;
    return static_cast<std::size_t>(it - blocks_.begin()) - 1;
  }
  // 0 not; else which kind of place that is not the article
  int away(std::size_t i) const {
    if (i >= blocks_.size()) return 0;
    const Block& block = blocks_[i];
    const Hints hints = block.near_hints | block.far_hints;
    if (has(hints, Hint::comments)) return 1;
    if (has(hints, Hint::related) || has(hints, Hint::popular)) return 2;
    if (has(block.inside, Inside::footer) || has(hints, Hint::footer)) return 3;
    if (has(block.inside, Inside::nav) || has(hints, Hint::nav)) return 4;
    if (has(block.inside, Inside::aside) || has(hints, Hint::sidebar)) return 5;
    if (has(block.inside, Inside::figure) || has(block.inside, Inside::figcaption) || has(block.near_hints, Hint::caption)) return 6;
    return 0;
  }
  void shown() {
    std::size_t looked = 0;
    const std::size_t first = out_.all.size();
    for (std::size_t i = 0; i < blocks_.size() && looked < kMostShownBlocks; ++i) {
      const std::string_view whole = slice(page_.blocks.text, blocks_[i].text);
      const int where = zone(i);
      const bool long_line = blocks_[i].words > 40 || whole.size() > 400;
      // Of long lines only the first words, beside the title and in the first and last paragraphs.
      if (long_line && where != lead && where != tail && where != head && i != last_long_) continue;
      const std::string_view text = long_line ? cut_at(whole, i == last_long_ ? 400 : 160) : whole;
      if (!may_hold_date(text)) {
        if ((where == head || where == just_above) && has(blocks_[i].near_hints, Hint::date)) attributes(i, where);
        continue;
      }
      ++looked;
      const auto found = find_dates(text, page_.words, page_.month_first, 3);
      for (std::size_t k = 0; k < found.size(); ++k) show(i, where, text, long_line, found, k);
    }
    const std::size_t n = out_.all.size() - first;
    const int crowd = n <= 1 ? 0 : n == 2 ? 1 : n <= 5 ? 2 : n <= 12 ? 3 : 4;
    for (std::size_t k = first; k < out_.all.size(); ++k)
      out_.all[k].features.push_back(feature(DateFamily::shown_crowd, crowd + (out_.all[k].near ? 0 : 5)));
  }
  static std::string_view cut_at(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
    return text.substr(0, bytes);
  }
  void show(std::size_t i, int where, std::string_view text, bool long_line, const std::vector<FoundDate>& found, std::size_t k) {
    const Block& block = blocks_[i];
    const FoundDate& date = found[k];
    const std::size_t last = k == 0 ? 0 : found[k - 1].end;
    DateRole role = page_.words.role(text.substr(last, date.begin - last),
                                     k + 1 < found.size() ? std::string_view() : text.substr(std::min(date.end, text.size())));
    // The label may stand in a line of its own: "Published" / "26 April 2024".
    if (role == DateRole::none && k == 0 && date.begin < 4 && i > 0 && blocks_[i - 1].words <= 4) {
      const auto before = slice(page_.blocks.text, blocks_[i - 1].text);
      if (before.size() < 60) role = page_.words.role(before);
    }
    const int off = away(i);
    const bool near = near_title(where) && (off == 0 || ((where == head || where == title) && off != 6));
    DateEvidence* one =
        add(date, near ? DateFrom::byline : DateFrom::text, feature(DateFamily::shown_where, where), near ? 55 - static_cast<int>(k) : 15);
    if (one == nullptr) return;
    one->near = near;
    one->modified = role == DateRole::updated;
    note_order(text.substr(date.begin));
    const auto push = [&](DateFamily family, int bin) { one->features.push_back(feature(family, bin)); };
    const int there = off == 6 || (off != 0 && where != head && where != title) ? 5 : place(where);
    push(DateFamily::shown_role, static_cast<int>(role) + 5 * there);
    const int hint = has(block.inside, Inside::time)       ? 0
                     : has(block.near_hints, Hint::date)   ? 1
                     : has(block.near_hints, Hint::byline) ? 2
                                                           : 3;
    push(DateFamily::shown_hint, hint + 4 * there);
    const std::size_t rest = text.size() - std::min(text.size(), date.end - date.begin);
    const int shape = long_line ? (date.begin < 40 ? 3 : 4) : rest <= 3 ? 0 : rest <= 24 ? 1 : block.words <= 12 ? 2 : 4;
    push(DateFamily::shown_shape, shape + 5 * there);
    if (off != 0) push(DateFamily::shown_away, off + (near ? 0 : 7));
    if (has(block.inside, Inside::list) && !near) push(DateFamily::shown_away, 15);
    if (has(block.inside, Inside::link)) push(DateFamily::shown_away, near ? 16 : 17);
    // How likely this is the date the page is headed with.
    if (near)
      one->trust += (hint <= 2 ? 3 : 0) + (shape <= 1 ? 3 : 0) - (where == just_above ? 4 : 0) - (role == DateRole::event ? 30 : 0) -
                    (role == DateRole::updated ? 6 : 0);
    // First, second, … of its place; above the title the last one is the nearest, so that order says little there.
    push(DateFamily::shown_order, std::min(seen_[static_cast<std::size_t>(there)]++, 3) + 4 * there);
    if (page_.title_block < blocks_.size() && i >= page_.title_block && off == 0)
      push(DateFamily::shown_order, 24 + std::min(behind_++, 4));
  }
  // 26/4/2024 or 4/26/2024: such a date tells how the page writes those that can be read both ways.
  void note_order(std::string_view text) {
    int numbers[2] = {};
    std::size_t at = 0;
    for (int& number : numbers) {
      const std::size_t begin = at;
      while (at < text.size() && at < begin + 2 && text[at] >= '0' && text[at] <= '9') number = number * 10 + text[at++] - '0';
      if (at == begin || at >= text.size() || (text[at] != '/' && text[at] != '-')) return;
      ++at;
    }
    day_first_seen_ = day_first_seen_ || numbers[0] > 12;
    month_first_seen_ = month_first_seen_ || numbers[1] > 12;
  }
  // A dated element that shows no day ("3 hours ago") but holds it in an attribute.
  void attributes(std::size_t i, int where) {
    for (NodeId node = blocks_[i].node; node < std::min<std::size_t>(page_.tree.size(), blocks_[i].node + 4); ++node) {
      if (page_.tree[node].is_text() || page_.tree[node].n_attributes == 0) continue;
      for (const std::string_view name :
           {"datetime", "data-datetime", "data-date", "data-time", "data-timestamp", "data-published", "title", "content"}) {
        const auto value = page_.tree.attribute(node, name);
        if (value.size() < 8 || value.size() > 60) continue;
        DateEvidence* one = claim(value, DateFrom::time_tag, feature(DateFamily::time_where, where), 58, false, false);
        if (one == nullptr) continue;
        one->near = true;
        one->features.push_back(feature(DateFamily::time_role, 12));
        return;
      }
    }
  }

  // --- scripts: "publishedAt":"2024-04-26T10:26:20Z" and its like

  bool has_strong_publication() const {
    return std::any_of(out_.all.begin(), out_.all.end(), [](const DateEvidence& one) {
      return one.strong && !one.modified && (one.from == DateFrom::json_ld || (one.from == DateFrom::meta && one.trust >= 75));
    });
  }
  void scripts() {
    std::array<int, 3> seen{};
    for (ScriptDate& one : find_script_dates(page_.facts.state_scripts, page_.words, page_.month_first)) {
      const int kind = one.role == DateRole::published ? 0 : one.role == DateRole::updated ? 1 : 2;
      const int nth = std::min(seen[static_cast<std::size_t>(kind)]++, 2);
      if (DateEvidence* made = add(std::move(one.date), DateFrom::script, feature(DateFamily::script, kind * 3 + nth), 28 - kind))
        made->modified = kind == 1;
    }
  }

  // --- days

  std::size_t day_index(const Day& day) {
    for (std::size_t i = 0; i < out_.days.size(); ++i)
      if (out_.days[i].day == day) return i;
    out_.days.push_back({day, {}, {}});
    return out_.days.size() - 1;
  }
  // Of a time in UTC: the day before or after when that is the day a reader sees, and its hour allows for such a clock.
  std::optional<Day> seen_day(const FoundDate& date) const {
    if (!date.utc || date.time.size() < 5) return std::nullopt;
    const int hour = (date.time[0] - '0') * 10 + date.time[1] - '0';
    const auto day = to_number(date.day);
    std::optional<Day> seen;
    for (const DateEvidence& one : out_.all) {
      const bool local = !one.date.utc && !one.modified && (one.near || (one.from == DateFrom::url && one.strong)) && !one.date.ambiguous;
      if (!local) continue;
      const auto apart = to_number(one.date.day) - day;
      if (apart == 0) return std::nullopt;
      if ((apart == 1 && hour >= 10) || (apart == -1 && hour < 12)) seen = one.date.day;
    }
    return seen;
  }
  bool fetched_before(const Day& day) const { return fetched_ && to_number(day) > to_number(*fetched_) + 1; }
  void give(std::size_t evidence, const Day& day, std::initializer_list<std::uint16_t> more) {
    DateCandidate& there = out_.days[day_index(day)];
    const auto& features = out_.all[evidence].features;
    there.evidence.push_back(evidence);
    there.features.insert(there.features.end(), features.begin(), features.end());
    there.features.insert(there.features.end(), more.begin(), more.end());
  }
  void group() {
    for (std::size_t i = 0; i < out_.all.size(); ++i) {
      DateEvidence& one = out_.all[i];
      one.local = one.date.day;
      const auto seen = seen_day(one.date);
      const auto local = seen ? seen : page_.local_day(one.date);
      if (local && *local != one.date.day && !fetched_before(*local)) {
        one.local = *local;
        give(i, one.date.day, {feature(DateFamily::utc, seen ? 2 : 0)});
        give(i, *local, {feature(DateFamily::utc, seen ? 3 : 1)});
      } else if (one.date.ambiguous) {
        Day swapped{one.date.day.year, one.date.day.day, one.date.day.month};
        if (day_first_seen_ != month_first_seen_ && day_first_seen_ == page_.month_first) {
          std::swap(swapped, one.date.day);
          one.local = one.date.day;
        }
        give(i, one.date.day, {feature(DateFamily::reading, 0)});
        if (!fetched_before(swapped)) give(i, swapped, {feature(DateFamily::reading, 1)});
      } else {
        give(i, one.date.day, {});
      }
    }
    std::sort(out_.days.begin(), out_.days.end(), [](const DateCandidate& a, const DateCandidate& b) { return a.day < b.day; });
  }
  void relate() {
    if (out_.days.empty()) return;
    const DateEvidence *best = nullptr, *changed = nullptr, *shown = nullptr;
    std::optional<std::int64_t> earliest, latest;
    for (const DateEvidence& one : out_.all) {
      const auto day = to_number(one.local);
      if (!latest || day > *latest) latest = day;
      if (one.strong && !one.modified) {
        if (best == nullptr || one.trust > best->trust) best = &one;
        if (!earliest || day < *earliest) earliest = day;
      }
      if (one.modified && one.from != DateFrom::byline && one.from != DateFrom::text && (changed == nullptr || one.trust > changed->trust))
        changed = &one;
      if (one.near && !one.date.utc && one.from == DateFrom::byline && one.trust >= 40 && (shown == nullptr || one.trust > shown->trust))
        shown = &one;
    }
    // From the first claim of publication to the last of change.
    std::optional<std::int64_t> from, to;
    for (const DateEvidence& one : out_.all) {
      if (one.from != DateFrom::json_ld && one.from != DateFrom::meta) continue;
      if (!one.strong && !one.modified) continue;
      const auto day = to_number(one.local);
      if (one.strong && (!from || day < *from)) from = day;
      if (!to || day > *to) to = day;
    }
    for (DateCandidate& one : out_.days) {
      const auto day = to_number(one.day);
      const auto push = [&](DateFamily family, int bin) { one.features.push_back(feature(family, bin)); };
      std::uint32_t kinds = 0;
      for (const std::size_t i : one.evidence)
        if (!out_.all[i].modified && (out_.all[i].from != DateFrom::text)) kinds |= 1u << static_cast<unsigned>(out_.all[i].from);
      int support = 0;
      for (; kinds != 0; kinds &= kinds - 1) ++support;
      push(DateFamily::support, support);
      if (earliest && day == *earliest) push(DateFamily::order, 0);
      if (earliest && day < *earliest) push(DateFamily::order, 1);
      push(DateFamily::to_claim, best == nullptr ? 12 : gap_bin(to_number(best->local) - day));
      push(DateFamily::to_change, changed == nullptr ? 12 : gap_bin(to_number(changed->local) - day));
      push(DateFamily::to_latest, gap_bin(*latest - day));
      push(DateFamily::to_shown, shown == nullptr ? 12 : gap_bin(to_number(shown->local) - day) + 0);
      if (url_month_.year != 0) {
        const bool same = one.day.year == url_month_.year && one.day.month == url_month_.month;
        push(DateFamily::url, same ? 2 : day > to_number(url_month_) ? 3 : 4);
      }
      if (shown != nullptr && best != nullptr) {
        // What the page is headed with against what machines are told.
        const auto seen = to_number(shown->local), told = to_number(best->local);
        const int relation = seen == told ? 0 : seen < told ? 1 : changed != nullptr && seen == to_number(changed->local) ? 2 : 3;
        const int how = shown->modified ? 4 : 0;
        if (day == seen)
          push(DateFamily::headed, relation + how);
        else if (day == told)
          push(DateFamily::headed, 8 + relation + how);
      }
      push(DateFamily::bias, 0);
      push(DateFamily::range, !to ? 0 : day > *to + 1 ? 1 : from && day < *from - 1 ? 2 : 3);
      std::sort(one.features.begin(), one.features.end());
      one.features.erase(std::unique(one.features.begin(), one.features.end()), one.features.end());
    }
  }

  const DatePage& page_;
  const std::vector<Block>& blocks_;
  std::optional<Day> fetched_;
  Day url_month_;
  std::size_t first_long_ = 0, last_long_ = 0;
  std::array<int, 6> seen_{};
  int behind_ = 0;
  bool day_first_seen_ = false, month_first_seen_ = false;
  DateEvidences out_;
};

}  // namespace

std::string_view name(DateFrom from) { return kFromNames[static_cast<std::size_t>(from)]; }
std::string_view name(DateFamily family) { return kFamilyNames[static_cast<std::size_t>(family)]; }

DateEvidences find_date_evidence(const DatePage& page) { return Collector(page).run(); }

}  // namespace readout
