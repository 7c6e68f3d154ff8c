#!/bin/sh
# SPDX-License-Identifier: MIT
# Reads every Atom and RSS document below a directory with libxml2, which refuses what is not well-formed.
set -eu
command -v xmllint >/dev/null || { echo "skipped: no xmllint (libxml2-utils)"; exit 77; }
documents=$(find "$1" -name '*.atom' -o -name '*.rss' | sort)
[ -n "$documents" ] || { echo "no documents in $1"; exit 1; }
echo "$documents" | while IFS= read -r document; do
  xmllint --noout --nonet "$document" || exit 1
done
echo "$documents" | wc -l
