#include <algorithm>
#include <set>

#include "base/format.h"
#include "base/text.h"
#include "output/pages.h"

namespace readout {
namespace {

// The marked differences of one sentence, in the coordinates of that sentence.
std::vector<Mark> marks_in(Span sentence, const std::vector<Difference>& differences, bool side_a) {
  std::vector<Mark> marks;
  for (const Difference& difference : differences) {
    const auto& span = side_a ? difference.a : difference.b;
    if (!span || span->empty() || !sentence.contains(*span) || *span == sentence) continue;
    const Span moved{span->begin - sentence.begin, span->end - sentence.begin};
    const bool nested = std::any_of(marks.begin(), marks.end(), [&](const Mark& m) { return m.span.overlaps(moved); });
    if (!nested) marks.push_back({moved, side_a ? Paint::red : Paint::green, side_a ? "[-" : "[+", side_a ? "-]" : "+]"});
  }
  return marks;
}

std::string side_lines(const std::vector<std::uint32_t>& indexes, const ComparedSide& side, const std::vector<Difference>& differences,
                       bool side_a, const Style& style) {
  std::string out;
  for (const std::uint32_t i : indexes) {
    if (i >= side.sentences.size()) continue;
    const std::string lead = paint(style, side_a ? Paint::red : Paint::green, side_a ? "A " : "B ") + pad(std::to_string(i + 1), 4);
    out += wrap(slice(side.text, side.sentences[i]), style, "      ", marks_in(side.sentences[i], differences, side_a), lead);
  }
  return out;
}

std::string_view weight(int severity) { return severity >= 3 ? "changes what is said" : severity == 2 ? "matters" : "minor"; }

}  // namespace

std::string comparison_summary(const Comparison& comparison) {
  std::size_t same = 0, paraphrase = 0, only_a = 0, only_b = 0;
  for (const SentenceLink& link : comparison.links) {
    if (link.relation == LinkRelation::same) same += link.a.size();
    if (link.relation == LinkRelation::paraphrase) paraphrase += link.a.size();
    if (link.relation == LinkRelation::only_a) only_a += link.a.size();
    if (link.relation == LinkRelation::only_b) only_b += link.b.size();
  }
  const auto grave =
      std::count_if(comparison.differences.begin(), comparison.differences.end(), [](const Difference& d) { return d.severity >= 3; });
  const auto n = comparison.differences.size();
  std::string differences = n == 0 ? "no difference" : format("{} difference{}", n, n == 1 ? "" : "s");
  if (grave > 0) differences += format(", {} of which change{} what is said", grave, grave == 1 ? "s" : "");
  return format("{} ({:.0f}% alike): {} sentences the same, {} reworded, {} only in A, {} only in B; {}", name(comparison.relation),
                comparison.score * 100, same, paraphrase, only_a, only_b, differences);
}

std::string comparison_page(const Comparison& comparison, const ComparedSide& a, const ComparedSide& b, const Style& style) {
  std::string out = paint(style, Paint::red, "A  ") + cut(a.name, style.width - 3) + "\n" + paint(style, Paint::green, "B  ") +
                    cut(b.name, style.width - 3) + "\n";
  out += wrap(comparison_summary(comparison), style, "");

  const auto tell = [&](std::string_view title, const std::vector<Difference>& differences) {
    if (differences.empty()) return;
    out += "\n" + heading(style, title);
    for (const Difference& d : differences) {
      const auto words = [&](const std::optional<Span>& span, const ComparedSide& side) {
        return span ? cut(slice(side.text, *span), 200) : std::string();
      };
      const std::string in_a = words(d.a, a), in_b = words(d.b, b);
      std::string line;
      if (!in_a.empty() && !in_b.empty())
        line = format("“{}” → “{}”", in_a, in_b);
      else if (!in_a.empty())
        line = format("only A: “{}”", in_a);
      else if (!in_b.empty())
        line = format("only B: “{}”", in_b);
      if (!d.note.empty()) line += (line.empty() ? "" : " — ") + plain(d.note);
      const Paint colour = d.severity >= 3 ? Paint::red : d.severity == 2 ? Paint::yellow : Paint::dim;
      out += wrap(line, style, "            ", {}, paint(style, colour, pad(plain(d.kind), 12)));
      out += "            " +
             paint(style, Paint::dim,
                   std::string(weight(d.severity)) + (d.a_sentence ? format(" · A {}", *d.a_sentence + 1) : "") +
                       (d.b_sentence ? format(" · B {}", *d.b_sentence + 1) : "")) +
             "\n";
    }
  };
  tell("What differs", comparison.differences);
  tell("Reworded like the text around it", comparison.reworded);

  std::string reworded, only;
  for (const SentenceLink& link : comparison.links) {
    if (link.relation == LinkRelation::paraphrase)
      reworded += (reworded.empty() ? "" : "\n") + side_lines(link.a, a, comparison.differences, true, style) +
                  side_lines(link.b, b, comparison.differences, false, style);
    if (link.relation == LinkRelation::only_a) only += side_lines(link.a, a, {}, true, style);
    if (link.relation == LinkRelation::only_b) only += side_lines(link.b, b, {}, false, style);
  }
  if (!reworded.empty()) out += "\n" + heading(style, "The same, in other words") + reworded;
  if (!only.empty()) out += "\n" + heading(style, "On one side only") + only;
  return out;
}

}  // namespace readout
