#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs one of the checks written in JavaScript; 77 where Node.js or the packages of package.json are missing.
set -eu
here=$(dirname "$0")
command -v node >/dev/null || { echo "skipped: no node (nodejs)"; exit 77; }
[ -d "$here/node_modules/feedsmith" ] || { echo "skipped: run 'npm ci' in tests/clients first"; exit 77; }
exec node "$@"
