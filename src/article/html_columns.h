// The columns of html_features(), numbered. Internal to the body model's features.
#pragma once
#include <cstddef>

#include "article/blocks.h"
#include "article/hints.h"

namespace readout {

// One column each; flags are 0 or 1. "share" is of bytes or words and in [0, 1].
#define READOUT_FEATURES(X)                                                                                                                \
  X(words)                                                                                                                                 \
  X(letters) X(link_share) X(upper_words) X(capitals) X(bold) X(ending) X(start) X(ends) X(marks) X(commas) X(digits) X(symbols) X(quotes) \
      X(address) X(word_length) X(dense) X(sentences) X(after_break) X(tag) X(depth) X(heading_level) X(label) X(label_exact)              \
          X(label_furniture) X(dated) X(up_to_top) X(down_from_top) X(in_top) X(depth_to_core) X(core_parent) X(core_class)                \
              X(core_signature) X(place) X(from_title) X(from_end) X(words_before) X(words_after) X(good_before) X(good_after)             \
                  X(from_core) X(to_core_end) X(good_since_title) X(parent_blocks) X(parent_words) X(parent_links) X(parent_good)          \
                      X(parent_share) X(parent_mean) X(above_blocks) X(above_words) X(above_links) X(above_good) X(above_share)            \
                          X(above_mean) X(third_blocks) X(third_words) X(third_links) X(third_good) X(third_share) X(third_mean)           \
                              X(same_blocks) X(same_words) X(same_links) X(same_good) X(same_share) X(same_mean) X(same_ends)              \
                                  X(same_per_parent) X(parent_place) X(parent_rest) X(title_up) X(title_down) X(own_article) X(prev_words) \
                                      X(prev_links) X(prev_ends) X(prev_tag) X(prev_sibling) X(prev_label) X(prev_same) X(prev_upper)      \
                                          X(next_words) X(next_links) X(next_ends) X(next_tag) X(next_sibling) X(next_label) X(next_same)  \
                                              X(next_upper) X(prev2_words) X(prev2_links) X(prev2_ends) X(prev2_sibling) X(next2_words)    \
                                                  X(next2_links) X(next2_ends) X(next2_sibling) X(run_before) X(run_after) X(run_before_8) \
                                                      X(run_after_8) X(links_before_8) X(links_after_8) X(gap_before) X(gap_after)         \
                                                          X(since_heading) X(since_comments) X(since_related) X(since_asking) X(since_end) \
                                                              X(label_before) X(title) X(in_title) X(title_words) X(description)           \
                                                                  X(described) X(topic) X(topic_seen) X(author) X(repeat)                  \
                                                                      X(repeated_before) X(linked) X(linked_near) X(page_blocks)           \
                                                                          X(page_good) X(page_links) X(page_linked)

enum HtmlColumn : std::size_t {
#define READOUT_FEATURE(name) f_##name,
  READOUT_FEATURES(READOUT_FEATURE)
#undef READOUT_FEATURE
      f_hints,
  f_inside = f_hints + kNHints,
  f_n_features = f_inside + kNInside
};

inline float ratio(double part, double whole) { return whole <= 0 ? 0.0f : static_cast<float>(part / whole); }

}  // namespace readout
