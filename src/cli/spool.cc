#include "cli/spool.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "base/format.h"

namespace readout {
namespace {

Error cannot(std::string_view what, const std::string& where) {
  return {Error::Code::cannot_write, format("{}: {}; --no-templates reads standard input as it comes", what, std::strerror(errno)), where};
}

// A file without a name: gone when the program ends, however it ends.
int temporary_file(std::string& folder) {
  const char* given = std::getenv("TMPDIR");
  folder = given != nullptr && *given != '\0' ? given : "/tmp";
  std::string path = folder + "/readout-XXXXXX";
  const int file = mkostemp(path.data(), O_CLOEXEC);
  if (file >= 0) unlink(path.c_str());
  return file;
}

}  // namespace

Result<Done> Spool::take() {
  if (const off_t at = lseek(STDIN_FILENO, 0, SEEK_CUR); at >= 0) {
    begin_ = at;
    return Done{};
  }
  std::string folder;
  const int file = temporary_file(folder);
  if (file < 0) return cannot("cannot put standard input by", folder);
  std::vector<char> bytes(1u << 16);
  for (;;) {
    const ssize_t got = read(STDIN_FILENO, bytes.data(), bytes.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;  // what cannot be read further is as good as ended; the reader of the rest reports a cut record
    for (ssize_t done = 0; done < got;) {
      const ssize_t put = write(file, bytes.data() + done, static_cast<std::size_t>(got - done));
      if (put < 0 && errno == EINTR) continue;
      if (put < 0) {
        Error error = cannot("cannot put standard input by", folder);
        close(file);
        return error;
      }
      done += put;
    }
  }
  const bool ok = dup2(file, STDIN_FILENO) >= 0 && lseek(STDIN_FILENO, 0, SEEK_SET) == 0;
  close(file);
  if (!ok) return cannot("cannot put standard input by", folder);
  return Done{};
}

bool Spool::rewind() const { return lseek(STDIN_FILENO, begin_, SEEK_SET) == begin_; }

}  // namespace readout
