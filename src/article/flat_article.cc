#include "article/flat_article.h"

#include <array>

#include "base/text.h"
#include "base/utf8.h"

namespace readout {
namespace {
constexpr std::array<std::string_view, 1> kFamilies = {"bias"};
}
std::span<const std::string_view> flat_families() { return kFamilies; }
Article make_flat_article(const ArticleTables&, const Page& page, const ArticleOptions& options, Notes&) {
  Article article;
  article.id = page.id;
  article.url = page.url;
  article.title = page.title;
  article.site = site_of(page.url);
  article.date.value = page.date;
  std::size_t replaced = 0;
  article.text = repair_utf8(page.bytes, replaced);
  if (!options.keep_all) article.text = std::string(trim(article.text));
  article.language = detect_language(article.text, "");
  return article;
}
}  // namespace readout
