// An article as CommonMark: what a page said cannot become markup of ours, and headings, lists and quotations stay what they were.
#include <algorithm>

#include "base/format.h"
#include "base/text.h"
#include "output/pages.h"

namespace readout {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

// One line of text with everything escaped that CommonMark would read as markup.
std::string escaped(std::string_view text) {
  const std::string line = plain(text);
  std::string out;
  std::size_t number = 0;
  while (number < line.size() && digit(line[number])) ++number;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const bool anywhere = std::string_view("\\`*_[]<>&|~").find(c) != std::string_view::npos;
    const bool first = i == 0 && std::string_view("#+-=").find(c) != std::string_view::npos;
    const bool after_number = number > 0 && i == number && (c == '.' || c == ')');
    if (anywhere || first || after_number) out += '\\';
    out += c;
  }
  return out;
}

// An address between angle brackets; empty where it is none a reader could follow.
std::string link(std::string_view url) {
  if (!starts_with(url, "http://") && !starts_with(url, "https://")) return {};
  std::string out = "<";
  for (const char c : url) {
    const auto byte = static_cast<unsigned char>(c);
    out += byte <= ' ' || c == '<' || c == '>' || c == '\\' || byte == 0x7F ? format("%{:02X}", byte) : std::string(1, c);
  }
  return out + ">";
}

}  // namespace

std::string article_markdown(const Reading& reading) {
  const Article& article = reading.article();
  std::string out;
  const auto begin_paragraph = [&](bool close) {
    if (!out.empty()) out += close ? "\n" : "\n\n";
  };
  if (!article.title.empty()) out = "# " + escaped(article.title);
  std::vector<std::string> facts;
  if (!article.authors.empty()) facts.push_back(escaped(join(article.authors, ", ")));
  if (!article.date.value.empty()) facts.push_back(escaped(article.date.value));
  if (!article.site.empty()) facts.push_back(escaped(article.site));
  if (!facts.empty()) {
    begin_paragraph(false);
    out += "*" + join(facts, " · ") + "*";
  }

  auto passage = article.passages.begin();
  bool item_before = false, quote_before = false;
  for (std::size_t at = 0; at < article.text.size();) {
    const std::size_t end = std::min(article.text.find("\n\n", at), article.text.size());
    const std::string_view text = trim(std::string_view(article.text).substr(at, end - at));
    while (passage != article.passages.end() && passage->text.end <= at) ++passage;
    const bool special = passage != article.passages.end() && passage->text.begin < end;
    at = end + 2;
    if (text.empty()) continue;
    const bool heading = special && passage->kind == PassageKind::heading, item = special && passage->kind == PassageKind::item,
               quote = special && passage->kind == PassageKind::quote;
    // Quotations that follow each other are one; so are the items of a list.
    if (quote && quote_before) out += "\n>";
    begin_paragraph((item && item_before) || (quote && quote_before));
    // The title is the one heading of the first level.
    if (heading) out += std::string(std::clamp<std::size_t>(passage->level, 2, 6), '#') + " ";
    if (item) out += "- ";
    if (quote) out += "> ";
    out += escaped(text);
    item_before = item;
    quote_before = quote;
  }
  if (const std::string source = link(article.url); !source.empty()) {
    begin_paragraph(false);
    out += "Source: " + source;
  }
  return out.empty() ? out : out + "\n";
}

}  // namespace readout
