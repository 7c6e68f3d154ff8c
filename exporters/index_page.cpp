// SPDX-License-Identifier: MIT
// Each topic as a card with its newest article and its feeds; where there are too many for the budget of a
// page, the few that changed last as cards and all as a list of names.
#include <algorithm>
#include <string_view>
#include <vector>

#include "exporters/directory.hpp"
#include "exporters/excerpt.hpp"
#include "exporters/format.hpp"
#include "exporters/page.hpp"
#include "exporters/topic_tree.hpp"

namespace feed_exporter {
namespace {

// Bytes of a text that is shown; longer ones are cut.
constexpr std::size_t max_name = 80;
constexpr std::size_t max_newest = 120;
constexpr std::size_t max_notice = 300;

constexpr std::size_t max_notices = 10;
/// Cards above the list of names.
constexpr std::size_t recent_cards = 9;
/// Names in the list: 2,000 of them are some 150 KB of HTML, 25 KB on the wire. Of more topics those with
/// the fewest articles are only in `/feeds.opml` and `/feeds.json`.
constexpr std::size_t max_names = 2'000;

using Topics = std::vector<const DirectoryTopic*>;

/// Topics under one heading.
struct Group {
  std::string heading;
  Topics topics;
};

void add_descendants(const TopicNode& node, Topics& topics) {
  topics.push_back(node.topic);
  for (const TopicNode& child : node.children) add_descendants(child, topics);
}

/// One group for each topic that has others below it, then one for all that stand alone.
std::vector<Group> make_groups(const Directory& directory) {
  std::vector<Group> groups;
  Topics alone;
  for (const TopicNode& root : make_topic_tree(directory)) {
    if (root.children.empty()) {
      alone.push_back(root.topic);
    } else {
      groups.push_back({root.topic->title, {}});
      add_descendants(root, groups.back().topics);
    }
  }
  if (!alone.empty()) groups.push_back({groups.empty() ? "Topics" : "Other topics", std::move(alone)});
  return groups;
}

class TopicWriter {
 public:
  TopicWriter(HtmlWriter& html, const Site& site)
      : html_(html), site_(site), page_(*std::ranges::find(formats(), false, &Format::subscribable)) {}

  void write_cards(const Topics& topics) {
    html_.element("ul", {{"class", "cards"}}, [&] {
      for (const DirectoryTopic* topic : topics) html_.element("li", {}, [&] { write_card(*topic); });
    });
  }

  void write_names(const Topics& topics) {
    html_.element("ul", {{"class", "names"}}, [&] {
      for (const DirectoryTopic* topic : topics) {
        html_.element("li", {}, [&] {
          write_link(*topic);
          html_.text(" ");
          html_.element("b", {}, std::to_string(topic->articles));
        });
      }
    });
  }

 private:
  void write_link(const DirectoryTopic& topic) {
    html_.element("a", {{"href", site_link(site_, feed_path(topic.slug, page_))}},
                  excerpt(topic.title, max_name));
  }

  void write_card(const DirectoryTopic& topic) {
    html_.element("h3", {}, [&] { write_link(topic); });
    html_.element("p", {{"class", "by"}}, [&] {
      html_.text(counted(topic.articles, "article", "articles"));
      if (!topic.newest) return;
      html_.text(" ");
      write_day(html_, *topic.newest);
    });
    if (!topic.newest_title.empty()) html_.element("p", {}, excerpt(topic.newest_title, max_newest));
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
  std::erase_if(groups, [](const Group& group) { return group.topics.empty(); });
  return omitted;
}

void write_topics(HtmlWriter& html, const Directory& directory, std::size_t budget) {
  std::vector<Group> groups = make_groups(directory);
  TopicWriter writer(html, directory.site);
  const std::size_t before = html.size();
  for (const Group& group : groups) {
    html.element("section", {}, [&] {
      html.element("h2", {}, group.heading);
      writer.write_cards(group.topics);
    });
    if (html.size() > budget) break;
  }
  if (html.size() <= budget) return;

  html.rewind(before);
  html.element("section", {}, [&] {
    html.element("h2", {}, "Recently updated");
    writer.write_cards(most_recent(directory, recent_cards));
  });
  const std::size_t omitted = keep_largest(groups);
  for (const Group& group : groups) {
    html.element("section", {}, [&] {
      html.element("h2", {}, group.heading);
      writer.write_names(group.topics);
    });
  }
  if (omitted == 0) return;
  html.element("p", {{"class", "rest"}}, [&] {
    html.text(counted(omitted, "smaller topic is", "smaller topics are") + " in the ");
    html.element("a", {{"href", site_link(directory.site, opml_path)}}, "OPML file");
    html.text(".");
  });
}

/// An example that becomes an article as it stands.
constexpr std::string_view example_seed = R"(---
title: "Hello, reader"
excerpt: "The first article of this site."
publishedDateTime: 2026-01-02T09:00:00Z
webUrl: "https://example.org/hello"
topics:
  - News
---
)";

void write_welcome(HtmlWriter& html) {
  html.element("section", {{"class", "welcome"}, {"aria-labelledby", "welcome"}}, [&] {
    html.element("h2", {{"id", "welcome"}}, "No article yet");
    html.element("p", {},
                 "The seeds directory holds no article that can be shown. Put a text file like this one into "
                 "it, for example hello.md. It appears here by itself, and so do its topics.");
    html.element("pre", {{"tabindex", "0"}, {"aria-label", "An example of a seed"}},
                 [&] { html.element("code", {}, example_seed); });
    html.element("p", {}, [&] {
      html.text("Nothing happens? ");
      html.element("code", {}, "feed-exporter check");
      html.text(" says what it finds in the directory and what is wrong with it.");
    });
  });
}

void write_state(HtmlWriter& html, const DaemonState& state) {
  html.element("section", {{"class", "state"}, {"aria-labelledby", "state"}}, [&] {
    html.element("h2", {{"id", "state"}}, "State");
    if (state.problems == 0 && state.notices.empty()) {
      return html.element("p", {{"class", "fine"}}, "All seeds are fine.");
    }
    html.element("p", {},
                 counted(state.problems, "problem", "problems") +
                     " found in the seeds; everything else is served as usual.");
    const std::size_t shown = std::min(state.notices.size(), max_notices);
    html.element("ul", {{"class", "notices"}}, [&] {
      for (std::size_t i = 0; i < shown; ++i) {
        const Notice& notice = state.notices[i];
        html.element("li", {}, [&] {
          html.element("b", {{"class", notice.severity}}, notice.severity);
          html.text(" ");
          if (!notice.where.empty()) {
            html.element("code", {}, excerpt(notice.where, max_notice));
            html.text(" ");
          }
          html.element("span", {}, excerpt(notice.text, max_notice));
        });
      }
    });
    if (state.problems <= shown) return;
    html.element("p", {}, [&] {
      html.text("The other " + counted(state.problems - shown, "problem is", "problems are") + " listed by ");
      html.element("code", {}, "feed-exporter check");
      html.text(".");
    });
  });
}

void write_index(HtmlWriter& html, const Directory& directory, const DaemonState& state) {
  const Site& site = directory.site;
  const auto all = std::ranges::find(directory.topics, "all", &DirectoryTopic::slug);
  const std::size_t topics = directory.topics.size() - (all == directory.topics.end() ? 0 : 1);
  html.element("div", {{"class", "hero"}}, [&] {
    html.element("div", {}, [&] {
      html.element("h1", {}, site.title);
      if (!site.description.empty()) html.element("p", {{"class", "lede"}}, site.description);
      html.element("p", {{"class", "facts"}}, [&] {
        html.element("span", {}, counted(state.articles, "article", "articles"));
        html.text(" ");
        html.element("span", {}, counted(topics, "topic", "topics"));
        if (state.articles > 0) {
          html.text(" ");
          html.element("span", {}, [&] {
            html.text("updated ");
            write_day(html, directory.updated);
          });
        }
        if (state.problems > 0) {
          html.text(" ");
          html.element("a", {{"href", "#state"}}, counted(state.problems, "problem", "problems"));
        }
      });
    });
    if (state.articles > 0) write_subscribe_box(html, site, "all", site.title);
  });

  std::string state_section;
  HtmlWriter measure(state_section);
  write_state(measure, state);
  if (state.articles == 0 && topics == 0) {
    write_welcome(html);
  } else {
    constexpr std::size_t footer = 500;
    const std::size_t kept = state_section.size() + footer;
    write_topics(html, directory, page_budget - std::min(page_budget, kept));
  }
  write_state(html, state);
}

}  // namespace

std::string render_index_page(const Directory& directory, const DaemonState& state) {
  const Site& site = directory.site;
  std::string out;
  render_page(site,
              {.title = site.title,
               .description = site.description,
               .canonical = site.base_url + std::string(index_page_path),
               .feed_slug = "all",
               .feed_title = site.title},
              out, [&](HtmlWriter& html) { write_index(html, directory, state); });
  return out;
}

}  // namespace feed_exporter
