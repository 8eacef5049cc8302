// Cutting plain text: lines, fields, trimming, joining. Knows nothing of news.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace readout {

std::string_view trim(std::string_view text);  // ASCII blanks at both ends
std::vector<std::string_view> split(std::string_view text, char separator);
std::string join(const std::vector<std::string>& parts, std::string_view separator);
bool starts_with(std::string_view text, std::string_view prefix);
bool ends_with(std::string_view text, std::string_view suffix);
std::string replace_all(std::string text, std::string_view from, std::string_view to);
// Every run of white space (no-break spaces included) becomes one blank; none at the ends.
std::string squeeze(std::string_view text);

// Walks the lines of a data file: comments ('#' in the first column) and empty lines are passed over, '\r' is dropped.
struct Line {
  std::size_t number = 0;  // counted from 1
  std::string_view text;
};
std::vector<Line> data_lines(std::string_view text);

}  // namespace readout
