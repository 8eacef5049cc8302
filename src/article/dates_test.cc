#include "article/dates.h"

#include <gtest/gtest.h>

#include "article/test_rules.h"

namespace readout {
namespace {

TEST(Dates, MachineForms) {
  struct Case {
    const char* text;
    const char* day;
    const char* time;
  };
  const Case cases[] = {
      {"2024-04-26", "2024-04-26", ""},
      {"2024-04-26T10:26:20+02:00", "2024-04-26", "10:26:20+02:00"},
      {"2024-04-26T23:30:00Z", "2024-04-26", "23:30:00+00:00"},
      {"2024-04-26T23:30:00.123+0530", "2024-04-26", "23:30:00+05:30"},
      {"2024/4/6 9:05", "2024-04-06", "09:05"},
      {"20240426", "2024-04-26", ""},
      {"20240426T102620", "2024-04-26", "10:26:20"},
      {"20240426T102620Z", "2024-04-26", "10:26:20+00:00"},
      {"1714127180", "2024-04-26", "10:26:20+00:00"},
      {"1714127180000", "2024-04-26", "10:26:20+00:00"},
      {"Fri, 26 Apr 2024 10:26:20 GMT", "2024-04-26", "10:26:20+00:00"},
      {"Fri Apr 26 10:26:20 CEST 2024", "2024-04-26", ""},
      {"26.04.2024 - 10:15", "2024-04-26", "10:15"},
      {"26.04.2024, 10.15 Uhr", "2024-04-26", ""},
      {"26.04.2024 um 10.15 Uhr", "2024-04-26", "10:15"},
      {"26 avril 2024 à 10h26", "2024-04-26", "10:26"},
      {"26/04/2024 às 10h26", "2024-04-26", "10:26"},
      {"26/04/2024 05:22 pm", "2024-04-26", "17:22"},
      {"April 26, 2024 at 12:05 a.m.", "2024-04-26", "00:05"},
      {"2024.04.26 오후 3:15", "2024-04-26", "15:15"},
      {"2024年4月26日 下午3:15", "2024-04-26", "15:15"},
      {"2024-04-26|00h23", "2024-04-26", "00:23"},
      {"2024-04-26T10:26:20 -0700", "2024-04-26", "10:26:20-07:00"},
      {"26 апреля 2024 в 10:26", "2024-04-26", "10:26"},
  };
  for (const Case& one : cases) {
    const auto date = parse_date(one.text, test_tables().dates, true);
    ASSERT_TRUE(date) << one.text;
    EXPECT_EQ(iso(date->day), one.day) << one.text;
    EXPECT_EQ(date->time, one.time) << one.text;
  }
  for (const char* none : {"", "today", "2024", "1234", "99999999", "2024-13-45", "0000-00-00", "12:30"})
    EXPECT_FALSE(parse_date(none, test_tables().dates, true)) << none;
}

TEST(Dates, WrittenOutInManyLanguages) {
  struct Case {
    const char* text;
    const char* day;
  };
  const Case cases[] = {
      {"Published April 26, 2024 at noon", "2024-04-26"},
      {"Apr. 26th, 2024", "2024-04-26"},
      {"26 April 2024", "2024-04-26"},
      {"26th of April 2024", "2024-04-26"},
      {"Freitag, 26. April 2024", "2024-04-26"},
      {"den 3 maj 2024", "2024-05-03"},
      {"vendredi 26 avril 2024", "2024-04-26"},
      {"1er août 2023", "2023-08-01"},
      {"26 de abril de 2024", "2024-04-26"},
      {"26 aprile 2024", "2024-04-26"},
      {"26 kwietnia 2024", "2024-04-26"},
      {"26. dubna 2024", "2024-04-26"},
      {"2024. április 26.", "2024-04-26"},
      {"26 апреля 2024 г.", "2024-04-26"},
      {"26 квітня 2024", "2024-04-26"},
      {"26 Nisan 2024", "2024-04-26"},
      {"26 Απριλίου 2024", "2024-04-26"},
      {"2024年4月26日", "2024-04-26"},
      {"2024년 4월 26일", "2024-04-26"},
      {"26 أبريل 2024", "2024-04-26"},
      {"26 अप्रैल 2024", "2024-04-26"},
      {"26 huhtikuuta 2024", "2024-04-26"},
      {"2024 m. balandžio 26 d.", "2024-04-26"},
      {"26.04.24", "2024-04-26"},
      {"26/04/2024", "2024-04-26"},
      {"12/25/2023", "2023-12-25"},
      {"26 | 04 | 2024", "2024-04-26"},
      {"26 Apr '24", "2024-04-26"},
      {"26 tháng 4, 2024", "2024-04-26"},
      {"ngày 26 tháng 4 năm 2024", "2024-04-26"},
      {"26 أبريل 2024", "2024-04-26"},
      {"٢٦ نيسان ٢٠٢٤", "2024-04-26"},
      {"26 تشرين الأول 2023", "2023-10-26"},
      {"26 כאפריל 2024", ""},
      {"26 באפריל 2024", "2024-04-26"},
      {"২৬ এপ্রিল ২০২৪", "2024-04-26"},
      {"२६ अप्रैल २०२४", "2024-04-26"},
      {"26 เม.ย. 2567", "2024-04-26"},
      {"26 เมษายน พ.ศ. 2567", "2024-04-26"},
      {"26/04/2567 เวลา 10:15 น.", "2024-04-26"},
      {"۷ اردیبهشت ۱۴۰۳", "2024-04-26"},
      {"۱۴۰۳/۰۲/۰۷", "2024-04-26"},
      {"令和6年4月26日", "2024-04-26"},
      {"平成元年5月1日", ""},
      {"民國113年4月26日", "2024-04-26"},
      {"２０２４年４月２６日", "2024-04-26"},
      {"26 Nisan 2024 Cuma 10:15", "2024-04-26"},
      {"26 април 2024 г.", "2024-04-26"},
      {"26. april 2024 kl. 10.15", "2024-04-26"},
  };
  for (const Case& one : cases) {
    if (*one.day == '\0') {
      EXPECT_TRUE(find_dates(one.text, test_tables().dates, false).empty()) << one.text;
      continue;
    }
    const auto dates = find_dates(one.text, test_tables().dates, false);
    ASSERT_EQ(dates.size(), 1u) << one.text;
    EXPECT_EQ(iso(dates[0].day), one.day) << one.text;
  }
  for (const char* none :
       {"in May the march of 2024 people", "call 555-12-3456", "version 1.2.2024.5", "10 out of 2024", "room 12, floor 3"})
    EXPECT_TRUE(find_dates(none, test_tables().dates, false).empty()) << none;
}

TEST(Dates, OrderOfNumbersIsGuessedAndSaid) {
  const auto american = find_dates("4/5/2024", test_tables().dates, true), european = find_dates("4/5/2024", test_tables().dates, false);
  ASSERT_EQ(american.size(), 1u);
  EXPECT_EQ(iso(american[0].day), "2024-04-05");
  EXPECT_EQ(iso(european[0].day), "2024-05-04");
  EXPECT_TRUE(american[0].ambiguous);
  EXPECT_FALSE(find_dates("4.5.2024", test_tables().dates, true)[0].ambiguous);
}

TEST(Dates, OffsetsAreOfTheTextAsGiven) {
  const std::string text = "প্রকাশিত: ২৬ এপ্রিল ২০২৪, ১০:১৫";
  const auto dates = find_dates(text, test_tables().dates, false);
  ASSERT_EQ(dates.size(), 1u);
  EXPECT_EQ(dates[0].begin, text.find("২৬"));
  EXPECT_EQ(dates[0].end, text.size());
  EXPECT_EQ(dates[0].time, "10:15");
}

// The fast look must never miss what the parser finds.
TEST(Dates, FastLookPassesAllThatIsFound) {
  for (const char* text :
       {"26.4.24", "4/26/2024", "26 Apr '24", "2024年4月26日", "令和6年4月26日", "26 เม.ย. 2567", "۷ اردیبهشت ۱۴۰۳", "26-Apr-24"}) {
    EXPECT_FALSE(find_dates(text, test_tables().dates, false).empty()) << text;
    EXPECT_TRUE(may_hold_date(text)) << text;
  }
  for (const char* text : {"", "no digits", "page 3 of 12", "call 5551234567", "100 people, 20 cars"})
    EXPECT_FALSE(may_hold_date(text)) << text;
}

TEST(DateWords, PersianCalendar) {
  EXPECT_EQ(iso(from_persian(1403, 1, 1)), "2024-03-20");
  EXPECT_EQ(iso(from_persian(1403, 12, 30)), "2025-03-20");
  EXPECT_EQ(iso(from_persian(1399, 1, 1)), "2020-03-20");
  EXPECT_EQ(iso(from_persian(1357, 11, 22)), "1979-02-11");
}

TEST(DateWords, WhatStandsBesideADate) {
  struct Case {
    const char* before;
    const char* after;
    DateRole role;
  };
  const Case cases[] = {
      {"Published ", "", DateRole::published},
      {"Posted by the desk on ", "", DateRole::published},
      {"Last updated: ", "", DateRole::updated},
      {"First published 3 May 2024, updated ", "", DateRole::updated},
      {"Mis à jour le ", "", DateRole::updated},
      {"Veröffentlicht am ", "", DateRole::published},
      {"Zuletzt geändert am ", "", DateRole::updated},
      {"Stand: ", "", DateRole::as_of},
      {"Mitglied seit ", "", DateRole::event},
      {"Member since ", "", DateRole::event},
      {"Обновлено: ", "", DateRole::updated},
      {"Güncelleme: ", "", DateRole::updated},
      {"آخر تحديث: ", "", DateRole::updated},
      {"עודכן ב-", "", DateRole::updated},
      {"最終更新日：", "", DateRole::updated},
      {"发布时间：", "", DateRole::published},
      {"입력 ", "", DateRole::published},
      {"최종수정 ", "", DateRole::updated},
      {"เผยแพร่เมื่อ ", "", DateRole::published},
      {"Cập nhật lúc ", "", DateRole::updated},
      {"", " aktualisiert", DateRole::updated},
      {"Do ", "", DateRole::none},
      {"", "", DateRole::none},
  };
  for (const Case& one : cases) EXPECT_EQ(test_tables().dates.role(one.before, one.after), one.role) << one.before << "|" << one.after;
}

TEST(DateWords, NamesOfFields) {
  bool date = false;
  const DateWords& words = test_tables().dates;
  EXPECT_EQ(words.key_role("firstPubDate", date), DateRole::published);
  EXPECT_TRUE(date);
  EXPECT_EQ(words.key_role("last_modified", date), DateRole::updated);
  EXPECT_EQ(words.key_role("entry-date", date), DateRole::published);
  EXPECT_EQ(words.key_role("authorName", date), DateRole::none);
  EXPECT_FALSE(date);
}

TEST(DateWords, NewsroomClocks) {
  const NewsroomZones& zones = test_tables().zones;
  EXPECT_EQ(zones.minutes("example.de", {2024, 1, 15}), 60);
  EXPECT_EQ(zones.minutes("example.de", {2024, 7, 15}), 120);
  EXPECT_EQ(zones.minutes("example.de", {2024, 3, 31}), 120);  // the last Sunday
  EXPECT_EQ(zones.minutes("example.de", {2024, 3, 30}), 60);
  EXPECT_EQ(zones.minutes("example.com.au", {2024, 1, 15}), 660);
  EXPECT_EQ(zones.minutes("example.jp", {2024, 7, 15}), 540);
  EXPECT_EQ(zones.minutes("example.com", {2024, 7, 15}), std::nullopt);
}

TEST(DateWords, BadLinesAreTold) {
  for (const char* text : {"published", "nonsense\tx", "era\tx\ty", "era\tx"}) {
    const auto words = DateWords::compile({"m.tsv", ""}, {"w.tsv", ""}, {"d.tsv", text});
    ASSERT_FALSE(words) << text;
    EXPECT_EQ(words.error().where, "d.tsv:1");
  }
  EXPECT_FALSE(NewsroomZones::compile({"z.tsv", "de\t1\tmars"}));
  EXPECT_FALSE(NewsroomZones::compile({"z.tsv", "de\t99"}));
}

TEST(Dates, InAddresses) {
  struct Case {
    const char* url;
    const char* day;
  };
  const Case cases[] = {
      {"https://example.org/2024/04/26/title", "2024-04-26"}, {"https://example.org/news/2024-04-26-title.html", "2024-04-26"},
      {"https://example.org/a/20240426/b", "2024-04-26"},     {"https://example.org/2024/0426/c", "2024-04-26"},
      {"https://example.org/story-29-10-2021", "2021-10-29"},
  };
  for (const Case& one : cases) {
    const auto date = date_in_url(one.url);
    ASSERT_TRUE(date) << one.url;
    EXPECT_EQ(iso(date->day), one.day) << one.url;
    EXPECT_FALSE(date->month_only);
  }
  EXPECT_TRUE(date_in_url("https://example.org/2024/04/title")->month_only);
  for (const char* none :
       {"https://example.org/", "https://2024-04-26.example.org/x", "https://example.org/id/12345678", "https://example.org/2024/99/99"})
    EXPECT_FALSE(date_in_url(none)) << none;
}

}  // namespace
}  // namespace readout
