// Reads tab-separated data files: '#' comments, then a header line that names the columns, then rows.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_file.h"
#include "readout/result.h"

namespace readout {

struct TableRow {
  std::uint32_t line = 0;               // counted from 1
  std::vector<std::string_view> cells;  // in the order of the columns asked for; trimmed; empty where the file lacks the column
};

// A line of a data file, for messages and for Mention::why.
std::string place_of(std::string_view file, std::uint32_t line);  // "actors/people.tsv:212"
Error bad_data(std::string_view file, std::uint32_t line, std::string message);

// The column names of a file; empty when it has no line but comments.
std::vector<std::string_view> header_of(const TextFile& file);

// Rows of `file`, cells in the order of `columns`. A column name ending in '?' may be missing from the file. Errors with
// file:line: a column nobody asked for, a missing or doubled column, a row with a wrong number of cells.
Result<std::vector<TableRow>> read_table(const TextFile& file, std::span<const std::string_view> columns);

// The parts of a cell between '|', trimmed, empty ones dropped.
std::vector<std::string_view> list_of(std::string_view cell);

}  // namespace readout
