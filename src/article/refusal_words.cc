#include "article/refusal_words.h"

#include "base/text.h"
#include "base/utf8.h"

namespace readout {
namespace {

std::string key_of(std::string_view text) { return replace_all(fold(squeeze(text)), "\xE2\x80\x99", "'"); }

bool edge(char c) { return std::string_view(" .,!?:;-|>*\"'()[]").find(c) != std::string_view::npos; }

std::string_view strip(std::string_view text) {
  for (;;) {
    if (!text.empty() && edge(text.front()))
      text.remove_prefix(1);
    else if (!text.empty() && edge(text.back()))
      text.remove_suffix(1);
    else if (ends_with(text, "\xE2\x80\xA6"))  // …
      text.remove_suffix(3);
    else
      return text;
  }
}

// Whether `words` stand in `text` as whole words. Scripts that write no blanks have no words' ends to look for.
bool has_words(std::string_view text, std::string_view words) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  for (std::size_t at = text.find(words); at != text.npos; at = text.find(words, at + 1)) {
    const std::size_t end = at + words.size();
    if ((at == 0 || !letter(text[at - 1]) || !letter(words.front())) && (end == text.size() || !letter(text[end]) || !letter(words.back())))
      return true;
  }
  return false;
}

}  // namespace

Result<RefusalWords> RefusalWords::compile(const TextFile& file) {
  RefusalWords words;
  for (const Line& line : data_lines(file.text)) {
    const auto fields = split(line.text, '\t');
    const auto bad = [&](std::string message) {
      return Error{Error::Code::bad_data, std::move(message), file.name + ":" + std::to_string(line.number)};
    };
    if (fields.size() != 3) return bad("a line is REASON <tab> where <tab> words");
    const std::string key = key_of(fields[2]), reason(fields[0]);
    if (key.empty() || reason.empty()) return bad("reason or words are missing");
    if (fields[1] == "title-is")
      words.titles_.emplace(std::string(strip(key)), reason);
    else if (fields[1] == "title-has")
      words.title_phrases_.push_back({key, reason});
    else if (fields[1] == "text-has")
      words.text_phrases_.push_back({key, reason});
    else
      return bad("where is title-is, title-has or text-has, not '" + std::string(fields[1]) + "'");
  }
  return words;
}

std::string_view RefusalWords::in_title(std::string_view title, bool& part) const {
  constexpr std::size_t kLongest = 300;  // bytes
  std::string key = key_of(title.substr(0, kLongest));
  part = true;
  const auto find = [&](std::string_view words) -> std::string_view {
    const auto it = titles_.find(std::string(strip(words)));
    return it == titles_.end() ? std::string_view() : std::string_view(it->second);
  };
  if (const auto reason = find(key); !reason.empty()) return reason;
  std::string parts = key;
  for (const std::string_view mark : {" - ", "|", " \xE2\x80\x93 ", " \xE2\x80\x94 ", ": ", "\xC2\xBB", " \xC2\xB7 ", " // "})
    parts = replace_all(std::move(parts), mark, "\n");
  for (const auto one : split(parts, '\n'))
    if (const auto reason = find(one); !reason.empty()) return reason;
  part = false;
  for (const Phrase& phrase : title_phrases_)
    if (has_words(key, phrase.words)) return phrase.reason;
  return {};
}

std::string_view RefusalWords::in_text(std::string_view text) const {
  constexpr std::size_t kRead = 4000;  // bytes
  const std::string key = key_of(text.substr(0, kRead));
  for (const Phrase& phrase : text_phrases_)
    if (has_words(key, phrase.words)) return phrase.reason;
  return {};
}

}  // namespace readout
