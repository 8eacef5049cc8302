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
      {"20240426T102620", "2024-04-26", ""},
      {"1714127180", "2024-04-26", ""},
      {"1714127180000", "2024-04-26", ""},
      {"Fri, 26 Apr 2024 10:26:20 GMT", "2024-04-26", "10:26:20+00:00"},
      {"Fri Apr 26 10:26:20 CEST 2024", "2024-04-26", ""},
      {"26.04.2024 - 10:15", "2024-04-26", ""},
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
  };
  for (const Case& one : cases) {
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
