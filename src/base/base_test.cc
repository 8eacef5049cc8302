#include <gtest/gtest.h>

#include "base/date.h"
#include "base/hash.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "base/utf8.h"
#include "readout/readout.h"

namespace readout {
namespace {

TEST(Span, SliceOfAForeignSpanGivesThePartThatFits) {
  EXPECT_EQ(slice("abc", {1, 3}), "bc");
  EXPECT_EQ(slice("abc", {1, 9}), "bc");
  EXPECT_EQ(slice("abc", {7, 9}), "");
}

TEST(Span, RelationsAreHalfOpen) {
  EXPECT_TRUE((Span{0, 4}.contains({1, 4})));
  EXPECT_FALSE((Span{0, 4}.contains({1, 5})));
  EXPECT_FALSE((Span{0, 4}.overlaps({4, 5})));
  EXPECT_TRUE((Span{0, 4}.overlaps({3, 5})));
}

TEST(Result, ReadingTheValueOfAFailureThrows) {
  const Result<int> failed = Error{Error::Code::bad_data, "unknown code 0412", "a.rules:3"};
  EXPECT_FALSE(failed);
  EXPECT_EQ(failed.error().text(), "a.rules:3: unknown code 0412");
  EXPECT_THROW((void)failed.value(), std::logic_error);
  EXPECT_EQ(*Result<int>(7), 7);
}

TEST(Names, EveryEnumHasItsNames) {
  EXPECT_EQ(name(EventType::ASSAULT), "ASSAULT");
  EXPECT_EQ(name(EventStatus::historical), "historical");
  EXPECT_EQ(name(CopyKind::same_story), "same_story");
  EXPECT_EQ(name(Step::ledger), "ledger");
  EXPECT_EQ(kUposNames[static_cast<std::size_t>(Upos::VERB)], "VERB");
  EXPECT_EQ(kDeprelNames[static_cast<std::size_t>(Deprel::xcomp)], "xcomp");
  EXPECT_EQ(kDeprelNames[static_cast<std::size_t>(Deprel::nsubj_pass)], "nsubj:pass");
  EXPECT_EQ(base_name(Deprel::obl_agent), "obl");
}

TEST(Names, QuadClassesFollowTheManual) {
  EXPECT_EQ(quad(EventType::AGREE), 1);
  EXPECT_EQ(quad(EventType::RETREAT), 2);
  EXPECT_EQ(quad(EventType::THREATEN), 3);
  EXPECT_EQ(quad(EventType::PROTEST), 4);
}

TEST(Utf8, ValidityFollowsRfc3629) {
  const struct {
    std::string text;
    bool valid;
  } cases[] = {
      {"plain", true},
      {"Erdo\xC4\x9F"
       "an",
       true},
      {"\xF0\x9F\x95\x8A", true},
      {"\xC0\xAF", false},          // overlong
      {"\xED\xA0\x80", false},      // surrogate
      {"\xF4\x90\x80\x80", false},  // above U+10FFFF
      {"\xE2\x82", false},          // cut short
      {"\x80", false},
  };
  for (const auto& c : cases) EXPECT_EQ(valid_utf8(c.text), c.valid) << c.text;
}

TEST(Utf8, RepairReplacesEachBadByteAndCounts) {
  std::size_t replaced = 0;
  EXPECT_EQ(repair_utf8("a\xFF"
                        "b\xE2\x82",
                        replaced),
            "a\xEF\xBF\xBD"
            "b\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(replaced, 3u);
}

TEST(Utf8, StepsForwardAndBack) {
  const std::string text = "a\xC4\x9F\xE2\x80\x94z";
  EXPECT_EQ(rune_at(text, 1).value, U'\u011F');
  EXPECT_EQ(rune_at(text, 3).size, 3u);
  EXPECT_EQ(rune_before(text, 6).value, U'\u2014');
  EXPECT_EQ(rune_before(text, 3).value, U'\u011F');
  EXPECT_EQ(rune_before("\xFFz", 1).value, U'\uFFFD');
}

TEST(Utf8, FoldingMakesSpellingsMeet) {
  const struct {
    const char *in, *want;
  } cases[] = {{"Erdo\xC4\x9F"
                "an",
                "erdogan"},
               {"ZELENSKYY", "zelenskyy"},
               {"S\xC3\xA3o Tom\xC3\xA9", "sao tome"},
               {"\xC5\x81\xC3\xB3"
                "d\xC5\xBA",
                "lodz"}};
  for (const auto& c : cases) EXPECT_EQ(fold(c.in), c.want);
}

TEST(Date, NumbersAndWeekdays) {
  EXPECT_EQ(to_number({1970, 1, 1}), 0);
  EXPECT_EQ(weekday({2024, 4, 26}), 4);  // a Friday
  EXPECT_EQ(weekday({1969, 12, 31}), 2);
  for (std::int64_t n = -800000; n < 800000; n += 37) EXPECT_EQ(to_number(from_number(n)), n);
}

TEST(Date, IsoReadsOnlyDaysThatExist) {
  EXPECT_EQ(iso(*parse_iso("2024-02-29T10:00")), "2024-02-29");
  for (const char* bad : {"2023-02-29", "2024-13-01", "2024-1-01", "24-01-01", "", "2024/01/01"}) EXPECT_FALSE(parse_iso(bad)) << bad;
}

TEST(Json, EscapesAndNumbers) {
  JsonWriter json;
  json.begin_object()
      .key("a\"b")
      .value("line\nbreak\x01")
      .key("n")
      .begin_array()
      .value(0.5)
      .value(1.0)
      .value(-3)
      .value(true)
      .null()
      .end_array();
  json.key("bad").value("\xFF").end_object();
  EXPECT_EQ(json.str(), "{\"a\\\"b\":\"line\\nbreak\\u0001\",\"n\":[0.5,1,-3,true,null],\"bad\":\"\xEF\xBF\xBD\"}");
}

TEST(Text, LinesKeepTheirNumbers) {
  const auto lines = data_lines("# comment\n\nfirst\r\n  \nsecond");
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].number, 3u);
  EXPECT_EQ(lines[0].text, "first");
  EXPECT_EQ(lines[1].number, 5u);
}

TEST(Text, SqueezeAndSplit) {
  EXPECT_EQ(squeeze(" a\xC2\xA0 b\n\tc "), "a b c");
  EXPECT_EQ(split("a||b", '|').size(), 3u);
  EXPECT_EQ(join({"a", "b"}, ", "), "a, b");
}

// The values are in ledgers: a change here is a change of every id.
TEST(Hash, ValuesAreFrozen) {
  EXPECT_EQ(hash64(""), 0xefd01f60ba992926ULL);
  EXPECT_EQ(hash64("Ankara", 7), 0x78a1789619704fbeULL);
  EXPECT_EQ(hex64(0x1234), "0000000000001234");
}

}  // namespace
}  // namespace readout
