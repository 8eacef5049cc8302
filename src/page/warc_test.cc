// One good file, made here, and what may befall it: every record that is not touched must come out as it was, every damaged one
// must be reported.
#include <gmock/gmock.h>

#include <functional>
#include <set>

#include "page/warc_testing.h"

namespace readout {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr int kRecords = 24;

using Change = std::function<std::string(int number, const std::string& record)>;
// The file, each record passed through `change` (and then `pack`).
std::string file(
    const Change& change, const Change& pack = [](int, const std::string& r) { return r; }) {
  std::string out;
  for (int i = 0; i < kRecords; ++i) out += pack(i, change(i, good(i)));
  return out;
}
std::string same(int, const std::string& record) { return record; }
std::string member(int, const std::string& record) { return gzip(record); }
std::string frame(int, const std::string& record) { return zstd(record); }

// The numbers of the pages that came out whole. Pages that no one put in fail the test.
std::set<int> whole(const std::vector<Record>& records) {
  std::set<int> numbers;
  for (const Record& record : records) {
    if (record.kind != Record::Kind::page) continue;
    const int number = std::stoi(record.page.url.substr(url(0).size() - 1));
    if (record.page.bytes == body(number)) numbers.insert(number);
  }
  return numbers;
}
std::set<int> all_but(std::set<int> lost) {
  std::set<int> numbers;
  for (int i = 0; i < kRecords; ++i)
    if (!lost.contains(i)) numbers.insert(i);
  return numbers;
}
std::vector<std::string> reported(const std::vector<Record>& records) {
  std::vector<std::string> out;
  for (const Record& record : records) {
    if (record.kind == Record::Kind::failed) out.push_back(record.reason);
    for (const Note& note : record.notes) out.push_back("~" + note.kind);
  }
  return out;
}

TEST(Warc, GoodFilesComeOutWhole) {
  const std::string plain = file(same);
  for (const std::string& bytes : {plain, file(same, member), gzip(plain), zstd(plain), file(same, frame)}) {
    for (const std::size_t step : {std::size_t{1} << 20, std::size_t{1000}, std::size_t{1}}) {
      const auto records = read_all(open_warc, bytes, {}, step);
      EXPECT_EQ(records.size(), static_cast<std::size_t>(kRecords));
      EXPECT_EQ(whole(records), all_but({}));
      EXPECT_THAT(reported(records), IsEmpty());
    }
  }
}

TEST(Warc, SaysWhereARecordStands) {
  const std::string one = gzip(good(0));
  const auto records = read_all(open_warc, one + gzip(good(1) + good(2)));
  ASSERT_EQ(records.size(), 3u);
  EXPECT_EQ(records[1].where, "in:offset " + std::to_string(one.size()));
  EXPECT_EQ(records[2].where, "in:offset " + std::to_string(one.size()) + "+" + std::to_string(good(1).size()));
  EXPECT_EQ(records[2].page.source_begin, one.size());
  const Page& page = records[0].page;
  EXPECT_EQ(page.id, page_id(page.url, page.bytes));
  EXPECT_EQ(page.fetch_time, "2026-03-01T10:00:00Z");
  EXPECT_EQ(page.charset, "utf-8");
  EXPECT_EQ(read_all(open_warc, good(0) + good(1))[1].where, "in:offset " + std::to_string(good(0).size()));
}

// Cut anywhere: what stands before the cut comes out, the record that is cut is reported, once.
TEST(Warc, CutFiles) {
  std::vector<std::size_t> ends;
  const std::string plain = file(same);
  for (int i = 0; i < kRecords; ++i) ends.push_back(good(i).size() + (ends.empty() ? 0 : ends.back()));
  for (std::size_t cut = 1; cut < plain.size(); cut += 61) {
    const auto records = read_all(open_warc, plain.substr(0, cut));
    const auto n_whole = static_cast<int>(std::upper_bound(ends.begin(), ends.end(), cut) - ends.begin());
    const auto numbers = whole(records);
    EXPECT_GE(static_cast<int>(numbers.size()), n_whole) << cut;
    EXPECT_LE(reported(records).size(), 1u) << cut;
    const bool at_border = std::find(ends.begin(), ends.end(), cut) != ends.end();
    EXPECT_EQ(reported(records).size(), at_border ? 0u : 1u) << cut;
  }
}

TEST(Warc, CutGzipFiles) {
  std::vector<std::size_t> ends;
  const std::string packed = file(same, member);
  for (int i = 0; i < kRecords; ++i) ends.push_back(gzip(good(i)).size() + (ends.empty() ? 0 : ends.back()));
  for (std::size_t cut = 1; cut < packed.size(); cut += 37) {
    const auto records = read_all(open_warc, packed.substr(0, cut));
    const auto n_whole = static_cast<std::size_t>(std::upper_bound(ends.begin(), ends.end(), cut) - ends.begin());
    EXPECT_EQ(whole(records).size(), n_whole) << cut;
    const bool at_border = std::find(ends.begin(), ends.end(), cut) != ends.end();
    EXPECT_EQ(reported(records).size(), at_border ? 0u : 1u) << cut << testing::PrintToString(reported(records));
  }
}

TEST(Warc, WrongLengths) {
  const std::string block = http(body(7));
  const auto n = static_cast<long long>(block.size());
  struct Case {
    std::string length;
    const char* want;
    bool kept;
  };
  const Case kCases[] = {
      {std::to_string(n + 1), "~warc-length", false},  // kept, with a line break too many
      {std::to_string(n + 2), "~warc-length", false},
      {std::to_string(n - 1), "~warc-length", true},
      {std::to_string(n - 2), "~warc-length", true},
      {std::to_string(n + 4), "~warc-length", false},
      {std::to_string(n + 5), "warc-length", false},
      {std::to_string(n - 100), "warc-length", false},
      {std::to_string(n + 100), "warc-length", false},
      {std::to_string(n + 3000), "warc-length", false},
      {"60000000", "warc-length", false},
      {"6000000000", "too-large", false},
      {"99999999999999999999999", "warc-length", false},
      {"-1", "warc-length", false},
      {"0", "warc-length", false},
      {"many", "warc-length", false},
      {"", "warc-length", false},
  };
  for (const Case& c : kCases) {
    const Change change = [&](int i, const std::string& record) { return i == 7 ? record_with("response", 7, block, c.length) : record; };
    for (const std::string& bytes : {file(change), file(change, member), gzip(file(change)), file(change, frame)}) {
      const auto records = read_all(open_warc, bytes);
      auto numbers = whole(records);
      numbers.insert(7);
      EXPECT_EQ(numbers, all_but({})) << c.length;
      EXPECT_TRUE(!c.kept || whole(records).contains(7)) << c.length;
      EXPECT_EQ(records.size(), static_cast<std::size_t>(kRecords)) << c.length;
      EXPECT_THAT(reported(records), ElementsAre(c.want)) << c.length;
    }
  }
}

TEST(Warc, WrongLengthsEverywhere) {
  for (const int error : {-2, -1, 1, 2}) {
    const Change change = [&](int i, const std::string&) {
      const std::string block = http(body(i));
      return record_with("response", i, block, std::to_string(static_cast<int>(block.size()) + error));
    };
    const auto records = read_all(open_warc, file(change));
    EXPECT_EQ(records.size(), static_cast<std::size_t>(kRecords)) << error;
    EXPECT_EQ(reported(records), std::vector<std::string>(kRecords, "~warc-length")) << error;
  }
}

TEST(Warc, LineBreaksBetweenRecords) {
  for (const std::string breaks : {"", "\n", "\r\n", "\n\n", "\r\n\r\n\r\n", "\r\n\r\n\r\n\r\n\n"}) {
    const Change change = [&](int i, const std::string& record) {
      return i % 5 == 2 ? record.substr(0, record.size() - 4) + breaks : record;
    };
    for (const std::string& bytes : {file(change), file(change, member)}) {
      const auto records = read_all(open_warc, bytes);
      EXPECT_EQ(whole(records), all_but({})) << testing::PrintToString(breaks);
      EXPECT_EQ(reported(records), std::vector<std::string>(5, "~warc-length")) << testing::PrintToString(breaks);
    }
  }
}

TEST(Warc, BareLineFeedsInHeads) {
  const Change change = [](int i, const std::string& record) {
    if (i != 3) return record;
    const auto head = record.find("\r\n\r\n");
    std::string out;
    for (char c : record.substr(0, head + 4))
      if (c != '\r') out += c;
    return out + record.substr(head + 4);
  };
  EXPECT_EQ(whole(read_all(open_warc, file(change))), all_but({}));
}

// One byte of member 9 turned over, at every place: nothing but record 9 may suffer, and never in silence.
TEST(Warc, FlippedBytesInAMember) {
  const std::size_t size = gzip(good(9)).size();
  for (std::size_t at = 0; at < size; at += 3) {
    const Change pack = [&](int i, const std::string& record) {
      std::string packed = gzip(record);
      if (i == 9) packed[at] = static_cast<char>(packed[at] ^ 0x55);
      return packed;
    };
    const auto records = read_all(open_warc, file(same, pack));
    auto numbers = whole(records);
    const bool harmless = at >= 4 && at < 10;  // time stamp and system in the member's header
    EXPECT_TRUE(!harmless || numbers.contains(9)) << at;
    numbers.insert(9);
    EXPECT_EQ(numbers, all_but({})) << at;
    EXPECT_EQ(reported(records).empty(), harmless) << at;
  }
}

// Bytes missing from the middle of a member: its decoder runs on into the next one, which must come out all the same.
TEST(Warc, HolesInAMember) {
  const std::size_t size = gzip(good(9)).size();
  for (std::size_t at = 12; at + 30 < size; at += 29) {
    const Change pack = [&](int i, const std::string& record) {
      std::string packed = gzip(record);
      if (i == 9) packed.erase(at, size - at > 400 ? 100 : size - at);
      return packed;
    };
    const auto records = read_all(open_warc, file(same, pack));
    EXPECT_EQ(whole(records), all_but({9})) << at;
    EXPECT_THAT(reported(records), testing::Not(IsEmpty())) << at;
  }
}

// Members that come whole are inflated in one go, those that come in pieces step by step: what is read must be the same, also of a
// member that is too large for one go, of an empty one and of damaged ones.
TEST(Warc, MembersInOneGoAndInPiecesReadTheSame) {
  std::string noise;
  for (std::uint64_t i = 0; noise.size() < 3'000'000; ++i) noise += hex64(mix64(i)) + (i % 5 == 0 ? "\n" : " ");
  const std::string large = gzip(record_of("response", 100, http("<!doctype html><p>" + noise)));
  for (std::size_t damage = 0; damage < 40; ++damage) {
    const Change pack = [&](int i, const std::string& record) {
      std::string packed = gzip(record);
      if (i == 7 && damage > 0) packed[packed.size() * damage / 41] ^= static_cast<char>(0x21);
      if (i == 11) packed += large + gzip("");
      return packed;
    };
    const std::string bytes = file(same, pack);
    const auto records = read_all(open_warc, bytes);
    EXPECT_EQ(told(records), told(read_all(open_warc, bytes, {}, 997))) << damage;
    EXPECT_GE(records.size(), static_cast<std::size_t>(kRecords)) << damage;
  }
}

TEST(Warc, DamageInAWholeFileGzipLosesWhatFollowsAndSaysSo) {
  std::string packed = gzip(file(same));
  const auto middle = packed.size() / 2;
  packed.replace(middle, 8, "\xff\xff\xff\xff\xff\xff\xff\xff");
  const auto records = read_all(open_warc, packed);
  EXPECT_GT(whole(records).size(), static_cast<std::size_t>(kRecords) / 3);
  EXPECT_THAT(reported(records), testing::Contains(testing::StartsWith("gzip-")));
}

TEST(Warc, JunkBetweenRecordsAndMembers) {
  const Change change = [](int i, const std::string& record) { return i == 4 ? "<html>not a record</html>\r\n" + record : record; };
  auto records = read_all(open_warc, file(change, member));
  EXPECT_EQ(whole(records), all_but({}));
  EXPECT_THAT(reported(records), ElementsAre("warc-junk"));
  const Change pack = [](int i, const std::string& record) { return i == 4 ? "not a member" + gzip(record) : gzip(record); };
  records = read_all(open_warc, file(same, pack));
  EXPECT_EQ(whole(records), all_but({}));
  EXPECT_THAT(reported(records), ElementsAre("gzip-junk"));
  records = read_all(open_warc, file(same, member) + std::string(1000, '\0'));
  EXPECT_THAT(reported(records), IsEmpty());
}

TEST(Warc, HeadThatBreaksOff) {
  const Change change = [](int i, const std::string& record) { return i == 5 ? record.substr(0, 40) : record; };
  for (const std::string& bytes : {file(change), file(change, member)}) {
    const auto records = read_all(open_warc, bytes);
    EXPECT_EQ(whole(records), all_but({5}));
    EXPECT_THAT(reported(records), ElementsAre("warc-header"));
  }
}

TEST(Warc, OtherFilesCalledWarc) {
  const std::string arc = "filedesc://IA-001102.arc 0.0.0.0 19960923142103 text/plain 76\n1 0 Alexa Internet\n";
  for (const std::string& bytes : {arc, gzip(arc)}) {
    const auto records = read_all(open_warc, bytes);
    EXPECT_THAT(told(records), ElementsAre("failed not-warc in:offset 0"));
    EXPECT_THAT(records[0].detail, HasSubstr("ARC"));
  }
  const auto records = read_all(open_warc, gzip("<html><body>404 Not Found</body></html>"));
  EXPECT_THAT(told(records), ElementsAre("failed not-warc in:offset 0"));
  EXPECT_THAT(records[0].detail, HasSubstr("HTML"));
}

TEST(Warc, KindsOfRecords) {
  const std::string html = body(0);
  const auto one = [](std::string_view type, std::string_view block, std::string_view more = {}) {
    return record_of(type, 0, block, more);
  };
  struct Case {
    std::string record;
    const char* want;
  };
  const Case kCases[] = {
      {one("warcinfo", "software: x\r\n"), "skipped warc-info"},
      {one("request", "GET / HTTP/1.1\r\n\r\n"), "skipped warc-request"},
      {one("metadata", "a: b\r\n"), "skipped warc-metadata"},
      {one("revisit", "HTTP/1.1 200 OK\r\n\r\n"), "skipped warc-revisit"},
      {one("continuation", "x"), "skipped warc-continuation"},
      {one("something-new", "x"), "skipped warc-other"},
      {one("response", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n" + html), "skipped http-404"},
      {one("response", "HTTP/1.1 301\r\n\r\n"), "skipped http-301"},
      {one("response", "no status line"), "failed bad-http"},
      {one("response", http("\x89PNG\r\n\x1a\n", "Content-Type: image/png\r\n")), "skipped not-html"},
      {one("response", http("\x89PNG\r\n\x1a\n\x01\x02", "Content-Type: text/html\r\n")), "skipped not-text"},
      {one("response", http("{}", "Content-Type: application/json\r\n")), "skipped not-html"},
      {one("response", http("", "Content-Type: text/html\r\n")), "skipped empty"},
      {one("response", http("x", "Content-Type: text/html\r\nContent-Encoding: gzip, gzip, gzip\r\n")), "failed encoding-chain"},
      {one("response", http("\x8b\x01\x80\x00\x01\x02\x03\x04\x05", "Content-Type: text/html\r\nContent-Encoding: br\r\n")),
       "skipped content-encoding-br"},
      {one("response", http(gzip(std::string(8 << 20, 'a')), "Content-Type: text/html\r\nContent-Encoding: gzip\r\n")), "failed bomb"},
      {one("resource", "a,b\n", "Content-Type: text/csv\r\n"), "skipped not-html"},
      {one("response", "weather.example. A 192.0.2.1", "Content-Type: text/dns\r\n"), "skipped not-html"},
  };
  for (const Case& c : kCases) {
    const auto records = read_all(open_warc, c.record);
    ASSERT_EQ(records.size(), 1u) << c.want;
    EXPECT_EQ(told(records[0]), std::string(c.want) + " in:offset 0");
  }
}

TEST(Warc, BodiesAreUnpacked) {
  const std::string html = body(0);
  std::string chunks;
  for (std::size_t at = 0; at < html.size(); at += 300) {
    const std::string chunk = html.substr(at, 300);
    char size[32];
    std::snprintf(size, sizeof size, "%zx;name=value\r\n", chunk.size());
    chunks += size + chunk + "\r\n";
  }
  const std::string end = "0\r\n\r\n";
  const auto response = [](std::string_view content, std::string_view fields) {
    return record_of("response", 0, http(content, "Content-Type: text/html\r\n" + std::string(fields)));
  };
  struct Case {
    std::string record;
    const char* note;
  };
  const Case kCases[] = {
      {response(html, ""), ""},
      {response(chunks + end, "Transfer-Encoding: chunked\r\n"), ""},
      {response(chunks, "transfer-encoding:Chunked\r\n"), "http-chunk-cut"},
      {response(html, "Transfer-Encoding: chunked\r\n"), ""},  // removed by the crawler
      {response(gzip(html), "Content-Encoding: gzip\r\n"), ""},
      {response(gzip(html), "Content-Encoding:\r\n x-gzip\r\n"), ""},  // a folded field
      {response(gzip(gzip(html)), "Content-Encoding: gzip, gzip\r\n"), ""},
      {response(gzip(html), ""), ""},                      // not said
      {response(html, "Content-Encoding: gzip\r\n"), ""},  // removed by the crawler
      {response(html, "Content-Encoding: br\r\n"), ""},
      {response(zstd(html), "Content-Encoding: zstd\r\n"), ""},
      {response(gzip(html).substr(2), "Content-Encoding: identity\r\n"), nullptr},
      {record_of("resource", 0, html, "Content-Type: text/html\r\n"), ""},
      {record_of("resource", 0, html), ""},
      {record_of("response", 0, html, "Content-Type: text/html\r\n"), ""},
      {record_of("response", 0, http(html), "WARC-Truncated: length\r\n"), "warc-truncated"},
  };
  for (const Case& c : kCases) {
    const auto records = read_all(open_warc, c.record);
    ASSERT_EQ(records.size(), 1u);
    if (c.note == nullptr) {
      EXPECT_EQ(records[0].reason, "not-text");
      continue;
    }
    EXPECT_EQ(records[0].page.bytes, html) << records[0].reason << records[0].detail;
    EXPECT_EQ(records[0].notes.empty() ? "" : records[0].notes[0].kind, c.note);
    EXPECT_EQ(records[0].page.truncated, *c.note != '\0');
  }
}

TEST(Warc, TextOfWetFiles) {
  const auto records = read_all(open_warc, record_of("conversion", 0, "It rains in Ankara.\n", "Content-Type: text/plain\r\n"));
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].page.media_type, MediaType::text);
  EXPECT_EQ(records[0].page.bytes, "It rains in Ankara.\n");
}

// A page that shows a WARC record is no place to cut, as long as its length is right.
TEST(Warc, PagesAboutWarc) {
  const std::string page = "<html><body><pre>WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 5\r\n\r\nhello\r\n\r\n</pre></body></html>";
  const auto records = read_all(open_warc, record_of("response", 0, http(page)) + good(1));
  ASSERT_EQ(records.size(), 2u);
  EXPECT_EQ(records[0].page.bytes, page);
}

TEST(Warc, RecordsOverTheLimitArePassedOver) {
  PageLimits limits;
  limits.record_bytes = 100000;
  limits.page_bytes = 50000;
  const Change change = [](int i, const std::string& record) {
    return i == 3   ? record_of("response", 3, http(std::string(2000000, 'x')))
           : i == 8 ? record_of("response", 8, http(std::string(60000, 'y')))
                    : record;
  };
  const auto records = read_all(open_warc, file(change), limits, 5000);
  EXPECT_EQ(whole(records), all_but({3, 8}));
  EXPECT_THAT(reported(records), ElementsAre("too-large", "too-large"));
}

TEST(Warc, BombsInMembers) {
  const Change change = [](int i, const std::string& record) {
    return i == 3 ? record_of("response", 3, http(std::string(30 << 20, 'x'))) : record;
  };
  for (const Change& pack : {Change(member), Change(frame)}) {
    const auto records = read_all(open_warc, file(change, pack));
    EXPECT_EQ(whole(records), all_but({3}));
    EXPECT_THAT(reported(records), ElementsAre("bomb"));
  }
}

TEST(Warc, MillionEmptyMembers) {
  std::string packed = gzip(good(0));
  const std::string nothing = gzip("");
  for (int i = 0; i < 1000000; ++i) packed += nothing;
  packed += gzip(good(1));
  EXPECT_EQ(whole(read_all(open_warc, packed)), (std::set<int>{0, 1}));
}

}  // namespace
}  // namespace readout
