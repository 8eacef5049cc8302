// The lines of a Stream, numbered from 1, with a limit on length: a line over it is passed over without being held.
#pragma once
#include <memory>

#include "page/stage.h"
#include "page/stream.h"

namespace readout {

class Lines {
 public:
  // `text` is the line without its break; Buffer::kPadding bytes past it may be read. Valid until the next call.
  struct Next {
    enum class Kind { line, too_long, damaged, end };
    Kind kind = Kind::end;
    std::string_view text;
    Damage damage;  // when damaged: of this line, or (with an empty text) of what should have followed
  };

  Lines(std::string name, std::unique_ptr<Stream> stream, const PageLimits& limits)
      : name_(std::move(name)), stream_(std::move(stream)), limits_(limits) {}
  // A byte order mark before the first line is dropped.
  Next next();
  std::size_t number() const { return number_; }
  std::string where() const;  // "file:line"
  const std::string& name() const { return name_; }
  std::uint64_t begin() const { return begin_; }  // of the line: position in the stream
  // A failed record for a line that is too long or damaged.
  Record failed(const Next& line) const;
  Record failed(std::string reason, std::string detail) const;

 private:
  std::string name_;
  std::unique_ptr<Stream> stream_;
  PageLimits limits_;
  std::size_t number_ = 0;
  std::size_t used_ = 0;  // bytes of the last line, consumed at the next call
  std::uint64_t begin_ = 0;
};

}  // namespace readout
