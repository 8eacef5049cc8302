#include "output/csv.h"

#include <gtest/gtest.h>

namespace readout {
namespace {

TEST(Csv, QuotesWhatNeedsIt) {
  EXPECT_EQ(cell_line({"a", "", "b c"}, CellFormat::csv, false), "a,,b c\r\n");
  EXPECT_EQ(cell_line({"a,b", "say \"yes\"", "two\nlines", " edge"}, CellFormat::csv, false),
            "\"a,b\",\"say \"\"yes\"\"\",\"two\nlines\",\" edge\"\r\n");
}

TEST(Csv, TsvKeepsARecordOnALine) {
  EXPECT_EQ(cell_line({"a\tb", "two\nlines\r", "back\\slash", "Zürich"}, CellFormat::tsv, false),
            "a\\tb\ttwo\\nlines\\r\tback\\\\slash\tZürich\n");
}

TEST(Csv, ExcelSafeGuardsFormulasAndNothingElse) {
  for (const char* cell : {"=1+1", "+cmd", "-cmd", "@sum", "\tx", "-", "+1+cmd|x"})
    EXPECT_EQ(cell_line({cell}, CellFormat::tsv, true).front(), '\'') << cell;
  for (const char* cell : {"-7.5", "+3", "036", "a=1", ""}) EXPECT_NE(cell_line({cell}, CellFormat::csv, true).front(), '\'') << cell;
  EXPECT_EQ(cell_line({"=1+1"}, CellFormat::csv, false), "=1+1\r\n");
}

}  // namespace
}  // namespace readout
