// The container of a trained model: a header, a checksum and named sections, read in place. docs/formats/model.md describes it.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "readout/result.h"

namespace readout {

inline constexpr std::string_view kModelMagic = "READOUTM";
inline constexpr std::uint32_t kModelVersion = 1;

// Sections by name. Views into the bytes given, which must outlive it.
class ModelFile {
 public:
  // Checks magic, version, length and checksum; says which of them is wrong.
  static Result<ModelFile> open(std::string_view bytes);
  std::string_view section(std::string_view name) const;  // empty when there is none

  // The numbers of a section. Copied, since a view from a file embedded somewhere need not be aligned.
  template <class T>
  std::vector<T> numbers(std::string_view name) const {
    const std::string_view bytes = section(name);
    std::vector<T> out(bytes.size() / sizeof(T));
    copy(bytes, out.data(), out.size() * sizeof(T));
    return out;
  }

 private:
  static void copy(std::string_view bytes, void* to, std::size_t n);
  std::vector<std::pair<std::string_view, std::string_view>> sections_;
};

// The bytes of a model file with these sections.
std::string write_model(const std::vector<std::pair<std::string, std::string>>& sections);

}  // namespace readout
