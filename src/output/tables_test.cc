#include "output/tables.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>

namespace readout {
namespace {

struct Sample {
  KeptEvent kept;
  KeptArticle lead;
  Sample() {
    lead.article.id = "0123456789abcdef";
    lead.article.text = "Rebels attacked a base near Zürich on Friday.";
    lead.article.site = "example.org";
    lead.article.date.value = "2024-05-04";
    lead.article.language = "en";
    lead.named = {{MentionKind::person, "A. Name", "", 1}, {MentionKind::country, "Switzerland", "CHE", 2}};
    kept.event.id = "e1";
    kept.event.type = EventType::ASSAULT;
    kept.event.cameo = "0190";
    kept.event.intensity = -9.5;
    kept.event.actor = {{{0, 6}, "CHE", {"REB", "MIL"}, "", -1}, {{0, 6}, "CHE", {"REB"}, "", -1}};
    kept.event.place = EventPlace{{28, 35}, {"Zürich", "CHE", 47.37, 8.5, "city"}};
    kept.event.date.value = "2024-05-03";
    kept.n_reports = 3;
  }
  EventRow row() const { return {kept, lead}; }
};

template <class Row>
std::map<std::string, std::string> by_name(const std::vector<Column<Row>>& columns, const Row& row) {
  std::map<std::string, std::string> out;
  for (const auto& column : columns) out[std::string(column.name)] = column.cell(row);
  return out;
}

TEST(Tables, PolecatHasItsFortyColumns) {
  EXPECT_EQ(polecat_columns().size(), 40u);
  EXPECT_EQ(polecat_columns().front().name, "Event ID");
  EXPECT_EQ(polecat_columns()[7].name, "Actor Name");
  EXPECT_EQ(polecat_columns()[15].name, "Recipient Name");
  EXPECT_EQ(polecat_columns()[23].name, "Placename");
  EXPECT_EQ(polecat_columns()[33].name, "Source");
  EXPECT_EQ(polecat_columns().back().name, "Version");
}

TEST(Tables, PolecatConventions) {
  const Sample sample;
  const auto cell = by_name(polecat_columns(), sample.row());
  EXPECT_EQ(cell.at("Quad Code"), "MATERIAL CONFLICT");
  EXPECT_EQ(cell.at("Actor Country"), "CHE");
  EXPECT_EQ(cell.at("Actor Sectors"), "REB; MIL");
  EXPECT_EQ(cell.at("Primary Actor Sector"), "REB");
  EXPECT_EQ(cell.at("Actor Name Raw"), "Rebels");
  EXPECT_EQ(cell.at("Recipient Name"), "None");
  EXPECT_EQ(cell.at("City"), "Zürich");
  EXPECT_EQ(cell.at("Province"), "None");
  EXPECT_EQ(cell.at("Latitude"), "47.37");
  EXPECT_EQ(cell.at("Intensity"), "-9.5");
  EXPECT_EQ(cell.at("Story People"), "A. Name");
  EXPECT_EQ(cell.at("Story Locations"), "Switzerland");
  EXPECT_EQ(cell.at("Contexts"), "None");
}

TEST(Tables, NativeEventsKeepPartiesAndLeadingZeros) {
  const Sample sample;
  const auto cell = by_name(event_columns(), sample.row());
  EXPECT_EQ(cell.at("cameo"), "0190");
  EXPECT_EQ(cell.at("actor_codes"), "CHE; CHE");
  EXPECT_EQ(cell.at("actor_sectors"), "REB MIL; REB");
  EXPECT_EQ(cell.at("recipient_codes"), "");
  EXPECT_EQ(cell.at("n_reports"), "3");
  EXPECT_EQ(cell.at("quad"), "4");
}

TEST(Tables, TheirPageNamesEveryColumn) {
  std::ostringstream page;
  page << std::ifstream(READOUT_SOURCE_DIR "/docs/formats/export.md").rdbuf();
  std::string text = page.str();
  for (char& c : text) c = c == '\n' ? ' ' : c;
  for (std::size_t at = 0; (at = text.find("  ", at)) != std::string::npos;) text.erase(at, 1);
  const auto check = [&](std::string_view what, const auto& columns) {
    std::string line = "- **" + std::string(what) + "**: ";
    for (const auto& column : columns) line += std::string(column.name) + ", ";
    line.resize(line.size() - 2);
    EXPECT_NE(text.find(line + "."), std::string::npos) << "docs/formats/export.md does not say: " << line;
  };
  check("events", event_columns());
  check("mentions", report_columns());
  check("articles", article_columns());
  check("stories", story_columns());
  check("quotes", quote_columns());
}

TEST(Tables, ColumnNamesAreUniqueAndExplained) {
  const auto check = [](const auto& columns) {
    std::set<std::string_view> names;
    for (const auto& column : columns) {
      EXPECT_TRUE(names.insert(column.name).second) << column.name;
      EXPECT_FALSE(column.meaning.empty()) << column.name;
    }
  };
  check(event_columns());
  check(report_columns());
  check(article_columns());
  check(story_columns());
  check(quote_columns());
}

}  // namespace
}  // namespace readout
