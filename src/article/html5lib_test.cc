// html5lib's tokenizer and encoding cases, when READOUT_HTML5LIB names their folder (it holds tokenizer/ and encoding/); a table
// of our own runs always (html_tokenizer_test.cc). All must pass. Passed over are the cases with half of a surrogate pair in the
// input, which is no UTF-8, and xmlViolation.test, which says what a reader that makes XML must change.
//
// The tokenizer gives ranges of the input as written, so this file does what its users do with them: line ends are made LF, names
// are lowered, references read, NULs in names, values, comments and raw text become U+FFFD. Of a doctype only that it is one is told.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "article/test_rules.h"
#include "base/text.h"
#include "base/utf8.h"

namespace readout {
namespace {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

// Strict JSON, every byte kept, NULs and half surrogate pairs (as three bytes) too: article/json.h is made for pages, not for tests.
struct Value {
  std::string text;
  std::vector<std::pair<std::string, Value>> members;  // of an array without names
  const Value* find(std::string_view key) const {
    for (const auto& [name, value] : members)
      if (name == key) return &value;
    return nullptr;
  }
  std::string string_at(std::string_view key) const {
    const Value* value = find(key);
    return value == nullptr ? std::string() : value->text;
  }
};

class StrictJson {
 public:
  explicit StrictJson(std::string_view in) : in_(in) {}
  Value read() {
    Value value;
    const char c = peek();
    if (c == '"') {
      value.text = string();
    } else if (c == '{' || c == '[') {
      ++at_;
      while (peek() != '}' && peek() != ']') {
        std::string key;
        if (c == '{') {
          key = string();
          peek();
          ++at_;  // ':'
        }
        value.members.emplace_back(std::move(key), read());
        if (peek() == ',') ++at_;
      }
      ++at_;
    } else {
      while (at_ < in_.size() && std::string_view(",]} \n\r\t").find(in_[at_]) == std::string_view::npos) value.text += in_[at_++];
    }
    return value;
  }

 private:
  char peek() {
    while (at_ < in_.size() && std::string_view(" \n\r\t").find(in_[at_]) != std::string_view::npos) ++at_;
    if (at_ >= in_.size()) throw std::runtime_error("cut JSON");
    return in_[at_];
  }
  std::string string() {
    peek();
    const std::size_t begin = ++at_;
    while (in_.at(at_) != '"') at_ += in_[at_] == '\\' ? 2 : 1;
    return unescape(in_.substr(begin, at_++ - begin));
  }

 public:
  static std::string unescape(std::string_view in) {
    std::string out;
    for (std::size_t at = 0; at < in.size(); ++at) {
      if (in[at] != '\\') {
        out += in[at];
        continue;
      }
      const char c = in[++at];
      if (c == 'u') {
        const auto unit = [&](std::size_t from) { return static_cast<char32_t>(std::stoul(std::string(in.substr(from, 4)), nullptr, 16)); };
        char32_t rune = unit(at + 1);
        at += 4;
        if (rune >= 0xD800 && rune < 0xDC00 && in.substr(at + 1, 2) == "\\u") {
          rune = 0x10000 + ((rune - 0xD800) << 10) + (unit(at + 3) - 0xDC00);
          at += 6;
        }
        append_utf8(out, rune);
      } else {
        const std::size_t known = std::string_view("bfnrt").find(c);
        out += known == std::string_view::npos ? c : "\b\f\n\r\t"[known];
      }
    }
    return out;
  }

 private:
  std::string_view in_;
  std::size_t at_ = 0;
};

std::string nuls_replaced(std::string_view text) { return replace_all(std::string(text), std::string_view("\0", 1), "\xEF\xBF\xBD"); }
std::string name_of(std::string_view text) {
  std::string out = nuls_replaced(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

// Tokens one a line, neighbouring characters joined.
class Script {
 public:
  void text(std::string_view more) { text_ += more; }
  void token(std::string one) {
    flush();
    lines_.push_back(std::move(one));
  }
  void start_tag(const std::string& name, const std::map<std::string, std::string>& attributes, bool self_closing) {
    std::string one = "S " + name;
    for (const auto& [key, value] : attributes) one += " " + key + "=" + value;
    token(one + (self_closing ? " /" : ""));
  }
  std::vector<std::string> take() {
    flush();
    return std::move(lines_);
  }

 private:
  void flush() {
    if (!text_.empty()) lines_.push_back("C " + text_);
    text_.clear();
  }
  std::vector<std::string> lines_;
  std::string text_;
};

std::vector<std::string> ours(const std::string& html, TextMode mode, const std::string& last) {
  Script out;
  HtmlTokenizer tokenizer(html);
  if (mode != TextMode::data) tokenizer.set_mode(mode, last);
  HtmlToken token;
  const auto part = [&](std::uint32_t begin, std::uint32_t end) { return std::string_view(html).substr(begin, end - begin); };
  while (tokenizer.next(token)) {
    const std::string_view written = part(token.name_begin, token.name_end);
    switch (token.kind) {
      case TokenKind::text: {
        const std::string_view text = part(token.begin, token.end);
        const bool refs = token.mode == TextMode::data || token.mode == TextMode::rcdata;
        const std::string read = refs ? test_tables().char_refs.decode(text, false) : std::string(text);
        out.text(token.mode == TextMode::data || token.mode == TextMode::cdata ? read : nuls_replaced(read));
        break;
      }
      case TokenKind::start_tag: {
        std::map<std::string, std::string> attributes;
        for (const Attribute& a : tokenizer.attributes())
          attributes.emplace(name_of(part(a.name_begin, a.name_end)),
                             nuls_replaced(test_tables().char_refs.decode(part(a.value_begin, a.value_end), true)));
        out.start_tag(name_of(written), attributes, token.self_closing);
        break;
      }
      case TokenKind::end_tag: out.token("E " + name_of(written)); break;
      case TokenKind::comment: out.token("! " + nuls_replaced(written)); break;
      case TokenKind::doctype: out.token("D"); break;
      case TokenKind::end: break;
    }
  }
  return out.take();
}

std::vector<std::string> wanted(const Value& output, bool twice) {
  const auto text_of = [&](const Value& value) { return twice ? StrictJson::unescape(value.text) : value.text; };
  Script out;
  for (const auto& [none, token] : output.members) {
    if (token.members.empty()) continue;
    const std::string& kind = token.members[0].second.text;
    const std::string second = token.members.size() > 1 ? text_of(token.members[1].second) : std::string();
    if (kind == "Character") {
      out.text(second);
    } else if (kind == "StartTag") {
      std::map<std::string, std::string> attributes;
      for (const auto& [key, value] : token.members[2].second.members)
        attributes.emplace(twice ? StrictJson::unescape(key) : key, text_of(value));
      out.start_tag(second, attributes, token.members.size() > 3 && token.members[3].second.text == "true");
    } else {
      out.token(kind == "EndTag" ? "E " + second : kind == "Comment" ? "! " + second : "D");
    }
  }
  return out.take();
}

TEST(Html5lib, TokenizerCases) {
  const char* folder = std::getenv("READOUT_HTML5LIB");
  if (folder == nullptr || !std::filesystem::is_directory(std::string(folder) + "/tokenizer"))
    GTEST_SKIP() << "READOUT_HTML5LIB names no folder with html5lib's cases";
  const std::map<std::string, TextMode> modes = {{"Data state", TextMode::data},          {"PLAINTEXT state", TextMode::plain},
                                                 {"RCDATA state", TextMode::rcdata},      {"RAWTEXT state", TextMode::raw},
                                                 {"Script data state", TextMode::script}, {"CDATA section state", TextMode::cdata}};
  int passed = 0, passed_over = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(folder) + "/tokenizer")) {
    if (entry.path().extension() != ".test" || entry.path().stem() == "xmlViolation") continue;
    const std::string bytes = read_file(entry.path());
    const Value file = StrictJson(bytes).read();
    const Value* tests = file.find("tests");
    ASSERT_NE(tests, nullptr) << entry.path();
    for (const auto& [none, test] : tests->members) {
      const bool twice = test.string_at("doubleEscaped") == "true";
      std::string input = test.string_at("input");
      if (twice) input = StrictJson::unescape(input);
      std::vector<std::string> states = {"Data state"};
      if (const Value* named = test.find("initialStates")) {
        states.clear();
        for (const auto& [key, state] : named->members) states.push_back(state.text);
      }
      const std::string description = test.string_at("description");
      if (!valid_utf8(input)) {
        ++passed_over;
        continue;
      }
      for (const std::string& state : states) {
        const std::string clean = replace_all(replace_all(input, "\r\n", "\n"), "\r", "\n");
        const auto got = ours(clean, modes.at(state), test.string_at("lastStartTag")), want = wanted(*test.find("output"), twice);
        EXPECT_EQ(got, want) << entry.path().filename() << " " << state << ": " << description << "\n  " << input;
        passed += got == want;
      }
    }
  }
  RecordProperty("passed", passed);
  RecordProperty("passed_over", passed_over);
  EXPECT_GE(passed, 7000);
}

TEST(Html5lib, EncodingCases) {
  const char* folder = std::getenv("READOUT_HTML5LIB");
  if (folder == nullptr || !std::filesystem::is_directory(std::string(folder) + "/encoding"))
    GTEST_SKIP() << "READOUT_HTML5LIB names no folder with html5lib's cases";
  int passed = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(folder) + "/encoding")) {
    if (entry.path().extension() != ".dat") continue;
    const std::string bytes = read_file(entry.path());
    for (std::size_t at = bytes.find("#data\n"); at != bytes.npos;) {
      const std::size_t from = at + 6, mark = bytes.find("\n#encoding\n", from);
      if (mark == bytes.npos) break;
      const std::size_t end = std::min(bytes.find('\n', mark + 11), bytes.size());
      const auto want = test_tables().charsets.find(bytes.substr(mark + 11, end - mark - 11));
      const std::string_view page = std::string_view(bytes).substr(from, mark - from);
      auto got = starts_with(page, "\xEF\xBB\xBF") ? "UTF-8" : prescan_meta_charset(page, test_tables().charsets);
      if (got.empty()) got = "windows-1252";
      if (starts_with(got, "UTF-16")) got = "UTF-8";
      EXPECT_EQ(got, want) << page.substr(0, 400);
      passed += got == want;
      at = bytes.find("#data\n", end);
    }
  }
  EXPECT_GE(passed, 70);
  RecordProperty("passed", passed);
}

}  // namespace
}  // namespace readout
