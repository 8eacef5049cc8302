#include "article/script_body.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "article/blocks.h"
#include "article/json.h"
#include "base/hash.h"

namespace readout {
namespace {

constexpr std::size_t kMaxRead = 8u << 20, kShortest = 40, kMostItems = 100'000;
constexpr std::uint32_t kFewestWords = 60;
constexpr std::size_t kLevels = 4;
constexpr std::array<double, kLevels> kShare = {1.0, 0.95, 0.85, 0.7};

// Members of these kinds are no part of the running text.
constexpr Hints kBeside = static_cast<Hints>(Hint::caption) | static_cast<Hints>(Hint::byline) | static_cast<Hints>(Hint::bio) |
                          static_cast<Hints>(Hint::comments) | static_cast<Hints>(Hint::related) | static_cast<Hints>(Hint::popular) |
                          static_cast<Hints>(Hint::share) |
                          static_cast<Hints>(Hint::ad) | static_cast<Hints>(Hint::newsletter) | static_cast<Hints>(Hint::paywall) |
                          static_cast<Hints>(Hint::cookie) | static_cast<Hints>(Hint::lead) | static_cast<Hints>(Hint::title) |
                          static_cast<Hints>(Hint::date);

struct Item {
  std::uint64_t key = 0;
  std::array<std::uint32_t, kLevels> containers{};  // innermost first; 0: none
  std::string text;
  std::uint32_t words = 0;  // 0: too short or no running text
};

bool is_html(std::string_view text) { return text.find("<p") != text.npos || text.find("<br") != text.npos || text.find("</") != text.npos; }
bool is_escaped_html(std::string_view text) { return text.find("&lt;p") != text.npos || text.find("&lt;br") != text.npos; }
bool is_address(std::string_view text) {
  return text.find(' ') == text.npos && (text.find("://") != text.npos || text.find('/') != text.npos || text.find('_') != text.npos);
}
bool is_code(std::string_view text) {
  return text.find("function(") != text.npos || text.find("function (") != text.npos || text.find("=>") != text.npos ||
         text.find("};") != text.npos || text.find("{\"") != text.npos || text.find("\":") != text.npos;
}

// Words of the running text of a string: blocks of eight words or more that are not links.
std::uint32_t running_words(const ArticleTables& tables, const std::string& html) {
  const HtmlTree tree(html);
  const Blocks blocks = find_blocks(tree, tables.char_refs, tables.classes);
  std::uint32_t words = 0;
  for (const Block& block : blocks.blocks) words += block.words >= 8 && block.link_bytes * 3 < block.text.size() ? block.words : 0;
  return words;
}

class Scanner {
 public:
  explicit Scanner(const ArticleTables& tables) : tables_(tables) {}

  // Brackets outside strings open and close containers; a string before a colon is a key, any other a value. What is no JSON
  // (code around it) opens containers that hold no text. A string that holds JSON itself is read as such, once.
  void read(std::string_view script, bool inner = false) {
    std::vector<std::uint32_t> open;
    std::uint64_t key = 0;
    for (std::size_t at = 0; at < script.size() && items_.size() < kMostItems;) {
      const char c = script[at];
      if (c == '{' || c == '[') {
        open.push_back(++containers_);
        ++at;
      } else if (c == '}' || c == ']') {
        if (!open.empty()) open.pop_back();
        ++at;
      } else if (c == '"') {
        std::string text = read_json_string(script, at);
        std::size_t next = at;
        while (next < script.size() && static_cast<unsigned char>(script[next]) <= ' ') ++next;
        if (next < script.size() && script[next] == ':') {
          // Keys of arrays are members' positions: the key before them counts on.
          if (!std::all_of(text.begin(), text.end(), [](char d) { return d >= '0' && d <= '9'; }))
            key = (tables_.classes.read(text) & kBeside) != 0 ? 0 : hash64(text) | 1;
          at = next + 1;
        } else {
          add(std::move(text), key, open, inner);
        }
      } else {
        ++at;
      }
    }
  }

  ScriptBody best() const {
    std::unordered_map<std::uint32_t, double> weights;
    for (const Item& item : items_)
      for (std::size_t level = 0; level < kLevels && item.words > 0 && item.containers[level] != 0; ++level)
        weights[item.containers[level]] += kShare[level] * item.words;
    std::uint32_t top = 0;
    double most = 0;
    for (const auto& [container, weight] : weights)
      if (weight > most || (weight == most && container < top)) most = weight, top = container;
    if (top == 0) return {};
    const auto inside = [&](const Item& item) { return std::find(item.containers.begin(), item.containers.end(), top) != item.containers.end(); };
    std::unordered_map<std::uint64_t, std::uint32_t> by_key;
    for (const Item& item : items_)
      if (inside(item)) by_key[item.key] += item.words;
    std::uint32_t most_words = 0;
    for (const auto& [key, words] : by_key) most_words = std::max(most_words, words);
    ScriptBody body;
    std::unordered_set<std::string_view> seen;
    for (const Item& item : items_) {
      if (!inside(item) || by_key[item.key] * 4 < most_words || !seen.insert(item.text).second) continue;
      body.html += body_html(tables_.char_refs, item.text);
      body.words += item.words;
    }
    if (body.words < kFewestWords) return {};
    return body;
  }

 private:
  void add(std::string text, std::uint64_t key, const std::vector<std::uint32_t>& open, bool inner) {
    if (text.size() < 2 || open.empty() || is_address(text)) return;
    if (text.size() >= 1000 && !inner && !is_html(text.substr(0, 400)) && is_code(text)) {
      read(text, true);
      return;
    }
    if (is_code(text) || (key == 0 && !is_html(text) && !is_escaped_html(text))) return;
    Item item;
    item.key = key;
    for (std::size_t level = 0; level < kLevels && level < open.size(); ++level) item.containers[level] = open[open.size() - 1 - level];
    if (text.size() >= kShortest) item.words = running_words(tables_, body_html(tables_.char_refs, text));
    item.text = std::move(text);
    items_.push_back(std::move(item));
  }

  const ArticleTables& tables_;
  std::vector<Item> items_;
  std::uint32_t containers_ = 0;
};

}  // namespace

std::string body_html(const CharRefs& refs, std::string_view body) {
  if (is_escaped_html(body)) return refs.decode(body, false);
  if (is_html(body)) return std::string(body);
  std::string html;
  for (std::size_t at = 0; at <= body.size();) {
    const std::size_t end = std::min(body.find('\n', at), body.size());
    html.append("<p>").append(body.substr(at, end - at)).append("</p>");
    at = end + 1;
  }
  return html;
}

ScriptBody find_script_body(const ArticleTables& tables, const std::vector<std::string_view>& scripts) {
  Scanner scanner(tables);
  std::size_t budget = kMaxRead;
  for (const std::string_view script : scripts) {
    if (script.size() > budget) break;
    budget -= script.size();
    scanner.read(script);
  }
  return scanner.best();
}

}  // namespace readout
