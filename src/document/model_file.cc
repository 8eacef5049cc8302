#include "document/model_file.h"

#include <bit>
#include <cstring>

#include "base/format.h"
#include "base/hash.h"

namespace readout {
namespace {

static_assert(std::endian::native == std::endian::little, "model files are little-endian and read in place");

constexpr std::size_t kHeader = 32;  // magic 8, version 4, sections 4, size 8, checksum 8
constexpr std::size_t kEntry = 32;   // name 16, offset 8, size 8
constexpr std::size_t kAlign = 64;

template <class T>
T number_at(std::string_view bytes, std::size_t at) {
  T value{};
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}
template <class T>
void put(std::string& out, std::size_t at, T value) {
  std::memcpy(out.data() + at, &value, sizeof value);
}

// FNV a byte at a time would take 10 ms for a model; eight bytes at a time take one.
std::uint64_t checksum(std::string_view bytes) {
  std::uint64_t h = 0x9e3779b97f4a7c15ULL ^ bytes.size();
  std::size_t i = 0;
  for (; i + 8 <= bytes.size(); i += 8) h = (h ^ number_at<std::uint64_t>(bytes, i)) * 0x9fb21c651e98df25ULL, h ^= h >> 29;
  std::uint64_t rest = 0;
  for (; i < bytes.size(); ++i) rest = rest << 8 | static_cast<unsigned char>(bytes[i]);
  return mix64(h ^ rest);
}

Error bad_model(std::string message, Error::Code code = Error::Code::corrupt) { return {code, std::move(message), "language model"}; }

}  // namespace

void ModelFile::copy(std::string_view bytes, void* to, std::size_t n) {
  if (n > 0) std::memcpy(to, bytes.data(), n);
}

Result<ModelFile> ModelFile::open(std::string_view bytes) {
  if (bytes.size() < kHeader || bytes.substr(0, kModelMagic.size()) != kModelMagic)
    return bad_model("this is no Readout model; make one with `readout train` or install the data again");
  const auto version = number_at<std::uint32_t>(bytes, 8);
  if (version > kModelVersion)
    return bad_model(format("model version {} is newer than this program ({}); update the program", version, kModelVersion),
                     Error::Code::newer_version);
  if (version < kModelVersion)
    return bad_model(format("model version {} is too old for this program ({}); train it again", version, kModelVersion));
  const auto count = number_at<std::uint32_t>(bytes, 12);
  const auto size = number_at<std::uint64_t>(bytes, 16);
  if (size != bytes.size())
    return bad_model(format("the model has {} bytes, its header says {}: it is truncated or damaged", bytes.size(), size));
  if (checksum(bytes.substr(kHeader)) != number_at<std::uint64_t>(bytes, 24))
    return bad_model("the checksum of the model is wrong: it is damaged");
  if (count > 1000 || kHeader + count * kEntry > bytes.size()) return bad_model("the table of the model does not fit into it");
  ModelFile file;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t at = kHeader + i * kEntry;
    std::string_view name = bytes.substr(at, 16);
    name = name.substr(0, name.find('\0'));
    const auto offset = number_at<std::uint64_t>(bytes, at + 16), length = number_at<std::uint64_t>(bytes, at + 24);
    if (offset > bytes.size() || length > bytes.size() - offset) return bad_model(format("section {} lies outside of the model", name));
    file.sections_.emplace_back(name, bytes.substr(offset, length));
  }
  return file;
}

std::string_view ModelFile::section(std::string_view name) const {
  for (const auto& [key, bytes] : sections_)
    if (key == name) return bytes;
  return {};
}

std::string write_model(const std::vector<std::pair<std::string, std::string>>& sections) {
  std::string out(kHeader + sections.size() * kEntry, '\0');
  for (std::size_t i = 0; i < sections.size(); ++i) {
    out.resize((out.size() + kAlign - 1) / kAlign * kAlign, '\0');
    const std::size_t at = kHeader + i * kEntry;
    std::memcpy(out.data() + at, sections[i].first.data(), std::min<std::size_t>(16, sections[i].first.size()));
    put<std::uint64_t>(out, at + 16, out.size());
    put<std::uint64_t>(out, at + 24, sections[i].second.size());
    out += sections[i].second;
  }
  std::memcpy(out.data(), kModelMagic.data(), kModelMagic.size());
  put<std::uint32_t>(out, 8, kModelVersion);
  put<std::uint32_t>(out, 12, static_cast<std::uint32_t>(sections.size()));
  put<std::uint64_t>(out, 16, out.size());
  put<std::uint64_t>(out, 24, checksum(std::string_view(out).substr(kHeader)));
  return out;
}

}  // namespace readout
