#include "mention/stage.h"

namespace readout {

struct Gazetteer::Parts {};
Gazetteer::Gazetteer() : parts_(std::make_unique<Parts>()) {}
Gazetteer::Gazetteer(Gazetteer&&) noexcept = default;
Gazetteer& Gazetteer::operator=(Gazetteer&&) noexcept = default;
Gazetteer::~Gazetteer() = default;

Result<Gazetteer> Gazetteer::compile(std::span<const TextFile>) { return Gazetteer{}; }

std::vector<Mention> find_mentions(const Gazetteer&, const Document&, Notes&) { return {}; }

}  // namespace readout
