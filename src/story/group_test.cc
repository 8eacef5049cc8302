#include <gtest/gtest.h>

#include <map>
#include <set>

#include "story/judge.h"
#include "story/test_texts.h"

namespace readout {
namespace {

using testing::joined;
using testing::made_up_article;

StoryInput input(std::string id, const std::string& text, std::string date = "", std::string site = "") {
  return {std::move(id), std::move(date), std::move(site), "", testing::sketch(text)};
}
std::vector<StoryMember> group(std::vector<StoryInput> inputs) {
  std::uint64_t capped = 0;
  return group_stories(testing::rules(), std::move(inputs), capped);
}
const StoryMember& member(const std::vector<StoryMember>& members, std::string_view id) {
  for (const auto& m : members)
    if (m.article == id) return m;
  throw std::runtime_error("no such member");
}
std::set<std::set<std::string>> groups_of(const std::vector<StoryMember>& members) {
  std::map<std::string, std::set<std::string>> by_story;
  for (const auto& m : members) by_story[m.story].insert(m.article);
  std::set<std::set<std::string>> groups;
  for (const auto& [story, ids] : by_story) groups.insert(ids);
  return groups;
}

TEST(Sketch, LayoutAndCaseDoNotCount) {
  const auto& report = testing::ferry_report();
  std::string upper = joined(report), lines;
  for (char& c : upper) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
  for (const auto& s : report) lines += s + "\n\n";
  EXPECT_EQ(testing::sketch(joined(report)).text_hash, testing::sketch(lines).text_hash);
  EXPECT_NE(testing::sketch(joined(report)).text_hash, testing::sketch(joined(report, 1)).text_hash);
}

TEST(Sketch, AnyInput) {
  EXPECT_TRUE(testing::sketch("").chain.empty());
  EXPECT_EQ(testing::sketch("Ferry").chain.size(), 1u);
  EXPECT_TRUE(testing::sketch("\xff\xfe\x80").chain.empty());
  std::string huge;
  while (huge.size() < 4u << 20) huge += joined(made_up_article(static_cast<std::uint32_t>(huge.size()), 40)) + " ";
  const Sketch sketch = testing::sketch(huge);
  EXPECT_LE(sketch.chain.size(), 8192u);
  EXPECT_LE(sketch.keys.size(), 4096u);
}

// The keys of a passage are keys of the text it was cut from, but for those across the cuts: how excerpts are found.
TEST(Sketch, KeysSurviveExcerpts) {
  const auto report = made_up_article(7, 60);
  const Sketch whole = testing::sketch(joined(report)), part = testing::sketch(joined(report, 20, 30));
  std::size_t shared = 0;
  for (const auto key : part.keys) shared += std::binary_search(whole.keys.begin(), whole.keys.end(), key);
  EXPECT_GE(shared, part.keys.size() * 9 / 10);
}

// Slow twin of the run: quadratic, over all pairs of chains.
TEST(Likeness, RunEqualsSlowTwin) {
  const auto& parts = testing::rules().parts();
  std::mt19937 random(3);
  for (int round = 0; round < 200; ++round) {
    const auto shuffled = [&](std::uint32_t n) {
      std::vector<std::uint32_t> chain;
      for (std::uint32_t i = 1; i <= n; ++i) chain.push_back(i * 7919);
      std::shuffle(chain.begin(), chain.end(), random);
      chain.resize(n - random() % (n / 2));
      return chain;
    };
    Sketch a, b;
    a.chain = shuffled(20);
    b.chain = shuffled(20);
    std::vector<double> best(b.chain.size());
    double heaviest = 0, wa = 0, wb = 0;
    const auto place = [&](std::uint32_t key) { return std::find(a.chain.begin(), a.chain.end(), key) - a.chain.begin(); };
    for (std::size_t j = 0; j < b.chain.size(); ++j) {
      if (place(b.chain[j]) == static_cast<std::ptrdiff_t>(a.chain.size())) continue;
      for (std::size_t i = 0; i < j; ++i)
        if (best[i] > best[j] && place(b.chain[i]) < place(b.chain[j])) best[j] = best[i];
      best[j] += parts.idf_of(b.chain[j]);
      heaviest = std::max(heaviest, best[j]);
    }
    for (const auto key : a.chain) wa += parts.idf_of(key);
    for (const auto key : b.chain) wb += parts.idf_of(key);
    LikenessScratch scratch;
    scratch.hold(parts, a);
    EXPECT_NEAR(scratch.with(b).chain, heaviest / std::min(wa, wb), 1e-5);
  }
}

TEST(Group, CopiesExcerptsAndStrangers) {
  const auto a = made_up_article(1, 30), b = made_up_article(2, 30);
  const auto members =
      group({input("a", joined(a), "2024-05-01"), input("a-copy", joined(a), "2024-05-02"),
             input("a-wrapped", "Skip to main content. " + joined(a) + " All rights reserved.", "2024-05-03"),
             input("a-part", joined(a, 8, 18), "2024-05-03"), input("b", joined(b)), input("empty", ""), input("word", "Ferry")});
  EXPECT_EQ(groups_of(members), (std::set<std::set<std::string>>{{"a", "a-copy", "a-wrapped", "a-part"}, {"b"}, {"empty"}, {"word"}}));
  EXPECT_EQ(member(members, "a").kind, CopyKind::original);
  EXPECT_EQ(member(members, "a-copy").parent, "a");
  EXPECT_EQ(member(members, "a-wrapped").kind, CopyKind::copy);
  EXPECT_EQ(member(members, "a-wrapped").parent, "a");
  EXPECT_EQ(member(members, "a-part").kind, CopyKind::excerpt);
  EXPECT_FALSE(member(members, "a-part").reason.empty());
}

TEST(Group, OrderOfInputDoesNotCount) {
  std::vector<StoryInput> inputs;
  for (std::uint32_t s = 0; s < 12; ++s) {
    const auto text = made_up_article(100 + s, 20);
    for (std::size_t k = 0; k < s % 4 + 1; ++k)
      inputs.push_back(input(std::to_string(s) + "-" + std::to_string(k), joined(text, k), "2024-01-0" + std::to_string(k + 1)));
  }
  const auto dump = [](const std::vector<StoryMember>& members) {
    std::string out;
    for (const auto& m : members)
      out += m.article + "|" + m.story + "|" + std::string(name(m.kind)) + "|" + m.parent + "|" + std::to_string(m.score) + "|" + m.reason +
             "\n";
    return out;
  };
  const std::string want = dump(group(inputs));
  std::mt19937 random(5);
  for (int round = 0; round < 5; ++round) {
    std::shuffle(inputs.begin(), inputs.end(), random);
    EXPECT_EQ(dump(group(inputs)), want);
  }
}

// Slow twin of the candidate search: all pairs, joined when they are copies.
TEST(Group, CandidatesEqualAllPairs) {
  std::vector<StoryInput> inputs;
  std::mt19937 random(11);
  for (std::uint32_t s = 0; s < 25; ++s) {
    const auto text = made_up_article(500 + s, 24);
    for (std::uint32_t k = 0; k < random() % 4 + 1; ++k) {
      auto changed = text;
      for (auto& sentence : changed)
        if (random() % 5 == 0) sentence = made_up_article(static_cast<std::uint32_t>(random()), 1)[0];
      inputs.push_back(input("t" + std::to_string(s) + "-" + std::to_string(k), joined(changed, random() % 3)));
    }
  }
  std::vector<std::size_t> set(inputs.size());
  for (std::size_t i = 0; i < set.size(); ++i) set[i] = i;
  LikenessScratch scratch;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    scratch.hold(testing::rules().parts(), inputs[i].sketch);
    for (std::size_t j = 0; j < inputs.size(); ++j)
      if (i != j && judge(scratch.with(inputs[j].sketch)).score >= kCopyScore) std::replace(set.begin(), set.end(), set[j], set[i]);
  }
  std::map<std::size_t, std::set<std::string>> by_set;
  for (std::size_t i = 0; i < set.size(); ++i) by_set[set[i]].insert(inputs[i].id);
  std::set<std::set<std::string>> want;
  for (const auto& [key, ids] : by_set) want.insert(ids);
  EXPECT_EQ(groups_of(group(inputs)), want);
}

// A~B and B~C, where B is a digest of both: A and its copies do not share a story with C.
TEST(Group, ChainsBreakAtTheCentre) {
  const auto a = made_up_article(21, 20), c = made_up_article(22, 20);
  const auto members = group({input("a1", joined(a)), input("a2", joined(a) + " Read more."), input("a3", "News. " + joined(a)),
                              input("digest", joined(a) + " " + joined(c)), input("c1", joined(c))});
  EXPECT_NE(member(members, "a1").story, member(members, "c1").story);
  EXPECT_EQ(member(members, "a1").story, member(members, "a3").story);
}

TEST(Group, SharedFooterLinksNobody) {
  const std::string footer = " " + joined(made_up_article(31, 6));
  std::vector<StoryInput> inputs;
  for (std::uint32_t s = 0; s < 90; ++s)
    inputs.push_back(input("p" + std::to_string(s), joined(made_up_article(900 + s, 14)) + footer, "", "example.org"));
  std::uint64_t capped = 0;
  for (const auto& ids : groups_of(group_stories(testing::rules(), inputs, capped))) EXPECT_EQ(ids.size(), 1u);
  EXPECT_GT(capped, 0u);
}

// Many outlets print one text, one rewrites it: what they share is common, but it is their story and no furniture.
TEST(Group, RewriteOfAWidelyCopiedText) {
  const auto a = made_up_article(61, 30);
  std::vector<StoryInput> inputs;
  for (std::uint32_t s = 0; s < 40; ++s)
    inputs.push_back(input("copy" + std::to_string(s), joined(a) + " " + made_up_article(2000 + s, 2)[1]));
  auto rewrite = a;
  const auto own = made_up_article(62, 30);
  for (std::size_t s = 0; s < rewrite.size(); s += 3) rewrite[s] = own[s];
  inputs.push_back(input("rewrite", joined(rewrite)));
  EXPECT_EQ(groups_of(group(inputs)).size(), 1u);
}

TEST(Group, GrowingTheSetOnlyAdds) {
  std::vector<StoryInput> inputs;
  for (std::uint32_t s = 0; s < 6; ++s) inputs.push_back(input("x" + std::to_string(s), joined(made_up_article(s / 2 + 50, 20), s % 2)));
  const auto before = groups_of(group(inputs));
  inputs.push_back(input("y", joined(made_up_article(77, 20))));
  auto after = groups_of(group(inputs));
  EXPECT_EQ(after.erase({"y"}), 1u);
  EXPECT_EQ(after, before);
}

TEST(Lineage, ParentIsNeverLater) {
  const auto a = made_up_article(41, 24);
  const auto members = group({input("early-part", joined(a, 4, 14), "2024-03-01"), input("full", joined(a), "2024-03-02"),
                              input("late-part", joined(a, 10, 20), "2024-03-03")});
  EXPECT_EQ(member(members, "early-part").parent, "");
  EXPECT_NE(member(members, "full").parent, "late-part");
  EXPECT_EQ(member(members, "late-part").parent, "full");
}

TEST(Lineage, ALoneClaimLongBeforeTheOthersIsNotBelieved) {
  const auto a = made_up_article(49, 24);
  const auto members =
      group({input("n/1", joined(a), "2024-03-01"), input("n/2", joined(a) + " Harbour photographs follow.", "2024-03-01"),
             input("n/3", "News. " + joined(a), "2024-03-01"), input("old", joined(a) + " Read this first.", "2011-01-01")});
  EXPECT_EQ(member(members, "old").parent, "n/1");
  EXPECT_EQ(member(members, "n/1").parent, "");
  EXPECT_NE(member(members, "old").reason.find("not believed"), std::string::npos);
  EXPECT_EQ(member(members, "old").event_date, "2024-03-01");
}

TEST(Lineage, UpdateOfTheSameSite) {
  const auto a = made_up_article(42, 16), more = made_up_article(43, 5);
  const auto members = group({input("first", joined(a), "2024-03-01", "example.org"),
                              input("second", joined(a) + " " + joined(more), "2024-03-02", "example.org")});
  EXPECT_EQ(member(members, "second").kind, CopyKind::update);
  EXPECT_EQ(member(members, "second").parent, "first");
}

TEST(Lineage, SiblingsHaveNoParent) {
  const auto a = made_up_article(44, 30), x = made_up_article(45, 6), y = made_up_article(46, 6);
  const auto members = group({input("one", joined(a, 0, 26) + " " + joined(x)), input("two", joined(a, 4, 30) + " " + joined(y))});
  EXPECT_EQ(member(members, "one").story, member(members, "two").story);
  EXPECT_EQ(member(members, "one").parent, "");
  EXPECT_EQ(member(members, "two").parent, "");
}

TEST(Lineage, RepostOfARewrite) {
  const auto a = made_up_article(47, 30), own = made_up_article(48, 30);
  auto rewrite = a;
  for (std::size_t s = 0; s < rewrite.size(); s += 5) rewrite[s] = own[s];
  const auto members =
      group({input("source", joined(a), "2024-01-01"), input("source-copy", joined(a) + " End.", "2024-01-01"),
             input("rewrite", joined(rewrite), "2024-01-02"), input("repost", joined(rewrite) + " Read more.", "2024-01-05")});
  EXPECT_EQ(member(members, "repost").parent, "rewrite");
}

TEST(Group, OtherScripts) {
  std::string a, b;
  for (int i = 0; i < 300; ++i) {
    const auto put = [](std::string& out, int code) {
      out += static_cast<char>(0xe0 | (code >> 12));
      out += static_cast<char>(0x80 | ((code >> 6) & 63));
      out += static_cast<char>(0x80 | (code & 63));
    };
    put(a, 0x4e00 + i * 37 % 4000);
    put(b, 0x4e00 + i * 91 % 4000 + 7000);
  }
  EXPECT_EQ(groups_of(group({input("a", a), input("a2", a + "\n\nfoo"), input("b", b)})),
            (std::set<std::set<std::string>>{{"a", "a2"}, {"b"}}));
}

}  // namespace
}  // namespace readout
