#include "article/body.h"

#include <algorithm>

#include "article/repeats.h"
#include "article/script_body.h"
#include "base/text.h"

namespace readout {
namespace {

// The body as a script tells it. Used when the page itself shows much less: the article is then drawn by the script.
void use_linked_body(const ArticleTables& tables, const ReadHtml& read, std::string_view body, Article& article) {
  article.text.clear();
  article.origins.clear();
  article.passages.clear();
  const std::string html = body_html(tables.char_refs, body);
  const HtmlTree tree(html);
  const Blocks blocks = find_blocks(tree, tables.char_refs, tables.classes);
  std::vector<std::size_t> all(blocks.blocks.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
  std::erase_if(all, [&](std::size_t i) {
    const Block& block = blocks.blocks[i];
    const std::string_view text = slice(blocks.text, block.text);
    const bool place_holder = text.find(' ') == text.npos && (starts_with(text, "$$") || starts_with(text, "{{") || starts_with(text, "%%"));
    return place_holder || block.link_bytes * 2 > block.text.size() || has(block.inside, Inside::figcaption) || has(block.near_hints, Hint::caption);
  });
  write_text(read, blocks, all, article, false);
}

constexpr std::size_t kShownNothing = 40, kShownLittle = 150;  // words

// Whether a paragraph the page shows stands in a body.
bool shows_part_of(const ReadHtml& read, const Chosen& chosen, std::string_view body) {
  const std::string key = text_key(body);
  return std::any_of(chosen.blocks.begin(), chosen.blocks.end(), [&](std::size_t i) {
    const Block& block = read.blocks.blocks[i];
    return block.words >= 12 && key.find(text_key(slice(read.blocks.text, block.text))) != key.npos;
  });
}

std::size_t count_words(std::string_view text) {
  Block block;
  measure(text, block);
  return block.words;
}

}  // namespace

Chosen choose_blocks(const Blocks& all, std::span<const float> scores, double bias, bool with_reasons) {
  const auto& blocks = all.blocks;
  Chosen chosen;
  if (with_reasons)
    for (const float score : scores) chosen.reasons.push_back({static_cast<double>(score), "debris"});
  // Most pages have an article: if hardly anything is kept, the bar is lowered once.
  constexpr std::size_t kFewWords = 40;
  std::vector<bool> keep(blocks.size(), false);
  for (int step = 0; step <= 1; ++step) {
    std::size_t words = 0;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      keep[i] = static_cast<double>(scores[i]) + bias + step > 0;
      words += keep[i] ? blocks[i].words : 0;
    }
    if (words >= kFewWords) break;
  }
  std::vector<RepeatCandidate> kept;
  for (std::size_t i = 0; i < blocks.size(); ++i)
    if (keep[i]) kept.push_back({slice(all.text, blocks[i].text), has(blocks[i].inside, Inside::hidden)});
  const std::vector<bool> repeats = find_repeats(kept);
  for (std::size_t i = 0, k = 0; i < blocks.size(); ++i) {
    if (!keep[i]) continue;
    const bool again = repeats[k++];
    if (with_reasons) chosen.reasons[i].reason = again ? "said-before" : "article";
    if (again) continue;
    chosen.blocks.push_back(i);
    chosen.words += blocks[i].words;
  }
  return chosen;
}

namespace {

// Notes what a block is where it is more than running text.
void add_passage(const Block& block, Span text, Article& article) {
  const auto add = [&](PassageKind kind, int level = 0) { article.passages.push_back({text, kind, static_cast<std::uint8_t>(level)}); };
  if (block.tag >= Tag::h1 && block.tag <= Tag::h6)
    add(PassageKind::heading, static_cast<int>(block.tag) - static_cast<int>(Tag::h1) + 1);
  else if (has(block.inside, Inside::quote))
    add(PassageKind::quote);
  else if (has(block.inside, Inside::table))
    add(PassageKind::row);
  else if (has(block.inside, Inside::list))
    add(PassageKind::item);
}

}  // namespace

void write_text(const ReadHtml& read, const Blocks& blocks, const std::vector<std::size_t>& chosen, Article& article, bool with_origins) {
  for (const std::size_t i : chosen) {
    const Block& block = blocks.blocks[i];
    if (!article.text.empty()) article.text += "\n\n";
    const auto begin = static_cast<std::uint32_t>(article.text.size());
    article.text += slice(blocks.text, block.text);
    add_passage(block, {begin, static_cast<std::uint32_t>(article.text.size())}, article);
    if (!with_origins) continue;
    for (std::uint32_t p = block.piece_begin; p < block.piece_end; ++p) {
      const Piece& piece = blocks.pieces[p];
      article.origins.push_back({{begin + piece.begin - block.text.begin, begin + piece.end - block.text.begin},
                                 read.decoded.page_offset(piece.source_begin),
                                 read.decoded.page_offset(piece.source_end)});
    }
  }
}

namespace {

// What became of each block of the page, in page order.
void explain_blocks(const ReadHtml& read, const Chosen& chosen, bool from_script, std::vector<BlockVerdict>& verdicts) {
  std::size_t next = 0;
  for (std::size_t i = 0; i < read.blocks.blocks.size(); ++i) {
    const Block& block = read.blocks.blocks[i];
    const bool taken = next < chosen.blocks.size() && chosen.blocks[next] == i;
    next += taken;
    BlockVerdict verdict;
    verdict.text = slice(read.blocks.text, block.text);
    verdict.kept = taken && !from_script;
    verdict.score = chosen.reasons[i].score;
    verdict.reason = taken && from_script ? "text-from-script" : chosen.reasons[i].reason;
    if (block.piece_begin < block.piece_end) {
      verdict.page_begin = read.decoded.page_offset(read.blocks.pieces[block.piece_begin].source_begin);
      verdict.page_end = read.decoded.page_offset(read.blocks.pieces[block.piece_end - 1].source_end);
    }
    verdicts.push_back(std::move(verdict));
  }
}

}  // namespace

Body write_body(const ArticleTables& tables, const ReadHtml& read, const ArticleOptions& options, Article& article, Notes& notes) {
  const auto note = [&](std::string detail) { notes.push_back({Step::article, "text-from-script", {}, std::move(detail)}); };
  const bool explain = options.verdicts != nullptr;
  Chosen chosen = choose_blocks(read.blocks, tables.body_model.score(read.tree, read.blocks, tables.labels, read.context),
                                lean_bias(options.lean), explain);
  write_text(read, read.blocks, chosen.blocks, article, true);
  std::size_t words = chosen.words;
  bool from_script = false;
  if (read.context.linked_body.size() > 400 && count_words(read.context.linked_body) > words * 2) {
    use_linked_body(tables, read, read.context.linked_body, article);
    from_script = true;
    note("the text is the one the page's JSON-LD holds; the page itself shows less");
    words = count_words(article.text);
  }
  if (words < kShownLittle) {
    // A page that shows something is drawn further only if what it shows stands in the script too.
    const ScriptBody body = find_script_body(tables, read.facts.state_scripts);
    if (!body.html.empty() && (words < kShownNothing || (body.words > words * 3 && shows_part_of(read, chosen, body.html)))) {
      use_linked_body(tables, read, body.html, article);
      from_script = true;
      note("the text stands in a script of the page only, which draws it");
      words = count_words(article.text);
    }
  }
  if (explain) explain_blocks(read, chosen, from_script, *options.verdicts);
  return {std::move(chosen.blocks), words, from_script};
}

}  // namespace readout
