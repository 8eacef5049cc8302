// Prints the days each page names with their features for train_dates.py. Not part of the library and not installed.
//   date_features DATA_FOLDER < list of "URL <tab> file"  →  one line a day: day <tab> features <tab> sources; "END" after each page
#include <iostream>

#include "article/read_html.h"
#include "base/text.h"
#include "load.h"

using namespace readout;

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const auto rules = load_for_training(argv[1], "dates");
  if (!rules) return 2;
  std::string line;
  while (std::getline(std::cin, line)) {
    const auto fields = split(line, '\t');
    Page page;
    page.url = std::string(fields[0]);
    page.bytes = read_file(std::string(fields[1]));
    Notes notes;
    const ReadHtml read(rules->tables(), page, notes);
    const std::string url = page.url.empty() ? read.facts.canonical : page.url;
    const auto evidence = find_date_evidence(read.date_page(rules->tables(), page, url));
    for (const DateCandidate& day : evidence.days) {
      std::cout << iso(day.day) << '\t';
      for (const auto id : day.features) std::cout << name(static_cast<DateFamily>(id / kDateBins)) << ':' << id % kDateBins << ' ';
      std::cout << '\t';
      for (const auto i : day.evidence) std::cout << name(evidence.all[i].from) << (evidence.all[i].modified ? "! " : " ");
      std::cout << '\n';
    }
    std::cout << "END" << std::endl;
  }
}
