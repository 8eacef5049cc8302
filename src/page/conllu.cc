// CoNLL-U in: token lines as they are, cut into pages of whole sentences. The page boundaries depend on the bytes alone, not on how
// a pipe delivers them. Source: https://universaldependencies.org/format.html
#include "base/format.h"
#include "base/text.h"
#include "base/utf8.h"
#include "page/lines.h"
#include "page/readers.h"

namespace readout {
namespace {

constexpr std::size_t kSentences = 64;
constexpr std::size_t kBytes = 256 << 10;

class ConlluReader final : public PageReader {
 public:
  ConlluReader(Opening opening, std::unique_ptr<Stream> stream)
      : opening_(std::move(opening)), lines_(opening_.name, std::move(stream), opening_.limits) {}

  Record next() override {
    for (;;) {
      if (held_) return std::exchange(held_, std::nullopt).value();
      Sentence sentence = read_sentence();
      if (sentence.state == Sentence::State::end) return flush();
      if (sentence.state == Sentence::State::failed) {
        // The page so far comes first: input order.
        Record before = flush();
        if (sentence.begins_document) begin_document(std::move(sentence.document_id));
        if (before.kind != Record::Kind::page) return std::move(sentence.failure);
        held_ = std::move(sentence.failure);
        return before;
      }
      const bool full = n_sentences_ == kSentences || page_.bytes.size() + sentence.text.size() > kBytes;
      Record done;
      if (full || sentence.begins_document) done = flush();
      if (sentence.begins_document) begin_document(std::move(sentence.document_id));
      add(sentence);
      if (done.kind == Record::Kind::page) return done;
    }
  }

 private:
  struct Sentence {
    enum class State { sentence, failed, end } state = State::end;
    std::string text;  // its lines and the empty line
    bool begins_document = false;
    std::string document_id;
    std::uint64_t begin = 0;
    std::size_t line = 0;
    std::size_t repaired = 0;
    Record failure;
  };

  // Comment and token lines up to an empty one. Comments alone (a document's heading) stay with the sentence that follows.
  Sentence read_sentence() {
    Sentence sentence;
    bool has_tokens = false;
    for (;;) {
      const Lines::Next line = lines_.next();
      if (line.kind == Lines::Next::Kind::end) break;
      if (sentence.line == 0) {
        sentence.line = lines_.number();
        sentence.begin = lines_.begin();
      }
      if (line.kind != Lines::Next::Kind::line) return skip_sentence(std::move(sentence), lines_.failed(line));
      const std::string_view text = line.text;
      if (trim(text).empty()) {
        if (has_tokens) break;
        if (sentence.text.empty()) sentence.line = 0;
        continue;
      }
      if (text.front() == '#')
        read_comment(text, sentence);
      else if (text.front() < '0' || text.front() > '9' || text.find('\t') == std::string_view::npos)
        return skip_sentence(std::move(sentence),
                             lines_.failed("bad-conllu", "neither a comment nor a token line (number, tab, word, tab, …)"));
      else
        has_tokens = true;
      if (sentence.text.size() + text.size() > opening_.limits.page_bytes)
        return skip_sentence(std::move(sentence), lines_.failed("too-large", "a sentence over the limit of a page"));
      if (valid_utf8(text))
        sentence.text += text;
      else
        sentence.text += repair_utf8(text, sentence.repaired);
      sentence.text += '\n';
    }
    if (!has_tokens) return sentence;  // comments after the last sentence
    sentence.text += '\n';
    sentence.state = Sentence::State::sentence;
    return sentence;
  }

  Sentence skip_sentence(Sentence sentence, Record failure) {
    for (;;) {
      const Lines::Next line = lines_.next();
      if (line.kind == Lines::Next::Kind::end || (line.kind == Lines::Next::Kind::line && trim(line.text).empty())) break;
    }
    sentence.state = Sentence::State::failed;
    sentence.failure = std::move(failure);
    return sentence;
  }

  static void read_comment(std::string_view comment, Sentence& sentence) {
    const std::string_view text = trim(comment.substr(1));
    if (!starts_with(text, "newdoc")) return;
    sentence.begins_document = true;
    if (const auto equals = text.find('='); equals != std::string_view::npos) {
      std::size_t replaced = 0;
      sentence.document_id = repair_utf8(trim(text.substr(equals + 1)), replaced);
    }
  }

  void begin_document(std::string id) {
    ++n_documents_;
    n_pages_ = 0;
    document_ = std::move(id);
  }

  std::string next_id() {
    std::string base = document_;
    if (base.empty()) base = opening_.id.empty() ? std::string("conllu") : opening_.id;
    if (document_.empty() && n_documents_ > 1) base += format(":{}", n_documents_);
    return ++n_pages_ == 1 ? base : format("{}#{}", base, n_pages_);
  }

  void add(const Sentence& sentence) {
    if (n_sentences_++ == 0) {
      page_.source = opening_.name;
      page_.source_begin = sentence.begin;
      page_.media_type = MediaType::tokens;
      page_.charset = "utf-8";
      line_ = sentence.line;
    }
    page_.bytes += sentence.text;
    repaired_ += sentence.repaired;
  }

  // The page so far; kind end when there is none.
  Record flush() {
    Record record;
    if (n_sentences_ == 0) return record;
    record.kind = Record::Kind::page;
    record.where = format("{}:{}", opening_.name, line_);
    page_.id = next_id();
    record.page = std::exchange(page_, {});
    if (repaired_ > 0) record.notes.push_back({Step::page, "repaired-utf8", {}, format("{} invalid bytes became U+FFFD", repaired_)});
    n_sentences_ = repaired_ = 0;
    return record;
  }

  Opening opening_;
  Lines lines_;
  Page page_;
  std::string document_;
  std::size_t n_documents_ = 0, n_pages_ = 0, n_sentences_ = 0, repaired_ = 0, line_ = 0;
  std::optional<Record> held_;
};

}  // namespace

std::unique_ptr<PageReader> open_conllu(Opening opening, std::unique_ptr<Stream> stream) {
  return std::make_unique<ConlluReader>(std::move(opening), std::move(stream));
}

}  // namespace readout
