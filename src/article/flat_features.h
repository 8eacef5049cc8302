// What the line model is told of each line of flattened text: small whole numbers, one byte each.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "article/flat_lines.h"

namespace readout {

// A table of features: one row a line.
struct FeatureRows {
  std::size_t width = 0;
  std::vector<std::uint8_t> bytes;
  std::uint8_t* row(std::size_t i) { return bytes.data() + i * width; }
  const std::uint8_t* row(std::size_t i) const { return bytes.data() + i * width; }
};

class FlatFeatures {
 public:
  FlatFeatures(const ArticleTables& tables, std::string_view text, const FlatLines& flat, std::string_view title);
  FlatFeatures(const FlatFeatures&) = delete;
  FlatFeatures& operator=(const FlatFeatures&) = delete;
  ~FlatFeatures();

  // Names of the columns: those of the first pass, then those that look at what the first pass said.
  static std::span<const std::string_view> names();
  static std::size_t n_first();

  // Lines that no model needs to see: a few words in a menu, far from all running text. Never kept.
  bool idle(std::size_t line) const;
  // Whether a line of at most kDatedWords words tells a date.
  static constexpr std::uint32_t kDatedWords = 25;
  bool dated(std::size_t line) const;
  const FeatureRows& first() const;  // the columns of the second pass are 0
  // Fills in the columns of the second pass; `kept` is the first pass's probability of each line.
  const FeatureRows& second(std::span<const float> kept);

 private:
  struct Facts;  // what both passes share, worked out once a page
  std::unique_ptr<Facts> facts_;
};

}  // namespace readout
