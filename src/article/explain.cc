#include "article/explain.h"

#include <array>
#include <utility>

namespace readout {
namespace {

constexpr std::array kPlaces = {std::pair(Inside::hidden, "hidden"),     std::pair(Inside::nav, "menu"),     std::pair(Inside::footer, "footer"),
                                std::pair(Inside::button, "button"),     std::pair(Inside::form, "form"),    std::pair(Inside::figcaption, "caption"),
                                std::pair(Inside::noscript, "noscript"), std::pair(Inside::aside, "aside")};
// Hints that say a block is beside the article, the plainest first.
constexpr std::array kBeside = {Hint::comments, Hint::cookie,  Hint::newsletter, Hint::paywall, Hint::related, Hint::popular, Hint::share,
                                Hint::ad,       Hint::tags,    Hint::bio,        Hint::caption, Hint::gallery, Hint::video,   Hint::embed,
                                Hint::nav,      Hint::sidebar, Hint::footer,     Hint::tools,   Hint::byline,  Hint::date,    Hint::title};

std::string_view hint_word(Hint hint) {
  const auto bits = static_cast<Hints>(hint);
  for (int bit = 0; bit < kNHints; ++bit)
    if (bits == 1u << bit) return hint_name(bit);
  return "debris";
}

std::string_view look_of(const Block& block) {
  for (const auto& [inside, word] : kPlaces)
    if (has(block.inside, inside)) return word;
  for (const Hints hints : {block.near_hints, block.far_hints})
    for (const Hint hint : kBeside)
      if (has(hints, hint)) return hint_word(hint);
  return block.link_bytes * 2 > block.text.size() ? std::string_view("links") : std::string_view("debris");
}

}  // namespace

void name_debris(const ArticleTables& tables, const Blocks* blocks, std::vector<BlockVerdict>& verdicts) {
  for (std::size_t i = 0; i < verdicts.size(); ++i) {
    BlockVerdict& verdict = verdicts[i];
    if (verdict.reason != "debris") continue;
    bool exact = false;
    const Label label = tables.labels.find(verdict.text, exact);
    if (label != Label::none && (exact || verdict.text.size() < 80))
      verdict.reason = name(label);
    else if (blocks != nullptr && i < blocks->blocks.size())
      verdict.reason = look_of(blocks->blocks[i]);
  }
}

}  // namespace readout
