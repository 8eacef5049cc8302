#include "readout/engine.h"

#include "engine/models.h"

namespace readout {

Engine::Engine(std::unique_ptr<const Models> models) : models_(std::move(models)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

Result<Engine> Engine::open(const EngineOptions& options) {
  auto data = DataFiles::open(data_folders(options.data));
  if (!data) return data.error();
  // The texts move with the map's nodes, so views into them stay true.
  auto article = ArticleRules::compile(data->list("article/"));
  if (!article) return article.error();
  auto story = StoryRules::compile(data->list("story/"));
  if (!story) return story.error();
  auto models = std::unique_ptr<Models>(new Models{std::move(*data), std::move(*article), std::move(*story), {}, {}, {}, {}});
  const DataFiles& files = models->data;
  std::optional<Error> error;
  const auto load = [&](Step step, auto& part, auto compile) {
    if (error || options.until < step) return;
    auto made = compile();
    if (made)
      part.emplace(std::move(*made));
    else
      error = made.error();
  };
  load(Step::document, models->language, [&] { return Language::load(files.list("lang/en/"), files.text("lang/en/en.model")); });
  load(Step::mention, models->gazetteer, [&] {
    auto actors = files.list("actors/", ".tsv");
    for (const char* more : {"places/", "mention/"})
      for (auto& file : files.list(more, ".tsv")) actors.push_back(file);
    return Gazetteer::compile(actors);
  });
  load(Step::event, models->events, [&] { return EventRules::compile(files.list("events/")); });
  load(Step::quote, models->quotes, [&] { return QuoteRules::compile(files.list("quotes/")); });
  if (error) return *error;
  return Engine(std::move(models));
}

std::vector<Span> Engine::split_sentences(const std::string& text) const {
  if (!models_->language) return {{0, static_cast<std::uint32_t>(text.size())}};
  return readout::split_sentences(*models_->language, text);
}

std::string version() { return READOUT_VERSION; }

}  // namespace readout
