// The readers behind the table of formats.cc. Each is given an opened stream; `name` is the file as the user wrote it.
#pragma once
#include <memory>
#include <string>

#include "page/stage.h"
#include "page/stream.h"

namespace readout {

// How to open one input. `id` and `named` are of use to whole files only.
struct Opening {
  std::string name;
  std::string id;      // for the one page; empty: hash of the bytes
  bool named = false;  // the user or the file's name says that this is the format: binary data is a failure, not a surprise
  PageLimits limits;
};

std::unique_ptr<PageReader> open_html(Opening opening, std::unique_ptr<Stream> stream);
std::unique_ptr<PageReader> open_text(Opening opening, std::unique_ptr<Stream> stream);
// See jsonl.cc.
std::unique_ptr<PageReader> open_jsonl(Opening opening, std::unique_ptr<Stream> stream);
// Runs of whole sentences as pages of at most 64 sentences or 256 KB, so that a long file streams. A page begins at each
// `# newdoc` and takes its id; the second and later pages of one document are "id#2", "id#3", ….
std::unique_ptr<PageReader> open_conllu(Opening opening, std::unique_ptr<Stream> stream);
// WARC 1.0 and 1.1, see warc.cc.
std::unique_ptr<PageReader> open_warc(Opening opening, std::unique_ptr<Stream> stream);

// {"id","a","b"} a line.
std::unique_ptr<PairReader> open_jsonl_pairs(std::string name, std::unique_ptr<Stream> stream, const PageLimits& limits);

}  // namespace readout
