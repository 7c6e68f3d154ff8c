// SPDX-License-Identifier: MIT
#include "daemon/serve/site_values.hpp"

#include <algorithm>
#include <utility>

#include "daemon/serve/target.hpp"

namespace feed_exporter {

Site make_site(const Settings& settings, std::string base_url) {
  const SiteSettings& from = settings.site;
  return {.base_url = std::move(base_url),
          .title = from.title,
          .description = from.description,
          .language = from.language,
          .author = from.author.empty() ? from.title : from.author,
          .copyright = from.copyright,
          .icon = from.icon,
          .logo = from.logo,
          .image = from.image,
          .max_age = settings.feeds.max_age};
}

std::string base_path_of(const std::string& base_url) {
  PathBuffer buffer;
  const auto target = parse_target(base_url, buffer);
  if (!target) return {};
  std::string path(target->path);
  while (path.ends_with('/')) path.pop_back();
  return path;
}

Feed make_feed(const Site& site, const TopicSummary& topic, std::vector<Entry> entries,
               std::chrono::sys_seconds epoch) {
  const bool everything = topic.slug == everything_slug;
  Feed feed{.site = site,
            .slug = topic.slug,
            .title = everything ? site.title : topic.name + " – " + site.title,
            .name = topic.name,
            .description = topic.description,
            .updated = epoch,
            .entries = std::move(entries),
            .related_topics = {}};
  if (feed.description.empty()) {
    feed.description = everything ? "The newest articles" : "The newest articles about " + topic.name;
  }
  if (!feed.entries.empty()) {
    feed.updated = updated_or_published(*std::ranges::max_element(
        feed.entries, {}, [](const Entry& entry) { return updated_or_published(entry); }));
  }
  return feed;
}

TopicSummary summarize_everything(const Site& site, std::size_t articles) {
  return {.slug = std::string(everything_slug),
          .name = std::string(everything_name),
          .description = site.description,
          .parent = {},
          .articles = articles};
}

}  // namespace feed_exporter
