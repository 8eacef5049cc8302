#!/usr/bin/env python3
"""Golden pages: one folder is one page's whole journey.

    run.py READOUT            compare; prints a diff of each file that changed
    READOUT_UPDATE=1 run.py READOUT   write the files anew; the diff in git is the review

tests/golden/<case>/page.{html,txt} -> article.json, document.conllu, events.jsonl, quotes.jsonl. A case may lack later files: they
are compared when they are there, and written for every case on update.
"""
import difflib
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
STEPS = [("article", "article.json"), ("document", "document.conllu"), ("events", "events.jsonl"), ("quotes", "quotes.jsonl")]


def outputs(readout, page):
    for command, name in STEPS:
        args = [readout, command, "--no-progress", "-q", *([] if command == "document" else ["--json"]), page.name]
        run = subprocess.run(args, cwd=page.parent, capture_output=True, text=True, encoding="utf-8")
        if run.returncode not in (0, 1):
            sys.exit(f"{' '.join(map(str, args))}: exit {run.returncode}: {run.stderr}")
        yield name, run.stdout


def main():
    readout = pathlib.Path(sys.argv[1]).resolve()
    update = os.environ.get("READOUT_UPDATE") == "1"
    pages = sorted(p for p in HERE.glob("*/page.*") if p.suffix in (".html", ".txt"))
    changed = 0
    for page in pages:
        for name, got in outputs(readout, page):
            path = page.parent / name
            want = path.read_text(encoding="utf-8") if path.exists() else None
            if got == want or (want is None and not update):
                continue
            if update:
                path.write_text(got, encoding="utf-8")
                print(f"wrote {path.relative_to(HERE)}")
                continue
            changed += 1
            print("\n".join(difflib.unified_diff(want.splitlines(), got.splitlines(), f"{page.parent.name}/{name}", "now", lineterm="", n=1)))
    print(f"{len(pages)} pages, {changed} files changed")
    return 1 if changed or not pages else 0


if __name__ == "__main__":
    sys.exit(main())
