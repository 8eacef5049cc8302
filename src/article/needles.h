// Whether a text holds any word of a list, in one pass over the text.
#pragma once
#include <bitset>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace readout {

// A hot loop: asked of every class and link of a page. One search a word took a tenth of the time of a page; here the four bytes
// at each place of the text are looked up in a small set of the words' first four, and almost no place passes. Letter case counts.
// A const object may be read by any number of threads.
class Needles {
 public:
  void add(std::string_view word) {
    if (word.size() < kHead) {
      short_.emplace_back(word);
      return;
    }
    heads_.set(head_of(word.data()));
    words_.emplace_back(word);
  }
  bool any_in(std::string_view text) const {
    for (std::size_t at = 0; at + kHead <= text.size(); ++at)
      if (heads_.test(head_of(text.data() + at)) && any_at(text.substr(at))) return true;
    for (const std::string& word : short_)
      if (text.find(word) != text.npos) return true;
    return false;
  }

 private:
  static constexpr std::size_t kHead = 4;
  static std::size_t head_of(const char* bytes) {
    std::uint32_t head = 0;
    std::memcpy(&head, bytes, kHead);
    return head * 2654435761u >> 20;
  }
  bool any_at(std::string_view text) const {
    for (const std::string& word : words_)
      if (text.substr(0, word.size()) == word) return true;
    return false;
  }

  std::bitset<4096> heads_;
  std::vector<std::string> words_;  // of four bytes and more
  std::vector<std::string> short_;
};

}  // namespace readout
