#include "base/format.h"
#include "base/text.h"
#include "output/pages.h"

namespace readout {
namespace {

std::string facts(const Article& article) {
  std::vector<std::string> parts;
  if (!article.site.empty()) parts.push_back(plain(article.site));
  if (!article.date.value.empty())
    parts.push_back(article.date.value +
                    (article.date.from.empty() || article.date.from == "given" ? "" : format(" ({})", article.date.from)));
  if (!article.modified.empty() && article.modified != article.date.value) parts.push_back("changed " + plain(article.modified));
  if (!article.authors.empty()) parts.push_back("by " + plain(join(article.authors, ", ")));
  if (!article.section.empty()) parts.push_back(plain(article.section));
  return join(parts, " · ");
}

std::vector<std::string_view> paragraphs(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const auto end = text.find("\n\n");
    const auto part = trim(text.substr(0, end));
    if (!part.empty()) out.push_back(part);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 2);
  }
  return out;
}

}  // namespace

std::string article_page(const Reading& reading, const Style& style) {
  const Article& article = reading.article();
  std::string out;
  if (!article.refusal.empty()) out += paint(style, Paint::red, format("not an article: {}", article.refusal)) + "\n";
  if (!article.title.empty())
    out += wrap(article.title, style, "", {{{0, static_cast<std::uint32_t>(article.title.size())}, Paint::bold, "", ""}});
  if (const auto line = facts(article); !line.empty()) {
    out += wrap(line, style, "", {{{0, static_cast<std::uint32_t>(line.size())}, Paint::dim, "", ""}});
  }
  for (const auto paragraph : paragraphs(article.text)) out += (out.empty() ? "" : "\n") + wrap(paragraph, style, "");
  bool first = true;
  for (const Note& note : reading.notes) {
    if (note.detail.empty()) continue;
    if (first) out += "\n";
    first = false;
    out += wrap(note.detail, style, "      ", {}, paint(style, Paint::yellow, "note: "));
  }
  return out;
}

std::string blocks_page(const Reading& reading, const Style& style) {
  const Article& article = reading.article();
  std::string out = article_line(article, style);
  if (!article.refusal.empty()) out += paint(style, Paint::red, format("not an article: {}", article.refusal)) + "\n";
  for (const BlockVerdict& block : reading.blocks) {
    const std::string head = format("{} {:6.2f} {:>8} {} ", block.kept ? '+' : '-', block.score, block.page_begin, pad(block.reason, 14));
    out += paint(style, block.kept ? Paint::green : Paint::dim, head) + cut(block.text, std::max(20, style.width - display_width(head))) + "\n";
  }
  return out;
}

std::string article_line(const Article& article, const Style& style) {
  std::string name = plain(article.title.empty() ? article.id : article.title);
  std::string tail = join(
      [&] {
        std::vector<std::string> parts;
        if (!article.site.empty()) parts.push_back(cut(article.site, 30));
        if (!article.date.value.empty()) parts.push_back(article.date.value);
        return parts;
      }(),
      ", ");
  const int room = style.width - (tail.empty() ? 0 : display_width(tail) + 2);
  std::string out = paint(style, Paint::bold, cut(name, std::max(20, room)));
  if (!tail.empty()) out += "  " + paint(style, Paint::dim, tail);
  return out + "\n";
}

}  // namespace readout
