// An Engine holds the models and data of one installation and turns Pages into Readings. This is the one call that the
// command line, the bindings and the batch runner share: what is fixed here is fixed everywhere.
//
//   auto engine = readout::Engine::open({});
//   if (!engine) return complain(engine.error());
//   readout::Reading reading = engine->read_page(page);
//
// Immutable once open: any number of threads may call read_page at the same time. open() reads files and may fail; read_page
// never fails: a page it cannot make sense of gives a Reading with an empty text and notes that say why.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "readout/page.h"
#include "readout/reading.h"
#include "readout/result.h"

namespace readout {

struct EngineOptions {
  std::vector<std::string> data;  // folders laid over the embedded data, later ones win; READOUT_DATA comes before them
  Step until = Step::quote;       // data of later steps is not loaded: an engine for articles opens in milliseconds
};

class SiteTemplates;  // see src/article/site_template.h; learned by the batch

struct ReadOptions {
  Step until = Step::quote;  // last step to run, at most the one the engine was opened for
  bool sketch = true;        // fill Reading::sketch
  bool keep_all = false;     // refuse no page; a text page is taken as it is, so that offsets are into the text given
  Lean lean = Lean::balanced;
  bool explain = false;  // fill Reading::blocks
  // Blocks that recur across the pages of a site, which are furniture; null: none known. Must outlive the call.
  const SiteTemplates* templates = nullptr;
};

class Engine {
 public:
  static Result<Engine> open(const EngineOptions& options);
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;
  ~Engine();

  Reading read_page(const Page& page, const ReadOptions& options = {}) const;

  // Sentence spans of a text, as the document step would cut it. For comparing two plain texts. Needs an engine opened for documents;
  // another gives the text as one sentence.
  std::vector<Span> split_sentences(const std::string& text) const;

  struct Models;  // see src/engine/models.h; opaque to users of the library
  const Models& models() const { return *models_; }

 private:
  explicit Engine(std::unique_ptr<const Models> models);
  std::unique_ptr<const Models> models_;
};

// Version of the library and of the results it gives, "0.1.0".
std::string version();

}  // namespace readout
