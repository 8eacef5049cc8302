// Lines of CSV (RFC 4180) and TSV. In TSV, tab, line break, carriage return and backslash inside a cell are written \t \n \r \\,
// so that a line is always a record. Cells are exact unless `excel_safe`, which puts an apostrophe before cells that a spreadsheet
// would run as formulas (they begin with = + - @ tab or carriage return).
#pragma once
#include <string>
#include <vector>

namespace readout {

enum class CellFormat { csv, tsv };

// One line with its end ("\r\n" in CSV, "\n" in TSV).
std::string cell_line(const std::vector<std::string>& cells, CellFormat format, bool excel_safe);

}  // namespace readout
