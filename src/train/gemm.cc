#include "train/gemm.h"

#include <cstring>

namespace readout::training {
namespace {

typedef float Lane __attribute__((vector_size(32)));

inline __attribute__((always_inline)) void load(Lane& lane, const float* p) { std::memcpy(&lane, p, sizeof(Lane)); }
inline __attribute__((always_inline)) void store(float* p, const Lane& lane) { std::memcpy(p, &lane, sizeof(Lane)); }

// Four rows of C, sixteen columns, all of the inner dimension: eight registers of sums.
template <std::size_t kRows>
inline __attribute__((always_inline)) void block(std::size_t inner, const float* a, std::size_t row_step, std::size_t inner_step,
                                                 const float* b, std::size_t ldb, float* c, std::size_t ldc) {
  Lane sum[kRows][2];
#pragma GCC unroll 4
  for (std::size_t r = 0; r < kRows; ++r) {
    load(sum[r][0], c + r * ldc);
    load(sum[r][1], c + r * ldc + 8);
  }
  for (std::size_t k = 0; k < inner; ++k) {
    Lane b0, b1;
    load(b0, b + k * ldb);
    load(b1, b + k * ldb + 8);
#pragma GCC unroll 4
    for (std::size_t r = 0; r < kRows; ++r) {
      const float x = a[r * row_step + k * inner_step];
      sum[r][0] += x * b0;
      sum[r][1] += x * b1;
    }
  }
#pragma GCC unroll 4
  for (std::size_t r = 0; r < kRows; ++r) {
    store(c + r * ldc, sum[r][0]);
    store(c + r * ldc + 8, sum[r][1]);
  }
}

inline __attribute__((always_inline)) void all_blocks(std::size_t rows, std::size_t n, std::size_t inner, const float* a,
                                                      std::size_t row_step, std::size_t inner_step, const float* b, std::size_t ldb,
                                                      float* c, std::size_t ldc) {
  for (std::size_t j = 0; j < n; j += 16) {
    std::size_t i = 0;
    for (; i + 4 <= rows; i += 4) block<4>(inner, a + i * row_step, row_step, inner_step, b + j, ldb, c + i * ldc + j, ldc);
    for (; i < rows; ++i) block<1>(inner, a + i * row_step, row_step, inner_step, b + j, ldb, c + i * ldc + j, ldc);
  }
}

__attribute__((target("avx2,fma"))) void fast_blocks(std::size_t rows, std::size_t n, std::size_t inner, const float* a,
                                                     std::size_t row_step, std::size_t inner_step, const float* b, std::size_t ldb,
                                                     float* c, std::size_t ldc) {
  all_blocks(rows, n, inner, a, row_step, inner_step, b, ldb, c, ldc);
}
void plain_blocks(std::size_t rows, std::size_t n, std::size_t inner, const float* a, std::size_t row_step, std::size_t inner_step,
                  const float* b, std::size_t ldb, float* c, std::size_t ldc) {
  all_blocks(rows, n, inner, a, row_step, inner_step, b, ldb, c, ldc);
}

auto chosen() {
  static const bool fast = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  return fast ? fast_blocks : plain_blocks;
}

}  // namespace

void multiply_add(std::size_t m, std::size_t n, std::size_t k, const float* a, std::size_t lda, const float* b, std::size_t ldb, float* c,
                  std::size_t ldc) {
  chosen()(m, n, k, a, lda, 1, b, ldb, c, ldc);
}
void multiply_transposed_add(std::size_t m, std::size_t n, std::size_t k, const float* a, std::size_t lda, const float* b, std::size_t ldb,
                             float* c, std::size_t ldc) {
  chosen()(k, n, m, a, 1, lda, b, ldb, c, ldc);
}

}  // namespace readout::training
