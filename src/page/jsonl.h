// JSON Lines: one page a line, {"id","date","url","title","text"|"html"|"html_base64"}; or one pair a line, {"id","a","b"}.
#pragma once
#include <istream>
#include <memory>
#include <string>

#include "page/stage.h"

namespace readout {

std::unique_ptr<PageReader> open_jsonl(std::string name, std::unique_ptr<std::istream> in);
std::unique_ptr<PairReader> open_jsonl_pairs(std::string name, std::unique_ptr<std::istream> in);

}  // namespace readout
