// Result<T> is a value or the reason there is none. It is used at the rim, where the world may fail: opening input, loading
// a model, compiling rules, writing the ledger. The steps between page and quote never fail; they return less and add Notes.
//
// Spelled like std::expected, which g++ 12 lacks, so that a later `using` can replace it. Owns its value or error; no
// allocation beyond theirs. Reading the value of a failed Result is a programmer's error and throws std::logic_error.
#pragma once
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>

namespace readout {

// What went wrong. `message` says what to do about it; `where` is "file:line", a URL, or "file offset N"; may be empty.
struct Error {
  enum class Code { bad_input, bad_data, not_found, cannot_open, too_large, busy, corrupt, newer_version, cannot_write };
  Code code = Code::bad_input;
  std::string message;
  std::string where;

  std::string text() const { return where.empty() ? message : where + ": " + message; }
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  T& value() & { return check(), std::get<0>(state_); }
  const T& value() const& { return check(), std::get<0>(state_); }
  T&& value() && { return check(), std::get<0>(std::move(state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  const Error& error() const { return std::get<1>(state_); }

 private:
  void check() const {
    if (!has_value()) throw std::logic_error("value of a failed Result: " + std::get<1>(state_).text());
  }
  std::variant<T, Error> state_;
};

// For calls that give nothing but may fail: `Result<Done> close();` returns `Done{}`.
struct Done {};

}  // namespace readout
