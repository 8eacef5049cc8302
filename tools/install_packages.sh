#!/bin/sh
# Installs the Debian packages of tools/packages.txt that are missing: as root, or through sudo. Says nothing when all are here.
set -eu
list=$(dirname "$0")/packages.txt
missing=
for package in $(grep -v '^#' "$list"); do
  dpkg-query -W -f='${Status}\n' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
  echo "readout: this is no Debian machine; install by hand what these packages hold:$missing" >&2
  exit 1
fi
if [ "$(id -u)" = 0 ]; then
  as_root=
elif command -v sudo >/dev/null; then
  as_root="sudo"
else
  echo "readout: these packages are missing and this user can neither be root nor sudo:$missing" >&2
  echo "readout: ask an administrator for: apt-get install$missing" >&2
  exit 1
fi
echo "readout: installing$missing" >&2
log=$(mktemp)
if ! { $as_root apt-get update -qq && $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing; } >"$log" 2>&1; then
  cat "$log" >&2
  echo "readout: apt-get could not install:$missing" >&2
  exit 1
fi
rm -f "$log"
