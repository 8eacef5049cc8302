// JSON Lines in: pages as {"id","date"?,"url"?,"title"?,"text"|"html"|"html_base64"} and pairs as {"id","a","b"}, one object a line.
// A line comes out as soon as its line break is read. See docs/formats/input.md.
#include <simdjson.h>

#include "base/format.h"
#include "base/text.h"
#include "base/utf8.h"
#include "page/base64.h"
#include "page/lines.h"
#include "page/readers.h"

namespace readout {
namespace {

using simdjson::dom::element;
static_assert(Buffer::kPadding >= simdjson::SIMDJSON_PADDING);

// \uD800-style escapes of half a pair, which no UTF-8 can hold, become \uFFFD. Scrapers cut titles in the middle of an emoji.
std::string repair_surrogates(std::string_view line, std::size_t& replaced) {
  std::string out(line);
  const auto unit = [&](std::size_t at) -> unsigned {
    if (at + 6 > out.size() || out[at] != '\\' || out[at + 1] != 'u') return 0;
    unsigned value = 0;
    for (std::size_t i = at + 2; i < at + 6; ++i) {
      const char c = out[i];
      const int digit = c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
      if (digit < 0) return 0;
      value = value * 16 + static_cast<unsigned>(digit);
    }
    return value;
  };
  for (std::size_t at = 0; at < out.size();) {
    if (out[at] != '\\') {
      ++at;
      continue;
    }
    const unsigned value = unit(at);
    if (value >= 0xD800 && value < 0xDC00 && unit(at + 6) >= 0xDC00 && unit(at + 6) < 0xE000) {
      at += 12;
    } else if (value >= 0xD800 && value < 0xE000) {
      out.replace(at + 2, 4, "FFFD");
      ++replaced;
      at += 6;
    } else {
      at += 2;
    }
  }
  return out;
}

// Objects, line by line. Damage, bad JSON and long lines come out as failed records that name file and line.
class Objects {
 public:
  Objects(std::string name, std::unique_ptr<Stream> stream, const PageLimits& limits)
      : lines_(std::move(name), std::move(stream), limits) {}

  // A record of kind page means: `object` is the next one. Failed and end: as they are.
  Record next(element& object) {
    for (;;) {
      const Lines::Next line = done_ ? Lines::Next{} : lines_.next();
      if (line.kind == Lines::Next::Kind::end) return {};
      if (line.kind != Lines::Next::Kind::line) return lines_.failed(line);
      if (trim(line.text).empty()) continue;
      Record record;
      const auto error = parse(line.text, object, record.notes);
      if (error == simdjson::SUCCESS && object.is_object()) {
        record.kind = Record::Kind::page;
        record.where = lines_.where();
        return record;
      }
      // A file that is one JSON array would fail at each of its lines.
      if (lines_.number() == 1 && trim(line.text).front() == '[') {
        done_ = true;
        return lines_.failed("bad-json", "a JSON array: give one object a line, as `jq -c '.[]'` writes it");
      }
      return lines_.failed("bad-json", error != simdjson::SUCCESS ? simdjson::error_message(error) : "not an object");
    }
  }
  const Lines& lines() const { return lines_; }

 private:
  simdjson::error_code parse(std::string_view line, element& object, Notes& notes) {
    // No copy: the stream's buffer has the padding that simdjson asks for.
    auto error = parser_.parse(line.data(), line.size(), false).get(object);
    std::size_t replaced = 0;
    if (error == simdjson::UTF8_ERROR) {
      repaired_ = repair_utf8(line, replaced);
      error = parser_.parse(repaired_).get(object);
      notes.push_back({Step::page, "repaired-utf8", {}, format("{} invalid bytes became U+FFFD", replaced)});
    }
    if (error == simdjson::STRING_ERROR) {
      repaired_ = repair_surrogates(replaced > 0 ? std::string_view(repaired_) : line, replaced);
      error = parser_.parse(repaired_).get(object);
      notes.push_back({Step::page, "repaired-utf8", {}, "half a surrogate pair became U+FFFD"});
    }
    return error;
  }

  Lines lines_;
  simdjson::dom::parser parser_;
  std::string repaired_;
  bool done_ = false;
};

enum class Field { absent, found, wrong };

// A string (or, for an id, a whole number) under `key`; null counts as absent.
Field read_string(element object, const char* key, std::string_view& out) {
  element value;
  if (object[key].get(value) != simdjson::SUCCESS || value.is_null()) return Field::absent;
  return value.get_string().get(out) == simdjson::SUCCESS ? Field::found : Field::wrong;
}

Field read_string(element object, const char* key, std::string& out) {
  std::string_view text;
  const Field field = read_string(object, key, text);
  out = text;
  return field;
}

Field read_id(element object, std::string& out) {
  std::int64_t number = 0;
  if (object["id"].get_int64().get(number) == simdjson::SUCCESS) {
    out = format("{}", number);
    return Field::found;
  }
  return read_string(object, "id", out);
}

class JsonlReader final : public PageReader {
 public:
  JsonlReader(Opening opening, std::unique_ptr<Stream> stream)
      : limits_(opening.limits), objects_(std::move(opening.name), std::move(stream), opening.limits) {}

  Record next() override {
    element object;
    Record record = objects_.next(object);
    if (record.kind != Record::Kind::page) return record;
    std::string reason, detail;
    if (read_page(object, record.page, reason, detail)) return record;
    return objects_.lines().failed(std::move(reason), std::move(detail));
  }

 private:
  bool read_page(element object, Page& page, std::string& reason, std::string& detail) const {
    const auto fail = [&](std::string_view why, std::string said) {
      reason = why;
      detail = std::move(said);
      return false;
    };
    if (read_id(object, page.id) == Field::wrong) return fail("bad-field", "id is neither a string nor a whole number");
    constexpr std::pair<const char*, std::string Page::*> kStrings[] = {
        {"url", &Page::url}, {"title", &Page::title}, {"date", &Page::date}};
    for (const auto& [name, member] : kStrings)
      if (read_string(object, name, page.*member) == Field::wrong) return fail("bad-field", format("{} is not a string", name));

    constexpr const char* kContents[] = {"text", "html", "html_base64"};
    const char* key = nullptr;
    std::string_view content;
    for (const char* candidate : kContents) {
      const Field field = read_string(object, candidate, content);
      if (field == Field::wrong) return fail("bad-field", format("{} is not a string", candidate));
      if (field == Field::absent) continue;
      key = candidate;
      break;
    }
    if (key == nullptr) return fail("no-content", "needs a string under text, html or html_base64");
    const bool base64 = key == kContents[2];
    if (content.size() / (base64 ? 4 : 3) * 3 > limits_.page_bytes)
      return fail("too-large", format("{} of more than {} MB, the limit of a page", key, limits_.page_bytes >> 20));
    if (base64) {
      if (!decode_base64(content, page.bytes)) return fail("bad-base64", "html_base64 is not base64");
    } else {
      page.bytes = content;
      page.charset = "utf-8";
    }
    page.media_type = key == kContents[0] ? MediaType::text : MediaType::html;
    page.source = objects_.lines().name();
    page.source_begin = objects_.lines().begin();
    if (page.id.empty()) page.id = page_id(page.url, page.bytes);
    return true;
  }

  PageLimits limits_;
  Objects objects_;
};

class JsonlPairReader final : public PairReader {
 public:
  JsonlPairReader(std::string name, std::unique_ptr<Stream> stream, const PageLimits& limits)
      : objects_(std::move(name), std::move(stream), limits) {}

  PairRecord next() override {
    element object;
    Record read = objects_.next(object);
    PairRecord pair;
    pair.where = std::move(read.where);
    if (read.kind == Record::Kind::end) return pair;
    pair.kind = PairRecord::Kind::failed;
    pair.reason = std::move(read.reason);
    pair.detail = std::move(read.detail);
    if (read.kind == Record::Kind::failed) return pair;
    pair.reason = "bad-field";
    if (read_id(object, pair.id) == Field::wrong) {
      pair.detail = "id is neither a string nor a whole number";
    } else if (!read_side(object, "a", pair.a, pair.a_is_list) || !read_side(object, "b", pair.b, pair.b_is_list)) {
      pair.detail = "needs a and b, each a text or a list of sentences";
    } else {
      pair.kind = PairRecord::Kind::pair;
      pair.reason.clear();
    }
    return pair;
  }

 private:
  static bool read_side(element object, const char* key, std::vector<std::string>& out, bool& is_list) {
    std::string_view text;
    if (read_string(object, key, text) == Field::found) {
      out.emplace_back(text);
      return true;
    }
    simdjson::dom::array list;
    if (object[key].get_array().get(list) != simdjson::SUCCESS) return false;
    is_list = true;
    for (auto item : list) {
      if (item.get_string().get(text) != simdjson::SUCCESS) return false;
      out.emplace_back(text);
    }
    return true;
  }

  Objects objects_;
};

}  // namespace

std::unique_ptr<PageReader> open_jsonl(Opening opening, std::unique_ptr<Stream> stream) {
  return std::make_unique<JsonlReader>(std::move(opening), std::move(stream));
}
std::unique_ptr<PairReader> open_jsonl_pairs(std::string name, std::unique_ptr<Stream> stream, const PageLimits& limits) {
  return std::make_unique<JsonlPairReader>(std::move(name), std::move(stream), limits);
}

}  // namespace readout
