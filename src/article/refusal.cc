#include "article/refusal.h"

namespace readout {

std::string refuse(const ArticleTables& tables, const ReadHtml& read, std::string_view url, std::size_t words) {
  if (words < 8) return "no-text";
  const std::string_view type = read.facts.best(MetaField::type);
  if (read.facts.article() != nullptr || type == "article") return {};
  std::string_view path = url;
  if (const std::size_t scheme = path.find("://"); scheme != path.npos) {
    const std::size_t slash = path.find('/', scheme + 3);
    path = slash == path.npos ? std::string_view() : path.substr(slash);
  }
  path = path.substr(0, path.find_first_of("?#"));
  const bool dated = !read.date.date.value.empty() && read.date.date.confidence >= 0.6;
  if (!url.empty() && (path.empty() || path == "/") && type == "website" && !dated) return "home-page";
  // An error page says so in its title and has little else to say.
  bool exact = false;
  if (words < 80 &&
      (tables.labels.find(read.title.title, exact) == Label::error || tables.labels.find(read.facts.title_element, exact) == Label::error))
    return "error-page";
  return {};
}

}  // namespace readout
