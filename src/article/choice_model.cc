#include "article/choice_model.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <string>

#include "base/text.h"

namespace readout {

Result<ChoiceModel> ChoiceModel::compile(const TextFile& file, std::span<const std::string_view> names) {
  ChoiceModel model;
  for (const Line& line : data_lines(file.text)) {
    const auto fields = split(line.text, '\t');
    const auto bad = [&](std::string message) {
      return Error{Error::Code::bad_data, std::move(message), file.name + ":" + std::to_string(line.number)};
    };
    if (fields.size() != 2) return bad("a line is FEATURE <tab> weight");
    const std::string number(fields[1]);
    char* end = nullptr;
    const double weight = std::strtod(number.c_str(), &end);
    if (number.empty() || *end != '\0') return bad("the weight is no number");
    if (fields[0] == "bias") {
      model.bias_ = weight;
      continue;
    }
    const auto it = std::find(names.begin(), names.end(), fields[0]);
    if (it == names.end()) return bad("unknown feature '" + std::string(fields[0]) + "'");
    model.weights_[static_cast<std::size_t>(it - names.begin())] = weight;
  }
  return model;
}

double ChoiceModel::score(const Features& features) const {
  double sum = bias_;
  for (std::size_t word = 0; word < features.bits.size(); ++word)
    for (std::uint64_t bits = features.bits[word]; bits != 0; bits &= bits - 1)
      sum += weights_[word * 64 + static_cast<std::size_t>(std::countr_zero(bits))];
  return sum;
}

}  // namespace readout
