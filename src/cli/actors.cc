// The tables of actors: what a name means on a day, and whether the tables are sound.
#include <algorithm>

#include "base/format.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "cli/session.h"
#include "engine/data_files.h"
#include "engine/models.h"
#include "mention/actors.h"

namespace readout {
namespace {

int check(Session& session) {
  // The files are read apart from the engine, which would stop at the first error.
  const auto data = DataFiles::open(data_folders(session.options.data));
  if (!data) return session.fail(data.error());
  auto files = data->list("actors/", ".tsv");
  for (const auto& folder : {"places/", "mention/"})
    for (auto& file : data->list(folder, ".tsv")) files.push_back(file);
  const auto complaints = check_actors(files);
  std::size_t errors = 0;
  std::string out;
  for (const ActorComplaint& one : complaints) {
    errors += one.error;
    if (session.options.json) {
      JsonWriter json;
      json.begin_object().key("where").value(one.where).key("error").value(one.error).key("message").value(one.message).end_object();
      out += json.take() + "\n";
    } else {
      out += format("{}: {}{}\n", one.where, one.error ? paint(session.style, Paint::red, "error: ") : "", plain(one.message));
    }
  }
  session.out.write(out);
  session.talk.say(format("{} files: {} errors, {} things worth a look", files.size(), errors, complaints.size() - errors));
  return errors > 0 ? kCannot : kDone;  // what is worth a look may well be right: joint holders of an office
}

std::string candidate_entry(const ActorCandidate& one, const Style& style) {
  std::string code = one.code;
  for (const auto& sector : one.sectors) code += (code.empty() ? "" : " ") + sector;
  std::string line = plain(one.entity.empty() ? one.kind : one.entity) + (code.empty() ? "" : format(" ({})", code));
  const auto named = static_cast<std::uint32_t>(line.size());
  if (!one.office.empty()) line += ", " + plain(one.office);
  if (!one.from.empty() || !one.until.empty()) line += format(" {}..{}", one.from, one.until);
  std::string out = wrap(line, style, "    ", {{{0, named}, one.holds ? Paint::bold : Paint::dim, "", ""}},
                         one.holds ? paint(style, Paint::green, "  + ") : "  - ");
  return out + wrap(format("{}; {}", one.kind, one.reason.empty() ? one.where : format("{} [{}]", one.reason, one.where)), style, "      ");
}

int find(Session& session, const Engine& engine, const std::string& words) {
  const auto candidates = find_actor(*engine.models().gazetteer, words, session.options.at);
  std::string out;
  for (const ActorCandidate& one : candidates) {
    if (!session.options.json) {
      out += candidate_entry(one, session.style);
      continue;
    }
    JsonWriter json;
    json.begin_object()
        .key("kind")
        .value(one.kind)
        .key("entity")
        .value(one.entity)
        .key("code")
        .value(one.code)
        .key("sectors")
        .begin_array();
    for (const auto& sector : one.sectors) json.value(sector);
    json.end_array()
        .key("office")
        .value(one.office)
        .key("from")
        .value(one.from)
        .key("until")
        .value(one.until)
        .key("holds")
        .value(one.holds);
    out += json.key("where").value(one.where).key("reason").value(one.reason).end_object().take() + "\n";
  }
  session.out.write(out);
  if (candidates.empty())
    session.talk.say(format("nobody in the tables is called {}; data/actors/README.md tells how to add a row", plain(words)));
  const bool holds = std::any_of(candidates.begin(), candidates.end(), [](const ActorCandidate& one) { return one.holds; });
  return holds ? kDone : kNothing;
}

}  // namespace

int run_actors(Session& session) {
  const auto& inputs = session.options.inputs;
  if (inputs.size() == 1 && inputs[0] == "check") return check(session);
  if (inputs.size() < 2 || inputs[0] != "find") return session.wrong_use("actors check, or actors find NAME [--at DAY]");
  const Engine* engine = session.engine(Step::mention);
  if (engine == nullptr) return kCannot;
  return find(session, *engine, join({inputs.begin() + 1, inputs.end()}, " "));
}

}  // namespace readout
