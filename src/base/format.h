// The one place that includes fmt: g++ 12 has no <format>. Replace by std::format when the compiler has it.
#pragma once
#include <fmt/format.h>

#include <string>
#include <utility>

namespace readout {

template <class... Args>
std::string format(fmt::format_string<Args...> pattern, Args&&... args) {
  return fmt::format(pattern, std::forward<Args>(args)...);
}

}  // namespace readout
