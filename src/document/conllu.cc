#include "document/conllu.h"

#include <algorithm>
#include <charconv>

#include "base/format.h"
#include "base/text.h"
#include "base/utf8.h"

namespace readout {
namespace {

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "3" a word, "3-4" a range, "3.1" an empty node.
bool row_kind(std::string_view id, ConlluRow::Kind& kind) {
  const auto sign = id.find_first_of("-.");
  if (sign == std::string_view::npos) {
    kind = ConlluRow::Kind::word;
    return all_digits(id);
  }
  kind = id[sign] == '-' ? ConlluRow::Kind::range : ConlluRow::Kind::empty;
  return all_digits(id.substr(0, sign)) && all_digits(id.substr(sign + 1));
}

// nullptr when the line is a row, else what is wrong with it.
const char* read_row(std::string_view line, ConlluRow& row) {
  row.columns.fill("_");
  std::size_t n = 0;
  while (n < kConlluColumns) {
    const auto tab = line.find('\t');
    row.columns[n++] = line.substr(0, tab);
    if (tab == std::string_view::npos) break;
    line.remove_prefix(tab + 1);
  }
  if (n < 2) return "needs an ID and a form, separated by a tab";
  if (!row_kind(row.columns[0], row.kind)) return "the ID is no number, range or empty node";
  if (trim(row.columns[1]).empty()) return "the form is empty";
  for (auto& column : row.columns)
    if (column.empty()) column = "_";
  return nullptr;
}

}  // namespace

void read_conllu_sentences(std::string_view text, const std::function<void(ConlluSentence&)>& take,
                           const std::function<void(std::size_t, std::string_view)>& broken) {
  ConlluSentence sentence;
  std::size_t number = 0, words = 0;
  const auto close = [&] {
    if (words > 0) take(sentence);
    sentence = {};
    words = 0;
  };
  if (starts_with(text, "\xEF\xBB\xBF")) text.remove_prefix(3);
  while (!text.empty()) {
    const auto end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    ++number;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (trim(line).empty()) {
      close();
      continue;
    }
    if (sentence.line == 0) sentence.line = number;
    if (line.front() == '#') {
      sentence.comments.push_back(line);
      continue;
    }
    ConlluRow row;
    if (const char* why = read_row(line, row)) {
      broken(number, why);
      continue;
    }
    words += row.kind == ConlluRow::Kind::word;
    sentence.rows.push_back(row);
  }
  close();
}

namespace {

// The form as text may hold it: bytes that are no UTF-8 become U+FFFD.
void append_form(std::string& text, std::string_view form) {
  std::size_t replaced = 0;
  if (valid_utf8(form))
    text += form;
  else
    text += repair_utf8(form, replaced);
}

std::string joined(const ConlluRow& row) {
  std::string line;
  for (const auto column : row.columns) line.append(line.empty() ? "" : "\t").append(column);
  return line;
}

bool has_misc(std::string_view misc, std::string_view item) {
  for (const auto part : split(misc, '|'))
    if (part == item) return true;
  return false;
}

}  // namespace

Document read_conllu(const Page& page, Notes& notes) {
  Document document;
  document.article.id = page.id;
  document.article.url = page.url;
  document.article.title = page.title;
  document.article.date = {page.date, "", page.date.empty() ? "" : "given", page.date.empty() ? 0.0 : 1.0};
  std::string& text = document.article.text;
  text.reserve(page.bytes.size() / 4);

  const auto take = [&](ConlluSentence& given) {
    GivenSentence side;
    bool paragraph = document.sentences.empty();
    for (const auto comment : given.comments) {
      side.comments.emplace_back(comment);
      paragraph = paragraph || starts_with(comment, "# newdoc") || starts_with(comment, "# newpar");
    }
    if (!text.empty()) text += paragraph ? "\n\n" : "\n";
    Sentence sentence;
    sentence.first = static_cast<std::uint32_t>(document.tokens.size());
    sentence.starts_paragraph = paragraph;
    std::uint32_t word = 0;
    std::uint32_t range_last = 0;  // words up to here (exclusive) stand inside a range: no blanks between them
    bool range_space = true;
    for (const ConlluRow& row : given.rows) {
      if (row.kind != ConlluRow::Kind::word) {
        side.before_row.push_back({word, joined(row)});
        if (row.kind == ConlluRow::Kind::range) {
          const auto id = row.columns[0];
          std::uint32_t first = 0, last = 0;
          std::from_chars(id.data(), id.data() + id.find('-'), first);
          std::from_chars(id.data() + id.find('-') + 1, id.data() + id.size(), last);
          range_last = last;
          range_space = !has_misc(row.columns[9], "SpaceAfter=No");
        }
        continue;
      }
      Token token;
      token.span.begin = static_cast<std::uint32_t>(text.size());
      append_form(text, row.columns[1]);
      token.span.end = static_cast<std::uint32_t>(text.size());
      ++word;
      token.space_after = !has_misc(row.columns[9], "SpaceAfter=No");
      if (word < range_last) token.space_after = false;
      if (word == range_last) token.space_after = range_space;
      if (token.space_after) text += ' ';
      side.misc.emplace_back(row.columns[9]);
      side.deps.emplace_back(row.columns[8]);
      side.ids.emplace_back(row.columns[0]);
      document.tokens.push_back(token);
    }
    if (!text.empty() && text.back() == ' ') text.pop_back();
    sentence.last = static_cast<std::uint32_t>(document.tokens.size());
    sentence.span = {document.tokens[sentence.first].span.begin, document.tokens.back().span.end};
    document.sentences.push_back(sentence);
    document.given.push_back(std::move(side));
  };
  read_conllu_sentences(page.bytes, take, [&](std::size_t line, std::string_view why) {
    notes.push_back({Step::document, "conllu-line", {}, format("line {}: {}", line, why)});
  });
  return document;
}

}  // namespace readout
