// Prints the days each page names with their features for train_dates.py. Not part of the library and not installed.
//   date_features DATA_FOLDER < list of "URL <tab> file"  →  one line a day: day <tab> features <tab> sources; "END" after each page
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "article/read_html.h"
#include "base/text.h"

using namespace readout;

namespace {
std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}
}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  std::vector<std::string> store;
  std::vector<TextFile> files;
  for (const auto& entry : std::filesystem::directory_iterator(argv[1]))
    if (entry.is_regular_file() && (entry.path().extension() == ".tsv" || entry.path().extension() == ".weights")) {
      store.push_back(read_file(entry.path()));
      files.push_back({"article/" + entry.path().filename().string(), {}});
    }
  for (std::size_t i = 0; i < files.size(); ++i) files[i].text = store[i];
  const auto rules = ArticleRules::compile(files);
  if (!rules) {
    std::cerr << rules.error().text() << "\n";
    return 2;
  }
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
