// What a stranger writes: open the engine, read a page, look at what it says.
#include <readout/readout.h>

#include <iostream>

int main() {
  auto engine = readout::Engine::open({});
  if (!engine) return std::cerr << engine.error().text() << "\n", 1;
  readout::Page page;
  page.media_type = readout::MediaType::text;
  page.date = "2026-09-15";
  page.bytes = "Ankara recalled its ambassador from Paris.";
  const readout::Reading reading = engine->read_page(page);
  for (const readout::Sentence& sentence : reading.document.sentences)
    std::cout << readout::slice(reading.article().text, sentence.span) << "\n";
  return reading.document.sentences.empty() ? 1 : 0;
}
