#include "article/repeats.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace readout {
namespace {

const std::string kFirst = "The ferry company said on Monday that it would run two more boats a day until the bridge is open again.";
const std::string kSecond =
    "Its director told the council that \"nobody on the island will have to wait for longer than twenty minutes in the morning\", and "
    "that fares would not go up before the end of the year.";
const std::string kQuote = "Nobody on the island will have to wait for longer than twenty minutes in the morning";

struct Case {
  const char* cause;
  std::vector<RepeatCandidate> paragraphs;
  std::vector<bool> expected;
};

TEST(Repeats, Table) {
  const std::string longer = kFirst + " Children travel free of charge.";
  const std::string both = kFirst + " " + kSecond + " This copy is for small screens and has a line of its own at its end, which is new.";
  const Case cases[] = {
      {"nothing is said twice", {{kFirst}, {kSecond}}, {false, false}},
      {"the first of two copies stays", {{kFirst}, {kSecond}, {kFirst}}, {false, false, true}},
      {"letter case and marks do not tell copies apart",
       {{kFirst}, {"THE FERRY COMPANY SAID ON MONDAY THAT IT WOULD RUN TWO MORE BOATS A DAY UNTIL THE BRIDGE IS OPEN AGAIN!"}},
       {false, true}},
      {"a pull quote after its paragraph", {{kSecond}, {kQuote}}, {false, true}},
      {"a pull quote before its paragraph", {{kQuote}, {kSecond}}, {true, false}},
      {"a paragraph that goes on says something new", {{kFirst}, {longer}, {kSecond}}, {true, false, false}},
      {"a hidden copy of the whole text in one piece", {{kFirst}, {kSecond}, {both, true}}, {false, false, true}},
      {"the same piece shown is kept where a good part is new", {{kFirst}, {both}}, {true, false}},
      {"short lines come twice in earnest",
       {{"Rest, then run for five minutes"}, {kFirst}, {"Rest, then run for five minutes"}},
       {false, false, false}},
      {"scripts without blanks",
       {{"\xE5\xB8\x82\xE6\x94\xBF\xE5\xBA\x9C\xE5\x91\xA8\xE4\xB8\x80\xE5\xAE\xA3\xE5\xB8\x83\xE6\xA1\xA5\xE6\xA2\x81\xE9\x87\x8D\xE6\x96"
         "\xB0\xE5\xBC\x80\xE6\x94\xBE"},
        {"\xE5\xB8\x82\xE6\x94\xBF\xE5\xBA\x9C\xE5\x91\xA8\xE4\xB8\x80\xE5\xAE\xA3\xE5\xB8\x83\xE6\xA1\xA5\xE6\xA2\x81\xE9\x87\x8D\xE6\x96"
         "\xB0\xE5\xBC\x80\xE6\x94\xBE\xE3\x80\x82"}},
       {false, true}},
      {"nothing at all", {}, {}},
  };
  for (const Case& one : cases) EXPECT_EQ(find_repeats(one.paragraphs), one.expected) << one.cause;
}

TEST(Repeats, LinearInTheText) {
  std::string word_list;
  for (int i = 0; i < 400'000; ++i) word_list += "w" + std::to_string(i % 977) + " ";
  const std::vector<RepeatCandidate> paragraphs(3, {word_list, false});
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(find_repeats(paragraphs), (std::vector<bool>{false, true, true}));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(3));
}

}  // namespace
}  // namespace readout
