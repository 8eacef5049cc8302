#!/usr/bin/env python3
"""Checks the two rules of the house that a compiler does not: who may include whom, and that the library never talks.

    check_layers.py [ROOT]

1. include/readout <- base <- {page article document mention event quote story ledger output} <- {engine train} <- cli.
   Only leftwards; folders inside one pair of braces never include each other; public headers include public headers and the
   standard library only; each third party is included in the folders named in THIRD_PARTY alone.
2. Nothing outside cli prints, exits or aborts.
Prints file:line for each breach and exits 1.
"""
import pathlib
import re
import sys

STEPS = "page article document mention event quote story ledger output".split()
RANK = {"public": 0, "base": 1, **{s: 2 for s in STEPS}, "engine": 3, "train": 3, "cli": 4}
THIRD_PARTY = {
    "fmt/": {"base"}, "utf8proc.h": {"base"}, "xxhash.h": {"base"},
    "simdjson.h": {"page"}, "zlib.h": {"page"}, "zstd.h": {"page"}, "libdeflate.h": {"page"},
    "libxml/": {"article"}, "unicode/": {"article"}, "uchardet": {"article"}, "cld2/": {"article"},
    "sqlite3.h": {"ledger"}, "tbb/": {"engine"}, "immintrin.h": {"article", "document"}, "libstemmer.h": {"story"},
    "gtest/": set(RANK), "gmock/": set(RANK),
}
GENERATED = {"ledger_schema.h": "ledger"}  # made in the build tree
TALK = re.compile(r"\bstd::(cout|cerr|clog)\b|\b(printf|puts|abort|_?exit|quick_exit)\s*\(|\bfprintf\s*\(")
INCLUDE = re.compile(r'\s*#\s*include\s*([<"])([^>"]+)[>"]')


def layer_of(path):
    return "public" if path.parts[0] == "include" else path.parts[1]


def check_include(where, layer, path, quote, target, test):
    if target.startswith("readout/"):
        return None
    if quote == '"':
        if target in GENERATED:
            return None if layer == GENERATED[target] else f"{where}: {target} is made for {GENERATED[target]}"
        other = target.split("/")[0]
        if other not in RANK:
            return f"{where}: include of {target}: no such folder"
        if layer == "public" or (other != layer and RANK[other] >= RANK[layer]):
            return f"{where}: {layer} may not include {other} ({target})"
        return None
    for prefix, folders in THIRD_PARTY.items():
        if target.startswith(prefix):
            return None if layer in folders else f"{where}: {target} belongs to {' and '.join(sorted(folders))}, not to {layer}"
    standard = "/" not in target and "." not in target
    system = target in {"unistd.h", "fcntl.h", "signal.h", "poll.h", "glob.h"} or target.startswith("sys/")
    if standard or (system and layer in {"page", "cli", "engine"}):
        return None
    return f"{where}: {target} is in no row of THIRD_PARTY"


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent)
    breaches, files = [], 0
    for path in sorted([*root.glob("include/**/*.h"), *root.glob("src/**/*.h"), *root.glob("src/**/*.cc")]):
        short = path.relative_to(root)
        layer, test = layer_of(short), short.name.endswith("_test.cc")
        files += 1
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if m := INCLUDE.match(line):
                if breach := check_include(f"{short}:{number}", layer, short, m[1], m[2], test):
                    breaches.append(breach)
            elif layer != "cli" and not test and TALK.search(line.split("//")[0]):
                breaches.append(f"{short}:{number}: the library never prints, exits or aborts: {line.strip()}")
    print("\n".join(breaches) if breaches else f"{files} files keep the rules")
    return 1 if breaches or not files else 0


if __name__ == "__main__":
    sys.exit(main())
