#include "engine/data_files.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/hash.h"
#include "base/text.h"

// The table that tools/embed.cmake makes: one row a file, the last row empty.
struct EmbeddedFile {
  const char* name;
  const char* bytes;
  std::size_t size;
};
extern "C" const EmbeddedFile readout_embedded_files[];

namespace readout {
namespace fs = std::filesystem;

Result<DataFiles> DataFiles::open(const std::vector<std::string>& folders) {
  DataFiles data;
  data.folders_ = folders;
  for (const EmbeddedFile* file = readout_embedded_files; file->name != nullptr; ++file)
    data.files_[file->name] = std::string(file->bytes, file->size);
  for (const auto& folder : folders) {
    std::error_code error;
    fs::recursive_directory_iterator walk(folder, error);
    if (error) return Error{Error::Code::cannot_open, "cannot read this data folder; give one with --data or READOUT_DATA", folder};
    for (const auto& entry : walk) {
      if (!entry.is_regular_file()) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      std::ostringstream bytes;
      bytes << in.rdbuf();
      if (!in) return Error{Error::Code::cannot_open, "cannot read this data file", entry.path().string()};
      data.files_[fs::relative(entry.path(), folder).generic_string()] = bytes.str();
    }
  }
  return data;
}

std::vector<TextFile> DataFiles::list(std::string_view prefix, std::string_view suffix) const {
  std::vector<TextFile> files;
  for (auto it = files_.lower_bound(prefix); it != files_.end() && starts_with(it->first, prefix); ++it)
    if (ends_with(it->first, suffix)) files.push_back({it->first, it->second});
  return files;
}

std::string_view DataFiles::text(std::string_view name) const {
  const auto it = files_.find(name);
  return it == files_.end() ? std::string_view() : std::string_view(it->second);
}

std::string DataFiles::hash() const {
  std::uint64_t h = 0;
  for (const auto& [name, text] : files_) h = hash64(text, hash64(name, h));
  return hex64(h);
}

std::vector<std::string> data_folders(const std::vector<std::string>& extra) {
  std::vector<std::string> folders;
  // A binary that runs in its build tree reads the data of the source tree, so that an edit needs no rebuild.
  std::error_code error;
  const std::string self = fs::read_symlink("/proc/self/exe", error).string();
  if (starts_with(self, READOUT_BINARY_DIR "/") && fs::is_directory(READOUT_SOURCE_DIR "/data", error))
    folders.emplace_back(READOUT_SOURCE_DIR "/data");
  if (const char* more = std::getenv("READOUT_DATA"); more != nullptr && *more != '\0')
    for (const auto folder : split(more, ':')) folders.emplace_back(folder);
  folders.insert(folders.end(), extra.begin(), extra.end());
  return folders;
}

}  // namespace readout
