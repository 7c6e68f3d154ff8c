#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs one of the checks written in Ruby; 77 where Ruby or its RSS library is missing.
set -eu
ruby -e 'require "rss"' 2>/dev/null || { echo "skipped: no ruby with its rss library (ruby)"; exit 77; }
exec ruby "$@"
