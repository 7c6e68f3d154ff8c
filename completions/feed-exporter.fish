# SPDX-License-Identifier: MIT
# fish completion of feed-exporter(8)

set -l commands serve check export render list version
complete -c feed-exporter -f
complete -c feed-exporter -n "not __fish_seen_subcommand_from $commands" -a serve -d "Watch the seeds and serve their feeds over HTTP"
complete -c feed-exporter -n "not __fish_seen_subcommand_from $commands" -a check -d "Look for mistakes in the seeds"
complete -c feed-exporter -n "not __fish_seen_subcommand_from $commands" -a export -d "Write every feed and page as static files"
complete -c feed-exporter -n "not __fish_seen_subcommand_from $commands" -a render -d "Print one document"
complete -c feed-exporter -n "not __fish_seen_subcommand_from $commands" -a list -d "List the topics"
complete -c feed-exporter -n "not __fish_seen_subcommand_from $commands" -a version -d "Print the version"
complete -c feed-exporter -l help -d "Print help and exit"
complete -c feed-exporter -l version -d "Print the version and exit"
complete -c feed-exporter -n "__fish_seen_subcommand_from serve check export render list" -l config -r -F -d "Configuration file"
complete -c feed-exporter -n "__fish_seen_subcommand_from serve check export render list" -l seeds -x -a "(__fish_complete_directories)" -d "Directory of the articles"
complete -c feed-exporter -n "__fish_seen_subcommand_from serve check export render" -l base-url -x -d "Public URL of the service"
complete -c feed-exporter -n "__fish_seen_subcommand_from serve" -l listen -x -d "Address to listen on"
complete -c feed-exporter -n "__fish_seen_subcommand_from check" -l strict -d "Warnings count as errors"
complete -c feed-exporter -n "__fish_seen_subcommand_from check" -l format -x -a "text json github" -d "How to print"
complete -c feed-exporter -n "__fish_seen_subcommand_from export" -l output -x -a "(__fish_complete_directories)" -d "Directory to write to"
complete -c feed-exporter -n "__fish_seen_subcommand_from render" -a "feeds/all.atom feeds.json feeds.opml" -d Document
