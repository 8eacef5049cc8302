#include "quote/marks.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace readout {
namespace {

// The inner words of all segments, joined by " / ".
std::string marked(std::string_view text, Notes* out = nullptr) {
  Notes notes;
  std::vector<std::string> found;
  for (const MarkedSegment& segment : find_marked(text, find_paragraphs(text), notes)) {
    EXPECT_TRUE(segment.outer.contains(segment.inner));
    found.emplace_back(slice(text, segment.inner));
  }
  if (out != nullptr) *out = notes;
  return join(found, " / ");
}

TEST(Marks, Styles) {
  const struct {
    const char *text, *want;
  } cases[] = {
      {"\"We agreed,\" the minister said. \"It took a week.\"", "We agreed, / It took a week."},
      {"\u201CWe agreed,\u201D the minister said.", "We agreed,"},
      {"Le ministre : \u00ABNous avons sign\u00E9\u00BB.", "Nous avons sign\u00E9"},
      {"Der Minister sagte: \u201EWir haben unterschrieben\u201D.", "Wir haben unterschrieben"},
      {"\u2018We agreed,\u2019 the minister said.", "We agreed,"},
      {"\u2018We don\u2019t agree,\u2019 the minister said.", "We don\u2019t agree,"},
      {"The minister's aides didn't sign the workers' petition.", ""},
      {"The so-called \"red line\" moved.", "red line"},
      {"\"He told me 'never' twice,\" she said.", "He told me 'never' twice,"},
      {"He asked \"why?\" and \"when?\" at once.", "why? / when?"},
      {"No marks at all.", ""},
      {"", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(marked(c.text), c.want) << c.text;
}

TEST(Marks, AQuotationOverTwoParagraphsIsReopened) {
  const std::string_view text = "\u201CThe talks were long.\n\n\u201CThey were also good,\u201D the envoy said.";
  Notes notes;
  const auto segments = find_marked(text, find_paragraphs(text), notes);
  ASSERT_EQ(segments.size(), 2u);
  EXPECT_FALSE(segments[0].continues);
  EXPECT_TRUE(segments[1].continues);
  EXPECT_TRUE(notes.empty());
}

TEST(Marks, ALostClosingMarkEndsWithItsParagraphAndIsNoted) {
  Notes notes;
  EXPECT_EQ(marked("The envoy said: \"The talks were long.\n\nNobody signed.", &notes), "The talks were long.");
  ASSERT_EQ(notes.size(), 1u);
  EXPECT_EQ(notes[0].kind, "mark-without-closing");
}

TEST(Marks, ALostOpeningMarkTakesTheParagraphsStart) {
  Notes notes;
  EXPECT_EQ(marked("We will keep talking to avoid any mistake,\u201D he said.", &notes), "We will keep talking to avoid any mistake,");
  ASSERT_EQ(notes.size(), 1u);
  EXPECT_EQ(notes[0].kind, "mark-without-opening");
}

TEST(Marks, AnEndlessQuotationIsDroppedWithANote) {
  Notes notes;
  EXPECT_EQ(marked("\"" + std::string(kLongestSegment + 1, 'a') + "\"", &notes), "");
  ASSERT_EQ(notes.size(), 1u);
  EXPECT_EQ(notes[0].kind, "quote-too-long");
}

TEST(Marks, AMillionMarksAreLinear) {
  std::string text;
  for (int i = 0; i < 200'000; ++i) text += "\"a\" ";
  Notes notes;
  EXPECT_EQ(find_marked(text, find_paragraphs(text), notes).size(), 200'000u);
}

}  // namespace
}  // namespace readout
