// Walks a reader of src/page over bytes in memory, with limits small enough to be met.
#pragma once
#include "check.h"
#include "page/readers.h"

namespace readout::fuzz {

inline constexpr PageLimits kLimits{1 << 16, 1 << 15, 200};

// The first byte chooses how many bytes each read gives, so that borders fall everywhere.
inline std::size_t step_of(std::string_view bytes) {
  return bytes.empty() || bytes[0] % 4 == 0 ? 1 << 20 : static_cast<std::size_t>(static_cast<unsigned char>(bytes[0])) * 7;
}
inline std::unique_ptr<Stream> stream_of(std::string_view bytes) {
  const std::size_t step = step_of(bytes);
  if (!bytes.empty()) bytes.remove_prefix(1);
  return std::make_unique<Stream>(memory_source(bytes, step), kLimits);
}

inline void check_record(const Record& record) {
  if (record.kind == Record::Kind::page) {
    require(!record.page.id.empty(), "a page has an id");
    require(record.page.bytes.size() <= kLimits.page_bytes, "a page keeps the limit");
    require(record.page.media_type != MediaType::unknown, "a page has a media type");
  } else {
    require(!record.reason.empty() && !record.where.empty(), "what is lost has a reason and a place");
  }
  for (const Note& note : record.notes) require(!note.kind.empty(), "notes have a kind");
}

template <class Take>
void walk(std::unique_ptr<PageReader> reader, std::size_t size, const Take& take) {
  for (std::size_t n = 0;; ++n) {
    const Record record = reader->next();
    if (record.kind == Record::Kind::end) return;
    check_record(record);
    take(record);
    require(n <= 2 * size + 16, "the reader moves on");
  }
}

}  // namespace readout::fuzz
