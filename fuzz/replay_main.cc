// Runs a fuzz target over kept inputs without a fuzzer: any compiler, part of every test run.
//
//   fuzz_warc FOLDER…    each file of each folder, and prefixes of it, in order of name; prints the file it is at when a promise breaks
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include "check.h"

int main(int argc, char** argv) {
  std::vector<std::filesystem::path> files;
  for (int i = 1; i < argc; ++i)
    for (const auto& entry : std::filesystem::directory_iterator(argv[i]))
      if (entry.is_regular_file()) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  LLVMFuzzerTestOneInput(nullptr, 0);
  for (const auto& file : files) {
    std::fprintf(stderr, "%s\n", file.c_str());
    std::ifstream in(file, std::ios::binary);
    const std::vector<char> bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
    LLVMFuzzerTestOneInput(data, bytes.size());
    // Cut files are half of what goes wrong.
    const std::size_t step = std::max<std::size_t>(1, bytes.size() / 64);
    for (std::size_t size = 1; size < bytes.size(); size += step) LLVMFuzzerTestOneInput(data, size);
  }
  std::printf("%zu inputs keep the promises\n", files.size());
  return files.empty() ? 1 : 0;
}
