// The inner loops of the network. Weights are 8-bit, activations 16-bit whole numbers, sums are exact; what follows is done number
// by number in single precision, without fused steps. So the AVX2 loops and the plain ones give the same bits (kernels_test.cc).
//
// Cost: a dense layer takes in × out / 16 multiply-adds a row with AVX2; all loops are memory-bound on nothing but the weights.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace readout {

inline constexpr float kActivationStep = 1.0F / 512;  // one unit of a 16-bit activation; the range is ±64

struct Dense {
  std::size_t in = 0, out = 0;        // in is even, out a multiple of 16
  std::vector<std::int16_t> weights;  // [out / 16][in / 2][16][2]: what one block of columns needs lies together
  std::vector<float> scale, bias;     // a column; scale holds kActivationStep
};

struct Kernels {
  // y = x W scale + bias for `rows` rows; rows of x are x_step numbers apart and may overlap.
  void (*dense)(const Dense& layer, const std::int16_t* x, std::size_t x_step, std::size_t rows, float* y, std::size_t y_step);
  void (*add_scaled)(const std::int8_t* row, float scale, std::size_t n, float* x);  // x += scale * row
  void (*add)(const float* from, std::size_t n, float* x);                           // x += from
  void (*add_positive)(const float* from, std::size_t n, float* x);                  // x += max(from, 0)
  void (*quantize)(const float* x, std::size_t n, std::int16_t* out);                // nearest unit, clamped
  void (*quantize_positive)(const float* x, std::size_t n, std::int16_t* out);       // the same of max(x, 0)
};
// All counts n are multiples of 16.

const Kernels& plain_kernels();
const Kernels& best_kernels();  // AVX2 where the machine has it

// Weights as stored ([in][out], 8-bit) put into the order of Dense::weights.
Dense make_dense(std::size_t in, std::size_t out, const std::int8_t* stored, const float* scale, const float* bias);

}  // namespace readout
