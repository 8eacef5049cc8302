#include "article/tags.h"

#include <algorithm>

#include "article/html_features.h"
#include "base/text.h"

namespace readout {
namespace {

void append_tags(std::vector<std::string>& tags, std::string_view value, bool cut) {
  std::vector<std::string_view> parts;
  if (!cut) {
    parts.push_back(value);
  } else {
    const char separator = value.find(';') != value.npos && value.find(',') == value.npos   ? ';'
                           : value.find('|') != value.npos && value.find(',') == value.npos ? '|'
                                                                                            : ',';
    parts = split(value, separator);
  }
  for (auto part : parts) {
    part = trim(part);
    if (part.size() < 2 || part.size() > 80 || part.find("://") != part.npos || tags.size() >= 50) continue;
    const std::string key = text_key(part);
    if (std::none_of(tags.begin(), tags.end(), [&](const std::string& tag) { return text_key(tag) == key; })) tags.emplace_back(part);
  }
}

}  // namespace

std::vector<std::string> choose_tags(const PageFacts& facts) {
  std::vector<std::string> tags;
  int rank = 0;
  for (const Claim& claim : facts.of(MetaField::tags)) {
    if (rank != 0 && claim.rank != rank) break;
    rank = claim.rank;
    append_tags(tags, claim.value, true);
  }
  if (tags.empty())
    if (const LinkedArticle* linked = facts.article(); linked != nullptr)
      for (const auto& tag : linked->tags) append_tags(tags, tag, true);
  if (tags.empty())
    for (const Claim& claim : facts.tag_links) append_tags(tags, claim.value, false);
  return tags;
}

}  // namespace readout
