#include "document/kernels.h"

#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#define READOUT_AVX2 __attribute__((target("avx2")))
#endif

namespace readout {
namespace {

constexpr float kUnits = 1 / kActivationStep;
constexpr float kMost = 32767.0F;

constexpr std::size_t weight_at(std::size_t in, std::size_t i, std::size_t o) { return o / 16 * in * 16 + i / 2 * 32 + o % 16 * 2 + i % 2; }

namespace plain {

void dense(const Dense& layer, const std::int16_t* x, std::size_t x_step, std::size_t rows, float* y, std::size_t y_step) {
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t o = 0; o < layer.out; ++o) {
      std::int32_t sum = 0;
      for (std::size_t i = 0; i < layer.in; ++i) sum += x[r * x_step + i] * layer.weights[weight_at(layer.in, i, o)];
      const float scaled = static_cast<float>(sum) * layer.scale[o];
      y[r * y_step + o] = scaled + layer.bias[o];
    }
}
void add_scaled(const std::int8_t* row, float scale, std::size_t n, float* x) {
  for (std::size_t i = 0; i < n; ++i) {
    const float scaled = static_cast<float>(row[i]) * scale;
    x[i] = x[i] + scaled;
  }
}
void add(const float* from, std::size_t n, float* x) {
  for (std::size_t i = 0; i < n; ++i) x[i] = x[i] + from[i];
}
void add_positive(const float* from, std::size_t n, float* x) {
  for (std::size_t i = 0; i < n; ++i) x[i] = x[i] + (from[i] > 0 ? from[i] : 0);
}
// Half a unit away from zero is added, then the fraction is cut: the same on every machine and in every rounding mode.
std::int16_t unit(float x) {
  float scaled = x * kUnits;
  scaled = scaled < 0 ? scaled - 0.5F : scaled + 0.5F;
  scaled = scaled > kMost ? kMost : scaled;
  scaled = scaled < -kMost ? -kMost : scaled;
  return static_cast<std::int16_t>(scaled);
}
void quantize(const float* x, std::size_t n, std::int16_t* out) {
  for (std::size_t i = 0; i < n; ++i) out[i] = unit(x[i]);
}
void quantize_positive(const float* x, std::size_t n, std::int16_t* out) {
  for (std::size_t i = 0; i < n; ++i) out[i] = unit(x[i] > 0 ? x[i] : 0);
}

}  // namespace plain

#if defined(__x86_64__)
namespace fast {

template <std::size_t kRows>
READOUT_AVX2 inline __attribute__((always_inline)) void dense_rows(const Dense& layer, const std::int16_t* x, std::size_t x_step, float* y,
                                                                   std::size_t y_step) {
  for (std::size_t o = 0; o < layer.out; o += 16) {
    __m256i sum[kRows][2];
#pragma GCC unroll 4
    for (std::size_t r = 0; r < kRows; ++r) sum[r][0] = sum[r][1] = _mm256_setzero_si256();
    const std::int16_t* weights = layer.weights.data() + o * layer.in;
    for (std::size_t i = 0; i < layer.in; i += 2, weights += 32) {
      const __m256i w0 = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(weights));
      const __m256i w1 = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(weights + 16));
#pragma GCC unroll 4
      for (std::size_t r = 0; r < kRows; ++r) {
        std::int32_t pair;
        std::memcpy(&pair, x + r * x_step + i, sizeof pair);
        const __m256i both = _mm256_set1_epi32(pair);
        sum[r][0] = _mm256_add_epi32(sum[r][0], _mm256_madd_epi16(w0, both));
        sum[r][1] = _mm256_add_epi32(sum[r][1], _mm256_madd_epi16(w1, both));
      }
    }
#pragma GCC unroll 4
    for (std::size_t r = 0; r < kRows; ++r)
#pragma GCC unroll 2
      for (std::size_t half = 0; half < 2; ++half) {
        const std::size_t at = o + half * 8;
        const __m256 scaled = _mm256_mul_ps(_mm256_cvtepi32_ps(sum[r][half]), _mm256_loadu_ps(layer.scale.data() + at));
        _mm256_storeu_ps(y + r * y_step + at, _mm256_add_ps(scaled, _mm256_loadu_ps(layer.bias.data() + at)));
      }
  }
}

READOUT_AVX2 void dense(const Dense& layer, const std::int16_t* x, std::size_t x_step, std::size_t rows, float* y, std::size_t y_step) {
  std::size_t r = 0;
  for (; r + 4 <= rows; r += 4) dense_rows<4>(layer, x + r * x_step, x_step, y + r * y_step, y_step);
  for (; r < rows; ++r) dense_rows<1>(layer, x + r * x_step, x_step, y + r * y_step, y_step);
}

READOUT_AVX2 void add_scaled(const std::int8_t* row, float scale, std::size_t n, float* x) {
  const __m256 factor = _mm256_set1_ps(scale);
  for (std::size_t i = 0; i < n; i += 8) {
    const __m128i bytes = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(row + i));
    const __m256 scaled = _mm256_mul_ps(_mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(bytes)), factor);
    _mm256_storeu_ps(x + i, _mm256_add_ps(_mm256_loadu_ps(x + i), scaled));
  }
}
READOUT_AVX2 void add(const float* from, std::size_t n, float* x) {
  for (std::size_t i = 0; i < n; i += 8) _mm256_storeu_ps(x + i, _mm256_add_ps(_mm256_loadu_ps(x + i), _mm256_loadu_ps(from + i)));
}
READOUT_AVX2 void add_positive(const float* from, std::size_t n, float* x) {
  const __m256 zero = _mm256_setzero_ps();
  for (std::size_t i = 0; i < n; i += 8)
    _mm256_storeu_ps(x + i, _mm256_add_ps(_mm256_loadu_ps(x + i), _mm256_max_ps(_mm256_loadu_ps(from + i), zero)));
}
READOUT_AVX2 inline __attribute__((always_inline)) __m256i units(__m256 x) {
  const __m256 scaled = _mm256_mul_ps(x, _mm256_set1_ps(kUnits));
  const __m256 sign = _mm256_and_ps(_mm256_cmp_ps(scaled, _mm256_setzero_ps(), _CMP_LT_OQ), _mm256_set1_ps(-0.0F));
  __m256 moved = _mm256_add_ps(scaled, _mm256_or_ps(_mm256_set1_ps(0.5F), sign));
  moved = _mm256_max_ps(_mm256_min_ps(moved, _mm256_set1_ps(kMost)), _mm256_set1_ps(-kMost));
  return _mm256_cvttps_epi32(moved);
}
READOUT_AVX2 inline __attribute__((always_inline)) void store_units(__m256i low, __m256i high, std::int16_t* out) {
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(out), _mm256_permute4x64_epi64(_mm256_packs_epi32(low, high), 0xD8));
}
READOUT_AVX2 void quantize(const float* x, std::size_t n, std::int16_t* out) {
  for (std::size_t i = 0; i < n; i += 16) store_units(units(_mm256_loadu_ps(x + i)), units(_mm256_loadu_ps(x + i + 8)), out + i);
}
READOUT_AVX2 void quantize_positive(const float* x, std::size_t n, std::int16_t* out) {
  const __m256 zero = _mm256_setzero_ps();
  for (std::size_t i = 0; i < n; i += 16)
    store_units(units(_mm256_max_ps(_mm256_loadu_ps(x + i), zero)), units(_mm256_max_ps(_mm256_loadu_ps(x + i + 8), zero)), out + i);
}

}  // namespace fast
#endif

constexpr Kernels kPlain = {plain::dense, plain::add_scaled, plain::add, plain::add_positive, plain::quantize, plain::quantize_positive};
#if defined(__x86_64__)
constexpr Kernels kFast = {fast::dense, fast::add_scaled, fast::add, fast::add_positive, fast::quantize, fast::quantize_positive};
#endif

}  // namespace

const Kernels& plain_kernels() { return kPlain; }
const Kernels& best_kernels() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) return kFast;
#endif
  return kPlain;
}

Dense make_dense(std::size_t in, std::size_t out, const std::int8_t* stored, const float* scale, const float* bias) {
  Dense layer;
  layer.in = in, layer.out = out;
  layer.weights.resize(in * out);
  for (std::size_t i = 0; i < in; ++i)
    for (std::size_t o = 0; o < out; ++o) layer.weights[weight_at(in, i, o)] = stored[i * out + o];
  layer.scale.assign(scale, scale + out);
  for (float& s : layer.scale) s *= kActivationStep;
  layer.bias.assign(bias, bias + out);
  return layer;
}

}  // namespace readout
