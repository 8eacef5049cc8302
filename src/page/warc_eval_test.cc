// Archives of others, when READOUT_EVAL names a folder with warc/ in it: every record is read, or passed over with its reason.
#include <gmock/gmock.h>

#include <cstdlib>
#include <map>

#include "page/testing.h"

namespace readout {
namespace {

// Counted without the reader: lines that are a version, each with the type that its head names.
std::map<std::string, int> types_in(std::string_view bytes) {
  std::map<std::string, int> types;
  for (auto at = bytes.find("WARC/1."); at != std::string_view::npos; at = bytes.find("WARC/1.", at + 1)) {
    if (at > 0 && bytes[at - 1] != '\n') continue;
    const std::string_view head = bytes.substr(at, bytes.find("\r\n\r\n", at) - at);
    constexpr std::string_view kType = "\r\nWARC-Type: ";
    const auto type = head.find(kType);
    if (type == std::string_view::npos) continue;
    const std::string_view rest = head.substr(type + kType.size());
    ++types[std::string(rest.substr(0, rest.find('\r')))];
  }
  return types;
}

TEST(WarcEval, EveryRecordIsReadOrReported) {
  const char* eval = std::getenv("READOUT_EVAL");
  const std::string folder = eval == nullptr ? std::string() : std::string(eval) + "/warc";
  if (!std::filesystem::is_directory(folder)) GTEST_SKIP() << "READOUT_EVAL names no folder with warc/ in it";
  const auto files = expand_inputs({folder});
  ASSERT_TRUE(files);
  for (const std::string& path : *files) {
    std::ifstream in(path, std::ios::binary);
    std::string bytes(std::istreambuf_iterator<char>(in), {});
    if (const Encoding encoding = sniff_encoding(bytes); encoding != Encoding::none) bytes = decode(encoding, bytes, {}).bytes;
    const auto types = types_in(bytes);
    int expected = 0;
    for (const auto& [type, n] : types) expected += n;

    auto reader = open_pages(path, InputFormat::automatic, {});
    ASSERT_TRUE(reader) << path;
    const auto records = all(**reader);
    EXPECT_EQ(static_cast<int>(records.size()), expected) << path;
    std::map<std::string, int> passed;
    for (const Record& record : records) {
      EXPECT_NE(record.where, "") << path;
      if (record.kind == Record::Kind::page) {
        EXPECT_NE(record.page.bytes, "") << path;
        EXPECT_NE(record.page.url, "") << path;
      } else {
        EXPECT_NE(record.reason, "") << path;
        ++passed[record.reason];
      }
    }
    for (const auto& [type, reason] : std::map<std::string, std::string>{
             {"request", "warc-request"}, {"metadata", "warc-metadata"}, {"revisit", "warc-revisit"}, {"warcinfo", "warc-info"}})
      EXPECT_EQ(passed[reason], types.contains(type) ? types.at(type) : 0) << path << " " << type;
    std::printf("%s: %zu records, %d passed over\n", path.c_str(), records.size(), [&] {
      int n = 0;
      for (const auto& [reason, count] : passed) n += count;
      return n;
    }());
  }
}

}  // namespace
}  // namespace readout
