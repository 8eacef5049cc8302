#include "base/format.h"
#include "cli/session.h"
#include "engine/batch.h"
#include "engine/models.h"
#include "output/pages.h"
#include "output/records.h"

namespace readout {
namespace {

// One side as one text: a text is cut into sentences, given sentences are laid out one a line.
ComparedSide lay_out(const Engine& engine, const std::vector<std::string>& parts, bool is_list) {
  ComparedSide side;
  for (const auto& part : parts) {
    if (!side.text.empty()) side.text += '\n';
    const auto begin = static_cast<std::uint32_t>(side.text.size());
    side.text += part;
    side.sentences.push_back({begin, static_cast<std::uint32_t>(side.text.size())});
  }
  if (!is_list) side.sentences = engine.split_sentences(side.text);
  return side;
}

Comparison compare_sides(const Engine& engine, const ComparedSide& a, const ComparedSide& b) {
  return compare(engine.models().story, {a.text, a.sentences}, {b.text, b.sentences});
}

int compare_pairs(Session& session, const Engine& engine) {
  const std::string input = session.options.inputs.empty() ? "-" : session.options.inputs[0];
  const bool json = session.options.json;
  const Style style = session.style;
  std::uint64_t pairs = 0;
  const auto counts = run_pairs(
      input, session.options.threads, PageLimits{},
      [&](const PairRecord& pair) {
        ComparedSide a = lay_out(engine, pair.a, pair.a_is_list), b = lay_out(engine, pair.b, pair.b_is_list);
        a.name = pair.id + " a";
        b.name = pair.id + " b";
        const Comparison comparison = compare_sides(engine, a, b);
        return json ? comparison_json(pair.id, comparison, a.text, b.text) + "\n" : comparison_page(comparison, a, b, style);
      },
      [&](PairItem& item) {
        if (item.record.kind == PairRecord::Kind::failed)
          session.talk.warn(complaint(item.record.where, item.record.reason, item.record.detail));
        if (!json && session.out.wrote() && !item.text.empty()) item.text.insert(item.text.begin(), '\n');
        session.talk.progress(++pairs, -1);
        return session.out.write(item.text);
      });
  if (!counts) return session.fail(counts.error());
  return session.finish(*counts, session.out.wrote());
}

}  // namespace

int run_compare(Session& session) {
  const Engine* engine = session.engine();
  if (engine == nullptr) return kCannot;
  if (session.options.from == InputFormat::jsonl) {
    if (session.options.inputs.size() > 1) return session.wrong_use("compare --from jsonl reads one file of pairs, or -");
    return compare_pairs(session, *engine);
  }
  if (session.options.inputs.size() != 2) return session.wrong_use("compare needs two files, A and B");
  const auto files = session.files();
  if (!files) return kCannot;

  BatchOptions batch;
  batch.threads = session.options.threads;
  batch.format = session.options.from;
  batch.read = {.until = Step::article, .keep_all = session.options.keep_all};
  batch.templates = false;  // two pages say little of their site, and both texts are asked for whole
  std::vector<ComparedSide> sides;
  run_batch(*engine, *files, batch, nullptr, [&](BatchItem& item) {
    const Record& record = item.record;
    if (record.kind != Record::Kind::page) {
      session.talk.complain(complaint(record.where, record.reason, record.detail));
      return false;
    }
    ComparedSide side = lay_out(*engine, {item.reading.article().text}, false);
    side.name = record.page.source.empty() ? record.page.id : record.page.source;
    sides.push_back(std::move(side));
    return sides.size() <= 2;
  });
  if (sides.size() != 2) return session.wrong_use("compare needs two files with one article each");
  const Comparison comparison = compare_sides(*engine, sides[0], sides[1]);
  session.out.write(session.options.json ? comparison_json("", comparison, sides[0].text, sides[1].text) + "\n"
                                         : comparison_page(comparison, sides[0], sides[1], session.style));
  if (!session.out.trouble().empty()) return session.fail({Error::Code::cannot_write, session.out.trouble(), ""});
  const bool same = comparison.relation == CopyKind::copy && comparison.differences.empty();
  return same ? kDone : kNothing;
}

}  // namespace readout
