// What a ledger keeps, as rows of cells: the columns of `readout export`. Each table is one list of columns (name, meaning, cell),
// from which the header, the rows and docs/formats/export.md follow.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "readout/ledger.h"

namespace readout {

template <class Row>
struct Column {
  std::string_view name;
  std::string_view meaning;
  std::string (*cell)(const Row&);
};

struct EventRow {
  const KeptEvent& kept;
  const KeptArticle& lead;
};
struct QuoteRow {
  const Quote& quote;
  const KeptArticle& article;
};

const std::vector<Column<EventRow>>& event_columns();
const std::vector<Column<KeptReport>>& report_columns();
const std::vector<Column<KeptArticle>>& article_columns();
const std::vector<Column<StoryMember>>& story_columns();
const std::vector<Column<QuoteRow>>& quote_columns();

// The 40 columns of POLECAT, in its order and with its names; "None" where nothing is known, lists joined by "; ".
// Source: Halterman, Bagozzi, Beger, Schrodt, Scarborough: PLOVER and POLECAT (2023), and the data set's codebook.
const std::vector<Column<EventRow>>& polecat_columns();

template <class Row>
std::vector<std::string> header(const std::vector<Column<Row>>& columns) {
  std::vector<std::string> names;
  for (const auto& column : columns) names.emplace_back(column.name);
  return names;
}
template <class Row>
std::vector<std::string> cells(const std::vector<Column<Row>>& columns, const Row& row) {
  std::vector<std::string> out;
  for (const auto& column : columns) out.push_back(column.cell(row));
  return out;
}

// A number as tables write it: at most four decimals, no trailing zeros.
std::string decimal(double number);

}  // namespace readout
