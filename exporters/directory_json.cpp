// SPDX-License-Identifier: MIT
#include "exporters/directory_json.hpp"

// The machine's index of a site. `version` names the shape: a URI in the manner of JSON Feed, which changes
// only if a field that is there changes its meaning.
#include <boost/json.hpp>
#include <map>
#include <string_view>

#include "exporters/format.hpp"
#include "exporters/site_urls.hpp"
#include "exporters/timestamp.hpp"

namespace feed_exporter {
namespace {

constexpr std::string_view version = "feed-exporter-directory-1";

boost::json::object make_urls(const Site& site, const DirectoryTopic& topic) {
  boost::json::object urls;
  for (const Format& format : formats()) {
    urls.emplace(format.subscribable ? format.name : "html", feed_url(site, topic.slug, format));
  }
  return urls;
}

/// Titles of topics and groups by slug.
using Titles = std::map<std::string_view, std::string_view>;

void add_parent(boost::json::object& object, const std::string& parent, const Titles& titles) {
  if (parent.empty()) return;
  object.emplace("parent", parent);
  if (const auto title = titles.find(parent); title != titles.end()) {
    object.emplace("parent_title", title->second);
  }
}

/// Not among the topics, since they have no URLs.
boost::json::array make_groups(const Directory& directory, const Titles& titles) {
  boost::json::array groups;
  for (const DirectoryGroup& group : directory.groups) {
    boost::json::object object;
    object.emplace("slug", group.slug);
    object.emplace("title", group.title);
    add_parent(object, group.parent, titles);
    groups.push_back(std::move(object));
  }
  return groups;
}

}  // namespace

std::string render_directory_json(const Directory& directory) {
  Titles titles;
  for (const DirectoryTopic& topic : directory.topics) titles.emplace(topic.slug, topic.title);
  for (const DirectoryGroup& group : directory.groups) titles.emplace(group.slug, group.title);
  boost::json::array topics;
  topics.reserve(directory.topics.size());
  for (const DirectoryTopic& topic : directory.topics) {
    boost::json::object object;
    object.emplace("slug", topic.slug);
    object.emplace("title", topic.title);
    if (!topic.description.empty()) object.emplace("description", topic.description);
    add_parent(object, topic.parent, titles);
    object.emplace("count", topic.articles);
    if (topic.newest) {
      object.emplace("newest", format_rfc3339(*topic.newest));
      object.emplace("newest_title", topic.newest_title);
    }
    object.emplace("urls", make_urls(directory.site, topic));
    topics.push_back(std::move(object));
  }
  boost::json::object root;
  root.emplace("version", version);
  root.emplace("title", directory.site.title);
  if (!directory.site.description.empty()) root.emplace("description", directory.site.description);
  root.emplace("home_page_url", home_url(directory.site));
  root.emplace("opml_url", directory.site.base_url + std::string(opml_path));
  root.emplace("updated", format_rfc3339(directory.updated));
  root.emplace("topics", std::move(topics));
  if (!directory.groups.empty()) root.emplace("groups", make_groups(directory, titles));
  return boost::json::serialize(root);
}

}  // namespace feed_exporter
