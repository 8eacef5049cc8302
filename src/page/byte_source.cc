#include "page/byte_source.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace readout {
namespace {

class FileSource final : public ByteSource {
 public:
  explicit FileSource(int file) : file_(file) {}
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;
  ~FileSource() override {
    if (file_ != STDIN_FILENO) close(file_);
  }

  std::size_t read(char* out, std::size_t n) override {
    while (error_.empty()) {
      const ssize_t got = ::read(file_, out, n);
      if (got >= 0) return static_cast<std::size_t>(got);
      if (errno == EAGAIN) {  // a standard input that somebody made non-blocking
        pollfd wait{file_, POLLIN, 0};
        poll(&wait, 1, -1);
      } else if (errno != EINTR) {
        error_ = std::strerror(errno);
      }
    }
    return 0;
  }
  std::string error() const override { return error_; }

 private:
  int file_;
  std::string error_;
};

class MemorySource final : public ByteSource {
 public:
  MemorySource(std::string_view bytes, std::size_t step) : bytes_(bytes), step_(step) {}
  std::size_t read(char* out, std::size_t n) override {
    n = std::min({n, step_, bytes_.size()});
    std::copy_n(bytes_.data(), n, out);
    bytes_.remove_prefix(n);
    return n;
  }

 private:
  std::string_view bytes_;
  std::size_t step_;
};

}  // namespace

Result<std::unique_ptr<ByteSource>> open_file(const std::string& path) {
  if (path == "-") return std::unique_ptr<ByteSource>(std::make_unique<FileSource>(STDIN_FILENO));
  // A path with a NUL would open another file than the one it names.
  if (path.find('\0') != std::string::npos) return Error{Error::Code::cannot_open, "a file name cannot hold a NUL", path};
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return Error{errno == ENOENT ? Error::Code::not_found : Error::Code::cannot_open, std::strerror(errno), path};
  auto source = std::make_unique<FileSource>(file);
  struct stat about {};
  if (fstat(file, &about) == 0 && S_ISDIR(about.st_mode)) return Error{Error::Code::cannot_open, "is a folder, not a file", path};
  return std::unique_ptr<ByteSource>(std::move(source));
}

std::unique_ptr<ByteSource> memory_source(std::string_view bytes, std::size_t step) { return std::make_unique<MemorySource>(bytes, step); }

}  // namespace readout
