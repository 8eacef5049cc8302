#include "article/blocks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "article/test_rules.h"

namespace readout {
namespace {
using ::testing::ElementsAreArray;

struct Cut {
  const char* cause;
  const char* html;
  std::vector<std::string> blocks;
};

std::vector<std::string> cut(std::string_view html) {
  const HtmlTree tree(html);
  const Blocks blocks = find_blocks(tree, test_tables().char_refs, test_tables().classes);
  std::vector<std::string> out;
  for (const Block& block : blocks.blocks) out.emplace_back(slice(blocks.text, block.text));
  return out;
}

TEST(Blocks, WhatAPageIsCutInto) {
  const Cut cases[] = {
      {"paragraphs", "<p>One.</p><p>Two.</p>", {"One.", "Two."}},
      {"inline elements join", "<p>The <b>old</b> <a href=x>bridge</a>.</p>", {"The old bridge."}},
      {"one br after a sentence parts", "<div>First line.<br>Second line.</div>", {"First line.", "Second line."}},
      {"one br inside a sentence does not", "<div>12 Harbour<br>Street</div>", {"12 Harbour Street"}},
      {"two br part", "<div>Harbour<br><br>Street</div>", {"Harbour", "Street"}},
      {"list items", "<ul><li>Tea<li>Coffee</ul>", {"Tea", "Coffee"}},
      {"a data row is one line",
       "<table><tr><th>Town</th><th>Votes</th></tr><tr><td>Aby</td><td>1,204</td></tr><tr><td>Bexby</td><td>986</td></tr></table>",
       {"Town Votes", "Aby 1,204", "Bexby 986"}},
      {"blocks and breaks inside a short cell",
       "<table><tr><td><p>Aby</p></td><td><div>1,204</div><br>(51%)</td></tr></table>",
       {"Aby 1,204 (51%)"}},
      {"words after a data row begin anew", "<table><tr><td>Aby<td>1,204</table>Source: own count", {"Aby 1,204", "Source: own count"}},
      {"a layout table is walked through",
       "<table><tr><td><ul><li>Home</ul></td><td><h1>Bridge opens</h1><p>It opened on Monday.</p></td></tr></table>",
       {"Home", "Bridge opens", "It opened on Monday."}},
      {"rows of a table in a cell are rows", "<table><tr><td><table><tr><td>a<td>b</table></td><td>c</td></tr></table>", {"a b", "c"}},
      {"one filled cell is no row", "<table><tr><td></td><td><p>One.</p><p>Two.</p></td></tr></table>", {"One.", "Two."}},
      {"words for screen readers inside a line",
       "<p>See the <a href=x>report<span class=\"sr-only\">(opens in a new window)</span></a> of the court.</p>",
       {"See the report of the court."}},
      {"a block for screen readers stays a block", "<h2 class=\"visually-hidden\">Text</h2><p>One.</p>", {"Text", "One."}},
      {"no-break and narrow blanks are blanks", "<p>5&nbsp;km&#8203; \xE2\x80\xAFlong</p>", {"5 km long"}},
      {"soft hyphens and marks without width leave words whole",
       "<p>Par&shy;lia\xC2\xADment sits in Neu\xE2\x80\x8Bstadt&#xFEFF;. \xE2\x81\xA0Yes</p>",
       {"Parliament sits in Neustadt. Yes"}},
      {"joiners of Persian are spelling",
       "<p>\xD9\x85\xDB\x8C\xE2\x80\x8C\xD8\xB1\xD9\x88\xD8\xAF</p>",
       {"\xD9\x85\xDB\x8C\xE2\x80\x8C\xD8\xB1\xD9\x88\xD8\xAF"}},
  };
  for (const Cut& one : cases) EXPECT_THAT(cut(one.html), ElementsAreArray(one.blocks)) << one.cause;
}

// A cell with more text than data has.
TEST(Blocks, LongCellsAreNoRow) {
  std::string html = "<table><tr><td>";
  for (int i = 0; i < 40; ++i) html += "a long text ";
  html += "</td><td>and its neighbour</td></tr></table>";
  EXPECT_EQ(cut(html).size(), 2u);
}

TEST(Blocks, NestedTablesStayLinear) {
  std::string html;
  for (int i = 0; i < 20'000; ++i) html += "<table><tr><td>x<td>";
  EXPECT_LT(cut(html).size(), 20'001u);
}

}  // namespace
}  // namespace readout
