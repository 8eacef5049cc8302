// Reads the JSON that pages carry (JSON-LD, script state), which is often not quite JSON: raw line breaks in strings, commas too
// many, text before or after, several values in a row, the end cut off. It takes what it can and never fails. For input lines see page/jsonl.cc.
//
// Nodes live in one arena; depth and count are capped, reading is one pass.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace readout {

class Json {
 public:
  enum class Kind : unsigned char { null, boolean, number, string, array, object };
  static constexpr std::uint32_t kNone = 0xFFFFFFFFu;
  struct Value {
    Kind kind = Kind::null;
    std::string key;   // when inside an object
    std::string text;  // string decoded; number, boolean and null as written
    std::uint32_t first = kNone, next = kNone, parent = kNone;
  };

  explicit Json(std::string_view text);
  bool empty() const { return values_.empty(); }
  std::size_t size() const { return values_.size(); }
  const Value& operator[](std::uint32_t id) const { return values_[id]; }
  // The member of an object; kNone when absent.
  std::uint32_t member(std::uint32_t object, std::string_view key) const;
  // Text of a member that is a string or number; empty when absent.
  std::string_view text(std::uint32_t object, std::string_view key) const;

 private:
  std::uint32_t read(std::string_view in, std::size_t& at, int depth);
  std::uint32_t add(Kind kind);
  std::vector<Value> values_;
};

// The string whose opening quote stands at `at`, escapes read; `at` is moved behind its closing quote.
std::string read_json_string(std::string_view in, std::size_t& at);

}  // namespace readout
