#include "article/html_claims.h"

#include <algorithm>
#include <bitset>
#include <cstring>

#include "article/html_columns.h"
#include "base/hash.h"
#include "base/hash_map.h"

namespace readout {
namespace {

std::uint64_t bytes_at(std::string_view text, std::size_t at, std::size_t n) {
  std::uint64_t word = 0;
  std::memcpy(&word, text.data() + at, n);
  return word;
}

// Which runs of four bytes stand in some texts: what lacks one of them is no part of any.
template <std::size_t kBits>
class Grams {
 public:
  void add(std::string_view text) {
    for (std::size_t at = 0; at + 4 <= text.size(); ++at) seen_[place(text, at)] = true;
  }
  // False only for what is no part.
  bool may_hold(std::string_view part) const {
    for (std::size_t at = 0; at + 4 <= part.size(); at += 2)
      if (!seen_[place(part, at)]) return false;
    return true;
  }

 private:
  static std::size_t place(std::string_view text, std::size_t at) {
    return static_cast<std::size_t>(bytes_at(text, at, 4) * 0x9E3779B97F4A7C15ULL >> 40) & (kBits - 1);
  }
  std::bitset<kBits> seen_;
};

constexpr std::size_t kLongTitle = 20, kShortBody = 200;  // bytes of keys

class ClaimWriter {
 public:
  ClaimWriter(const Blocks& blocks, const PageContext& context, const std::vector<char>& core, FeatureTable& out)
      : blocks_(blocks.blocks),
        text_(blocks.text),
        context_(context),
        core_(core),
        n_(blocks_.size()),
        out_(out),
        linked_(text_key(context.linked_body.substr(0, 200'000))) {}
  void run() {
    write_repeats();
    read_topics();
    write_topics();
    write_names();
    write_linked();
  }

 private:
  void set(std::size_t feature, std::size_t row, double value) { out_.column(feature)[row] = static_cast<float>(value); }
  std::string_view text_of(std::size_t i) const { return slice(text_, blocks_[i].text); }

  void write_repeats() {
    HashMap<std::uint32_t> counts, seen;
    std::vector<std::uint64_t> hashes(n_);
    for (std::size_t i = 0; i < n_; ++i) {
      hashes[i] = quick_hash(text_of(i));
      set(f_repeated_before, i, counts[hashes[i]]++);
    }
    for (std::size_t i = 0; i < n_; ++i) set(f_repeat, i, counts[hashes[i]]);
  }

  // The words of each block, numbered over the page, each once a block.
  struct Word {
    std::uint32_t last_block = 0;  // the last block it stands in, from 1
    std::uint32_t core_blocks = 0;
    bool in_title = false, in_description = false;
  };
  void read_topics() {
    HashMap<std::uint32_t> numbers;  // from 1
    topic_begin_.resize(n_ + 1, 0);
    for (std::size_t i = 0; i < n_; ++i) {
      if (blocks_[i].words >= 4)
        for_each_topic_word(text_of(i).substr(0, 1200), [&](std::uint64_t hash) {
          std::uint32_t& number = numbers[hash];
          if (number == 0) {
            words_.emplace_back();
            number = static_cast<std::uint32_t>(words_.size());
          }
          Word& word = words_[number - 1];
          if (word.last_block == i + 1) return;
          word.last_block = static_cast<std::uint32_t>(i + 1);
          word.core_blocks += core_[i] != 0;
          topics_.push_back(number - 1);
        });
      topic_begin_[i + 1] = topics_.size();
    }
    const auto mark = [&](std::string_view text, bool Word::*flag) {
      for_each_topic_word(text, [&](std::uint64_t hash) {
        if (const auto* number = numbers.find(hash)) words_[*number - 1].*flag = true;
      });
    };
    if (context_.title_block < n_) mark(text_of(context_.title_block), &Word::in_title);
    mark(context_.description, &Word::in_description);
  }
  void write_topics() {
    for (std::size_t i = 0; i < n_; ++i) {
      const std::size_t begin = topic_begin_[i], end = topic_begin_[i + 1];
      const std::uint32_t own = core_[i] != 0;
      std::uint32_t shared = 0, often = 0, title = 0, said = 0;
      for (std::size_t k = begin; k < end; ++k) {
        const Word& word = words_[topics_[k]];
        shared += word.core_blocks > own;
        often += word.core_blocks > own ? word.core_blocks - own : 0;
        title += word.in_title;
        said += word.in_description;
      }
      const bool none = begin == end;
      const double n = static_cast<double>(end - begin);
      set(f_topic, i, none ? -1 : ratio(shared, n));
      set(f_topic_seen, i, none ? -1 : ratio(often, n));
      set(f_title_words, i, none ? -1.0 : title);
      set(f_described, i, none ? -1.0 : said);
    }
  }

  void write_names() {
    const std::string description = text_key(context_.description);
    const bool has_description = description.size() > 30;
    Grams<4096> titles, all_titles;
    for (const std::string& one : context_.titles) {
      all_titles.add(one);
      if (one.size() >= kLongTitle) titles.add(one);
    }
    const bool has_linked = linked_.size() > kShortBody;
    if (has_linked) keys_.resize(n_);
    for (std::size_t i = 0; i < n_; ++i) {
      const Block& block = blocks_[i];
      if (block.words > (has_description || has_linked ? 60u : 40u)) continue;
      if (!has_linked && block.text.size() < kLongTitle && !may_be_titled(text_of(i), all_titles)) {
        set(f_author, i, names_author(text_of(i)));
        continue;
      }
      std::string key = text_key(text_of(i));
      if (block.words <= 40 && key.size() >= 2) {
        set(f_title, i, std::find(context_.titles.begin(), context_.titles.end(), key) != context_.titles.end());
        set(f_in_title, i, key.size() > 6 && in_title(key, titles.may_hold(key)));
        set(f_author, i, names_author(text_of(i)));
      }
      if (has_description && key.size() > 30) {
        const std::size_t begin = std::min<std::size_t>({40, key.size(), description.size()});
        set(f_description, i, key == description ? 2 : key.compare(0, begin, description, 0, begin) == 0 ? 1 : 0);
      }
      if (has_linked) keys_[i] = std::move(key);
    }
  }
  bool names_author(std::string_view text) const {
    return std::any_of(context_.authors.begin(), context_.authors.end(),
                       [&](const std::string& one) { return one.size() > 4 && text.find(one) != text.npos; });
  }
  // False when the key of a text that is shorter than a long title is no part of a title: the four letters it begins with stand in
  // none. Said of ASCII that begins with four letters alone.
  static bool may_be_titled(std::string_view text, const Grams<4096>& titles) {
    char head[4];
    if (text.size() < sizeof head) return true;
    for (const char c : text)
      if (static_cast<unsigned char>(c) >= 0x80) return true;
    for (std::size_t i = 0; i < sizeof head; ++i) {
      head[i] = static_cast<char>(text[i] | 0x20);
      if (head[i] < 'a' || head[i] > 'z') return true;
    }
    return titles.may_hold({head, sizeof head});
  }
  // Whether a long title holds the key or, the other way round, the key a long title. `within`: the first is possible.
  bool in_title(std::string_view key, bool within) const {
    return std::any_of(context_.titles.begin(), context_.titles.end(), [&](const std::string& one) {
      if (one.size() < kLongTitle || one.size() == key.size()) return false;
      return key.size() > one.size() ? key.find(one) != key.npos : within && one.find(key) != one.npos;
    });
  }

  // Whether a block's text stands in the body of the page's JSON-LD: 1 it does, -1 it does not.
  void write_linked() {
    if (linked_.size() <= kShortBody) return;
    Grams<1u << 16> grams;
    grams.add(linked_);
    std::size_t last = 0;  // blocks mostly come in the body's order
    const auto value = [&](std::string_view key) {
      const std::string_view probe = key.size() > 60 ? key.substr(key.size() / 2 - 25, 50) : key;
      if (probe.size() < 4) return 0;
      if (!grams.may_hold(probe)) return -1;
      std::size_t at = linked_.find(probe, last);
      if (at == linked_.npos) at = linked_.find(probe);
      if (at == linked_.npos) return -1;
      last = at;
      return 1;
    };
    for (std::size_t i = 0; i < n_; ++i) {
      if (keys_[i].empty()) keys_[i] = text_key(text_of(i).substr(0, 400));
      set(f_linked, i, value(keys_[i]));
    }
    const auto values = out_.column(f_linked);
    for (std::size_t i = 0; i < n_; ++i) set(f_linked_near, i, (i > 0 ? values[i - 1] : 0) + (i + 1 < n_ ? values[i + 1] : 0));
    std::ranges::fill(out_.column(f_page_linked), 1.0f);
  }

  const std::vector<Block>& blocks_;
  const std::string& text_;
  const PageContext& context_;
  const std::vector<char>& core_;
  const std::size_t n_;
  FeatureTable& out_;
  const std::string linked_;  // key of the JSON-LD body
  std::vector<Word> words_;
  std::vector<std::uint32_t> topics_;  // numbers of words, block after block
  std::vector<std::size_t> topic_begin_;
  std::vector<std::string> keys_;  // of the blocks of 60 words and fewer, where a JSON-LD body is to be held against them
};

}  // namespace

void write_claims(const Blocks& blocks, const PageContext& context, const std::vector<char>& core, FeatureTable& out) {
  ClaimWriter(blocks, context, core, out).run();
}

}  // namespace readout
