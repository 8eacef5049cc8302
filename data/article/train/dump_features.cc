// Prints the features of a page's candidates for train_choice.py. Not part of the library and not installed.
//   article_features titles|authors DATA_FOLDER < list of "URL <tab> file"  →  one line a candidate: features <tab> text; a record
//   separator after each page
#include <iostream>

#include "article/read_html.h"
#include "base/text.h"
#include "load.h"

using namespace readout;

namespace {
// A candidate of a choice: its features by name, its text.
void print(const ChoiceModel::Features& features, std::span<const std::string_view> names, const std::string& text) {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (features.has(i)) std::cout << names[i] << ' ';
  std::cout << '\t' << replace_all(replace_all(text, "\n", " "), "\t", " ") << '\n';
}
}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const std::string kind = argv[1];
  const auto rules = load_for_training(argv[2], kind == "titles" ? "title" : "authors");
  if (!rules) return 2;
  // stdin: "URL <tab> file" a line; each page's lines end with "END"
  std::string line;
  while (std::getline(std::cin, line)) {
    const auto fields = split(line, '\t');
    Page page;
    page.url = std::string(fields[0]);
    page.bytes = read_file(std::string(fields[1]));
    Notes notes;
    if (kind == "titles") {
      const ReadHtml read(rules->tables(), page, notes);
      for (const TitleCandidate& one : read.title_candidates) print(one.features, title_features(), one.text);
    } else if (kind == "authors") {
      const ReadHtml read(rules->tables(), page, notes);
      for (const AuthorCandidate& one : read.author_candidates) print(one.features, author_features(), one.name);
    }
    std::cout << "\x1e\n";
  }
  return 0;
}
