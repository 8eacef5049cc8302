#include "cli/flags.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "cli/commands.h"
#include "cli/help.h"

namespace readout {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Result<Invocation> parse(std::vector<const char*> words) {
  words.insert(words.begin(), "readout");
  return parse_command_line(static_cast<int>(words.size()), words.data());
}

TEST(Flags, ReadsTheSameInEverySpelling) {
  for (const auto& words : std::vector<std::vector<const char*>>{{"events", "-j4", "a"},
                                                                 {"events", "-j", "4", "a"},
                                                                 {"events", "--threads=4", "a"},
                                                                 {"--threads", "4", "events", "a"},
                                                                 {"events", "a", "-j=4"}}) {
    const auto call = parse(words);
    ASSERT_TRUE(call) << call.error().text();
    EXPECT_EQ(call->command, "events");
    EXPECT_EQ(call->options.threads, 4);
    EXPECT_THAT(call->options.inputs, ElementsAre("a"));
  }
}

TEST(Flags, JoinsSwitchesAndStopsAtTwoDashes) {
  const auto call = parse({"events", "-vvq", "--", "--json", "-"});
  ASSERT_TRUE(call);
  EXPECT_EQ(call->options.verbose, 2);
  EXPECT_TRUE(call->options.quiet);
  EXPECT_FALSE(call->options.json);
  EXPECT_THAT(call->options.inputs, ElementsAre("--json", "-"));
}

TEST(Flags, ComplaintsSayWhatToTry) {
  struct Case {
    std::vector<const char*> words;
    const char* want;
  };
  const Case cases[] = {
      {{"evnets"}, "did you mean `readout events`?"},
      {{"events", "--jsno"}, "did you mean --json?"},
      {{"events", "--thraeds=2"}, "did you mean --threads?"},
      {{"events", "--draw"}, "--draw is not for events; it is for: document"},
      {{"events", "-j"}, "--threads needs a value"},
      {{"events", "-j", "many"}, "--threads needs a number"},
      {{"events", "--json=yes"}, "--json takes no value"},
      {{"events", "--from", "jsnol"}, "did you mean jsonl?"},
      {{"events", "--color", "blue"}, "--color takes auto, never, always"},
      {{"events", "-x"}, "no flag -x"},
      {{"qqqqqq"}, "try `readout --help`"},
  };
  for (const Case& c : cases) {
    const auto call = parse(c.words);
    ASSERT_FALSE(call) << c.want;
    EXPECT_THAT(call.error().text(), HasSubstr(c.want));
    EXPECT_THAT(call.error().text(), HasSubstr("--help"));
  }
}

TEST(Flags, TableIsSound) {
  std::set<std::string_view> names;
  std::set<char> letters;
  for (const Flag& flag : flags()) {
    EXPECT_TRUE(names.insert(flag.name).second) << flag.name;
    EXPECT_TRUE(flag.letter == 0 || letters.insert(flag.letter).second) << flag.name;
    EXPECT_FALSE(flag.brief.empty()) << flag.name;
    bool used = false;
    for (const Command& command : commands()) used = used || flag.applies_to(command.name);
    EXPECT_TRUE(used) << flag.name << " is for no command";
  }
}

TEST(Help, EveryTextHoldsEveryFlagOfItsCommand) {
  const std::string manual = manual_page();
  for (const Flag& flag : flags())
    EXPECT_NE(manual.find(std::string(flag.brief.substr(0, flag.brief.find('-')))), std::string::npos) << flag.name;
  for (const Command& command : commands()) {
    const std::string help = command_help(command, {});
    for (const Flag& flag : flags())
      EXPECT_TRUE(!flag.applies_to(command.name) || help.find("--" + std::string(flag.name)) != std::string::npos) << command.name;
    EXPECT_LT(help.find(command.examples.substr(0, command.examples.find('\n'))), help.find("Usage:")) << "examples come first";
  }
  for (const char* shell : {"bash", "zsh", "fish"})
    for (const Flag& flag : flags()) EXPECT_NE(completion_script(shell).find(flag.name), std::string::npos) << shell << " " << flag.name;
  for (const char* shell : {"bash", "zsh", "fish"})
    for (const Command& command : commands())
      EXPECT_NE(completion_script(shell).find(command.name), std::string::npos) << shell << " " << command.name;
}

TEST(Help, FitsEightyColumns) {
  std::vector<std::string> texts{greeting(), overview({})};
  for (const Command& command : commands()) texts.push_back(command_help(command, {}));
  for (const auto& text : texts)
    for (std::size_t begin = 0; begin < text.size();) {
      const auto end = text.find('\n', begin);
      EXPECT_LE(display_width(text.substr(begin, end - begin)), 80) << text.substr(begin, end - begin);
      begin = end + 1;
    }
}

}  // namespace
}  // namespace readout
