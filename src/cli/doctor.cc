#include <algorithm>
#include <filesystem>
#include <thread>

#include "base/format.h"
#include "base/hash.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "cli/session.h"
#include "engine/models.h"
#include "page/stage.h"

namespace readout {
namespace {

struct Fact {
  std::string group, name, value;
};

// What the compiled code could use and this machine has.
std::string cpu_features() {
#if defined(__x86_64__) && defined(__GNUC__)
  std::string out;
  const auto add = [&](bool has, std::string_view name) {
    if (has) out += (out.empty() ? "" : " ") + std::string(name);
  };
  add(__builtin_cpu_supports("sse4.2") != 0, "sse4.2");
  add(__builtin_cpu_supports("avx2") != 0, "avx2");
  add(__builtin_cpu_supports("bmi2") != 0, "bmi2");
  add(__builtin_cpu_supports("avx512f") != 0, "avx512f");
  return out.empty() ? "none asked about" : out;
#else
  return "not asked about on this machine";
#endif
}

std::vector<Fact> facts_of(Session& session, const Engine& engine) {
  const DataFiles& data = engine.models().data;
  std::vector<Fact> facts;
  const auto add = [&](std::string_view group, std::string_view name, std::string value) {
    facts.push_back({std::string(group), std::string(name), std::move(value)});
  };
  add("program", "version", version());
  add("program", "compiler", __VERSION__);
  add("program", "threads", std::to_string(std::max(1u, std::thread::hardware_concurrency())));
  add("program", "cpu", cpu_features());
  add("libraries", "SQLite", sqlite_version());
  for (const auto library : split(READOUT_LIBRARIES, '|')) {
    const auto blank = library.find(' ');
    add("libraries", library.substr(0, blank), std::string(library.substr(std::min(library.size(), blank + 1))));
  }
  add("libraries", "ledger format", std::to_string(ledger_version()));

  const auto& folders = data.folders();
  for (std::size_t i = 0; i < folders.size(); ++i) add("data", format("folder {}", i + 1), folders[i]);
  add("data", "checksum", data.hash());
  add("data", "files", std::to_string(data.list("").size()));
  for (const TextFile& file : data.list("lang/", ".model"))
    add("models", file.name, format("{} bytes, {}", file.text.size(), hex64(hash64(file.text))));

  const PageLimits limits;
  add("limits", "record", format("{} MB", limits.record_bytes >> 20));
  add("limits", "page after decompression", format("{} MB", limits.page_bytes >> 20));
  add("limits", "ratio of decompression", format("{} : 1 above 1 MB", limits.ratio));
  add("limits", "article text", "4 MB");
  add("limits", "sentence", "4000 tokens");
  add("ledger", "path", session.ledger_path());
  std::error_code error;
  add("ledger", "state",
      std::filesystem::exists(session.ledger_path(), error) ? "there (`readout check` verifies it)" : "none yet (`readout run` makes it)");
  return facts;
}

}  // namespace

int run_doctor(Session& session) {
  const Engine* engine = session.engine();
  if (engine == nullptr) return kCannot;
  const auto facts = facts_of(session, *engine);
  std::string out, group;
  for (const Fact& fact : facts) {
    if (session.options.json) {
      JsonWriter json;
      json.begin_object().key("group").value(fact.group).key("name").value(fact.name).key("value").value(fact.value).end_object();
      out += json.take() + "\n";
      continue;
    }
    if (fact.group != group) out += (out.empty() ? "" : "\n") + paint(session.style, Paint::bold, group = fact.group) + "\n";
    out += wrap(fact.value, session.style, std::string(28, ' '), {}, pad("  " + fact.name, 27) + " ");
  }
  session.out.write(out);
  return kDone;
}

}  // namespace readout
