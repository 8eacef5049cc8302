// The later half of Engine::read_page, for the batch: it has made the articles of its first pass already.
#pragma once
#include "readout/engine.h"

namespace readout {

// The reading of a page whose article was made before, without templates and with the same options otherwise (not keep_all, not
// explain); what is furniture by options.templates is taken out of it. `notes` are those of the article step.
Reading read_article(const Engine::Models& models, const Page& page, Article article, Notes notes, const ReadOptions& options);

}  // namespace readout
