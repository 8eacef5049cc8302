// What is found out of texts that come again and again on one page, as names in classes do: each text is looked at once. Texts are
// told apart by their hash. Not for several threads.
#pragma once
#include <string_view>

#include "base/hash.h"
#include "base/hash_map.h"

namespace readout {

template <class Value>
class Memo {
 public:
  // ask(text), or what it said of the same text before.
  template <class Ask>
  Value get(std::string_view text, Ask ask) {
    Known& known = known_[quick_hash(text)];
    if (!known.asked) known = {ask(text), true};
    return known.value;
  }

 private:
  struct Known {
    Value value{};
    bool asked = false;
  };
  HashMap<Known> known_;
};

}  // namespace readout
