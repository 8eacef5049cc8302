#include <gmock/gmock.h>

#include "page/testing.h"

namespace readout {
namespace {

using testing::ElementsAre;

std::string sentence(int n_words = 2) {
  std::string out;
  for (int i = 1; i <= n_words; ++i) out += std::to_string(i) + "\tword\t_\t_\t_\t_\t_\t_\t_\t_\n";
  return out + "\n";
}
std::string sentences(int n) {
  std::string out;
  for (int i = 0; i < n; ++i) out += sentence();
  return out;
}

TEST(Conllu, PagesAreRunsOfWholeSentences) {
  const auto records = read_all(open_conllu, sentences(150));
  EXPECT_THAT(told(records), ElementsAre("page in", "page in#2", "page in#3"));
  EXPECT_EQ(records[0].page.bytes, sentences(64));
  EXPECT_EQ(records[2].page.bytes, sentences(22));
  EXPECT_EQ(records[1].where, "in:193");
  EXPECT_EQ(records[1].page.source_begin, sentences(64).size());
  EXPECT_EQ(records[0].page.media_type, MediaType::tokens);
}

TEST(Conllu, LongSentencesMakeShortPages) {
  const auto records = read_all(open_conllu, sentence(5000) + sentence(5000) + sentence(5000) + sentence());
  ASSERT_EQ(records.size(), 2u);
  EXPECT_EQ(records[0].page.bytes, sentence(5000) + sentence(5000));
}

TEST(Conllu, DocumentsBeginPages) {
  const std::string first = "# newdoc id = weather-1\n# sent_id = 1\n" + sentences(2), second = "# newdoc id = weather-2\n" + sentences(65);
  const auto records = read_all(open_conllu, first + second + "# newdoc\n" + sentence());
  EXPECT_THAT(told(records), ElementsAre("page weather-1", "page weather-2", "page weather-2#2", "page in:3"));
  EXPECT_EQ(records[0].page.bytes, first);
}

TEST(Conllu, TokenLinesStayAsTheyAre) {
  const std::string bytes = "# text = don't\n1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n1\tdo\t_\n2.1\tx\ty\n";
  EXPECT_EQ(read_all(open_conllu, "\n\n" + bytes)[0].page.bytes, bytes + "\n");
}

TEST(Conllu, PagesDoNotDependOnHowThePipeDelivers) {
  const std::string bytes = sentences(100);
  const auto whole = read_all(open_conllu, bytes), dripped = read_all(open_conllu, bytes, {}, 3);
  ASSERT_EQ(whole.size(), dripped.size());
  for (std::size_t i = 0; i < whole.size(); ++i) EXPECT_EQ(whole[i].page.bytes, dripped[i].page.bytes);
}

TEST(Conllu, BadSentenceIsNamedAndTheRestRead) {
  const auto records =
      read_all(open_conllu, sentence() + "1\ta\t_\nThis is prose.\n2\tb\t_\n\n" + sentence() + "# newdoc id = x\nbad\n\n" + sentence());
  EXPECT_THAT(told(records), ElementsAre("page in", "failed bad-conllu in:5", "page in#2", "failed bad-conllu in:12", "page x"));
}

TEST(Conllu, InvalidBytesAreRepairedAndSaid) {
  const auto records = read_all(open_conllu, "1\tcaf\xe9\t_\n");
  EXPECT_THAT(told(records), ElementsAre("page in ~repaired-utf8"));
  EXPECT_EQ(records[0].page.bytes, "1\tcaf\xef\xbf\xbd\t_\n\n");
}

TEST(Conllu, CommentsAloneAreNoPage) { EXPECT_TRUE(read_all(open_conllu, "# newdoc id = empty\n\n# the end\n").empty()); }

}  // namespace
}  // namespace readout
