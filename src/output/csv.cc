#include "output/csv.h"

#include <string_view>

namespace readout {
namespace {

bool formula(std::string_view cell) { return !cell.empty() && std::string_view("=+-@\t\r").find(cell[0]) != std::string_view::npos; }

// A number may begin with a sign and is no formula.
bool number(std::string_view cell) {
  std::size_t digits = 0;
  for (std::size_t i = cell[0] == '-' || cell[0] == '+' ? 1 : 0; i < cell.size(); ++i) {
    if (cell[i] >= '0' && cell[i] <= '9')
      ++digits;
    else if (cell[i] != '.')
      return false;
  }
  return digits > 0;
}

void append_csv(std::string& out, std::string_view cell) {
  if (cell.find_first_of("\",\r\n") == std::string_view::npos && (cell.empty() || (cell.front() != ' ' && cell.back() != ' '))) {
    out += cell;
    return;
  }
  out += '"';
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

void append_tsv(std::string& out, std::string_view cell) {
  for (const char c : cell) switch (c) {
      case '\t': out += "\\t"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\\': out += "\\\\"; break;
      default: out += c;
    }
}

}  // namespace

std::string cell_line(const std::vector<std::string>& cells, CellFormat format, bool excel_safe) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line += format == CellFormat::csv ? ',' : '\t';
    std::string cell = excel_safe && formula(cells[i]) && !number(cells[i]) ? '\'' + cells[i] : cells[i];
    format == CellFormat::csv ? append_csv(line, cell) : append_tsv(line, cell);
  }
  return line + (format == CellFormat::csv ? "\r\n" : "\n");
}

}  // namespace readout
