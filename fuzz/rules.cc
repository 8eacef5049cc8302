// A file of event rules: it compiles, or says where it does not.
#include "check.h"
#include "engine/data_files.h"
#include "event/stage.h"

using namespace readout;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // The tables that rules refer to, without the rules.
  static const DataFiles files = std::move(DataFiles::open({READOUT_SOURCE_DIR "/data"})).value();
  static const std::vector<TextFile> tables = [] {
    std::vector<TextFile> kept;
    for (const TextFile& file : files.list("events/"))
      if (!file.name.ends_with(".rules")) kept.push_back(file);
    return kept;
  }();
  std::vector<TextFile> given = tables;
  given.push_back({"events/rules/fuzz.rules", fuzz::bytes_of(data, size)});
  const auto rules = EventRules::compile(given);
  fuzz::require(rules.has_value() || !rules.error().message.empty(), "an error says what is wrong");
  return 0;
}
