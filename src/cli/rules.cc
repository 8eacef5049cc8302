// The codebook's care: run the rules' own sentences, try a sentence, start a new rule.
#include "base/format.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "cli/explained.h"
#include "cli/session.h"
#include "engine/rules_check.h"

namespace readout {
namespace {

int check(Session& session, const Engine& engine) {
  const RulesCheck result = check_rules(engine);
  const Style& style = session.style;
  std::string out;
  for (const RulesFailure& failure : result.failures) {
    if (session.options.json) {
      JsonWriter json;
      json.begin_object()
          .key("where")
          .value(failure.where)
          .key("rule")
          .value(failure.rule)
          .key("text")
          .value(failure.text)
          .key("message")
          .value(failure.message)
          .end_object();
      out += json.take() + "\n";
    } else {
      out += format("{}: {}: {}\n", failure.where, failure.rule, paint(style, Paint::red, plain(failure.message))) +
             wrap(failure.text, style, "    ");
    }
  }
  session.out.write(out);
  session.talk.say(format("{} rows, {} sentences, {} of them not as they say", result.rows, result.sentences, result.failures.size()));
  return result.failures.empty() ? kDone : kNothing;
}

int try_words(Session& session, const Engine& engine, const std::string& words) {
  const Reading reading = read_words(engine, words, session.options.at);
  session.out.write(session.options.json ? explain_reading_json(engine, reading) : explain_reading(engine, reading, session.style));
  return reading.events.empty() ? kNothing : kDone;
}

// A block to fill in; it does not compile until it is.
int begin(Session& session, const std::string& id) {
  const auto dot = id.find('.');
  if (dot == std::string::npos || dot == 0 || dot + 1 == id.size())
    return session.wrong_use("name the new rule family.name, such as consult.handshake");
  std::string type = id.substr(0, dot);
  for (char& c : type) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  session.out.write(
      format("# Why this reading, and where it comes from.\n"
             "rule {} {} 000\n"
             "  verb VERB obj:NOUN : subj -> obj\n"
             "  yes: [A The ACTOR] VERB [R the RECIPIENT] in a place.\n"
             "  no: A sentence that uses the word and is no {}.\n",
             id, type, type));
  session.talk.say(format("put it into data/events/rules/{}.rules, fill it in, then: readout rules check", id.substr(0, dot)));
  return kDone;
}

}  // namespace

int run_rules(Session& session) {
  const auto& inputs = session.options.inputs;
  const std::string what = inputs.empty() ? "" : inputs[0];
  if (what == "new" && inputs.size() == 2) return begin(session, inputs[1]);
  if (!(what == "check" && inputs.size() == 1) && !(what == "try" && inputs.size() == 2))
    return session.wrong_use("rules check, rules try \"a sentence\", or rules new family.name");
  const Engine* engine = session.engine();
  if (engine == nullptr) return kCannot;
  return what == "check" ? check(session, *engine) : try_words(session, *engine, inputs[1]);
}

}  // namespace readout
