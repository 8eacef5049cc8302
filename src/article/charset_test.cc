#include "article/charset.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "base/utf8.h"

namespace readout {
namespace {

CharsetLabels labels() {
  static const std::string text = [] {
    std::ifstream in(READOUT_SOURCE_DIR "/data/article/charsets.tsv");
    std::ostringstream bytes;
    bytes << in.rdbuf();
    return bytes.str();
  }();
  auto made = CharsetLabels::compile({"article/charsets.tsv", text});
  EXPECT_TRUE(made) << made.error().text();
  return *made;
}

TEST(Charset, Labels) {
  const auto table = labels();
  EXPECT_EQ(table.find("Latin1"), "windows-1252");
  EXPECT_EQ(table.find(" UTF8 "), "UTF-8");
  EXPECT_EQ(table.find("gb2312"), "gb18030");
  EXPECT_EQ(table.find("nonsense"), "");
  const auto bad = CharsetLabels::compile({"x.tsv", "# head\nno tab\n"});
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().where, "x.tsv:2");
}

TEST(Charset, MetaPrescan) {
  struct Case {
    const char* html;
    const char* want;
  };
  const Case cases[] = {
      {"<meta charset=utf-8>", "UTF-8"},
      {"<meta charset='KOI8-R'>", "KOI8-R"},
      {"<META http-equiv=Content-Type content='text/html; charset=windows-1251'>", "windows-1251"},
      {"<meta content='text/html; charset=windows-1251'>", ""},
      {"<!-- <meta charset=big5> --><meta charset=gbk>", "gb18030"},
      {"<title charset=x></title><meta name=charset content=big5><meta charset=koi8-u>", "KOI8-U"},
      {"<meta charset=martian><meta charset=koi8-u>", "KOI8-U"},
      {"<meta charset=koi8-u", ""},
      {"<p>no", ""},
  };
  const auto table = labels();
  for (const Case& one : cases) EXPECT_EQ(prescan_meta_charset(one.html, table), one.want) << one.html;
}

TEST(Charset, DecodesAndKeepsTheWayBack) {
  struct Case {
    const char* bytes;
    const char* label;
    const char* want;
    const char* encoding;
  };
  const Case cases[] = {
      {"plain", "", "plain", "UTF-8"},
      {"caf\xC3\xA9", "", "caf\xC3\xA9", "UTF-8"},
      {"caf\xC3\xA9", "iso-8859-1", "caf\xC3\xA9", "UTF-8"},  // valid UTF-8 beats its label
      {"caf\xE9 \x93so\x94", "iso-8859-1", "caf\xC3\xA9 \xE2\x80\x9Cso\xE2\x80\x9D", "windows-1252"},
      {"\xCC\xE8\xED\xE8\xF1\xF2\xF0", "windows-1251", "\xD0\x9C\xD0\xB8\xD0\xBD\xD0\xB8\xD1\x81\xD1\x82\xD1\x80", "windows-1251"},
      {"\x93\x8C\x8B\x9E x", "shift_jis", "\xE6\x9D\xB1\xE4\xBA\xAC x", "windows-31j"},
      {"a\xFFz caf\xC3\xA9", "utf-8", "a\xEF\xBF\xBDz caf\xC3\xA9", "UTF-8"},
  };
  const auto table = labels();
  for (const Case& one : cases) {
    const std::string bytes = one.bytes;
    const DecodedText text = decode_page(bytes, one.label, table, true);
    EXPECT_EQ(text.text(), one.want) << one.label;
    EXPECT_EQ(text.encoding(), one.encoding);
    EXPECT_TRUE(valid_utf8(text.text()));
    EXPECT_EQ(text.page_offset(0), 0u);
    EXPECT_EQ(text.page_offset(static_cast<std::uint32_t>(text.text().size())), bytes.size());
    // ASCII stands where it stood
    for (std::uint32_t at = 0; at < text.text().size(); ++at) {
      if (static_cast<unsigned char>(text.text()[at]) >= 0x80) continue;
      EXPECT_EQ(bytes[text.page_offset(at)], text.text()[at]) << one.label << " at " << at;
    }
  }
}

TEST(Charset, ByteOrderMarks) {
  const auto table = labels();
  const std::string utf16 = std::string(
      "\xFF\xFE"
      "h\0i\0",
      6);
  EXPECT_EQ(decode_page(utf16, "", table, true).text(), "hi");
  EXPECT_EQ(decode_page(utf16, "", table, true).page_offset(1), 4u);
  const std::string utf8 = "\xEF\xBB\xBFhi";
  EXPECT_EQ(decode_page(utf8, "latin1", table, true).text(), "hi");
  EXPECT_EQ(decode_page(utf8, "latin1", table, true).page_offset(1), 4u);
}

TEST(Charset, LongStatefulTextKeepsOffsetsAcrossChunks) {
  std::string bytes, want;
  for (int i = 0; i < 30'000; ++i) {
    bytes += i % 3 == 0 ? "\x93\x8C" : "a";
    want += i % 3 == 0 ? "\xE6\x9D\xB1" : "a";
  }
  const DecodedText text = decode_page(bytes, "shift_jis", labels(), false);
  ASSERT_EQ(text.text(), want);
  for (std::uint32_t at = 0; at < want.size(); ++at)
    if (want[at] == 'a') {
      ASSERT_EQ(bytes[text.page_offset(at)], 'a') << at;
    }
}

}  // namespace
}  // namespace readout
