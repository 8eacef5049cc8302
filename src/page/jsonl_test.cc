#include <gmock/gmock.h>

#include "base/hash.h"
#include "page/base64.h"
#include "page/testing.h"

namespace readout {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(Jsonl, EachLineIsAPageOrSaysWhyNot) {
  struct Case {
    const char* line;
    const char* want;
  };
  constexpr Case kCases[] = {
      {R"({"id":"a","text":"Rain."})", "page a"},
      {R"({"id":17,"html":"<p>Rain.</p>"})", "page 17"},
      {R"({"id":"b","html_base64":"PHA+UmFpbi48L3A+"})", "page b"},
      {R"({"id":"c","html_base64":"PHA-UmFpbi48L3A_"})", "page c"},
      {R"({"id":"d","date":null,"url":null,"text":"Rain."})", "page d"},
      {R"({"id":"e","text":"half \ud83d pair"})", "page e ~repaired-utf8"},
      {R"({"id":"f","text":"whole \ud83d\ude00 pair, half \udc00 pair"})", "page f ~repaired-utf8"},
      {"{\"id\":\"g\",\"text\":\"caf\xe9\"}", "page g ~repaired-utf8"},
      {"{\"id\":\"h\",\"text\":\"caf\xe9 \\ud800\"}", "page h ~repaired-utf8 ~repaired-utf8"},
      {R"({"id":"a","text":"Rain.")", "failed bad-json in:1"},
      {R"("text")", "failed bad-json in:1"},
      {R"([{"id":"a","text":"Rain."}])", "failed bad-json in:1"},
      {R"({"id":[1],"text":"Rain."})", "failed bad-field in:1"},
      {R"({"id":"a","url":7,"text":"Rain."})", "failed bad-field in:1"},
      {R"({"id":"a","date":20240101,"text":"Rain."})", "failed bad-field in:1"},
      {R"({"id":"a","text":["Rain."]})", "failed bad-field in:1"},
      {R"({"id":"a","title":"Rain"})", "failed no-content in:1"},
      {R"({"id":"a","html_base64":"not base64!"})", "failed bad-base64 in:1"},
  };
  for (const Case& c : kCases) EXPECT_THAT(told(read_all(open_jsonl, c.line)), ElementsAre(c.want)) << c.line;
}

TEST(Jsonl, KeepsWhatTheCarrierSaid) {
  const auto records =
      read_all(open_jsonl, R"({"id":"a","date":"2026-03-01","url":"https://example.org/a","title":"Rain","text":"It rains.\nStill."})");
  ASSERT_EQ(records.size(), 1u);
  const Page& page = records[0].page;
  EXPECT_EQ(page.date, "2026-03-01");
  EXPECT_EQ(page.url, "https://example.org/a");
  EXPECT_EQ(page.title, "Rain");
  EXPECT_EQ(page.bytes, "It rains.\nStill.");
  EXPECT_EQ(page.media_type, MediaType::text);
  EXPECT_EQ(page.source, "in");
}

TEST(Jsonl, BadFieldNamesTheField) {
  EXPECT_THAT(read_all(open_jsonl, R"({"id":"a","url":7,"text":"Rain."})")[0].detail, HasSubstr("url"));
}

TEST(Jsonl, LinesAreNumberedAsAnEditorNumbersThem) {
  const auto records = read_all(open_jsonl, "\xef\xbb\xbf{\"id\":1,\"text\":\"a\"}\r\n\n   \nbad\n{\"id\":2,\"text\":\"b\"}");
  EXPECT_THAT(told(records), ElementsAre("page 1", "failed bad-json in:4", "page 2"));
}

TEST(Jsonl, LongLineIsPassedOverAndTheNextOneRead) {
  PageLimits limits;
  limits.record_bytes = 1000;
  const std::string bytes =
      "{\"id\":1,\"text\":\"a\"}\n{\"text\":\"" + std::string(500000, 'x') + "\"}\n{\"id\":2,\"text\":\"b\"}\n" + std::string(5000, 'y');
  for (const std::size_t step : {7u, 100u, 1u << 20})
    EXPECT_THAT(told(read_all(open_jsonl, bytes, limits, step)),
                ElementsAre("page 1", "failed too-large in:2", "page 2", "failed too-large in:4"))
        << step;
}

TEST(Jsonl, PageOverItsLimitIsNamed) {
  PageLimits limits;
  limits.page_bytes = 100;
  const auto records = read_all(open_jsonl, "{\"text\":\"" + std::string(200, 'x') + "\"}\n{\"id\":2,\"text\":\"b\"}\n", limits);
  EXPECT_THAT(told(records), ElementsAre("failed too-large in:1", "page 2"));
}

// A pipe that has given one line is not asked for more before the line comes out.
TEST(Jsonl, ComesOutLineByLine) {
  class Pipe final : public ByteSource {
   public:
    explicit Pipe(int& reads) : reads_(reads) {}
    std::size_t read(char* out, std::size_t) override {
      constexpr std::string_view kLine = "{\"id\":1,\"text\":\"a\"}\n";
      ++reads_;
      std::copy(kLine.begin(), kLine.end(), out);
      return kLine.size();
    }

   private:
    int& reads_;
  };
  int reads = 0;
  const auto reader = open_jsonl({"-", "", true, {}}, std::make_unique<Stream>(std::make_unique<Pipe>(reads), PageLimits{}));
  for (int line = 1; line <= 5; ++line) {
    EXPECT_EQ(told(reader->next()), "page 1");
    EXPECT_EQ(reads, line);
  }
}

TEST(Jsonl, CutGzipKeepsTheWholeLines) {
  std::string lines;
  for (int i = 0; i < 20000; ++i) lines += "{\"id\":" + std::to_string(i) + ",\"text\":\"" + std::to_string(i * 7919 % 65536) + "\"}\n";
  const std::string packed = gzip(lines);
  const auto records = read_all(open_jsonl, packed.substr(0, packed.size() / 2));
  ASSERT_GT(records.size(), 5000u);
  EXPECT_EQ(records.back().reason, "gzip-cut");
  for (std::size_t i = 0; i + 1 < records.size(); ++i) EXPECT_EQ(records[i].page.id, std::to_string(i));
}

TEST(Jsonl, Pairs) {
  const std::string_view lines =
      "{\"id\":\"p\",\"a\":\"One. Two.\",\"b\":[\"One.\",\"Three.\"]}\n{\"id\":\"q\",\"a\":1,\"b\":\"x\"}\nbad\n{\"a\":[],\"b\":\"\"}\n";
  const auto reader = open_jsonl_pairs("in", std::make_unique<Stream>(memory_source(lines), PageLimits{}), {});
  PairRecord pair = reader->next();
  EXPECT_EQ(pair.kind, PairRecord::Kind::pair);
  EXPECT_THAT(pair.a, ElementsAre("One. Two."));
  EXPECT_FALSE(pair.a_is_list);
  EXPECT_THAT(pair.b, ElementsAre("One.", "Three."));
  EXPECT_TRUE(pair.b_is_list);
  pair = reader->next();
  EXPECT_EQ(pair.reason + pair.where, "bad-fieldin:2");
  pair = reader->next();
  EXPECT_EQ(pair.reason + pair.where, "bad-jsonin:3");
  EXPECT_EQ(reader->next().kind, PairRecord::Kind::pair);
  EXPECT_EQ(reader->next().kind, PairRecord::Kind::end);
}

// The slow twin of decode_base64: one character a step.
bool decode_base64_slowly(std::string_view in, std::string& out) {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  out.clear();
  unsigned bits = 0;
  int n = 0;
  for (const char c : in) {
    if (c == '=' || c == '\n' || c == '\r') continue;
    const auto digit = kAlphabet.find(c == '-' ? '+' : c == '_' ? '/' : c);
    if (digit == std::string_view::npos) return false;
    bits = bits << 6 | static_cast<unsigned>(digit);
    n += 6;
    if (n < 8) continue;
    n -= 8;
    out += static_cast<char>(bits >> n & 0xFF);
  }
  return true;
}

TEST(Base64, IsReadLikeItsSlowTwin) {
  constexpr std::string_view kMostly = "QUJDabc019+/-_";
  constexpr std::string_view kSeldom = "=\n\r*\0\xc3 ";
  for (std::uint64_t round = 0; round < 20000; ++round) {
    std::string in;
    for (std::uint64_t i = 0; i < round % 23; ++i) {
      const std::uint64_t dice = mix64(round * 64 + i + 1);
      in += dice % 9 == 0 && round % 3 != 0 ? kSeldom[dice / 9 % (round % 3 == 1 ? 3 : kSeldom.size())] : kMostly[dice / 9 % kMostly.size()];
    }
    std::string fast, slow;
    const bool ok = decode_base64_slowly(in, slow);
    ASSERT_EQ(decode_base64(in, fast), ok) << testing::PrintToString(in);
    if (ok) {
      ASSERT_EQ(fast, slow) << testing::PrintToString(in);
    }
  }
}

}  // namespace
}  // namespace readout
