#include "mention/lexicon.h"

#include <gtest/gtest.h>

#include <random>

#include "base/test_document.h"
#include "base/text.h"

namespace readout {
namespace {

TEST(Units, DoNotDependOnTheTokenizer) {
  struct Case {
    const char *text, *want;
  };
  for (const auto& [text, want] :
       {Case{"Bashar al-Assad's", "bashar al assad s"}, Case{"U.S.", "us"}, Case{"Sana’a", "sanaa"}, Case{"US-backed", "us backed"},
        Case{"Erdoğan’s", "erdogan s"}, Case{"a, b", "a | b"}, Case{"N'Djamena", "ndjamena"}}) {
    std::vector<Unit> units;
    std::vector<std::string> folded;
    cut_units(text, 0, units, folded);
    std::string got;
    for (std::size_t i = 0; i < units.size(); ++i) got += (i > 0 ? " " : "") + (units[i].word == Unit::kBarrier ? "|" : folded[i]);
    EXPECT_EQ(got, want) << text;
  }
}

TEST(Lexicon, KeepsCase) {
  Lexicon lexicon;
  const std::pair<const char*, bool> aliases[] = {{"US", true}, {"NATO", false}, {"Turkey", false}, {"foreign minister", false}};
  for (std::uint32_t i = 0; i < 4; ++i) lexicon.add(aliases[i].first, Entry{Sense::country, false, false, i, 0, 0}, aliases[i].second);
  lexicon.finish();
  struct Case {
    const char* text;
    bool found;
  };
  for (const auto& [text, found] : {Case{"us", false}, Case{"US", true}, Case{"U.S.", true}, Case{"Us", false}, Case{"Nato", true},
                                    Case{"nato", false}, Case{"NATO", true}, Case{"turkey", false}, Case{"Turkey", true},
                                    Case{"TURKEY", true}, Case{"Foreign Minister", true}, Case{"foreign minister", true}}) {
    const Document document = plain_document(text);
    std::vector<std::uint32_t> first;
    const auto units = lexicon.units(document, first);
    EXPECT_EQ(!lexicon.longest(units, 0, false).entries.empty(), found) << text;
  }
}

// The slow twin: every alias against every place, by comparing words.
TEST(Lexicon, AgreesWithItsSlowTwin) {
  std::mt19937 random(7);
  const std::string_view words[] = {"a", "b", "c", "d"};
  const auto phrase = [&](std::size_t n) {
    std::string out;
    for (std::size_t i = 0; i < n; ++i) out += (i > 0 ? " " : "") + std::string(words[random() % 4]);
    return out;
  };
  for (int round = 0; round < 50; ++round) {
    std::vector<std::string> aliases;
    Lexicon lexicon;
    for (std::uint32_t i = 0; i < 8; ++i) {
      aliases.push_back(phrase(1 + random() % 3));
      lexicon.add(aliases.back(), Entry{Sense::place, false, false, i, 0, 0});
    }
    lexicon.finish();
    const std::string text = phrase(12);
    const Document document = plain_document(text);
    std::vector<std::uint32_t> first;
    const auto units = lexicon.units(document, first);
    const auto parts = split(text, ' ');
    for (std::uint32_t at = 0; at < parts.size(); ++at) {
      std::size_t longest = 0;
      for (const auto& alias : aliases) {
        const auto want = split(alias, ' ');
        bool same = at + want.size() <= parts.size();
        for (std::size_t i = 0; same && i < want.size(); ++i) same = parts[at + i] == want[i];
        if (same) longest = std::max(longest, want.size());
      }
      const Match match = lexicon.longest(units, at, false);
      EXPECT_EQ(match.entries.empty() ? 0u : match.last - match.first, longest) << text << " at " << at;
    }
  }
}

}  // namespace
}  // namespace readout
