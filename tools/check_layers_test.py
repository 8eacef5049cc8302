#!/usr/bin/env python3
"""Plants each kind of breach in a small tree and asks check_layers.py to find it."""
import pathlib
import subprocess
import sys
import tempfile

CHECK = pathlib.Path(__file__).parent / "check_layers.py"
CASES = [
    # file, line, words the complaint must hold; "" when it must pass
    ("src/event/a.cc", '#include "base/text.h"', ""),
    ("src/event/a.cc", '#include "readout/event.h"', ""),
    ("src/event/a.cc", "#include <vector>", ""),
    ("src/event/a.cc", '#include "mention/stage.h"', "event may not include mention"),
    ("src/base/a.cc", '#include "event/stage.h"', "base may not include event"),
    ("src/engine/a.cc", '#include "event/stage.h"', ""),
    ("src/train/a.cc", '#include "engine/models.h"', "train may not include engine"),
    ("include/readout/a.h", '#include "base/text.h"', "public may not include base"),
    ("include/readout/a.h", "#include <fmt/format.h>", "belongs to base"),
    ("src/quote/a.cc", "#include <sqlite3.h>", "belongs to ledger"),
    ("src/quote/a.cc", "#include <no/such.h>", "is in no row"),
    ("src/quote/a.cc", 'std::cerr << "x";', "never prints"),
    ("src/quote/a.cc", "exit(1);", "never prints"),
    ("src/quote/a.cc", "// exit(1) is not called", ""),
    ("src/cli/a.cc", 'std::cout << "x";', ""),
]

failed = 0
for file, line, want in CASES:
    with tempfile.TemporaryDirectory() as root:
        path = pathlib.Path(root, file)
        path.parent.mkdir(parents=True)
        path.write_text("\n" + line + "\n", encoding="utf-8")
        run = subprocess.run([sys.executable, "-B", CHECK, root], capture_output=True, text=True)
        good = run.returncode == 0 if not want else run.returncode == 1 and want in run.stdout and f"{file}:2:" in run.stdout
        if not good:
            failed += 1
            print(f"{file}: {line!r}: wanted {want or 'no complaint'!r}, got {run.returncode} {run.stdout!r}")
sys.exit(1 if failed else 0)
