#include "document/splitter.h"

#include <algorithm>

#include "base/utf8.h"

namespace readout {
namespace {

using Kind = RawToken::Kind;

class Splitter {
 public:
  Splitter(const WordLists& lists, std::string_view text, const std::vector<RawToken>& tokens)
      : lists_(lists), text_(text), tokens_(tokens) {
    measure_lines();
  }

  std::vector<RawSentence> run() {
    const auto n = static_cast<std::uint32_t>(tokens_.size());
    std::uint32_t first = 0;
    bool paragraph = true;
    for (std::uint32_t i = 0; i < n; ++i) {
      if (const std::uint32_t body = paragraph && i == first ? dateline_end(i) : 0; body != 0) {
        out_.push_back({first, body, true, false, true});
        paragraph = false;
        first = i = body;
      }
      const std::uint32_t end = boundary_after(i);
      const bool full = end == 0 && i + 1 - first >= kMaxSentence;
      if (end == 0 && !full) continue;
      const std::uint32_t last = full ? i + 1 : end;
      out_.push_back({first, last, paragraph, full, false});
      paragraph = last < n && tokens_[last].breaks_before >= 2;
      first = last;
      i = last - 1;
    }
    if (first < n) out_.push_back({first, n, paragraph, false, false});
    return std::move(out_);
  }

 private:
  struct Block {
    std::uint32_t begin, width, lines;
  };

  std::string_view form(std::uint32_t i) const { return text_.substr(tokens_[i].span.begin, tokens_[i].span.size()); }
  char32_t first_rune(std::uint32_t i) const { return rune_at(text_, tokens_[i].span.begin).value; }

  // Width in bytes of each hard-wrapped block is learnt once: the longest line of every run of lines without an empty one.
  void measure_lines() {
    std::uint32_t begin = 0, width = 0, block = 0, lines = 0;
    const auto close_line = [&](std::uint32_t end) {
      width = std::max(width, end - begin);
      begin = end + 1;
      ++lines;
    };
    for (std::uint32_t i = 0; i < text_.size(); ++i) {
      if (text_[i] != '\n') continue;
      const bool blank_line = i == begin;
      close_line(i);
      if (!blank_line) continue;
      blocks_.push_back({block, width, lines - 1});
      block = i + 1;
      width = lines = 0;
    }
    close_line(static_cast<std::uint32_t>(text_.size()));
    blocks_.push_back({block, width, lines});
  }
  const Block& block_at(std::uint32_t at) {
    while (block_ + 1 < blocks_.size() && blocks_[block_ + 1].begin <= at) ++block_;
    return blocks_[block_];
  }

  // One past the last token of the sentence that token i may end, or 0 when no sentence ends there.
  std::uint32_t boundary_after(std::uint32_t i) {
    const auto n = static_cast<std::uint32_t>(tokens_.size());
    if (i + 1 == n) return n;
    const RawToken& next = tokens_[i + 1];
    if (next.breaks_before >= 2) return i + 1;
    if (next.breaks_before == 1 && line_ends(i)) return i + 1;
    if (next.kind == Kind::bullet && next.space_before && tokens_[i].kind != Kind::bullet && first_rune(i + 1) != 0xB7) return i + 1;
    const RawToken& token = tokens_[i];
    if (token.kind == Kind::stop || token.kind == Kind::question || token.kind == Kind::ellipsis) return after_mark(i);
    if (token.abbreviation != Abbreviation::none) return after_abbreviation(i);
    return 0;
  }

  // One past the dash of a dateline that opens a paragraph ("Beijing — ", "TUNIS, January 14, 2011 — ", "PARIS (AFP) - "), or 0.
  // A dateline is no part of the sentence behind it: parsers take the city for its subject.
  std::uint32_t dateline_end(std::uint32_t first) const {
    const auto n = static_cast<std::uint32_t>(tokens_.size());
    if (!capital(first)) return 0;
    bool bracket = false, comma = false;
    for (std::uint32_t i = first + 1; i + 1 < n && i < first + kLongestDateline; ++i) {
      const RawToken& token = tokens_[i];
      if (token.breaks_before != 0) return 0;
      const std::string_view sign = form(i);
      if (sign == "\xE2\x80\x94" || sign == "\xE2\x80\x93" || sign == "--" || sign == "-") {
        const bool spaced = token.space_before && tokens_[i + 1].space_before;
        const bool opens = capital(i + 1) || tokens_[i + 1].kind == Kind::open_quote || form(i + 1) == "\"";
        const bool marked = bracket || shouted(first) || (comma && tokens_[i - 1].kind == Kind::number);
        return spaced && opens && (marked || (i <= first + 3 && !comma && sign != "-")) ? i + 1 : 0;
      }
      bracket = bracket || token.kind == Kind::open;
      comma = comma || sign == ",";
      const bool fits = token.kind == Kind::number || token.kind == Kind::open || token.kind == Kind::close || sign == "," || sign == "." ||
                        sign == "/" || capital(i) || token.abbreviation != Abbreviation::none ||
                        (token.kind == Kind::word && token.span.size() <= 3);
      if (!fits) return 0;
    }
    return 0;
  }
  bool shouted(std::uint32_t i) const {
    const std::string_view word = form(i);
    return word.size() >= 3 && to_lower(word) != word &&
           std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  }

  // Closing quotes and brackets that belong to the sentence ended at i.
  std::uint32_t skip_closers(std::uint32_t i, bool& quoted) const {
    const auto n = static_cast<std::uint32_t>(tokens_.size());
    std::uint32_t k = i + 1;
    for (; k < n && tokens_[k].breaks_before == 0; ++k) {
      const Kind kind = tokens_[k].kind;
      const bool closes = kind == Kind::close || kind == Kind::close_quote;
      const bool glued_mark = (kind == Kind::question || kind == Kind::stop) && !tokens_[k].space_before;
      if (!(closes && (!tokens_[k].space_before || form(k) != "\"")) && !glued_mark) break;
      if (kind == Kind::close && tokens_[k].space_before) break;
      quoted = quoted || kind == Kind::close_quote;
    }
    while (footnote(k)) k += 3;
    return k;
  }
  // "[12]" after the end of a sentence belongs to it.
  bool footnote(std::uint32_t k) const {
    return k + 2 < tokens_.size() && form(k) == "[" && tokens_[k].breaks_before == 0 && tokens_[k + 1].kind == Kind::number &&
           form(k + 2) == "]";
  }

  std::uint32_t after_mark(std::uint32_t i) {
    const auto n = static_cast<std::uint32_t>(tokens_.size());
    bool quoted = false;
    const std::uint32_t next = skip_closers(i, quoted);
    if (next >= n || tokens_[next].breaks_before >= 2) return next;
    const RawToken& mark = tokens_[i];
    // A glued mark without a blank: "word.Next" ends a sentence when a capitalised word follows a word in small letters.
    if (!tokens_[next].space_before && tokens_[next].breaks_before == 0) {
      if (mark.kind == Kind::ellipsis || next != i + 1) return quoted && capital(next) ? next : 0;
      return i > 0 && capital(next) && tokens_[i - 1].kind == Kind::word && is_lower(last_rune(i - 1)) ? next : 0;
    }
    const Start start = start_at(next);
    if (start == Start::no) return 0;
    if (start == Start::small) {
      if (mark.kind == Kind::stop && !quoted && next == i + 1) return plain_word_before(i) ? next : 0;
      return 0;
    }
    if (quoted && mark.kind != Kind::stop && says(next)) return 0;
    return next;
  }

  std::uint32_t after_abbreviation(std::uint32_t i) {
    const RawToken& token = tokens_[i];
    if (token.abbreviation == Abbreviation::before || token.abbreviation == Abbreviation::number) return 0;
    bool quoted = false;
    const std::uint32_t next = skip_closers(i, quoted);
    if (next >= tokens_.size()) return next;
    if (!tokens_[next].space_before && tokens_[next].breaks_before == 0) return 0;
    const Start start = start_at(next);
    if (start != Start::capital && start != Start::quote) return 0;
    if (quoted) return next;
    const std::uint32_t word = start == Start::quote ? next + 1 : next;
    if (word >= tokens_.size()) return 0;
    if (token.initial && start != Start::quote) return 0;
    return starter(word) ? next : 0;
  }

  enum class Start { no, small, capital, quote };

  // What kind of beginning is the token at k?
  Start start_at(std::uint32_t k) const {
    const RawToken& token = tokens_[k];
    switch (token.kind) {
      case Kind::open:
      case Kind::open_quote: return opened(k);
      case Kind::bullet: return Start::capital;
      case Kind::number: return Start::capital;
      case Kind::symbol: return first_rune(k) == '$' || first_rune(k) == '#' || first_rune(k) >= 0x80 ? Start::capital : Start::no;
      case Kind::punct: {
        const char32_t c = first_rune(k);
        const bool dash = c == '-' || c == 0x2013 || c == 0x2014 || c == '*';
        if (dash && k + 1 < tokens_.size()) return capital(k + 1) && token.breaks_before != 0 ? Start::capital : Start::no;
        return c == '"' || c == 0xBF || c == 0xA1 ? Start::capital : Start::no;
      }
      case Kind::word: {
        const char32_t c = first_rune(k);
        if (is_lower(c)) return Start::small;
        return c == '\'' || c == 0x2019 ? Start::no : Start::capital;
      }
      case Kind::ellipsis: return k + 1 < tokens_.size() && capital(k + 1) ? Start::capital : Start::no;
      default: return Start::no;
    }
  }
  Start opened(std::uint32_t k) const {
    std::uint32_t word = k;
    while (word < tokens_.size() && word < k + 4 &&
           (tokens_[word].kind == Kind::open || tokens_[word].kind == Kind::open_quote || tokens_[word].kind == Kind::ellipsis))
      ++word;
    if (word >= tokens_.size()) return Start::no;
    if (tokens_[word].kind == Kind::word && is_lower(first_rune(word))) return tokens_[k].kind == Kind::open ? Start::no : Start::small;
    return Start::quote;
  }

  bool capital(std::uint32_t k) const {
    return k < tokens_.size() && tokens_[k].kind == Kind::word && (is_upper(first_rune(k)) || !is_lower(first_rune(k)));
  }
  char32_t last_rune(std::uint32_t k) const { return rune_before(text_, tokens_[k].span.end).value; }
  bool starter(std::uint32_t k) const {
    const std::string_view word = form(k);
    return capital(k) && word.size() <= 12 && lists_.starters.find(to_lower(word)) != lists_.starters.end();
  }
  // A verb of saying within three tokens of k: the sentence of a quoted question goes on.
  bool says(std::uint32_t k) const {
    if (starter(k) && form(k).size() > 4) return false;
    for (std::uint32_t w = k; w < tokens_.size() && w < k + 4; ++w) {
      if (tokens_[w].kind != Kind::word || tokens_[w].breaks_before != 0) return false;
      if (w > k || is_lower(first_rune(w)))
        if (lists_.say.find(form(w)) != lists_.say.end()) return true;
    }
    return false;
  }
  // Small letters after a stop: a new sentence only after an ordinary word of some length (else an unknown abbreviation).
  bool plain_word_before(std::uint32_t i) const {
    if (i == 0 || tokens_[i - 1].kind == Kind::number) return i > 0;
    if (tokens_[i - 1].kind != Kind::word) return tokens_[i - 1].kind == Kind::close || tokens_[i - 1].kind == Kind::close_quote;
    return tokens_[i - 1].span.size() >= 4 && is_lower(first_rune(i - 1));
  }

  // Does the single line break after token i end a sentence? Not where text was wrapped at a width: there the next word would not
  // have fitted on the line.
  bool line_ends(std::uint32_t i) {
    const RawToken &token = tokens_[i], &next = tokens_[i + 1];
    if (next.kind == Kind::bullet) return true;
    const Block& lines = block_at(token.span.begin);
    const std::uint32_t width = lines.width;
    const auto line_begin = text_.rfind('\n', token.span.begin);
    const auto begin = line_begin == std::string_view::npos ? 0 : static_cast<std::uint32_t>(line_begin) + 1;
    const std::uint32_t used = token.span.end - begin;
    const std::string_view sign = form(i);
    const bool joins = sign == "," || sign == ";" || sign == "-" || sign == "\xE2\x80\x94" || sign == "(" || sign == "&";
    const bool small = next.kind == Kind::word && is_lower(first_rune(i + 1));
    if (width > 160) return !(small && joins) && !(small && token.kind == Kind::word);
    const bool wrapped = width >= 40 && used + 1 + next.span.size() > width;
    if (wrapped && (lines.lines > 2 || small)) return false;  // the marks before and after decide as usual
    return !small && !joins;
  }

  static constexpr std::uint32_t kLongestDateline = 14;  // tokens

  const WordLists& lists_;
  std::string_view text_;
  const std::vector<RawToken>& tokens_;
  std::vector<Block> blocks_;
  std::size_t block_ = 0;
  std::vector<RawSentence> out_;
};

}  // namespace

std::vector<RawSentence> split_tokens(const WordLists& lists, std::string_view text, const std::vector<RawToken>& tokens) {
  if (tokens.empty()) return {};
  return Splitter(lists, text, tokens).run();
}

}  // namespace readout
