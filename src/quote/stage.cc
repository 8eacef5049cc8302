// Joins the two halves: what stands between marks, and what cues report. Direct quotations are found beside their marks first;
// marked words inside a reported clause make it mixed; reported clauses without marks are indirect.
#include "quote/stage.h"

#include <algorithm>

#include "base/hash.h"
#include "base/utf8.h"
#include "quote/indirect.h"
#include "quote/marks.h"

namespace readout {
namespace {

struct Segment {
  MarkedSegment marked;
  std::uint32_t first = 0, last = 0;  // tokens of the inner span
  bool whole = false;                 // a sentence of its own rather than words built into another
  bool used = false;
};

std::uint32_t count_words(const TreeView& view, std::uint32_t first, std::uint32_t last) {
  std::uint32_t n = 0;
  for (std::uint32_t t = first; t < last; ++t) n += view.document.tokens[t].upos != Upos::PUNCT;
  return n;
}

char32_t last_rune(std::string_view text, Span span) { return span.empty() ? U' ' : rune_before(text, span.end).value; }

char32_t rune_left_of(std::string_view text, std::uint32_t at) {
  while (at > 0) {
    const Rune rune = rune_before(text, at);
    if (!is_space(rune.value)) return rune.value;
    at -= rune.size;
  }
  return U' ';
}

constexpr std::uint32_t kBrokenGap = 24;  // tokens of an attribution that breaks a sentence
constexpr std::uint32_t kMarkSlack = 4;   // bytes of a comma or mark that one side trims and the other keeps

bool stop_rune(char32_t c) { return c == U'.' || c == U'?' || c == U'!' || c == U',' || c == U'\u2026' || c == U'\u2014' || c == U';'; }

// A whole quotation starts a sentence (after nothing, a full stop, colon or comma, with a capital) and is no bare name or title.
bool is_whole(std::string_view text, const MarkedSegment& marked, std::uint32_t words) {
  std::uint32_t at = marked.inner.begin;
  while (at < marked.inner.end && !is_letter(rune_at(text, at).value) && !is_digit(rune_at(text, at).value)) at += rune_at(text, at).size;
  const bool capital = at < marked.inner.end && !is_lower(rune_at(text, at).value);
  const char32_t before = rune_left_of(text, marked.outer.begin);
  const bool opens = marked.outer.begin == 0 || before == U'.' || before == U',' || before == U':' || before == U'?' || before == U'!' ||
                     before == U'\u201D' || before == U'"' || before == U'\u2014' || before == U'\u2013' || marked.continues;
  const bool stops = stop_rune(last_rune(text, marked.inner)) ||
                     (marked.outer.end < text.size() && stop_rune(rune_at(text, marked.outer.end).value) && words >= 4);
  return (capital && opens && (stops || words >= 5)) || (opens && stops && words >= 6) || words >= 25;
}

class QuoteFinder {
 public:
  QuoteFinder(const QuoteRules::Parts& rules, const Document& document, std::span<const Mention> mentions, Notes& notes)
      : view_(document, mentions, rules), text_(document.article.text), notes_(notes) {}

  std::vector<Quote> run() {
    paragraphs_ = find_paragraphs(text_);
    for (const MarkedSegment& marked : find_marked(text_, paragraphs_, notes_)) {
      Segment segment{marked, view_.token_at(marked.inner.begin), view_.token_at(marked.inner.end), false, false};
      if (segment.first >= segment.last || (marked.inferred && opens_with_report(segment))) continue;
      segment.whole = is_whole(text_, marked, count_words(view_, segment.first, segment.last));
      segments_.push_back(segment);
    }
    find_direct();
    find_mixed_and_indirect();
    std::sort(quotes_.begin(), quotes_.end(), [](const Quote& a, const Quote& b) { return a.span < b.span; });
    return std::move(quotes_);
  }

 private:
  // "The minister stressed that trade suffers. »": a mark without its partner, behind words that are the reporter's.
  bool opens_with_report(const Segment& segment) const {
    for (std::uint32_t t = segment.first; t < std::min(segment.last, segment.first + 10); ++t)
      if (view_.is_verb(t)) return (view_.takes(t) & kTakesThat) != 0 && speaker_of(view_, t) != kNone;
    return false;
  }

  // First and last token a search around segment i may touch: between its neighbours, inside its paragraph.
  std::uint32_t low(std::size_t i) const {
    const std::uint32_t paragraph = view_.token_at(paragraphs_[segments_[i].marked.paragraph].begin);
    if (i > 0 && segments_[i - 1].marked.paragraph == segments_[i].marked.paragraph) return std::max(paragraph, segments_[i - 1].last);
    return paragraph;
  }
  std::uint32_t high(std::size_t i) const {
    const std::uint32_t paragraph = view_.token_at(paragraphs_[segments_[i].marked.paragraph].end);
    if (i + 1 < segments_.size() && segments_[i + 1].marked.paragraph == segments_[i].marked.paragraph)
      return std::min(paragraph, segments_[i + 1].first);
    return paragraph;
  }

  Attribution attribution(std::size_t i) const {
    const Segment& segment = segments_[i];
    const char32_t end = last_rune(text_, segment.marked.inner);
    const char32_t before = rune_left_of(text_, segment.marked.outer.begin);
    const bool open_ended =
        end == U',' || end == U'?' || end == U'!' || end == U'\u2014' || end == U'\u2026' || (end != U'.' && end != U';');
    const std::uint32_t after = skip_mark(segment.last);
    if (open_ended)
      if (const Attribution found = find_after(view_, after, high(i)); found.cue != kNone) return found;
    if (before == U',' || before == U':' || !open_ended || is_letter(before))
      if (const Attribution found = find_before(view_, skip_mark_back(segment.first), low(i)); found.cue != kNone) return found;
    // A line that ends in a colon introduces the paragraph below it.
    if (before == U':' && segment.marked.paragraph > 0 && segment.marked.outer.begin == paragraphs_[segment.marked.paragraph].begin) {
      const Span above = paragraphs_[segment.marked.paragraph - 1];
      return find_before(view_, view_.token_at(above.end), view_.token_at(above.begin));
    }
    return {};
  }
  std::uint32_t skip_mark(std::uint32_t t) const {
    while (t < view_.head.size() && view_.document.tokens[t].upos == Upos::PUNCT && view_.document.form(t) != "." &&
           !is_letter(rune_at(view_.document.form(t), 0).value))
      ++t;
    return t;
  }
  std::uint32_t skip_mark_back(std::uint32_t t) const {
    const auto stops = [&](std::string_view form) { return form == "." || form == "?" || form == "!"; };
    while (t > 0 && view_.document.tokens[t - 1].upos == Upos::PUNCT && !stops(view_.document.form(t - 1))) --t;
    return t;
  }

  void find_direct() {
    std::size_t last_quote = quotes_.max_size();  // the quotation that a following segment may go on with
    Attribution last_by;
    std::uint32_t last_paragraph = 0;
    for (std::size_t i = 0; i < segments_.size(); ++i) {
      Segment& segment = segments_[i];
      const std::uint32_t paragraph = segment.marked.paragraph;
      // "Every time," he said, "we met here.": what follows the attribution goes on with the sentence it broke.
      const bool broken = i > 0 && last_quote < quotes_.size() && paragraph == last_paragraph && segments_[i - 1].used &&
                          last_by.cue != kNone && last_by.cue >= segments_[i - 1].last && last_by.cue < segment.first &&
                          segment.first - segments_[i - 1].last <= kBrokenGap && rune_left_of(text_, segment.marked.outer.begin) == U',';
      if (broken) segment.whole = true;
      if (!segment.whole) continue;
      Attribution by = broken ? last_by : attribution(i);
      const bool goes_on = last_quote < quotes_.size() && ((by.cue != kNone && by.cue == last_by.cue) ||
                                                           (by.cue == kNone && paragraph == last_paragraph) || segment.marked.continues);
      segment.used = true;
      if (goes_on && (by.cue == kNone || by.cue == last_by.cue)) {
        quotes_[last_quote].spans.push_back(segment.marked.inner);
        quotes_[last_quote].span.end = segment.marked.inner.end;
        last_paragraph = paragraph;
        continue;
      }
      double score = by.cue != kNone ? 0.9 : 0.5;
      if (by.cue == kNone) by = inherited(segment, last_quote < quotes_.size() && paragraph == last_paragraph + 1, last_by);
      last_quote = quotes_.size();
      last_by = by;
      last_paragraph = paragraph;
      add(QuoteKind::direct, {segment.marked.inner}, by, score);
    }
  }

  // A quotation without a cue of its own: the speaker of the paragraph before, or who the sentence before is about.
  Attribution inherited(const Segment& segment, bool follows, const Attribution& last_by) const {
    if (follows && last_by.speaker != kNone) return {kNone, last_by.speaker, false};
    if (segment.first == 0) return {};
    const std::uint32_t sentence = view_.sentence[segment.first];
    for (std::uint32_t s = sentence; s-- > 0 && s + 2 >= sentence;) {
      const Sentence& before = view_.document.sentences[s];
      for (std::uint32_t t = before.first; t < before.last; ++t) {
        if (view_.head[t] != kNone) continue;
        const std::uint32_t subject = view_.child(t, "nsubj");
        if (subject != kNone && (view_.document.tokens[subject].upos == Upos::PRON || view_.document.tokens[subject].upos == Upos::PROPN))
          return {kNone, subject, false};
      }
    }
    return {};
  }

  // A span that ends just inside a mark takes the mark in: «a "historic mistake"», not «a "historic mistake».
  Span with_marks(Span span) const {
    for (const Segment& segment : segments_)
      if (segment.marked.inner.overlaps(span) && span.begin < segment.marked.inner.begin && span.end <= segment.marked.inner.end &&
          segment.marked.inner.end - span.end <= kMarkSlack)
        span.end = segment.marked.outer.end;
    return span;
  }

  // The words inside the marks alone, where they are all there is to a quotation.
  std::vector<Span> inner_spans(const std::vector<Span>& spans) const {
    std::vector<Span> inner;
    for (const Segment& segment : segments_)
      if (std::any_of(spans.begin(), spans.end(), [&](Span s) { return s.overlaps(segment.marked.inner); }))
        inner.push_back(segment.marked.inner);
    return inner.empty() ? spans : inner;
  }

  // A whole quotation whose speaker was only guessed gives way to a cue that reports it together with words outside the marks.
  bool replaces_guess(const Reported& reported) {
    const Span covered{view_.document.tokens[reported.runs.front().first].span.begin,
                       view_.document.tokens[reported.runs.back().second - 1].span.end};
    const auto guess = std::find_if(quotes_.begin(), quotes_.end(), [&](const Quote& q) {
      return q.kind == QuoteKind::direct && !q.cue && covered.begin <= q.span.begin + kMarkSlack && q.span.end <= covered.end + kMarkSlack;
    });
    if (guess == quotes_.end()) return false;
    quotes_.erase(guess);
    return true;
  }

  bool inside_direct(std::uint32_t token) const {
    const auto after = std::partition_point(segments_.begin(), segments_.end(), [&](const Segment& s) { return s.last <= token; });
    return after != segments_.end() && after->first <= token && after->whole && after->used;
  }

  void find_mixed_and_indirect() {
    for (Reported& reported : find_reported(view_)) {
      if (inside_direct(reported.by.cue)) continue;  // "I think that …," she said: hers, not a quotation of its own
      std::uint32_t words = 0, marked_words = 0, direct_words = 0;
      bool marked = false;
      for (const auto& [first, last] : reported.runs) {
        words += count_words(view_, first, last);
        for (Segment& segment : segments_) {
          const std::uint32_t a = std::max(first, segment.first), b = std::min(last, segment.last);
          if (a >= b) continue;
          const std::uint32_t n = count_words(view_, a, b);
          marked = true;
          marked_words += n;
          if (segment.used && segment.whole)
            direct_words += n;
          else
            segment.used = true;
        }
      }
      if (words == 0 || (2 * direct_words > words && !replaces_guess(reported))) continue;
      std::vector<Span> spans;
      for (const auto& [first, last] : reported.runs) spans.push_back(with_marks(view_.bytes(first, last)));
      const QuoteKind kind = !marked ? QuoteKind::indirect : 10 * marked_words >= 9 * words ? QuoteKind::direct : QuoteKind::mixed;
      if (kind == QuoteKind::direct) spans = inner_spans(spans);
      add(kind, std::move(spans), reported.by, marked ? 0.8 : 0.7);
    }
    // Words in marks that no clause took in: built into a sentence whose cue the tree hides.
    for (std::size_t i = 0; i < segments_.size(); ++i) {
      Segment& segment = segments_[i];
      if (segment.used || count_words(view_, segment.first, segment.last) < 4) continue;
      Attribution by = find_before(view_, skip_mark_back(segment.first), low(i));
      if (by.cue == kNone) by = find_after(view_, skip_mark(segment.last), high(i));
      if (by.cue != kNone) add(QuoteKind::mixed, {segment.marked.inner}, by, 0.5);
    }
  }

  void add(QuoteKind kind, std::vector<Span> spans, const Attribution& by, double score) {
    Quote quote;
    quote.kind = kind;
    std::sort(spans.begin(), spans.end());
    quote.span = {spans.front().begin, spans.back().end};
    quote.spans = std::move(spans);
    if (by.speaker != kNone) quote.speaker = make_party(view_, by.speaker);
    if (by.cue != kNone) quote.cue = view_.document.tokens[by.cue].span;
    quote.score = score;
    quotes_.push_back(std::move(quote));
  }

  TreeView view_;
  std::string_view text_;
  Notes& notes_;
  std::vector<Span> paragraphs_;
  std::vector<Segment> segments_;
  std::vector<Quote> quotes_;
};

}  // namespace

std::vector<Quote> find_quotes(const QuoteRules& rules, const Document& document, std::span<const Mention> mentions, Notes& notes) {
  if (document.tokens.empty()) return {};
  std::vector<Quote> quotes = QuoteFinder(rules.parts(), document, mentions, notes).run();
  const std::uint64_t article = hash64(document.article.id);
  for (Quote& quote : quotes) quote.id = hex64(hash64(slice(document.article.text, quote.span), article ^ mix64(quote.span.begin)));
  return quotes;
}

}  // namespace readout
