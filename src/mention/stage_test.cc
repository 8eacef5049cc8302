// Tables of short documents and the mentions they must give, written "text|kind|code sectors|entity".
#include "mention/stage.h"

#include <gtest/gtest.h>

#include <fstream>
#include <random>
#include <sstream>

#include "base/format.h"
#include "base/test_document.h"
#include "base/text.h"

namespace readout {
namespace {

const std::string& words() {
  static const std::string text = [] {
    std::ifstream file(std::string(READOUT_SOURCE_DIR) + "/data/mention/words.tsv");
    std::stringstream all;
    all << file.rdbuf();
    return all.str();
  }();
  return text;
}

constexpr std::string_view kCountries =
    "code\tname\tnames\tadjectives\tdemonyms\tcapital\tmetonyms\taliases_upper\n"
    "CHN\tChina\t\tChinese|Sino-\tChinese\tBeijing\tBeijing\tPRC\n"
    "USA\tUnited States\tAmerica\tAmerican\tAmerican\tWashington\tthe White House\tUS|U.S.\n"
    "RUS\tRussia\t\tRussian\tRussian\tMoscow\tthe Kremlin\t\n"
    "SYR\tSyria\t\tSyrian\tSyrian\tDamascus\t\t\n"
    "TUR\tTurkey\t\tTurkish\tTurk\tAnkara\tAnkara\t\n"
    "FRA\tFrance\t\tFrench\tFrenchman|the French\tParis\tParis|the Elysee\t\n";
constexpr std::string_view kPeople =
    "id\tnames\tcode\tsectors\toffice\tfrom\tuntil\tsource\n"
    "xi\tXi Jinping\tCHN\tGOV\tPresident\t2013-03-14\t\tofficial site\n"
    "wang-yi\tWang Yi\tCHN\tGOV\tForeign Minister\t2013-03-16\t2022-12-30\tofficial site\n"
    "wang-yi\tWang Yi\tCHN\tGOV\tForeign Minister\t2023-07-25\t\tofficial site\n"
    "qin\tQin Gang\tCHN\tGOV\tForeign Minister\t2022-12-30\t2023-07-25\tofficial site\n"
    "blinken\tAntony Blinken|Antony J. Blinken\tUSA\tGOV\tSecretary of State\t2021-01-26\t2025-01-20\tofficial site\n"
    "pompeo\tMike Pompeo\tUSA\tGOV\tSecretary of State\t2018-04-26\t2021-01-20\tofficial site\n"
    "biden\tJoe Biden\tUSA\tGOV\tPresident\t2021-01-20\t2025-01-20\tofficial site\n"
    "obama\tBarack Obama\tUSA\tGOV\tPresident\t2009-01-20\t2017-01-20\tofficial site\n"
    "erdogan\tRecep Tayyip Erdoğan\tTUR\tGOV\tPresident\t2014-08-28\t\tofficial site\n";
constexpr std::string_view kPlaces =
    "name\tnames\tcountry\tlatitude\tlongitude\tpopulation\tkind\tsource\n"
    "Aleppo\tHalab\tSYR\t36.20\t37.16\t1850000\tcity\t\nMoscow\t\tRUS\t55.75\t37.62\t13000000\tcity\t\n"
    "Birmingham\t\tFRA\t52.48\t-1.90\t1150000\tcity\t\nBirmingham\t\tUSA\t33.52\t-86.80\t200000\tcity\t\n"
    "Syria\t\tSYR\t35.00\t38.00\t\tcountry\t\nSouth China Sea\t\t\t13.00\t114.00\t\tsea\t\n";
constexpr std::string_view kPeoples = "people\tadjectives\tdemonyms\tcountries\tforce\nKurds\tKurdish\tKurds\tSYR|TUR\tREB\n";
constexpr std::string_view kOrganisations =
    "id\tnames\tcode\tsectors\tfrom\tuntil\tsource\n"
    "un\tUnited Nations|UN|U.N.\tUNO\t\t1945-10-24\t\tofficial site\n"
    "nato\tNATO\tIGO\tMIL\t1949-04-04\t\tofficial site\n"
    "state\tState Department\tUSA\tGOV\t\t\tofficial site\n";
constexpr std::string_view kOffices =
    "title\tsectors\toffice\tsource\n"
    "president\tGOV\tPresident\t\nforeign minister\tGOV\tForeign Minister\t\nsecretary of state\tGOV\tSecretary of State\t\n"
    "spokesman\tGOV\t\t\n";
constexpr std::string_view kSectors =
    "noun\tsectors\tnumber\tsource\n"
    "police\tCOP\tany\t\ntroop\tMIL\tpl\t\nprotester\tCVL\tany\t\nlawmaker\tLEG\tany\t\nforce\tUNK\tpl\t\ngovernment\tGOV\tany\t\n"
    "warplane\tMIL\tany\t\nrebel\tREB\tany\t\nofficial\tGOV\tany\t\n";

Result<Gazetteer> compiled() {
  const std::vector<TextFile> files{
      {"actors/countries.tsv", kCountries}, {"actors/people.tsv", kPeople},   {"actors/organisations.tsv", kOrganisations},
      {"actors/offices.tsv", kOffices},     {"actors/sectors.tsv", kSectors}, {"mention/words.tsv", words()},
      {"places/places.tsv", kPlaces},       {"actors/peoples.tsv", kPeoples}};
  return Gazetteer::compile(files);
}

std::string show(const Document& document, const Mention& mention) {
  std::string out = format("{}|{}|{}", slice(document.article.text, mention.span), name(mention.kind), mention.code);
  for (const auto& sector : mention.sectors) out += " " + sector;
  out += "|" + mention.entity;
  if (mention.place) out += format("|{} {}", mention.place->precision, mention.place->latitude);
  if (mention.time) out += format("{} {} {}", mention.time->value, mention.time->end, name(mention.time->precision));
  return out;
}

struct Case {
  const char* text;
  const char* date;
  std::vector<const char*> want;  // each must be among the mentions
};

void check(const std::vector<Case>& cases) {
  auto gazetteer = compiled();
  ASSERT_TRUE(gazetteer) << gazetteer.error().text();
  for (const auto& test : cases) {
    const Document document = plain_document(test.text, test.date);
    Notes notes;
    const auto mentions = find_mentions(*gazetteer, document, notes);
    std::string all;
    for (const auto& mention : mentions) all += show(document, mention) + "   <" + mention.why + ">\n";
    for (const char* want : test.want)
      EXPECT_NE(("\n" + all).find("\n" + std::string(want) + "   <"), std::string::npos) << want << "\nnot among\n" << all;
  }
}

TEST(Mentions, TitleAndNameResolveByDate) {
  check({
      {"U.S. Secretary of State Antony Blinken met Chinese President Xi Jinping in Beijing .",
       "2024-04-26",
       {"U.S. Secretary of State Antony Blinken|person|USA GOV|Antony Blinken", "Chinese President Xi Jinping|person|CHN GOV|Xi Jinping",
        "Beijing|place|CHN|China", "U.S.|country|USA GOV|United States", "Chinese|country|CHN|China"}},
      {"The U.S. secretary of state spoke .", "2024-04-26", {"U.S. secretary of state|pronoun|USA GOV|Antony Blinken"}},
      {"The U.S. secretary of state spoke .", "2019-04-26", {"U.S. secretary of state|pronoun|USA GOV|Mike Pompeo"}},
      {"The Secretary of State spoke .", "2019-04-26", {"Secretary of State|pronoun|USA GOV|Mike Pompeo"}},
      {"The Chinese foreign minister spoke .", "2023-05-01", {"Chinese foreign minister|pronoun|CHN GOV|Qin Gang"}},
      {"Barack Obama spoke .", "2024-04-26", {"Barack Obama|person|USA ELI|Barack Obama"}},
  });
}

TEST(Mentions, SurnamesWithinADocument) {
  check({
      {"Antony Blinken arrived in China .\nBlinken met Wang Yi .\nMr. Blinken told Wang that he would return .",
       "2024-04-26",
       {"Blinken|person|USA GOV|Antony Blinken", "Wang|person|CHN GOV|Wang Yi"}},
      {"Erdogan criticised France .", "2020-10-26", {"Erdogan|person|TUR GOV|Recep Tayyip Erdoğan"}},
  });
}

TEST(Mentions, ModifiersGiveTheCountry) {
  check({
      {"Turkish troops entered Syria .",
       "2019-10-09",
       {"Turkish troops|group|TUR MIL|", "Turkish|country|TUR|Turkey", "Syria|country|SYR GOV|Syria|country 35"}},
      {"US-backed rebels fought Russian , Syrian and US warplanes .", "2017-10-09", {"US|country|USA GOV|United States"}},
      {"Russia 's foreign minister and a State Department spokesman spoke .", "2019-10-09", {"State Department spokesman|group|USA GOV|"}},
      {"The government of Syria resigned .", "2019-10-09", {"government|group|SYR GOV|"}},
      {"In Syria , police beat protesters .", "2019-10-09", {"police|group|SYR COP|", "protesters|group|SYR CVL|"}},
  });
}

TEST(Mentions, CapitalsStandForGovernments) {
  check({
      {"Washington condemned Moscow .",
       "2019-10-09",
       {"Washington|country|USA GOV|United States", "Moscow|country|RUS GOV|Russia|city 55.75"}},
      {"They met in Moscow .", "2019-10-09", {"Moscow|place|RUS|Russia|city 55.75"}},
      {"The Kremlin said so .", "2019-10-09", {"Kremlin|country|RUS GOV|Russia"}},
  });
}

TEST(Mentions, PronounsAndDescriptions) {
  check({
      {"Xi Jinping met Antony Blinken .\nHe praised the two countries .", "2024-04-26", {"He|pronoun|CHN GOV|Xi Jinping"}},
      {"China rejected the claim .\nIt warned Turkey .", "2024-04-26", {"It|pronoun|CHN GOV|China"}},
      {"The Chinese leader spoke .", "2024-04-26", {"Chinese leader|pronoun|CHN GOV|Xi Jinping"}},
  });
}

TEST(Mentions, Times) {
  check({
      {"They met on Friday .", "2024-04-26", {"Friday|time||2024-04-26  day"}},
      {"They met on Wednesday .", "2024-04-26", {"Wednesday|time||2024-04-24  day"}},
      {"They will meet on Wednesday .", "2024-04-26", {"Wednesday|time||2024-05-01  day"}},
      {"He came last week and left on 3 May 2019 .",
       "2024-04-26",
       {"last week|time||2024-04-15 2024-04-21 week", "3 May 2019|time||2019-05-03  day"}},
      {"It fell on April 9 , 2003 .", "2024-04-26", {"April 9 , 2003|time||2003-04-09  day"}},
      {"He would visit China in May .", "2024-04-26", {"May|time||2024-05-01 2024-05-31 month"}},
      {"He came three days ago , in early 2018 and from 3 to 5 May 2020 .",
       "2024-04-26",
       {"three days ago|time||2024-04-23  day", "early 2018|time||2018-01-01 2018-12-31 year",
        "from 3 to 5 May 2020|time||2020-05-03 2020-05-05 day"}},
      {"They met yesterday and next month .",
       "2024-04-26",
       {"yesterday|time||2024-04-25  day", "next month|time||2024-05-01 2024-05-31 month"}},
      {"On Friday they met .", "", {"Friday|time||  unknown"}},
  });
}

TEST(Mentions, Places) {
  check({
      {"Rebels left Aleppo .", "2016-12-13", {"Aleppo|place|SYR|Aleppo|city 36.2", "Rebels|group|SYR REB|"}},
      {"Ships crossed the South China Sea .", "2016-12-13", {"South China Sea|place||South China Sea|region 13"}},
      {"A man from Birmingham left .", "2016-12-13", {"Birmingham|place|FRA|Birmingham|city 52.48"}},
      {"A man from Birmingham , U.S. , left .", "2016-12-13", {"Birmingham|place|USA|Birmingham|city 33.52"}},
  });
}

TEST(Mentions, PeoplesTakeTheCountryOfTheText) {
  check({
      {"In Syria , Kurdish forces advanced .", "2016-12-13", {"Kurdish forces|group|SYR REB|"}},
      {"The Kurds in Turkey protested .", "2016-12-13", {"Kurds|group|TUR SOC|Kurds"}},
  });
}

TEST(Mentions, SpeakersOfQuotedWords) {
  check({
      {"\" We urge restraint , \" said Wang Yi .", "2024-04-26", {"We|pronoun|CHN GOV|"}},
      {"Xi Jinping said it was over .\n\" We reject this .", "2024-04-26", {"We|pronoun|CHN GOV|"}},
  });
}

TEST(Mentions, DescriptionsPointBack) {
  check({
      {"Xi Jinping met Antony Blinken .\nThe two leaders agreed .", "2024-04-26", {"leaders|pronoun| GOV|"}},
      {"China warned Russia .\nBoth countries recalled envoys .", "2024-04-26", {"countries|pronoun| GOV|"}},
      {"Troops entered Syria .\nPolice left the country .", "2024-04-26", {"country|pronoun|SYR GOV|Syria|country 35"}},
      {"The Secretary of State , Antony Blinken , left .", "2024-04-26", {"Secretary of State|pronoun|USA GOV|Antony Blinken"}},
      {"Russian , Turkish and US warplanes struck .", "2024-04-26", {"Russian , Turkish and US warplanes|group| MIL|"}},
  });
}

// Tags and trees as a parser gives them: heads, adjectives that are no nouns, names that swallow places, "it" that means nothing.
TEST(Mentions, UseTagsAndTrees) {
  auto gazetteer = compiled();
  ASSERT_TRUE(gazetteer) << gazetteer.error().text();
  Notes notes;
  const auto all_of = [&](const char* lines) {
    const Document document = tagged_document(lines, "2024-04-26");
    std::string all;
    for (const auto& mention : find_mentions(*gazetteer, document, notes)) {
      all += show(document, mention) + "|" + std::string(document.form(mention.head)) + "\n";
    }
    return all;
  };
  EXPECT_EQ(all_of("President PROPN 3 nsubj\nXi PROPN 1 flat B-PER\nleft VERB 0 root\nMoscow PROPN 3 obj B-LOC\n"),
            "President Xi|person|CHN GOV|Xi Jinping|President\nMoscow|country|RUS GOV|Russia|city 55.75|Moscow\n");
  EXPECT_EQ(all_of("Moscow PROPN 3 nsubj B-PER\nHilton PROPN 1 flat I-PER\nleft VERB 0 root\n"),
            "Moscow Hilton|person||Moscow Hilton|Moscow\n");
  EXPECT_EQ(all_of("It PRON 2 expl\nrained VERB 0 root\n"), "");
  EXPECT_EQ(all_of("New PROPN 2 compound B-LOC\nAleppo PROPN 3 nsubj I-LOC\ngrew VERB 0 root\n"), "");
  EXPECT_EQ(all_of("They PRON 3 nsubj\nwill AUX 3 aux\nmeet VERB 0 root\nWednesday PROPN 3 obl:unmarked\n"),
            "Wednesday|time||2024-05-01  day|Wednesday\n");
}

TEST(Mentions, InvariantsHoldOnRepeatedText) {
  auto gazetteer = compiled();
  ASSERT_TRUE(gazetteer);
  std::string text;
  for (int i = 0; i < 300; ++i)
    text += "Chinese President Xi Jinping told the U.S. Secretary of State on Friday that the two sides met in Moscow .\nHe said it .\n";
  const Document document = plain_document(text, "2024-04-26");
  Notes notes;
  const auto mentions = find_mentions(*gazetteer, document, notes);
  ASSERT_GT(mentions.size(), 1000u);
  std::uint32_t end_of_kind[7] = {};
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    const Mention& m = mentions[i];
    if (i > 0) {
      EXPECT_LE(mentions[i - 1].first, m.first);
    }
    EXPECT_LT(m.first, m.last);
    EXPECT_LE(m.first, m.head);
    EXPECT_LT(m.head, m.last);
    EXPECT_LT(m.refers_to, static_cast<std::int32_t>(mentions.size()));
    auto& end = end_of_kind[static_cast<std::size_t>(m.kind)];
    EXPECT_GE(m.span.begin, end);
    end = m.span.end;
  }
}

// A mention that gives up its modifiers to another of its kind begins later than it was sorted for.
TEST(Mentions, KeepTheirOrderOnRandomWords) {
  auto gazetteer = compiled();
  ASSERT_TRUE(gazetteer);
  const std::vector<std::string_view> pool = {"Kurdish", "counterpart", "sponsored", "a",      "Chinese", "President", "Xi",     "Jinping",
                                              "the",     "two",         "sides",     "leader", "of",      "and",       "'s",     "his",
                                              "troops",  ",",           "US",        "police", "May",     "26",        "Moscow", "in",
                                              "said",    "\"",          "We",        "group",  "Wang",    "Friday"};
  std::mt19937 random(11);
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (std::size_t i = 0; i < 1 + random() % 50; ++i)
      text += std::string(pool[random() % pool.size()]) + (random() % 10 == 0 ? "\n" : " ");
    const Document document = plain_document(text, "2024-04-26");
    Notes notes;
    std::uint32_t first = 0, end_of_kind[7] = {};
    for (const auto& mention : find_mentions(*gazetteer, document, notes)) {
      auto& end = end_of_kind[static_cast<std::size_t>(mention.kind)];
      ASSERT_TRUE(mention.first >= first && mention.span.begin >= end && mention.head >= mention.first && mention.head < mention.last)
          << text;
      first = mention.first;
      end = mention.span.end;
    }
  }
}

struct Complaint {
  const char* file;
  const char* text;
  const char* want;
};

TEST(Gazetteer, ComplainsWithFileAndLine) {
  const Complaint complaints[] = {
      {"a.tsv", "id\tnames\tcolour\n", "a.tsv:1: unknown column \"colour\""},
      {"a.tsv", "id\tnames\tcode\tsectors\toffice\tfrom\tuntil\tsource\nx\tX\tUSA\n", "a.tsv:2: 3 cells where the header names 8 columns"},
      {"a.tsv", "id\tnames\tcode\tsectors\toffice\tfrom\tuntil\tsource\nx\tX\tUSA\tGOV\tPresident\t2020-02-31\t\t\n",
       "a.tsv:2: \"2020-02-31\" is no date; write YYYY-MM-DD, YYYY-MM, YYYY or nothing"},
      {"a.tsv", "# note\nid\tnames\tcode\tsectors\toffice\tfrom\tuntil\tsource\nx\tX\tUSA\tGOV\tPresident\t2020-02-01\t2019\t\n",
       "a.tsv:3: the term ends (2019) before it begins (2020-02-01)"},
      {"a.tsv", "id\tnames\tcode\tsectors\toffice\tfrom\tuntil\tsource\nx\tX\tUSZ\tGOV\tPresident\t\t\t\n",
       "a.tsv:2: unknown code \"USZ\""},
      {"a.tsv", "id\tnames\tcode\tsectors\toffice\tfrom\tuntil\tsource\nx\tX\tUSA\tGOVT\tPresident\t\t\t\n",
       "a.tsv:2: unknown sector \"GOVT\""},
      {"a.tsv", "fruit\nx\n", "a.tsv:1: the header names no table of actors or places; see docs/formats/actors.md"},
  };
  for (const auto& complaint : complaints) {
    const std::vector<TextFile> files{
        {"actors/countries.tsv", kCountries}, {"mention/words.tsv", words()}, {complaint.file, complaint.text}};
    const auto result = Gazetteer::compile(files);
    ASSERT_FALSE(result) << complaint.want;
    EXPECT_EQ(result.error().text(), complaint.want);
  }
}

}  // namespace
}  // namespace readout
