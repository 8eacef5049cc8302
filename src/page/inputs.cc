// Which files are meant by what the user wrote, and what their pages are called.
#include <glob.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "page/formats.h"

namespace readout {
namespace {
namespace fs = std::filesystem;

// Files below a folder in the order of their names, byte by byte: the same on every machine. Links to folders are not followed
// (they may lead back), hidden files are passed over.
void walk(const fs::path& folder, std::vector<std::string>& files) {
  std::error_code error;
  std::vector<fs::path> names;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) names.push_back(it->path());
  std::sort(names.begin(), names.end(), [](const fs::path& a, const fs::path& b) { return a.native() < b.native(); });
  for (const fs::path& name : names) {
    if (name.filename().native().front() == '.') continue;
    if (fs::is_directory(name, error)) {
      if (!fs::is_symlink(name, error)) walk(name, files);
    } else if (fs::is_regular_file(name, error)) {
      files.push_back(name.native());
    }
  }
}

std::vector<std::string> matches(const std::string& pattern) {
  std::vector<std::string> found;
  glob_t result{};
  if (glob(pattern.c_str(), GLOB_NOSORT, nullptr, &result) == 0) found.assign(result.gl_pathv, result.gl_pathv + result.gl_pathc);
  globfree(&result);
  std::sort(found.begin(), found.end());  // glob(3) would sort by locale
  return found;
}

void add(const std::string& path, std::vector<std::string>& files) {
  std::error_code error;
  if (fs::is_directory(path, error))
    walk(path, files);
  else
    files.push_back(path);
}

}  // namespace

Result<std::vector<std::string>> expand_inputs(const std::vector<std::string>& inputs) {
  std::vector<std::string> files;
  for (const std::string& input : inputs) {
    std::error_code error;
    // A file whose name holds a star or a bracket is that file.
    if (input == "-" || fs::exists(input, error)) {
      add(input, files);
      continue;
    }
    const bool pattern = input.find_first_of("*?[") != std::string::npos && input.find('\0') == std::string::npos;
    const auto found = pattern ? matches(input) : std::vector<std::string>{};
    if (found.empty()) return Error{Error::Code::not_found, pattern ? "no file matches" : "no such file or folder", input};
    for (const std::string& path : found) add(path, files);
  }
  return files;
}

std::vector<std::string> input_ids(std::span<const std::string> inputs) {
  std::map<std::string_view, std::string_view> first_of;  // stem → first path that has it
  std::map<std::string_view, bool> collides;
  for (const std::string& input : inputs) {
    const std::string_view stem = stem_of(input);
    const auto [at, fresh] = first_of.emplace(stem, input);
    if (!fresh && at->second != input) collides[stem] = true;
  }
  std::vector<std::string> ids;
  for (const std::string& input : inputs) {
    const std::string_view stem = stem_of(input);
    ids.emplace_back(input == "-" ? std::string_view{} : stem.empty() || collides.contains(stem) ? std::string_view(input) : stem);
  }
  return ids;
}

}  // namespace readout
