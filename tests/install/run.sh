#!/bin/sh
# Installs the built tree into a scratch folder, builds a stranger's ten-line program against it and runs it away from the sources.
set -eu
build=$(cd "$1" && pwd)
rm -rf "$2"
mkdir -p "$2"
scratch=$(cd "$2" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
cmake --install "$build" --prefix "$scratch/prefix" >"$scratch/install.log"
cmake -S "$here" -B "$scratch/consumer" -DCMAKE_PREFIX_PATH="$scratch/prefix" -DCMAKE_BUILD_TYPE=Release >"$scratch/configure.log"
cmake --build "$scratch/consumer" >"$scratch/build.log"
cd "$scratch"
out=$(./consumer/consumer)
echo "$out"
case $out in
  *"Ankara recalled its ambassador"*) ;;
  *) echo "the consumer did not see its own sentence" >&2; exit 1 ;;
esac
# The installed binary needs nothing of the source tree.
printf '{"id":"a","text":"Ankara recalled its ambassador from Paris."}\n' | "$scratch/prefix/bin/readout" article --from jsonl --json - | grep -q '"id":"a"'
rm -rf "$scratch"
