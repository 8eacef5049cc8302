// Numbers that describe the rows of a page (its blocks), column by column, for a model to read.
#pragma once
#include <cstddef>
#include <cstring>
#include <memory>
#include <span>

namespace readout {

class FeatureTable {
 public:
  // Columns are padded with zeros to a multiple of so many rows, so that rows can be read in bunches of fixed size.
  static constexpr std::size_t kBunch = 32;

  // All zeros.
  FeatureTable(std::size_t rows, std::size_t columns)
      : rows_(rows), stride_((rows + kBunch - 1) / kBunch * kBunch), values_(std::make_unique_for_overwrite<float[]>(stride_ * columns)) {
    std::memset(values_.get(), 0, stride_ * columns * sizeof(float));  // which g++ makes of no loop at -O2
  }
  std::size_t rows() const { return rows_; }
  std::size_t stride() const { return stride_; }  // from one column to the next
  std::span<const float> column(std::size_t at) const { return {values_.get() + at * stride_, rows_}; }
  std::span<float> column(std::size_t at) { return {values_.get() + at * stride_, rows_}; }

 private:
  std::size_t rows_, stride_;
  std::unique_ptr<float[]> values_;
};

}  // namespace readout
