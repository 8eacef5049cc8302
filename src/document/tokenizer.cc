#include "document/tokenizer.h"

#include <algorithm>
#include <string>

#include "base/utf8.h"

namespace readout {
namespace {

using Kind = RawToken::Kind;

constexpr bool is_ascii_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
constexpr bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_ascii_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_ascii_lower(char c) { return c >= 'a' && c <= 'z'; }

// Blanks for the tokenizer: white space, controls, zero-width characters and direction marks (a joiner inside an emoji or an
// Indic word is not one).
bool is_blank(char32_t c) {
  if (c < 0x80) return c <= ' ' || c == 0x7F;
  if (c < 0xA0) return true;
  return c == 0xFEFF || c == 0x200B || (c >= 0x200E && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
         c == 0x2060 || is_space(c);
}
bool is_word(char32_t c) {
  return c < 0x80 ? is_ascii_letter(static_cast<char>(c)) : is_letter(c) || c == 0xAD || c == 0x200D || c == 0x200C;
}
bool is_apostrophe(char32_t c) { return c == '\'' || c == 0x2019 || c == 0x2BC; }
bool is_hyphen(char32_t c) { return c == '-' || c == 0x2010 || c == 0x2011; }
bool is_dash(char32_t c) { return c >= 0x2012 && c <= 0x2015; }
bool is_emoji_tail(char32_t c) {
  return c == 0xFE0F || c == 0xFE0E || c == 0x200D || c == 0x20E3 || (c >= 0x1F3FB && c <= 0x1F3FF) || (c >= 0xE0020 && c <= 0xE007F);
}
bool is_flag(char32_t c) { return c >= 0x1F1E6 && c <= 0x1F1FF; }

Kind kind_of(char32_t c) {
  switch (c) {
    case '.':
    case 0x3002:
    case 0x964: return Kind::stop;
    case '?':
    case '!':
    case 0x203C:
    case 0x2047:
    case 0xFF1F:
    case 0xFF01: return Kind::question;
    case 0x2026: return Kind::ellipsis;
    case '(':
    case '[':
    case '{': return Kind::open;
    case ')':
    case ']':
    case '}': return Kind::close;
    case 0x201C:
    case 0x2018:
    case 0xAB:
    case 0x2039:
    case 0x201E:
    case 0x201A: return Kind::open_quote;
    case 0x201D:
    case 0xBB:
    case 0x203A:
    case 0x2019: return Kind::close_quote;
    case 0x2022:
    case 0x25CF:
    case 0x25AA:
    case 0x25A0:
    case 0x25E6:
    case 0xB7:
    case 0x2023:
    case 0x25BA:
    case 0x25B6:
    case 0x27A4: return Kind::bullet;
    case '$':
    case '%':
    case '+':
    case '=':
    case '#':
    case '<':
    case '>':
    case '~':
    case '^':
    case '|': return Kind::symbol;
    default: return c < 0x80 ? Kind::punct : Kind::symbol;
  }
}

class Cutter {
 public:
  Cutter(const WordLists& lists, std::string_view text, std::vector<RawToken>& out) : lists_(lists), text_(text), out_(out) {}

  void run() {
    for (at_ = 0; at_ < text_.size();) {
      const Rune rune = rune_at(text_, at_);
      if (is_blank(rune.value)) {
        space_ = true;
        if (rune.value == '\n' || rune.value == 0x2029) breaks_ = static_cast<unsigned char>(std::min(2, breaks_ + 1));
        at_ += rune.size;
        continue;
      }
      if (at_ >= chunk_end_) find_chunk();
      cut_one(rune);
    }
  }

 private:
  // The run of characters without a blank that starts at at_.
  void find_chunk() {
    std::size_t end = at_;
    while (end < text_.size()) {
      const Rune rune = rune_at(text_, end);
      if (is_blank(rune.value)) break;
      end += rune.size;
    }
    chunk_end_ = end;
    address_begin_ = address_end_ = 0;
    find_address();
  }

  char byte(std::size_t i) const { return i < chunk_end_ ? text_[i] : '\0'; }
  char32_t rune_value(std::size_t i) const { return i < chunk_end_ ? rune_at(text_, i).value : 0; }

  void push(std::size_t end, Kind kind) {
    RawToken token;
    token.span = {static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(end)};
    token.kind = kind;
    token.space_before = space_;
    token.breaks_before = breaks_;
    out_.push_back(token);
    space_ = false;
    breaks_ = 0;
    at_ = end;
  }

  // URLs, mail addresses and bare host names inside the chunk are one token. Looked for once a chunk, so the work stays linear.
  void find_address() {
    const std::string_view chunk = text_.substr(at_, chunk_end_ - at_);
    if (chunk.size() < 5 || chunk.size() > 4000) return;
    std::size_t begin = std::string_view::npos;
    for (const std::string_view scheme : {"http://", "https://", "www.", "ftp://"}) begin = std::min(begin, chunk.find(scheme));
    if (begin == std::string_view::npos) {
      const auto sign = chunk.find('@');
      if (sign == std::string_view::npos || sign == 0 || chunk.find('.', sign) == std::string_view::npos) return;
      begin = sign;
      const auto local = [](char c) { return is_ascii_letter(c) || is_ascii_digit(c) || c == '.' || c == '_' || c == '-' || c == '+'; };
      while (begin > 0 && local(chunk[begin - 1])) --begin;
      if (begin == sign) return;
      std::size_t end = sign + 1;
      while (end < chunk.size() && local(chunk[end])) ++end;
      set_address(chunk, begin, end);
      return;
    }
    std::size_t end = begin;
    while (end < chunk.size() && chunk[end] != '"' && chunk[end] != '<' && chunk[end] != '>' &&
           static_cast<unsigned char>(chunk[end]) < 0x80)
      ++end;
    set_address(chunk, begin, end);
  }
  void set_address(std::string_view chunk, std::size_t begin, std::size_t end) {
    const bool open = chunk.substr(begin, end - begin).find('(') != std::string_view::npos;
    while (end > begin &&
           (std::string_view(".,;:!?'\"]>").find(chunk[end - 1]) != std::string_view::npos || (!open && chunk[end - 1] == ')')))
      --end;
    if (end - begin < 5) return;
    address_begin_ = at_ + begin;
    address_end_ = at_ + end;
  }

  void cut_one(Rune rune) {
    if (address_end_ > at_ && address_begin_ <= at_) return push(address_end_, Kind::word);
    const char32_t c = rune.value;
    if (is_word(c)) return cut_word();
    if (is_digit(c)) return cut_number();
    if (is_apostrophe(c) && cut_apostrophe(rune)) return;
    if (cut_smiley()) return;
    if ((c == '#' || c == '@') && (space_ || out_.empty()) && is_word(rune_value(at_ + 1))) return cut_tag();
    if ((c == '+' || c == '-') && (space_ || out_.empty()) && is_ascii_digit(byte(at_ + 1)) && c == '+') return cut_number();
    if (c == '.' && is_ascii_digit(byte(at_ + 1)) && space_) return cut_number();
    cut_sign(rune);
  }

  // ---- words

  std::size_t word_end(std::size_t i) const {
    while (i < chunk_end_) {
      const Rune rune = rune_at(text_, i);
      if (!is_word(rune.value) && !is_digit(rune.value)) break;
      i += rune.size;
    }
    return i;
  }

  void cut_word() {
    const std::size_t begin = at_;
    std::size_t end = word_end(begin);
    if (cut_acronym(begin, end)) return;
    for (;;) {
      const Rune joint = end < chunk_end_ ? rune_at(text_, end) : Rune{};
      const std::size_t next = end + joint.size;
      const bool more = joint.size != 0 && next < chunk_end_ && (is_word(rune_value(next)) || is_digit(rune_value(next)));
      if (!more || !joins(begin, end, joint.value, next)) break;
      end = word_end(next);
    }
    if (end < chunk_end_ && byte(end) == '$' && end - begin <= 3 && is_ascii_digit(byte(end + 1)) && is_ascii_upper(text_[begin]))
      return push(end + 1, Kind::symbol);
    cut_contraction(begin, end);
  }

  // May the sign between two letters stay inside one token?
  bool joins(std::size_t begin, std::size_t end, char32_t joint, std::size_t next) const {
    const std::string_view left = text_.substr(begin, end - begin);
    if (joint == '_') return true;
    if (is_apostrophe(joint)) return true;  // clitics are cut afterwards: O'Brien, l'Enfant stay
    if (joint == '&') return left.size() <= 3 && is_ascii_upper(text_[end - 1]) && is_upper(rune_value(next));
    if (is_hyphen(joint)) return left.size() <= 8 && lists_.prefixes.find(to_lower(left)) != lists_.prefixes.end();
    if (joint == '.') return host_like(end, next);
    return false;
  }

  // "example.com", "report.pdf", "v2.1": lower-case or digits on both sides; "word.Next" is a lost blank.
  bool host_like(std::size_t end, std::size_t next) const {
    if (is_ascii_digit(byte(next)) && is_ascii_digit(text_[end - 1])) return true;
    return is_ascii_lower(byte(next)) && word_end(next) - next >= 2;
  }

  // U.S., a.m., D.C., Ph.D.: letters and stops in turn. The last stop belongs to it.
  bool cut_acronym(std::size_t begin, std::size_t end) {
    std::size_t i = begin, letters = 0;
    if (end - begin > 2 || byte(end) != '.') return false;
    while (i < chunk_end_ && is_word(rune_value(i))) {
      const std::size_t n = word_end(i) - i;
      if (n > 2 || !is_letter(rune_value(i)) || i + n >= chunk_end_ || byte(i + n) != '.') break;
      if (n == 2 && !is_ascii_upper(text_[i]) && static_cast<unsigned char>(text_[i]) < 0x80) break;
      i += n + 1;
      ++letters;
    }
    const bool tail = is_word(rune_value(i));  // "U.S.A" without the last stop, or a lost blank: "U.S.The"
    if (tail && letters >= 1 && word_end(i) - i == 1 && is_ascii_upper(text_[i])) {
      ++letters;
      ++i;
    }
    if (letters < 2) return false;
    push(i, Kind::word);
    out_.back().acronym = true;
    out_.back().abbreviation = Abbreviation::any;
    const RawToken& token = out_.back();
    const std::string_view word = text_.substr(token.span.begin, token.span.size() - 1);
    if (const auto listed = lists_.abbreviation(word); listed != Abbreviation::none) out_.back().abbreviation = listed;
    return true;
  }

  // Pushes [at_, end), cut before a clitic or by the list of contractions; then looks whether a full stop belongs to it.
  void cut_contraction(std::size_t begin, std::size_t end) {
    const std::string_view word = text_.substr(begin, end - begin);
    if (const auto parts = lists_.contractions.find(word.size() <= 12 ? to_lower(word) : std::string());
        parts != lists_.contractions.end()) {
      for (const std::uint32_t n : parts->second) push(at_ + n, Kind::word);
      return;
    }
    if (const std::size_t n = clitic(word); n != 0) {
      push(end - n, Kind::word);
      push(end, Kind::word);
      return;
    }
    push(end, Kind::word);
    take_stop(begin, end);
  }

  // Length in bytes of the clitic that ends the word, or 0.
  std::size_t clitic(std::string_view word) const {
    std::size_t mark = std::string_view::npos;  // the last apostrophe
    std::size_t mark_size = 1;
    for (std::size_t i = word.size() > 6 ? word.size() - 6 : 0; i < word.size(); ++i) {
      if (word[i] == '\'') mark = i, mark_size = 1;
      if (word[i] == '\xE2' && i + 2 < word.size() && word[i + 1] == '\x80' && word[i + 2] == '\x99') mark = i, mark_size = 3;
    }
    if (mark == std::string_view::npos) return 0;
    const std::string_view after = word.substr(mark + mark_size);
    for (const std::string& suffix : lists_.suffixes) {
      const auto apostrophe = suffix.find('\'');
      const std::string_view head = std::string_view(suffix).substr(0, apostrophe), tail = std::string_view(suffix).substr(apostrophe + 1);
      if (after == tail && mark > head.size() && word.substr(mark - head.size(), head.size()) == head)
        return word.size() - mark + head.size();
    }
    return 0;
  }

  // Does the full stop after the word just pushed belong to it?
  void take_stop(std::size_t begin, std::size_t end) {
    if (byte(end) != '.' || byte(end + 1) == '.') return;
    const std::string_view word = text_.substr(begin, end - begin);
    RawToken& token = out_.back();
    const Abbreviation kind = lists_.abbreviation(word);
    const bool one_letter = is_upper(rune_at(word, 0).value) && rune_at(word, 0).size == word.size();
    if (kind == Abbreviation::number && !number_follows(end + 1)) return;
    if (kind == Abbreviation::none && !(one_letter && initial_like(word, end))) return;
    if (kind == Abbreviation::unsure && !abbreviated_here(end + 1)) return;
    token.abbreviation = kind == Abbreviation::none || kind == Abbreviation::unsure ? Abbreviation::any : kind;
    token.initial = one_letter;
    token.span.end += 1;
    at_ = end + 1;
  }
  // An ordinary word too ("Sat.", "No."): an abbreviation only when a comma, digit or lower-case letter follows.
  bool abbreviated_here(std::size_t i) const {
    if (i < chunk_end_) return text_[i] == ',' || text_[i] == ')';
    while (i < text_.size() && text_[i] == ' ') ++i;
    return i < text_.size() && (is_ascii_digit(text_[i]) || is_ascii_lower(text_[i]));
  }
  bool number_follows(std::size_t i) const {
    while (i < text_.size() && (text_[i] == ' ' || text_[i] == '#')) ++i;
    return i < text_.size() && is_ascii_digit(text_[i]);
  }
  // "J." before a name or after one; not the letter that ends "plan B." or "so do I."
  bool initial_like(std::string_view letter, std::size_t end) const {
    std::size_t i = end + 1;
    if (i < chunk_end_) return is_letter(rune_value(i)) || text_[i] == ',' || text_[i] == '-' || text_[i] == ')';
    while (i < text_.size() && text_[i] == ' ') ++i;
    if (i >= text_.size() || !is_upper(rune_at(text_, i).value)) return i < text_.size() && is_ascii_lower(text_[i]) && letter != "I";
    if (out_.size() < 2) return true;
    const RawToken& before = out_[out_.size() - 2];
    if (out_.back().breaks_before != 0) return true;
    const bool name = before.kind == Kind::word && is_upper(rune_at(text_, before.span.begin).value);
    if (letter == "I") return before.initial;
    return name || before.kind != Kind::word || before.abbreviation != Abbreviation::none || !starter_at(i);
  }
  bool starter_at(std::size_t i) const {
    std::size_t end = i;
    while (end < text_.size() && is_ascii_letter(text_[end]) && end - i < 16) ++end;
    return lists_.starters.find(to_lower(text_.substr(i, end - i))) != lists_.starters.end();
  }

  // ---- numbers

  // Digits with their inner signs: 1,200.50 · 10:30 · 9/11 · 2024-04-26 · 713-853-3989; then letters: 20th stays, 5pm is cut.
  void cut_number() {
    const std::size_t begin = at_;
    std::size_t i = at_ + (is_ascii_digit(text_[at_]) || static_cast<unsigned char>(text_[at_]) >= 0x80 ? 0 : 1);
    std::size_t groups = 1, hyphens = 0;
    const auto digits = [&](std::size_t j) {
      while (j < chunk_end_ && is_digit(rune_value(j))) j += rune_at(text_, j).size;
      return j;
    };
    std::size_t end = digits(i);
    std::size_t first_hyphen = 0;
    while (end + 1 < chunk_end_ && is_ascii_digit(byte(end + 1)) && std::string_view(".,:/-").find(text_[end]) != std::string_view::npos) {
      if (text_[end] == '-') {
        if (hyphens++ == 0) first_hyphen = end;
      } else if (hyphens > 0) {
        break;
      }
      ++groups;
      end = digits(end + 1);
    }
    if (hyphens > 0 && !telephone_or_date(begin, end, hyphens)) end = first_hyphen;
    if (byte(end) == '\'' || rune_value(end) == 0x2019) {  // 1990's
      const std::size_t s = end + (byte(end) == '\'' ? 1 : 3);
      if (byte(s) == 's' && word_end(s) == s + 1 && groups == 1) return push(s + 1, Kind::number);
    }
    const std::size_t letters = word_end(end);
    if (letters > end) {
      const std::string_view tail = text_.substr(end, letters - end);
      const bool ordinal = tail == "st" || tail == "nd" || tail == "rd" || tail == "th" || tail == "s" || tail == "ST" || tail == "ND" ||
                           tail == "RD" || tail == "TH";
      bool letters_only = true;
      for (const char c : tail) letters_only = letters_only && !is_ascii_digit(c);
      if (ordinal || !letters_only) return push(letters, ordinal ? Kind::number : Kind::word);
    }
    push(end, Kind::number);
    // "1." that opens a line is a list mark: the stop stays with it.
    RawToken& token = out_.back();
    const bool opens_line = out_.size() == 1 || token.breaks_before != 0;
    if (opens_line && groups == 1 && end - begin <= 2 && byte(end) == '.' && end + 1 == chunk_end_) {
      token.span.end += 1;
      at_ = end + 1;
    }
  }
  bool telephone_or_date(std::size_t begin, std::size_t end, std::size_t hyphens) const {
    const std::string_view number = text_.substr(begin, end - begin);
    if (hyphens >= 2) return true;
    const auto hyphen = number.find('-');
    const std::string_view left = number.substr(0, hyphen), right = number.substr(hyphen + 1);
    return left.size() == 3 && right.size() == 4;  // 345-9945
  }

  // ---- signs

  // 's after a closing quote or bracket, '90s, 'em; false when it is a quotation mark or stands alone.
  bool cut_apostrophe(Rune mark) {
    const std::size_t next = at_ + mark.size;
    if (is_ascii_digit(byte(next)) && is_ascii_digit(byte(next + 1)) && (space_ || out_.empty())) {
      std::size_t end = next + 2;
      if (!is_ascii_digit(byte(end))) {
        if (byte(end) == 's') ++end;
        push(end, Kind::number);
        return true;
      }
    }
    if (!space_ && !out_.empty() && is_word(rune_value(next))) {
      const std::size_t end = word_end(next);
      const std::string_view tail = text_.substr(next, end - next);
      if (tail == "s" || tail == "S" || tail == "re" || tail == "ve" || tail == "ll" || tail == "d" || tail == "m") {
        push(end, Kind::word);
        return true;
      }
    }
    return false;
  }

  bool cut_smiley() {
    if (!space_ && !out_.empty()) return false;
    const std::size_t n = chunk_end_ - at_;
    if (n < 2 || n > 4) return false;
    const std::string_view chunk = text_.substr(at_, n);
    for (const std::string_view smiley : {":)", ":-)", ";)", ";-)", ":(", ":-(", ":D", ":-D", ":P", ":p", ":/", "=)", "^_^", "<3", ":'("})
      if (chunk == smiley) {
        push(chunk_end_, Kind::symbol);
        return true;
      }
    return false;
  }

  void cut_tag() {
    std::size_t end = at_ + 1;
    while (end < chunk_end_) {
      const std::size_t more = word_end(end);
      if (more == end && byte(end) != '_') break;
      end = more == end ? end + 1 : more;
    }
    push(end, Kind::word);
  }

  void cut_sign(Rune rune) {
    const char32_t c = rune.value;
    std::size_t end = at_ + rune.size;
    Kind kind = kind_of(c);
    if (kind == Kind::stop && c == '.') {
      while (byte(end) == '.') ++end;
      if (end - at_ >= 2) kind = Kind::ellipsis;
    } else if (kind == Kind::ellipsis) {
      while (byte(end) == '.') ++end;
    } else if (c == '?' || c == '!') {
      while (byte(end) == '?' || byte(end) == '!') ++end;
    } else if (c == '[' && text_.substr(at_, 5) == "[...]") {
      end = at_ + 5;
    } else if (c == '`' && byte(end) == '`') {
      ++end;
      kind = Kind::open_quote;
    } else if (c == '\'' && byte(end) == '\'') {
      ++end;
      kind = Kind::close_quote;
    } else if (c == '"' || is_apostrophe(c) || c == '`') {
      kind = quote_side(end);
    } else if (is_dash(c) || is_hyphen(c) || c == '*' || c == '=' || c == '_' || c == '~' || c == '<' || c == '>') {
      while (end < chunk_end_ && rune_value(end) == c) end += rune.size;
      kind = Kind::punct;
      if (c == '*' && end - at_ == 1 && (out_.empty() || breaks_ > 0)) kind = Kind::bullet;
    } else if (c >= 0x2190) {
      if (is_flag(c) && is_flag(rune_value(end))) end += 4;
      while (end < chunk_end_ && is_emoji_tail(rune_value(end))) {
        const bool joiner = rune_value(end) == 0x200D;
        end += rune_at(text_, end).size;
        if (joiner && end < chunk_end_ && rune_value(end) >= 0x2190) end += rune_at(text_, end).size;
      }
    } else if (c == 0xFFFD) {
      while (end < chunk_end_ && rune_value(end) == 0xFFFD) end += rune_at(text_, end).size;
    }
    push(end, kind);
  }

  // A straight mark opens before a word and after a blank or an opener; else it closes.
  Kind quote_side(std::size_t end) const {
    const bool after = end < chunk_end_;
    const bool before = !space_ && !out_.empty() && out_.back().kind != Kind::open && out_.back().kind != Kind::open_quote &&
                        out_.back().kind != Kind::punct;
    if (after && !before) return Kind::open_quote;
    if (!after && !space_) return Kind::close_quote;
    if (after && before) return Kind::close_quote;
    return Kind::punct;  // alone between blanks: the splitter pairs it
  }

  const WordLists& lists_;
  std::string_view text_;
  std::vector<RawToken>& out_;
  std::size_t at_ = 0, chunk_end_ = 0, address_begin_ = 0, address_end_ = 0;
  bool space_ = true;
  unsigned char breaks_ = 0;
};

}  // namespace

void tokenize(const WordLists& lists, std::string_view text, std::vector<RawToken>& out) { Cutter(lists, text, out).run(); }

}  // namespace readout
