#include "page/stage.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "base/hash.h"
#include "base/text.h"
#include "page/jsonl.h"

namespace readout {

std::string page_id(std::string_view url, std::string_view bytes) { return hex64(hash64(bytes, hash64(url))); }

Result<InputFormat> parse_input_format(std::string_view name) {
  if (name == "html") return InputFormat::html;
  if (name == "text") return InputFormat::text;
  if (name == "jsonl") return InputFormat::jsonl;
  if (name == "warc") return InputFormat::warc;
  if (name == "conllu") return InputFormat::conllu;
  return Error{Error::Code::bad_input, "unknown input format; one of html, text, jsonl, warc, conllu", std::string(name)};
}

namespace {
class WholeFile final : public PageReader {
 public:
  WholeFile(std::string path, MediaType type, std::unique_ptr<std::istream> in) : path_(std::move(path)), type_(type), in_(std::move(in)) {}
  Record next() override {
    Record record;
    if (done_) return record;
    done_ = true;
    std::ostringstream bytes;
    bytes << in_->rdbuf();
    record.kind = Record::Kind::page;
    record.page.bytes = bytes.str();
    record.page.media_type = type_;
    record.page.source = path_;
    record.page.id = std::filesystem::path(path_).stem().string();
    return record;
  }

 private:
  std::string path_;
  MediaType type_;
  std::unique_ptr<std::istream> in_;
  bool done_ = false;
};

Result<std::unique_ptr<std::istream>> open_stream(const std::string& path) {
  if (path == "-") return std::unique_ptr<std::istream>(std::make_unique<std::istream>(std::cin.rdbuf()));
  auto in = std::make_unique<std::ifstream>(path, std::ios::binary);
  if (!*in) return Error{Error::Code::cannot_open, "cannot open this file", path};
  return std::unique_ptr<std::istream>(std::move(in));
}
}  // namespace

Result<std::unique_ptr<PageReader>> open_pages(const std::string& path, InputFormat format, const PageLimits&) {
  auto in = open_stream(path);
  if (!in) return in.error();
  if (format == InputFormat::automatic) {
    const auto is = [&](std::string_view e) { return ends_with(path, e); };
    format = is(".jsonl") || is(".ndjson") ? InputFormat::jsonl : is(".txt") ? InputFormat::text : InputFormat::html;
  }
  if (format == InputFormat::jsonl) return open_jsonl(path, std::move(*in));
  const auto type = format == InputFormat::html ? MediaType::html : format == InputFormat::conllu ? MediaType::tokens : MediaType::text;
  return std::unique_ptr<PageReader>(std::make_unique<WholeFile>(path, type, std::move(*in)));
}

Result<std::vector<std::string>> expand_inputs(const std::vector<std::string>& inputs) { return inputs; }

Result<std::unique_ptr<PairReader>> open_pairs(const std::string& path, const PageLimits&) {
  auto in = open_stream(path);
  if (!in) return in.error();
  return open_jsonl_pairs(path, std::move(*in));
}

}  // namespace readout
