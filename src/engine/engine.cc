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
  auto language = Language::load(data->list("lang/en/"), data->text("lang/en/en.model"));
  if (!language) return language.error();
  auto actors = data->list("actors/", ".tsv");
  for (const char* more : {"places/", "mention/"})
    for (auto& file : data->list(more, ".tsv")) actors.push_back(file);
  auto gazetteer = Gazetteer::compile(actors);
  if (!gazetteer) return gazetteer.error();
  auto events = EventRules::compile(data->list("events/"));
  if (!events) return events.error();
  auto quotes = QuoteRules::compile(data->list("quotes/"));
  if (!quotes) return quotes.error();
  auto story = StoryRules::compile(data->list("story/"));
  if (!story) return story.error();
  return Engine(std::unique_ptr<const Models>(new Models{std::move(*data), std::move(*article), std::move(*language), std::move(*gazetteer),
                                                         std::move(*events), std::move(*quotes), std::move(*story)}));
}

std::vector<Span> Engine::split_sentences(const std::string& text) const { return readout::split_sentences(models_->language, text); }

std::string version() { return READOUT_VERSION; }

}  // namespace readout
