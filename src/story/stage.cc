#include "story/stage.h"

namespace readout {

struct StoryRules::Parts {};
StoryRules::StoryRules() : parts_(std::make_unique<Parts>()) {}
StoryRules::StoryRules(StoryRules&&) noexcept = default;
StoryRules& StoryRules::operator=(StoryRules&&) noexcept = default;
StoryRules::~StoryRules() = default;

Result<StoryRules> StoryRules::compile(std::span<const TextFile>) { return StoryRules{}; }

Sketch make_sketch(const StoryRules&, const Article&) { return {}; }

std::vector<StoryMember> group_stories(const StoryRules&, std::vector<StoryInput> articles, std::uint64_t&) {
  std::vector<StoryMember> members;
  for (const auto& article : articles) members.push_back({article.id, article.id, CopyKind::original, "", 0, article.date, ""});
  return members;
}

Comparison compare(const StoryRules&, const ComparedText&, const ComparedText&) { return {}; }

}  // namespace readout
