#include "train/examples.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <sstream>
#include <unordered_map>

#include "base/format.h"
#include "base/text.h"
#include "document/conllu.h"

namespace readout::training {

int Labels::id(std::string_view name) {
  const auto it = ids_.find(name);
  if (it != ids_.end()) return it->second;
  const int id = static_cast<int>(names_.size());
  names_.emplace_back(name);
  ids_.emplace(std::string(name), id);
  return id;
}
int Labels::find(std::string_view name) const {
  const auto it = ids_.find(name);
  return it == ids_.end() ? -1 : it->second;
}

Deprel deprel_of(std::string_view name) {
  for (int pass = 0; pass < 2; ++pass) {
    for (std::size_t i = 0; i < kDeprelNames.size(); ++i)
      if (kDeprelNames[i] == name) return static_cast<Deprel>(i);
    name = name.substr(0, name.find(':'));
  }
  return Deprel::dep;
}
Upos upos_of(std::string_view name) {
  const auto it = std::find(kUposNames.begin(), kUposNames.end(), name);
  return it == kUposNames.end() ? Upos::X : static_cast<Upos>(it - kUposNames.begin());
}

namespace {

Result<std::string> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  if (!in) return Error{Error::Code::cannot_open, "cannot read this training file", path};
  return bytes.str();
}

std::string key_of(const Example& example) {
  std::string key;
  for (const auto& form : example.forms) key.append(form).push_back('\x1f');
  return key;
}

std::uint8_t ner_of(std::string_view tag, std::string_view before) {
  if (tag.size() < 3 || (tag[0] != 'B' && tag[0] != 'I') || tag[1] != '-') return 0;
  const auto is = [&](std::string_view kind, std::string_view other) {
    return kind == "PER" || kind == "Person"         ? other == "PER"
           : kind == "ORG" || kind == "Organisation" ? other == "ORG"
                                                     : (kind == "LOC" || kind == "Location") && other == "LOC";
  };
  const std::string_view kind = tag.substr(2);
  const bool continues = tag[0] == 'I' && before.size() > 2 && before.substr(2) == kind;  // IOB1 files open with I-
  const auto at = [&](Ner b, Ner i) { return static_cast<std::uint8_t>(continues ? i : b); };
  if (is(kind, "PER")) return at(Ner::b_per, Ner::i_per);
  if (is(kind, "ORG")) return at(Ner::b_org, Ner::i_org);
  if (is(kind, "LOC")) return at(Ner::b_loc, Ner::i_loc);
  return 0;
}

}  // namespace

Result<std::vector<Example>> read_treebank(const std::string& path, TagSets& tags, bool grow) {
  const auto text = read_file(path);
  if (!text) return text.error();
  std::vector<Example> examples;
  std::string broken_at;
  const auto label = [&](Labels& set, std::string_view name) {
    const int id = grow ? set.id(name) : set.find(name);
    return static_cast<std::uint16_t>(std::max(id, 0));
  };
  const auto take = [&](ConlluSentence& sentence) {
    Example example;
    example.has_tree = true;
    for (const ConlluRow& row : sentence.rows) {
      if (row.kind != ConlluRow::Kind::word) continue;
      const auto& c = row.columns;
      int head = -1;
      std::from_chars(c[6].data(), c[6].data() + c[6].size(), head);
      if (head < 0 || head > static_cast<int>(sentence.rows.size())) example.has_tree = false;
      example.forms.emplace_back(c[1]);
      example.lemmas.emplace_back(c[2] == "_" && c[1] != "_" ? std::string_view() : c[2]);
      example.upos.push_back(static_cast<std::uint8_t>(upos_of(c[3])));
      example.xpos.push_back(label(tags.xpos, c[4]));
      example.feats.push_back(label(tags.feats, c[5]));
      example.heads.push_back(head == 0 ? kRootNode : head - 1);
      example.labels.push_back(static_cast<std::uint8_t>(deprel_of(c[7])));
    }
    for (const int head : example.heads) example.has_tree = example.has_tree && head < example.size();
    if (example.has_tree) examples.push_back(std::move(example));
  };
  read_conllu_sentences(*text, take, [&](std::size_t line, std::string_view why) {
    if (broken_at.empty()) broken_at = format("{}:{}: {}", path, line, why);
  });
  if (!broken_at.empty()) return Error{Error::Code::bad_input, "this treebank has a broken line", broken_at};
  if (examples.empty()) return Error{Error::Code::bad_input, "no sentence with a tree in this treebank", path};
  return examples;
}

Result<std::vector<Example>> read_entities(const std::string& path) {
  const auto text = read_file(path);
  if (!text) return text.error();
  std::vector<Example> examples;
  Example example;
  std::string before;
  const auto close = [&] {
    if (!example.forms.empty()) examples.push_back(std::move(example));
    example = {};
    before.clear();
  };
  for (std::string_view line : split(*text, '\n')) {
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (trim(line).empty()) {
      close();
    } else if (!(starts_with(line, "# ") && line.find('\t') == std::string_view::npos && line.find(" = ") != std::string_view::npos)) {
      const auto columns = split(line, line.find('\t') == std::string_view::npos ? ' ' : '\t');
      const bool numbered =
          columns.size() > 2 && !columns[0].empty() && columns[0].find_first_not_of("0123456789") == std::string_view::npos;
      if (columns.size() < 2) continue;
      const auto tag = columns[numbered ? 2 : 1];
      example.forms.emplace_back(columns[numbered ? 1 : 0]);
      example.ner.push_back(ner_of(tag, before));
      before = tag;
    }
  }
  close();
  return examples;
}

std::vector<Example> join_entities(std::vector<Example>& trees, std::vector<Example> entities) {
  std::unordered_map<std::string, std::vector<std::size_t>> where;
  for (std::size_t i = 0; i < trees.size(); ++i) where[key_of(trees[i])].push_back(i);
  std::vector<Example> rest;
  for (Example& entity : entities) {
    const auto it = where.find(key_of(entity));
    if (it == where.end()) {
      rest.push_back(std::move(entity));
      continue;
    }
    for (const std::size_t i : it->second)
      if (trees[i].ner.empty()) {
        trees[i].ner = entity.ner;
        break;
      }
  }
  return rest;
}

}  // namespace readout::training
