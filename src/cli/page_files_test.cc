#include "cli/page_files.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>

namespace readout {
namespace {
namespace fs = std::filesystem;

TEST(PageFiles, NamesStayInTheirFolder) {
  const struct {
    const char* id;
    const char* name;
  } cases[] = {{"story-1", "story-1"},      {"../../etc/passwd", "etc_passwd"}, {"/a/b.html", "a_b.html"}, {"..", "page"},
               {"", "page"},                {"-rf", "rf"},                      {".hidden", "hidden"},      {"a\nb", "a_b"},
               {"a\\b:c|d", "a_b_c_d"},     {"https://x.example/a?b=1", "https_x.example_a_b_1"},
               {"Überfall auf Zürich", "Überfall_auf_Zürich"}};
  for (const auto& c : cases) EXPECT_EQ(PageFiles::safe_name(c.id), c.name);
  EXPECT_EQ(PageFiles::safe_name(std::string("a\0b", 3)), "a_b");
  EXPECT_LE(PageFiles::safe_name(std::string(5000, 'x')).size(), 100u);
  EXPECT_EQ(PageFiles::safe_name("\xFF\xFE"), "page");
}

class InFolder : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("readout-page-files-" + std::to_string(getpid()));
    fs::remove_all(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }
  std::set<std::string> names() const {
    std::set<std::string> out;
    for (const auto& entry : fs::directory_iterator(folder_)) out.insert(entry.path().filename());
    return out;
  }
  std::string bytes(const std::string& name) const {
    std::ifstream in(folder_ / name);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  fs::path folder_;
};

TEST_F(InFolder, CollisionsAreNumbered) {
  PageFiles files;
  ASSERT_TRUE(files.open(folder_, ".txt"));
  for (const char* id : {"a", "a-2", "A", "a", "b/c", "b:c"}) ASSERT_TRUE(files.write(id, id));
  EXPECT_EQ(names(), (std::set<std::string>{"a.txt", "a-2.txt", "A-3.txt", "a-4.txt", "b_c.txt", "b_c-2.txt"}));
  EXPECT_EQ(bytes("A-3.txt"), "A");
  EXPECT_EQ(files.written(), 6u);
}

TEST_F(InFolder, ALinkLeftThereIsReplacedNotFollowed) {
  fs::create_directories(folder_ / "out");
  std::ofstream(folder_ / "target") << "old";
  fs::create_symlink(folder_ / "target", folder_ / "out" / "a.txt");
  fs::create_symlink(folder_ / "target", folder_ / "out" / "a.txt.part");
  PageFiles files;
  ASSERT_TRUE(files.open(folder_ / "out", ".txt"));
  ASSERT_TRUE(files.write("a", "new"));
  EXPECT_EQ(bytes("target"), "old");
  EXPECT_EQ(bytes("out/a.txt"), "new");
}

TEST_F(InFolder, AFileInTheWayIsAnError) {
  std::ofstream(folder_.string()) << "x";
  PageFiles files;
  EXPECT_FALSE(files.open(folder_, ".txt"));
}

}  // namespace
}  // namespace readout
