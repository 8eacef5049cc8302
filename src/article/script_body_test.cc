#include "article/script_body.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "article/test_rules.h"

namespace readout {
namespace {
using ::testing::HasSubstr;
using ::testing::Not;

const std::string kOne = "The ferry company said on Monday that it would run two more boats a day until the bridge is open again for lorries.";
const std::string kTwo = "Its director told the council that nobody on the island would have to wait for longer than twenty minutes in the morning.";
const std::string kThree = "The council had asked for a third boat, but the company answered that no crew could be found for it before the summer.";
const std::string kOther = "In other news the museum opens a room for children with model ships, maps and a telescope that looks over the harbour.";

std::string quoted(const std::string& text) { return "\"" + text + "\""; }
ScriptBody find(const std::string& script) { return find_script_body(test_tables(), {script}); }

TEST(ScriptBody, ArrayOfParagraphsInOrder) {
  const ScriptBody body = find("window.Fusion={\"content_elements\":[{\"type\":\"text\",\"content\":" + quoted(kOne) +
                               "},{\"type\":\"image\",\"caption\":" + quoted(kOther) + "},{\"type\":\"header\",\"content\":\"A third boat\"}," +
                               "{\"type\":\"text\",\"content\":" + quoted(kTwo) + "},{\"type\":\"text\",\"content\":" + quoted(kThree) + "}]};");
  EXPECT_EQ(body.html, "<p>" + kOne + "</p><p>A third boat</p><p>" + kTwo + "</p><p>" + kThree + "</p>");
}

TEST(ScriptBody, OneStringOfEscapedHtml) {
  const ScriptBody body = find("{\"a\":{\"body\":\"\\u003cp\\u003e" + kOne + "\\u003c/p\\u003e\\u003cp\\u003e" + kTwo + "\\u003c/p\\u003e\\u003cp\\u003e" + kThree + "\\u003c/p\\u003e\",\"title\":\"x\"}}");
  EXPECT_THAT(body.html, HasSubstr("<p>" + kOne + "</p><p>" + kTwo + "</p>"));
  const ScriptBody twice = find("{\"body\":\"&lt;p&gt;" + kOne + "&lt;/p&gt;&lt;p&gt;" + kTwo + "&lt;/p&gt;&lt;p&gt;" + kThree + "&lt;/p&gt;\"}");
  EXPECT_EQ(twice.html, "<p>" + kOne + "</p><p>" + kTwo + "</p><p>" + kThree + "</p>");
}

TEST(ScriptBody, StateInAStringInAScript) {
  std::string inner = "{\\\"props\\\":{\\\"body\\\":[\\\"" + kOne + "\\\",\\\"" + kTwo + "\\\",\\\"" + kThree + "\\\"]},\\\"fill\\\":\\\"";
  inner += std::string(1000, 'x') + "\\\"}";
  EXPECT_EQ(find("self.__next_f.push([1,\"" + inner + "\"])").html, "<p>" + kOne + "</p><p>" + kTwo + "</p><p>" + kThree + "</p>");
}

TEST(ScriptBody, OtherStoriesAreNotJoined) {
  std::string script = "{\"article\":{\"paragraphs\":[";
  for (const auto& text : {kOne, kTwo, kThree}) script += "{\"text\":" + quoted(text) + "},";
  script += "{}]},\"feed\":{\"items\":[{\"story\":{\"card\":{\"text\":" + quoted(kOther) + "}}}]}}";
  const ScriptBody body = find(script);
  EXPECT_THAT(body.html, HasSubstr(kThree));
  EXPECT_THAT(body.html, Not(HasSubstr(kOther)));
}

TEST(ScriptBody, NothingWhereNoTextIs) {
  for (const char* script : {"", "var a = 1;", "{\"key\":\"value\"}", "{\"description\":\"Too short to be an article.\"}", "\"", "{\"a\":\"\\", "}}]]"})
    EXPECT_EQ(find(script).html, "") << script;
  std::string code = "{\"js\":\"";
  for (int i = 0; i < 50; ++i) code += "function(a) { return the one that was given to us before; }; ";
  EXPECT_EQ(find(code + "\"}").html, "");
}

TEST(ScriptBody, LinearOnHostileScripts) {
  std::string deep(2'000'000, '['), quotes(2'000'000, '"'), items = "[";
  for (int i = 0; i < 30'000; ++i) items += "{\"t\":\"one two three four five six seven eight nine ten\"},";
  const auto begin = std::chrono::steady_clock::now();
  find(deep);
  find(quotes);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(3));
  find(items);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(8));
}

}  // namespace
}  // namespace readout
