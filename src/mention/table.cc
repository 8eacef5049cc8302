#include "mention/table.h"

#include <algorithm>

#include "base/format.h"
#include "base/text.h"

namespace readout {

std::string place_of(std::string_view file, std::uint32_t line) { return format("{}:{}", file, line); }

Error bad_data(std::string_view file, std::uint32_t line, std::string message) {
  return Error{Error::Code::bad_data, std::move(message), place_of(file, line)};
}

std::vector<std::string_view> header_of(const TextFile& file) {
  const auto lines = data_lines(file.text);
  if (lines.empty()) return {};
  auto names = split(lines.front().text, '\t');
  for (auto& column : names) column = trim(column);
  return names;
}

std::vector<std::string_view> list_of(std::string_view cell) {
  std::vector<std::string_view> parts;
  if (trim(cell).empty()) return parts;
  for (auto part : split(cell, '|')) {
    if (part = trim(part); !part.empty()) parts.push_back(part);
  }
  return parts;
}

Result<std::vector<TableRow>> read_table(const TextFile& file, std::span<const std::string_view> columns) {
  const auto lines = data_lines(file.text);
  std::vector<TableRow> rows;
  if (lines.empty()) return rows;
  const auto header_line = static_cast<std::uint32_t>(lines.front().number);
  const auto header = header_of(file);
  std::vector<std::size_t> to_cell(header.size());
  std::vector<bool> seen(columns.size(), false);
  for (std::size_t i = 0; i < header.size(); ++i) {
    const auto same = [&](std::string_view column) { return column.substr(0, column.find('?')) == header[i]; };
    const auto at = static_cast<std::size_t>(std::find_if(columns.begin(), columns.end(), same) - columns.begin());
    if (at == columns.size()) return bad_data(file.name, header_line, format("unknown column \"{}\"", header[i]));
    if (seen[at]) return bad_data(file.name, header_line, format("column \"{}\" stands twice", header[i]));
    seen[at] = true;
    to_cell[i] = at;
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (!seen[i] && !columns[i].ends_with('?')) return bad_data(file.name, header_line, format("column \"{}\" is missing", columns[i]));
  }
  rows.reserve(lines.size() - 1);
  for (std::size_t n = 1; n < lines.size(); ++n) {
    const auto number = static_cast<std::uint32_t>(lines[n].number);
    const auto cells = split(lines[n].text, '\t');
    if (cells.size() != header.size()) {
      return bad_data(file.name, number, format("{} cells where the header names {} columns", cells.size(), header.size()));
    }
    TableRow row{number, std::vector<std::string_view>(columns.size())};
    for (std::size_t i = 0; i < cells.size(); ++i) row.cells[to_cell[i]] = trim(cells[i]);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace readout
