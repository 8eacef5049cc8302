// Whether a text holds any word of a list, in one pass over the text.
#pragma once
#include <bitset>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace readout {

// A hot loop: asked of every class and link of a page. One search a word took a tenth of the time of a page; here the four bytes at
// every second place of the text are looked up in a small set of what words of five bytes and more hold there, and almost no place
// passes. Letter case counts. A const object may be read by any number of threads.
class Needles {
 public:
  void add(std::string_view word) {
    if (word.size() < kRun + kStride - 1) {
      short_.emplace_back(word);
      return;
    }
    for (std::size_t at = 0; at < kStride; ++at) {
      const std::uint32_t run = run_at(word.data() + at);
      seen_.set(place_of(run));
      runs_.push_back({run, at, std::string(word)});
    }
  }
  bool any_in(std::string_view text) const {
    for (std::size_t at = 0; at + kRun <= text.size(); at += kStride)
      if (const std::uint32_t run = run_at(text.data() + at); seen_.test(place_of(run)) && any_near(text, at, run)) return true;
    for (const std::string& word : short_)
      if (text.find(word) != text.npos) return true;
    return false;
  }

 private:
  static constexpr std::size_t kRun = 4, kStride = 2;
  struct Run {
    std::uint32_t bytes = 0;
    std::size_t at = 0;  // in the word
    std::string word;
  };
  static std::uint32_t run_at(const char* bytes) {
    std::uint32_t run = 0;
    std::memcpy(&run, bytes, kRun);
    return run;
  }
  static std::size_t place_of(std::uint32_t run) { return run * 2654435761u >> 16; }
  // Whether a word that has this run stands around it.
  bool any_near(std::string_view text, std::size_t at, std::uint32_t run) const {
    for (const Run& one : runs_)
      if (one.bytes == run && one.at <= at && text.substr(at - one.at, one.word.size()) == one.word) return true;
    return false;
  }

  std::bitset<1u << 16> seen_;
  std::vector<Run> runs_;
  std::vector<std::string> short_;
};

}  // namespace readout
