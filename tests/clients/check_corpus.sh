#!/bin/sh
# SPDX-License-Identifier: MIT
# Exports real trees of seeds, published or not, and gives every feed to every program. The trees are the
# folders of FEED_EXPORTER_CORPUS, else of shared/corpus beside the repository; 77 if there are none.
set -u
program=$1
output=$2
here=$(cd "$(dirname "$0")" && pwd)
corpus=${FEED_EXPORTER_CORPUS:-$here/../../../shared/corpus}
[ -d "$corpus" ] || { echo "skipped: no corpus (set FEED_EXPORTER_CORPUS)"; exit 77; }
export FEED_EXPORTER_FEEDS_INCLUDE_UNPUBLISHED=true
export FEED_EXPORTER_FEEDS_ITEMS=1000
export FEED_EXPORTER_SITE_BASE_URL=https://feeds.example.org/news

rm -rf "$output"
for tree in "$corpus"/*/; do
  "$program" export --seeds "$tree" --output "$output/$(basename "$tree")" || exit 1
done

failed=0
check() {
  echo "== $*"
  "$@" "$output"
  case $? in
    0 | 77) ;;
    *) failed=1 ;;
  esac
}
cd "$here" || exit 1
check ./check_well_formed.sh
check /usr/bin/python3 -B check_rules.py
check /usr/bin/python3 -B read_with_feedparser.py
check ./run_ruby.sh read_with_ruby.rb
check ./run_node.sh read_with_feedsmith.mjs
exit $failed
