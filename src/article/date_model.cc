#include "article/date_model.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>

#include "base/text.h"

namespace readout {

Result<DateModel> DateModel::compile(const TextFile& file) {
  DateModel model;
  for (const Line& line : data_lines(file.text)) {
    const auto fields = split(line.text, '\t');
    const auto bad = [&](std::string message) {
      return Error{Error::Code::bad_data, std::move(message), file.name + ":" + std::to_string(line.number)};
    };
    if (fields.size() != 3) return bad("a line is FAMILY <tab> bin <tab> weight");
    const float weight = std::strtof(std::string(fields[2]).c_str(), nullptr);
    const int bin = std::atoi(std::string(fields[1]).c_str());
    if (bin < 0 || static_cast<std::size_t>(bin) >= kDateBins) return bad("bin out of range");
    if (fields[0] == "none") {
      model.none_ = weight;
      continue;
    }
    std::size_t family = 0;
    while (family < static_cast<std::size_t>(DateFamily::n_families) && name(static_cast<DateFamily>(family)) != fields[0]) ++family;
    if (family == static_cast<std::size_t>(DateFamily::n_families)) return bad("unknown family '" + std::string(fields[0]) + "'");
    model.weights_[family * kDateBins + static_cast<std::size_t>(bin)] = weight;
  }
  return model;
}

std::vector<double> DateModel::probabilities(std::span<const DateCandidate> days) const {
  std::vector<double> out;
  out.reserve(days.size());
  double most = static_cast<double>(none_);
  for (const DateCandidate& day : days) {
    double sum = 0;
    for (const std::uint16_t id : day.features) sum += static_cast<double>(weights_[id]);
    out.push_back(sum);
    most = std::max(most, sum);
  }
  double total = std::exp(static_cast<double>(none_) - most);
  for (double& one : out) total += one = std::exp(one - most);
  for (double& one : out) one /= total;
  return out;
}

}  // namespace readout
