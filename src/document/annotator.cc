#include "document/annotator.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/format.h"
#include "base/text.h"
#include "document/features.h"
#include "document/model_file.h"

namespace readout {
namespace {

constexpr std::size_t kBlockTokens = 48;  // sentences are run together up to about this many tokens, so that weights stay in cache

std::size_t size(int n) { return static_cast<std::size_t>(n); }

Error bad_section(std::string_view name) {
  return {Error::Code::corrupt, format("section \"{}\" of the model has the wrong size; install the data again", name), "language model"};
}

Result<Dense> read_dense(const ModelFile& file, const std::string& name, std::size_t in, std::size_t out) {
  const auto weights = file.numbers<std::int8_t>(name + ".w");
  const auto scale = file.numbers<float>(name + ".s"), bias = file.numbers<float>(name + ".b");
  if (weights.size() != in * out || scale.size() != out || bias.size() != out) return bad_section(name);
  return make_dense(in, out, weights.data(), scale.data(), bias.data());
}

std::vector<std::string> read_names(std::string_view text) {
  std::vector<std::string> names;
  for (const auto name : split(text, '\n')) names.emplace_back(name == "_" ? std::string_view() : name);
  return names;
}

// Entity tags that may follow one another in IOB2: an I- only inside its own kind.
bool entity_follows(int before, int tag) { return tag == 0 || tag % 2 == 1 || before == tag || before == tag - 1; }

// A recurrent layer over the positions [begin, end) of one sentence: adds its cells to x. `z` holds gates and candidates.
void remember(const float* z, std::size_t begin, std::size_t end, std::size_t dim, float* x) {
  const std::size_t half = dim / 2;
  std::array<float, 256> cell;
  const auto step = [&](std::size_t p, std::size_t side) {
    const float *gate = z + p * 2 * dim + side * dim, *candidate = gate + half;
    float* to = x + p * dim + side * half;
    for (std::size_t j = 0; j < half; ++j) {
      const float f = gate_of(gate[j]);
      const float kept = f * cell[j], fresh = (1 - f) * candidate[j];
      cell[j] = kept + fresh;
      to[j] = to[j] + cell[j];
    }
  };
  cell.fill(0);
  for (std::size_t p = begin; p < end; ++p) step(p, 0);
  cell.fill(0);
  for (std::size_t p = end; p-- > begin;) step(p, 1);
}

}  // namespace

struct Annotator::Scratch {
  std::vector<float> x, y, cells, tag_scores, slot_values, hidden, scores;
  std::vector<std::int16_t> units, hidden_units;
  std::vector<float> best;
  std::vector<std::uint8_t> from;
  ArcHybrid parser;
};

struct Annotator::Ids {
  std::vector<std::uint16_t> xpos, feats;
};

Result<Annotator> Annotator::load(std::string_view model, const Kernels& kernels) {
  auto file = ModelFile::open(model);
  if (!file) return file.error();
  const auto shape = file->numbers<std::int32_t>("shape");
  if (shape.size() != 9) return bad_section("shape");
  Annotator a;
  a.kernels_ = &kernels;
  const auto in_range = [](std::int32_t n, std::int32_t most) { return n > 0 && n <= most; };
  if (!in_range(shape[0], 512) || !in_range(shape[1], 16) || !in_range(shape[2], 512) || shape[8] < 0 || shape[8] > 16 ||
      shape[0] % 32 != 0 || shape[2] % 16 != 0)
    return bad_section("shape");
  if (shape[3] != static_cast<std::int32_t>(kFeatureKinds) || shape[4] != static_cast<std::int32_t>(kSlots) || shape[5] != kLabels ||
      shape[6] != kNerCount || shape[7] != kVectors)
    return Error{Error::Code::corrupt, "the model was made by another version of this program; train it again", "language model"};
  a.dim_ = size(shape[0]), a.hidden_ = size(shape[2]);
  a.xpos_ = read_names(file->section("xpos"));
  a.feats_ = read_names(file->section("feats"));
  a.tag_columns_ = size(padded(kUposCount + static_cast<int>(a.xpos_.size() + a.feats_.size()) + kNerCount));
  a.xpos_fits_ = file->numbers<std::uint8_t>("xpos.fits");
  a.feats_fits_ = file->numbers<std::uint8_t>("feats.fits");
  if (a.xpos_fits_.size() != size(kUposCount) * a.xpos_.size() || a.feats_fits_.size() != size(kUposCount) * a.feats_.size())
    return bad_section("fits");
  a.hashes_ = file->numbers<std::uint64_t>("hashes");
  a.rows_ = file->section("rows");
  a.row_scale_ = file->numbers<float>("rows.s");
  const std::size_t rows = a.hashes_.size() + kFeatureKinds;
  if (a.row_scale_.size() != rows || a.rows_.size() != rows * a.dim_) return bad_section("rows");
  std::size_t table = 1024;
  while (table < rows * 2) table *= 2;
  a.table_.assign(table, 0);
  for (std::size_t i = 0; i < a.hashes_.size(); ++i) {
    std::size_t at = a.hashes_[i] & (table - 1);
    while (a.table_[at] != 0) at = (at + 1) & (table - 1);
    a.table_[at] = static_cast<std::uint32_t>(i + 1);
  }
  for (int l = 0; l < shape[1]; ++l) {
    auto layer = read_dense(*file, format("conv{}", l), 3 * a.dim_, a.dim_);
    if (!layer) return layer.error();
    a.conv_.push_back(std::move(*layer));
  }
  for (int m = 0; m < shape[8]; ++m) {
    auto layer = read_dense(*file, format("memory{}", m), a.dim_, 2 * a.dim_);
    if (!layer) return layer.error();
    a.memory_.push_back(std::move(*layer));
  }
  for (const auto& [name, to, in, out] :
       {std::tuple{"tags", &a.tags_, a.dim_, a.tag_columns_}, std::tuple{"slots", &a.slots_, a.dim_, kSlots * a.hidden_},
        std::tuple{"actions", &a.actions_, a.hidden_, size(padded(kActions))}}) {
    auto layer = read_dense(*file, name, in, out);
    if (!layer) return layer.error();
    *to = std::move(*layer);
  }
  a.vectors_ = file->numbers<float>("vectors");
  a.hidden_bias_ = file->numbers<float>("hidden.b");
  if (a.vectors_.size() != size(kVectors) * a.hidden_ || a.hidden_bias_.size() != a.hidden_) return bad_section("vectors");
  auto lemmatizer = Lemmatizer::compile(file->section("lemmas"));
  if (!lemmatizer) return lemmatizer.error();
  a.lemmatizer_ = std::move(*lemmatizer);
  return a;
}

std::uint32_t Annotator::row_of(std::uint64_t hash, std::size_t kind) const {
  const std::size_t mask = table_.size() - 1;
  for (std::size_t at = hash & mask; table_[at] != 0; at = (at + 1) & mask)
    if (hashes_[table_[at] - 1] == hash) return static_cast<std::uint32_t>(kFeatureKinds) + table_[at] - 1;
  return static_cast<std::uint32_t>(kind);
}

// Runs the encoder over sentences [first, last). Each is followed by a row of zeros, and one stands in front.
void Annotator::encode(const Document& document, std::uint32_t first, std::uint32_t last, Scratch& s) const {
  const Kernels& k = *kernels_;
  const std::size_t tokens = document.sentences[last - 1].last - document.sentences[first].first;
  const std::size_t positions = tokens + (last - first) + 1, n = positions * dim_;
  s.x.assign(n, 0);
  s.y.resize(n);
  s.units.resize(n);
  std::vector<std::size_t> gaps = {0};
  std::size_t at = 1;
  for (std::uint32_t i = first; i < last; ++i) {
    const Sentence& sentence = document.sentences[i];
    for (std::uint32_t t = sentence.first; t < sentence.last; ++t, ++at) {
      const WordFeatures features = word_features(document.form(t));
      for (std::size_t kind = 0; kind < kFeatureKinds; ++kind) {
        const std::uint32_t row = row_of(features[kind], kind);
        k.add_scaled(reinterpret_cast<const std::int8_t*>(rows_.data()) + row * dim_, row_scale_[row], dim_, &s.x[at * dim_]);
      }
    }
    gaps.push_back(at++);
  }
  for (const Dense& layer : conv_) {
    k.quantize(s.x.data(), n, s.units.data());
    k.dense(layer, s.units.data(), dim_, positions - 2, s.y.data() + dim_, dim_);
    k.add_positive(s.y.data() + dim_, n - 2 * dim_, s.x.data() + dim_);
    for (const std::size_t gap : gaps) std::fill_n(&s.x[gap * dim_], dim_, 0.0F);
  }
  s.cells.resize(2 * n);
  for (const Dense& layer : memory_) {
    k.quantize(s.x.data(), n, s.units.data());
    k.dense(layer, s.units.data(), dim_, positions, s.cells.data(), 2 * dim_);
    for (std::size_t g = 0; g + 1 < gaps.size(); ++g) remember(s.cells.data(), gaps[g] + 1, gaps[g + 1], dim_, s.x.data());
  }
  k.quantize(s.x.data(), n, s.units.data());
  s.tag_scores.resize(positions * tag_columns_);
  k.dense(tags_, s.units.data(), dim_, positions, s.tag_scores.data(), tag_columns_);
  s.slot_values.resize(positions * slots_.out);
  k.dense(slots_, s.units.data(), dim_, positions, s.slot_values.data(), slots_.out);
}

void Annotator::tag(Document& document, const Sentence& sentence, std::size_t begin, const Ids& ids, Scratch& s) const {
  const auto best_of = [](const float* scores, std::size_t n, const std::uint8_t* fits) {
    std::size_t best = 0;
    bool found = false;
    for (std::size_t i = 0; i < n; ++i)
      if ((fits == nullptr || fits[i]) && (!found || scores[i] > scores[best])) best = i, found = true;
    return best;
  };
  for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
    const float* scores = &s.tag_scores[(begin + i - sentence.first) * tag_columns_];
    Token& token = document.tokens[i];
    const std::size_t upos = best_of(scores, size(kUposCount), nullptr);
    token.upos = static_cast<Upos>(upos);
    token.xpos = ids.xpos[best_of(scores + kUposCount, xpos_.size(), &xpos_fits_[upos * xpos_.size()])];
    token.feats = ids.feats[best_of(scores + kUposCount + xpos_.size(), feats_.size(), &feats_fits_[upos * feats_.size()])];
  }
}

// The best sequence of entity tags in which no I- stands alone (Viterbi).
void Annotator::name_entities(Document& document, const Sentence& sentence, std::size_t begin, Scratch& s) const {
  const std::size_t n = sentence.size(), k = size(kNerCount), column = size(kUposCount) + xpos_.size() + feats_.size();
  s.best.assign(n * k, 0);
  s.from.assign(n * k, 0);
  for (std::size_t i = 0; i < n; ++i) {
    const float* scores = &s.tag_scores[(begin + i) * tag_columns_ + column];
    for (std::size_t tag = 0; tag < k; ++tag) {
      float best = -1e30F;
      for (std::size_t before = 0; before < k; ++before) {
        if (!entity_follows(i == 0 ? 0 : static_cast<int>(before), static_cast<int>(tag))) continue;
        const float score = i == 0 ? 0 : s.best[(i - 1) * k + before];
        if (score > best) best = score, s.from[i * k + tag] = static_cast<std::uint8_t>(before);
      }
      s.best[i * k + tag] = best + scores[tag];
    }
  }
  const auto* end = &s.best[(n - 1) * k];
  std::size_t tag = static_cast<std::size_t>(std::max_element(end, end + k) - end);
  for (std::size_t i = n; i-- > 0;) {
    document.tokens[sentence.first + i].ner = static_cast<Ner>(tag);
    tag = s.from[i * k + tag];
  }
}

void Annotator::parse(Document& document, const Sentence& sentence, std::size_t begin, Scratch& s) const {
  const Kernels& k = *kernels_;
  ArcHybrid& parser = s.parser;
  parser.start(static_cast<int>(sentence.size()));
  s.hidden.resize(hidden_);
  s.hidden_units.resize(hidden_);
  s.scores.resize(actions_.out);
  while (!parser.done()) {
    const bool shift = parser.allowed(Move::shift), left = parser.allowed(Move::left), right = parser.allowed(Move::right);
    if (shift && !left && !right) {
      parser.apply(Move::shift, 0);
      continue;
    }
    const StateView view = look(parser);
    std::copy(hidden_bias_.begin(), hidden_bias_.end(), s.hidden.begin());
    for (std::size_t slot = 0; slot < kSlots; ++slot) {
      const int token = view.slots[slot];
      const float* from = token >= 0 ? &s.slot_values[(begin + size(token)) * slots_.out + slot * hidden_]
                                     : &vectors_[(size(token == kRootNode ? kRootVectors : kNoneVectors) + slot) * hidden_];
      k.add(from, hidden_, s.hidden.data());
    }
    for (int i = 0; i < view.vector_count; ++i) k.add(&vectors_[size(view.vectors[size(i)]) * hidden_], hidden_, s.hidden.data());
    k.quantize_positive(s.hidden.data(), hidden_, s.hidden_units.data());
    k.dense(actions_, s.hidden_units.data(), hidden_, 1, s.scores.data(), actions_.out);
    int best = -1;
    const auto consider = [&](int from, int to) {
      for (int i = from; i < to; ++i)
        if (best < 0 || s.scores[size(i)] > s.scores[size(best)]) best = i;
    };
    if (shift) consider(0, 1);
    if (left) consider(1, 1 + kLabels);
    if (right) consider(1 + kLabels, kActions);
    parser.apply(move_of(best), label_of(best));
  }
  for (std::uint32_t i = 0; i < sentence.size(); ++i) {
    Token& token = document.tokens[sentence.first + i];
    const bool root = parser.heads[i] < 0;
    token.head = root ? kRoot : static_cast<std::uint16_t>(parser.heads[i]);
    token.deprel = root ? Deprel::root : static_cast<Deprel>(parser.labels[i]);
    if (!root && token.deprel == Deprel::root) token.deprel = Deprel::dep;
  }
}

void Annotator::run(Document& document) const {
  Scratch scratch;
  Ids ids;
  // The whole tag sets go into the document's tables: small, and ids are then the same in every document of this model.
  const auto enter = [](std::vector<std::string>& table, const std::vector<std::string>& names) {
    std::vector<std::uint16_t> at;
    table.assign(1, "");
    for (const auto& name : names) {
      at.push_back(name.empty() ? std::uint16_t{0} : static_cast<std::uint16_t>(table.size()));
      if (!name.empty()) table.push_back(name);
    }
    return at;
  };
  ids.xpos = enter(document.xpos_tags, xpos_);
  ids.feats = enter(document.feats, feats_);
  const auto count = static_cast<std::uint32_t>(document.sentences.size());
  for (std::uint32_t first = 0; first < count;) {
    std::uint32_t last = first + 1;
    while (last < count && document.sentences[last].last - document.sentences[first].first <= kBlockTokens) ++last;
    encode(document, first, last, scratch);
    std::size_t begin = 1;
    for (std::uint32_t i = first; i < last; ++i) {
      const Sentence& sentence = document.sentences[i];
      tag(document, sentence, begin, ids, scratch);
      name_entities(document, sentence, begin, scratch);
      parse(document, sentence, begin, scratch);
      begin += sentence.size() + 1;
    }
    first = last;
  }
  document.lemmas.assign(1, "");
  std::unordered_map<std::string, std::uint32_t> known;
  for (Token& token : document.tokens) {
    std::string lemma = lemmatizer_.lemma(document.form(token), document.xpos_tags[token.xpos]);
    const auto [at, fresh] = known.emplace(std::move(lemma), static_cast<std::uint32_t>(document.lemmas.size()));
    if (fresh) document.lemmas.push_back(at->first);
    token.lemma = at->second;
  }
}

}  // namespace readout
