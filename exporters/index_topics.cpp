// SPDX-License-Identifier: MIT
#include "exporters/index_topics.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "exporters/excerpt.hpp"
#include "exporters/format.hpp"
#include "exporters/page.hpp"
#include "exporters/topic_tree.hpp"

namespace feed_exporter {
namespace {

// Bytes of a text that is shown; longer ones are cut.
constexpr std::size_t max_name = 80;
constexpr std::size_t max_newest = 120;

/// Cards above the list of names.
constexpr std::size_t recent_cards = 6;
/// Names in the list: 2,000 of them are some 160 KB of HTML, 16 KB compressed. Of more topics those with
/// the fewest articles are only in `/feeds.opml` and `/feeds.json`.
constexpr std::size_t max_names = 2'000;

using Topics = std::vector<const DirectoryTopic*>;

/// How much a card says: with the links of the topic's feeds, or without, since its page has them too.
enum class Card { with_feeds, without_feeds };

/// Topics that stand together.
struct Group {
  /// Of what is above them; empty: they stand alone.
  std::string_view title;
  /// The topic above them, if that is one with a feed.
  const DirectoryTopic* parent = nullptr;
  Topics topics;
};

void add_descendants(const TopicNode& node, Topics& topics) {
  for (const TopicNode& child : node.children) {
    if (child.topic != nullptr) topics.push_back(child.topic);
    add_descendants(child, topics);
  }
}

/// One group for each of those at the top that have others below them, then one for all that stand alone.
std::vector<Group> make_groups(const Directory& directory) {
  std::vector<Group> groups;
  Topics alone;
  for (const TopicNode& root : make_topic_tree(directory)) {
    Topics below;
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

class TopicWriter {
 public:
  TopicWriter(HtmlWriter& html, const Site& site)
      : html_(html), site_(site), page_(*std::ranges::find(formats(), false, &Format::subscribable)) {}

  void write_cards(const Topics& topics, Card card) {
    html_.element("ul", {{"class", "cards"}}, [&] {
      for (const DirectoryTopic* topic : topics) {
        html_.element("li", {}, [&] { write_card(*topic, "h3", card); });
      }
    });
  }

  void write_names(const Topics& topics) {
    if (topics.empty()) return;
    html_.element("ul", {{"class", "names"}}, [&] {
      for (const DirectoryTopic* topic : topics) {
        html_.element("li", {}, [&] {
          write_link(*topic);
          html_.text(" ");
          html_.element("b", {}, grouped(topic->articles));
        });
      }
    });
  }

  /// `alone` names the group without a parent.
  void write_group_as_cards(const Group& group, std::string_view alone, Card card) {
    html_.element("section", {}, [&] {
      if (group.title.empty()) {
        html_.element("h2", {}, alone);
      } else {
        html_.element("div", {{"class", "parent"}}, [&] {
          if (group.parent != nullptr) {
            write_card(*group.parent, "h2", card);
          } else {
            html_.element("h2", {}, excerpt(group.title, max_name));
          }
        });
      }
      write_cards(group.topics, card);
    });
  }

  void write_group_as_names(const Group& group, std::string_view alone) {
    html_.element("section", {}, [&] {
      if (group.parent == nullptr) {
        html_.element("h2", {}, group.title.empty() ? alone : excerpt(group.title, max_name));
      } else {
        html_.element("h2", {}, [&] {
          write_link(*group.parent);
          html_.text(" ");
          html_.element("b", {}, grouped(group.parent->articles));
        });
      }
      write_names(group.topics);
    });
  }

 private:
  void write_link(const DirectoryTopic& topic) {
    html_.element("a", {{"href", site_link(site_, feed_path(topic.slug, page_))}},
                  excerpt(topic.title, max_name));
  }

  void write_card(const DirectoryTopic& topic, std::string_view heading, Card card) {
    html_.element(heading, {}, [&] { write_link(topic); });
    html_.element("p", {{"class", "by"}}, [&] {
      html_.text(counted(topic.articles, "article", "articles"));
      if (!topic.newest) return;
      html_.text(" · ");
      write_day(html_, *topic.newest);
    });
    if (!topic.newest_title.empty()) html_.element("p", {}, excerpt(topic.newest_title, max_newest));
    if (card == Card::without_feeds) return;
    html_.element("p", {{"class", "formats"}},
                  [&] { write_feed_links(html_, site_, topic.slug, excerpt(topic.title, max_name)); });
  }

  HtmlWriter& html_;
  const Site& site_;
  const Format& page_;
};

/// The topics with the newest articles, the newest first.
Topics most_recent(const Directory& directory, std::size_t count) {
  Topics topics;
  for (const DirectoryTopic& topic : directory.topics) {
    if (topic.slug != "all" && topic.newest) topics.push_back(&topic);
  }
  std::ranges::stable_sort(topics, std::ranges::greater(),
                           [](const DirectoryTopic* topic) { return *topic->newest; });
  topics.resize(std::min(count, topics.size()));
  return topics;
}

/// Leaves the `max_names` topics with the most articles; how many are left out.
std::size_t keep_largest(std::vector<Group>& groups) {
  Topics all;
  for (const Group& group : groups) all.insert(all.end(), group.topics.begin(), group.topics.end());
  if (all.size() <= max_names) return 0;
  std::ranges::stable_sort(all, std::ranges::greater(), &DirectoryTopic::articles);
  const std::size_t omitted = all.size() - max_names;
  all.resize(max_names);
  std::ranges::sort(all);
  for (Group& group : groups) {
    std::erase_if(group.topics,
                  [&](const DirectoryTopic* topic) { return !std::ranges::binary_search(all, topic); });
  }
  return omitted;
}

}  // namespace

void write_index_topics(HtmlWriter& html, const Directory& directory, std::size_t budget) {
  std::vector<Group> groups = make_groups(directory);
  const std::string_view alone = groups.size() == 1 ? "Topics" : "Other topics";
  TopicWriter writer(html, directory.site);
  const std::size_t before = html.size();
  for (const Card card : {Card::with_feeds, Card::without_feeds}) {
    for (const Group& group : groups) {
      writer.write_group_as_cards(group, alone, card);
      if (html.size() > budget) break;
    }
    if (html.size() <= budget) return;
    html.rewind(before);
  }

  html.element("section", {}, [&] {
    html.element("h2", {}, "Recently updated");
    writer.write_cards(most_recent(directory, recent_cards), Card::with_feeds);
  });
  const std::size_t omitted = keep_largest(groups);
  for (const Group& group : groups) writer.write_group_as_names(group, alone);
  if (omitted == 0) return;
  html.element("p", {{"class", "rest"}}, [&] {
    html.text(counted(omitted, "smaller topic is", "smaller topics are") + " in the ");
    html.element("a", {{"href", site_link(directory.site, opml_path)}}, "OPML file");
    html.text(".");
  });
}

}  // namespace feed_exporter
