// SPDX-License-Identifier: MIT
#include "exporters/index_topics.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "exporters/index_choice.hpp"
#include "exporters/index_groups.hpp"
#include "exporters/page.hpp"

namespace feed_exporter {
namespace {

/// Cards above the list of names: where all names find room, and where not.
constexpr std::size_t most_recent_cards = 12;
constexpr std::size_t recent_cards = 6;
/// Bytes kept for the note about topics that there is no room for.
constexpr std::size_t rest_bytes = 250;

/// The topics with the newest articles, the newest first.
TopicList most_recent(const Directory& directory, std::size_t count) {
  TopicList topics;
  for (const DirectoryTopic& topic : directory.topics) {
    if (topic.slug != everything_slug && topic.newest) topics.push_back(&topic);
  }
  std::ranges::stable_sort(topics, std::ranges::greater(),
                           [](const DirectoryTopic* topic) { return *topic->newest; });
  topics.resize(std::min(count, topics.size()));
  return topics;
}

void write_recent(HtmlWriter& html, IndexGroupWriter& writer, const TopicList& recent) {
  html.element("section", {}, [&] {
    html.element("h2", {}, "Recently updated");
    writer.write_cards(recent, TopicSet(recent.begin(), recent.end()));
  });
}

void write_rest(HtmlWriter& html, const Site& site, std::size_t omitted) {
  html.element("p", {{"class", "rest"}}, [&] {
    html.text(counted(omitted, "smaller topic is", "smaller topics are") + " in the ");
    html.element("a", {{"href", site_link(site, opml_path)}}, "OPML file");
    html.text(" and in the ");
    html.element("a", {{"href", site_link(site, directory_json_path)}}, "JSON list");
    html.text(".");
  });
}

}  // namespace

void write_index_topics(HtmlWriter& html, const Directory& directory, std::size_t budget) {
  std::vector<IndexGroup> groups = make_index_groups(directory);
  const std::string_view alone = groups.size() == 1 ? "Topics" : "Other topics";
  IndexGroupWriter writer(html, directory.site, alone);
  const std::size_t start = html.size();

  /// Whether all groups are written, each by `write`; else none of it stays.
  const auto write_all = [&](auto write) {
    for (const IndexGroup& group : groups) {
      write(group);
      if (html.size() > budget) break;
    }
    if (html.size() <= budget) return true;
    html.rewind(start);
    return false;
  };
  TopicSet with_feeds;
  const auto as_cards = [&](const IndexGroup& group) { writer.write_as_cards(group, with_feeds); };
  const auto as_names = [&](const IndexGroup& group) { writer.write_as_names(group); };
  if (write_all(as_cards)) {
    with_feeds = choose_with_feeds(groups, directory.site, budget - html.size());
    html.rewind(start);
    write_all(as_cards);
    return;
  }
  // Rather every topic than some of them twice.
  for (TopicList recent = most_recent(directory, most_recent_cards); !recent.empty(); recent.pop_back()) {
    write_recent(html, writer, recent);
    if (write_all(as_names)) return;
  }
  if (write_all(as_names)) return;

  write_recent(html, writer, most_recent(directory, recent_cards));
  if (html.size() + rest_bytes > budget) html.rewind(start);
  const std::size_t used = html.size() + rest_bytes;
  const std::size_t omitted = keep_largest(groups, directory.site, alone, budget - std::min(budget, used));
  for (const IndexGroup& group : groups) writer.write_as_names(group);
  if (omitted > 0) write_rest(html, directory.site, omitted);
}

}  // namespace feed_exporter
