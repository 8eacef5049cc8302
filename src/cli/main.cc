// The command line. First form: the filters; flags.cc will hold the one flag table.
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <iostream>

#include "engine/batch.h"
#include "engine/models.h"
#include "output/records.h"

using namespace readout;

namespace {
int fail(const Error& error) {
  std::cerr << "readout: " << error.text() << "\n";
  return 2;
}
std::string lay_out(const std::vector<std::string>& parts, std::vector<Span>& spans) {
  std::string text;
  for (const auto& part : parts) {
    if (!text.empty()) text += '\n';
    const auto begin = static_cast<std::uint32_t>(text.size());
    text += part;
    spans.push_back({begin, static_cast<std::uint32_t>(text.size())});
  }
  return text;
}
}  // namespace

int main(int argc, char** argv) {
  std::string command = argc > 1 ? argv[1] : "";
  std::vector<std::string> inputs;
  EngineOptions engine_options;
  BatchOptions batch;
  for (int i = 2; i < argc; ++i) {
    const std::string arg = argv[i];
    if (arg == "--from" && i + 1 < argc) {
      auto format = parse_input_format(argv[++i]);
      if (!format) return fail(format.error());
      batch.format = *format;
    } else if (arg == "--data" && i + 1 < argc) {
      engine_options.data.emplace_back(argv[++i]);
    } else if ((arg == "-j" || arg == "--threads") && i + 1 < argc) {
      batch.threads = std::atoi(argv[++i]);
    } else if (arg == "--keep-all") {
      batch.read.keep_all = true;
    } else if (arg != "--json") {
      inputs.push_back(arg);
    }
  }
  auto engine = Engine::open(engine_options);
  if (!engine) return fail(engine.error());

  if (command == "compare") {
    const auto& rules = engine->models().story;
    const auto one = [&](const std::string& id, const std::vector<std::string>& a, bool a_list, const std::vector<std::string>& b, bool b_list) {
      std::vector<Span> sa, sb;
      const std::string ta = lay_out(a, sa), tb = lay_out(b, sb);
      if (!a_list) sa = engine->split_sentences(ta);
      if (!b_list) sb = engine->split_sentences(tb);
      std::cout << comparison_json(id, compare(rules, {ta, sa}, {tb, sb}), ta, tb) << "\n";
    };
    if (batch.format == InputFormat::jsonl) {
      auto pairs = open_pairs(inputs.empty() ? "-" : inputs[0], batch.limits);
      if (!pairs) return fail(pairs.error());
      for (;;) {
        const PairRecord pair = (*pairs)->next();
        if (pair.kind == PairRecord::Kind::end) return 0;
        if (pair.kind == PairRecord::Kind::pair) one(pair.id, pair.a, pair.a_is_list, pair.b, pair.b_is_list);
      }
    }
    std::vector<std::string> texts;
    batch.read.until = Step::article;
    run_batch(*engine, inputs, batch, [](const Reading& r) { return r.article().text; },
              [&](BatchItem& item) { texts.push_back(item.text); return true; });
    if (texts.size() == 2) one("", {texts[0]}, false, {texts[1]}, false);
    return 0;
  }
  if (command == "stories") {
    batch.read.until = Step::article;
    std::vector<StoryInput> articles;
    run_batch(*engine, inputs, batch, nullptr, [&](BatchItem& item) {
      const Article& article = item.reading.article();
      if (item.record.kind == Record::Kind::page) articles.push_back({article.id, article.date.value, article.site, article.title, item.reading.sketch});
      return true;
    });
    std::uint64_t capped = 0;
    for (const auto& member : group_stories(engine->models().story, articles, capped)) std::cout << story_json(member) << "\n";
    return 0;
  }
  std::function<std::string(const Reading&)> render;
  if (command == "article") {
    batch.read.until = Step::article;
    render = [](const Reading& r) { return article_json(r) + "\n"; };
  } else if (command == "document") {
    batch.read.until = Step::document;
    render = [](const Reading& r) { return document_conllu(r.document); };
  } else if (command == "events") {
    render = [](const Reading& r) {
      std::string out;
      for (const Event& event : r.events) out += event_json(event, r) + "\n";
      return out;
    };
  } else if (command == "quotes") {
    render = [](const Reading& r) {
      std::string out;
      for (const Quote& quote : r.quotes) out += quote_json(quote, r) + "\n";
      return out;
    };
  } else {
    std::cerr << "readout: commands: article document events quotes stories compare\n";
    return 2;
  }
  run_batch(*engine, inputs, batch, render, [&](BatchItem& item) {
    if (item.record.kind == Record::Kind::failed) std::cerr << item.record.where << ": " << item.record.reason << "\n";
    std::cout << item.text;
    std::cout.flush();
    return true;
  });
  return 0;
}
