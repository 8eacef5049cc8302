#include "page/jsonl.h"

#include <simdjson.h>

#include "base/format.h"
#include "base/text.h"

namespace readout {
namespace {

int base64_digit(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+' || c == '-') return 62;
  if (c == '/' || c == '_') return 63;
  return -1;
}

bool decode_base64(std::string_view in, std::string& out) {
  out.clear();
  out.reserve(in.size() * 3 / 4);
  std::uint32_t bits = 0;
  int n = 0;
  for (char c : in) {
    if (c == '=' || c == '\n' || c == '\r') continue;
    const int digit = base64_digit(c);
    if (digit < 0) return false;
    bits = bits << 6 | static_cast<std::uint32_t>(digit);
    if ((n += 6) >= 8) out += static_cast<char>(bits >> (n -= 8) & 0xFF);
  }
  return true;
}

std::string string_or_empty(simdjson::dom::element object, const char* key) {
  std::string_view text;
  if (object[key].get_string().get(text) == simdjson::SUCCESS) return std::string(text);
  std::int64_t number = 0;
  if (object[key].get_int64().get(number) == simdjson::SUCCESS) return format("{}", number);
  return {};
}

class Lines {
 public:
  Lines(std::string name, std::unique_ptr<std::istream> in) : name_(std::move(name)), in_(std::move(in)) {}
  bool next(std::string& line) {
    while (std::getline(*in_, line)) {
      ++number_;
      if (!trim(line).empty()) return true;
    }
    return false;
  }
  std::string where() const { return format("{}:{}", name_, number_); }
  const std::string& name() const { return name_; }

 private:
  std::string name_;
  std::unique_ptr<std::istream> in_;
  std::size_t number_ = 0;
};

class JsonlReader final : public PageReader {
 public:
  JsonlReader(std::string name, std::unique_ptr<std::istream> in) : lines_(std::move(name), std::move(in)) {}

  Record next() override {
    Record record;
    std::string line;
    if (!lines_.next(line)) return record;
    record.kind = Record::Kind::failed;
    record.where = lines_.where();
    simdjson::dom::element object;
    if (const auto error = parser_.parse(line).get(object); error || !object.is_object()) {
      record.reason = "bad-json";
      record.detail = error ? simdjson::error_message(error) : "not an object";
      return record;
    }
    Page& page = record.page;
    page.id = string_or_empty(object, "id");
    page.url = string_or_empty(object, "url");
    page.title = string_or_empty(object, "title");
    page.date = string_or_empty(object, "date");
    page.source = lines_.name();
    std::string_view content;
    if (object["text"].get_string().get(content) == simdjson::SUCCESS) {
      page.media_type = MediaType::text;
      page.bytes = content;
    } else if (object["html"].get_string().get(content) == simdjson::SUCCESS) {
      page.media_type = MediaType::html;
      page.charset = "utf-8";
      page.bytes = content;
    } else if (object["html_base64"].get_string().get(content) == simdjson::SUCCESS) {
      page.media_type = MediaType::html;
      if (!decode_base64(content, page.bytes)) {
        record.reason = "bad-base64";
        record.detail = "html_base64 is not base64";
        return record;
      }
    } else {
      record.reason = "no-content";
      record.detail = "needs a string under text, html or html_base64";
      return record;
    }
    if (page.id.empty()) page.id = page_id(page.url, page.bytes);
    record.kind = Record::Kind::page;
    return record;
  }

 private:
  Lines lines_;
  simdjson::dom::parser parser_;
};

class JsonlPairReader final : public PairReader {
 public:
  JsonlPairReader(std::string name, std::unique_ptr<std::istream> in) : lines_(std::move(name), std::move(in)) {}

  PairRecord next() override {
    PairRecord record;
    std::string line;
    if (!lines_.next(line)) return record;
    record.kind = PairRecord::Kind::failed;
    record.where = lines_.where();
    simdjson::dom::element object;
    if (parser_.parse(line).get(object) || !object.is_object()) {
      record.reason = "bad-json";
      return record;
    }
    record.id = string_or_empty(object, "id");
    if (!read_side(object, "a", record.a, record.a_is_list) || !read_side(object, "b", record.b, record.b_is_list)) {
      record.reason = "no-content";
      return record;
    }
    record.kind = PairRecord::Kind::pair;
    return record;
  }

 private:
  static bool read_side(simdjson::dom::element object, const char* key, std::vector<std::string>& out, bool& is_list) {
    std::string_view text;
    if (object[key].get_string().get(text) == simdjson::SUCCESS) {
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

  Lines lines_;
  simdjson::dom::parser parser_;
};

}  // namespace

std::unique_ptr<PageReader> open_jsonl(std::string name, std::unique_ptr<std::istream> in) {
  return std::make_unique<JsonlReader>(std::move(name), std::move(in));
}
std::unique_ptr<PairReader> open_jsonl_pairs(std::string name, std::unique_ptr<std::istream> in) {
  return std::make_unique<JsonlPairReader>(std::move(name), std::move(in));
}

}  // namespace readout
