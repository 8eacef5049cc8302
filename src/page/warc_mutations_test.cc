// One good file of 2,000 records and what befalls files on tapes, disks and wires. Three promises hold for each mutation:
// every record that is not touched comes out as it was; a record that is touched comes out whole, or with a note, or is reported at
// its place; and nothing else comes out. The mutations of test 4 of the reliability plan.
#include <gmock/gmock.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "page/warc_testing.h"

namespace readout {
namespace {

constexpr int kRecords = 2000;

using Places = std::vector<std::size_t>;  // where each record begins, and the end of the file

enum class Packing { plain, gzip_members, zstd_frames };

// The good file in one packing. Records are short, so that borders are many.
struct GoodFile {
  std::string bytes;
  Places places;
};
std::string packed(const std::string& record, Packing packing) {
  return packing == Packing::gzip_members ? gzip(record, 1) : packing == Packing::zstd_frames ? zstd(record) : record;
}
const GoodFile& good_file(Packing packing) {
  static const std::array<GoodFile, 3> files = [] {
    std::array<GoodFile, 3> made;
    for (const Packing how : {Packing::plain, Packing::gzip_members, Packing::zstd_frames}) {
      GoodFile& file = made[static_cast<std::size_t>(how)];
      for (int i = 0; i < kRecords; ++i) {
        file.places.push_back(file.bytes.size());
        file.bytes += packed(good(i), how);
      }
      file.places.push_back(file.bytes.size());
    }
    return made;
  }();
  return files[static_cast<std::size_t>(packing)];
}

// A file with records replaced by what they became. `touched`: those, and their new extents.
struct Mutant {
  std::string bytes;
  std::set<int> touched;
  Places places;
};
template <class Become>
Mutant mutate(Packing packing, const std::set<int>& touched, const Become& become) {
  const GoodFile& file = good_file(packing);
  Mutant out{{}, touched, {}};
  std::size_t from = 0;
  for (int i = 0; i < kRecords; ++i) {
    out.places.push_back(out.bytes.size() + file.places[static_cast<std::size_t>(i)] - from);
    if (!touched.contains(i)) continue;
    out.bytes.append(file.bytes, from, file.places[static_cast<std::size_t>(i)] - from);
    out.bytes += become(i);
    from = file.places[static_cast<std::size_t>(i) + 1];
  }
  out.bytes.append(file.bytes, from);
  out.places.push_back(out.bytes.size());
  return out;
}
// `n` records spread over the file, no two of them neighbours.
std::set<int> spread(int n, std::uint64_t seed = 1) {
  std::set<int> out;
  for (std::uint64_t i = 0; out.size() < static_cast<std::size_t>(n); ++i) {
    const auto number = static_cast<int>(mix64(seed * 7919 + i) % (kRecords - 2)) + 1;
    if (!out.contains(number - 1) && !out.contains(number + 1)) out.insert(number);
  }
  return out;
}

std::size_t offset_of(const std::string& where) {
  const auto at = where.find("offset ") + 7;
  std::size_t offset = 0;
  std::from_chars(where.data() + at, where.data() + where.size(), offset);
  return offset;
}

const std::string& url_prefix() {
  static const std::string prefix = url(0).substr(0, url(0).size() - 1);
  return prefix;
}
const std::string& body_of(int number) {
  static const std::vector<std::string> bodies = [] {
    std::vector<std::string> made;
    for (int i = 0; i < kRecords; ++i) made.push_back(body(i));
    return made;
  }();
  return bodies[static_cast<std::size_t>(number)];
}

struct Outcome {
  std::set<int> whole, noted, reported;  // numbers of records
  std::vector<std::string> reasons;
  int strangers = 0;
};
Outcome outcome_of(std::string_view bytes, const Places& places) {
  Outcome out;
  for (const Record& record : read_all(open_warc, bytes)) {
    if (record.kind != Record::Kind::page) {
      out.reasons.push_back(record.reason);
      // The record at whose extent the report points.
      const auto after = std::upper_bound(places.begin(), places.end(), offset_of(record.where));
      out.reported.insert(static_cast<int>(after - places.begin()) - 1);
      continue;
    }
    int number = -1;
    if (record.page.url.starts_with(url_prefix()))
      std::from_chars(record.page.url.data() + url_prefix().size(), record.page.url.data() + record.page.url.size(), number);
    if (number < 0 || number >= kRecords) {
      ++out.strangers;
    } else if (record.page.bytes == body_of(number)) {
      if (!out.whole.insert(number).second) ++out.strangers;
    }
    if (!record.notes.empty()) out.noted.insert(number);
  }
  return out;
}

// The promises. `quiet`: the damage is such that the record may come out whole without a word (a time stamp in a gzip header).
void check(const Mutant& mutant, const std::string& what, bool quiet = false) {
  const Outcome out = outcome_of(mutant.bytes, mutant.places);
  EXPECT_EQ(out.strangers, 0) << what;
  int lost = 0, silent = 0, blamed = 0;
  for (int i = 0; i < kRecords; ++i) {
    const bool told = out.noted.contains(i) || out.reported.contains(i);
    if (!mutant.touched.contains(i)) {
      lost += !out.whole.contains(i);
      blamed += out.noted.contains(i);
    } else if (!told && !(quiet && out.whole.contains(i))) {
      ++silent;
    }
  }
  EXPECT_EQ(lost, 0) << what << ": untouched records lost";
  EXPECT_EQ(silent, 0) << what << ": touched records of which nothing is said; said were " << testing::PrintToString(out.reasons);
  EXPECT_EQ(blamed, 0) << what << ": untouched records noted";
}

constexpr Packing kPackings[] = {Packing::plain, Packing::gzip_members, Packing::zstd_frames};

TEST(WarcMutations, NoneIsNoted) {
  for (const Packing packing : kPackings) {
    const GoodFile& file = good_file(packing);
    const Outcome out = outcome_of(file.bytes, file.places);
    EXPECT_EQ(out.whole.size(), static_cast<std::size_t>(kRecords));
    EXPECT_TRUE(out.noted.empty() && out.reasons.empty());
  }
}

// The file ends early: at 1,000 places over the last records (what stands before is read anew each time, so the file is shorter).
TEST(WarcMutations, CutAtAThousandPlaces) {
  for (const Packing packing : kPackings) {
    const GoodFile& file = good_file(packing);
    constexpr int kFew = 40;
    const std::string_view bytes = std::string_view(file.bytes).substr(0, file.places[kFew]);
    for (std::size_t i = 1; i <= 1000; ++i) {
      const std::size_t cut = bytes.size() * i / 1001;
      const auto after = std::upper_bound(file.places.begin(), file.places.end(), cut) - file.places.begin();
      const auto whole = static_cast<std::size_t>(after) - 1;  // records that lie before the cut
      const Outcome out = outcome_of(bytes.substr(0, cut), file.places);
      const bool at_border = file.places[whole] == cut;
      const bool said = !out.noted.empty() || !out.reported.empty();
      ASSERT_GE(out.whole.size(), whole) << cut;
      ASSERT_LE(out.whole.size(), whole + 1) << cut;
      ASSERT_EQ(said, !at_border) << cut << " of packing " << static_cast<int>(packing);
    }
  }
}

// All of it in one member: what can be decompressed before the cut comes out.
TEST(WarcMutations, WholeFileGzipCut) {
  std::string plain;
  for (int i = 0; i < 100; ++i) plain += good(i);
  const std::string packed = gzip(plain, 1);
  const Places& places = good_file(Packing::plain).places;
  for (std::size_t i = 1; i <= 200; ++i) {
    const std::size_t cut = packed.size() * i / 201;
    const Decoded prefix = decode(Encoding::gzip, std::string_view(packed).substr(0, cut), {});
    const auto whole = std::upper_bound(places.begin(), places.end(), prefix.bytes.size()) - places.begin() - 1;
    const Outcome out = outcome_of(packed.substr(0, cut), {0});
    ASSERT_GE(out.whole.size(), static_cast<std::size_t>(whole)) << cut;
    ASSERT_FALSE(out.reasons.empty()) << cut;
  }
}

TEST(WarcMutations, ContentLengths) {
  for (const Packing packing : kPackings) {
    for (const long long error : {-2000ll, -100ll, -5ll, -4ll, -3ll, -2ll, -1ll, 1ll, 2ll, 3ll, 4ll, 5ll, 100ll, 2000ll, 1ll << 25, 1ll << 60}) {
      const Mutant mutant = mutate(packing, spread(60, static_cast<std::uint64_t>(error)), [&](int i) {
        const std::string block = http(body_of(i));
        const auto length = static_cast<long long>(block.size()) + error;
        return packed(record_with("response", i, block, std::to_string(length)), packing);
      });
      check(mutant, "Content-Length off by " + std::to_string(error));
    }
    for (const std::string length : {"", "-1", "many", "0", "18446744073709551616", "1e3", "+5", "0x40"}) {
      const Mutant mutant = mutate(packing, spread(60), [&](int i) {
        return packed(record_with("response", i, http(body_of(i)), length), packing);
      });
      check(mutant, "Content-Length '" + length + "'");
    }
  }
}

TEST(WarcMutations, LineBreaks) {
  for (const Packing packing : kPackings) {
    for (const std::string breaks : {"", "\n", "\r\n", "\n\n", "\r\n\r", "\r\n\r\n\r\n", "\r\n\r\n\n", "\r\n\r\n\r\n\r\n\r\n\r\n"}) {
      const Mutant mutant = mutate(packing, spread(200), [&](int i) {
        const std::string record = good(i);
        return packed(record.substr(0, record.size() - 4) + breaks, packing);
      });
      check(mutant, "line breaks " + testing::PrintToString(breaks));
    }
    // After the head, inside the fields, and before the record.
    for (const auto& [what, with] : std::vector<std::pair<std::string, std::string>>{
             {"\r\n\r\nHTTP/", "\r\n\r\n\r\nHTTP/"}, {"\r\n\r\nHTTP/", "\r\nHTTP/"}, {"\r\nContent-Length", "\r\n\r\nContent-Length"}}) {
      const Mutant mutant = mutate(packing, spread(60), [&](int i) {
        std::string record = good(i);
        return packed(record.replace(record.find(what), what.size(), with), packing);
      });
      check(mutant, testing::PrintToString(with) + " in the head");
    }
  }
}

// Bytes changed, lost, doubled, or overwritten with zeros as by a bad block of a disk.
TEST(WarcMutations, BadBlocks) {
  enum class Harm { flip, lose, repeat, zero };
  for (const Packing packing : {Packing::gzip_members, Packing::zstd_frames}) {
    const GoodFile& file = good_file(packing);
    for (const Harm harm : {Harm::flip, Harm::lose, Harm::repeat, Harm::zero}) {
      for (std::uint64_t round = 0; round < 20; ++round) {
        std::uint64_t seed = round * 1000 + static_cast<std::uint64_t>(harm) * 100;
        const Mutant mutant = mutate(packing, spread(50, seed + 1), [&](int i) {
          const auto number = static_cast<std::size_t>(i);
          std::string record = file.bytes.substr(file.places[number], file.places[number + 1] - file.places[number]);
          const std::size_t at = mix64(++seed) % record.size(), n = std::min<std::size_t>(1 + mix64(seed + 77) % 60, record.size() - at);
          if (harm == Harm::flip) record[at] = static_cast<char>(record[at] ^ (1 << seed % 8));
          if (harm == Harm::lose) record.erase(at, n);
          if (harm == Harm::repeat) record.insert(at, std::string(record.substr(at, n)));
          if (harm == Harm::zero) record.replace(at, n, n, '\0');
          return record;
        });
        check(mutant, "harm " + std::to_string(static_cast<int>(harm)) + " round " + std::to_string(round) + " packing " +
                          std::to_string(static_cast<int>(packing)), true);
      }
    }
  }
}

// A plain file has no checksums: a change inside a page cannot be seen. What is lost or doubled can, and borders hold.
TEST(WarcMutations, BadBlocksInPlainFiles) {
  const GoodFile& file = good_file(Packing::plain);
  for (std::uint64_t round = 0; round < 40; ++round) {
    std::uint64_t seed = round * 1000;
    const Mutant mutant = mutate(Packing::plain, spread(50, seed + 1), [&](int i) {
      const auto number = static_cast<std::size_t>(i);
      std::string record = file.bytes.substr(file.places[number], file.places[number + 1] - file.places[number]);
      const std::size_t at = mix64(++seed) % record.size(), n = std::min<std::size_t>(1 + mix64(seed + 77) % 200, record.size() - at);
      if (round % 2 == 0) record.erase(at, n);
      if (round % 2 == 1) record.insert(at, std::string(record.substr(at, n)));
      return record;
    });
    const Outcome out = outcome_of(mutant.bytes, mutant.places);
    int lost = 0;
    for (int i = 0; i < kRecords; ++i) lost += !mutant.touched.contains(i) && !out.whole.contains(i);
    EXPECT_EQ(lost, 0) << round;
  }
}

// Two records in one member, one record over two members, members of nothing between, junk and zeros between.
TEST(WarcMutations, MembersJoinedAndParted) {
  const std::set<int> few = spread(60);
  std::string joined, parted, padded, zeros;
  for (int i = 0; i < kRecords; ++i) {
    const std::string record = good(i);
    if (few.contains(i + 1)) continue;
    joined += gzip(few.contains(i) ? good(i - 1) + record : record, 1);
  }
  for (int i = 0; i < kRecords; ++i) {
    const std::string record = good(i);
    const auto half = record.size() / 2;
    parted += few.contains(i) ? gzip(record.substr(0, half), 1) + gzip(record.substr(half), 1) : gzip(record, 1);
    padded += (few.contains(i) ? gzip("") + gzip("") : "") + gzip(record, 1);
    zeros += gzip(record, 1) + (few.contains(i) ? std::string(512, '\0') : "");
  }
  for (const std::string& bytes : {joined, parted, padded, zeros}) {
    const Outcome out = outcome_of(bytes, {0});
    EXPECT_EQ(out.whole.size(), static_cast<std::size_t>(kRecords));
    EXPECT_TRUE(out.noted.empty() && out.reasons.empty()) << testing::PrintToString(out.reasons);
  }
  const Mutant junk = mutate(Packing::gzip_members, few, [](int i) { return "<html>404</html>" + gzip(good(i), 1); });
  check(junk, "junk between members");
}

// What stands in a record's body, and what the crawler says it did.
TEST(WarcMutations, CrawlersWays) {
  const auto chunked = [](const std::string& text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); at += 200) {
      const std::string part = text.substr(at, 200);
      char size[24];
      out.append(size, std::to_chars(size, size + sizeof size, part.size(), 16).ptr) += "\r\n" + part + "\r\n";
    }
    return out + "0\r\n\r\n";
  };
  const std::string type = "Content-Type: text/html; charset=utf-8\r\n";
  struct Case {
    const char* what;
    std::string (*make)(const std::string& body, const std::string& type, std::string (*chunks)(const std::string&));
    bool quiet;
  };
  const Case kCases[] = {
      {"chunks kept", [](const std::string& b, const std::string& t, auto c) { return http(c(b), t + "Transfer-Encoding: chunked\r\n"); }, true},
      {"chunks removed", [](const std::string& b, const std::string& t, auto) { return http(b, t + "Transfer-Encoding: chunked\r\n"); }, true},
      {"last chunk lost",
       [](const std::string& b, const std::string& t, auto c) {
         const std::string chunks = c(b);
         return http(chunks.substr(0, chunks.size() - 50), t + "Transfer-Encoding: chunked\r\n");
       },
       false},
      {"gzip kept", [](const std::string& b, const std::string& t, auto) { return http(gzip(b), t + "Content-Encoding: gzip\r\n"); }, true},
      {"gzip removed", [](const std::string& b, const std::string& t, auto) { return http(b, t + "Content-Encoding: gzip\r\n"); }, true},
      {"gzip cut",
       [](const std::string& b, const std::string& t, auto) {
         const std::string packed = gzip(b);
         return http(packed.substr(0, packed.size() - 20), t + "Content-Encoding: gzip\r\n");
       },
       false},
  };
  for (const Packing packing : kPackings) {
    for (const Case& c : kCases) {
      const Mutant mutant = mutate(
          packing, spread(60), [&](int i) { return packed(record_of("response", i, c.make(body_of(i), type, chunked)), packing); });
      check(mutant, c.what, c.quiet);
      const auto whole = outcome_of(mutant.bytes, mutant.places).whole.size();
      EXPECT_EQ(whole == kRecords, c.quiet) << c.what;
    }
    const Mutant truncated = mutate(packing, spread(60), [&](int i) {
      return packed(record_of("response", i, http(body_of(i).substr(0, 300)), "WARC-Truncated: length\r\n"), packing);
    });
    check(truncated, "WARC-Truncated");
  }
}

}  // namespace
}  // namespace readout
