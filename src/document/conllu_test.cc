#include "document/conllu.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace readout {
namespace {

constexpr std::string_view kGiven =
    "# newdoc id = x\n"
    "# sent_id = x-1\n"
    "1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "1\tdo\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "2\tn't\t_\t_\t_\t_\t_\t_\t_\tGloss=not\n"
    "3\tgo\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
    "3.1\tgo\tgo\t_\t_\t_\t_\t_\t_\t_\n"
    "4\t.\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "\n"
    "1\tNew York\t_\t_\t_\t_\t_\t_\t_\t_\r\n"
    "2\twaits\n"
    "\n";

TEST(Conllu, KeepsTokensAndWhatStandsAroundThem) {
  Page page;
  page.bytes = kGiven;
  Notes notes;
  const Document document = read_conllu(page, notes);
  EXPECT_TRUE(notes.empty());
  ASSERT_EQ(document.sentences.size(), 2U);
  EXPECT_EQ(document.article.text, "don't go.\nNew York waits");
  std::vector<std::string> forms;
  for (const Token& token : document.tokens) forms.emplace_back(document.form(token));
  EXPECT_THAT(forms, testing::ElementsAre("do", "n't", "go", ".", "New York", "waits"));
  ASSERT_EQ(document.given.size(), 2U);
  EXPECT_THAT(document.given[0].comments, testing::ElementsAre("# newdoc id = x", "# sent_id = x-1"));
  ASSERT_EQ(document.given[0].before_row.size(), 2U);
  EXPECT_EQ(document.given[0].before_row[0].word, 0U);
  EXPECT_EQ(document.given[0].before_row[1].word, 3U);
  EXPECT_THAT(document.given[0].misc, testing::ElementsAre("_", "Gloss=not", "SpaceAfter=No", "_"));
}

TEST(Conllu, BrokenLinesAreCountedWithTheirNumber) {
  Page page;
  page.bytes = "1\tone\t_\nno columns\nx\ttwo\n2\t\n3\tthree\n\n# only a comment\n\n";
  Notes notes;
  const Document document = read_conllu(page, notes);
  EXPECT_EQ(document.tokens.size(), 2U);
  ASSERT_EQ(notes.size(), 3U);
  EXPECT_EQ(notes[0].kind, "conllu-line");
  EXPECT_THAT(notes[0].detail, testing::StartsWith("line 2:"));
  EXPECT_THAT(notes[1].detail, testing::StartsWith("line 3:"));
  EXPECT_THAT(notes[2].detail, testing::StartsWith("line 4:"));
}

TEST(Conllu, BytesThatAreNoUtf8BecomeReplacementCharacters) {
  Page page;
  page.bytes = "1\tcaf\xE9\n\n";
  Notes notes;
  EXPECT_EQ(read_conllu(page, notes).article.text, "caf\xEF\xBF\xBD");
}

}  // namespace
}  // namespace readout
