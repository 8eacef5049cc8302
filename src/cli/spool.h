// Standard input that can be read twice: a file as it is, a pipe through a nameless temporary file.
#pragma once
#include <string>

#include "readout/result.h"

namespace readout {

class Spool {
 public:
  // Takes over standard input. A pipe is read to its end and put by in TMPDIR, else /tmp; standard input is that file from then on.
  Result<Done> take();
  bool rewind() const;  // sets standard input back to where it was; false when it cannot be

 private:
  long begin_ = 0;
};

}  // namespace readout
