#include "article/line_model.h"

#include <algorithm>
#include <cstdlib>
#include <string>

#include "base/text.h"

namespace readout {

Result<LineModel> LineModel::compile(const TextFile& file, std::span<const std::string_view> families) {
  LineModel model;
  model.weights_.assign(families.size() * LineFeatures::kBins, 0.0f);
  for (const Line& line : data_lines(file.text)) {
    const auto fields = split(line.text, '\t');
    const auto bad = [&](std::string message) {
      return Error{Error::Code::bad_data, std::move(message), file.name + ":" + std::to_string(line.number)};
    };
    if (fields.size() != 3) return bad("a line is FAMILY <tab> bin <tab> weight");
    const float weight = std::strtof(std::string(fields[2]).c_str(), nullptr);
    if (fields[0] == "link") {
      const auto& f = fields[1];
      if (f.size() != 5 || f[0] < '0' || f[0] >= static_cast<char>('0' + LineFeatures::kLinks) || f[1] != ':' || f[3] != '>')
        return bad("a link is written 0:k>d");
      model.link_[f[0] - '0'][f[2] == 'k'][f[4] == 'k'] = weight;
      continue;
    }
    const auto it = std::find(families.begin(), families.end(), fields[0]);
    if (it == families.end()) return bad("unknown family '" + std::string(fields[0]) + "'");
    const int bin = std::atoi(std::string(fields[1]).c_str());
    if (bin < 0 || static_cast<std::size_t>(bin) >= LineFeatures::kBins) return bad("bin out of range");
    model.weights_[static_cast<std::size_t>(it - families.begin()) * LineFeatures::kBins + static_cast<std::size_t>(bin)] = weight;
  }
  return model;
}

double LineModel::score(const LineFeatures& line) const {
  double sum = 0;
  for (const std::uint16_t feature : line.active) sum += static_cast<double>(weights_[feature]);
  return sum;
}

std::vector<bool> LineModel::decode(std::span<const LineFeatures> lines, double bias) const {
  const std::size_t n = lines.size();
  std::vector<bool> keep(n, false);
  if (n == 0) return keep;
  std::vector<std::array<std::uint8_t, 2>> back(n);
  double best[2] = {0, score(lines[0]) + bias};
  for (std::size_t i = 1; i < n; ++i) {
    const double own[2] = {0, score(lines[i]) + bias};
    double next[2];
    for (std::size_t to = 0; to < 2; ++to) {
      const auto& link = link_[lines[i].link];
      const double from_drop = best[0] + static_cast<double>(link[0][to]), from_keep = best[1] + static_cast<double>(link[1][to]);
      back[i][to] = from_keep > from_drop;
      next[to] = std::max(from_drop, from_keep) + own[to];
    }
    best[0] = next[0];
    best[1] = next[1];
  }
  std::uint8_t state = best[1] > best[0];
  for (std::size_t i = n; i-- > 0;) {
    keep[i] = state != 0;
    if (i > 0) state = back[i][state];
  }
  return keep;
}

}  // namespace readout
