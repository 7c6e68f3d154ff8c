#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs one of the checks in Chromium; 77 where the browser, Node.js or the packages of package.json are missing.
set -eu
here=$(dirname "$0")
command -v node >/dev/null || { echo "skipped: no node (nodejs)"; exit 77; }
[ -d "$here/../node_modules/playwright-core" ] || { echo "skipped: run 'npm ci' in tests/clients first"; exit 77; }
[ -x "${CHROMIUM:-/usr/bin/chromium}" ] || { echo "skipped: no chromium"; exit 77; }
exec node "$@"
