#include "quote/stage.h"

namespace readout {

struct QuoteRules::Parts {};
QuoteRules::QuoteRules() : parts_(std::make_unique<Parts>()) {}
QuoteRules::QuoteRules(QuoteRules&&) noexcept = default;
QuoteRules& QuoteRules::operator=(QuoteRules&&) noexcept = default;
QuoteRules::~QuoteRules() = default;

Result<QuoteRules> QuoteRules::compile(std::span<const TextFile>) { return QuoteRules{}; }

std::vector<Quote> find_quotes(const QuoteRules&, const Document&, std::span<const Mention>, Notes&) { return {}; }

}  // namespace readout
