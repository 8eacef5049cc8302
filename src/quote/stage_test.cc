// Quotations on trees written by hand, so that no change of the parser moves these results.
#include "quote/stage.h"

#include <gtest/gtest.h>

#include "base/test_document.h"

namespace readout {
namespace {

QuoteRules rules() {
  const TextFile files[] = {{"quotes/cues.tsv",
                             "takes\tlemmas\n"
                             "marks|that\tsay|tell|add\n"
                             "that\tbelieve\n"
                             "object\tcall\n"
                             "to\tvow\n"
                             "prep\tcall\n"
                             "case\tfor\n"
                             "phrase\taccord\n"}};
  auto compiled = QuoteRules::compile(files);
  EXPECT_TRUE(compiled);
  return std::move(*compiled);
}

// kind: words [/ words] <- speaker (cue)
std::string told(const Document& document, Notes& notes) {
  std::string out;
  const QuoteRules compiled = rules();
  for (const Quote& quote : find_quotes(compiled, document, {}, notes)) {
    if (!out.empty()) out += "; ";
    out += std::string(name(quote.kind)) + ": ";
    for (std::size_t i = 0; i < quote.spans.size(); ++i) {
      EXPECT_TRUE(quote.span.contains(quote.spans[i]));
      out += (i > 0 ? " / " : "") + std::string(slice(document.article.text, quote.spans[i]));
    }
    out += " <- " + (quote.speaker ? std::string(slice(document.article.text, quote.speaker->span)) : "?");
    out += " (" + (quote.cue ? std::string(slice(document.article.text, *quote.cue)) : "-") + ")";
  }
  return out;
}

std::string told(const char* lines) {
  Notes notes;
  return told(tagged_document(lines), notes);
}

TEST(Quotes, MarksBeforeTheirCue) {
  EXPECT_EQ(told("\u201C PUNCT 3 punct\nWe PRON 3 nsubj\nagreed VERB 8 ccomp\nat ADP 5 case\nnoon NOUN 3 obl\n, PUNCT 3 punct\n\u201D "
                 "PUNCT 3 punct\n"
                 "said VERB 0 root O say\nthe DET 10 det\nminister NOUN 8 nsubj\n. PUNCT 8 punct\n"),
            "direct:  We agreed at noon ,  <- the minister (said)");
}

TEST(Quotes, ReportedClauseKeepsItsSecondHalf) {
  EXPECT_EQ(told("The DET 2 det\nminister NOUN 3 nsubj\nsaid VERB 0 root O say\ntalks NOUN 6 nsubj\nwere AUX 6 cop\nlong ADJ 3 ccomp\nand "
                 "CCONJ 9 cc\n"
                 "envoys NOUN 9 nsubj\nstayed VERB 3 conj\n. PUNCT 3 punct\n"),
            "indirect: talks were long and envoys stayed <- The minister (said)");
}

TEST(Quotes, ASecondVerbOfTheSpeakerIsNotReported) {
  EXPECT_EQ(told("The DET 2 det\nminister NOUN 3 nsubj\nsaid VERB 0 root O say\ntalks NOUN 6 nsubj\nwere AUX 6 cop\nlong ADJ 3 ccomp\nand "
                 "CCONJ 8 cc\n"
                 "left VERB 3 conj\n. PUNCT 3 punct\n"),
            "indirect: talks were long <- The minister (said)");
}

TEST(Quotes, AccordingTo) {
  EXPECT_EQ(told("Talks NOUN 2 nsubj\nfailed VERB 0 root\n, PUNCT 7 punct\naccording VERB 7 case O accord\nto ADP 4 fixed\nthe DET 7 "
                 "det\nministry NOUN 2 obl\n. PUNCT 2 punct\n"),
            "indirect: Talks failed <- the ministry (according)");
}

TEST(Quotes, FrontedReportWhoseTreeIsBroken) {
  EXPECT_EQ(told("The DET 2 det\ntalks NOUN 4 nsubj\nwere AUX 4 cop\nlong ADJ 0 root\n, PUNCT 4 punct\nthe DET 7 det\nminister NOUN 8 "
                 "nsubj\nsaid VERB 4 dep O say\n. PUNCT 4 punct\n"),
            "indirect: The talks were long <- the minister (said)");
}

TEST(Quotes, APhraseBeforeTheSpeakerIsNoReport) {
  EXPECT_EQ(told("In ADP 3 case\na DET 3 det\nmemo NOUN 7 obl\n, PUNCT 7 punct\nthe DET 6 det\nministry NOUN 7 nsubj\nsaid VERB 0 root O "
                 "say\n. PUNCT 7 punct\n"),
            "");
}

TEST(Quotes, NoCueNoQuotation) { EXPECT_EQ(told("Troops NOUN 2 nsubj\nleft VERB 0 root\n. PUNCT 2 punct\n"), ""); }

TEST(Quotes, EmptyDocument) { EXPECT_EQ(told(""), ""); }

TEST(QuoteRules, ComplaintsNameFileAndLine) {
  const struct {
    const char *text, *want;
  } cases[] = {
      {"marks\n", "quotes/cues.tsv:1: needs two cells, takes and lemmas; has 1"},
      {"marks\tsay\nsings\tsing\n",
       "quotes/cues.tsv:2: unknown word \"sings\" in takes; one of marks, that, to, object, noun, phrase, prep, state"},
      {"# a comment\nmarks\tsay||tell\n", "quotes/cues.tsv:2: an empty lemma"},
  };
  for (const auto& c : cases) {
    const TextFile files[] = {{"quotes/cues.tsv", c.text}};
    const auto compiled = QuoteRules::compile(files);
    ASSERT_FALSE(compiled) << c.text;
    EXPECT_EQ(compiled.error().text(), c.want);
  }
}

}  // namespace
}  // namespace readout
