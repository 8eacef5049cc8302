#include <gmock/gmock.h>

#include "page/formats.h"
#include "page/sniff.h"
#include "page/testing.h"

namespace readout {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(Inputs, FoldersAreWalkedInOrderOfNames) {
  const Folder folder("walk");
  for (const char* name : {"b.html", "a/2.txt", "a/10.txt", "a/.hidden.txt", ".git/x.html", "-rf", "B.html", "new\nline.txt"})
    folder.write(name, "x");
  std::filesystem::create_directory_symlink(folder.path(), folder.path("a/loop"));
  const auto files = expand_inputs({folder.path()});
  ASSERT_TRUE(files);
  EXPECT_THAT(*files, ElementsAre(folder.path("-rf"), folder.path("B.html"), folder.path("a/10.txt"), folder.path("a/2.txt"),
                                  folder.path("b.html"), folder.path("new\nline.txt")));
}

TEST(Inputs, GlobsAndNamesThatLookLikeGlobs) {
  const Folder folder("glob");
  for (const char* name : {"a1.html", "a2.html", "b.html", "a[1].html"}) folder.write(name, "x");
  EXPECT_THAT(*expand_inputs({folder.path("a?.html")}), ElementsAre(folder.path("a1.html"), folder.path("a2.html")));
  EXPECT_THAT(*expand_inputs({folder.path("a[1].html")}), ElementsAre(folder.path("a[1].html")));
  EXPECT_THAT(*expand_inputs({"-"}), ElementsAre("-"));
}

TEST(Inputs, MissingPathsAreErrorsThatNameThem) {
  for (const std::string missing : {"no/such/file.html", "no/such/*.html", ""}) {
    const auto files = expand_inputs({missing});
    ASSERT_FALSE(files) << missing;
    EXPECT_EQ(files.error().where, missing);
  }
}

TEST(Inputs, IdsAreStemsUnlessTheyCollide) {
  const std::vector<std::string> inputs = {"a/x.html", "b/x.txt.gz", "c/Story.v2.HTML.gz", "d/y", "d/y", "-", "e/.html"};
  EXPECT_THAT(input_ids(inputs), ElementsAre("a/x.html", "b/x.txt.gz", "Story.v2", "y", "y", "", ".html"));
}

TEST(Formats, AreKnownByName) {
  struct Case {
    const char* path;
    InputFormat want;
  };
  constexpr Case kCases[] = {{"a.html", InputFormat::html},       {"a.HTM.gz", InputFormat::html},  {"a.txt", InputFormat::text},
                             {"a.jsonl.zst", InputFormat::jsonl}, {"a.warc.gz", InputFormat::warc}, {"a.warc.wet.gz", InputFormat::warc},
                             {"a.conllu", InputFormat::conllu},   {"html", InputFormat::automatic}, {"a.html/b", InputFormat::automatic},
                             {"a.pdf", InputFormat::automatic}};
  for (const Case& c : kCases) EXPECT_EQ(format_by_name(c.path), c.want) << c.path;
}

TEST(Formats, AreKnownByTheirFirstBytes) {
  struct Case {
    const char* bytes;
    InputFormat want;
  };
  constexpr Case kCases[] = {
      {"WARC/1.0\r\n", InputFormat::warc},
      {"\xef\xbb\xbf \n<!DOCTYPE html><title>x</title>", InputFormat::html},
      {"<HTML lang=en>", InputFormat::html},
      {"<div><p>one</p><p>two</p></div>", InputFormat::html},
      {"<3 is a heart. The minister said so.", InputFormat::text},
      {"{\"id\":1}", InputFormat::jsonl},
      {"# newdoc\n1\tRain\t_\t_\t_\t_\t_\t_\t_\t_\n", InputFormat::conllu},
      {"1\tRain", InputFormat::text},
      {"Ankara, 3 March. The minister spoke.", InputFormat::text},
  };
  for (const Case& c : kCases) EXPECT_EQ(sniff_format(c.bytes), c.want) << c.bytes;
}

TEST(Sniff, BinaryFilesAreNoText) {
  using namespace std::string_view_literals;
  for (const auto bytes :
       {"\x89PNG\r\n\x1a\n..."sv, "\xff\xd8\xff\xe0"sv, "%PDF-1.7"sv, "PK\x03\x04xxxx"sv, "\x1f\x8b\x08"sv, "\x01\x02\0\0\x03 binary"sv,
        "\0\0\0\x18"
        "ftypmp42"sv})
    EXPECT_NE(sniff_binary(bytes), "") << bytes;
  for (const auto bytes :
       {"The minister spoke."sv, "caf\xe9 \xa0"sv, "\xff\xfeT\0h\0e\0"sv, "\0T\0h\0e\0 \0w\0o\0r\0d"sv, "Заявление"sv, ""sv})
    EXPECT_EQ(sniff_binary(bytes), "") << bytes;
  EXPECT_EQ(sniff_binary(std::string(1000, 'a') + '\0'), "");
}

std::vector<Record> read_file(const std::string& path, const PageLimits& limits = {}, InputFormat format = InputFormat::automatic) {
  auto reader = open_pages(path, format, limits);
  EXPECT_TRUE(reader) << reader.error().text();
  return all(**reader);
}

TEST(WholeFile, EachFileSaysWhatItIs) {
  const std::string html = "<html><body><p>It rains in Ankara.</p></body></html>";
  const std::string png = "\x89PNG\r\n\x1a\n\x01\x02\x03";
  const Folder folder("whole");
  struct Case {
    const char* name;
    std::string bytes;
    const char* want;
  };
  const Case kCases[] = {
      {"rain.html", html, "page rain"},
      {"rain2.htm.gz", gzip(html), "page rain2"},
      {"rain3.html.zst", zstd(html), "page rain3"},
      {"twice.html.gz", gzip(gzip(html)), "page twice"},
      {"thrice.html.gz", gzip(gzip(gzip(html))), "failed not-text"},
      {"members.html.gz", gzip(html.substr(0, 10)) + gzip("") + gzip(html.substr(10)) + std::string(3, '\0'), "page members"},
      {"not-really.html.gz", html, "page not-really"},
      {"unnamed", html, "page unnamed"},
      {"picture.html", png, "failed not-text"},
      {"picture.html.gz", gzip(png), "failed not-text"},
      {"picture", png, "skipped not-text"},
      {"empty.html", "", "skipped empty"},
      {"empty.jsonl", "", "skipped empty"},
      {"blank.txt", " \n\n", "skipped empty"},
      {"nothing.html.gz", "", "failed gzip-empty"},
      {"empty.html.gz", gzip(""), "skipped empty"},
      {"cut.html.gz", gzip(html).substr(0, 40), "failed gzip-cut"},
      {"header.html.gz", gzip(html).substr(0, 5), "failed gzip-cut"},
      {"wrong.html.gz", gzip(html).replace(20, 2, "\xff\xff"), "failed gzip-bad"},
      {"crc.html.gz", gzip(html).replace(gzip(html).size() - 7, 1, "\x01"), "failed gzip-crc"},
  };
  for (const Case& c : kCases) {
    const auto records = read_file(folder.write(c.name, c.bytes));
    ASSERT_EQ(records.size(), 1u) << c.name;
    EXPECT_THAT(told(records[0]), testing::StartsWith(c.want)) << c.name;
    if (records[0].kind == Record::Kind::page) {
      EXPECT_EQ(records[0].page.bytes, html) << c.name;
      EXPECT_EQ(records[0].page.media_type, MediaType::html) << c.name;
    }
  }
}

TEST(WholeFile, LimitsAreNamed) {
  const Folder folder("limits");
  PageLimits limits;
  limits.page_bytes = 2 << 20;
  const std::string path = folder.write("long.txt", std::string(3 << 20, 'a'));
  EXPECT_EQ(told(read_file(path, limits)[0]), "failed too-large " + path);
  EXPECT_THAT(read_file(path, limits)[0].detail, HasSubstr("2 MB"));
  EXPECT_EQ(read_file(path)[0].kind, Record::Kind::page);
}

TEST(WholeFile, BombsStopEarly) {
  const Folder folder("bombs");
  const std::string zeros(64 << 20, 'a');
  EXPECT_EQ(read_file(folder.write("a.txt.gz", gzip(zeros)))[0].reason, "bomb");
  EXPECT_EQ(read_file(folder.write("b.txt.gz", gzip(gzip(zeros))))[0].reason, "bomb");
  EXPECT_EQ(read_file(folder.write("c.txt.zst", zstd(zeros)))[0].reason, "bomb");
  EXPECT_EQ(read_file(folder.write("d.jsonl.gz", gzip(zeros)))[0].reason, "bomb");
}

TEST(OpenPages, WhatCannotBeOpenedIsAnErrorThatNamesIt) {
  const Folder folder("open");
  for (const std::string& path : {folder.path(), folder.path("missing.html"), std::string("a\0b", 3)}) {
    const auto reader = open_pages(path, InputFormat::automatic, {});
    ASSERT_FALSE(reader);
    EXPECT_EQ(reader.error().where, path);
  }
}

}  // namespace
}  // namespace readout
