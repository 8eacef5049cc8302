#include "article/stage.h"

#include <algorithm>

#include "article/authors.h"
#include "article/charset.h"
#include "article/flat_article.h"
#include "article/flat_features.h"
#include "article/flat_head.h"
#include "article/html_article.h"
#include "article/site_template.h"
#include "base/text.h"
#include "base/utf8.h"

namespace readout {
namespace {

// Compiles one file into its table; the first error ends all.
template <class T, class Compile>
bool fill(std::span<const TextFile> files, std::string_view stem, T& table, Error& error, Compile compile) {
  const auto it = std::find_if(files.begin(), files.end(), [&](const TextFile& file) { return file_stem(file.name) == stem; });
  if (it == files.end()) return true;
  auto made = compile(*it);
  if (!made) {
    error = made.error();
    return false;
  }
  table = std::move(*made);
  return true;
}

Result<FlatModel> compile_flat_model(const TextFile& file) {
  FlatModel model;
  auto first = Forest::compile(file, "first", FlatFeatures::names().first(FlatFeatures::n_first()));
  if (!first) return first.error();
  auto second = Forest::compile(file, "second", FlatFeatures::names());
  if (!second) return second.error();
  model.first = std::move(*first);
  model.second = std::move(*second);
  return model;
}

Result<std::array<Forest, kNHeadRoles>> compile_head_models(const TextFile& file) {
  std::array<Forest, kNHeadRoles> models;
  constexpr std::array<std::string_view, kNHeadRoles> kRoles = {"title", "author", "date"};
  for (std::size_t i = 0; i < kNHeadRoles; ++i) {
    auto model = Forest::compile(file, kRoles[i], head_feature_names());
    if (!model) return model.error();
    models[i] = std::move(*model);
  }
  return models;
}

// A picture, an archive or a program under the name of a page.
bool is_binary(std::string_view bytes, std::string_view charset) {
  for (const std::string_view magic : {"\x89PNG", "\xFF\xD8\xFF", "GIF8", "%PDF-", "PK\x03\x04", "\x1F\x8B",
                                       "\x7F"
                                       "ELF",
                                       "RIFF", "BZh", "\x28\xB5\x2F\xFD", "wOFF", "OggS", "ID3"})
    if (starts_with(bytes, magic)) return true;
  const std::string_view head = bytes.substr(0, 4096);
  if (head.empty() || starts_with(head, "\xFF\xFE") || starts_with(head, "\xFE\xFF") || !sniff_utf16(head).empty()) return false;
  if (starts_with(to_lower(charset), "utf-16")) return false;
  const auto nuls = static_cast<std::size_t>(std::count(head.begin(), head.end(), '\0'));
  const auto controls = static_cast<std::size_t>(std::count_if(head.begin(), head.end(), [](char c) {
    const auto u = static_cast<unsigned char>(c);
    return u < 32 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 27;
  }));
  return nuls * 10 > head.size() || controls * 5 > head.size();
}

bool looks_like_html(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 2048);
  const std::size_t open = head.find('<');
  if (open == head.npos) return false;
  for (const std::string_view tag : {"<html", "<!doctype html", "<head", "<body", "<div", "<HTML", "<!DOCTYPE", "<meta", "<p>"})
    if (head.find(tag) != head.npos) return true;
  return false;
}

}  // namespace

Result<ArticleRules> ArticleRules::compile(std::span<const TextFile> files) {
  auto tables = std::make_shared<ArticleTables>();
  Error error;
  const auto find = [&](std::string_view stem) {
    const auto it = std::find_if(files.begin(), files.end(), [&](const TextFile& file) { return file_stem(file.name) == stem; });
    return it == files.end() ? TextFile{std::string(stem), ""} : *it;
  };
  const bool ok = fill(files, "entities.tsv", tables->char_refs, error, CharRefs::compile) &&
                  fill(files, "charsets.tsv", tables->charsets, error, CharsetLabels::compile) &&
                  fill(files, "classes.tsv", tables->classes, error, ClassHints::compile) &&
                  fill(files, "labels.tsv", tables->labels, error, Labels::compile) &&
                  fill(files, "zones.tsv", tables->zones, error, NewsroomZones::compile) &&
                  fill(files, "meta.tsv", tables->meta, error, MetaNames::compile) &&
                  fill(files, "page_words.tsv", tables->page_words, error, PageWords::compile) &&
                  fill(files, "refusals.tsv", tables->refusals, error, RefusalWords::compile) &&
                  fill(files, "byline.tsv", tables->bylines, error, BylineWords::compile) &&
                  fill(files, "months.tsv", tables->dates, error,
                       [&](const TextFile& months) { return DateWords::compile(months, find("weekdays.tsv"), find("date_words.tsv")); }) &&
                  fill(files, "authors.weights", tables->author_model, error,
                       [](const TextFile& file) { return ChoiceModel::compile(file, author_features()); }) &&
                  fill(files, "title.tsv", tables->title_words, error, TitleWords::compile) &&
                  fill(files, "title.weights", tables->title_model, error,
                       [](const TextFile& file) { return ChoiceModel::compile(file, title_features()); }) &&
                  fill(files, "dates.weights", tables->date_model, error, DateModel::compile) &&
                  fill(files, "html_blocks.weights", tables->body_model, error, BodyModel::compile) &&
                  fill(files, "flat_lines.weights", tables->flat_model, error, compile_flat_model) &&
                  fill(files, "flat_head.weights", tables->head_models, error, compile_head_models);
  if (!ok) return error;
  ArticleRules rules;
  rules.tables_ = std::move(tables);
  return rules;
}

namespace {

// What a page says of itself as one line of valid UTF-8: control characters and line separators are blanks, invalid bytes U+FFFD,
// and what is longer than any real title is cut. Hostile pages put whole documents into a title.
std::string one_line(const std::string& field) {
  constexpr std::size_t kLongestField = 2000;  // bytes
  std::size_t replaced = 0;
  std::string valid = repair_utf8(field, replaced);
  std::string out;
  for (std::size_t i = 0; i < valid.size();) {
    const Rune rune = rune_at(valid, i);
    if (out.size() + rune.size > kLongestField) break;
    const bool control = rune.value < 0x20 || (rune.value >= 0x7F && rune.value < 0xA0) || rune.value == 0x2028 || rune.value == 0x2029;
    if (control)
      out += ' ';
    else
      out.append(valid, i, rune.size);
    i += rune.size;
  }
  return std::string(trim(out));
}

Article read_article(const ArticleRules& rules, const Page& page, const ArticleOptions& options, Notes& notes) {
  Article refused;
  refused.id = page.id;
  refused.url = page.url;
  refused.title = page.title;
  refused.site = site_of(page.url);
  if (page.truncated) notes.push_back({Step::article, "truncated", {}, "bytes are missing at the end of the page"});
  if (page.bytes.empty()) {
    refused.refusal = "empty";
    return refused;
  }
  if (is_binary(page.bytes, page.charset) && !(options.keep_all && page.media_type == MediaType::text)) {
    refused.refusal = "not-text";
    return refused;
  }
  const bool html = page.media_type == MediaType::html || (page.media_type == MediaType::unknown && looks_like_html(page.bytes));
  return html ? make_html_article(rules.tables(), page, options, notes) : make_flat_article(rules.tables(), page, options, notes);
}

}  // namespace

Article make_article(const ArticleRules& rules, const Page& page, const ArticleOptions& options, Notes& notes) {
  Article article = read_article(rules, page, options, notes);
  for (std::string* field : {&article.url, &article.site, &article.title, &article.section, &article.image, &article.modified,
                             &article.site_name, &article.description})
    *field = one_line(*field);
  for (auto* list : {&article.authors, &article.tags}) {
    for (std::string& item : *list) item = one_line(item);
    std::erase(*list, "");
  }
  for (Note& note : notes) note.detail = one_line(note.detail);
  if (options.templates != nullptr && !options.keep_all && article.refusal.empty())
    drop_furniture(*options.templates, article, notes, options.verdicts);
  return article;
}

}  // namespace readout
