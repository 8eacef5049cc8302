#include "mention/actors.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace readout {
namespace {

constexpr std::string_view kCountries =
    "code\tname\tnames\tadjectives\tdemonyms\tcapital\tmetonyms\taliases_upper\nUSA\tUnited States\t\tAmerican\t\tWashington\t\tUS|U.S.\n";
constexpr std::string_view kOffices = "title\tsectors\toffice\nsecretary of state\tGOV\tSecretary of State\n";
constexpr std::string_view kPeople =
    "id\tnames\tcode\tsectors\toffice\tfrom\tuntil\n"
    "pompeo\tMike Pompeo\tUSA\tGOV\tSecretary of State\t2018-04-26\t2021-01-20\n"
    "kerry\tJohn Kerry\tUSA\tGOV\tSecretary of State\t2013-02-01\t2017-01-20\n";

TEST(FindActor, MeansWhatHeldOnTheDay) {
  const std::vector<TextFile> files{{"actors/c.tsv", kCountries}, {"actors/o.tsv", kOffices}, {"actors/p.tsv", kPeople}};
  const auto gazetteer = Gazetteer::compile(files);
  ASSERT_TRUE(gazetteer) << gazetteer.error().text();
  struct Case {
    const char *name, *day, *want;
  };
  for (const auto& [name, day, want] :
       {Case{"Pompeo", "2019-01-01", "surname|Mike Pompeo|actors/p.tsv:2|surname; Secretary of State from 2018-04-26"},
        Case{"mike pompeo", "2022-01-01",
             "person|Mike Pompeo|actors/p.tsv:2|full name; Secretary of State, out of office since 2021-01-20"},
        Case{"US secretary of state", "2014-05-05",
             "person|John Kerry|actors/p.tsv:3|holder of the office; Secretary of State from 2013-02-01"},
        Case{"Washington", "", "capital|United States|actors/c.tsv:2|its capital"}}) {
    const auto found = find_actor(*gazetteer, name, day);
    ASSERT_FALSE(found.empty()) << name;
    EXPECT_EQ(found[0].kind + "|" + found[0].entity + "|" + found[0].where + "|" + found[0].reason, want);
  }
  EXPECT_TRUE(find_actor(*gazetteer, "Nobody Known", "").empty());
}

TEST(CheckActors, TellsSharedAliasesAndDoubledTerms) {
  const std::string_view head = "id\tnames\tcode\tsectors\toffice\tfrom\tuntil\n";
  struct Case {
    const char *rows, *want;
  };
  for (const auto& [rows, want] : {
           Case{"a\tJohn Kerry\tUSA\tGOV\tSenator\t2000-01-01\t2010-01-01\nb\tJohn Kerry\tUSA\tGOV\tMayor\t2005-01-01\t\n",
                "error p.tsv:3: \"John Kerry\" is an alias of person a in p.tsv:2 for an overlapping time; mark it with ~ in both rows if "
                "it is meant\n"},
           Case{"a\tJohn Kerry~\tUSA\tGOV\tSenator\t2000-01-01\t\nb\tJohn Kerry~\tUSA\tGOV\tMayor\t2005-01-01\t\n", ""},
           Case{"a\tJohn Kerry\tUSA\tGOV\tSenator\t2000-01-01\t2004-01-01\nb\tJohn Kerry\tUSA\tGOV\tMayor\t2005-01-01\t\n", ""},
           Case{"a\tJohn Kerry\tUSA\tGOV\tSenator\t2000-01-01\t\na\tJohn Kerry\tUSA\tGOV\tSenator\t2005-01-01\t\n",
                "error p.tsv:3: John Kerry holds \"Senator\" in p.tsv:2 already for an overlapping time\n"},
           Case{"a\tJohn Kerry\tUSA\tGOV\tSenator\tsoon\t\n",
                "error p.tsv:2: \"soon\" is no date; write YYYY-MM-DD, YYYY-MM, YYYY or nothing\n"},
       }) {
    const std::string text = std::string(head) + rows;
    const std::vector<TextFile> files{{"p.tsv", text}};
    std::string got;
    for (const auto& complaint : check_actors(files))
      got += (complaint.error ? "error " : "warning ") + complaint.where + ": " + complaint.message + "\n";
    EXPECT_EQ(got, want);
  }
}

}  // namespace
}  // namespace readout
