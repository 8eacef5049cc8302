#include "story/rules.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/format.h"
#include "base/text.h"
#include "base/utf8.h"

namespace readout {

std::string_view stem(std::string_view w) {
  // By hand, letter by letter: this runs once a word of every article.
  const auto last = [&](std::size_t back) { return w[w.size() - back]; };
  if (w.size() >= 4 && last(1) == 's' && last(2) != 's' && last(2) != 'u' && last(2) != 'i') {
    w.remove_suffix(1);
  } else if (w.size() >= 7 && last(1) == 'g' && last(2) == 'n' && last(3) == 'i') {
    w.remove_suffix(3);
  } else if (w.size() >= 6 && last(1) == 'd' && last(2) == 'e') {
    w.remove_suffix(2);
  }
  if (w.size() >= 5 && last(1) == 'e') w.remove_suffix(1);
  if (w.size() <= 6) return w;
  std::size_t end = 0;
  for (int letters = 0; end < w.size() && letters < 6; ++letters) {
    const std::size_t n = utf8_length(w, end);
    end += n == 0 ? 1 : n;
  }
  return w.substr(0, end);
}

namespace {

using Parts = StoryRules::Parts;

constexpr std::pair<std::string_view, std::uint32_t> kClassNames[] = {
    {"stop", kStop},       {"negation", kNegation},    {"qualifier", kQualifier}, {"reporting", kReporting}, {"month", kMonth},
    {"weekday", kWeekday}, {"relative", kRelativeDay}, {"title", kTitle},         {"pronoun", kPronoun},     {"unit", kUnit}};

Error complain(const TextFile& file, const Line& line, std::string message) {
  return Error{Error::Code::bad_data, std::move(message), format("{}:{}", file.name, line.number)};
}

// The words of a phrase, folded as read_words folds them: full stops inside abbreviations and possessives are dropped.
std::vector<std::string> phrase_words(std::string_view text) {
  std::vector<std::string> words;
  const std::string blanks = replace_all(std::string(text), "-", " ");
  for (const auto part : split(blanks, ' ')) {
    std::string word = replace_all(fold(trim(part)), ".", "");
    if (ends_with(word, "'s")) word.resize(word.size() - 2);
    if (!word.empty()) words.push_back(std::move(word));
  }
  return words;
}

Phrase make_phrase(std::string_view text) {
  Phrase phrase;
  for (const auto& word : phrase_words(text)) phrase.words.push_back(word_hash(word));
  return phrase;
}

Result<Done> read_classes(const TextFile& file, Parts& parts) {
  std::uint32_t group[3] = {0, 0, 0};  // lines so far of months, weekdays, pronouns: the value of the next
  for (const Line& line : data_lines(file.text)) {
    const auto fields = split(line.text, '\t');
    if (fields.size() < 2) return complain(file, line, "a class, a tab and its words are wanted");
    const auto* found = std::find_if(std::begin(kClassNames), std::end(kClassNames), [&](const auto& c) { return c.first == fields[0]; });
    if (found == std::end(kClassNames)) return complain(file, line, format("unknown class '{}'", fields[0]));
    std::uint32_t value = 0;
    if (found->second == kMonth) value = ++group[0];
    if (found->second == kWeekday) value = ++group[1];
    if (found->second == kPronoun) value = ++group[2];
    for (const auto word : split(fields[1], ' ')) {
      if (trim(word).empty()) continue;
      WordFacts& facts = parts.words[word_hash(fold(trim(word)))];
      facts.classes |= found->second;
      if (value != 0) facts.value = value;
    }
  }
  return Done{};
}

Result<Done> read_numbers(const TextFile& file, Parts& parts) {
  for (const Line& line : data_lines(file.text)) {
    const auto fields = split(line.text, '\t');
    double value = 0;
    if (fields.size() < 2 || std::from_chars(fields[1].data(), fields[1].data() + fields[1].size(), value).ec != std::errc())
      return complain(file, line, "a word, a tab and its value are wanted");
    WordFacts& facts = parts.words[word_hash(fold(fields[0]))];
    facts.classes |= kNumberWord;
    if (fields.size() > 2 && fields[2] == "scale") facts.classes |= kScale;
    if (fields.size() > 2 && fields[2] == "ordinal") facts.classes |= kOrdinal;
    facts.value = static_cast<std::uint32_t>(parts.numbers.size());
    parts.numbers.push_back(value);
  }
  return Done{};
}

Result<Done> read_same(const TextFile& file, Parts& parts) {
  for (const Line& line : data_lines(file.text)) {
    const auto members = split(line.text, '\t');
    if (members.size() < 2) return complain(file, line, "two wordings or more are wanted, with tabs between them");
    const auto head = phrase_words(members[0]);
    if (head.size() != 1) return complain(file, line, "the first member must be one word");
    const std::uint32_t canon = word_hash(stem(head[0]));
    for (const auto member : members) {
      Phrase phrase = make_phrase(member);
      phrase.canon = canon;
      if (phrase.words.empty()) return complain(file, line, "an empty member");
      if (phrase.words.size() == 1)
        parts.words[phrase.words[0]].canon = canon;
      else
        parts.phrases.push_back(std::move(phrase));
    }
  }
  return Done{};
}

Result<Done> read_phrases(const TextFile& file, Parts& parts) {
  for (const Line& line : data_lines(file.text)) {
    const auto fields = split(line.text, '\t');
    if (fields.size() < 2 || trim(fields[1]).empty()) return complain(file, line, "a class, a tab and a phrase are wanted");
    Phrase phrase = make_phrase(fields[1]);
    if (fields[0] == "negation")
      phrase.classes = kNegation;
    else if (fields[0] == "qualifier")
      phrase.classes = kQualifier;
    else if (fields[0] == "agency")
      phrase.agency = true;
    else if (fields[0] == "furniture")
      phrase.furniture = true;
    else
      return complain(file, line, format("unknown class '{}'", fields[0]));
    parts.phrases.push_back(std::move(phrase));
  }
  return Done{};
}

Result<Done> read_opposites(const TextFile& file, Parts& parts) {
  for (const Line& line : data_lines(file.text)) {
    const auto fields = split(line.text, '\t');
    if (fields.size() != 2) return complain(file, line, "two words are wanted, with a tab between them");
    const std::uint32_t a = word_hash(fold(fields[0])), b = word_hash(fold(fields[1]));
    parts.opposites[a].push_back(b);
    parts.opposites[b].push_back(a);
  }
  return Done{};
}

Result<Done> read_background(const TextFile& file, Parts& parts) {
  double documents = 0;
  WordTable<float> counts;
  std::vector<std::uint32_t> keys;
  for (const Line& line : data_lines(file.text)) {
    const auto fields = split(line.text, '\t');
    double n = 0;
    if (fields.size() != 2 || std::from_chars(fields[1].data(), fields[1].data() + fields[1].size(), n).ec != std::errc() || n <= 0)
      return complain(file, line, "a word, a tab and a count above 0 are wanted");
    if (documents == 0) {
      if (fields[0] != "documents") return complain(file, line, "the first line gives the number of documents");
      documents = n;
      continue;
    }
    const std::uint32_t key = word_hash(stem(fields[0]));
    float& count = counts[key];
    if (count == 0) keys.push_back(key);
    count += static_cast<float>(n);
  }
  for (const std::uint32_t key : keys)
    parts.idf[key] = static_cast<float>(std::log(1 + documents / std::min<double>(documents, *counts.find(key))));
  parts.rarest = static_cast<float>(std::log(1 + std::max(1.0, documents)));
  return Done{};
}

}  // namespace

StoryRules::StoryRules(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
StoryRules::StoryRules(StoryRules&&) noexcept = default;
StoryRules& StoryRules::operator=(StoryRules&&) noexcept = default;
StoryRules::~StoryRules() = default;

Result<StoryRules> StoryRules::compile(std::span<const TextFile> files) {
  auto parts = std::make_unique<Parts>();
  parts->rarest = 1;  // without a background every word counts alike
  constexpr std::pair<std::string_view, Result<Done> (*)(const TextFile&, Parts&)> kReaders[] = {
      {"words.tsv", read_classes},   {"numbers.tsv", read_numbers},     {"same.tsv", read_same},
      {"phrases.tsv", read_phrases}, {"opposites.tsv", read_opposites}, {"background.tsv", read_background}};
  for (const TextFile& file : files) {
    for (const auto& [name, read] : kReaders) {
      if (!ends_with(file.name, name)) continue;
      if (auto done = read(file, *parts); !done) return done.error();
    }
  }
  std::stable_sort(parts->phrases.begin(), parts->phrases.end(),
                   [](const Phrase& a, const Phrase& b) { return a.words.size() > b.words.size(); });
  for (std::uint32_t i = 0; i < parts->phrases.size(); ++i) parts->phrases_by_first[parts->phrases[i].words[0]].push_back(i);
  return StoryRules(std::unique_ptr<const Parts>(std::move(parts)));
}

}  // namespace readout
