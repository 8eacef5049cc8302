// Turns data/events into a RuleSet. Every complaint names file and line and, where a name is near a known one, that name.
#include <algorithm>
#include <charconv>
#include <span>

#include "base/format.h"
#include "base/text.h"
#include "event/rules.h"

namespace readout::event {
namespace {

constexpr std::pair<std::string_view, SlotKind> kSlots[] = {
    {"subj", SlotKind::subj},         {"obj", SlotKind::obj},         {"iobj", SlotKind::iobj},
    {"poss", SlotKind::poss},         {"xcomp", SlotKind::xcomp},     {"that", SlotKind::that},
    {"part", SlotKind::part},         {"mod", SlotKind::mod},         {"head", SlotKind::head},
    {"speaker", SlotKind::speaker},   {"hearer", SlotKind::hearer},   {"inner", SlotKind::inner},
    {"innerobj", SlotKind::innerobj}, {"objposs", SlotKind::objposs}, {"aux", SlotKind::aux},
    {"case", SlotKind::own_case},     {"any", SlotKind::any}};
constexpr std::pair<std::string_view, Filler> kFillers[] = {{"*", Filler::anything},   {"%party", Filler::party},
                                                            {"%state", Filler::state}, {"%country", Filler::country},
                                                            {"%armed", Filler::armed}, {"%person", Filler::person}};
constexpr std::pair<std::string_view, Need> kNeeds[] = {
    {"actor", Need::actor}, {"recipient", Need::recipient}, {"both", Need::both}, {"either", Need::either}, {"none", Need::none}};
constexpr std::pair<std::string_view, TriggerKind> kKinds[] = {
    {"verb", TriggerKind::verb}, {"noun", TriggerKind::noun}, {"adj", TriggerKind::adj}, {"aux", TriggerKind::aux}};

template <class T, std::size_t N>
const T* lookup(const std::pair<std::string_view, T> (&table)[N], std::string_view key) {
  for (const auto& [name, value] : table)
    if (name == key) return &value;
  return nullptr;
}

// Restricted to short names, so the table stays small. Wagner and Fischer 1974.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, change});
    }
  }
  return row[b.size()];
}

// ", did you mean 'x'?" or nothing.
std::string nearest(std::string_view wanted, const std::vector<std::string>& known) {
  std::size_t best = wanted.size() / 2 + 1;
  const std::string* name = nullptr;
  for (const auto& k : known) {
    const std::size_t distance = edit_distance(wanted, k);
    if (distance < best) {
      best = distance;
      name = &k;
    }
  }
  return name == nullptr ? std::string() : format(", did you mean {}?", *name);
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> out;
  for (const auto part : split(text, ' '))
    if (const auto word = trim(part); !word.empty()) out.push_back(word);
  return out;
}

struct Complaint {
  std::string message;
};

struct Block {
  std::string id;
  EventType type = EventType::CONSULT;
  std::string cameo;
  std::vector<std::string> modes;
  std::array<Roles, 4> roles;
  Need need = Need::either;
  Rule flags;  // only its flags are used
  std::size_t line = 0;
  std::size_t rows = 0, yes = 0, no = 0;
  bool open = false;
};

class Compiler {
 public:
  Result<RuleSet> run(std::span<const TextFile> files);

 private:
  using Step = void (Compiler::*)(const std::vector<std::string_view>&);
  bool walk(const TextFile& file, std::size_t least, Step step);
  void code_row(const std::vector<std::string_view>& f);
  void word_row(const std::vector<std::string_view>& f);
  void refusal_row(const std::vector<std::string_view>& f);
  void context_row(const std::vector<std::string_view>& f);

  bool rules_file(const TextFile& file);
  void rule_line(std::string_view text);
  void open_block(const std::vector<std::string_view>& words);
  void close_block();
  void row(TriggerKind kind, std::string_view text);
  void example(bool yes, std::string_view text);
  Roles roles(std::string_view text);
  Slot slot(std::string_view text);
  Demand demand(std::string_view text);
  void flag(std::string_view text, Rule& rule, Need& need);
  void code_and_modes(std::string_view text, EventType type, std::string& cameo, std::vector<std::string>& modes);
  void lemmas(std::string_view text, std::vector<Word>& out);
  EventType type_of(std::string_view text);

  RuleSet set_;
  Block block_;
  std::map<std::string, std::string, std::less<>> sets_;  // per file
  std::string file_;
  std::size_t line_ = 0;
  std::string complaint_;
  std::map<std::string, std::string, std::less<>> seen_;
};

// The compiler stops at the first complaint: nothing is half loaded. It is thrown inside this file only.
[[noreturn]] void complain(std::string message) { throw Complaint{std::move(message)}; }

EventType Compiler::type_of(std::string_view text) {
  for (std::size_t i = 0; i < kEventTypeNames.size(); ++i)
    if (kEventTypeNames[i] == text) return static_cast<EventType>(i);
  complain(format("unknown type {}{}", text, nearest(text, {kEventTypeNames.begin(), kEventTypeNames.end()})));
}

void Compiler::code_row(const std::vector<std::string_view>& f) {
  const auto number = [](std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) complain(format("'{}' is not a number", text));
    return value;
  };
  if (f[0] == "type" && f.size() >= 7) {
    auto& facts = set_.types[static_cast<std::size_t>(type_of(f[1]))];
    const Need* need = lookup(kNeeds, f[4]);
    if (need == nullptr) complain(format("unknown need {}", f[4]));
    facts = {number(f[2]), std::string(f[3]), *need, f[5] == "absorbs"};
  } else if (f[0] == "mode" && f.size() >= 4) {
    type_of(f[1]);
    set_.mode_intensity[format("{}/{}", f[1], f[2])] = number(f[3]);
  } else if (f[0] == "code") {
    set_.codes.emplace(std::string(f[1]), std::string(f[2]));
  } else if (f[0] == "turn" && f.size() >= 4) {
    std::size_t status = 0;
    while (status < kEventStatusNames.size() && kEventStatusNames[status] != f[2]) ++status;
    if (status == kEventStatusNames.size()) complain(format("unknown status {}", f[2]));
    Turn turn;
    if (f[3] == "drop")
      turn.drop = true;
    else if (f[3] != "keep") {
      if (f.size() < 5) complain("a turn into a type names its CAMEO code");
      turn = {false, true, type_of(f[3]), std::string(f[4])};
    }
    for (std::size_t t = 0; t < 16; ++t)
      if (f[1] == "*" || f[1] == kEventTypeNames[t]) set_.turns[t][status] = turn;
  } else {
    complain(format("unknown kind of row '{}' or too few columns", f[0]));
  }
}

void Compiler::word_row(const std::vector<std::string_view>& f) {
  const auto at = std::find(kClassNames.begin(), kClassNames.end(), f[0]);
  if (at == kClassNames.end()) complain(format("unknown word class {}{}", f[0], nearest(f[0], {kClassNames.begin(), kClassNames.end()})));
  for (const auto lemma : split(f[1], '|'))
    if (!lemma.empty()) set_.vocabulary.put(set_.vocabulary.add(lemma), static_cast<WordClass>(at - kClassNames.begin()));
}

void Compiler::refusal_row(const std::vector<std::string_view>& f) {
  Refusal refusal;
  if (f[0] == "sentence")
    refusal.where = Refusal::Where::sentence;
  else if (f[0] == "crowd")
    refusal.where = Refusal::Where::crowd;
  else if (f[0] != "near")
    complain(format("'{}' is neither near nor sentence", f[0]));
  if (f[1] != "*") lemmas(f[1], refusal.triggers);
  lemmas(f[2], refusal.words);
  if (f.size() > 3 && !f[3].empty()) refusal.at_least = static_cast<std::size_t>(f[3][0] - '0');
  set_.refusals.push_back(std::move(refusal));
}

void Compiler::context_row(const std::vector<std::string_view>& f) {
  const auto context = static_cast<std::uint32_t>(set_.contexts.size());
  set_.contexts.emplace_back(f[0]);
  for (const auto phrase : split(f[1], '|')) {
    std::vector<std::string> words;
    for (const auto word : words_of(phrase)) words.push_back(folded(word));
    if (words.empty()) continue;
    std::string first = std::move(words.front());
    words.erase(words.begin());
    set_.context_index[first].emplace_back(std::move(words), context);
  }
}

bool Compiler::walk(const TextFile& file, std::size_t least, Step step) {
  file_ = file.name;
  for (const auto& [number, text] : data_lines(file.text)) {
    line_ = number;
    const auto fields = split(text, '\t');
    if (fields.size() < least) {
      complaint_ = format("a row has at least {} columns separated by tabs, this one has {}", least, fields.size());
      return false;
    }
    try {
      (this->*step)(fields);
    } catch (const Complaint& c) {
      complaint_ = c.message;
      return false;
    }
  }
  return true;
}

void Compiler::lemmas(std::string_view text, std::vector<Word>& out) {
  for (const auto lemma : split(text, '|')) {
    if (lemma.empty()) complain("an empty word between two bars");
    if (lemma[0] == '@') {
      const auto it = sets_.find(lemma.substr(1));
      if (it == sets_.end()) complain(format("unknown set {}", lemma));
      lemmas(it->second, out);
    } else if (lemma == "*") {
      complain("an unbounded pattern: name the words");
    } else {
      out.push_back(set_.vocabulary.add(replace_all(std::string(lemma), "_", " ")));
    }
  }
}

Slot Compiler::slot(std::string_view text) {
  if (const SlotKind* kind = lookup(kSlots, text)) return {*kind, kNoWord};
  const Word word = set_.vocabulary.find(text);
  if (word != kNoWord && set_.vocabulary.is(word, WordClass::preposition)) return {SlotKind::prep, word};
  std::vector<std::string> known;
  for (const auto& [name, kind] : kSlots) known.emplace_back(name);
  for (Word w = 1; w < set_.vocabulary.size(); ++w)
    if (set_.vocabulary.is(w, WordClass::preposition)) known.push_back(set_.vocabulary.name(w));
  complain(format("unknown slot {}{}", text, nearest(text, known)));
}

Roles Compiler::roles(std::string_view text) {
  const std::size_t arrow = text.find("->");
  if (arrow == std::string_view::npos) complain("roles are written 'subj -> obj', a side without a party as '-'");
  Roles out;
  const auto side = [&](std::string_view part, std::vector<Slot>& slots) {
    part = trim(part);
    if (part == "-") return;
    for (const auto name : split(part, '|')) slots.push_back(slot(trim(name)));
  };
  side(text.substr(0, arrow), out.actor);
  side(text.substr(arrow + 2), out.recipient);
  return out;
}

Demand Compiler::demand(std::string_view text) {
  Demand d;
  if (text[0] == '-') {
    d.absent = true;
    text.remove_prefix(1);
  }
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) complain(format("'{}' is no demand; write slot:word|word, slot:%party or slot:*", text));
  d.slot = slot(text.substr(0, colon));
  const auto fill = text.substr(colon + 1);
  if (const Filler* filler = lookup(kFillers, fill)) {
    d.filler = *filler;
    if (d.slot.kind == SlotKind::any && d.filler == Filler::anything) complain("an unbounded pattern: any:* fits every sentence");
  } else if (!fill.empty() && fill[0] == '%') {
    std::vector<std::string> known;
    for (const auto& [name, value] : kFillers) known.emplace_back(name);
    complain(format("unknown filler {}{}", fill, nearest(fill, known)));
  } else {
    d.filler = Filler::word;
    std::string words;
    for (const auto part : split(fill, '|')) {
      const Filler* party = lookup(kFillers, part);
      if (party != nullptr && part != "*")
        d.or_else = *party;
      else
        words += (words.empty() ? "" : "|") + std::string(part);
    }
    lemmas(words, d.words);
    std::sort(d.words.begin(), d.words.end());
  }
  return d;
}

void Compiler::flag(std::string_view text, Rule& rule, Need& need) {
  if (text == "mutual")
    rule.mutual = true;
  else if (text == "home")
    rule.home = true;
  else if (text == "keeps")
    rule.keeps = true;
  else if (text == "local")
    rule.local = true;
  else if (text == "again")
    rule.again = true;
  else if (text == "plain")
    rule.plain = true;
  else if (text == "refuse")
    rule.refuse = true;
  else if (text == "sure")
    rule.sure = true;
  else if (starts_with(text, "needs-") && lookup(kNeeds, text.substr(6)) != nullptr)
    need = *lookup(kNeeds, text.substr(6));
  else
    complain(format("unknown flag {}{}", text,
                    nearest(text, {"mutual", "home", "local", "again", "keeps", "plain", "refuse", "sure", "needs-actor", "needs-recipient",
                                   "needs-both", "needs-either", "needs-none"})));
}

void Compiler::code_and_modes(std::string_view text, EventType type, std::string& cameo, std::vector<std::string>& modes) {
  bool fresh = false;
  for (const auto word : words_of(text)) {
    if (word[0] >= '0' && word[0] <= '9') {
      if (set_.codes.find(word) == set_.codes.end()) {
        std::vector<std::string> known;
        for (const auto& [code, gloss] : set_.codes) known.push_back(code);
        std::string hint;
        if (word.size() == 4 && set_.codes.find(word.substr(0, 3)) != set_.codes.end())
          hint = format(", did you mean {}?", word.substr(0, 3));
        complain(format("unknown code {}{}", word, hint.empty() ? nearest(word, known) : hint));
      }
      cameo = word;
    } else {
      const std::string key = format("{}/{}", name(type), word);
      if (set_.mode_intensity.find(key) == set_.mode_intensity.end()) {
        std::vector<std::string> known;
        for (const auto& [mode, value] : set_.mode_intensity)
          if (starts_with(mode, format("{}/", name(type)))) known.push_back(mode.substr(mode.find('/') + 1));
        complain(format("{} has no mode {}{}", name(type), word, nearest(word, known)));
      }
      if (!fresh) modes.clear();
      fresh = true;
      modes.emplace_back(word);
    }
  }
}

void Compiler::open_block(const std::vector<std::string_view>& words) {
  close_block();
  if (words.size() < 3) complain("a block starts 'rule NAME TYPE [CODE] [MODE] [flags]'");
  block_ = Block{};
  block_.open = true;
  block_.line = line_;
  block_.id = words[1];
  if (const auto [it, fresh] = seen_.emplace(block_.id, format("{}:{}", file_, line_)); !fresh)
    complain(format("rule {} is already at {}", block_.id, it->second));
  block_.type = type_of(words[2]);
  const auto& facts = set_.types[static_cast<std::size_t>(block_.type)];
  block_.cameo = facts.cameo;
  block_.need = facts.need;
  block_.roles = {roles("subj -> obj"), roles("poss|by|subj|of -> against|on|of"), roles("subj -> of"), roles("speaker -> subj")};
  for (std::size_t i = 3; i < words.size(); ++i) {
    if (words[i][0] >= '0' && words[i][0] <= '9')
      code_and_modes(words[i], block_.type, block_.cameo, block_.modes);
    else if (set_.mode_intensity.count(format("{}/{}", name(block_.type), words[i])) != 0)
      block_.modes.emplace_back(words[i]);
    else
      flag(words[i], block_.flags, block_.need);
  }
}

void Compiler::close_block() {
  if (!block_.open) return;
  block_.open = false;
  line_ = block_.line;
  if (block_.rows == 0) complain(format("rule {} has no row", block_.id));
  if (block_.yes == 0 || block_.no == 0) complain(format("rule {} needs at least one yes: and one no: sentence", block_.id));
}

void Compiler::row(TriggerKind kind, std::string_view text) {
  Rule rule = block_.flags;
  Need need = block_.need;
  rule.type = block_.type;
  rule.cameo = block_.cameo;
  rule.modes = block_.modes;
  rule.kind = kind;
  rule.roles = block_.roles[static_cast<std::size_t>(kind)];
  rule.file = file_;
  rule.line = line_;
  rule.id = format("{}#{}", block_.id, ++block_.rows);

  // "lemmas demands = code modes : roles ! flags"
  if (const auto bang = text.find(" ! "); bang != std::string_view::npos) {
    for (const auto word : words_of(text.substr(bang + 3))) flag(word, rule, need);
    text = text.substr(0, bang);
  }
  if (const auto colon = text.find(" : "); colon != std::string_view::npos) {
    rule.roles = roles(text.substr(colon + 3));
    text = text.substr(0, colon);
  }
  if (const auto equals = text.find(" = "); equals != std::string_view::npos) {
    code_and_modes(text.substr(equals + 3), rule.type, rule.cameo, rule.modes);
    text = text.substr(0, equals);
  }
  rule.need = need;
  const auto words = words_of(text);
  if (words.empty()) complain("a row names its trigger words");
  std::vector<Word> triggers;
  lemmas(words[0], triggers);
  for (std::size_t i = 1; i < words.size(); ++i) rule.demands.push_back(demand(words[i]));
  const auto index = static_cast<std::uint32_t>(set_.rules.size());
  for (const Word trigger : triggers) {
    if (set_.by_trigger.size() <= trigger) set_.by_trigger.resize(trigger + 1);
    set_.by_trigger[trigger].push_back(index);
  }
  set_.rules.push_back(std::move(rule));
}

void Compiler::example(bool yes, std::string_view text) {
  Example e;
  e.rule = block_.id;
  e.type = block_.type;
  e.yes = yes;
  e.file = file_;
  e.line = line_;
  text = trim(text);
  ++(yes ? block_.yes : block_.no);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool actor = text.substr(i, 3) == "[A ";
    if (!actor && text.substr(i, 3) != "[R ") {
      e.text += text[i];
      continue;
    }
    const std::size_t close = text.find(']', i);
    if (close == std::string_view::npos) complain("a mark '[A …]' or '[R …]' is not closed");
    Span& span = actor ? e.actor : e.recipient;
    (actor ? e.has_actor : e.has_recipient) = true;
    span.begin = static_cast<std::uint32_t>(e.text.size());
    e.text += text.substr(i + 3, close - i - 3);
    span.end = static_cast<std::uint32_t>(e.text.size());
    i = close;
  }
  if (e.text.empty()) complain("an empty sentence");
  set_.examples.push_back(std::move(e));
}

void Compiler::rule_line(std::string_view text) {
  if (starts_with(text, "yes:")) return block_.open ? example(true, text.substr(4)) : complain("a sentence outside a rule");
  if (starts_with(text, "no:")) return block_.open ? example(false, text.substr(3)) : complain("a sentence outside a rule");
  const auto words = words_of(text);
  const auto rest = trim(text.substr(words[0].size()));
  if (words[0] == "rule") return open_block(words);
  if (words[0] == "set") {
    if (words.size() != 3) complain("a set is written 'set NAME word|word'");
    sets_[std::string(words[1])] = std::string(words[2]);
    return;
  }
  if (!block_.open) complain(format("'{}' outside a rule", words[0]));
  if (words[0] == "roles") {
    const TriggerKind* kind = words.size() < 2 ? nullptr : lookup(kKinds, words[1]);
    if (kind == nullptr) complain("write 'roles verb subj -> obj' (or noun, adj, aux)");
    block_.roles[static_cast<std::size_t>(*kind)] = roles(rest.substr(words[1].size()));
    return;
  }
  if (const TriggerKind* kind = lookup(kKinds, words[0])) return row(*kind, rest);
  complain(format("unknown key {}{}", words[0], nearest(words[0], {"rule", "set", "roles", "verb", "noun", "adj", "aux", "yes:", "no:"})));
}

bool Compiler::rules_file(const TextFile& file) {
  file_ = file.name;
  sets_.clear();
  try {
    for (const auto& [number, raw] : data_lines(file.text)) {
      line_ = number;
      const auto text = trim(raw);
      if (!text.empty() && text[0] != '#') rule_line(text);
    }
    close_block();
  } catch (const Complaint& c) {
    complaint_ = c.message;
    return false;
  }
  return true;
}

Result<RuleSet> Compiler::run(std::span<const TextFile> files) {
  const auto stem = [](const TextFile& f) { return file_stem(f.name); };
  const auto each = [&](std::string_view wanted, std::size_t least, Step step) {
    for (const auto& f : files)
      if (stem(f) == wanted && !walk(f, least, step)) return false;
    return true;
  };
  const bool good = each("codes.tsv", 3, &Compiler::code_row) && each("words.tsv", 2, &Compiler::word_row) &&
                    each("refusals.tsv", 3, &Compiler::refusal_row) && each("contexts.tsv", 2, &Compiler::context_row) && [&] {
                      for (const auto& f : files)
                        if (ends_with(f.name, ".rules") && !rules_file(f)) return false;
                      return true;
                    }();
  if (!good) return Error{Error::Code::bad_data, complaint_, format("{}:{}", file_, line_)};
  set_.by_trigger.resize(set_.vocabulary.size());
  set_.actions.resize(set_.vocabulary.size());
  // A demand for words says more than a demand for a kind of party, that more than "something stands there".
  const auto special = [&](std::uint32_t index) {
    int sum = 0;
    for (const Demand& d : set_.rules[index].demands)
      sum += d.absent ? 0 : d.filler == Filler::word ? 4 : d.filler == Filler::anything ? 1 : 2;
    return sum * 2 + (set_.rules[index].refuse ? 1 : 0);
  };
  for (Word word = 1; word < set_.by_trigger.size(); ++word) {
    auto& list = set_.by_trigger[word];
    std::stable_sort(list.begin(), list.end(), [&](std::uint32_t a, std::uint32_t b) { return special(a) > special(b); });
    set_.actions[word] = std::any_of(list.begin(), list.end(), [&](std::uint32_t i) { return set_.rules[i].kind == TriggerKind::noun; });
  }
  // Trigger words first: where two words share a form, the trigger has it.
  for (const bool trigger : {true, false})
    for (Word word = 1; word < set_.vocabulary.size(); ++word)
      if ((word < set_.by_trigger.size() && !set_.by_trigger[word].empty()) == trigger) set_.vocabulary.add_inflected(word);
  return std::move(set_);
}

}  // namespace

Result<RuleSet> compile_rules(std::span<const TextFile> files) { return Compiler().run(files); }

}  // namespace readout::event
