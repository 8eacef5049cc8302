#include "cli/commands.h"

#include <algorithm>
#include <array>

#include "cli/help.h"
#include "cli/session.h"

namespace readout {
namespace {

constexpr std::string_view kOnePage = "One page at a time, no ledger";
constexpr std::string_view kManyPages = "Many pages, no ledger";
constexpr std::string_view kWithLedger = "With a ledger (one SQLite file)";
constexpr std::string_view kCare = "Care";

constexpr std::array kCommands = {
    Command{"article", kOnePage, "[flags] [inputs…]", "page to clean article: title, date, authors, text",
            "Finds the article in a page's debris. Prints text for people; --format markdown or --json for others. The JSON record notes "
            "what was doubted, such as dates that contradict each other. Pages that are no articles (home and list pages, searches, errors, "
            "walls) are passed over and counted by reason; -v lists them, --keep-all prints them too.\n\nA folder is read with all folders "
            "below it. Paragraphs that recur in different articles of one site are left out; see --no-templates.",
            "readout article page.html\nreadout article --json pages/*.html > articles.jsonl\nreadout article --format markdown --output-dir "
            "texts pages/\nreadout article --explain page.html\ncurl -s https://example.org/story | readout article -",
            run_article},
    Command{"document", kOnePage, "[flags] [inputs…]", "page to sentences, tags and trees (CoNLL-U)",
            "Prints CoNLL-U with Universal Dependencies v2 tags and relations; named entities as NER=B-PER in MISC. --from conllu keeps "
            "the tokens given.",
            "readout document page.html\nreadout document --draw --from text - <<< \"Ankara recalled its ambassador.\"\nreadout document "
            "--from conllu - < tokens.conllu > trees.conllu",
            run_document},
    Command{
        "events", kOnePage, "[flags] [inputs…]", "page to events: who did what to whom, when, with the sentence",
        "Codes political events by PLOVER (type, mode, context) with a CAMEO code beside it. Each event shows the sentence it was read "
        "from, the words "
        "that gave it away marked.",
        "readout events page.html\nreadout events --explain page.html\nreadout events --from jsonl --json - < pages.jsonl > events.jsonl",
        run_events},
    Command{"quotes", kOnePage, "[flags] [inputs…]", "page to quotations with speakers", "",
            "readout quotes page.html\nreadout quotes --from jsonl --json - < pages.jsonl", run_quotes},
    Command{"stories", kManyPages, "[flags] inputs…", "which pages are copies or rewrites of which",
            "Groups the articles of all inputs into stories, each with its original first and the likeliest source of each copy.",
            "readout stories pages/*.html\nreadout stories --from jsonl --json - < pages.jsonl > stories.jsonl", run_stories},
    Command{"compare", kManyPages, "[flags] A B | --from jsonl PAIRS", "two articles sentence by sentence: what differs, what matters",
            "Exit code 0 means the same text without a difference that counts, 1 means they differ. With --from jsonl each input line is a "
            "pair "
            "{\"id\",\"a\",\"b\"} where a and b are texts or lists of sentences.",
            "readout compare wire.html repost.txt\nreadout compare --from jsonl --json - < pairs.jsonl", run_compare},
    Command{"run", kWithLedger, "[flags] inputs…", "read inputs, do everything, keep it; can be resumed",
            "A page that is in the ledger already is not read again, so a run that was stopped, or killed, goes on where it was when "
            "started again, and a run over "
            "a folder that has grown reads the new pages only. When all is read, stories are made anew and the reports of one event are "
            "counted once.",
            "readout run -l news.readout pages/\nreadout run --date-from 2024-01-01 --lang en pages.jsonl\nreadout run --shard 17/512 "
            "--max-errors 1% crawl/*.warc.gz",
            run_run},
    Command{"show", kWithLedger, "[flags] ID…", "one article, story, event or quote with its evidence",
            "An id may be cut short as long as it names one thing.", "readout show 9f3c2a\nreadout show --json 9f3c2a1b77aa0042", run_show},
    Command{"export", kWithLedger, "[flags] events|mentions|articles|stories|quotes",
            "rows for other tools: JSON Lines, CSV, TSV, POLECAT's columns",
            "events has a row an event however many copies report it; mentions a row a report. Native JSON Lines are the records of the "
            "filters. The order is by id, so "
            "the same ledger gives the same bytes.\n\nPOLECAT is TSV with a header unless --format csv says otherwise.",
            "readout export events > events.jsonl\nreadout export events --as polecat -o events.tsv\nreadout export quotes --format csv "
            "--excel-safe -o quotes.csv",
            run_export},
    Command{"check", kWithLedger, "[flags]", "verify a ledger: integrity, offsets, counts", "Exit code 5 when something is wrong.",
            "readout check -l news.readout", run_check},
    Command{"explain", kCare, "[flags] \"SENTENCE\" | FILE | A B", "why a sentence was coded or not; are two pages one story",
            "For a sentence: its tree, who and what it names and how that was resolved, every rule its words called up and what stopped "
            "it. For two files: whether they "
            "are one story, and what they share.",
            "readout explain \"Ankara recalled its ambassador from Paris.\"\nreadout explain --at 2019-05-02 \"The prime minister "
            "resigned.\"\nreadout explain wire.html repost.txt",
            run_explain},
    Command{"rules", kCare, "check | try \"SENTENCE\" | new FAMILY.NAME", "the codebook: run its sentences, try one, start a rule",
            "check runs every rule's own yes: and no: sentences; exit code 1 when one is not as it says. new prints a block to fill in. "
            "docs/formats/rules.md tells the language.",
            "readout rules check\nreadout rules try \"The two presidents shook hands in Geneva.\"\nreadout rules new consult.handshake",
            run_rules},
    Command{"actors", kCare, "check | find NAME [--at DAY]", "what a name means on a day; are the tables of actors sound",
            "find lists all meanings of a name, the likeliest first; those that hold on the day have a plus.",
            "readout actors find \"Angela Merkel\" --at 2015-07-14\nreadout actors check", run_actors},
    Command{"train", kCare, "--treebank FILE… -o MODEL", "make a language model from treebanks",
            "Trains tagger, lemmatizer, parser and entity tagger on CoNLL-U treebanks and files of words with IOB2 entity tags, in one "
            "thread. Put the model "
            "into a data folder as lang/en/en.model and name the folder with --data.",
            "readout train --treebank train.conllu --dev dev.conllu -o en.model", run_train},
    Command{"doctor", kCare, "[flags]", "version, data, models, limits: what this installation has", "",
            "readout doctor\nreadout doctor --json", run_doctor},
    Command{"demo", kCare, "[flags] FOLDER", "read a small folder and show what there is to know", "", "readout demo examples", run_demo},
    Command{"help", "", "[command]", "help of a command", "", "readout help events", run_help},
    Command{"man", "", "", "print the man page", "", "readout man | man -l -", run_man},
    Command{"completion", "", "bash|zsh|fish", "print a completion script", "", "readout completion bash > /etc/bash_completion.d/readout",
            run_completion},
};

}  // namespace

std::span<const Command> commands() { return kCommands; }

const Command* find_command(std::string_view name) {
  const auto it = std::find_if(kCommands.begin(), kCommands.end(), [&](const Command& c) { return c.name == name; });
  return it == kCommands.end() ? nullptr : &*it;
}

int run_help(Session& session) {
  if (session.options.inputs.empty()) {
    session.out.write(overview(session.style));
    return kDone;
  }
  const Command* command = find_command(session.options.inputs[0]);
  if (command == nullptr) return session.wrong_use("no such command");
  session.out.write(command_help(*command, session.style));
  return kDone;
}

int run_man(Session& session) {
  session.out.write(manual_page());
  return kDone;
}

int run_completion(Session& session) {
  const std::string script = session.options.inputs.size() == 1 ? completion_script(session.options.inputs[0]) : "";
  if (script.empty()) return session.wrong_use("name one shell: bash, zsh or fish");
  session.out.write(script);
  return kDone;
}

}  // namespace readout
