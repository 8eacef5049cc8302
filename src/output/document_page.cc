#include <algorithm>

#include "base/format.h"
#include "output/pages.h"

namespace readout {
namespace {

// Children of each token of one sentence, in order of the text.
std::vector<std::vector<std::uint32_t>> children_of(const Document& document, const Sentence& sentence) {
  std::vector<std::vector<std::uint32_t>> children(sentence.size());
  for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
    const std::uint32_t head = document.head_of(sentence, i);
    if (head != Document::kNoToken && head >= sentence.first && head < sentence.last && head != i)
      children[head - sentence.first].push_back(i);
  }
  return children;
}

std::string token_line(const Document& document, std::uint32_t token, const Style& style) {
  const Token& t = document.tokens[token];
  std::string out = paint(style, Paint::bold, plain(document.form(t)));
  out += "  " + paint(style, Paint::cyan, kDeprelNames[static_cast<std::size_t>(t.deprel)]);
  out += "  " + std::string(kUposNames[static_cast<std::size_t>(t.upos)]);
  if (t.ner != Ner::none) out += "  " + paint(style, Paint::green, kNerNames[static_cast<std::size_t>(t.ner)]);
  return out + "\n";
}

}  // namespace

std::string draw_tree(const Document& document, const Sentence& sentence, const Style& style) {
  const auto children = children_of(document, sentence);
  std::string out;
  // Each entry still to print: its token, the rails to its left, and the mark before it. A stack, for a tree may be a long chain.
  struct Branch {
    std::uint32_t token;
    std::string rails;
    std::string_view mark;
  };
  std::vector<Branch> stack;
  for (std::uint32_t i = sentence.last; i-- > sentence.first;)
    if (document.head_of(sentence, i) == Document::kNoToken) stack.push_back({i, "", ""});
  while (!stack.empty()) {
    const Branch branch = stack.back();
    stack.pop_back();
    out += branch.rails + std::string(branch.mark) + token_line(document, branch.token, style);
    // Past forty columns of rails the eye gains nothing.
    const std::string rails = branch.rails.size() > 120 ? branch.rails
                                                        : branch.rails + (branch.mark.empty()    ? ""
                                                                          : branch.mark == "└─ " ? "   "
                                                                                                 : "│  ");
    const auto& below = children[branch.token - sentence.first];
    for (std::size_t k = below.size(); k-- > 0;) stack.push_back({below[k], rails, k + 1 == below.size() ? "└─ " : "├─ "});
  }
  return out;
}

std::string document_trees(const Document& document, const Style& style) {
  std::string out;
  for (const Sentence& sentence : document.sentences) {
    if (!out.empty()) out += '\n';
    out += wrap(slice(document.article.text, sentence.span), style, "");
    out += draw_tree(document, sentence, style);
  }
  return out;
}

std::string document_page(const Document& document, const Style& style) {
  std::string out;
  for (const Sentence& sentence : document.sentences) {
    if (!out.empty()) out += '\n';
    // Two lines at a time: words above, tags below, in columns.
    std::string words, tags;
    int used = 0;
    const auto end_line = [&] {
      while (!words.empty() && words.back() == ' ') words.pop_back();
      while (!tags.empty() && tags.back() == ' ') tags.pop_back();
      if (used > 0) out += words + "\n" + paint(style, Paint::dim, tags) + "\n";
      words.clear();
      tags.clear();
      used = 0;
    };
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
      const std::string form = cut(document.form(i), style.width);
      const std::string tag(kUposNames[static_cast<std::size_t>(document.tokens[i].upos)]);
      const int width = std::max(display_width(form), display_width(tag)) + 1;
      if (used + width > style.width + 1) end_line();
      words += pad(form, width);
      tags += pad(tag, width);
      used += width;
    }
    end_line();
  }
  return out;
}

}  // namespace readout
