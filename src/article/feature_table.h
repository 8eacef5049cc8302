// Numbers that describe the rows of a page (its blocks), column by column, for a model to read.
#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace readout {

class FeatureTable {
 public:
  // Columns are padded with zeros to a multiple of so many rows, so that rows can be read in bunches of fixed size.
  static constexpr std::size_t kBunch = 16;

  // Room for `more` columns is kept free, so that widen() need not copy.
  FeatureTable(std::size_t rows, std::size_t columns, std::size_t more = 0)
      : rows_(rows), stride_((rows + kBunch - 1) / kBunch * kBunch) {
    values_.reserve(stride_ * (columns + more));
    values_.resize(stride_ * columns, 0.0f);
  }
  std::size_t rows() const { return rows_; }
  std::span<const float> column(std::size_t at) const { return {values_.data() + at * stride_, rows_}; }
  std::span<float> column(std::size_t at) { return {values_.data() + at * stride_, rows_}; }
  // Appends columns of zeros.
  void widen(std::size_t columns) { values_.resize(values_.size() + columns * stride_, 0.0f); }

 private:
  std::size_t rows_, stride_;
  std::vector<float> values_;
};

}  // namespace readout
