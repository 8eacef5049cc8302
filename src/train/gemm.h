// Products of float matrices for training: rows are contiguous, the number of columns of B and C is a multiple of 16.
#pragma once
#include <cstddef>

namespace readout::training {

// C[m×n] += A[m×k] B[k×n]; rows of A are `lda` floats apart (they may overlap: a convolution reads three rows as one).
void multiply_add(std::size_t m, std::size_t n, std::size_t k, const float* a, std::size_t lda, const float* b, std::size_t ldb, float* c,
                  std::size_t ldc);
// C[k×n] += Aᵀ B for A[m×k], B[m×n].
void multiply_transposed_add(std::size_t m, std::size_t n, std::size_t k, const float* a, std::size_t lda, const float* b, std::size_t ldb,
                             float* c, std::size_t ldc);

}  // namespace readout::training
