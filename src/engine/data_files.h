// Where data files are read: the only code that turns data paths into text. Folders given later hide files of the same name
// in earlier ones; below them all lies the copy of data/ embedded in the library.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_file.h"
#include "readout/result.h"

namespace readout {

class DataFiles {
 public:
  // `folders` in order of rank, lowest first. A folder that cannot be read is an error.
  static Result<DataFiles> open(const std::vector<std::string>& folders);

  // Files whose name starts with `prefix` and ends with `suffix`, sorted by name.
  std::vector<TextFile> list(std::string_view prefix, std::string_view suffix = "") const;
  // The text of one file; empty when there is none.
  std::string_view text(std::string_view name) const;
  // 16 hex digits over all names and bytes: part of every run's identity.
  std::string hash() const;

  const std::vector<std::string>& folders() const { return folders_; }

 private:
  std::vector<std::string> folders_;
  std::map<std::string, std::string, std::less<>> files_;
};

// The folders laid over the embedded data: READOUT_DATA (colon-separated), then `extra`; in the build tree, data/ before both.
std::vector<std::string> data_folders(const std::vector<std::string>& extra);

}  // namespace readout
