#include "article/hints.h"

#include <gtest/gtest.h>

#include "article/test_rules.h"

namespace readout {
namespace {

struct Labelled {
  const char* line;
  Label label;
  bool exact;
};

TEST(Labels, OfShortLinesInManyLanguages) {
  const Labelled cases[] = {
      {"Related stories", Label::related, true},
      {"\xC2\xBB RELATED STORIES:", Label::related, true},
      {"Comments (12)", Label::comments, true},
      {"12 Comments", Label::comments, true},
      {"Lesen Sie auch: Was die Reform bringt", Label::more, false},
      {"\xC3\x80 lire aussi", Label::related, true},
      {"Lea tambi\xC3\xA9n: el presupuesto se aprueba", Label::more, false},
      {"Najczęściej czytane", Label::popular, true},
      {"Читайте также: что изменится в мае", Label::more, false},
      {"延伸阅读：新桥通车", Label::more, false},
      {"関連記事", Label::related, true},
      {"관련기사", Label::related, true},
      {"اقرأ أيضا: ماذا حدث", Label::more, false},
      {"संबंधित खबरें", Label::related, true},
      {"Baca juga: jembatan baru dibuka", Label::more, false},
      {"Photo: own archive", Label::credit, false},
      {"By Jane Roe", Label::byline, false},
      // Sentences are none, however they begin.
      {"By the time the boats came back, the harbour was closed.", Label::none, false},
      {"About two hundred people stood in the square and waited for the mayor.", Label::none, false},
      {"The bridge was opened on Monday.", Label::none, false},
      {"Photographs of the bridge were shown.", Label::none, false},
      {"记者从市政府获悉，大桥将于下周一恢复通车，届时公交线路也将同步调整。", Label::none, false},
  };
  for (const Labelled& one : cases) {
    bool exact = false;
    EXPECT_EQ(name(test_tables().labels.find(one.line, exact)), name(one.label)) << one.line;
    EXPECT_EQ(exact, one.exact) << one.line;
  }
}

TEST(Labels, BadLinesNameThemselves) {
  EXPECT_EQ(Labels::compile({"x.tsv", "more\tprefix\tread\nmore\tlike\tread\n"}).error().where, "x.tsv:2");
  EXPECT_EQ(Labels::compile({"x.tsv", "mode\tprefix\tread\n"}).error().where, "x.tsv:1");
  EXPECT_EQ(Labels::compile({"x.tsv", "more\thead\t\xCC\x81\n"}).error().where, "x.tsv:1");
}

TEST(ClassHints, NamesAreCutIntoWords) {
  const ClassHints& hints = test_tables().classes;
  EXPECT_TRUE(has(hints.read("Article__body-text"), Hint::body));
  EXPECT_TRUE(has(hints.read("newsletterSignup"), Hint::newsletter));
  EXPECT_TRUE(has(hints.read("u-visually-hidden"), Hint::unseen));
  EXPECT_EQ(hints.read("x7f3"), 0u);
}

}  // namespace
}  // namespace readout
