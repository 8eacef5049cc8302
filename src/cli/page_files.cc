#include "cli/page_files.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "base/format.h"
#include "base/utf8.h"

namespace readout {
namespace {

bool write_file(const std::string& path, std::string_view bytes) {
  // Made new: a link of that name, wherever it leads, is not followed.
  unlink(path.c_str());
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (file < 0) return false;
  while (!bytes.empty()) {
    const auto n = write(file, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) break;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  const int why = errno;
  const bool ok = close(file) == 0 && bytes.empty();
  if (!bytes.empty()) errno = why;
  return ok;
}

}  // namespace

std::string PageFiles::safe_name(std::string_view id) {
  constexpr std::size_t kLongest = 100;  // bytes; with number and extension far below the 255 of most file systems
  std::string name;
  for (std::size_t at = 0; at < id.size();) {
    const Rune rune = rune_at(id, at);
    const std::size_t size = rune.size > 0 ? rune.size : 1;
    const char32_t c = rune.value;
    const bool good = c == '.' || c == '_' || c == '-' || (c >= '0' && c <= '9') || (c != 0xFFFD && is_letter(c));
    if (name.size() + size > kLongest) break;
    if (good)
      name.append(id, at, size);
    else if (name.empty() || name.back() != '_')
      name += '_';
    at += size;
  }
  const auto begin = name.find_first_not_of(".-_");
  name.erase(0, begin == std::string::npos ? name.size() : begin);
  while (!name.empty() && (name.back() == '_' || name.back() == '.')) name.pop_back();
  return name.empty() ? "page" : name;
}

Result<Done> PageFiles::open(const std::string& folder, std::string_view extension) {
  folder_ = folder;
  extension_ = extension;
  std::error_code error;
  std::filesystem::create_directories(folder_, error);
  if (!std::filesystem::is_directory(folder_, error))
    return Error{Error::Code::cannot_write, "is no folder and none could be made there", folder_};
  return Done{};
}

Result<Done> PageFiles::write(std::string_view id, std::string_view bytes) {
  const std::string stem = safe_name(id);
  std::string name = stem;
  const auto [used, fresh] = used_.emplace(to_lower(stem), 1);
  std::uint32_t n = used->second;
  // A name made by numbering may be another page's own: it is passed over.
  for (bool free = fresh; !free; free = used_.emplace(to_lower(name), 1).second) name = format("{}-{}", stem, ++n);
  used_[to_lower(stem)] = n;
  const std::string path = folder_ + "/" + name + extension_, part = path + ".part";
  if (!write_file(part, bytes) || std::rename(part.c_str(), path.c_str()) != 0) {
    Error error{Error::Code::cannot_write, format("cannot write here: {}", std::strerror(errno)), path};
    unlink(part.c_str());
    return error;
  }
  ++written_;
  return Done{};
}

}  // namespace readout
