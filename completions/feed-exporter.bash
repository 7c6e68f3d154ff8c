# SPDX-License-Identifier: MIT
# bash completion of feed-exporter(8)

_feed_exporter() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]}
  COMPREPLY=()
  case $previous in
    --config) mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
    --seeds | --output) mapfile -t COMPREPLY < <(compgen -d -- "$current"); return ;;
    --format) mapfile -t COMPREPLY < <(compgen -W "text json github" -- "$current"); return ;;
    --listen | --base-url) return ;;
  esac
  local words="--help --version"
  if [ "$COMP_CWORD" -eq 1 ]; then
    words="serve check export render list version $words"
  else
    case $command in
      serve) words="--config --seeds --listen --base-url $words" ;;
      check) words="--config --seeds --base-url --format --strict $words" ;;
      export) words="--config --seeds --base-url --output $words" ;;
      render) words="--config --seeds --base-url feeds/all.atom feeds.json feeds.opml $words" ;;
      list) words="--config --seeds $words" ;;
    esac
  fi
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}
complete -o filenames -F _feed_exporter feed-exporter
