#include "output/terminal.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "output/pages.h"

namespace readout {
namespace {

TEST(Terminal, WrapsAtTheWidthInColumnsNotBytes) {
  const Style style{false, 20};
  EXPECT_EQ(wrap("one two three four five six", style, "  "), "  one two three four\n  five six\n");
  EXPECT_EQ(wrap("éé éé éé éé éé éé éé", style, ""), "éé éé éé éé éé éé éé\n");
  EXPECT_EQ(wrap("北京北京 北京北京北京", style, ""), "北京北京\n北京北京北京\n");
  EXPECT_EQ(wrap("a", style, "    ", {}, "  - "), "  - a\n");
  EXPECT_EQ(wrap("", style, "  "), "");
}

TEST(Terminal, BreaksWordsThatFitNoLine) {
  const Style style{false, 12};
  const std::string lines = wrap("https://example.org/a/very/long/address ok", style, "  ");
  for (const auto line : split(lines, '\n')) EXPECT_LE(display_width(line), 12) << line;
}

TEST(Terminal, MarksAreColoursOrBrackets) {
  const Style plain_style{false, 80}, colour{true, 80};
  const std::vector<Mark> marks{{{4, 7}, Paint::yellow, "[", "]"}};
  EXPECT_EQ(wrap("He  met him", plain_style, "", marks), "He [met] him\n");
  EXPECT_EQ(wrap("He  met him", colour, "", marks), "He \x1b[1;33mmet\x1b[0m him\n");
}

TEST(Terminal, ColourNeverRunsOverALineEnd) {
  const Style style{true, 12};
  const std::string lines = wrap("aaaa bbbb cccc dddd", style, "", {{{5, 19}, Paint::red, "", ""}});
  for (const auto line : split(lines, '\n'))
    EXPECT_EQ(line.find('\x1b') == std::string_view::npos, line.find("\x1b[0m") == std::string_view::npos) << line;
}

// A page may carry escape sequences and marks that turn the direction of text.
TEST(Terminal, HostileTextCannotSteerTheTerminal) {
  const std::string hostile =
      "a\x1b]0;owned\x07 \x1b[2Jb\xc2\x9b\x33m \xe2\x80\xae"
      "c\r\nd";
  for (const std::string& out : {plain(hostile), cut(hostile, 40), wrap(hostile, {false, 80}, "")}) {
    EXPECT_EQ(out.find('\x1b'), std::string::npos);
    EXPECT_EQ(out.find('\x07'), std::string::npos);
    EXPECT_EQ(out.find("\xc2\x9b"), std::string::npos);
    EXPECT_EQ(out.find("\xe2\x80\xae"), std::string::npos);
  }
}

TEST(Terminal, CutEndsWithAnEllipsis) {
  EXPECT_EQ(cut("short", 10), "short");
  EXPECT_EQ(cut("a longer line", 8), "a longe…");
}

TEST(Pages, ATreeShowsEveryTokenOnce) {
  Document d;
  d.article.text = "Ministers met Friday";
  const auto add = [&](std::uint32_t begin, std::uint32_t end, std::uint16_t head, Deprel deprel) {
    Token t;
    t.span = {begin, end};
    t.head = head;
    t.deprel = deprel;
    d.tokens.push_back(t);
  };
  add(0, 9, 1, Deprel::nsubj);
  add(10, 13, kRoot, Deprel::root);
  add(14, 20, 1, Deprel::obl);
  d.sentences.push_back({0, 3, {0, 20}, true});
  EXPECT_EQ(draw_tree(d, d.sentences[0], {}), "met  root  X\n├─ Ministers  nsubj  X\n└─ Friday  obl  X\n");
}

TEST(Pages, AnEventNamesItsPartiesAndMarksItsTrigger) {
  const std::string text = "France met Germany.";
  Event e;
  e.actor = {{{0, 6}, "FRA", {"GOV"}, "", -1}};
  e.recipient = {{{11, 18}, "DEU", {}, "Germany", -1}};
  e.trigger = {7, 10};
  e.evidence = {0, 19};
  e.mode = {"meet"};
  e.date = {std::nullopt, "2024-05-01", "", DatePrecision::month};
  EXPECT_EQ(event_entry(e, text, {}),
            "2024-05     France (FRA GOV) → Germany (DEU)\n            CONSULT · meet\n            France [met] Germany.\n");
}

}  // namespace
}  // namespace readout
