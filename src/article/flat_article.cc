#include "article/flat_article.h"

#include <algorithm>
#include <cmath>

#include "article/body.h"
#include "article/explain.h"
#include "article/flat_date.h"
#include "article/flat_head.h"
#include "article/language.h"
#include "article/refusal.h"
#include "base/format.h"
#include "base/text.h"
#include "base/utf8.h"

namespace readout {
namespace {

constexpr std::size_t kMaxText = 4u << 20;

void note(Notes& notes, std::string kind, std::string detail) { notes.push_back({Step::article, std::move(kind), {}, std::move(detail)}); }

// A stretch of the decoded text that is kept.
using Kept = std::vector<Span>;

// "date 2024-04-26 Lead …": what a scraper put before the first sentence. Returns where the sentence begins.
std::size_t fused_date_end(std::string_view line, const DateWords& words) {
  const std::string head = to_lower(line.substr(0, 12));
  std::size_t at = 0;
  for (const std::string_view label : {"date", "published", "posted", "updated"})
    if (starts_with(head, label)) at = label.size();
  if (at == 0) return 0;
  while (at < line.size() && (line[at] == ' ' || line[at] == ':')) ++at;
  const auto found = find_dates(line.substr(0, std::min<std::size_t>(line.size(), at + 40)), words, true, 1);
  if (found.empty() || found[0].begin != at) return 0;
  return found[0].end;
}

// A caption run into the paragraph: the last sentence of a line when it tells a full date and ends with a credit in brackets,
// "… in Paris, Friday, May 3, 2024. (AP)". Returns where it begins; npos when there is none.
std::size_t fused_caption(std::string_view line, const DateWords& words) {
  if (line.size() < 40 || line.back() != ')') return std::string_view::npos;
  const std::size_t open = line.rfind('(');
  if (open == line.npos || line.size() - open > 60 || open < 3) return std::string_view::npos;
  const std::string_view before = trim(line.substr(0, open));
  if (before.empty() || before.back() != '.') return std::string_view::npos;
  // Where the sentence before the bracket begins.
  std::size_t begin = std::string_view::npos;
  for (std::size_t i = 0; i + 2 < before.size(); ++i) {
    if ((before[i] != '.' && before[i] != '!' && before[i] != '?') || before[i + 1] != ' ' || !is_upper(rune_at(before, i + 2).value))
      continue;
    std::size_t word = i;  // not behind an initial or an abbreviation of one letter: "U.S. Secretary"
    while (word > 0 && before[word - 1] != ' ' && before[word - 1] != '.') --word;
    if (i - word <= 2) continue;
    begin = i + 2;
  }
  if (begin == std::string_view::npos) return begin;
  return find_dates(before.substr(begin), words, true, 1).empty() ? std::string_view::npos : begin;
}

// Text without debris: nothing but sentences, so nothing is taken away.
bool is_plain(const ArticleTables& tables, std::string_view text, const FlatLines& flat) {
  std::size_t prose = 0, other = 0, debris = 0;
  for (const FlatLine& line : flat.lines) {
    const std::string_view words = slice(text, line.text);
    bool exact = false;
    const Label label = line.size.words <= 12 ? tables.labels.find(words, exact) : Label::none;
    if ((exact && label != Label::none) || (line.bullet && line.size.words < 12)) ++debris;
    const bool running = line.size.words >= 25 && line.size.words_upper * 3 < line.size.words;  // whatever it ends with
    if (running || (ending_of(words) <= 2 ? line.size.words >= 2 : ending_of(words) == 3 && line.size.words >= 5))
      prose += line.size.words;
    else
      other += line.size.words;
  }
  if (flat.lines.size() <= 2) return true;
  return debris == 0 && other * 12 <= prose;
}

// Cuts fused prefixes and captions off the lines kept.
void trim_lines(const ArticleTables& tables, std::string_view text, Kept& kept, Notes& notes, bool& changed) {
  for (std::size_t i = 0; i < kept.size(); ++i) {
    std::string_view line = slice(text, kept[i]);
    if (i == 0) {
      if (const std::size_t cut = fused_date_end(line, tables.dates); cut > 0 && cut + 20 < line.size()) {
        kept[i].begin += static_cast<std::uint32_t>(cut);
        while (kept[i].begin < kept[i].end && (text[kept[i].begin] == ' ' || text[kept[i].begin] == '-' || text[kept[i].begin] == '|'))
          ++kept[i].begin;
        changed = true;
        line = slice(text, kept[i]);
      }
    }
    if (const std::size_t cut = fused_caption(line, tables.dates); cut != std::string_view::npos && cut > 30) {
      note(notes, "caption-dropped", std::string(line.substr(cut, 200)));
      kept[i].end = kept[i].begin + static_cast<std::uint32_t>(cut);
      while (kept[i].end > kept[i].begin && text[kept[i].end - 1] == ' ') --kept[i].end;
      changed = true;
    }
  }
}

// What became of each line, in the order of the text.
void explain_lines(const DecodedText& decoded, const FlatLines& flat, const FlatChoice& choice, std::vector<BlockVerdict>& verdicts) {
  for (std::size_t i = 0; i < flat.lines.size(); ++i) {
    const Span line = flat.lines[i].text;
    const double p = choice.chance.empty() ? 0.5 : std::clamp(static_cast<double>(choice.chance[i]), 1e-6, 1 - 1e-6);
    BlockVerdict verdict;
    verdict.text = slice(decoded.text(), line);
    verdict.kept = choice.keep[i];
    verdict.score = std::log(p / (1 - p));
    verdict.reason = choice.keep[i] ? "article" : p > 0.5 ? "said-before" : "debris";
    verdict.page_begin = decoded.page_offset(line.begin);
    verdict.page_end = decoded.page_offset(line.end);
    verdicts.push_back(std::move(verdict));
  }
}

}  // namespace

Article make_flat_article(const ArticleTables& tables, const Page& page, const ArticleOptions& options, Notes& notes) {
  Article article;
  article.id = page.id;
  article.url = page.url;
  article.title = page.title;
  article.site = site_of(page.url);
  std::string_view bytes = page.bytes;
  if (bytes.size() > kMaxText) {
    std::size_t cut = kMaxText;
    while (cut > 0 && (static_cast<unsigned char>(bytes[cut]) & 0xC0) == 0x80) --cut;
    bytes = bytes.substr(0, cut);
    note(notes, "text-limit", "only the first 4 MB of text were read");
  }
  DecodedText decoded =
      options.keep_all ? decode_page(bytes, "utf-8", tables.charsets, false) : decode_page(bytes, page.charset, tables.charsets, false);
  if (options.keep_all) {
    std::size_t replaced = 0;
    article.text = repair_utf8(bytes, replaced);
    if (replaced > 0) note(notes, "bad-characters", format("{} bytes are no UTF-8 and were replaced by U+FFFD", replaced));
    if (!article.text.empty() && replaced == 0)
      article.origins.push_back({{0, static_cast<std::uint32_t>(article.text.size())}, 0, static_cast<std::uint32_t>(article.text.size())});
    article.language = detect_language(article.text, "");
    article.date = choose_flat_date(tables, page, article.text, article.text, {}, notes);
    return article;
  }
  if (decoded.replaced() > 0)
    note(notes, "bad-characters", format("{} bytes are no {} and were replaced by U+FFFD", decoded.replaced(), decoded.encoding()));
  if (decoded.label_was_wrong()) note(notes, "charset-conflict", "the text is not in the encoding it names; read as " + decoded.encoding());
  const std::string_view text = decoded.text();
  const FlatLines flat = cut_flat_lines(tables, text);
  if (flat.hit_lines) note(notes, "line-limit", format("only the first {} lines were read", FlatLines::kMaxLines));
  Kept kept;
  bool changed = false;
  const bool plain = is_plain(tables, text, flat);
  FlatChoice choice;
  FlatHead head;
  std::string language;
  choice.keep.assign(flat.lines.size(), true);
  if (!plain) {
    FlatFeatures features(tables, text, flat, page.title);
    std::vector<float> chances;
    if (!tables.flat_model.empty()) chances = line_chances(tables.flat_model, features, flat.lines.size());
    choice = choose_lines(tables, text, flat, std::move(chances), lean_bias(options.lean));
    std::string sample;
    for (std::size_t i = 0; i < flat.lines.size() && sample.size() < 20'000; ++i)
      if (choice.keep[i]) sample += std::string(slice(text, flat.lines[i].text)) + '\n';
    language = detect_language(sample, "");
    head = read_head(tables, text, flat, features, choice, month_first(language));
    if (choice.from_core) note(notes, "low-confidence", "no line looks like an article; the stretch with most running text was kept");
  }
  for (std::size_t i = 0; i < flat.lines.size(); ++i)
    if (choice.keep[i]) kept.push_back(flat.lines[i].text);
  trim_lines(tables, text, kept, notes, changed);
  if (options.verdicts != nullptr) explain_lines(decoded, flat, choice, *options.verdicts);
  if (plain && !changed && !kept.empty()) {
    const std::string_view whole = trim(text);
    const auto begin = static_cast<std::uint32_t>(whole.data() - text.data());
    kept = {{begin, begin + static_cast<std::uint32_t>(whole.size())}};
  }
  for (const Span span : kept) {
    if (span.empty()) continue;
    if (!article.text.empty()) article.text += "\n\n";
    const auto begin = static_cast<std::uint32_t>(article.text.size());
    for (std::uint32_t at = span.begin; at < span.end;) {
      // Controls are dropped; the text between them is copied.
      std::uint32_t stop = at;
      while (stop < span.end &&
             (static_cast<unsigned char>(text[stop]) >= 32 || text[stop] == '\n' || text[stop] == '\t' || text[stop] == '\r'))
        ++stop;
      if (stop > at) {
        const auto from = static_cast<std::uint32_t>(article.text.size());
        article.text += text.substr(at, stop - at);
        article.origins.push_back(
            {{from, static_cast<std::uint32_t>(article.text.size())}, decoded.page_offset(at), decoded.page_offset(stop)});
      }
      at = stop < span.end ? stop + 1 : stop;
    }
    if (article.text.size() == begin) article.text.resize(begin >= 2 ? begin - 2 : 0);
  }
  if (options.verdicts != nullptr) name_debris(tables, nullptr, *options.verdicts);
  article.language = plain ? detect_language(article.text, "") : language;
  article.date = choose_flat_date(tables, page, text, article.text, head.dates, notes);
  if (article.title.empty()) article.title = std::move(head.title);
  article.authors = std::move(head.authors);
  Block size;
  measure(article.text, size);
  article.refusal = refuse_flat(tables, page, text, flat, article.text, size.words, options.lean);
  return article;
}

}  // namespace readout
