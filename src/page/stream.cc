#include "page/stream.h"

#include <algorithm>
#include <cstring>
#include <new>

#include "base/format.h"

namespace readout {
namespace {
constexpr std::size_t kChunk = 128 << 10;     // one step of decompression, and one read of what is not compressed
constexpr std::size_t kRawChunk = 512 << 10;  // one read of what is: many members of pages lie in it whole
constexpr std::size_t kMember = 1 << 20;      // a larger member is not inflated in one go
// After damage the next member is looked for this far back: a cut member's decoder runs on into the one that follows before it
// notices. Wrong deflate data fails within a few hundred bytes; 256 KB is generous.
constexpr std::size_t kLookBack = 256 << 10;
}  // namespace

char* Buffer::room(std::size_t n) {
  if (begin_ == end_) begin_ = end_ = 0;
  if (end_ + n + kPadding > capacity_ && begin_ > 0 && begin_ >= size()) {  // moving costs at most what was read: linear in all
    std::memmove(data_, data_ + begin_, size());
    end_ -= begin_;
    begin_ = 0;
  }
  if (end_ + n + kPadding > capacity_) {
    const std::size_t want = std::max(end_ + n + kPadding, capacity_ + capacity_ / 2);
    auto* grown = static_cast<char*>(std::realloc(data_, want));
    if (grown == nullptr) throw std::bad_alloc();
    data_ = grown;
    capacity_ = want;
  }
  return data_ + end_;
}

bool Stream::read_raw() {
  if (raw_at_ > 2 * kLookBack + kRawChunk) {
    const std::size_t gone = raw_at_ - kLookBack;
    raw_.drop(gone);
    raw_at_ -= gone;
    raw_offset_ += gone;
  }
  const std::size_t got = source_->read(raw_.room(kRawChunk), kRawChunk);
  raw_.add(got);
  if (got == 0 && !source_->error().empty()) add_damage("read-error", source_->error());
  return got > 0;
}

// Looks at the first bytes. False when there are none.
bool Stream::start() {
  while (raw_.size() < 4 && read_raw()) {
  }
  encoding_ = sniff_encoding(raw_.view());
  decoder_ = make_decoder(encoding_);
  if (encoding_ == Encoding::gzip) inflater_ = std::make_unique<MemberInflater>();
  if (decoder_) {
    state_ = State::between;
    return true;
  }
  state_ = State::plain;
  const std::string_view first = raw_.view();
  std::copy(first.begin(), first.end(), out_.room(first.size()));
  out_.add(first.size());
  const bool any = !first.empty();
  raw_.clear();
  return any;
}

bool Stream::more() {
  if (state_ == State::fresh) {
    if (!start()) return false;
    if (state_ == State::plain) return true;
  }
  if (state_ == State::plain) {
    char* room = out_.room(kChunk);
    const std::size_t got = source_->read(room, kChunk);
    out_.add(got);
    if (got == 0) {
      state_ = State::ended;
      if (!source_->error().empty()) add_damage("read-error", source_->error());
    }
    return got > 0;
  }
  while (state_ != State::ended) {
    if (state_ == State::between && !start_member()) state_ = State::ended;
    const std::size_t before = out_.size();
    if (state_ == State::inside && !inflate_member()) decode_some();
    if (out_.size() > before) return true;
  }
  return false;
}

// At the end of a member: true when another begins.
bool Stream::start_member() {
  // Tapes and some writers pad with zeros.
  for (;; ++raw_at_) {
    if (raw_at_ == raw_.size() && !read_raw()) return false;
    if (raw_.view()[raw_at_] != '\0') break;
  }
  while (raw_.size() - raw_at_ < 4 && read_raw()) {
  }
  if (sniff_encoding(raw_.view().substr(raw_at_)) != encoding_) {
    // zstd's skippable frames carry no content; its decoder passes over them.
    const bool skippable =
        encoding_ == Encoding::zstd && raw_.size() - raw_at_ >= 4 && raw_.view().compare(raw_at_ + 1, 3, "\x2a\x4d\x18") == 0;
    if (!skippable) {
      add_damage(std::string(name(encoding_)) + "-junk", "bytes between members that are no member");
      return resync(raw_at_ + 1);
    }
  }
  decoder_->reset();
  const std::uint64_t at = position_ + out_.size();
  if (!members_.empty() && members_.back().position == at) members_.pop_back();  // it was empty
  members_.push_back({at, raw_offset_ + raw_at_});
  state_ = State::inside;
  return true;
}

// At the beginning of a member: inflates it in one go if it has come whole. False when that is left to the decoder.
bool Stream::inflate_member() {
  if (inflater_ == nullptr || !whole_ || raw_offset_ + raw_at_ != members_.back().offset) return false;
  const auto made = inflater_->inflate(raw_.view().substr(raw_at_), out_.room(kMember), kMember);
  if (!made) return false;
  const std::uint64_t out = position_ + out_.size() + made->made, in = raw_offset_ + raw_at_ + made->used;
  if (is_bomb(out - record_out_, in - record_raw_, limits_)) return false;
  raw_at_ += made->used;
  out_.add(made->made);
  state_ = State::between;
  return true;
}

// One step of the decoder.
void Stream::decode_some() {
  if (raw_at_ == raw_.size() && !read_raw()) {
    add_damage(std::string(name(encoding_)) + "-cut", "the file ends inside a compressed member");
    look_back();  // a member that was cut may have swallowed those that follow it
    return;
  }
  char* room = out_.room(kChunk);
  const Decoder::Step step = decoder_->run(raw_.view().substr(raw_at_), room, kChunk);
  raw_at_ += step.used;
  out_.add(step.made);
  if (is_bomb(position_ + out_.size() - record_out_, raw_offset_ + raw_at_ - record_raw_, limits_)) {
    add_damage("bomb", bomb_detail(limits_));
    resync(raw_at_);
    begin_record();
  } else if (step.state == Decoder::State::bad) {
    add_damage(decoder_->reason, decoder_->detail);
    look_back();
  } else if (step.state == Decoder::State::member_end) {
    state_ = State::between;
    whole_ = true;
  } else if (step.used == 0 && step.made == 0 && !read_raw()) {  // wants more bytes than there are
    raw_at_ = raw_.size();
  }
}

void Stream::add_damage(std::string reason, std::string detail) {
  const std::uint64_t at = position_ + out_.size();
  const std::uint64_t offset = !compressed() ? at : state_ == State::inside ? members_.back().offset : raw_offset_ + raw_at_;
  damages_.push_back({at, offset, std::move(reason), std::move(detail)});
}

// Finds the next member after the first byte of the one that is damaged.
void Stream::look_back() {
  const std::uint64_t member = members_.back().offset + 1;
  resync(std::max<std::size_t>(member > raw_offset_ ? member - raw_offset_ : 0, raw_at_ > kLookBack ? raw_at_ - kLookBack : 0));
}

// Finds the next member that decodes, from index `from` of raw_ on, and stands before it. False (and ended) when there is none.
bool Stream::resync(std::size_t from) {
  whole_ = false;
  constexpr std::size_t kTry = 1 << 10;  // bytes a candidate must decode without complaint, unless it gives 4 KB before
  raw_at_ = from;
  for (;;) {
    const auto found = raw_.view().find(encoding_ == Encoding::gzip ? '\x1f' : '\x28', raw_at_);
    raw_at_ = found == std::string_view::npos ? raw_.size() : found;
    while (raw_.size() - raw_at_ < kTry && read_raw()) {
    }
    const std::string_view rest = raw_.view().substr(raw_at_);
    if (rest.empty()) break;
    if (sniff_encoding(rest) == encoding_ && decodes(rest.substr(0, kTry))) {
      state_ = State::between;
      return start_member();
    }
    ++raw_at_;
  }
  state_ = State::ended;
  return false;
}

bool Stream::decodes(std::string_view raw) {
  char out[4096];
  decoder_->reset();
  for (;;) {
    const Decoder::Step step = decoder_->run(raw, out, sizeof out);
    raw.remove_prefix(step.used);
    if (step.state != Decoder::State::more) return step.state == Decoder::State::member_end;
    if (raw.empty() || step.used == 0 || step.made == sizeof out) return true;
  }
}

void Stream::consume(std::size_t n) {
  out_.drop(n);
  position_ += n;
  while (members_.size() > 1 && members_[1].position <= position_) members_.pop_front();
}

void Stream::begin_record() {
  record_out_ = position_ + out_.size();
  record_raw_ = raw_offset_ + raw_at_;
}

std::optional<Damage> Stream::take_damage(std::uint64_t position) {
  if (damages_.empty() || damages_.front().at > position) return std::nullopt;
  Damage first = std::move(damages_.front());
  damages_.pop_front();
  return first;
}

Stream::Member Stream::member_at(std::uint64_t position) const {
  if (!compressed()) return {position, position};
  const auto after =
      std::upper_bound(members_.begin(), members_.end(), position, [](std::uint64_t at, const Member& m) { return at < m.position; });
  return after == members_.begin() ? Member{} : *std::prev(after);
}

std::optional<std::uint64_t> Stream::next_member(std::uint64_t position) const {
  const auto after =
      std::upper_bound(members_.begin(), members_.end(), position, [](std::uint64_t at, const Member& m) { return at < m.position; });
  return after == members_.end() ? std::nullopt : std::optional(after->position);
}

}  // namespace readout
