#include "page/lines.h"

#include "base/format.h"
#include "base/text.h"

namespace readout {

Lines::Next Lines::next() {
  stream_->consume(std::exchange(used_, 0));
  begin_ = stream_->position();
  if (auto lost = stream_->take_damage(begin_)) {  // between two lines
    if (number_ == 0) number_ = 1;
    return {Next::Kind::damaged, {}, std::move(*lost)};
  }
  stream_->begin_record();
  if (number_ == 0 && stream_->fill(3) && starts_with(stream_->view(), "\xef\xbb\xbf")) stream_->consume(3);

  Next next;
  bool too_long = false;
  std::size_t seen = 0;  // bytes of view() known to hold no line break
  for (;;) {
    const std::string_view view = stream_->view();
    const auto found = view.find('\n', seen);
    if (found != std::string_view::npos) {
      next.text = view.substr(0, found);
      used_ = found + 1;
      break;
    }
    seen = view.size();
    if (seen > limits_.record_bytes) {
      too_long = true;
      stream_->consume(seen);
      seen = 0;
    }
    if (!stream_->more()) {
      next.text = stream_->view();
      used_ = next.text.size();
      break;
    }
  }
  const std::uint64_t end = stream_->position() + used_;
  auto lost = used_ > 0 && stream_->view()[used_ - 1] == '\n' ? stream_->take_damage(end - 1) : stream_->take_damage(end);
  if (used_ == 0 && !too_long && !lost) return next;
  ++number_;
  if (!next.text.empty() && next.text.back() == '\r') next.text.remove_suffix(1);
  next.kind = lost ? Next::Kind::damaged : too_long || next.text.size() > limits_.record_bytes ? Next::Kind::too_long : Next::Kind::line;
  if (lost) next.damage = std::move(*lost);
  return next;
}

std::string Lines::where() const { return format("{}:{}", name_, number_); }

Record Lines::failed(std::string reason, std::string detail) const {
  Record record;
  record.kind = Record::Kind::failed;
  record.reason = std::move(reason);
  record.detail = std::move(detail);
  record.where = where();
  return record;
}

Record Lines::failed(const Next& line) const {
  if (line.kind == Next::Kind::damaged) return failed(line.damage.reason, line.damage.detail);
  return failed("too-large", format("a line of more than {} MB, the limit of a record", limits_.record_bytes >> 20));
}

}  // namespace readout
