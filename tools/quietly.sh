#!/bin/sh
# Runs a command and shows its output only when it fails.
log=$(mktemp)
"$@" >"$log" 2>&1 || { status=$?; cat "$log" >&2; rm -f "$log"; exit $status; }
rm -f "$log"
