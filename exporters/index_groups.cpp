// SPDX-License-Identifier: MIT
#include "exporters/index_groups.hpp"

#include <string>
#include <utility>

#include "exporters/excerpt.hpp"
#include "exporters/page.hpp"
#include "exporters/topic_tree.hpp"

namespace feed_exporter {
namespace {

// Bytes of a text that is shown; longer ones are cut.
constexpr std::size_t max_name = 80;
constexpr std::size_t max_newest = 120;

void add_descendants(const TopicNode& node, TopicList& topics) {
  for (const TopicNode& child : node.children) {
    if (child.topic != nullptr) topics.push_back(child.topic);
    add_descendants(child, topics);
  }
}

}  // namespace

std::vector<IndexGroup> make_index_groups(const Directory& directory) {
  std::vector<IndexGroup> groups;
  TopicList alone;
  for (const TopicNode& root : make_topic_tree(directory)) {
    TopicList below;
    add_descendants(root, below);
    if (!below.empty()) {
      groups.push_back({root.title, root.topic, std::move(below)});
    } else if (root.topic != nullptr) {
      alone.push_back(root.topic);
    }
  }
  if (!alone.empty()) groups.push_back({{}, nullptr, std::move(alone)});
  return groups;
}

IndexGroupWriter::IndexGroupWriter(HtmlWriter& html, const Site& site, std::string_view alone)
    : html_(html), site_(site), alone_(alone) {}

void IndexGroupWriter::write_cards(const TopicList& topics, const TopicSet& with_feeds) {
  html_.element("ul", {{"class", "cards"}}, [&] {
    for (const DirectoryTopic* topic : topics) {
      html_.element("li", {}, [&] { write_card(*topic, "h3", with_feeds); });
    }
  });
}

void IndexGroupWriter::write_as_cards(const IndexGroup& group, const TopicSet& with_feeds) {
  html_.element("section", {}, [&] {
    if (group.title.empty()) {
      html_.element("h2", {}, alone_);
    } else {
      html_.element("div", {{"class", "parent"}}, [&] {
        if (group.parent != nullptr) {
          write_card(*group.parent, "h2", with_feeds);
        } else {
          html_.element("h2", {}, excerpt(group.title, max_name));
        }
      });
    }
    write_cards(group.topics, with_feeds);
  });
}

void IndexGroupWriter::write_as_names(const IndexGroup& group) {
  html_.element("section", {}, [&] {
    if (group.parent == nullptr) {
      html_.element("h2", {}, group.title.empty() ? alone_ : excerpt(group.title, max_name));
    } else {
      html_.element("h2", {}, [&] {
        write_link(*group.parent);
        html_.text(" ");
        html_.element("b", {}, grouped(group.parent->articles));
      });
    }
    if (group.topics.empty()) return;
    html_.element("ul", {{"class", "names"}}, [&] {
      for (const DirectoryTopic* topic : group.topics) write_name(*topic);
    });
  });
}

void IndexGroupWriter::write_name(const DirectoryTopic& topic) {
  html_.element("li", {}, [&] {
    write_link(topic);
    html_.text(" ");
    html_.element("b", {}, grouped(topic.articles));
  });
}

void IndexGroupWriter::write_link(const DirectoryTopic& topic) {
  html_.element("a", {{"href", site_link(site_, feed_path(topic.slug, page_format()))}},
                excerpt(topic.title, max_name));
}

void IndexGroupWriter::write_card(const DirectoryTopic& topic, std::string_view heading,
                                  const TopicSet& with_feeds) {
  html_.element(heading, {}, [&] { write_link(topic); });
  html_.element("p", {{"class", "by"}}, [&] {
    html_.text(counted(topic.articles, "article", "articles"));
    if (!topic.newest) return;
    html_.text(" · ");
    write_day(html_, *topic.newest);
  });
  if (!topic.newest_title.empty()) html_.element("p", {}, excerpt(topic.newest_title, max_newest));
  if (with_feeds.contains(&topic)) write_feeds(topic);
}

void IndexGroupWriter::write_feeds(const DirectoryTopic& topic) {
  html_.element("p", {{"class", "formats"}},
                [&] { write_feed_links(html_, site_, topic.slug, excerpt(topic.title, max_name)); });
}

}  // namespace feed_exporter
