#include "base/format.h"
#include "cli/session.h"
#include "engine/batch.h"
#include "engine/grouping.h"
#include "engine/models.h"
#include "output/pages.h"
#include "output/records.h"

namespace readout {

// Only sketches are kept, some kilobytes an article, so a million pages group on one machine.
int run_stories(Session& session) {
  const auto files = session.files();
  if (!files) return kCannot;
  const Engine* engine = session.engine(Step::article);
  if (engine == nullptr) return kCannot;

  const auto batch = session.batch(*files, Step::article);
  if (!batch) return kCannot;
  const ProgressMeter meter(*files);
  std::vector<GroupedArticle> articles;
  std::map<std::string, StoryLine> lines;
  std::uint64_t pages = 0;
  const RunCounts counts = run_batch(*engine, *files, *batch, nullptr, [&](BatchItem& item) {
    const Record& record = item.record;
    if (record.kind == Record::Kind::failed) session.talk.warn(complaint(record.where, record.reason, record.detail));
    if (record.kind == Record::Kind::page) {
      const Article& article = item.reading.article();
      if (!session.options.json) lines[article.id] = {article.title, article.site, article.date.value};
      articles.push_back(
          {{article.id, article.date.value, article.site, article.title, std::move(item.reading.sketch)}, article.date.confidence});
    }
    session.talk.progress(++pages, meter.share(item.input, record.page.source_begin));
    return true;
  });
  Grouping grouping = group_articles(engine->models().story, std::move(articles));
  if (grouping.capped > 0) session.talk.say_more(format("{} places in texts were too common to compare by", grouping.capped));
  if (session.options.json) {
    for (const StoryMember& member : grouping.members)
      if (!session.out.write(story_json(member) + "\n")) break;
  } else {
    session.out.write(stories_page(std::move(grouping.members), lines, session.style));
  }
  return session.finish(counts, session.out.wrote());
}

}  // namespace readout
