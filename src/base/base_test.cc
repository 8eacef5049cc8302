#include <gtest/gtest.h>
#include <utf8proc.h>

#include <cstdlib>
#include <map>
#include <set>

#include "base/date.h"
#include "base/hash.h"
#include "base/hash_map.h"
#include "base/listed_words.h"
#include "base/memo.h"
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

// The slow twin of fold(): utf8proc over the whole text at once, then the letters that it leaves alone.
std::string slow_fold(std::string_view text) {
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_CASEFOLD | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK | UTF8PROC_COMPAT);
  utf8proc_uint8_t* mapped = nullptr;
  const auto n =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()), &mapped, options);
  if (n < 0) return to_lower(text);
  std::string out(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(n));
  std::free(mapped);
  for (const auto& [from, to] : {std::pair("\u0131", "i"), {"\u0142", "l"}, {"\u00F8", "o"}, {"\u0111", "d"}, {"\u00E6", "ae"}})
    out = replace_all(out, from, to);
  return out;
}

TEST(Utf8, FoldingIsThatOfUtf8procForEveryLetter) {
  std::string all;
  for (char32_t rune = 0; rune < 0x32000; ++rune) {
    if (rune >= 0xD800 && rune < 0xE000) continue;
    std::string one = "a";
    append_utf8(one, rune);
    all += one;
    const std::string folded = slow_fold(one);
    ASSERT_EQ(fold(one), folded) << static_cast<unsigned>(rune);
    std::string letters;
    for (std::size_t at = 0; at < folded.size();) {
      const Rune part = rune_at(folded, at);
      if (is_letter(part.value) || is_digit(part.value)) letters.append(folded, at, part.size);
      at += part.size;
    }
    ASSERT_EQ(letter_key(one), letters) << static_cast<unsigned>(rune);
    const auto c = utf8proc_category(static_cast<utf8proc_int32_t>(rune));
    ASSERT_EQ(is_letter(rune), c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_MC && (rune >= 0x80 || c <= UTF8PROC_CATEGORY_LO))
        << static_cast<unsigned>(rune);
    ASSERT_EQ(is_upper(rune), c == UTF8PROC_CATEGORY_LU || c == UTF8PROC_CATEGORY_LT) << static_cast<unsigned>(rune);
    ASSERT_EQ(is_lower(rune), c == UTF8PROC_CATEGORY_LL) << static_cast<unsigned>(rune);
    ASSERT_EQ(is_digit(rune), c == UTF8PROC_CATEGORY_ND) << static_cast<unsigned>(rune);
    ASSERT_EQ(is_punct(rune), c >= UTF8PROC_CATEGORY_PC && c <= UTF8PROC_CATEGORY_SO) << static_cast<unsigned>(rune);
  }
  EXPECT_EQ(fold(all), slow_fold(all));
}

TEST(Utf8, WhatIsNotUtf8IsLoweredOnly) {
  EXPECT_EQ(fold("\xFF\xC3\x84 B"), "\uFFFD\u00E4 b");
  EXPECT_EQ(letter_key("\xFF\xC3\x84 B"), "\u00E4b");
  EXPECT_EQ(letter_key("Zw\xC3\xB6lf: 12 \xE2\x80\x94 Stra\xC3\x9F"
                       "en!"),
            "zwolf12strassen");
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
TEST(HashMap, KeepsWhatAMapKeeps) {
  HashMap<int> ours;
  std::map<std::uint64_t, int> theirs;
  EXPECT_EQ(ours.find(7), nullptr);
  std::uint64_t key = 0;
  for (int i = 0; i < 20'000; ++i) {
    ours[key] += i;
    theirs[key] += i;
    key = i % 3 == 0 ? mix64(key + 1) % 5000 : key + (std::uint64_t{1} << 40);
  }
  EXPECT_EQ(ours.size(), theirs.size());
  for (const auto& [k, value] : theirs) {
    ASSERT_TRUE(ours.contains(k)) << k;
    EXPECT_EQ(*ours.find(k), value);
  }
  ours.clear();
  EXPECT_FALSE(ours.contains(0));
}

TEST(HashMap, RoomTakenAtOnceChangesNothing) {
  HashMap<int> grown, reserved;
  reserved.reserve(1000);
  for (std::uint64_t key = 0; key < 1000; ++key) grown[mix64(key)] = reserved[mix64(key)] = static_cast<int>(key);
  for (std::uint64_t key = 0; key < 2000; ++key) {
    ASSERT_EQ(grown.contains(mix64(key)), reserved.contains(mix64(key))) << key;
    if (key < 1000) {
      EXPECT_EQ(*reserved.find(mix64(key)), static_cast<int>(key));
    }
  }
}

TEST(ListedWords, KnowTheirWordsAlone) {
  ListedWords<int> words;
  EXPECT_EQ(words.find("april"), nullptr);
  words["april"] = 4;
  words["avril"] = 4;
  words[""] = 1;
  ASSERT_NE(words.find("avril"), nullptr);
  EXPECT_EQ(*words.find("avril"), 4);
  EXPECT_NE(words.find(""), nullptr);
  for (const std::string_view other : {"apri", "aprill", "abril", "April", "march"}) EXPECT_EQ(words.find(other), nullptr) << other;
}

TEST(Memo, AsksOnce) {
  Memo<std::size_t> sizes;
  int asked = 0;
  const auto size_of = [&](std::string_view text) {
    ++asked;
    return text.size();
  };
  for (int round = 0; round < 3; ++round) {
    EXPECT_EQ(sizes.get("story-body", size_of), 10u);
    EXPECT_EQ(sizes.get("", size_of), 0u);
  }
  EXPECT_EQ(asked, 2);
}

TEST(Hash, QuickHashTellsTextsOfAllSizesApart) {
  const std::string text = "class=\"article__body story-body\"";
  std::set<std::uint64_t> seen;
  for (std::size_t size = 0; size <= text.size(); ++size) seen.insert(quick_hash(std::string_view(text).substr(0, size)));
  EXPECT_EQ(seen.size(), text.size() + 1);
  EXPECT_NE(quick_hash(std::string_view("a\0", 2)), quick_hash("a"));
}

TEST(Hash, ValuesAreFrozen) {
  EXPECT_EQ(hash64(""), 0xefd01f60ba992926ULL);
  EXPECT_EQ(hash64("Ankara", 7), 0x78a1789619704fbeULL);
  EXPECT_EQ(hex64(0x1234), "0000000000001234");
}

}  // namespace
}  // namespace readout
