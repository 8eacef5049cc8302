// The arc-hybrid transition system (Kuhlmann, Gómez-Rodríguez, Satta 2011) with the dynamic oracle of Goldberg and Nivre (2013).
//
//   stack … s2 s1 s0 | b0 b1 b2 … buffer
//   shift  b0 goes on the stack        left   s0 becomes a child of b0        right  s0 becomes a child of s1
//
// The artificial root stands at the bottom of the stack. A sentence of n words takes exactly 2n transitions and always ends in
// one tree with one root. Used by the parser and by its training.
#pragma once
#include <cstdint>
#include <vector>

namespace readout {

inline constexpr int kNone = -1;      // no such token
inline constexpr int kRootNode = -2;  // the artificial root

enum class Move : unsigned char { shift = 0, left = 1, right = 2 };

class ArcHybrid {
 public:
  void start(int n) {
    n_ = n;
    next_ = 0;
    stack_.clear();
    stack_.push_back(kRootNode);
    const auto size = static_cast<std::size_t>(n);
    heads.assign(size, kNone);
    labels.assign(size, 0);
    first_left_.assign(size, kNone);
    last_right_.assign(size, kNone);
  }

  bool done() const { return next_ == n_ && stack_.size() == 1; }
  int stack(std::size_t i) const { return i < stack_.size() ? stack_[stack_.size() - 1 - i] : kNone; }
  int buffer(int i) const { return next_ + i < n_ ? next_ + i : kNone; }
  int left_child(int token) const { return token < 0 ? kNone : first_left_[static_cast<std::size_t>(token)]; }
  int right_child(int token) const { return token < 0 ? kNone : last_right_[static_cast<std::size_t>(token)]; }

  bool allowed(Move move) const {
    switch (move) {
      case Move::shift: return next_ < n_;
      case Move::left: return next_ < n_ && stack_.size() > 1;
      case Move::right: return stack_.size() > 2 || (stack_.size() == 2 && next_ == n_);  // one child of the root, and last
    }
    return false;
  }

  void apply(Move move, std::uint8_t label) {
    if (move == Move::shift) {
      stack_.push_back(next_++);
      return;
    }
    const int child = stack_.back();
    stack_.pop_back();
    const int head = move == Move::left ? next_ : stack_.back();
    const auto c = static_cast<std::size_t>(child);
    heads[c] = head;
    labels[c] = label;
    if (head < 0) return;
    const auto h = static_cast<std::size_t>(head);
    if (child < head)
      first_left_[h] = child;  // attached from the inside out: the last one is the leftmost
    else
      last_right_[h] = child;
  }

  // How many gold arcs can no longer be built after `move`. `gold[i]` is the head of token i or kRootNode.
  // Linear in the length of the stack and buffer; only training asks.
  int cost(Move move, const std::vector<int>& gold) const {
    const auto head = [&](int token) { return gold[static_cast<std::size_t>(token)]; };
    int lost = 0;
    if (move == Move::shift) {
      const int b0 = next_;
      for (std::size_t i = 0; i + 1 < stack_.size(); ++i) lost += stack_[i] == head(b0);
      for (std::size_t i = 1; i < stack_.size(); ++i) lost += head(stack_[i]) == b0;
      return lost;
    }
    const int s0 = stack_.back();
    for (int b = next_; b < n_; ++b) lost += head(b) == s0;
    if (move == Move::left) {
      lost += head(s0) == stack_[stack_.size() - 2];
      lost += head(s0) > next_;
    } else {
      lost += head(s0) >= next_;
    }
    return lost;
  }

  std::vector<int> heads;            // kRootNode for the root
  std::vector<std::uint8_t> labels;  // Deprel

 private:
  int n_ = 0, next_ = 0;
  std::vector<int> stack_, first_left_, last_right_;
};

}  // namespace readout
