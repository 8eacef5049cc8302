// Writes JSON into a string: keys and values in the order of the calls, commas and escapes taken care of. For output only;
// reading JSON is simdjson's work (src/page/jsonl.cc). Strings must be valid UTF-8; other bytes are written as U+FFFD.
//
//   JsonWriter json;
//   json.begin_object().key("id").value("a1").key("span").begin_array().value(3).end_array().end_object();
//   json.str()  →  {"id":"a1","span":[3]}
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace readout {

class JsonWriter {
 public:
  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(std::string_view name);
  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(const std::string& text) { return value(std::string_view(text)); }
  JsonWriter& value(bool flag);
  JsonWriter& value(double number);  // shortest form that reads back to 4 decimals; never "nan"
  JsonWriter& value(std::int64_t number);
  JsonWriter& value(std::uint64_t number) { return value(static_cast<std::int64_t>(number)); }
  JsonWriter& value(int number) { return value(static_cast<std::int64_t>(number)); }
  JsonWriter& value(std::uint32_t number) { return value(static_cast<std::int64_t>(number)); }
  JsonWriter& null();

  const std::string& str() const { return out_; }
  std::string take() { return std::move(out_); }

 private:
  void before_value();
  std::string out_;
  bool comma_ = false;
};

}  // namespace readout
