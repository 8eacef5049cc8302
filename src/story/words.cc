// Hot: every byte of every article passes here once. One pass, a 64-byte buffer a word, one table look-up a word.
#include "story/words.h"

#include <charconv>
#include <cmath>
#include <string>

#include "base/utf8.h"

namespace readout {
namespace {

enum Kind : std::uint8_t { kOther, kLower, kUpper, kDigit, kBreak };

constexpr std::array<std::uint8_t, 128> make_kinds() {
  std::array<std::uint8_t, 128> kinds{};
  for (int c = 'a'; c <= 'z'; ++c) kinds[static_cast<std::size_t>(c)] = kLower;
  for (int c = 'A'; c <= 'Z'; ++c) kinds[static_cast<std::size_t>(c)] = kUpper;
  for (int c = '0'; c <= '9'; ++c) kinds[static_cast<std::size_t>(c)] = kDigit;
  for (char c : {'.', '!', '?', ':', '\n', '"', ';'}) kinds[static_cast<std::size_t>(c)] = kBreak;
  return kinds;
}
constexpr auto kKinds = make_kinds();

bool written_without_blanks(char32_t r) {
  return (r >= 0x3040 && r <= 0x30ff) || (r >= 0x3400 && r <= 0x9fff) || (r >= 0x0e00 && r <= 0x0e7f) || (r >= 0x20000 && r <= 0x2ffff);
}

// Walks one text. `out` receives words; `starts` is carried between them.
class Reader {
 public:
  Reader(const StoryRules::Parts& parts, std::string_view text, std::vector<Word>& out) : parts_(parts), text_(text), out_(out) {}

  void read() {
    while (at_ < text_.size()) {
      const auto c = static_cast<unsigned char>(text_[at_]);
      const std::uint8_t kind = c < 128 ? kKinds[c] : static_cast<std::uint8_t>(kOther);
      if (kind == kLower || kind == kUpper) {
        word();
      } else if (kind == kDigit) {
        number();
      } else if (c >= 128) {
        other();
      } else {
        if (kind == kBreak) {
          // "Mr. Smith": the full stop after a title ends nothing.
          const bool after_title = c == '.' && !out_.empty() && (out_.back().classes & kTitle) && out_.back().end == at_;
          if (!after_title) starts_ = true;
        }
        ++at_;
      }
    }
  }

 private:
  char peek(std::size_t ahead) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  static bool ascii_letter(char c) {
    const auto u = static_cast<unsigned char>(c);
    return u < 128 && (kKinds[u] == kLower || kKinds[u] == kUpper);
  }

  void other() {
    const Rune rune = rune_at(text_, at_);
    if (written_without_blanks(rune.value)) {
      const std::string_view here = text_.substr(at_, rune.size);
      const bool joined = !out_.empty() && out_.back().end == at_ && previous_wide_ != 0;
      const std::uint32_t hash = word_hash(here, joined ? previous_wide_ : 0x811c9dc5u);
      out_.push_back({here_at(), here_at() + rune.size, hash, hash, 0, 0});
      previous_wide_ = word_hash(here);
      at_ += rune.size;
      starts_ = false;
    } else if (is_letter(rune.value)) {
      word();
    } else {
      if (rune.value == 0x201c || rune.value == 0x201e || rune.value == 0xab || rune.value == 0x2022 || rune.value == 0x2014)
        starts_ = true;
      at_ += rune.size;
    }
  }

  std::uint32_t here_at() const { return static_cast<std::uint32_t>(at_); }

  // An apostrophe, straight or curly, at `at_`: its length, or 0.
  std::size_t apostrophe() const {
    const char c = peek(0);
    if (c == '\'') return 1;
    return c == '\xe2' && peek(1) == '\x80' && (peek(2) == '\x99' || peek(2) == '\x98') ? 3 : 0;
  }

  void word() {
    const std::size_t begin = at_;
    char buffer[64];
    std::size_t n = 0;
    std::uint32_t upper = 0, lower = 0, digits = 0;
    bool plain = true;
    std::uint32_t contraction = 0;
    while (at_ < text_.size()) {
      const auto c = static_cast<unsigned char>(text_[at_]);
      if (c < 128) {
        const std::uint8_t kind = kKinds[c];
        if (kind == kLower || kind == kUpper || kind == kDigit) {
          upper += kind == kUpper;
          lower += kind == kLower;
          digits += kind == kDigit;
          if (n < sizeof buffer) buffer[n++] = static_cast<char>(kind == kUpper ? c | 0x20 : c);
          ++at_;
          continue;
        }
        // U.S., a.m.: single letters with full stops are one word.
        if (c == '.' && ascii_letter(peek(1)) && n == upper + lower && single_letters(begin) && !ascii_letter(peek(2))) {
          ++at_;
          continue;
        }
        if (c == '\'' && ascii_letter(peek(1))) {
          if (take_apostrophe(1, buffer, n, contraction)) break;
          continue;
        }
        break;
      }
      const std::size_t mark = apostrophe();
      if (mark != 0) {
        if (!ascii_letter(peek(mark)) || take_apostrophe(mark, buffer, n, contraction)) break;
        continue;
      }
      const Rune rune = rune_at(text_, at_);
      if (!is_letter(rune.value) || written_without_blanks(rune.value)) break;
      upper += is_upper(rune.value);
      lower += !is_upper(rune.value);
      plain = false;
      at_ += rune.size;
    }
    std::size_t end = at_;
    if (contraction != 0 && possessive_) end = possessive_begin_;
    std::string folded;
    std::string_view form(buffer, n);
    if (!plain) {
      folded = fold(text_.substr(begin, end - begin));
      form = folded;
    }
    emit(begin, end, form, upper, lower, digits, contraction == 2);
    possessive_ = false;
  }

  // All characters since `begin` alternate letter and full stop.
  bool single_letters(std::size_t begin) const {
    for (std::size_t i = begin; i < at_; ++i)
      if (((i - begin) % 2 == 1) != (text_[i] == '.')) return false;
    return (at_ - begin) % 2 == 1;
  }

  // At an apostrophe of `mark` bytes with a letter behind. 's ends the word without counting to it; n't marks a negation; other
  // joined parts ('re, 'll, O'Brien) are kept together with the word. Returns true when the word is over.
  bool take_apostrophe(std::size_t mark, char* buffer, std::size_t& n, std::uint32_t& contraction) {
    const char next = static_cast<char>(peek(mark) | 0x20);
    const bool alone = !ascii_letter(peek(mark + 1));
    if (alone && next == 's') {
      possessive_ = true;
      possessive_begin_ = at_;
      contraction = 1;
      at_ += mark + 1;
      return true;
    }
    if (alone && next == 't' && n > 0 && buffer[n - 1] == 'n') contraction = 2;
    at_ += mark;
    return false;
  }

  void emit(std::size_t begin, std::size_t end, std::string_view form, std::uint32_t upper, std::uint32_t lower, std::uint32_t digits,
            bool negated) {
    Word word;
    word.begin = static_cast<std::uint32_t>(begin);
    word.end = static_cast<std::uint32_t>(end);
    word.form = word_hash(form);
    canonical_ = false;
    if (const WordFacts* facts = parts_.words.find(word.form)) {
      canonical_ = facts->canon != 0;
      word.classes = facts->classes;
      word.value = facts->value;
      word.key = facts->canon;
    }
    if (word.key == 0) word.key = word_hash(stem(form));
    if ((word.classes & kNumberWord) && !(word.classes & (kScale | kOrdinal))) word.key = number_key(parts_.numbers[word.value]);
    if (negated) word.classes |= kNegation | kStop;
    if (upper > 0 && is_upper(rune_at(text_, begin).value)) word.classes |= kCapital;
    if (upper >= 2 && lower == 0) {
      word.classes |= kAcronym;
      // "US" is a state and "us" is not.
      if (canonical_) word.classes &= ~static_cast<std::uint32_t>(kStop | kPronoun);
    }
    if (digits > 0 && upper + lower < digits) word.classes |= kNumber;
    // "May" is a month and "may" is not; the same for Mar, Sun and the like.
    if ((word.classes & (kMonth | kWeekday)) && !(word.classes & kCapital) && end - begin <= 4)
      word.classes &= ~static_cast<std::uint32_t>(kMonth | kWeekday);
    finish(word);
  }

  void finish(Word word) {
    if (starts_) word.classes |= kStarts;
    if (!out_.empty() && out_.back().end == word.begin) word.classes |= kGlued;
    starts_ = false;
    previous_wide_ = 0;
    out_.push_back(word);
  }

  void number() {
    const std::size_t begin = at_;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      const auto digit = [](char x) { return x >= '0' && x <= '9'; };
      if (digit(c) || ((c == ',' || c == '.' || c == ':') && digit(peek(1)))) {
        ++at_;
      } else {
        break;
      }
    }
    // 4chan, 1990s, 10th, 5G: letters glued to digits belong to the word.
    std::size_t letters = 0;
    while (at_ < text_.size() && ascii_letter(text_[at_])) ++at_, ++letters;
    const std::string_view text = text_.substr(begin, at_ - begin);
    const double value = number_value(text);
    Word word;
    word.begin = static_cast<std::uint32_t>(begin);
    word.end = static_cast<std::uint32_t>(at_);
    const std::string_view tail = text.substr(text.size() - letters);
    const bool plain = letters == 0 || tail == "st" || tail == "nd" || tail == "rd" || tail == "th" || tail == "s" || tail == "m" ||
                       tail == "bn" || tail == "km";
    word.form = word_hash(text);
    word.key = plain && !std::isnan(value) ? number_key(value) : word_hash(to_lower(text));
    word.classes = kNumber;
    finish(word);
  }

  const StoryRules::Parts& parts_;
  std::string_view text_;
  std::vector<Word>& out_;
  std::size_t at_ = 0;
  std::size_t possessive_begin_ = 0;
  std::uint32_t previous_wide_ = 0;
  bool possessive_ = false;
  bool canonical_ = false;
  bool starts_ = true;
};

}  // namespace

std::uint32_t number_key(double value) {
  const auto thousandths = static_cast<std::int64_t>(std::llround(value * 1000));
  const auto h = static_cast<std::uint32_t>(mix64(static_cast<std::uint64_t>(thousandths) + 0x9e3779b97f4a7c15ULL));
  return h == 0 ? 1 : h;
}

double number_value(std::string_view digits) {
  char plain[32];
  std::size_t n = 0;
  for (char c : digits) {
    if (c == ',') continue;
    if (c == ':') return std::nan("");
    if ((c < '0' || c > '9') && c != '.') break;
    if (n == sizeof plain) return std::nan("");
    plain[n++] = c;
  }
  double value = 0;
  const auto [end, error] = std::from_chars(plain, plain + n, value);
  return error == std::errc() && value < 1e15 ? value : std::nan("");
}

void read_words(const StoryRules::Parts& parts, std::string_view text, std::vector<Word>& words) {
  words.reserve(words.size() + text.size() / 6);
  Reader(parts, text, words).read();
}

}  // namespace readout
