#include "article/explain.h"

#include <gtest/gtest.h>

#include <map>

#include "article/test_rules.h"

namespace readout {
namespace {

std::map<std::string, BlockVerdict> verdicts_of(const std::string& bytes, MediaType type) {
  Page page;
  page.bytes = bytes;
  page.media_type = type;
  Notes notes;
  std::vector<BlockVerdict> verdicts;
  make_article(test_rules(), page, {.verdicts = &verdicts}, notes);
  std::map<std::string, BlockVerdict> out;
  for (const BlockVerdict& verdict : verdicts) {
    EXPECT_EQ(bytes.substr(verdict.page_begin, verdict.page_end - verdict.page_begin), verdict.text);
    EXPECT_EQ(verdict.kept, verdict.reason == "article") << verdict.text;
    out[verdict.text] = verdict;
  }
  return out;
}

const std::string kFirst = "The harbour opened a second lock on Monday, two years after the first stone was laid and a year later than planned.";
const std::string kSecond = "Barges had waited up to nine hours at the old lock in busy weeks, the harbour office said in a report to the council.";
const std::string kThird = "Fishermen asked for a slip of their own beside it, which the council will discuss in spring when the figures are known.";

TEST(Explain, EachBlockHasItsReason) {
  const auto verdicts = verdicts_of("<html><head><title>A lock</title></head><body><nav><a href=/>Our first page</a></nav><article><h1>A lock</h1><p>" +
                                        kFirst + "</p><p>" + kSecond + "</p><p>" + kThird + "</p></article><div class=comments><p>Well done, I say.</p></div>" +
                                        "<footer><p>Harbour street 1</p></footer></body></html>",
                                    MediaType::html);
  for (const std::string& text : {kFirst, kSecond, kThird}) {
    ASSERT_TRUE(verdicts.contains(text));
    EXPECT_EQ(verdicts.at(text).reason, "article");
  }
  ASSERT_TRUE(verdicts.contains("Harbour street 1"));
  EXPECT_EQ(verdicts.at("Our first page").reason, "menu");
  EXPECT_EQ(verdicts.at("Well done, I say.").reason, "comments");
  EXPECT_EQ(verdicts.at("Harbour street 1").reason, "footer");
  EXPECT_GT(verdicts.at(kSecond).score, verdicts.at("Our first page").score);
}

TEST(Explain, EachLineOfATextHasItsReason) {
  const auto verdicts = verdicts_of("Home\nNews\nSport\n\n" + kFirst + "\n" + kSecond + "\n" + kThird + "\n\nRelated stories\n- One more\n- And another\n", MediaType::text);
  EXPECT_EQ(verdicts.at(kSecond).reason, "article");
  EXPECT_EQ(verdicts.at("Related stories").reason, "related");
}

}  // namespace
}  // namespace readout
